"""Tables for the search: how characters sound, and the traditional forms of those of the text.

The browser gets tables, not libraries: pypinyin reads every character in its context (行 in 行业 is
háng), OpenCC knows the traditional forms. The pinyin of common characters that the text does not use
(GB 2312, level 1) is listed, too: people type them for one that sounds alike.
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
    """Return the syllables, without tones, of the texts' characters and of other common ones: ``{"bao": "包保…"}``."""
    texts = list(texts)
    readings: dict[str, set[str]] = defaultdict(set)
    for run in set(chain.from_iterable(_HAN.findall(text) for text in texts)):
        for char, syllable in zip(run, lazy_pinyin(run), strict=True):
            readings[syllable].add(char)
    for char in set(_COMMON) - set("".join(texts)):
        readings[lazy_pinyin(char)[0]].add(char)
    return _sorted(readings)


def traditional_forms(texts: Iterable[str]) -> dict[str, str]:
    """Return the traditional forms of the texts' characters that the texts do not have: ``{"醫": "医"}``."""
    known = set(chain.from_iterable(_HAN.findall("".join(texts))))
    traditional = {}
    for line in _DICTIONARY.read_text(encoding="utf-8").splitlines():
        form, _, simple = line.partition("\t")
        if form not in known and (meant := simple.split(" ")[0]) in known:
            traditional[form] = meant
    return traditional


def _in_gb(char: str) -> bytes:
    """Return what sorts characters that sound alike beside each other: their place in GB 2312."""
    return char.encode("gb18030")


def _sorted(readings: dict[str, set[str]]) -> dict[str, str]:
    return {syllable: "".join(sorted(chars, key=_in_gb)) for syllable, chars in sorted(readings.items())}
