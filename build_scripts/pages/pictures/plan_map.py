"""The map of the guide: plans, their project types, and the directions of these, each a link to its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.pages.pictures.canvas import Canvas, Picture
from py_checker.core.rulebook import OPEN

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from build_scripts.content.documents import Section
    from build_scripts.content.edition import Edition
    from build_scripts.pages.pictures.canvas import Box

WIDE, NARROW = 720, 350
COLUMNS = ((0, 130), (154, 232), (410, 310))  # plan, type, direction: where each begins, how wide it is
INDENT = 22
GAP = 8
PLAN_GAP = 18


def plan_map(edition: Edition, words: dict[str, Any], href: Callable[[str], str], lang: str) -> Picture:
    """Return the map; ``words`` are ``pictures.map`` of the interface, ``href`` leads to a section."""
    wide, narrow = (Canvas(width=width, name=words["title"], holds_links=True) for width in (WIDE, NARROW))
    marker = _Marker(words, href, lang)
    _columns(wide, edition, marker)
    _tree(narrow, edition, marker)
    return Picture(wide=wide.svg(), narrow=narrow.svg())


class _Marker:
    """Draws the box of a section: its heading as a link, marked where it is announced separately."""

    def __init__(self, words: dict[str, Any], href: Callable[[str], str], lang: str) -> None:
        self.words, self.href, self.lang = words, href, lang

    def draw(self, canvas: Canvas, section: Section, x: float, y: float, width: float) -> Box:
        text, kind = section.heading.text.of(self.lang), f"box box--{section.level}"
        if section.level == "plan":
            kind += " strong"
        if section.level == "type" and section.status != OPEN:
            text, kind = self.words["separate"].format(name=text), f"{kind} may"
        return canvas.box((x, y), width, text, kind=kind, href=self.href(section.id))


def _columns(canvas: Canvas, edition: Edition, marker: _Marker) -> None:
    """Draw three columns; what stands under a section begins at its height."""
    (plan_x, plan_width), (kind_x, kind_width), (way_x, way_width) = COLUMNS
    y = 1.0
    for plan in edition.of_level("plan"):
        parent = marker.draw(canvas, plan, plan_x, y, plan_width)
        bottom = parent.bottom
        children = []
        for kind in edition.types_of(plan):
            child = marker.draw(canvas, kind, kind_x, y, kind_width)
            children.append(child)
            ways = []
            below = y
            for direction in kind.sections:
                ways.append(marker.draw(canvas, direction, way_x, below, way_width))
                below = ways[-1].bottom + GAP
            _join(canvas, child, ways)
            y = max(child.bottom + GAP, below)
        _join(canvas, parent, children)
        y = max(y, bottom + GAP) + PLAN_GAP - GAP


def _join(canvas: Canvas, parent: Box, children: list[Box]) -> None:
    """Join a box with those to its right by one stem."""
    if not children:
        return
    stem = (parent.right + children[0].x) / 2
    first = min(parent.middle, children[0].middle)
    canvas.line((parent.right, first), (stem, first), (stem, max(first, children[-1].middle)))
    for child in children:
        canvas.line((stem, child.middle), (child.x, child.middle))


def _tree(canvas: Canvas, edition: Edition, marker: _Marker) -> None:
    """Draw an indented tree from top to bottom."""
    y = 1.0
    for plan in edition.of_level("plan"):
        parent = marker.draw(canvas, plan, 0, y, canvas.width - 1)
        y, children = parent.bottom + GAP, []
        for kind in edition.types_of(plan):
            child = marker.draw(canvas, kind, INDENT, y, canvas.width - INDENT - 1)
            y, ways = child.bottom + GAP, []
            for direction in kind.sections:
                ways.append(marker.draw(canvas, direction, 2 * INDENT, y, canvas.width - 2 * INDENT - 1))
                y = ways[-1].bottom + GAP
            _hang(canvas, child, ways)
            children.append(child)
        _hang(canvas, parent, children)
        y += PLAN_GAP - GAP


def _hang(canvas: Canvas, parent: Box, children: list[Box]) -> None:
    """Join a box with those indented under it."""
    if not children:
        return
    stem = parent.x + INDENT / 2
    canvas.line((stem, parent.bottom), (stem, children[-1].middle))
    for child in children:
        canvas.line((stem, child.middle), (child.x, child.middle))
