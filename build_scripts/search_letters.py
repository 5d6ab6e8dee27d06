"""Tables for the search, of the characters of the text alone: their pinyin, and their traditional forms.

The browser gets tables, not libraries: pypinyin reads every character in its context (行 in 行业 is
háng), OpenCC knows the traditional forms. Characters that people take for one that sounds alike are
listed, too: the common ones that the text does not use.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import opencc
from pypinyin import lazy_pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LEVEL_1 = [bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]
_COMMON = b"".join(_LEVEL_1).decode("gb2312", errors="ignore")
_DICTIONARY = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"


def pinyin_table(texts: Iterable[str]) -> dict[str, str]:
    """Return the syllables, without tones, of every character of the texts: ``{"bao": "包保…"}``."""
    readings: dict[str, set[str]] = defaultdict(set)
    for run in set(chain.from_iterable(_HAN.findall(text) for text in texts)):
        for char, syllable in zip(run, lazy_pinyin(run), strict=True):
            readings[syllable].add(char)
    return _sorted(readings)


def rare_tables(texts: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return what the search needs for a character that the texts do not have.

    ``traditional``: traditional forms → the character of the text (OpenCC, TSCharacters);
    ``sounds``: the syllable of each other common character (GB 2312, level 1), for typing errors.
    """
    known = set(chain.from_iterable(_HAN.findall("".join(texts))))
    traditional = {}
    for line in _DICTIONARY.read_text(encoding="utf-8").splitlines():
        form, _, simple = line.partition("\t")
        if form not in known and (meant := simple.split(" ")[0]) in known:
            traditional[form] = meant
    return {"traditional": traditional, "sounds": {char: lazy_pinyin(char)[0] for char in _COMMON if char not in known}}


def _in_gb(char: str) -> bytes:
    """Return what sorts characters that sound alike beside each other: their place in GB 2312."""
    return char.encode("gb18030")


def _sorted(readings: dict[str, set[str]]) -> dict[str, str]:
    return {syllable: "".join(sorted(chars, key=_in_gb)) for syllable, chars in sorted(readings.items())}
