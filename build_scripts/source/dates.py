"""Days and moments as the words of a language write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


def date_in_words(day: date, form: str, months: Mapping[str, str]) -> str:
    """Return a day or a moment as ``form`` writes it.

    ``form`` may name ``{year}``, ``{month}``, ``{month_name}`` (of ``months``, by ``m1`` to ``m12``), ``{day}``
    and ``{clock}``.
    """
    name = months[f"m{day.month}"]
    return form.format(year=day.year, month=day.month, month_name=name, day=day.day, clock=f"{day:%H:%M}")
