"""Tests of the answer to one fact, or of two answers against each other; unanswered is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from py_checker.evaluation import Evaluation
from py_checker.truth import UNKNOWN, truth_of

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from py_checker.facts import Answers, Value


class _OnFact:
    """A test of the answer to one fact."""

    __slots__ = ()

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        fact = self.fact
        if fact not in answers:
            return Evaluation(truth=UNKNOWN, missing=(fact,))
        return Evaluation(truth=truth_of(self.holds(answers[fact])), used=(fact,))


class _OnTwoFacts:
    """A comparison of the answers to two facts."""

    __slots__ = ()

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        facts = self.facts
        used = tuple(fact for fact in facts if fact in answers)
        if len(used) < len(facts):
            return Evaluation(truth=UNKNOWN, used=used, missing=tuple(fact for fact in facts if fact not in answers))
        return Evaluation(truth=truth_of(self.holds(answers[facts[0]], answers[facts[1]])), used=used)


@dataclass(frozen=True, slots=True)
class Is(_OnFact):
    """The fact has this choice, or this yes (True) / no (False)."""

    op: ClassVar[str] = "is"
    fact: str
    value: str | bool

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found == self.value


@dataclass(frozen=True, slots=True)
class OneOf(_OnFact):
    """The fact has one of these choices."""

    op: ClassVar[str] = "one_of"
    fact: str
    values: tuple[str, ...]

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found in self.values


@dataclass(frozen=True, slots=True)
class AtLeast(_OnFact):
    """The number is the bound or more (以上, 不低于), in the fact's unit."""

    op: ClassVar[str] = "at_least"
    fact: str
    bound: Decimal

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found >= self.bound


@dataclass(frozen=True, slots=True)
class AtMost(_OnFact):
    """The number is the bound or less (不超过), in the fact's unit."""

    op: ClassVar[str] = "at_most"
    fact: str
    bound: Decimal

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found <= self.bound


@dataclass(frozen=True, slots=True)
class Above(_OnFact):
    """The number is strictly more than the bound."""

    op: ClassVar[str] = "above"
    fact: str
    bound: Decimal

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found > self.bound


@dataclass(frozen=True, slots=True)
class Below(_OnFact):
    """The number is strictly less than the bound."""

    op: ClassVar[str] = "below"
    fact: str
    bound: Decimal

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found < self.bound


@dataclass(frozen=True, slots=True)
class Before(_OnFact):
    """The date is strictly before ``day``."""

    op: ClassVar[str] = "before"
    fact: str
    day: date

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found < self.day


@dataclass(frozen=True, slots=True)
class From(_OnFact):
    """The date is ``day`` or later."""

    op: ClassVar[str] = "from"
    fact: str
    day: date

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found >= self.day


@dataclass(frozen=True, slots=True)
class AgeAtMost(_OnFact):
    """Born on the fact's date, a person has completed at most ``years`` years (周岁) on the day ``on``."""

    op: ClassVar[str] = "age_at_most"
    fact: str
    years: int
    on: date

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return completed_years(found, self.on) <= self.years


@dataclass(frozen=True, slots=True)
class BelowFact(_OnTwoFacts):
    """The number is strictly less than the number of another fact."""

    op: ClassVar[str] = "below_fact"
    fact: str
    other: str

    @property
    def facts(self) -> tuple[str, str]:
        """The two facts, in the order that ``holds`` takes them."""
        return self.fact, self.other

    def holds(self, found: Decimal, other: Decimal) -> bool:
        """Return whether the answers pass."""
        return found < other


@dataclass(frozen=True, slots=True)
class Ratio(_OnTwoFacts):
    """``numerator`` is at least ``factor`` times ``denominator``; no division, so 0 is safe."""

    op: ClassVar[str] = "ratio"
    numerator: str
    denominator: str
    factor: Decimal

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
