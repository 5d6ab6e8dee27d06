"""The search in its box: what it loads and when, pasted text, input methods, keyboard, results, help."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import CDPSession, Locator, Page

    from build_scripts.content.edition import Edition, Site

# Material's own worker and its index of the same pages, compressed (`python -m benchmarks.search`).
STOCK_BYTES = 37_900


def open_box(page: Page) -> Locator:
    """Touch the box, as a visitor does on a phone or at a desk."""
    button = page.locator("label.md-header__button[for=__search]")
    if button.is_visible():
        button.click()
    box = page.locator(".md-search__input")
    box.click()
    return box


def links(page: Page) -> Locator:
    return page.locator(".md-search-result__link")


def expect_first(page: Page, anchor: str) -> None:
    """The first sentence of the list stands at an anchor; Material draws the heading of its section before it."""
    expect(
        page.locator(".md-search-result__item").first.locator("h2").first.locator("xpath=ancestor::a")
    ).to_have_attribute("href", re.compile(f"#{anchor}$"))


def test_nothing_is_loaded_before_the_box_is_touched_and_no_more_than_stock_then(
    visit: Callable[..., Page], address: str
) -> None:
    page = visit("about/")
    loaded: dict[str, int] = {}
    page.on("request", lambda request: loaded.setdefault(request.url.removeprefix(address), 0))
    page.goto(f"{address}2025/guide/", wait_until="networkidle")
    assert loaded
    assert not [url for url in loaded if "search/" in url]
    loaded.clear()
    page.on("response", lambda got: loaded.update({got.url.removeprefix(address): len(gzip.compress(got.body(), 9))}))
    open_box(page).fill("资助额度")
    expect(links(page).first).to_be_visible()
    assert set(loaded) == {"assets/search/worker.js", "search/index.json"}
    assert sum(loaded.values()) <= STOCK_BYTES


def test_everyday_words_are_fetched_once(visit: Callable[..., Page]) -> None:
    page = visit("about/")
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    box = open_box(page)
    box.fill("酿酒")
    expect(links(page).first).to_have_attribute("href", re.compile("/type-06/#t06-d1"))
    box.fill("个体户")
    expect_first(page, "n01-unit-1-legal")
    assert len([url for url in loaded if "/words-" in url]) == 1


def test_pasted_text_is_searched_and_marked_and_the_link_lights_up_the_sentence(
    visit: Callable[..., Page], edition: Edition, site: Site
) -> None:
    page = visit(f"{edition.id}/guide/", size=PHONE)
    open_box(page)
    page.keyboard.insert_text("年龄不超过57周岁")  # no key is pressed
    expect_first(page, "n02-leader-3-age")
    first = page.locator(".md-search-result__item").first
    expect(first.locator("h1")).to_have_text(edition.sections["n02-leader"].heading.text.zh)
    expect(first.locator("h2").first).to_contain_text("申报须知 › 一（二）3")
    expect(first.locator(".kind--required").first).to_have_text(
        site.interface["zh"]["pages"]["kinds"]["required"]["label"]
    )
    expect(first.locator("mark").first).to_have_text("年龄不超过57周岁")
    first.locator("h2").first.click()
    page.wait_for_url(re.compile("notice/requirements/#n02-leader-3-age$"))
    sentence = page.locator("#n02-leader-3-age")
    expect(sentence).to_be_in_viewport()
    assert sentence.evaluate("e => e.matches(':target') && getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"


def compose(session: CDPSession, text: str) -> None:
    session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


def test_input_methods_work_in_every_state_of_composition(visit: Callable[..., Page], edition: Edition) -> None:
    page = visit(f"{edition.id}/guide/")
    box = open_box(page)
    session = page.context.new_cdp_session(page)
    for letters in ("b", "bao", "bao'g", "bao'gan'zhi"):  # pinyin is read while it is being composed
        compose(session, letters)
    expect(page.locator(".md-search-result__item").first.locator("h1")).to_contain_text("包干制")
    session.send("Input.insertText", {"text": "包干制"})  # and what it is turned into is searched
    expect(box).to_have_value("包干制")
    expect(page.locator(".md-search-result__item").first.locator("mark").first).to_have_text("包干制")
    box.fill("")
    compose(session, "ㄋㄧㄢˊ")  # half a character of Zhuyin asks for nothing
    expect(box).to_have_value("ㄋㄧㄢˊ")
    expect(page.locator(".md-search-result__item")).to_have_count(0)
    session.send("Input.insertText", {"text": "年齡"})
    expect_first(page, "n02-leader-3-age")
    compose(session, "xian")  # composed after what stands there already
    compose(session, "")  # and given up
    expect(box).to_have_value("年齡")
    expect_first(page, "n02-leader-3-age")


def test_the_keyboard_goes_through_the_list(visit: Callable[..., Page], edition: Edition) -> None:
    page = visit(f"{edition.id}/guide/")
    page.keyboard.press("/")  # Material's own key
    page.keyboard.type("tuli", delay=0)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("57周岁")
    expect_first(page, "n02-leader-3-age")
    page.keyboard.press("ArrowDown")
    expect(links(page).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Enter")  # opens the best
    page.wait_for_url(re.compile("#n02-leader-3-age$"))


def test_the_other_language_stands_below_labelled(visit: Callable[..., Page], address: str, site: Site) -> None:
    page = visit()
    open_box(page).fill("lump-sum funding")
    item = page.locator(".md-search-result__item").first
    expect(item.locator("h1")).to_contain_text("lump-sum")
    expect(item.locator("h1 .kind--language")).to_have_text(site.interface["zh"]["pages"]["search"]["other"])
    expect(item.locator("h1 [lang=en]")).to_have_count(1)
    assert links(page).first.get_attribute("href").startswith(f"{address}en/")


def test_nothing_found_says_so_and_helps(visit: Callable[..., Page], site: Site, edition: Edition) -> None:
    page = visit("en/")
    words = site.interface["en"]["pages"]["search"]["help"]
    box = open_box(page)
    box.fill("xylophonist")
    expect(page.locator(".md-search-result__meta")).to_have_text(words["none"].format(query="xylophonist"))
    expect(links(page).last).to_have_text(words["terms"])
    assert links(page).last.get_attribute("href").endswith("/en/glossary/")
    assert any(url.endswith(f"/en/{edition.id}/contact/") for url in hrefs(page))
    page.goto(page.url.replace("/en/", "/"))
    box = open_box(page)
    box.fill("岭龄")
    near = page.locator("[data-search-term]").first
    expect(near).to_contain_text("年龄")
    near.click()
    expect(box).to_have_value("年龄")
    expect_first(page, "n02-leader-3-age")


def hrefs(page: Page) -> list[str]:
    return links(page).evaluate_all("links => links.map((link) => link.href)")


def test_a_search_that_cannot_start_says_so_and_tries_again(visit: Callable[..., Page], site: Site) -> None:
    page = visit("about/")
    page.route("**/search/index.json", lambda route: route.abort())
    box = open_box(page)
    box.fill("年龄")
    expect(page.locator(".md-search-result__item")).to_have_text(site.interface["zh"]["pages"]["search"]["failed"])
    page.unroute("**/search/index.json")
    box.fill("年龄不超过")
    expect_first(page, "n02-leader-3-age")


def test_a_link_can_carry_the_question(visit: Callable[..., Page]) -> None:
    page = visit("about/?q=赤泥")
    expect_first(page, "t06-d4-scope-3")


def test_who_comes_back_from_a_result_finds_the_list_again(visit: Callable[..., Page]) -> None:
    page = visit("about/")
    open_box(page).fill("赤泥")
    expect_first(page, "t06-d4-scope-3")
    links(page).first.click()
    page.wait_for_url(re.compile("#t06-d4-scope-3$"))
    page.go_back()
    expect(page.locator(".md-search__input")).to_have_value("赤泥")
    expect_first(page, "t06-d4-scope-3")
    assert page.url.endswith("/about/")  # no host is told what was asked
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator(".md-search__input")).to_have_value("")
