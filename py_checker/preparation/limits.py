"""Limits: the figures that a clause asks of numbers, worked out for one applicant.

Walks a check down to its tests of numbers. What stands under ``any`` or ``count`` is no limit by
itself and is left out; what follows an ``if`` counts where its premise holds.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, NamedTuple

from py_checker.core import conditions
from py_checker.core.findings import Outcome
from py_checker.core.truth import TRUE
from py_checker.core.values import as_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from py_checker.core.facts import Fact
    from py_checker.core.values import Answers

_OPPOSITES = {"at_least": "below", "at_most": "above", "above": "at_most", "below": "at_least"}


class Limit(NamedTuple):
    """What a test asks of the number ``fact``: ``op`` (at_least, at_most, above, below) and the bound ``value``.

    Where the bound is ``factor`` times another fact (``of``), ``value`` is that product in the fact's
    own step, rounded up, and None while ``of`` is not known. ``outcome``: met, not met, or open.
    """

    fact: str
    op: str
    value: Decimal | None
    outcome: Outcome
    of: str | None = None
    factor: Decimal | None = None


def limits_of(condition: conditions.Condition, facts: Mapping[str, Fact], answers: Answers) -> Iterator[Limit]:
    """Yield the limits that a condition sets to an applicant with these answers."""
    if isinstance(condition, conditions.All):
        for operand in condition.operands:
            yield from limits_of(operand, facts, answers)
    elif isinstance(condition, conditions.IfThen):
        if condition.premise.evaluate(answers).truth is TRUE:
            yield from limits_of(condition.conclusion, facts, answers)
    elif isinstance(condition, conditions.Ratio):
        yield _ratio(condition, facts[condition.numerator], answers)
    elif isinstance(condition, conditions.Not):
        if isinstance(condition.operand, conditions.BoundTest):
            yield _limit(condition.operand, _OPPOSITES[condition.operand.op], answers, negated=True)
    elif isinstance(condition, conditions.BoundTest):
        yield _limit(condition, condition.op, answers)


def _limit(test: conditions.BoundTest, op: str, answers: Answers, *, negated: bool = False) -> Limit:
    found = answers.get(test.fact)
    outcome = Outcome.OPEN if found is None else _outcome(met=test.holds(as_number(found)) is not negated)
    return Limit(fact=test.fact, op=op, value=test.bound, outcome=outcome)


def _ratio(test: conditions.Ratio, fact: Fact, answers: Answers) -> Limit:
    whole, part = answers.get(test.denominator), answers.get(test.numerator)
    value, outcome = None, Outcome.OPEN
    if whole is not None:
        product = test.factor * as_number(whole)
        value = product.quantize(Decimal(1).scaleb(-fact.decimals), rounding=ROUND_CEILING)
    if whole is not None and part is not None:
        outcome = _outcome(met=test.holds(as_number(part), as_number(whole)))
    return Limit(
        fact=test.numerator, op="at_least", value=value, outcome=outcome, of=test.denominator, factor=test.factor
    )


def _outcome(*, met: bool) -> Outcome:
    return Outcome.MET if met else Outcome.NOT_MET
