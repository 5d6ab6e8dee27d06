"""Reading the guide: language switch, search, links to sentences, dates, no foreign hosts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.support.search_box import search

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from build_scripts.content.edition import Edition

PAGES = ["", "{year}/guide/", "{year}/type-01/", "{year}/type-10/", "{year}/notice/", "{year}/notice/requirements/",
         "{year}/funding/", "{year}/dates/", "{year}/materials/", "{year}/contact/", "{year}/coverage/", "about/",
         "{year}/self-assessment/"]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_the_language_switch_keeps_the_page(
    visit: Callable[..., Page], address: str, edition: Edition, path: str
) -> None:
    path = path.format(year=edition.id)
    page = visit(path)
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    english = page.locator('.md-header [hreflang="en"]')
    english.evaluate("link => link.click()")
    page.wait_for_url(f"{address}en/{path}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator('.md-header [hreflang="zh-Hans"]').evaluate("link => link.click()")
    page.wait_for_url(f"{address}{path}")


def test_the_language_switch_keeps_the_sentence(visit: Callable[..., Page], address: str, edition: Edition) -> None:
    page = visit(f"{edition.id}/type-01/#t01-d2-rd")
    english = page.locator(".language-switch")
    page.locator('a.clause-link[href="#t01-d3-rd"]').focus()
    page.keyboard.press("Enter")  # the address changes after the page was opened
    english.click()
    page.wait_for_url(f"{address}en/{edition.id}/type-01/#t01-d3-rd")
    expect(page.locator("#t01-d3-rd")).to_be_in_viewport()
    page.locator(".prevails a").click()
    page.wait_for_url(f"{address}{edition.id}/type-01/#t01-d3-rd")


@pytest.mark.parametrize("lang", ["", "en/"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_but_our_own_host_is_asked(
    visit: Callable[..., Page], address: str, edition: Edition, path: str, lang: str
) -> None:
    page = visit("about/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + lang + path.format(year=edition.id), wait_until="networkidle")
    assert asked
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:"))]


@pytest.mark.parametrize("path", [path for path in PAGES if "self-assessment" not in path])
def test_reading_pages_never_start_python(
    visit: Callable[..., Page], address: str, edition: Edition, path: str
) -> None:
    page = visit("about/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + path.format(year=edition.id), wait_until="networkidle")
    page.locator("article h1").click()
    assert not [url for url in asked if "runtime" in url or "pyodide" in url]


@pytest.mark.parametrize("clause", ["t01-d2-rd", "n02-leader-3-age", "t06-d7-pledge", "n12-contact-phone"])
@pytest.mark.parametrize("lang", ["", "en/"])
def test_a_link_to_a_clause_lights_up_its_sentence(
    visit: Callable[..., Page], edition: Edition, clause: str, lang: str
) -> None:
    from build_scripts.content.addresses import address as address_of  # noqa: PLC0415

    page = visit(lang + address_of(edition, clause), size=PHONE)
    sentence = page.locator(f"#{clause}")
    expect(sentence).to_be_in_viewport()
    colour = "e => getComputedStyle(e).backgroundColor"
    lit = sentence.evaluate(colour)
    assert lit != "rgba(0, 0, 0, 0)"
    other = page.locator(".clause:not(:target)").first
    assert other.evaluate(colour) != lit


QUERIES = {
    "包干制": "type-10", "57周岁": "n02-leader", "揭榜挂帅": "type-03", "研发投入在300万元以上": "type-01",
    "赤泥": "type-06", "人工智能": "type-02", "5G/6G": "type-02", "磷酸锰铁锂": "type-01",
    "年龄不超过57周岁（1968年6月以后出生）": "n02-leader", "0776-2834962": "contact",
    "bs2835468@163.com": "contact", "30~100万元": "n05-funding", "“一园区一特色": "type-05",
    "查新报告": "materials", "不得作为申报单位": "n01-unit",
}  # fmt: skip


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_what_stands_in_the_text_is_found(visit: Callable[..., Page], size: dict[str, int]) -> None:
    page = visit(size=size)
    for words, place in QUERIES.items():
        found = search(page, words)
        assert any(place in url for url in found[:10]), (words, found[:10])
        if size is PHONE:
            page.reload()


@pytest.mark.parametrize(
    ("words", "place"),
    [("matching funds", "n01-unit"), ("red mud", "type-06"), ("57", "n02-leader"), ("lump-sum", "type-10")],
)
def test_english_is_found(visit: Callable[..., Page], words: str, place: str) -> None:
    found = search(visit("en/"), words)
    assert any(place in url for url in found[:10]), found[:10]


def test_random_pieces_of_every_sentence_are_found(visit: Callable[..., Page], edition: Edition) -> None:
    """No Chinese query that stands in a sentence of the text may return nothing."""
    page = visit()
    clauses = [clause for clause in edition.clauses.values() if clause.role == "clause"]
    for number, clause in enumerate(clauses[::9]):
        text = re.sub(r"\s", "", clause.text.zh)
        start = number % max(len(text) - 6, 1)
        assert search(page, text[start : start + 6]), text[start : start + 6]


@pytest.mark.parametrize(
    ("moment", "state", "words"),
    [
        ("2025-03-01T00:00:00+08:00", "open", {"": "未截止", "en/": "Not yet closed"}),
        ("2025-06-18T12:00:00+08:00", "closing", {"": "还剩2天截止", "en/": "Closes in 2 days"}),
        ("2025-06-19T23:59:59+08:00", "closingOne", {"": "还剩1天截止", "en/": "Closes in 1 day"}),
        ("2025-06-20T17:59:59+08:00", "today", {"": "今天截止", "en/": "Closes today"}),
        ("2025-06-20T18:00:01+08:00", "closed", {"": "已截止", "en/": "Closed"}),
    ],
)
@pytest.mark.parametrize("lang", ["", "en/"])
@pytest.mark.parametrize("path", ["", "{year}/dates/"])
def test_deadlines_say_how_they_stand(
    visit: Callable[..., Page], edition: Edition, path: str, lang: str, moment: str, state: str, words: dict[str, str]
) -> None:
    page = visit(lang + path.format(year=edition.id), moment=moment)
    first = page.locator(".deadlines [data-at]").first
    expect(first).to_have_attribute("data-state", state)
    expect(first.locator(".deadline__state")).to_be_visible()
    expect(first.locator(".deadline__state")).to_have_text(words[lang])


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_deadlines_are_counted_in_days_of_beijing_wherever_the_visitor_is(
    visit: Callable[..., Page], zone: str
) -> None:
    """Shortly after midnight in Beijing the last day has begun, whatever the visitor's own date is."""
    page = visit(timezone_id=zone, moment="2025-06-20T00:00:01+08:00")
    expect(page.locator(".deadlines [data-at]").first.locator(".deadline__state")).to_have_text("今天截止")


def test_each_deadline_passes_by_itself(visit: Callable[..., Page], edition: Edition) -> None:
    page = visit(f"{edition.id}/dates/", moment="2025-06-27T18:00:00+08:00")
    states = page.locator(".deadlines .deadline__state")
    expect(states).to_have_text(["已截止", "已截止", "还剩3天截止"])
