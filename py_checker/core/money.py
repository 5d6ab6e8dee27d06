"""Sums of money as people write them: each language has its own sizes (万元, million)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

TAIL = 100  # a larger size is used where two decimals say the sum exactly


def in_words(amount: Decimal, yuan: int, forms: Sequence[tuple[int, str]]) -> str:
    """Return ``amount``, in units of so many ``yuan``, in the first of ``forms`` that says it exactly and shortly.

    A form is its size in yuan and its wording with ``{value}``; the largest stands first, the last takes
    whatever is left. With million (10**6) before yuan (1), 300 of 10,000 yuan are 3 million, 50 are 500,000.
    """
    total = amount * yuan
    size, words = next(
        ((size, words) for size, words in forms if abs(total) >= size and total * TAIL % size == 0), forms[-1]
    )
    value = f"{total / size:,f}"
    return words.format(value=value.rstrip("0").rstrip(".") if "." in value else value)
