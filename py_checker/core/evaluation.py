"""What evaluating a condition yields, and how evaluations are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from py_checker.core.truth import UNKNOWN, Truth

if TYPE_CHECKING:
    from collections.abc import Iterable


class Evaluation(NamedTuple):
    """A condition's truth, the facts that decided it (``used``), and those it still needs (``missing``)."""

    truth: Truth
    used: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def merged(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the fact ids of all groups, each once, in order of first appearance."""
    return tuple(dict.fromkeys(fact for group in groups for fact in group))


def combined(parts: list[Evaluation], truth: Truth, *, deciding: Truth) -> Evaluation:
    """Return the whole: where one operand decides, only the deciding ones were used and none is missing."""
    if truth is UNKNOWN:
        missing = merged(part.missing for part in parts if part.truth is UNKNOWN)
        return Evaluation(truth=truth, used=merged(part.used for part in parts), missing=missing)
    if truth is deciding:
        parts = [part for part in parts if part.truth is deciding] or parts
    if len(parts) == 1:
        return Evaluation(truth=truth, used=parts[0].used)
    return Evaluation(truth=truth, used=merged(part.used for part in parts))
