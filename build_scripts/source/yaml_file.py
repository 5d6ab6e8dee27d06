"""Reads YAML files into plain trees that know their file and line.

Stricter than YAML: no duplicate keys, no bare yes/no, no anchors, aliases or tags, UTF-8 only.
Every scalar stays the text that was typed; what it means is the business of ``record``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import yaml

from build_scripts.source.faults import Place, syntax_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from build_scripts.source.faults import FaultList


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
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, ten times as fast, where PyYAML was built with it
_LENIENT = re.compile(r"\t|[\[{,]\s*\?")  # what libyaml lets pass and PyYAML does not: tabs, ? within brackets
_AROUND = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
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
        events = _events(text)
    except yaml.MarkedYAMLError as error:
        _note_syntax(error, text, name, faults)
        return None
    except yaml.YAMLError as error:  # a control character: no mark, but a position
        line = text[: getattr(error, "position", 0)].count("\n") + 1
        faults.add(Place(name, line), "syntax", **syntax_words(str(getattr(error, "reason", ""))))
        return None
    if not events:
        faults.add(Place(name, 1), "empty", key=name)
        return None
    tree = _Tree(events, name, faults).read()
    _note_stray_anchors(events, name, faults)
    return tree


def _events(text: str) -> list[yaml.Event]:
    """Return the events of the one document of a text; none where it is empty.

    What is wrong is told by PyYAML's own loader, since libyaml has other words for it.
    """
    try:
        events = list(yaml.parse(text, Loader=_LOADER))
        kinds = [type(event) for event in events]
        doubtful = yaml.AliasEvent in kinds or kinds.count(yaml.DocumentStartEvent) > 1 or _LENIENT.search(text)
    except yaml.YAMLError:
        doubtful = True
    if doubtful:
        yaml.compose(text, Loader=yaml.SafeLoader)
        events = list(yaml.parse(text, Loader=yaml.SafeLoader))
    return [event for event in events if not isinstance(event, _AROUND)]


class _Tree:
    """Makes the tree of a document from its events."""

    def __init__(self, events: Iterable[yaml.Event], name: str, faults: FaultList) -> None:
        self.name = name
        self.faults = faults
        self._events = iter(events)
        self._anchored: dict[str, Node] = {}

    def read(self) -> Node:
        return self._node(next(self._events))

    def _node(self, event: yaml.Event) -> Node:
        place = Place(self.name, event.start_mark.line + 1 if event.start_mark else 1)
        if isinstance(event, yaml.AliasEvent):  # nothing is known by its name where it stands within itself
            return self._anchored.get(event.anchor or "", Scalar("", place, quoted=True))
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event, place)
        elif isinstance(event, yaml.MappingStartEvent):
            node = self._mapping(place)
        else:
            node = Items(tuple(self._node(item) for item in self._up_to_end()), place)
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self._anchored[event.anchor] = node
        return node

    def _up_to_end(self) -> Iterator[yaml.Event]:
        """Yield what a list or mapping holds; whoever takes a part takes all of it."""
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield event

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Scalar:
        quoted = bool(event.style)
        if not quoted and BARE_BOOLEANS.match(event.value):
            self.faults.add(place, "bare_boolean", found=event.value)
        return Scalar(event.value, place, quoted)

    def _mapping(self, place: Place) -> Mapping:
        entries: dict[str, Node] = {}
        places: dict[str, Place] = {}
        for event in self._up_to_end():
            node = self._node(event)
            key = node.text if isinstance(node, Scalar) else "?"
            if key in entries:
                self.faults.add(node.place, "duplicate_key", key=key, first=str(places[key].line))
            entries[key] = self._node(next(self._events))
            places[key] = node.place
        return Mapping(entries, places, place)


def _note_stray_anchors(events: Iterable[yaml.Event], name: str, faults: FaultList) -> None:
    for event in events:
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
