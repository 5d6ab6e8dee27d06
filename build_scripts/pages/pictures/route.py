"""The way of an application: the steps with their deadlines, and who recommends which kind of applicant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.pages.pictures.canvas import FONT, PAD, STRONG, Canvas, Picture, wrap

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from build_scripts.content.edition import Deadline, Edition, Entry
    from build_scripts.pages.pictures.canvas import Box

WIDE, NARROW = 720, 350
GAP = 22
ROW_GAP = 10
BUS = 16  # from the edge to the line that gathers the branches


def route(edition: Edition, words: dict[str, Any], moment: Callable[[Deadline], str], lang: str) -> Picture:
    """Return the picture of ``edition.steps``; ``words`` are ``pictures.route`` of the interface.

    A deadline stands beside the step whose clauses state it; the recommenders branch off the step whose
    clauses name them. A recommender that the text only allows (never surely needed) has a broken line.
    """
    drawn = []
    for width in (WIDE, NARROW):
        canvas = Canvas(width=width, name=words["title"])
        _draw(canvas, edition, words, moment, lang)
        drawn.append(canvas.svg())
    return Picture(wide=drawn[0], narrow=drawn[1])


def _draw(
    canvas: Canvas, edition: Edition, words: dict[str, Any], moment: Callable[[Deadline], str], lang: str
) -> None:
    wide = canvas.width == WIDE
    left, width = (100, 430) if wide else (24, canvas.width - 48)
    y, before = 2.0, None
    for number, step in enumerate(edition.steps, start=1):
        if before:
            _arrow_down(canvas, _stem(before, wide=wide), before.bottom, y)
        text = words["step"].format(number=number, name=step.name.of(lang))
        before = canvas.box((left, y), width, text, kind="box box--step strong")
        y = before.bottom + GAP
        for deadline in edition.deadlines:
            if deadline.clause in step.clauses:
                y = _deadline(canvas, before, moment(deadline), wide=wide)
        branches = [entry for entry in edition.recommenders if set(entry.clauses) & set(step.clauses)]
        if branches:
            y = _branch(canvas, before, branches, lang, wide=wide)
            before = None
    may = [entry for entry in edition.recommenders if not entry.needed]
    if may:
        lines = wrap(words["may"], (canvas.width - 2 * PAD) / (FONT - 1))
        canvas.text(PAD if not wide else left, canvas.height + 8, lines, kind="soft", size=FONT - 1)


def _arrow_down(canvas: Canvas, x: float, start: float, end: float) -> None:
    canvas.line((x, start), (x, end), arrow=True)


def _stem(box: Box, *, wide: bool) -> float:
    """Return the x of the line that leads on: in a narrow picture a deadline stands to its right."""
    return box.x + (box.width / 2 if wide else 16)


def _deadline(canvas: Canvas, box: Box, text: str, *, wide: bool) -> float:
    """Put a deadline beside its step, or close under it where there is no room; return where the next box begins."""
    if wide:
        lines = wrap(text, (canvas.width - box.right - 14) / (FONT - 1), STRONG)
        leading = 20 * (FONT - 1) / FONT
        canvas.text(box.right + 12, box.middle - leading * len(lines) / 2, lines, kind="due", size=FONT - 1)
        return box.bottom + GAP
    x = _stem(box, wide=wide) + 12
    below = canvas.text(x, box.bottom + 6, wrap(text, (box.right - x) / (FONT - 1), STRONG), kind="due", size=FONT - 1)
    return below + 8


def _branch(canvas: Canvas, step: Box, entries: list[Entry], lang: str, *, wide: bool) -> float:
    """Draw who is recommended by whom, between a line that leaves the step and one that leads on."""
    start = step.bottom + GAP
    x, y = BUS, start
    out = canvas.width - BUS
    boxes: list[tuple[Box, Box]] = []
    for entry in entries:
        may = "" if entry.needed else "may"
        if wide:
            half = (canvas.width - 4 * BUS - 30) / 2
            who = canvas.box((x + BUS, y), half, (entry.who or entry.name).of(lang), kind="box box--who")
            by = canvas.box((out - BUS - half, y), half, entry.name.of(lang), kind=f"box box--by {may}")
            canvas.line((who.right, who.middle), (by.x, who.middle), kind=f"line {may}", arrow=True)
            y = max(who.bottom, by.bottom) + ROW_GAP
        else:
            inner = canvas.width - 4 * BUS
            who = canvas.box((x + BUS, y), inner, (entry.who or entry.name).of(lang), kind="box box--who")
            by = canvas.box((x + BUS, who.bottom + 14), inner, entry.name.of(lang), kind=f"box box--by {may}")
            middle = who.x + who.width / 2
            canvas.line((middle, who.bottom), (middle, by.y), kind=f"line {may}", arrow=True)
            y = by.bottom + ROW_GAP
        boxes.append((who, by))
    turn, centre = step.bottom + GAP / 2, _stem(step, wide=wide)
    canvas.line((centre, step.bottom), (centre, turn), (x, turn), (x, boxes[-1][0].middle))
    canvas.line((out, boxes[0][1].middle), (out, y + 2), (centre, y + 2))
    for who, by in boxes:
        canvas.line((x, who.middle), (who.x, who.middle), arrow=True)
        canvas.line((by.right, by.middle), (out, by.middle))
    _arrow_down(canvas, centre, y + 2, y + GAP)
    return y + GAP
