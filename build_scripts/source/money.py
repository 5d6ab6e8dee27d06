"""Sums of money in each language's own form: 180 in 万元 is 180万元, CNY 1.8 million.

The official text and the questions count in 万元. Chinese keeps that unit; English has none of that
size, so a sum is written out below a million and in millions or billions from there on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.source.text import LANGUAGES, Text
from py_checker.core.money import in_words

if TYPE_CHECKING:
    from decimal import Decimal


UNIT = "万元"
YUAN = 10_000  # in one of the unit
FORMS = {
    "zh": ((YUAN, f"{{value}}{UNIT}"),),
    "en": ((10**9, "CNY {value} billion"), (10**6, "CNY {value} million"), (1, "CNY {value}")),
}


def amount(value: Decimal) -> Text:
    """Return a sum of so many 万元 in both languages."""
    return Text(**{lang: in_words(value, YUAN, FORMS[lang]) for lang in LANGUAGES})
