"""The deadlines of an edition on a line, a day as long as every other day."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from build_scripts.pages.pictures.canvas import FONT, LINE, STRONG, Canvas, Picture, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from build_scripts.content.edition import Deadline

WIDE, NARROW = 720, 350
MOST_TICKS = 62  # days; beyond, ticks would be a grey band
GAP = 16


def timeline(
    deadlines: Sequence[Deadline], words: dict[str, Any], moment: Callable[[Deadline], str], lang: str
) -> Picture:
    """Return the picture of the deadlines, earliest first; ``words`` are ``pictures.timeline`` of the interface."""
    ordered = sorted(deadlines, key=lambda deadline: deadline.at)
    days = [deadline.at.toordinal() for deadline in ordered]
    labels = [(moment(deadline), deadline.name.of(lang)) for deadline in ordered]
    spans = (later - earlier for earlier, later in itertools.pairwise(days))
    between = [words["days_one" if span == 1 else "days"].format(days=span) for span in spans]
    wide, narrow = (Canvas(width=width, name=words["title"]) for width in (WIDE, NARROW))
    _across(wide, days, labels, between)
    _down(narrow, days, labels, between)
    return Picture(wide=wide.svg(), narrow=narrow.svg())


def _across(canvas: Canvas, days: list[int], labels: list[tuple[str, str]], between: list[str]) -> None:
    """Draw the line from left to right; every label has a column of its own, joined to its day."""
    column = canvas.width / len(days)
    left, right = column / 2, canvas.width - column / 2
    axis, top = 34, 84
    places = [left + (right - left) * (day - days[0]) / max(days[-1] - days[0], 1) for day in days]
    canvas.line((left - 30, axis), (right + 30, axis), kind="axis", arrow=True)
    if days[-1] - days[0] <= MOST_TICKS:
        for day in range(days[0] + 1, days[-1]):
            x = left + (right - left) * (day - days[0]) / (days[-1] - days[0])
            canvas.line((x, axis - 4), (x, axis + 4), kind="tick")
    for (start, end), text in zip(itertools.pairwise(places), between, strict=True):
        canvas.text((start + end) / 2, axis - 26, [text], kind="soft centred", size=FONT - 1)
    for place, (x, (date, name)) in enumerate(zip(places, labels, strict=True)):
        middle = column * (place + 0.5)
        canvas.line((x, axis), (x, axis + 20), (middle, top - 16), (middle, top - 4), kind="thread")
        canvas.dot(x, axis)
        lines = wrap(date, (column - GAP) / FONT, STRONG)
        below = canvas.text(middle, top, lines, kind="strong centred")
        canvas.text(middle, below, wrap(name, (column - GAP) / FONT), kind="soft centred")


def _down(canvas: Canvas, days: list[int], labels: list[tuple[str, str]], between: list[str]) -> None:
    """Draw the line from top to bottom; labels need room, so days are as long as the shortest stretch demands."""
    axis, text = 14, 36
    written = [
        (wrap(date, (canvas.width - text) / FONT, STRONG), wrap(name, (canvas.width - text) / FONT))
        for date, name in labels
    ]
    needed = [LINE * (len(date) + len(name) + 1) + GAP for date, name in written]
    spans = [later - earlier for earlier, later in itertools.pairwise(days)]
    unit = max((room / max(span, 1) for room, span in zip(needed, spans, strict=False)), default=0)
    unit = min(unit, 2 * min((room / max(span, 1) for room, span in zip(needed, spans, strict=False)), default=0))
    y, places = 14.0, []
    for place in range(len(days)):
        places.append(y)
        if place < len(spans):
            y += max(needed[place], unit * spans[place])
    canvas.line((axis, places[0]), (axis, places[-1]), kind="axis")
    for place, (date, name) in enumerate(written):
        canvas.dot(axis, places[place])
        below = canvas.text(text, places[place] - LINE / 2, date, kind="strong")
        below = canvas.text(text, below, name, kind="soft")
        if place < len(between):
            middle = (below + places[place + 1] - LINE / 2) / 2 - LINE / 2
            canvas.text(text, middle, [between[place]], kind="soft", size=FONT - 1)
