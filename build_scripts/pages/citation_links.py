"""Citations within other texts: where a help text says “申报须知一（五）”, the reader gets there by a link."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable

    from build_scripts.content.documents import Clause, Section
    from build_scripts.content.edition import Edition

LINK = Markup('<a href="{}" target="_blank" rel="noopener">{}<span class="sa-hidden">{}</span></a>')


class Citations:
    """The citations of an edition in one language, and where each leads.

    A citation names a section (Notice 1(5)) or a paragraph (Notice 1(5)3), which is the first clause of that
    name. Spaces do not matter, since running text is often written without them.
    """

    def __init__(self, edition: Edition, lang: str, href: Callable[[str], str]) -> None:
        """Take ``href``, which returns the address of a section or clause by its id, seen from the page."""
        self._href = href
        self._edition = edition
        self._lang = lang

    @functools.cached_property
    def _places(self) -> dict[str, str]:
        places: dict[str, str] = {}
        nodes: list[Section | Clause] = [*self._edition.sections.values(), *self._edition.clauses.values()]
        for node in nodes:
            places.setdefault(_squeezed(node.cite.of(self._lang)), node.id)
        return places

    @functools.cached_property
    def _cited(self) -> re.Pattern[str]:
        # A chapter (“申报须知 五”) is left out: running text says “申报须知五” of other things, too.
        names = sorted((name for name in self._places if re.search(r"\d|[)）]", name)), key=len, reverse=True)
        spaced = (r"\s*".join(map(re.escape, name)) for name in names)
        return re.compile(f"(?:{'|'.join(spaced)})(?![\\d(（])")

    def linked(self, text: str, opening: str) -> Markup:
        """Return a text with its citations as links that open another window, as ``opening`` says to the ear."""
        parts, at = [], 0
        for found in self._cited.finditer(text):
            place = self._href(self._places[_squeezed(found[0])])
            parts += [escape(text[at : found.start()]), LINK.format(place, found[0], opening)]
            at = found.end()
        return Markup().join([*parts, escape(text[at:])])


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
