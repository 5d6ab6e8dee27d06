"""Tests of the answer to one fact, or of two answers against each other; unanswered is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from py_checker.core.evaluation import Evaluation
from py_checker.core.truth import FALSE, TRUE, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from py_checker.core.values import Answers, Value


# ``holds`` takes what the fact's type yields; the build refuses a test of a fact of another type.


def _evaluate_one(fact: str, holds: Callable[[Any], bool], answers: Answers) -> Evaluation:
    """Return the evaluation against the known answers: a test of the answer to one fact."""
    if fact not in answers:
        return Evaluation(truth=UNKNOWN, missing=(fact,))
    return Evaluation(truth=TRUE if holds(answers[fact]) else FALSE, used=(fact,))


def _evaluate_two(facts: tuple[str, str], holds: Callable[[Any, Any], bool], answers: Answers) -> Evaluation:
    """Return the evaluation against the known answers: a comparison of the answers to two facts."""
    used = tuple(fact for fact in facts if fact in answers)
    if len(used) < len(facts):
        return Evaluation(truth=UNKNOWN, used=used, missing=tuple(fact for fact in facts if fact not in answers))
    return Evaluation(truth=TRUE if holds(answers[facts[0]], answers[facts[1]]) else FALSE, used=used)


class Is(NamedTuple):
    """The fact has this choice, or this yes (True) / no (False)."""

    fact: str
    value: str | bool
    op: str = "is"

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        return _evaluate_one(self.fact, self.holds, answers)

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found == self.value


class OneOf(NamedTuple):
    """The fact has one of these choices."""

    fact: str
    values: tuple[str, ...]
    op: str = "one_of"

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        return _evaluate_one(self.fact, self.holds, answers)

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found in self.values


class AtLeast(NamedTuple):
    """The number is the bound or more (以上, 不低于), in the fact's unit."""

    fact: str
    bound: Decimal
    op: str = "at_least"

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        return _evaluate_one(self.fact, self.holds, answers)

    def holds(self, found: Decimal) -> bool:
        """Return whether the answer passes."""
        return found >= self.bound


class AtMost(NamedTuple):
    """The number is the bound or less (不超过), in the fact's unit."""

    fact: str
    bound: Decimal
    op: str = "at_most"

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        return _evaluate_one(self.fact, self.holds, answers)

    def holds(self, found: Decimal) -> bool:
        """Return whether the answer passes."""
        return found <= self.bound


class Above(NamedTuple):
    """The number is strictly more than the bound."""

    fact: str
    bound: Decimal
    op: str = "above"

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        return _evaluate_one(self.fact, self.holds, answers)

    def holds(self, found: Decimal) -> bool:
        """Return whether the answer passes."""
        return found > self.bound


class Below(NamedTuple):
    """The number is strictly less than the bound."""

    fact: str
    bound: Decimal
    op: str = "below"

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        return _evaluate_one(self.fact, self.holds, answers)

    def holds(self, found: Decimal) -> bool:
        """Return whether the answer passes."""
        return found < self.bound


class Before(NamedTuple):
    """The date is strictly before ``day``."""

    fact: str
    day: date
    op: str = "before"

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        return _evaluate_one(self.fact, self.holds, answers)

    def holds(self, found: date) -> bool:
        """Return whether the answer passes."""
        return found < self.day


class From(NamedTuple):
    """The date is ``day`` or later."""

    fact: str
    day: date
    op: str = "from"

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        return _evaluate_one(self.fact, self.holds, answers)

    def holds(self, found: date) -> bool:
        """Return whether the answer passes."""
        return found >= self.day


class AgeAtMost(NamedTuple):
    """Born on the fact's date, a person has completed at most ``years`` years (周岁) on the day ``on``."""

    fact: str
    years: int
    on: date
    op: str = "age_at_most"

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        return _evaluate_one(self.fact, self.holds, answers)

    def holds(self, found: date) -> bool:
        """Return whether the answer passes."""
        return completed_years(found, self.on) <= self.years


class BelowFact(NamedTuple):
    """The number is strictly less than the number of another fact."""

    fact: str
    other: str
    op: str = "below_fact"

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        return _evaluate_two(self.facts, self.holds, answers)

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

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        return _evaluate_two(self.facts, self.holds, answers)

    @property
    def facts(self) -> tuple[str, str]:
        """The two facts, in the order that ``holds`` takes them."""
        return self.numerator, self.denominator

    def holds(self, part: Decimal, whole: Decimal) -> bool:
        """Return whether the answers pass."""
        return part >= self.factor * whole


BoundTest: TypeAlias = AtLeast | AtMost | Above | Below
SingleTest: TypeAlias = Is | OneOf | BoundTest | Before | From | AgeAtMost
PairTest: TypeAlias = BelowFact | Ratio


def completed_years(born: date, on: date) -> int:
    """Return the age in completed years (周岁) on the day ``on``; a 29 February counts from 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
