"""Reads asked.yml of an edition: in which everyday words people ask for a clause or a section.

Document expansion (Nogueira and Lin 2019, “Document Expansion by Query Prediction”), by hand: what is asked stands
beside what answers it, in a field of its own that counts for less than the text, and is never shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_scripts.content.edition import Asked
from build_scripts.source.record import Record, hint
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from build_scripts.content.edition import Edition
    from build_scripts.source.faults import FaultList, Place
    from build_scripts.source.yaml_file import Node

FILE = "asked.yml"
BETWEEN = "|"
_RUNS = re.compile(r"[\u4e00-\u9fff]+|[^\W\d_\u4e00-\u9fff]+|\d+")
_STEM = 6  # letters of an English word that tell it from others well enough


def read_asked(node: Node, faults: FaultList) -> tuple[Asked, ...]:
    """Return what asked.yml lists; words that are asked twice of one place are a fault."""
    entries = []
    seen: dict[tuple[str, str, str], Place] = {}
    for item in Record(node, faults, ("asked",), FILE).records("asked", ("at", *LANGUAGES)):
        entry = Asked(at=item.words("at"), words={lang: item.words(lang) for lang in LANGUAGES}, place=item.at("at"))
        for key, words in (("at", entry.at), *entry.words.items()):
            if item.has(key) and not all(word.strip(f" {BETWEEN}") for word in words or ("",)):
                faults.add(item.at(key), "empty", key=key)
        for lang, words in entry.words.items():
            for where, word in ((where, word) for where in entry.at for word in words):
                if (where, lang, word) in seen:
                    faults.add(item.at(lang), "word_twice", found=word, first=str(seen[where, lang, word]))
                    break
                seen[where, lang, word] = item.at(lang)
        entries.append(entry)
    return tuple(entries)


def check_asked(asked: Iterable[Asked], edition: Edition, faults: FaultList) -> None:
    """Note every place that the edition does not have."""
    known = edition.clauses.keys() | edition.sections.keys()
    for entry in asked:
        for found in entry.at:
            if found not in known:
                faults.add(entry.place, "unknown_id", key="at", found=found, **hint(found, known))


def asked_at(asked: Iterable[Asked], lang: str) -> dict[str, list[str]]:
    """Return the words of a language by the place that they are asked of."""
    found: dict[str, list[str]] = {}
    for entry in asked:
        for where in entry.at:
            found.setdefault(where, []).extend(word.lower() for word in entry.words[lang])
    return found


def telling(words: Sequence[str], text: str, ignored: Collection[str]) -> list[str]:
    """Return the words, longest first, without those that say nothing which ``text`` and the others do not say."""
    have = _terms(text) | {term for word in ignored for term in _terms(word)}
    kept = []
    for word in sorted(words, key=len, reverse=True):
        terms = _terms(word)
        if terms - have:
            kept.append(word)
            have |= terms
    return kept


def _terms(text: str) -> set[str]:
    """Return pairs of Han characters, the beginnings of other words, and numbers, about as the worker does."""
    found: set[str] = set()
    for run in _RUNS.findall(text.lower()):
        if run[0] >= "\u4e00" and len(run) > 1:
            found.update(run[at : at + 2] for at in range(len(run) - 1))
        else:
            found.add(run[:_STEM].rstrip("s"))
    return found
