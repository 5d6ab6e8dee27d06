"""Checking the answers, going back and forth, what an answer has changed, the sheet, numbers read back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.support.form import ROOT, answer, fill_by_mouse, question, reveal, set_aside, settle, shown_verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from build_scripts.content.edition import Edition

ENTERPRISE = "aluminium-enterprise-all-met"


@pytest.fixture
def form(visit: Callable[..., Page], edition: Edition) -> Callable[..., Page]:
    return lambda lang="zh", **options: visit(
        f"{'' if lang == 'zh' else 'en/'}{edition.id}/self-assessment/", **options
    )


def type_number(page: Page, fact: str, typed: str) -> Locator:
    """Type into a number's field and leave it; return what is said under it."""
    reveal(page, fact)
    field = question(page, fact).locator("input[type=text]")
    field.fill(typed)
    field.blur()
    settle(page)
    return question(page, fact).locator("[data-role=echo]")


def check(page: Page) -> Locator:
    """Go to the check of the answers."""
    page.locator("[data-step=check-answers] a").click()
    place = page.locator("[data-role=check]")
    expect(place.locator("h2")).to_be_focused()
    return place


def row(page: Page, fact: str) -> Locator:
    return page.locator(f'[data-role=check] [data-row="{fact}"]')


def press(page: Page, target: Locator, by: str) -> None:
    if by == "mouse":
        target.click()
    else:
        target.focus()
        page.keyboard.press("Enter")


# ---- the check of the answers ----


def test_the_last_section_leads_to_the_check_and_the_check_to_the_results(
    form: Callable[..., Page], edition: Edition
) -> None:
    page = form()
    last = edition.questionnaire[-1].id
    page.locator(f"[data-step={last}] a").click()
    page.locator(f"#section-{last} [data-role=next]").click()
    expect(page.locator("[data-role=check] h2")).to_be_focused()
    expect(page.locator("[data-step=check-answers] a")).to_have_attribute("aria-current", "step")
    page.locator("[data-role=check] [data-role=next]").click()
    expect(page.locator("#verdicts")).to_be_focused()
    expect(page.locator("[data-step=verdicts] a")).to_have_attribute("aria-current", "step")
    expect(page.locator(f"#section-{last}")).to_be_hidden()


@pytest.mark.parametrize("started", [True, False], ids=["with verdicts", "before the checker"])
def test_the_check_is_shown_from_its_beginning(form: Callable[..., Page], edition: Edition, *, started: bool) -> None:
    page = form(size=PHONE)
    if started:
        fill_by_mouse(page, edition, {"lead_kind": "enterprise"})
    page.locator("[data-step=check-answers] a").click()
    page.locator("[data-role=check-list] [data-row=lead_kind]").wait_for()
    expect(page.locator("[data-role=check] h2")).to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_answer_is_listed_in_words(form: Callable[..., Page], edition: Edition, size: dict[str, int]) -> None:
    page = form(size=size)
    given = {
        "lead_kind": "enterprise",
        "rd_last_year": "一千二百万",
        "lead_founded": "2012-08-20",
        "site_in_baise": True,
    }
    fill_by_mouse(page, edition, given)
    reveal(page, "project_years")
    question(page, "project_years").locator("label:has([data-unknown])").click()
    settle(page)
    check(page)
    said = {"lead_kind": "企业", "rd_last_year": "1,200万元", "lead_founded": "2012年8月20日", "site_in_baise": "是",
            "project_years": "不清楚", "team_size": "未回答"}  # fmt: skip
    for fact, words in said.items():
        expect(row(page, fact)).to_contain_text(words)
    assert page.locator("[data-role=check] [data-row]").count() == len(edition.questions)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    boxes = [link.bounding_box() for link in page.locator("[data-role=check] .sa-rows .sa-go:visible").all()]
    assert boxes
    assert min(min(box["width"], box["height"]) for box in boxes) >= 44


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_an_answer_can_be_changed_and_the_visitor_returns_to_the_same_place(
    form: Callable[..., Page], answers_of: dict[str, dict[str, Any]], by: str
) -> None:
    page = form()
    answer(page, answers_of[ENTERPRISE])
    check(page)
    press(page, row(page, "team_size").locator("a"), by)
    box = question(page, "team_size")
    expect(box.locator("input[type=text]")).to_be_focused()
    way_back = box.get_by_role("link", name="回到检查回答")
    expect(way_back).to_be_visible()
    box.locator("input[type=text]").fill("１１")
    press(page, way_back, by)
    expect(row(page, "team_size").locator("a")).to_be_focused()
    expect(row(page, "team_size")).to_be_in_viewport()
    expect(row(page, "team_size")).to_contain_text("11人")
    expect(way_back).to_be_hidden()


