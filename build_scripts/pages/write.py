"""Writes the pages as plain Markdown, per language, before any site builder runs."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_scripts.content.addresses import FORM_FILES, Download
from build_scripts.pages.catalogue import Page, pages_of
from build_scripts.pages.last_changed import History, sources
from build_scripts.pages.render import Around, render
from build_scripts.rules.who_can_apply import who_can_apply
from build_scripts.source.dates import date_in_words
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition, Site

HAND_WRITTEN = Path(__file__).parent.parent.parent / "docs"


def write_pages(
    site: Site,
    out: Path,
    scenarios: dict[str, tuple[Scenario, ...]],
    books: dict[tuple[str, str], Download],
    history: History,
) -> dict[str, list[str]]:
    """Write every page to ``out/zh`` and ``out/en``, with the hand-written files of docs/ beside them.

    ``scenarios`` are those of each edition; the examples of its type pages come from them. ``books`` are
    the PDFs that pages offer, by edition and language; ``history`` tells when the data of a page last changed.
    A page names one style sheet at the most; return those that are to be joined of several, with their parts.
    """
    views = {year: who_can_apply(edition, scenarios[year]) for year, edition in site.editions.items()}
    joined: dict[str, list[str]] = {}
    for lang in LANGUAGES:
        folder = out / lang
        shutil.copytree(HAND_WRITTEN, folder, dirs_exist_ok=True)
        if lang != LANGUAGES[0]:
            shutil.rmtree(folder / FORM_FILES, ignore_errors=True)
        for edition in site.editions.values():
            around = Around(views=views[edition.id], books=books)
            for page in pages_of(site, edition, lang):
                told = _last_change(site, edition, page, history, lang)
                styles = page.meta.get("styles", [])
                if len(styles) > 1:
                    name = f"{styles[-1].rpartition('/')[0]}/{page.template.partition('.')[0]}.css"
                    joined[name], told["styles"] = styles, [name]
                page = replace(page, meta=page.meta | told)  # noqa: PLW2901 - the same page, knowing one thing more
                target = folder / f"{page.path}.md"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(render(site, edition, page, lang, around), encoding="utf-8")
    return joined


def _last_change(site: Site, edition: Edition, page: Page, history: History, lang: str) -> dict[str, Any]:
    """Return the front matter that says when the page's data last changed; none where that is not known."""
    day = history.last_change(sources(site, edition, page.path, page.context.get("section")))
    if day is None:
        return {}
    words = site.interface[lang]["pages"]
    text = date_in_words(day, words["page_end"]["updated"], words["months"])
    return {"updated": {"date": day.isoformat(), "text": text}}
