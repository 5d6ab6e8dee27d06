"""Puts the style sheets that every page loads into one file, those of one kind of page into another, and the scripts.

A phone waits for every style sheet before it draws anything: eleven small ones cost more in requests than in
bytes, and together they compress to half. They stay apart where people edit them (mkdocs.yml lists them, and
``pages`` those of one kind of page).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_scripts.packing import packed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

STYLES, SCRIPTS = "assets/stylesheets/site.css", "assets/javascripts/site.js"
_KEEPS_SPACE = re.compile(r"<(pre|textarea)\b")
_STRING_OR_COMMENT = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|/\*.*?\*/", re.DOTALL)


def merge_styles(docs: Path, names: Sequence[str]) -> list[str]:
    """Join the style sheets ``names`` of ``docs`` into one, in that order, and remove them; return what to load."""
    return _replace(docs, names, STYLES, _joined(docs, names))


def join_sheets(docs: Path, names: Sequence[str], kind: str) -> str:
    """Join the style sheets ``names`` of ``docs`` into one for a kind of page, beside the last; return what to load.

    They are left where they are: another kind of page may load one of them, too.
    """
    target = f"{names[-1].rpartition('/')[0]}/{kind}.css"
    (docs / target).write_text(_joined(docs, names), encoding="utf-8")
    return target


def merge_scripts(docs: Path, names: Sequence[str]) -> list[str]:
    """Join and pack the classic scripts ``names`` of ``docs``, in that order, and remove them; return what to load.

    A script that fails is told as an error of the page, and leaves those after it alone.
    Raises ``packing.PackingError``.
    """
    for name in names:
        script = (docs / name).read_text(encoding="utf-8")
        guarded = f"try {{\n{script}}} catch (error) {{\n  setTimeout(() => {{ throw error; }});\n}}\n"
        (docs / name).write_text(guarded, encoding="utf-8")
    return _replace(docs, names, SCRIPTS, packed([docs / name for name in names], ("--compress", "--mangle")))


def _joined(docs: Path, names: Sequence[str]) -> str:
    return without_comments("\n".join((docs / name).read_text(encoding="utf-8") for name in names))


def _replace(docs: Path, names: Sequence[str], target: str, whole: str) -> list[str]:
    for name in names:
        (docs / name).unlink()
    (docs / target).write_text(whole, encoding="utf-8")
    return [target]


def lighten(out: Path) -> None:
    """Take out of a language's pages the indentation of their templates, and the empty lines."""
    for page in out.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        if not _KEEPS_SPACE.search(html):
            page.write_text(re.sub(r"\n\s+", "\n", html), encoding="utf-8")


def without_comments(css: str) -> str:
    """Return a style sheet without comments and indentation; strings stay as they are."""
    bare = _STRING_OR_COMMENT.sub(lambda found: "" if found[0].startswith("/*") else found[0], css)
    return re.sub(r"\n\s+", "\n", bare).strip() + "\n"
