"""Tests of the answer to one fact, or of two answers against each other; unanswered is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from py_checker.evaluation import Evaluation
from py_checker.truth import UNKNOWN, truth_of

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from py_checker.checks import Condition
    from py_checker.facts import Answers, Value


def _evaluate_one(self: Condition, answers: Answers) -> Evaluation:
    """Return the evaluation against the known answers: a test of the answer to one fact."""
    fact = self.fact
    if fact not in answers:
        return Evaluation(truth=UNKNOWN, missing=(fact,))
    return Evaluation(truth=truth_of(self.holds(answers[fact])), used=(fact,))


def _evaluate_two(self: Condition, answers: Answers) -> Evaluation:
    """Return the evaluation against the known answers: a comparison of the answers to two facts."""
    facts = self.facts
    used = tuple(fact for fact in facts if fact in answers)
    if len(used) < len(facts):
        return Evaluation(truth=UNKNOWN, used=used, missing=tuple(fact for fact in facts if fact not in answers))
    return Evaluation(truth=truth_of(self.holds(answers[facts[0]], answers[facts[1]])), used=used)


class Is(NamedTuple):
    """The fact has this choice, or this yes (True) / no (False)."""

    fact: str
    value: str | bool
    op: str = "is"

    evaluate = _evaluate_one

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found == self.value


class OneOf(NamedTuple):
    """The fact has one of these choices."""

    fact: str
    values: tuple[str, ...]
    op: str = "one_of"

    evaluate = _evaluate_one

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found in self.values


class AtLeast(NamedTuple):
    """The number is the bound or more (以上, 不低于), in the fact's unit."""

    fact: str
    bound: Decimal
    op: str = "at_least"

    evaluate = _evaluate_one

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found >= self.bound


class AtMost(NamedTuple):
    """The number is the bound or less (不超过), in the fact's unit."""

    fact: str
    bound: Decimal
    op: str = "at_most"

    evaluate = _evaluate_one

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found <= self.bound


class Above(NamedTuple):
    """The number is strictly more than the bound."""

    fact: str
    bound: Decimal
    op: str = "above"

    evaluate = _evaluate_one

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found > self.bound


class Below(NamedTuple):
    """The number is strictly less than the bound."""

    fact: str
    bound: Decimal
    op: str = "below"

    evaluate = _evaluate_one

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found < self.bound


class Before(NamedTuple):
    """The date is strictly before ``day``."""

    fact: str
    day: date
    op: str = "before"

    evaluate = _evaluate_one

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found < self.day


class From(NamedTuple):
    """The date is ``day`` or later."""

    fact: str
    day: date
    op: str = "from"

    evaluate = _evaluate_one

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found >= self.day


class AgeAtMost(NamedTuple):
    """Born on the fact's date, a person has completed at most ``years`` years (周岁) on the day ``on``."""

    fact: str
    years: int
    on: date
    op: str = "age_at_most"

    evaluate = _evaluate_one

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return completed_years(found, self.on) <= self.years


class BelowFact(NamedTuple):
    """The number is strictly less than the number of another fact."""

    fact: str
    other: str
    op: str = "below_fact"

    evaluate = _evaluate_two

    @property
    def facts(self) -> tuple[str, str]:
        """The two facts, in the order that ``holds`` takes them."""
        return self.fact, self.other

    def holds(self, found: Decimal, other: Decimal) -> bool:
        """Return whether the answers pass."""
        return found < other


class Ratio(NamedTuple):
    """``numerator`` is at least ``factor`` times ``denominator``; no division, so 0 is safe."""

    numerator: str
    denominator: str
    factor: Decimal
    op: str = "ratio"

    evaluate = _evaluate_two

    @property
    def facts(self) -> tuple[str, str]:
        """The two facts, in the order that ``holds`` takes them."""
        return self.numerator, self.denominator

    def holds(self, part: Decimal, whole: Decimal) -> bool:
        """Return whether the answers pass."""
        return part >= self.factor * whole


def completed_years(born: date, on: date) -> int:
    """Return the age in completed years (周岁) on the day ``on``; a 29 February counts from 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
