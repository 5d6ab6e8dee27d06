"""Tables for the search: how characters sound, and the traditional forms of those of the text.

The browser gets tables, not libraries: pypinyin reads every character in its context (行 in 行业 is
háng), OpenCC knows the traditional forms. The pinyin of common characters that the text does not use
(GB 2312, level 1) is listed, too: people type them for one that sounds alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import opencc
from pypinyin import lazy_pinyin

if TYPE_CHECKING:
    from collections.abc import Iterable

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LEVEL_1 = [bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]
_COMMON = b"".join(_LEVEL_1).decode("gb2312", errors="ignore")
_DICTIONARY = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"


def pinyin_table(texts: Iterable[str]) -> dict[str, Any]:
    """Return how characters sound, without tones: ``{"common": "a啊ai埃…", "others": {"bao": "暴…"}}``.

    ``common`` names the first character of each run that sounds alike in the list of GB 2312, which is sorted by sound;
    ``others`` the further readings of the texts' characters, and characters that this list does not have.
    """
    common = {char: lazy_pinyin(char)[0] for char in _COMMON}
    firsts = [sound + first for sound, [first, *_] in groupby(_COMMON, common.__getitem__)]
    others: dict[str, set[str]] = defaultdict(set)
    for run in set(chain.from_iterable(_HAN.findall(text) for text in texts)):
        for char, syllable in zip(run, lazy_pinyin(run), strict=True):
            if common.get(char) != syllable:
                others[syllable].add(char)
    return {"common": "".join(firsts), "others": {sound: "".join(sorted(others[sound])) for sound in sorted(others)}}


def traditional_forms(texts: Iterable[str]) -> str:
    """Return the traditional forms that the texts do not have, each before its character of the texts: ``醫医…``."""
    known = set(chain.from_iterable(_HAN.findall("".join(texts))))
    pairs = []
    for line in _DICTIONARY.read_text(encoding="utf-8").splitlines():
        form, _, simple = line.partition("\t")
        if form not in known and (meant := simple.split(" ")[0]) in known:
            pairs.append(form + meant)
    return "".join(pairs)
