"""Reads YAML files into plain trees that know their file and line.

Stricter than YAML: no duplicate keys, no bare yes/no, no anchors, aliases or tags, UTF-8 only.
Every scalar stays the text that was typed; what it means is the business of ``records``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import yaml

from build_scripts.faults import syntax_words

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.faults import FaultList


@dataclass(frozen=True, slots=True)
class Place:
    """A line in a file; ``file`` is relative to the project's root, lines count from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        """Return ``file:line``, which editors and terminals can open."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as typed; ``quoted`` tells whether it stood in quotes or a block."""

    text: str
    place: Place
    quoted: bool


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values; ``key_places`` says where each key stands."""

    entries: dict[str, Node]
    key_places: dict[str, Place]
    place: Place


Node: TypeAlias = "Scalar | Items | Mapping"

BARE_BOOLEANS = re.compile(r"(?i:yes|no|on|off)\Z")
_FULL_WIDTH_KEY = re.compile(r"^\s*(?:- )?(?P<key>[A-Za-z_][A-Za-z0-9_]*)\s*：")
_TAB = re.compile(r"^ *\t")


def read_yaml(path: Path, root: Path, faults: FaultList) -> Node | None:
    """Return the tree of one file, or None where it cannot be read; whatever is wrong is noted."""
    name = path.relative_to(root).as_posix()
    if not path.is_file():
        faults.add(Place(name, 1), "no_file")
        return None
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        faults.add(Place(name, line), "not_utf8", byte=str(error.start + 1))
        return None
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        _note_syntax(error, text, name, faults)
        return None
    except yaml.YAMLError as error:  # a control character: no mark, but a position
        line = text[: getattr(error, "position", 0)].count("\n") + 1
        faults.add(Place(name, line), "syntax", **syntax_words(str(getattr(error, "reason", ""))))
        return None
    if node is None:
        faults.add(Place(name, 1), "empty", key=name)
        return None
    tree = _Converter(name, faults).convert(node)
    _note_stray_anchors(text, name, faults)
    return tree


class _Converter:
    def __init__(self, name: str, faults: FaultList) -> None:
        self.name = name
        self.faults = faults

    def place(self, node: yaml.Node) -> Place:
        return Place(self.name, node.start_mark.line + 1)

    def convert(self, node: yaml.Node) -> Node:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(self.convert(item) for item in node.value), self.place(node))
        quoted = isinstance(node, yaml.ScalarNode) and node.style is not None
        if not quoted and BARE_BOOLEANS.match(node.value):
            self.faults.add(self.place(node), "bare_boolean", found=node.value)
        return Scalar(node.value, self.place(node), quoted)

    def _mapping(self, node: yaml.MappingNode) -> Mapping:
        entries: dict[str, Node] = {}
        places: dict[str, Place] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            place = self.place(key_node)
            if isinstance(key_node, yaml.ScalarNode) and key_node.style is None and BARE_BOOLEANS.match(key):
                self.faults.add(place, "bare_boolean", found=key)
            if key in entries:
                self.faults.add(place, "duplicate_key", key=key, first=str(places[key].line))
            entries[key] = self.convert(value_node)
            places[key] = place
        return Mapping(entries, places, self.place(node))


def _note_stray_anchors(text: str, name: str, faults: FaultList) -> None:
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        tag = getattr(event, "tag", None)
        if getattr(event, "anchor", None) or (tag is not None and tag != "!"):
            faults.add(Place(name, event.start_mark.line + 1 if event.start_mark else 1), "no_anchor")


def _note_syntax(error: yaml.MarkedYAMLError, text: str, name: str, faults: FaultList) -> None:
    mark = error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    lines = text.splitlines()
    for number in range(min(line, len(lines) - 1), max(line - 4, -1), -1):
        if match := _FULL_WIDTH_KEY.match(lines[number]):
            faults.add(Place(name, number + 1), "full_width_colon", key=match["key"])
            return
        if _TAB.match(lines[number]):
            faults.add(Place(name, number + 1), "tab")
            return
    faults.add(Place(name, line + 1), "syntax", **syntax_words(str(error.problem or error.context or "?")))
