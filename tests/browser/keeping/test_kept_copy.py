"""Answers kept on the device: only when asked for, gone when cleared, never mixed between tabs, true after a return."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Dialog, expect

from tests.browser.conftest import PATIENCE_MS, QUIET, chromium_path
from tests.browser.support.answers import KEY, as_held, content_of, envelope, fragment, held, load_file, unfold
from tests.browser.support.form import ROOT, WATCH_WORKERS, fill_by_mouse, question, reveal, settle, shown_verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from build_scripts.content.edition import Edition

NOTICE = "[data-role=notice]"
OTHER_TAB = "[data-role=other-tab]"
STORED = "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])"
FORBIDDEN = {
    "throws": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'Security') } })",
    "absent": "Object.defineProperty(window, 'localStorage', { value: null })",
    "refuses": "Storage.prototype.setItem = () => { throw new Error('no') }",
}
FULL = "() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') } }"
SHORT = {"lead_kind": "state_organ", "site_in_baise": None}


@pytest.fixture
def form(visit: Callable[..., Page], edition: Edition) -> Callable[..., Page]:
    return lambda lang="", **options: visit(f"{lang}{edition.id}/self-assessment/", **options)


def choose(page: Page, fact: str, value: str) -> None:
    reveal(page, fact)
    question(page, fact).locator(f'label:has(input[value="{value}"])').click()


def keep(page: Page) -> None:
    unfold(page)
    page.locator("[data-role=keep]").check()
    expect(page.locator(NOTICE)).to_contain_text("从现在起，回答保留在")


def kept(page: Page) -> dict[str, Any] | None:
    """What this browser keeps of the answers."""
    text = page.evaluate("key => localStorage.getItem(key)", key(page))
    return text and json.loads(text)


def put(page: Page, text: str) -> None:
    """Keep a text in the place of the answers."""
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key(page), text])


def key(page: Page) -> str:
    return KEY.format(edition=content_of(page)["edition"])


def own_keys(page: Page) -> list[str]:
    """What the self-assessment keeps, of any edition; Material keeps its palette beside it."""
    start = KEY.format(edition="")
    return page.evaluate("start => Object.keys(localStorage).filter((key) => key.startsWith(start))", start)


def another_tab(page: Page) -> Page:
    tab = page.context.new_page()
    tab.goto(page.url)
    return tab


# ---- asking for it ----


def test_nothing_is_kept_unless_it_is_asked_for(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    expect(page.locator("[data-role=keep]")).not_to_be_checked()
    fill_by_mouse(page, edition, {"lead_kind": "state_organ"})
    unfold(page, "examples")
    page.locator("[data-example]").first.click()
    page.locator("dialog button[value=replace]").click()
    load_file(page, json.dumps(envelope(page, SHORT)))
    expect(page.locator(NOTICE)).to_contain_text("已载入")
    assert "state_organ" not in page.evaluate(STORED)
    assert kept(page) is None


def test_what_is_kept_follows_the_form_and_is_there_on_the_next_visit(form: Callable[..., Page]) -> None:
    page = form()
    choose(page, "lead_kind", "enterprise")
    keep(page)
    choose(page, "lead_legal_entity", "true")
    assert kept(page)["answers"] == {"lead_kind": "enterprise", "lead_legal_entity": True}
    reveal(page, "rd_last_year")
    question(page, "rd_last_year").locator("input[type=text]").press_sequentially("12.5")
    assert kept(page)["answers"]["rd_last_year"] == "12.5"
    before = held(page)
    asked: list[Dialog] = []
    page.on("dialog", lambda dialog: (asked.append(dialog), dialog.accept()))
    page.reload()
    assert not asked, "nothing would be lost"
    told = re.compile(r"已载入这台设备上保留的 3 个回答（按设备的时钟，\d{4}年\d+月\d+日.* 保存）")
    expect(page.locator(NOTICE)).to_contain_text(told)
    expect(page.locator("[data-role=keep]")).to_be_checked()
    assert held(page) == before
    settle(page)
    assert set(shown_verdicts(page).values()) == {"ineligible", "undetermined", "not_open"}


def test_unticking_deletes_and_the_browser_asks_again_before_leaving(form: Callable[..., Page]) -> None:
    page = form()
    choose(page, "lead_kind", "hospital")
    keep(page)
    page.locator("[data-role=keep]").uncheck()
    expect(page.locator(NOTICE)).to_contain_text("已经删除")
    assert kept(page) is None
    choose(page, "lead_legal_entity", "true")
    assert kept(page) is None
    asked: list[Dialog] = []
    page.on("dialog", lambda dialog: (asked.append(dialog), dialog.accept()))
    page.reload()
    assert [dialog.type for dialog in asked] == ["beforeunload"]
    assert held(page) == {}
    expect(page.locator("[data-role=keep]")).not_to_be_checked()


def test_clear_leaves_nothing_on_the_device_in_the_address_or_in_the_page(form: Callable[..., Page]) -> None:
    page = form()
    page.evaluate("key => Object.assign(localStorage, { [key]: '{}', other: 'stays' })", KEY.format(edition="1999"))
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    choose(page, "lead_kind", "hospital")
    keep(page)
    page.locator("[data-answers=link]").click()
    page.locator("[data-step=team] a").click()
    page.locator("[data-action=clear]").first.click()
    page.locator("dialog button[value=clear]").click()
    assert own_keys(page) == []
    assert page.evaluate("() => localStorage.other") == "stays"
    assert "#" not in page.url
    assert held(page) == {}
    expect(page.locator("[data-role=keep]")).not_to_be_checked()
    expect(page.locator("[data-role=answers-link]")).to_have_value("")
    expect(page.locator(NOTICE)).to_contain_text("已全部清除")
    page.reload()
    assert held(page) == {}
    expect(page.locator(NOTICE)).to_be_hidden()


def test_a_kept_copy_of_earlier_rules_says_so_once(form: Callable[..., Page]) -> None:
    page = form()
    put(page, json.dumps(envelope(page, {"lead_kind": "hospital"}, content="0123456789ab")))
    page.reload()
    expect(page.locator(NOTICE)).to_contain_text("0123456789ab")
    assert held(page) == {"lead_kind": "hospital"}
    page.reload()
    expect(page.locator(NOTICE)).to_contain_text("已载入这台设备上保留的 1 个回答")
    expect(page.locator(NOTICE)).not_to_contain_text("0123456789ab")


@pytest.mark.parametrize("text", ["", "{", '{"format": "other"}', "[1]"])
def test_a_spoilt_copy_is_told_and_deleted(form: Callable[..., Page], text: str) -> None:
    page = form()
    put(page, text)
    page.reload()
    expect(page.locator(NOTICE)).to_contain_text("已经损坏")
    assert own_keys(page) == []
    assert held(page) == {}


def test_a_link_does_not_take_the_place_of_what_is_kept_unasked(form: Callable[..., Page]) -> None:
    page = form()
    choose(page, "lead_kind", "hospital")
    keep(page)
    link, address = fragment(page, SHORT), page.url.partition("#")[0]
    for answer, expected in (("", {"lead_kind": "hospital"}), ("replace", SHORT)):
        page.goto("about:blank")
        page.goto(address + link)
        page.locator(f'dialog[data-role=replace] button[value="{answer}"]').click()
        assert held(page) == as_held(expected)
        assert kept(page)["answers"] == expected


def test_an_example_is_not_kept_until_it_is_changed(form: Callable[..., Page]) -> None:
    page = form()
    choose(page, "lead_kind", "hospital")
    keep(page)
    unfold(page, "examples")
    page.locator("[data-example]").first.click()
    page.locator("dialog button[value=replace]").click()
    expect(question(page, "lead_kind").locator("input[value=enterprise]")).to_be_checked()
    assert kept(page)["answers"] == {"lead_kind": "hospital"}
    choose(page, "unit_may_apply", "false")
    assert kept(page)["answers"]["unit_may_apply"] is False


# ---- storage that cannot be used ----


@pytest.mark.parametrize("how", FORBIDDEN)
def test_where_storage_is_forbidden_it_is_said_and_the_page_goes_on(form: Callable[..., Page], how: str) -> None:
    page = form()
    page.add_init_script(FORBIDDEN[how])
    page.reload()
    choose(page, "lead_kind", "state_organ")
    unfold(page)
    page.locator("[data-role=keep] + span").click()
    expect(page.locator(NOTICE)).to_contain_text("浏览器不允许本网站在这台设备上保存内容")
    expect(page.locator("[data-role=keep]")).not_to_be_checked()
    settle(page)
    assert set(shown_verdicts(page).values()) == {"ineligible", "not_open"}
    page.locator("[data-action=clear]").first.click()
    page.locator("dialog button[value=clear]").click()
    assert held(page) == {}


def test_storage_that_fills_up_is_said_in_view_and_leaves_no_older_copy(form: Callable[..., Page]) -> None:
    page = form()
    choose(page, "lead_kind", "hospital")
    keep(page)
    page.evaluate(FULL)
    reveal(page, "team_size")
    question(page, "team_size").locator("input[type=text]").press_sequentially("7")
    expect(page.locator(NOTICE)).to_contain_text("存储空间已满")
    expect(page.locator(NOTICE)).to_be_in_viewport()
    expect(question(page, "team_size").locator("input[type=text]")).to_be_focused()
    expect(question(page, "team_size").locator("input[type=text]")).to_be_in_viewport()
    assert own_keys(page) == []
    expect(page.locator("[data-role=keep]")).not_to_be_checked()
    assert held(page) == {"lead_kind": "hospital", "team_size": "7"}


# ---- two tabs ----


@pytest.fixture
def two(form: Callable[..., Page]) -> tuple[Page, Page]:
    """Two tabs with the same kept answers, and a change made in the first."""
    one = form()
    choose(one, "lead_kind", "hospital")
    keep(one)
    other = another_tab(one)
    expect(other.locator(NOTICE)).to_contain_text("已载入这台设备上保留的 1 个回答")
    choose(one, "lead_legal_entity", "true")
    expect(other.locator(OTHER_TAB)).to_be_visible()
    return one, other


def test_a_change_in_another_tab_is_announced_and_not_mixed_in(two: tuple[Page, Page]) -> None:
    one, other = two
    expect(other.locator("[data-role=announcer]")).to_contain_text("另一个标签页")
    assert held(other) == {"lead_kind": "hospital"}
    choose(other, "unit_may_apply", "true")
    assert kept(one)["answers"] == {"lead_kind": "hospital", "lead_legal_entity": True}, "nothing until it is decided"
    expect(one.locator(OTHER_TAB)).to_be_hidden()


def test_the_answers_of_the_other_tab_can_be_taken_over(two: tuple[Page, Page]) -> None:
    one, other = two
    other.locator("[data-answers=take-over]").click()
    expect(other.locator(NOTICE)).to_contain_text("已改用另一个标签页的 2 个回答")
    assert held(other) == held(one)
    expect(other.locator(OTHER_TAB)).to_be_hidden()
    choose(other, "unit_may_apply", "true")
    expect(one.locator(OTHER_TAB)).to_be_visible()


def test_one_can_go_on_with_the_answers_of_this_tab(two: tuple[Page, Page]) -> None:
    one, other = two
    other.locator("[data-answers=stay]").click()
    assert kept(other)["answers"] == {"lead_kind": "hospital"}
    assert held(one) == {"lead_kind": "hospital", "lead_legal_entity": "true"}
    expect(one.locator(OTHER_TAB)).to_be_visible()


def test_clearing_in_one_tab_deletes_the_copy_of_both(two: tuple[Page, Page]) -> None:
    one, other = two
    one.locator("[data-action=clear]").first.click()
    one.locator("dialog button[value=clear]").click()
    expect(other.locator(NOTICE)).to_contain_text("另一个标签页（窗口）已经删除了")
    expect(other.locator("[data-role=keep]")).not_to_be_checked()
    expect(other.locator(OTHER_TAB)).to_be_hidden()
    choose(other, "unit_may_apply", "true")
    assert kept(other) is None
    assert held(other) == {"lead_kind": "hospital", "unit_may_apply": "true"}


def test_a_tab_that_keeps_nothing_is_asked_once_and_stays_as_it_is(form: Callable[..., Page]) -> None:
    one = form()
    choose(one, "lead_kind", "hospital")
    other = another_tab(one)
    choose(other, "lead_kind", "other")
    keep(one)
    expect(other.locator(OTHER_TAB)).to_be_visible()
    other.locator("[data-answers=stay]").click()
    choose(one, "lead_legal_entity", "true")
    choose(other, "lead_legal_entity", "false")
    expect(other.locator(OTHER_TAB)).to_be_hidden()
    assert kept(other)["answers"] == {"lead_kind": "hospital", "lead_legal_entity": True}
    assert held(other) == {"lead_kind": "other", "lead_legal_entity": "false"}
    unfold(other)
    other.locator("[data-role=keep]").check()
    expect(other.locator(OTHER_TAB)).to_be_visible()
    assert kept(other)["answers"]["lead_kind"] == "hospital", "ticking does not overwrite what another tab keeps"


# ---- back to the page ----


@pytest.fixture
def cached(browser: Browser, address: str, edition: Edition) -> Iterator[Page]:
    """The form in a Chromium that keeps left pages as they are; Playwright switches that off otherwise."""
    kind = browser.browser_type
    path = chromium_path(kind.executable_path)
    with_cache = kind.launch(executable_path=path, args=QUIET, ignore_default_args=["--disable-back-forward-cache"])
    page = with_cache.new_context(locale="zh-CN", service_workers="block").new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("dialog", lambda dialog: dialog.accept())
    page.add_init_script(WATCH_WORKERS)
    page.goto(f"{address}{edition.id}/self-assessment/")
    yield page
    with_cache.close()


def away_and_back(page: Page, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Leave by a link and come back by the browser's button; the page must be the very same one."""
    page.evaluate("() => { globalThis.same = true }")
    page.goto(page.url.partition("#")[0].replace("self-assessment", "guide"))
    meanwhile()
    with page.expect_event("framenavigated"):
        page.evaluate("() => history.back()")
    page.wait_for_function("() => globalThis.same === true")


