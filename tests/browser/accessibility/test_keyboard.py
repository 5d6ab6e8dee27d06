"""The whole site by keyboard alone, and the focus seen at every stop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.support.axe import KINDS
from tests.browser.support.focus import settled_stop, stop, tab_through, unseen
from tests.browser.support.form import fill_by_keyboard, question

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from build_scripts.content.edition import Edition

FEW = ["", "{year}/type-06/", "{year}/funding/", "404.html", "{year}/coverage/", "{year}/self-assessment/"]
ENTERPRISE = "aluminium-enterprise-team-of-seven"


@pytest.fixture
def calm(visit: Callable[..., Page]) -> Callable[..., Page]:
    """Open a page on which nothing moves, so that the focus can be looked at at once."""
    return lambda path="", size=PHONE, **options: visit(path, size=size, reduced_motion="reduce", **options)


def tab_to(page: Page, wanted: str, most: int = 120, key: str = "Tab") -> None:
    """Press Tab until the focus is on what the selector names; every stop on the way must be seen."""
    for _ in range(most):
        page.keyboard.press(key)
        fault = unseen(stop(page)) and unseen(settled_stop(page))
        assert not fault
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"Tab does not reach {wanted}")


@pytest.mark.parametrize(
    ("lang", "size", "theme", "pages"),
    [("", PHONE, "light", KINDS), ("en/", DESKTOP, "dark", FEW)],
    ids=["zh-phone-light", "en-desktop-dark"],
)
def test_the_focus_is_seen_at_every_stop_of_a_page(
    calm: Callable[..., Page], address: str, edition: Edition, lang: str, size: dict[str, int], theme: str, pages
) -> None:
    page = calm(lang, size, color_scheme=theme)
    wrong: dict[str, list[str]] = {}
    for path in pages:
        page.goto(address + lang + path.format(year=edition.id), wait_until="networkidle")
        wrong[path] = tab_through(page)
    assert not {path: lines for path, lines in wrong.items() if lines}


def test_a_ring_that_is_missing_pale_or_covered_would_be_noticed(calm: Callable[..., Page]) -> None:
    page = calm("about/", DESKTOP)
    for harm, told in (
        ("a:focus-visible { outline: none !important }", "no ring"),
        (".md-tabs a:focus-visible { outline-color: #2f7391 !important }", "no ring"),
        ("body::after { content: ''; position: fixed; inset: 0; z-index: 9 }", "obscured"),
    ):
        style = page.add_style_tag(content=harm)
        assert any(told in line for line in tab_through(page))
        style.evaluate("style => style.remove()")
    assert not tab_through(page)


@pytest.mark.parametrize("lang", ["", "en/"], ids=["zh", "en"])
def test_the_drawer_is_worked_by_keyboard(calm: Callable[..., Page], address: str, edition: Edition, lang: str) -> None:
    page = calm(lang)
    sidebar, inside = page.locator(".md-sidebar--primary"), ".md-sidebar--primary *"
    tab_to(page, ".md-header label[for=__drawer] [role=button]")
    handle = page.locator(".md-header label[for=__drawer] [role=button]")
    expect(handle).to_have_accessible_name(sidebar.locator("nav").first.get_attribute("aria-label"))
    expect(handle).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(handle).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("inside => document.activeElement.matches(inside)", inside)

    words = {"": "速查", "en/": "At a glance"}[lang]
    level = sidebar.get_by_role("button", name=words, expanded=False)
    dates = sidebar.locator(f'a[href$="{edition.id}/dates/"]')
    expect(dates).to_be_hidden()
    tab_to(page, f"{inside}[role=button]")
    while page.locator(":focus").text_content().strip() != level.text_content().strip():
        tab_to(page, f"{inside}[role=button]")
    page.keyboard.press("Space")
    expect(dates).to_be_visible()
    expect(page.locator(":focus")).to_have_accessible_name(words)  # the way back
    page.keyboard.press("Enter")
    expect(dates).to_be_hidden()
    page.keyboard.press("Enter")

    page.keyboard.press("Escape")
    expect(handle).to_be_focused()
    expect(handle).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Tab")
    assert not page.evaluate("inside => document.activeElement.matches(inside)", inside), "closed, it is out of the way"
    handle.focus()
    page.keyboard.press("Enter")
    tab_to(page, f'.md-sidebar--primary a[href$="{edition.id}/dates/"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}{lang}{edition.id}/dates/")


def test_whoever_tabs_out_of_the_drawer_has_the_page(calm: Callable[..., Page]) -> None:
    page = calm()
    tab_to(page, ".md-header label[for=__drawer] [role=button]")
    page.keyboard.press("Enter")
    tab_to(page, "main :not(.md-sidebar--primary *)")
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()
    expect(page.locator(":focus")).to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_search_is_worked_by_keyboard(calm: Callable[..., Page], size: dict[str, int]) -> None:
    page = calm(size=size)
    tab_to(page, ".md-search__input")
    page.keyboard.type("赤泥")
    expect(page.get_by_role("search").get_by_role("status")).to_have_text(re.compile(r"\d"))
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()
    page.reload()
    tab_to(page, ".md-search__input")
    page.keyboard.type("赤泥")
    page.locator(".md-search-result__link").first.wait_for()
    tab_to(page, ".md-search-result__link", most=3)
    tab_to(page, "main *", most=60)
    expect(page.locator(".md-search__output")).to_be_hidden()
    tab_to(page, ".md-search__input", key="Shift+Tab", most=12)
    tab_to(page, ".md-search-result__link", most=3)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("type-06"))


def test_colours_large_text_and_language_are_switched_by_keyboard(calm: Callable[..., Page], address: str) -> None:
    page = calm("about/", color_scheme="light")
    tab_to(page, "[data-md-component=palette] [role=button]")
    for scheme, name in (("slate", "切换为浅色"), ("default", "切换为深色")):
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        expect(page.locator(":focus")).to_have_accessible_name(name)
    tab_to(page, "[data-large-text-switch]", most=1)
    page.keyboard.press("Space")
    expect(page.locator(":focus")).to_have_attribute("aria-pressed", "true")
    tab_to(page, ".language-switch", most=1)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}en/about/")


def test_the_first_stop_leads_past_the_navigation(calm: Callable[..., Page], address: str, edition: Edition) -> None:
    """Also where Material has no such link, for want of a table of contents; in the form to its questions."""
    page = calm(size=DESKTOP)
    within = {"dates": "article *", "compare": "article *", "funding": "article *", "self-assessment": "[data-fact] *"}
    for lang, words in {"": "跳到正文", "en/": "Skip to content"}.items():
        for name, wanted in within.items():
            page.goto(f"{address}{lang}{edition.id}/{name}/")
            tab_to(page, ".md-skip", most=1)
            expect(page.locator(":focus")).to_have_text(words)
            page.keyboard.press("Enter")
            tab_to(page, wanted, most=1)


def test_the_whole_flow_by_keyboard_alone(calm: Callable[..., Page], answers_of: dict[str, dict[str, Any]]) -> None:
    """From the home page to an application prepared and all answers cleared, where the screen is smallest."""
    answers = answers_of[ENTERPRISE]
    page = calm()
    tab_to(page, ".door--check")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("self-assessment"))
    tab_to(page, "[data-fact] input")
    wrong = fill_by_keyboard(page, answers, lambda: unseen(stop(page)) and unseen(settled_stop(page)))
    assert not wrong
    tab_to(page, "details[data-track] > summary")
    page.keyboard.press("Enter")
    page.locator("[data-action=choose]").wait_for()
    tab_to(page, "[data-action=choose]")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("aria-pressed", "true")
    tab_to(page, "#preparation a, #preparation button, #preparation input, #preparation summary", most=300)
    tab_to(page, ".sa-panel [data-action=clear]", key="Shift+Tab", most=300)
    for answer, left in (("Escape", True), ("Enter", False)):
        page.keyboard.press("Enter")
        expect(page.locator("dialog[data-role=clear]")).to_be_visible()
        expect(page.locator(":focus")).to_have_attribute("value", "")  # the harmless button
        if not left:
            page.keyboard.press("Tab")
        page.keyboard.press(answer)
        expect(page.locator("dialog[data-role=clear]")).to_be_hidden()
        expect(question(page, "lead_kind").locator("input:checked")).to_have_count(int(left))
