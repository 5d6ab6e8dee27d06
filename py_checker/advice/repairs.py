"""Repairs: which answers would have to be different for a condition to hold, and what to.

Only facts that an applicant can legitimately change take part (``Fact.changeable``). A repair maps
facts to the nearest value that serves: the bound itself, the first choice that is named, the
neighbouring value where a bound must be left.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations, product
from typing import TYPE_CHECKING, TypeAlias

from py_checker.core import conditions
from py_checker.core.truth import FALSE, TRUE, UNKNOWN
from py_checker.core.values import as_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from py_checker.core.facts import Fact
    from py_checker.core.values import Answers, Value

Repair: TypeAlias = "dict[str, Value]"


class Repairer:
    """Finds repairs with respect to one rulebook's facts."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        """Keep the facts: their types, choices, limits, and whether they can be changed."""
        self.facts = facts

    def repairs(  # noqa: PLR0911 - one return a kind of condition
        self, condition: conditions.Condition, answers: Answers, *, wanted: bool = True
    ) -> list[Repair]:
        """Return the alternatives that make the condition true (or false); none where nothing can.

        A condition that is as wanted, or still open, needs nothing: one empty repair.
        """
        truth = condition.evaluate(answers).truth
        if truth is UNKNOWN or truth is (TRUE if wanted else FALSE):
            return [{}]
        if isinstance(condition, conditions.Not):
            return self.repairs(condition.operand, answers, wanted=not wanted)
        if isinstance(condition, conditions.IfThen):
            whole = conditions.Any((conditions.Not(condition.premise), condition.conclusion))
            return self.repairs(whole, answers, wanted=wanted)
        if isinstance(condition, conditions.All | conditions.Any):
            parts = [self.repairs(part, answers, wanted=wanted) for part in condition.operands]
            together = isinstance(condition, conditions.All) == wanted
            return _joined(parts) if together else _distinct(repair for part in parts for repair in part)
        if isinstance(condition, conditions.Count):
            groups = combinations(condition.operands, condition.wanted)
            whole = conditions.Any(tuple(conditions.All(group) for group in groups))
            return self.repairs(whole, answers, wanted=wanted)
        if isinstance(condition, conditions.PairTest):
            return self._between(condition, answers, wanted=wanted)
        if not isinstance(condition, conditions.SingleTest):
            return []  # of a family on which there is no advice
        fact = self.facts[condition.fact]
        values = condition.nearest(fact, wanted=wanted) if fact.changeable else []
        return [{fact.id: value} for value in values if _allowed(fact, value)]

    def _between(self, test: conditions.PairTest, answers: Answers, *, wanted: bool) -> list[Repair]:
        """Return repairs of a comparison of two facts: move the one or the other, where they are to be equal."""
        if test.compare(0, 0) is not wanted:
            return []  # nobody is told to lower a number only to escape a rule
        first, second = test.facts
        one, other = self.facts[first], self.facts[second]
        options = [
            (one, _rounded(test.factor * as_number(answers[second]), one, ROUND_CEILING)),
            (other, _rounded(as_number(answers[first]) / test.factor, other, ROUND_FLOOR)),
        ]
        return [{fact.id: value} for fact, value in options if fact.changeable and _allowed(fact, value)]


def _joined(parts: list[list[Repair]]) -> list[Repair]:
    """Return every way to take one repair of each part, where they do not contradict each other."""
    found = []
    for choice in product(*parts):
        whole: Repair = {}
        if all(whole.setdefault(fact, value) == value for repair in choice for fact, value in repair.items()):
            found.append(whole)
    return _distinct(found)


def _distinct(repairs: Iterable[Repair]) -> list[Repair]:
    found: list[Repair] = []
    for repair in repairs:
        if repair not in found:
            found.append(repair)
    return found


def _rounded(value: Decimal, fact: Fact, rounding: str) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-fact.decimals), rounding=rounding)


def _allowed(fact: Fact, value: Value) -> bool:
    if not isinstance(value, Decimal):
        return True
    low, high = fact.minimum, fact.maximum
    return not (isinstance(low, Decimal) and value < low) and not (isinstance(high, Decimal) and value > high)
