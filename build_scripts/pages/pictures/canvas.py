"""A small canvas for diagrams of boxes and lines: SVG with wrapped text, classes instead of colours.

Sizes are CSS pixels of the viewBox. Colours, fonts and strokes stand in docs/assets/reading/styles/pictures.css, so
that a picture follows light and dark, forced colours and paper. SVG does not wrap text, and the build has no
fonts: widths are estimated, an ideograph as one em, Latin letters generously by kind.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from markupsafe import Markup, escape

FONT = 14
LINE = 20
PAD = 8
RADIUS = 5
STRONG = "strong"
BOLDER = 1.14  # how much wider bold Latin letters are
_NEVER_FIRST = "，。；：、！？）》”’」』…)]}%,.;:!?"
_NEVER_LAST = "（《“‘「『([{"
_TOKEN = re.compile(r"[A-Za-z0-9&’'\-–./+]+|\s+|.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A drawing in its two layouts, both with the same accessible name."""

    wide: Markup
    narrow: Markup


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A box on the canvas: its outline, and the points at which lines meet it."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def middle(self) -> float:
        """The y of its middle."""
        return self.y + self.height / 2


@dataclass(kw_only=True, slots=True)
class Canvas:
    """Collects the parts of one SVG of a given width; its height is what has been drawn."""

    width: float
    name: str
    holds_links: bool = False
    height: float = 0
    parts: list[Markup] = field(default_factory=list)

    def box(self, corner: tuple[float, float], width: float, text: str, *, kind: str, href: str = "") -> Box:
        """Draw a box as high as its wrapped text needs; ``kind`` is the class that gives it its looks."""
        x, y = corner
        lines = wrap_evenly(text, (width - 2 * PAD) / FONT, kind)
        height = len(lines) * LINE + 2 * PAD
        outline = Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="{}"/>').format(
            *map(_number, (x, y, width, height, RADIUS))
        )
        label = _text(lines, x + PAD, y + PAD + LINE * 0.72, LINE)
        drawn = Markup('<g class="{}">{}{}</g>').format(kind, outline, label)
        self.parts.append(Markup('<a href="{}">{}</a>').format(href, drawn) if href else drawn)
        self.reach(y + height)
        return Box(x=x, y=y, width=width, height=height)

    def text(self, x: float, y: float, lines: list[str], *, kind: str, size: float = FONT) -> float:
        """Write lines of the given type size, the first with its top at ``y``; return the y below the last."""
        leading = LINE * size / FONT
        self.parts.append(Markup('<g class="{}">{}</g>').format(kind, _text(lines, x, y + leading * 0.72, leading)))
        self.reach(y + leading * len(lines))
        return y + leading * len(lines)

    def line(self, *points: tuple[float, float], kind: str = "line", arrow: bool = False) -> None:
        """Draw a line through points; with an arrow head at the last one, along an axis."""
        path = "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)
        self.parts.append(Markup('<path class="{}" d="{}"/>').format(kind, path))
        if arrow:
            (x0, y0), (x, y) = points[-2:]
            dx, dy = (x > x0) - (x < x0), (y > y0) - (y < y0)
            corners = [(x, y), (x - 7 * dx - 4 * dy, y - 7 * dy - 4 * dx), (x - 7 * dx + 4 * dy, y - 7 * dy + 4 * dx)]
            head = "M" + "L".join(f"{_number(cx)} {_number(cy)}" for cx, cy in corners) + "Z"
            self.parts.append(Markup('<path class="head" d="{}"/>').format(head))
        self.reach(max(y for _, y in points))

    def dot(self, x: float, y: float, radius: float = 6) -> None:
        """Draw a dot."""
        self.parts.append(Markup('<circle class="dot" cx="{}" cy="{}" r="{}"/>').format(*map(_number, (x, y, radius))))
        self.reach(y + radius)

    def reach(self, y: float) -> None:
        """Make the canvas high enough for ``y``."""
        self.height = max(self.height, y)

    def svg(self) -> Markup:
        """Return the finished drawing; one with links is a group, so that they can be reached."""
        role = "group" if self.holds_links else "img"
        return Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}" role="{}" '
            'aria-label="{}">{}</svg>'
        ).format(*map(_number, (self.width, self.height + 2) * 2), role, self.name, Markup().join(self.parts))


def width_of(text: str) -> float:
    """Return the width of a text in em, estimated on the generous side."""
    return sum(map(_char_width, text))


def _char_width(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF" or char in "“”‘’…":
        return 1
    if char.isupper() or char in "mwMW&%@+~":
        return 0.76
    return 0.34 if char in " .,;:'|!()-ijltfr/" else 0.62


def wrap(text: str, width: float, kind: str = "") -> list[str]:
    """Return the lines of a text no wider than ``width`` em, broken where Chinese and English may be broken.

    ``kind`` is the class that it will be drawn with: ``strong`` type is wider.
    """
    if STRONG in kind.split():
        width /= BOLDER
    lines: list[str] = []
    line: list[str] = []
    for token in _TOKEN.findall(" ".join(text.split())):
        if line and width_of("".join(line) + token.rstrip()) > width:
            carried = [token]
            while len(line) > 1 and (carried[0] in _NEVER_FIRST or line[-1] in _NEVER_LAST):
                carried.insert(0, line.pop())
            if len(line) == 1 and line[0] in _NEVER_LAST:  # nowhere to break, and the estimate is generous
                line += carried
                continue
            lines.append("".join(line).rstrip())
            line = carried
        else:
            line.append(token)
        if line[0].isspace():
            line = line[1:]
    return [*lines, "".join(line)] if line else lines


def wrap_evenly(text: str, width: float, kind: str = "") -> list[str]:
    """Return as few lines as ``wrap`` does, the last no shorter than a third of ``width`` where that can be."""
    lines = narrower = wrap(text, width, kind)
    tried = width
    while len(narrower) == len(lines) > 1 and width_of(narrower[-1]) < width / 3 and tried > width / 2:
        tried -= 0.5
        narrower = wrap(text, tried, kind)
    return narrower if len(narrower) == len(lines) else lines


def _text(lines: list[str], x: float, y: float, leading: float) -> Markup:
    spans = Markup().join(
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(_number(x), _number(y + leading * place), escape(line))
        for place, line in enumerate(lines)
    )
    return Markup("<text>{}</text>").format(spans)


def _number(value: float) -> str:
    return f"{round(value, 1):g}"
