"""Figures as the official text writes them (300万元, YYYY年M月, 90%) and whether a sentence holds them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

_FIGURE = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>\D*)\Z")
_MONTH = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?\Z")
FACTORS = {"倍": Decimal(1), "%": Decimal("0.01")}
AGE_UNIT = "周岁"


def normalised(text: str) -> str:
    """Return the text without white space, full-width forms folded (NFKC)."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def number_and_unit(figure: str) -> tuple[Decimal, str] | None:
    """Return the parts of a figure such as ``300万元``; None where it is none."""
    match = _FIGURE.match(normalised(figure))
    return (Decimal(match["number"]), match["unit"]) if match else None


def first_day(figure: str) -> date | None:
    """Return the (first) day of ``YYYY年M月`` or ``YYYY年M月D日``; None where it is no such date."""
    match = _MONTH.match(normalised(figure))
    if not match:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"] or 1))
    except ValueError:
        return None


def stands_in(figure: str, sentence: str) -> bool:
    """Return whether the sentence holds the figure itself, not only its last digits (2人 is not in 12人)."""
    wanted = re.escape(normalised(figure))
    after = r"(?!\d)" if figure[-1:].isdigit() else ""
    return re.search(rf"(?<![\d.]){wanted}{after}", normalised(sentence)) is not None
