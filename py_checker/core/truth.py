"""Three-valued logic: Kleene's strong connectives over TRUE, FALSE and UNKNOWN.

Source: S. C. Kleene, *Introduction to Metamathematics* (1952), §64. UNKNOWN means "not answered
yet": a connective is settled as soon as the operands that are known settle it, and stays so
whatever the others turn out to be. *Not applicable* is no truth value (see ``findings.Outcome``).
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Truth(Enum):
    """What is known of a statement about an applicant."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def truth_of(value: bool) -> Truth:  # noqa: FBT001 - the value itself is the subject
    """Return the truth value of a plain Python comparison."""
    return TRUE if value else FALSE


def negation(operand: Truth) -> Truth:
    """Return Kleene's *not*."""
    if operand is UNKNOWN:
        return UNKNOWN
    return FALSE if operand is TRUE else TRUE


def conjunction(operands: Iterable[Truth]) -> Truth:
    """Return Kleene's *and*; TRUE for no operands."""
    result = TRUE
    for operand in operands:
        if operand is FALSE:
            return FALSE
        if operand is UNKNOWN:
            result = UNKNOWN
    return result


def disjunction(operands: Iterable[Truth]) -> Truth:
    """Return Kleene's *or*; FALSE for no operands."""
    result = FALSE
    for operand in operands:
        if operand is TRUE:
            return TRUE
        if operand is UNKNOWN:
            result = UNKNOWN
    return result


def at_least(operands: Iterable[Truth], wanted: int) -> Truth:
    """Return whether at least ``wanted`` operands are TRUE."""
    true = unknown = 0
    for operand in operands:
        true += operand is TRUE
        unknown += operand is UNKNOWN
    if true >= wanted:
        return TRUE
    return UNKNOWN if true + unknown >= wanted else FALSE
