"""Values as they travel: figures and dates as text, the same on every machine."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py_checker.facts import Value


def plain(value: Value | None) -> str | bool | None:
    """Return a value as JSON can hold it: figures without exponent or trailing zeros, dates in ISO form."""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.isoformat() if isinstance(value, date) else value
