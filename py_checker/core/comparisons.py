"""Tests of the answer to one fact, or of two answers against each other; unanswered is unknown.

An operator is one class here. Its operands are the slots of the tuple that it inherits, its name is
the last of them. The families say what the advice and the proofs need to know, so that they find a
new operator by themselves; how it is written, read back and mistaken stands in ``build_scripts.operators``.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from operator import ge, gt, itemgetter, le, lt
from types import FunctionType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeAlias

from py_checker.core.evaluation import Evaluation
from py_checker.core.truth import FALSE, TRUE, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from py_checker.core.facts import Fact
    from py_checker.core.values import Answers, Value


class Comparison:
    """A test of answers. ``holds`` takes what the facts' types yield; the build refuses facts of another type."""

    __slots__ = ()
    _field_defaults: ClassVar[dict[str, Any]]
    from_json: ClassVar[dict[str, Callable[[Any], Any]]] = {}  # the slots that JSON holds in another form

    def __init_subclass__(cls, *, op: str = "") -> None:
        """Name an operator: ``op`` becomes the default of its tuple's last slot."""
        if op:
            new: Any = cls.__new__
            cls.__new__ = FunctionType(new.__code__, new.__globals__, new.__name__, (op,))  # type: ignore[method-assign]
            cls._field_defaults = {"op": op}


class SingleTest(Comparison):
    """A test of the answer to one fact. Of numbers and dates it passes all up to a value, or all from one on."""

    __slots__ = ()
    if TYPE_CHECKING:  # every one of them has

        @property
        def fact(self) -> str:
            """The fact that is tested."""

        def holds(self, found: Any) -> bool:  # noqa: ANN401 - of the fact's type
            """Return whether the answer passes."""

    facts = property(itemgetter(slice(1)))

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        fact = self.fact
        if fact not in answers:
            return Evaluation(truth=UNKNOWN, missing=(fact,))
        return Evaluation(truth=TRUE if self.holds(answers[fact]) else FALSE, used=(fact,))

    def nearest(self, fact: Fact, *, wanted: bool) -> list[Value]:  # noqa: ARG002 - for the families that have any
        """Return the nearest values that pass (or fail); none where nobody can be advised to change to one."""
        return []


class _FactAndChoice(NamedTuple):
    fact: str
    value: str | bool
    op: str = ""


class Is(SingleTest, _FactAndChoice, op="is"):
    """The fact has this choice, or this yes (True) / no (False)."""

    __slots__ = ()

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found == self.value

    def nearest(self, fact: Fact, *, wanted: bool) -> list[Value]:
        """Return this choice, or all others, as far as they may be advised."""
        found = [self.value] if wanted else [value for value in fact.choices or (True, False) if value != self.value]
        return [value for value in found if value in fact.advised]


class _FactAndChoices(NamedTuple):
    fact: str
    values: tuple[str, ...]
    op: str = ""


class OneOf(SingleTest, _FactAndChoices, op="one_of"):
    """The fact has one of these choices."""

    __slots__ = ()
    from_json: ClassVar = {"values": tuple}

    def holds(self, found: Value) -> bool:
        """Return whether the answer passes."""
        return found in self.values

    def nearest(self, fact: Fact, *, wanted: bool) -> list[Value]:
        """Return the first that may be advised of these choices, or of the others."""
        found: list[Value] = [value for value in fact.advised if (value in self.values) is wanted]
        return found[:1]


class _FactAndNumber(NamedTuple):
    fact: str
    bound: Decimal
    op: str = ""


class BoundTest(SingleTest, _FactAndNumber):
    """A number against a bound in the fact's unit."""

    __slots__ = ()
    from_json: ClassVar = {"bound": Decimal}
    compare: Callable[[Any, Any], bool]

    def holds(self, found: Decimal) -> bool:
        """Return whether the answer passes."""
        return self.compare(found, self.bound)

    def nearest(self, fact: Fact, *, wanted: bool) -> list[Value]:
        """Return the bound, or its neighbour where it must be left."""
        if self.holds(self.bound) is wanted:
            return [self.bound]
        step = Decimal(1).scaleb(-fact.decimals)
        return [self.bound + step if self.holds(self.bound + step) is wanted else self.bound - step]