@pytest.mark.pyodide
def test_form_verdicts_and_checker_agree_after_coming_back(cached: Page, edition: Edition) -> None:
    fill_by_mouse(cached, edition, {"lead_kind": "state_organ"})
    before = shown_verdicts(cached)
    away_and_back(cached)
    assert held(cached) == {"lead_kind": "state_organ"}
    settle(cached)
    assert shown_verdicts(cached) == before
    choose(cached, "lead_kind", "enterprise")
    settle(cached)
    assert set(shown_verdicts(cached).values()) == {"undetermined", "ineligible", "not_open"}
    assert cached.evaluate("() => engines.length") == 1


@pytest.mark.pyodide
def test_a_download_that_was_cut_off_by_leaving_is_started_again(cached: Page) -> None:
    choose(cached, "lead_kind", "state_organ")
    cached.evaluate("() => engines[0].terminate()")  # a page whose requests wait for an answer is not kept at all
    cached.wait_for_function(
        "() => performance.getEntriesByType('resource').some(({ name }) => name.includes('texts.'))"
    )
    expect(cached.locator(ROOT)).to_have_attribute("data-status", "loading")
    away_and_back(cached)
    settle(cached)
    assert set(shown_verdicts(cached).values()) == {"ineligible", "not_open"}
    assert cached.evaluate("() => engines.length") == 2


def test_what_another_tab_did_to_the_copy_is_seen_after_coming_back(cached: Page) -> None:
    choose(cached, "lead_kind", "hospital")
    keep(cached)
    away_and_back(cached, lambda: cached.evaluate("() => localStorage.clear()"))
    expect(cached.locator(NOTICE)).to_contain_text("另一个标签页（窗口）已经删除了")
    expect(cached.locator("[data-role=keep]")).not_to_be_checked()


def test_a_checker_that_was_ended_meanwhile_is_started_again(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    page.add_init_script(WATCH_WORKERS)
    page.clock.install()
    page.reload()
    fill_by_mouse(page, edition, {"lead_kind": "state_organ"})
    before = shown_verdicts(page)
    page.evaluate("() => engines[0].terminate()")
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator("[data-role=panel]")).to_have_attribute("data-pending", "")
    page.clock.fast_forward(9000)
    settle(page)
    assert shown_verdicts(page) == before
    assert page.evaluate("() => engines.length") == 2
    expect(page.locator(ROOT)).to_have_attribute("data-status", "ready")
