"""axe finds nothing: on every page, in both languages, themes and sizes, in large text, in search and drawer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.support.axe import KINDS, faults, faults_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from build_scripts.content.edition import Edition

FAULTY = """() => document.querySelector("article").insertAdjacentHTML("beforeend",
  "<button></button><input><p style='color: #999; background: #fff'>too pale</p>" +
  "<p style='color: #333; background: var(--paper)'>too dark in the dark</p>" +
  "<p style='font-size: 8px; line-height: 1'><a href='#a'>a</a> <a href='#b'>b</a></p>")"""


def test_axe_sees_what_is_wrong(visit: Callable[..., Page]) -> None:
    page = visit("about/")
    assert not faults(page)
    page.evaluate(FAULTY)
    light, dark = " ".join(faults(page)), " ".join(faults_in(page, "article", ["phone"]))
    for rule in ("button-name", "color-contrast", "label", "target-size"):
        assert rule in light
    assert "phone, slate: color-contrast" in dark


@pytest.mark.parametrize("lang", ["", "en/"], ids=["zh", "en"])
def test_axe_finds_nothing_on_any_kind_of_page(
    visit: Callable[..., Page], address: str, edition: Edition, lang: str
) -> None:
    page = visit(lang)
    found: dict[str, list[str]] = {}
    for kind in KINDS:
        page.goto(address + lang + kind.format(year=edition.id))
        found[kind] = faults_in(page)
    assert not {kind: lines for kind, lines in found.items() if lines}


@pytest.mark.parametrize("lang", ["", "en/"], ids=["zh", "en"])
def test_axe_finds_nothing_in_what_is_folded_away(
    visit: Callable[..., Page], address: str, edition: Edition, lang: str
) -> None:
    """The lists of the coverage page; those who can apply are folded on type pages, the rules on materials."""
    page = visit(lang)
    found: dict[str, list[str]] = {}
    for kind in ("coverage", "type-06", "materials"):
        page.goto(f"{address}{lang}{edition.id}/{kind}/")
        folds = page.locator("article details")
        folds.evaluate_all("all => all.forEach((fold) => fold.toggleAttribute('open', true))")
        expect(folds.last.locator("> :last-child")).to_be_visible()
        found[kind] = faults_in(page, "article")
    assert not {kind: lines for kind, lines in found.items() if lines}


def test_axe_finds_nothing_on_any_page_in_large_text(visit: Callable[..., Page], address: str, site_dir: Path) -> None:
    """Every Chinese page, on a phone: whatever one page has that others of its kind have not."""
    pages = sorted(str(path.relative_to(site_dir)) for path in site_dir.rglob("*.html"))
    pages = [path for path in pages if not path.startswith("en/") and "coverage" not in path]
    assert len(pages) > len(KINDS)
    page = visit(size=PHONE)
    page.locator("[data-large-text-switch]").click()
    found: dict[str, list[str]] = {}
    for path in pages:
        page.goto(address + path)
        expect(page.locator("html[data-large-text]")).to_have_count(1)
        found[path] = faults(page)
    assert not {path: lines for path, lines in found.items() if lines}


@pytest.mark.parametrize("lang", ["", "en/"], ids=["zh", "en"])
def test_axe_finds_nothing_in_the_search_and_the_drawer(visit: Callable[..., Page], lang: str) -> None:
    page = visit(lang, size=PHONE)
    page.locator(".md-header label[for=__drawer]").click()
    found = faults_in(page, ".md-sidebar--primary", sizes=["phone"])
    page.keyboard.press("Escape")
    page.locator("label.md-header__button[for=__search]").click()
    links = page.locator(".md-search-result__link")
    for words in ("57", "qqqqzzzz"):  # something, and nothing but help
        page.locator(".md-search__input").fill(words)
        expect(links).not_to_have_count(0)
        expect(page.locator(".md-search-result__meta")).to_be_visible()
        found += faults_in(page, ".md-header")
    assert not found
