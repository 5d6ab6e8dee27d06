"""Values: what an answer means, and how it travels: figures and dates as text, the same on every machine.

A value is a choice id (``str``), ``bool``, ``Decimal`` (in the fact's unit) or ``datetime.date``.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Value: TypeAlias = "str | bool | Decimal | date"
Answers: TypeAlias = "Mapping[str, Value]"


def as_number(value: Value) -> Decimal:
    """Return a value that is a number. Raises ``TypeError`` for any other: the build lets no rule count with one."""
    if not isinstance(value, Decimal):
        raise TypeError(value)
    return value


def plain(value: Value | None) -> str | bool | None:
    """Return a value as JSON can hold it: figures without exponent or trailing zeros, dates in ISO form."""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.isoformat() if isinstance(value, date) else value
