"""Numbers as people type them: 1,200 or ３００万 or 三百五十 or 300 万元, read in a question's own unit.

Both everyday and banker's Han numerals count (the table is our own: Unicode's values differ between
versions of Python). A unit that begins with a multiple (万元) tells the plain one (元).
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_HAN = (
    ("〇零", 0), ("一壹", 1), ("二贰两貳兩", 2), ("三叁參", 3), ("四肆", 4), ("五伍", 5), ("六陆陸", 6), ("七柒", 7),
    ("八捌", 8), ("九玖", 9), ("十拾", 10), ("百佰", 100), ("千仟", 1000), ("万萬", 10_000), ("亿億", 100_000_000),
)  # fmt: skip
VALUES = {char: value for chars, value in _HAN for char in chars}
MYRIAD = 10_000
_NUMBER = re.compile(r"[+-]?(\d{1,60}(\.\d{0,60})?|\.\d{1,60})([eE][+-]?\d{1,3})?\Z")
_TOKEN = re.compile(r"(?P<arabic>\d{1,60}(?:\.\d{1,60})?)|(?P<han>\S)")
_TEN = 10


def read_number(typed: str, unit: str) -> Decimal | None:
    """Return the number in ``unit`` that a text means, or None where it is no number.

    A bare number is in the unit asked for. Where the text names the plain unit (元), or a multiple of
    ten thousand or more stands in Han (万, 亿), it is counted in the plain unit first: 三百万 in 万元 is 300.
    """
    text = "".join(unicodedata.normalize("NFKC", typed).split()).replace(",", "")
    scale, plain = _parts(unit)
    if scale == 1:
        return _number(text.removesuffix(unit) if unit else text)
    bare = text.removesuffix(plain)
    value = _number(bare)
    if value is None:
        return None
    counted_plain = bare != text or any(VALUES.get(char, 0) >= MYRIAD for char in bare)
    return value / scale if counted_plain else value


def _parts(unit: str) -> tuple[int, str]:
    """Return the multiple that a unit begins with, and the plain unit: 万元 is 10000 and 元."""
    scale = VALUES.get(unit[0], 0) if len(unit) > 1 else 0
    return (scale, unit[1:]) if scale >= MYRIAD else (1, unit)


def _number(text: str) -> Decimal | None:
    if _NUMBER.match(text):
        return Decimal(text)
    tokens = list(_TOKEN.finditer(text))
    if not tokens or any(token["han"] and token["han"] not in VALUES for token in tokens):
        return None
    return _sum(tokens)


def _sum(tokens: list[re.Match[str]]) -> Decimal | None:
    """Return what digits and multiples amount to: 三百二十万五千 is 3205000."""
    total = section = Decimal(0)
    number: Decimal | None = None
    before = ""
    for token in tokens:
        if token["arabic"]:
            if number is not None:
                return None
            number, before = Decimal(token["arabic"]), "arabic"
            continue
        value = VALUES[token["han"]]
        if value < _TEN:
            if before == "arabic":
                return None
            number, before = Decimal(value) if number is None else number * _TEN + value, "digit"
        elif value < MYRIAD:
            section, number, before = section + (1 if number is None else number) * value, None, ""
        else:
            if number is None and not section and not total:
                return None  # a multiple of nothing
            section += 0 if number is None else number
            # 一亿二千万: what follows a greater multiple is added to it; 三万亿: what precedes one is multiplied
            total = total + section * value if total >= value else (total + section) * value
            section, number, before = Decimal(0), None, ""
    return total + section + (0 if number is None else number)
