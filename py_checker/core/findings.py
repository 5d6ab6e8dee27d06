"""A finding: what one clause says of one applicant, and on the ground of which answers."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from py_checker.core.evaluation import Evaluation, merged
from py_checker.core.rulebook import DOUBTFUL, PLAIN, REQUIRED, Clause, Exemption
from py_checker.core.truth import FALSE, TRUE, UNKNOWN, Truth, conjunction, disjunction, negation

if TYPE_CHECKING:
    from py_checker.core.conditions import Condition
    from py_checker.core.values import Answers


class Outcome(Enum):
    """How a clause stands to an applicant."""

    MET = "met"
    NOT_MET = "not_met"
    DOUBTFUL = "doubtful"  # met under one reading of the sentence, not met under the other
    OPEN = "open"
    NOT_APPLICABLE = "not_applicable"


class Finding(NamedTuple):
    """A clause's outcome, the facts that decided it, and the facts that are still missing.

    ``can_deny``: an open finding that may still turn into a failed hard condition.
    ``exempted_by``: the clause that frees from this one, where one does.
    """

    clause: str
    kind: str
    outcome: Outcome
    used: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    can_deny: bool = False
    exempted_by: str | None = None


_ALWAYS = Evaluation(truth=TRUE)
_NEVER = Evaluation(truth=FALSE)


def find(clause: Clause, exemptions: tuple[Exemption, ...], answers: Answers) -> Finding:
    """Return the finding for a clause that carries a check.

    With *a* whether the clause concerns the applicant, *c* its check, *p* and *q* the plain and
    the doubtful exemptions: the clause is kept when ``not a or p or c``; where that fails, *q*
    turns the failure into a doubt; where it holds, the clause's own doubt may still speak.
    """
    applies = _evaluate(clause.applies_when, answers, _ALWAYS)
    if applies.truth is FALSE:  # it concerns somebody else
        return Finding(clause=clause.id, kind=clause.kind, outcome=Outcome.NOT_APPLICABLE, used=applies.used)
    check = _evaluate(clause.check, answers, _ALWAYS)
    if not exemptions and clause.applies_when is None and clause.doubtful_when is None:
        return _plain(clause, check)  # the same as below, for the many that have nothing but a check
    doubt = _evaluate(clause.doubtful_when, answers, _NEVER)
    waivers = [(item, item.when.evaluate(answers)) for item in exemptions]
    waived = disjunction(found.truth for item, found in waivers if item.certainty == PLAIN)
    eased = disjunction(found.truth for item, found in waivers if item.certainty == DOUBTFUL)
    binding = conjunction((applies.truth, negation(waived)))
    kept = disjunction((negation(binding), check.truth))

    outcome = _outcome(binding, kept, doubt.truth, eased)
    gates = [applies, *(found for _, found in waivers)]
    source = next((item.source for item, found in waivers if found.truth is TRUE), None)
    if outcome is Outcome.OPEN:
        parts = [*gates[:1], check, *gates[1:], doubt]
        unsettled = [part for part in parts if part.truth is UNKNOWN]
        can_deny = clause.kind == REQUIRED and kept is not TRUE and eased is not TRUE
        missing = merged(part.missing for part in unsettled)
        used = merged(part.used for part in parts)
        return Finding(
            clause=clause.id, kind=clause.kind, outcome=outcome, used=used, missing=missing, can_deny=can_deny
        )
    parts = gates if outcome is Outcome.NOT_APPLICABLE else [*gates[:1], check]
    if outcome is Outcome.DOUBTFUL:
        parts = [*gates, check, doubt]
    return Finding(
        clause=clause.id,
        kind=clause.kind,
        outcome=outcome,
        used=merged(part.used for part in parts),
        exempted_by=source if outcome in (Outcome.NOT_APPLICABLE, Outcome.DOUBTFUL) else None,
    )


_PLAIN = {TRUE: Outcome.MET, FALSE: Outcome.NOT_MET, UNKNOWN: Outcome.OPEN}


def _plain(clause: Clause, check: Evaluation) -> Finding:
    return Finding(
        clause=clause.id,
        kind=clause.kind,
        outcome=_PLAIN[check.truth],
        used=check.used,
        missing=check.missing,
        can_deny=check.truth is UNKNOWN and clause.kind == REQUIRED,
    )


def _outcome(binding: Truth, kept: Truth, doubt: Truth, eased: Truth) -> Outcome:
    if binding is FALSE:
        return Outcome.NOT_APPLICABLE
    if kept is FALSE:
        return {TRUE: Outcome.DOUBTFUL, FALSE: Outcome.NOT_MET, UNKNOWN: Outcome.OPEN}[eased]
    if kept is UNKNOWN:
        return Outcome.OPEN
    if doubt is FALSE:
        return Outcome.MET
    return Outcome.DOUBTFUL if doubt is TRUE and binding is TRUE else Outcome.OPEN


def _evaluate(condition: Condition | None, answers: Answers, absent: Evaluation) -> Evaluation:
    return absent if condition is None else condition.evaluate(answers)
