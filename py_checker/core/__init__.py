"""The rules at work: answers, conditions, clauses, verdicts, the next question."""
