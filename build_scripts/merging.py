"""Puts the style sheets that every page loads into one file, and the scripts into another.

A phone waits for every style sheet before it draws anything: eleven small ones cost more in requests than in
bytes, and together they compress to half. They stay apart where people edit them (mkdocs.yml lists them).
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
    whole = "\n".join((docs / name).read_text(encoding="utf-8") for name in names)
    return _replace(docs, names, STYLES, without_comments(whole))


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