class AtLeast(BoundTest, op="at_least"):
    """The number is the bound or more (以上, 不低于)."""

    __slots__ = ()
    compare = staticmethod(ge)


class AtMost(BoundTest, op="at_most"):
    """The number is the bound or less (不超过)."""

    __slots__ = ()
    compare = staticmethod(le)


class Above(BoundTest, op="above"):
    """The number is strictly more than the bound."""

    __slots__ = ()
    compare = staticmethod(gt)


class Below(BoundTest, op="below"):
    """The number is strictly less than the bound."""

    __slots__ = ()
    compare = staticmethod(lt)


class _FactAndDay(NamedTuple):
    fact: str
    day: date
    op: str = ""


class DayTest(SingleTest, _FactAndDay):
    """A date against a day."""

    __slots__ = ()
    from_json: ClassVar = {"day": date.fromisoformat}
    compare: Callable[[Any, Any], bool]

    def holds(self, found: date) -> bool:
        """Return whether the answer passes."""
        return self.compare(found, self.day)


class Before(DayTest, op="before"):
    """The date is strictly before ``day``."""

    __slots__ = ()
    compare = staticmethod(lt)


class From(DayTest, op="from"):
    """The date is ``day`` or later."""

    __slots__ = ()
    compare = staticmethod(ge)


class _FactAndYears(NamedTuple):
    fact: str
    years: int
    on: date
    op: str = ""


class AgeTest(SingleTest, _FactAndYears):
    """The age, in completed years (周岁) on the day ``on``, of a person born on the fact's date."""

    __slots__ = ()
    compare: Callable[[Any, Any], bool]

    def holds(self, found: date) -> bool:
        """Return whether the answer passes."""
        return self.compare(completed_years(found, self.on), self.years)


class AgeAtMost(AgeTest, op="age_at_most"):
    """The person has completed at most ``years`` years."""

    __slots__ = ()
    compare = staticmethod(le)


class PairTest(Comparison):
    """A number against ``factor`` times another one; ``facts`` are the two. No division, so 0 is safe."""

    __slots__ = ()
    compare: Callable[[Any, Any], bool]
    if TYPE_CHECKING:  # every one of them has

        @property
        def factor(self) -> Decimal:
            """What the second number is multiplied by."""

    facts = property(itemgetter(slice(2)))

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        facts = self.facts
        used = tuple(fact for fact in facts if fact in answers)
        if len(used) < len(facts):
            return Evaluation(truth=UNKNOWN, used=used, missing=tuple(fact for fact in facts if fact not in answers))
        return Evaluation(truth=TRUE if self.holds(answers[facts[0]], answers[facts[1]]) else FALSE, used=used)

    def holds(self, found: Any, other: Any) -> bool:  # noqa: ANN401 - numbers
        """Return whether the answers pass."""
        return self.compare(found, self.factor * other)


class _FactAndFact(NamedTuple):
    fact: str
    other: str
    op: str = ""


class BelowFact(PairTest, _FactAndFact, op="below_fact"):
    """The number is strictly less than the number of another fact."""

    __slots__ = ()
    compare = staticmethod(lt)
    factor = Decimal(1)


class _Shares(NamedTuple):
    numerator: str
    denominator: str
    factor: Decimal
    op: str = ""


class Ratio(PairTest, _Shares, op="ratio"):
    """``numerator`` is at least ``factor`` times ``denominator``."""

    __slots__ = ()
    from_json: ClassVar = {"factor": Decimal}
    compare = staticmethod(ge)


class RatioAbove(PairTest, _Shares, op="ratio_above"):
    """``numerator`` is more than ``factor`` times ``denominator``."""

    __slots__ = ()
    from_json: ClassVar = {"factor": Decimal}
    compare = staticmethod(gt)


COMPARISONS = (Is, OneOf, AtLeast, AtMost, Above, Below, Before, From, AgeAtMost, BelowFact, Ratio, RatioAbove)
Test: TypeAlias = Is | OneOf | BoundTest | DayTest | AgeTest | BelowFact | Ratio | RatioAbove


def completed_years(born: date, on: date) -> int:
    """Return the age in completed years (周岁) on the day ``on``; a 29 February counts from 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
