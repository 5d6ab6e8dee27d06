"""The words and filters that templates are written with: ``tr``, ``fill``, ``heading``, ``t.pages.home.title``."""

from __future__ import annotations

import functools
import re
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from build_scripts.content.edition import is_money
from build_scripts.source.dates import date_in_words
from build_scripts.source.text import TAGS, Text
from py_checker.core.rulebook import KINDS, OPEN

TEMPLATES = Path(__file__).parent / "templates"
FOLDERS = (TEMPLATES, TEMPLATES / "documents", TEMPLATES.parent.parent / "downloads" / "templates")
MARKDOWN_SPECIALS = re.compile(r"([\\`*_{}\[\]()#+.!|~^>-])")

EDITION = re.compile(r"（\d+）$")
UNIT = re.compile(r"(?<=CNY) (?=\d)|(?<=\d) (?=(?!to\b|and\b|or\b)[a-z])")


@functools.cache  # it keeps the compiled templates, and reads again one that was changed
def environment(lang: str) -> Environment:
    """Return Jinja2 with the filters for a language; a name that is missing is an error."""
    made = Environment(
        loader=FileSystemLoader(FOLDERS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["tr"] = lambda text: text.of(lang)
    made.filters["runs"] = lambda items, name: [(key, list(run)) for key, run in groupby(items, attrgetter(name))]
    made.filters["date_in_words"] = date_in_words
    made.filters["heading"] = heading
    made.filters["unbroken"] = unbroken
    made.filters["fill"] = lambda words, **values: words.format(**{k: _plain(v, lang) for k, v in values.items()})
    made.globals |= {"lang": lang, "tag": TAGS[lang], "KINDS": KINDS, "OPEN": OPEN, "is_money": is_money}
    return made


def _plain(value: object, lang: str) -> object:
    return value.of(lang) if isinstance(value, Text) else value


def heading(text: str) -> Markup:
    """Return ``text`` as it may stand in a Markdown heading: HTML and Markdown specials escaped.

    The edition in brackets at its end is not broken over two lines.
    """
    escaped = MARKDOWN_SPECIALS.sub(r"\\\1", str(escape(text))).replace("&\\#", "&#")
    return Markup(EDITION.sub(r'<span class="edition">\g<0></span>', escaped))  # noqa: S704


def unbroken(text: str) -> str:
    """Return a figure whose numbers stay with their units: CNY 1 million, 12 members, by spaces that do not break."""
    return UNIT.sub("\N{NO-BREAK SPACE}", text)


def namespace(words: object) -> object:
    """Return nested words as objects, so that a key such as ``items`` never meets a method of dict."""
    if not isinstance(words, dict):
        return words
    return _Words(**{key: namespace(value) for key, value in words.items()})


class _Words(SimpleNamespace):
    """Interface words, reached as ``t.pages.home.title`` or ``t.pages.kinds[kind]``."""

    def __getitem__(self, key: str) -> object:
        return getattr(self, key)
