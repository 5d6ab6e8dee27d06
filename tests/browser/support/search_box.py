"""Asking in the search box as people do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def search(page: Page, words: str) -> list[str]:
    """Paste words into Material's search box; return the addresses of the results."""
    if page.locator("label.md-header__button[for=__search]").is_visible():
        page.locator("label.md-header__button[for=__search]").click()
    box = page.locator(".md-search__input")
    box.click()
    box.fill("")
    page.wait_for_function("() => document.querySelector('.md-search-result__list').childElementCount === 0")
    box.fill(words)
    page.locator(".md-search-result__item, .md-search-result__meta:not(:empty)").first.wait_for()
    page.wait_for_function(
        "words => document.querySelector('.md-search__input').value === words"
        " && document.querySelector('.md-search-result__list').childElementCount > 0",
        arg=words,
    )
    return page.locator(".md-search-result__link").evaluate_all("links => links.map((link) => link.href)")
