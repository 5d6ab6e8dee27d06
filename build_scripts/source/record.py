"""Typed reading of YAML trees: each getter returns what is there or notes the fault and returns a stand-in.

Stand-ins never reach a page: the loader raises ``DataError`` where any fault was noted.
"""

from __future__ import annotations

import difflib
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, TypeVar

from build_scripts.source.text import LANGUAGES, Text
from build_scripts.source.yaml_file import BARE_BOOLEANS, Items, Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import TypeGuard

    from build_scripts.source.faults import FaultList, Place
    from build_scripts.source.yaml_file import Node

_Shape = TypeVar("_Shape", Scalar, Items, Mapping)

_ID = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*\Z")
_YEAR = re.compile(r"\d{4}\Z")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SHAPES = {Scalar: ("文字", "a text"), Items: ("列表", "a list"), Mapping: ("键值表", "a mapping")}
_LANGUAGE_NAMES = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}


def hint(found: str, allowed: Iterable[str]) -> dict[str, str]:
    """Return the words "did you mean" for the nearest allowed value, or empty ones."""
    near = difflib.get_close_matches(found, list(allowed), n=1, cutoff=0.6)
    if not near:
        return {"hint_zh": "", "hint": ""}
    return {"hint_zh": f"（是不是“{near[0]}”？）", "hint": f" (did you mean '{near[0]}'?)"}


class Record:
    """A mapping with a known set of keys."""

    def __init__(self, node: Node, faults: FaultList, allowed: Collection[str], name: str = "?") -> None:
        """Check the shape and the keys; ``name`` is how faults call the record."""
        self.faults = faults
        self.place: Place = node.place
        self.entries: dict[str, Node] = {}
        self._places: dict[str, Place] = {}
        if not expect(node, Mapping, name, faults):
            return
        self.entries, self._places = node.entries, node.key_places
        for key in self.entries:
            if key not in allowed:
                faults.add(self._places[key], "unknown_key", key=key, allowed=", ".join(allowed), **hint(key, allowed))

    def has(self, key: str) -> bool:
        """Return whether the key is written."""
        return key in self.entries

    def at(self, key: str) -> Place:
        """Return where the key stands, or the record where it does not."""
        return self._places.get(key, self.place)

    def node(self, key: str) -> Node | None:
        """Return the tree under a key that must be there."""
        if key not in self.entries:
            self.faults.add(self.place, "missing_key", key=key)
        return self.entries.get(key)

    def mapping(self, key: str, allowed: Collection[str]) -> Record:
        """Return the record under a key that must be there."""
        node = self.node(key)
        return Record(Mapping({}, {}, self.place) if node is None else node, self.faults, allowed, key)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; ``default`` where the key may be left out."""
        if default is not None and key not in self.entries:
            return default
        node = self.node(key)
        if node is None or not expect(node, Scalar, key, self.faults):
            return ""
        if not node.text.strip() and default is None:
            self.faults.add(node.place, "empty", key=key)
        return node.text

    def id(self, key: str = "id") -> str:
        """Return a well-formed id (or a year)."""
        found = self.text(key)
        if found and not _ID.match(found) and not _YEAR.match(found):
            self.faults.add(self.at(key), "bad_id", found=found)
        return found

    def choice(self, key: str, allowed: Collection[str]) -> str:
        """Return one of the allowed words."""
        found = self.text(key)
        node = self.entries.get(key)
        bare = isinstance(node, Scalar) and not node.quoted
        told = bare and BARE_BOOLEANS.match(found)  # by the reader, with its own mend
        if found and found not in allowed and not told:
            self.faults.add(
                self.at(key), "not_allowed", key=key, found=found, allowed=", ".join(allowed), **hint(found, allowed)
            )
        return found

    def flag(self, key: str) -> bool:
        """Return true or false."""
        return self.choice(key, ("true", "false")) == "true"

    def number(self, key: str) -> Decimal:
        """Return a decimal number."""
        found = self.text(key)
        try:
            return Decimal(found)
        except InvalidOperation:
            if found:
                self.faults.add(self.at(key), "not_a_number", key=key, found=found)
            return Decimal(0)

    def bilingual(self, key: str) -> Text:
        """Return a text in both languages."""
        node = self.node(key)
        return Text(zh="", en="") if node is None else bilingual(node, key, self.faults)

    def bilingual_or_none(self, key: str) -> Text | None:
        """Return a text in both languages, or None where the key is left out."""
        return self.bilingual(key) if key in self.entries else None

    def items(self, key: str, *, optional: bool = False) -> tuple[Node, ...]:
        """Return the entries of a list."""
        if optional and key not in self.entries:
            return ()
        node = self.node(key)
        if node is None or not expect(node, Items, key, self.faults):
            return ()
        return node.items

    def words(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """Return a list of words."""
        return tuple(node.text for node in self.items(key, optional=optional) if expect(node, Scalar, key, self.faults))

    def choices(self, key: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Return a list of allowed words; none where the key is left out."""
        found = self.words(key, optional=True)
        for word in found:
            if word not in allowed:
                self.faults.add(
                    self.at(key), "not_allowed", key=key, found=word, allowed=", ".join(allowed), **hint(word, allowed)
                )
        return found

    def records(self, key: str, allowed: Collection[str], *, optional: bool = False) -> list[Record]:
        """Return a list of records."""
        return [Record(node, self.faults, allowed, key) for node in self.items(key, optional=optional)]


def placeholders(text: str) -> list[str]:
    """Return the names that stand in braces in a text."""
    return _PLACEHOLDER.findall(text)


def expect(node: Node, shape: type[_Shape], key: str, faults: FaultList) -> TypeGuard[_Shape]:
    """Return whether the node has the shape; note the fault where it has not."""
    if isinstance(node, shape):
        return True
    if isinstance(node, Scalar) and (colon := re.match(r"(\w+)：", node.text)) and not node.quoted:
        faults.add(node.place, "full_width_colon", key=colon[1])
        return False
    (wanted_zh, wanted), (found_zh, found) = _SHAPES[shape], _SHAPES[type(node)]
    faults.add(node.place, "wrong_type", key=key, wanted_zh=wanted_zh, wanted=wanted, found_zh=found_zh, found=found)
    return False


def bilingual(node: Node, key: str, faults: FaultList) -> Text:
    """Return a ``{zh, en}`` text; each missing language and each unequal placeholder is a fault."""
    record = Record(node, faults, LANGUAGES, key)
    found = {}
    for lang in LANGUAGES:
        written = record.entries.get(lang)
        found[lang] = written.text if isinstance(written, Scalar) else ""
        if isinstance(written, Items | Mapping):
            expect(written, Scalar, f"{key}.{lang}", faults)
        elif record.entries and not found[lang].strip():
            name_zh, name = _LANGUAGE_NAMES[lang]
            faults.add(record.at(lang), "missing_language", key=key, lang=lang, language_zh=name_zh, language=name)
    zh, en = (sorted(set(placeholders(found[lang]))) for lang in LANGUAGES)
    if zh != en and found["zh"] and found["en"]:
        faults.add(node.place, "bad_placeholder", key=key, zh=", ".join(zh) or "-", en=", ".join(en) or "-")
    return Text(**found)
