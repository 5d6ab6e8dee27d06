"""A fact as a variable of the solver: truth value, or whole number; and the way back to an answer.

A choice is its place in the list, a number is counted in its smallest step, a date in days.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import z3

if TYPE_CHECKING:
    from collections.abc import Callable

    from py_checker.core import conditions
    from py_checker.core.facts import Fact

Raw = str | bool


def variable(fact: Fact, mark: str = "") -> z3.ExprRef:
    """Return the variable that stands for a fact; ``mark`` tells a second one from the first."""
    return (z3.Bool if fact.type == "yes_no" else z3.Int)(fact.id + mark)


def domain(fact: Fact) -> range:
    """Return the values of a choice (its places in the list), a number (in its smallest step) or a date (in days)."""
    if fact.type == "choice":
        return range(len(fact.choices))
    low, high = fact.minimum, fact.maximum
    if isinstance(low, date) and isinstance(high, date):
        return range(low.toordinal(), high.toordinal() + 1)
    if not (isinstance(low, Decimal) and isinstance(high, Decimal)):
        raise TypeError(fact)
    step = Fraction(1, 10**fact.decimals)
    return range(-int(-Fraction(low) // step), int(Fraction(high) // step) + 1)


def ends(fact: Fact) -> list[z3.ExprRef]:
    """Return every value of a yes/no or a choice, the least and the greatest of a number or a date."""
    if fact.type == "yes_no":
        return [z3.BoolVal(True), z3.BoolVal(False)]  # noqa: FBT003
    values = domain(fact)
    return [z3.IntVal(value) for value in (values if fact.type == "choice" else (values[0], values[-1]))]


def answer(fact: Fact, value: z3.ExprRef) -> Raw:
    """Return the answer in its wire form that a value of the fact's variable stands for."""
    if fact.type == "yes_no":
        return bool(z3.is_true(value))
    found = value_of(fact, value.as_long())
    return found.isoformat() if isinstance(found, date) else str(found)


def value_of(fact: Fact, number: int) -> str | Decimal | date:
    """Return the value that a number stands for."""
    if fact.type == "choice":
        return fact.choices[number]
    return date.fromordinal(number) if fact.type == "date" else Decimal(number).scaleb(-fact.decimals)


def turn(fact: Fact, test: conditions.SingleTest) -> tuple[int, bool]:
    """Return where a test of a number or a date turns, and whether it passes from there on (else: before)."""
    values = domain(fact)
    holds: Callable[[int], bool] = lambda number: test.holds(value_of(fact, number))  # noqa: E731
    rising = holds(values[-1]) or not holds(values[0])
    return values.start + bisect_left(values, True, key=lambda number: holds(number) is rising), rising  # noqa: FBT003


def every(*parts: z3.BoolRef) -> z3.BoolRef:
    """Return the statement that all parts hold; true for none."""
    return z3.And(z3.BoolVal(True), *parts)  # noqa: FBT003


def some(*parts: z3.BoolRef) -> z3.BoolRef:
    """Return the statement that a part holds; false for none."""
    return z3.Or(z3.BoolVal(False), *parts)  # noqa: FBT003
