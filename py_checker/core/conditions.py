"""The closed vocabulary of conditions on facts: tests of answers, and what joins them.

Each condition evaluates against the known answers to an ``Evaluation``: its truth, the facts
whose answers decided it, and the unanswered facts that can still change it. There are no
expression strings; what this vocabulary cannot say is left to people (kind ``judged``).

A condition is the tuple of its slots. ``op`` is one of them, always the last and never given, so
that two kinds with the same operands are neither equal nor hash alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from py_checker.core.comparisons import (
    COMPARISONS,
    Above,
    AgeAtMost,
    AgeTest,
    AtLeast,
    AtMost,
    Before,
    Below,
    BelowFact,
    BoundTest,
    Comparison,
    From,
    Is,
    OneOf,
    PairTest,
    Ratio,
    RatioAbove,
    SingleTest,
    Test,
)
from py_checker.core.evaluation import Evaluation, combined, merged
from py_checker.core.truth import FALSE, TRUE, at_least, conjunction, disjunction, negation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeGuard

    from py_checker.core.values import Answers

__all__ = ["VOCABULARY", "Above", "AgeAtMost", "AgeTest", "All", "Any", "AtLeast", "AtMost", "Before", "Below",
           "BelowFact", "BoundTest", "Comparison", "Condition", "Count", "From", "IfThen", "Is", "Not", "OneOf",
           "PairTest", "Ratio", "RatioAbove", "SingleTest", "facts_of", "is_condition", "parts_of"]  # fmt: skip


class All(NamedTuple):
    """Every operand holds."""

    operands: tuple[Condition, ...]
    op: str = "all"

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        parts = [operand.evaluate(answers) for operand in self.operands]
        return combined(parts, conjunction(part.truth for part in parts), deciding=FALSE)


class Any(NamedTuple):
    """At least one operand holds."""

    operands: tuple[Condition, ...]
    op: str = "any"

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        parts = [operand.evaluate(answers) for operand in self.operands]
        return combined(parts, disjunction(part.truth for part in parts), deciding=TRUE)


class Not(NamedTuple):
    """The operand does not hold."""

    operand: Condition
    op: str = "not"

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        part = self.operand.evaluate(answers)
        return Evaluation(truth=negation(part.truth), used=part.used, missing=part.missing)


class IfThen(NamedTuple):
    """Where the premise holds, the conclusion holds (nothing is asked of anybody else)."""

    premise: Condition
    conclusion: Condition
    op: str = "if"

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        spared = Not(self.premise).evaluate(answers)
        if spared.truth is TRUE:  # then the answers to the conclusion, if any, decided nothing
            return spared
        parts = [spared, self.conclusion.evaluate(answers)]
        return combined(parts, disjunction(part.truth for part in parts), deciding=TRUE)


class Count(NamedTuple):
    """At least ``wanted`` of the operands hold."""

    operands: tuple[Condition, ...]
    wanted: int
    op: str = "count"

    def evaluate(self, answers: Answers) -> Evaluation:
        """Return the evaluation against the known answers."""
        parts = [operand.evaluate(answers) for operand in self.operands]
        truth = at_least((part.truth for part in parts), self.wanted)
        return combined(parts, truth, deciding=truth)


Condition: TypeAlias = Test | All | Any | Not | IfThen | Count

VOCABULARY: dict[str, type[Condition]] = {
    kind._field_defaults["op"]: kind for kind in (*COMPARISONS, All, Any, Not, IfThen, Count)
}


def is_condition(value: object) -> TypeGuard[Condition]:
    """Return whether a slot of a condition holds a condition. To be asked first: a condition is a tuple, too."""
    return hasattr(value, "evaluate")


def parts_of(condition: Condition) -> Iterator[Condition]:
    """Yield the condition and every condition inside it, outermost first."""
    yield condition
    for value in condition:
        for inner in value if type(value) is tuple else (value,):  # a condition is a tuple, too
            if is_condition(inner):
                yield from parts_of(inner)


def facts_of(condition: Condition) -> tuple[str, ...]:
    """Return the ids of all facts that the condition speaks of, each once, in order."""
    return merged(part.facts for part in parts_of(condition) if isinstance(part, Comparison))