def test_what_can_still_decide_stands_first_with_how_much(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    fill_by_mouse(page, edition, {"lead_kind": "enterprise"})
    check(page)
    needed = page.locator("[data-role=check-needed]")
    undetermined = [track for track, verdict in shown_verdicts(page).items() if verdict == "undetermined"]
    first = needed.locator("[data-needed]").first
    expect(first).to_contain_text(f"可影响 {len(undetermined)} 项结果")
    assert page.evaluate(
        "() => document.querySelector('[data-role=check-needed]').compareDocumentPosition("
        "document.querySelector('[data-role=check] [data-row]')) & Node.DOCUMENT_POSITION_FOLLOWING"
    )
    fact = first.get_attribute("data-needed")
    first.locator("a").click()
    expect(question(page, fact).locator("input").first).to_be_focused()


def test_a_complete_form_says_that_all_is_settled_and_why_questions_are_set_aside(
    form: Callable[..., Page], answers_of: dict[str, dict[str, Any]]
) -> None:
    page = form()
    answer(page, answers_of[ENTERPRISE])
    check(page)
    complete = page.locator("[data-role=check-complete]")
    expect(complete).to_contain_text("各项结果都已确定")
    expect(complete).to_contain_text("待回答")  # the results on the same screen count open clauses that decide nothing
    fold = page.locator("[data-role=check-aside]")
    assert set_aside(page, "joint_min_staff")
    expect(row(page, "joint_min_staff")).to_be_hidden()
    fold.locator("summary").click()
    expect(row(page, "joint_min_staff")).to_be_visible()
    expect(fold).to_contain_text("不会影响任何结果")


def test_answers_that_do_not_count_are_marked_and_listed_first(form: Callable[..., Page], edition: Edition) -> None:
    page = form("en")
    fill_by_mouse(page, edition, {"team_size": "5", "team_in_service": "6", "rd_last_year": "abc"})
    check(page)
    for fact, words in {"team_size": "5", "team_in_service": "6", "rd_last_year": "abc"}.items():
        expect(row(page, fact)).to_have_attribute("data-state", "faulty")
        expect(row(page, fact)).to_contain_text(words)
    page.locator("[data-role=check-problems] [data-answer=rd_last_year]").click()
    expect(question(page, "rd_last_year").locator("input[type=text]")).to_be_focused()
    expect(question(page, "rd_last_year").get_by_role("link", name="Back to checking my answers")).to_be_visible()


@pytest.mark.pyodide
def test_the_check_needs_no_checker(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    page.route("**/pyodide.asm.wasm*", lambda route: route.fulfill(status=404, body=""))
    question(page, "lead_kind").locator("label").first.click()
    expect(page.locator(ROOT)).to_have_attribute("data-status", "failed", timeout=60_000)
    check(page)
    expect(row(page, "lead_kind")).to_contain_text("企业")
    expect(page.locator("[data-role=check] [data-row]")).to_have_count(len(edition.questions))


def test_without_javascript_there_is_no_check(form: Callable[..., Page]) -> None:
    page = form(java_script_enabled=False)
    for part in ("[data-role=check]", "[data-step=check-answers]", "[data-step=verdicts]", "[data-role=bar]"):
        expect(page.locator(part)).to_be_hidden()


# ---- back and forth ----


def test_back_and_forward_go_through_the_steps_and_keep_every_answer(
    form: Callable[..., Page], edition: Edition
) -> None:
    page = form()
    fill_by_mouse(page, edition, {"lead_kind": "enterprise"})
    first, second = (section.id for section in edition.questionnaire[:2])
    page.locator(f"#section-{first} [data-role=next]").click()
    type_number(page, "rd_last_year", "三百万")
    check(page)
    row(page, "lead_kind").locator("a").click()
    expect(question(page, "lead_kind")).to_be_visible()
    page.locator("[data-step=verdicts] a").click()
    stops = [f"#section-{first}", "[data-role=check]", f"#section-{second}", f"#section-{first}"]
    for stop in stops:
        page.go_back()
        expect(page.locator(stop)).to_be_visible()
        expect(page.locator("section[data-current]")).to_have_count(1)
    expect(question(page, "lead_kind").locator("input:checked")).to_have_value("enterprise")
    for stop in [*stops[2::-1], "#verdicts"]:
        page.go_forward()
        expect(page.locator(stop)).to_be_visible()
    page.go_back()
    page.go_back()
    expect(row(page, "rd_last_year")).to_contain_text("300万元")
    assert "enterprise" not in page.url


def test_leaving_for_a_clause_in_the_same_tab_asks_first(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    fill_by_mouse(page, edition, {"lead_kind": "hospital"})
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    clause = page.locator(".sa-why a").first.get_attribute("href")
    page.evaluate("address => { location.href = address }", clause)
    page.wait_for_function("() => document.querySelector('[data-fact=lead_kind] input:checked')?.value === 'hospital'")
    assert asked == ["beforeunload"]
    assert "self-assessment" in page.url


# ---- what an answer has changed ----


def test_the_panel_says_what_the_last_answer_has_changed(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    changed = page.locator("[data-role=changed]")
    expect(changed).to_be_hidden()
    fill_by_mouse(page, edition, {"lead_kind": "enterprise"})
    verdicts = shown_verdicts(page)
    reveal(page, "rd_last_year")
    field = question(page, "rd_last_year").locator("input[type=text]")
    field.fill("50")
    field.blur()
    settle(page)
    later = shown_verdicts(page)
    failed = [track for track, verdict in later.items() if verdict == "ineligible" and verdicts[track] != verdict]
    expect(changed).to_contain_text("回答“上年度研发投入”之后")
    expect(changed).to_contain_text(f"新增不符合 {len(failed)} 项")
    assert [way.get_attribute("data-open-track") for way in changed.locator("[data-open-track]").all()] == failed
    changed.locator(f'[data-open-track="{failed[0]}"]').click()
    entry = page.locator(f'details[data-track="{failed[0]}"]')
    expect(entry.locator("[data-group=not_met] [data-clause]").first).to_be_visible()
    expect(entry.locator("summary").first).to_be_focused()
    reveal(page, "unit_may_apply")
    question(page, "unit_may_apply").locator("label").first.click()
    settle(page)
    expect(changed).to_contain_text("各项结果没有变化")
    expect(changed).to_contain_text(re.compile(r"新核对条款 \d+ 条"))
    reveal(page, "rd_last_year")
    field.fill("450")
    field.blur()
    settle(page)
    expect(changed).to_contain_text(f"重新变为信息不足 {len(failed)} 项")


def test_a_number_typed_key_by_key_is_one_answer(form: Callable[..., Page], answers_of: dict[str, Any]) -> None:
    page = form("en")
    answer(page, answers_of[ENTERPRISE])
    before = shown_verdicts(page)
    reveal(page, "rd_last_year")
    field = question(page, "rd_last_year").locator("input[type=text]")
    field.fill("")
    settle(page)
    for typed in ("9", "90"):
        field.fill(typed)
        settle(page)
    field.blur()
    settle(page)
    lost = [track for track, verdict in shown_verdicts(page).items() if verdict == "ineligible" != before[track]]
    changed = page.locator("[data-role=changed]")
    expect(changed).to_contain_text("After answering “R&D expenditure in the previous year”")
    expect(changed).to_contain_text(f"now not eligible: {len(lost)}")


# ---- the sheet of small screens ----


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_on_a_phone_the_results_open_as_a_sheet_over_the_form(
    form: Callable[..., Page], edition: Edition, by: str
) -> None:
    page = form(size=PHONE)
    fill_by_mouse(page, edition, {"lead_kind": "enterprise", "lead_registered_in_baise": True})
    reveal(page, "lead_founded")
    question(page, "lead_founded").locator("input[type=date]").fill("2025-01-01")
    question(page, "lead_founded").locator("input[type=date]").blur()
    settle(page)
    bar = page.get_by_role("button", name=re.compile(r"初步符合 0.*不符合 \d+.*看结果"))
    expect(bar).to_contain_text(re.compile(r"不符合＋\d+"))
    assert bar.bounding_box()["height"] >= 44
    place = page.evaluate("() => scrollY")
    press(page, bar, by)
    sheet = page.get_by_role("dialog", name="自测结果")
    expect(sheet).to_be_visible()
    expect(sheet.locator("#verdicts")).to_be_focused()
    sheet.locator("[data-role=changed] [data-open-track]").first.click()
    expect(sheet.locator("details[data-track][open] [data-clause]").first).to_be_visible()
    for _ in range(80):  # the keyboard stays in the sheet
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.matches('body, dialog *')")
    if by == "mouse":
        close = sheet.get_by_role("button", name="关闭")
        assert close.bounding_box()["height"] >= 44
        close.click()
    else:
        page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(bar).to_be_focused()
    expect(page.locator(".sa-layout > [data-role=panel]")).to_have_count(1)
    assert page.evaluate("() => scrollY") == place


def test_a_question_named_in_the_sheet_closes_it(form: Callable[..., Page], edition: Edition) -> None:
    page = form(size=PHONE)
    fill_by_mouse(page, edition, {"lead_kind": "enterprise"})
    page.locator("[data-action=open-sheet]").click()
    sheet = page.locator("dialog[data-role=sheet]")
    sheet.locator('details[data-track="t01-d1"] summary').first.click()
    sheet.locator('.sa-settle [data-answer="rd_last_year"]').click()
    expect(sheet).to_be_hidden()
    expect(question(page, "rd_last_year").locator("input[type=text]")).to_be_focused()
    page.locator("[data-action=open-sheet]").click()
    page.go_back()
    expect(sheet).to_be_hidden()
    expect(question(page, "lead_kind")).to_be_visible()


def test_where_there_are_no_dialogs_the_bar_leads_to_the_results(form: Callable[..., Page], edition: Edition) -> None:
    page = form(size=PHONE)
    page.add_init_script("delete HTMLDialogElement.prototype.showModal")
    page.reload()
    fill_by_mouse(page, edition, {"lead_kind": "enterprise"})
    page.locator("[data-action=open-sheet]").click()
    expect(page.locator("#verdicts")).to_be_focused()
    page.locator("[data-action=back]").click()
    expect(question(page, "lead_kind")).to_be_visible()


def test_the_sheet_does_not_move_where_motion_is_unwelcome(form: Callable[..., Page]) -> None:
    page = form(size=PHONE, reduced_motion="reduce")
    page.locator("[data-action=open-sheet]").click()
    assert page.locator("dialog[data-role=sheet]").evaluate("e => getComputedStyle(e).animationName") == "none"


# ---- numbers read back ----

READ = {"三百万": "＝300万元", "3000000元": "＝300万元", "１２００": "＝1,200万元", "12000": "＝12,000万元",
        "450": "", "1,200": "", "abc": ""}  # fmt: skip


def test_a_number_is_read_back_where_it_was_typed_otherwise(form: Callable[..., Page]) -> None:
    page = form()
    for typed, told in READ.items():
        expect(type_number(page, "rd_last_year", typed)).to_have_text(told)
    echo = type_number(page, "rd_last_year", "三百万")
    question(page, "rd_last_year").locator("input[type=text]").fill("三百万元")
    expect(echo).to_have_text("")  # not while it is being typed
    question(page, "rd_last_year").locator("input[type=text]").blur()
    expect(echo).to_have_text("＝300万元")
    described = question(page, "rd_last_year").locator("input[type=text]").get_attribute("aria-describedby")
    assert echo.get_attribute("id") in described.split()


def test_english_asks_in_the_unit_of_the_form_and_says_the_sum_in_its_own(form: Callable[..., Page]) -> None:
    page = form("en")
    spent = question(page, "rd_last_year")
    for typed, told in {"180": "= CNY 1.8 million", "1,200": "= CNY 12 million", "0.5": "= CNY 5,000"}.items():
        expect(type_number(page, "rd_last_year", typed)).to_have_text(told)
        assert spent.locator("input[type=text]").input_value() == typed, "what was typed is never changed"
    expect(spent.locator(".sa-unit")).to_have_text("in units of CNY 10,000 (万元)")


def test_the_findings_quote_what_was_understood(form: Callable[..., Page], answers_of: dict[str, Any]) -> None:
    page = form("en")
    answer(page, answers_of[ENTERPRISE] | {"rd_last_year": "一千二百万"})
    page.locator('details[data-track="t01-d1"] summary').first.click()
    page.locator('details[data-track="t01-d1"] [data-group=met] > summary').click()
    used = page.locator('[data-track="t01-d1"] [data-clause=t01-d1-rd] .sa-used')
    expect(used).to_contain_text("CNY 12 million")
