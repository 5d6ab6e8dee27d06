"""All answers of an applicant: which can be used, and which contradict each other.

An absent answer, ``None`` ("I don't know") and an answer with a problem are all *unknown*: the
fact is then simply not in the mapping of answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from py_checker.core.conditions import facts_of
from py_checker.core.errors import Problem
from py_checker.core.facts import LONGEST_ECHO, parse_answer
from py_checker.core.truth import TRUE
from py_checker.core.values import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from py_checker.core.conditions import Condition
    from py_checker.core.facts import Fact
    from py_checker.core.values import Answers, Value


class Consistency(NamedTuple):
    """A law between answers: ``never`` is true of no applicant. ``at`` is the question that tells of a breach."""

    id: str
    never: Condition
    at: str

    def is_broken(self, answers: Answers) -> bool:
        """Return whether the known answers contradict each other, whatever the others will be."""
        return self.never.evaluate(answers).truth is TRUE


def parse_answers(
    facts: Mapping[str, Fact], laws: tuple[Consistency, ...], raw: Mapping[str, Any]
) -> tuple[dict[str, Value], list[Problem]]:
    """Return the usable answers and every problem with the others."""
    answers: dict[str, Value] = {}
    problems: list[Problem] = []
    for fact_id, value in raw.items():
        if fact_id not in facts:
            problems.append(Problem(fact=fact_id[:LONGEST_ECHO], code="unknown_question", detail={}))
        elif value is not None:
            parsed = parse_answer(facts[fact_id], value)
            if isinstance(parsed, Problem):
                problems.append(parsed)
            else:
                answers[fact_id] = parsed
    return _without_conflicts(laws, answers, problems)


def _without_conflicts(
    laws: tuple[Consistency, ...], answers: dict[str, Value], problems: list[Problem]
) -> tuple[dict[str, Value], list[Problem]]:
    """Take all answers of every broken law out, so that no verdict rests on nonsense."""
    broken: set[str] = set()
    for law in laws:
        if law.is_broken(answers):
            said = {fact: plain(answers.get(fact)) for fact in facts_of(law.never)}
            given = {fact: value for fact, value in said.items() if value is not None}
            problems.append(Problem(fact=law.at, code="conflict", detail={"law": law.id, **given}))
            broken |= given.keys()
    return {fact: value for fact, value in answers.items() if fact not in broken}, problems
