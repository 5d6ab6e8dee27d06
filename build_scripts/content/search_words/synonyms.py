"""Reads search.yml: what people type instead of the words of the text, and what a question only asks with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.content.edition import SearchWords, Synonym, WordsOfSearch
from build_scripts.source.record import Record
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_scripts.content.edition import Edition
    from build_scripts.source.faults import FaultList, Place
    from build_scripts.source.yaml_file import Node

LANGUAGE_NAMES = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}


def read_search_words(node: Node, faults: FaultList) -> SearchWords:
    """Return the words of search.yml; a word that is explained twice is a fault."""
    record = Record(node, faults, ("synonyms", "ignored"), "search.yml")
    synonyms, ignored = (record.mapping(key, LANGUAGES) for key in ("synonyms", "ignored"))
    found = {}
    for lang in LANGUAGES:
        seen: dict[str, Place] = {}
        entries = []
        for item in synonyms.records(lang, ("typed", "text")):
            entry = Synonym(typed=item.words("typed"), text=item.words("text"), place=item.at("text"))
            for key in ("typed", "text"):
                if item.has(key) and not all(word.strip() for word in getattr(entry, key) or ("",)):
                    faults.add(item.at(key), "empty", key=key)
            for word in entry.typed:
                if word in seen:
                    faults.add(item.at("typed"), "word_twice", found=word, first=str(seen[word]))
                seen.setdefault(word, item.at("typed"))
            entries.append(entry)
        found[lang] = WordsOfSearch(synonyms=tuple(entries), ignored=ignored.words(lang))
    return SearchWords(zh=found["zh"], en=found["en"])


def check_search_words(words: SearchWords, editions: Iterable[Edition], faults: FaultList) -> None:
    """Note every word of ``text`` that no edition has: a search for it would find nothing."""
    editions = tuple(editions)
    for lang in LANGUAGES:
        texts = "\n".join(squeezed(clause.text.of(lang)) for item in editions for clause in item.clauses.values())
        zh, en = LANGUAGE_NAMES[lang]
        for entry in words.of(lang).synonyms:
            for word in entry.text:
                if word.strip() and squeezed(word) not in texts:
                    faults.add(entry.place, "word_not_in_text", found=word, language_zh=zh, language=en)


def by_text(words: WordsOfSearch, texts: Iterable[str]) -> tuple[list[list[str]], list[list[str]]]:
    """Return the synonyms as ``[typed, text]``, ``|`` between words: those that any query may need, and the rest.

    The rest holds the words that stand nowhere in ``texts`` and so cannot be a part of what does: a query for what
    the text says does without them.
    """
    whole = "\n".join(texts).lower()

    def stands(typed: str) -> bool:
        folded = typed.lower()
        mixed = not folded.isascii() and any(char.isascii() for char in folded)  # the worker looks at each script alone
        return mixed or folded in whole

    always: list[list[str]] = []
    rest: list[list[str]] = []
    for entry in words.synonyms:
        for listed, wanted in ((always, True), (rest, False)):
            typed = [word for word in entry.typed if stands(word) == wanted]
            if typed:
                listed.append(["|".join(typed), "|".join(entry.text)])
    return always, rest


def squeezed(text: str) -> str:
    """Return letters, digits and characters alone, in lower case: what two spellings have in common."""
    return "".join(char for char in text.lower() if char.isalnum())
