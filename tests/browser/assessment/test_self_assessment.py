"""The self-assessment as a page: private, clearable, honest when it fails, whole without JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.support.form import (
    ROOT,
    START_MS,
    fill_by_mouse,
    question,
    reveal,
    set_aside,
    settle,
    shown_verdicts,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from build_scripts.content.edition import Edition


@pytest.fixture
def form(visit: Callable[..., Page], edition: Edition) -> Callable[..., Page]:
    return lambda lang="", **options: visit(f"{lang}{edition.id}/self-assessment/", **options)


@pytest.mark.pyodide
def test_python_starts_when_the_form_is_touched_and_not_before(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    page.wait_for_load_state("networkidle")
    expect(page.locator(ROOT)).to_have_attribute("data-status", "idle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    question(page, "lead_kind").locator("label").first.click()
    settle(page)
    assert [url for url in asked if "/pyodide.asm.wasm" in url]
    assert not [url for url in asked if "127.0.0.1" not in url]
    assert len(shown_verdicts(page)) == len(edition.tracks)


@pytest.mark.pyodide
def test_no_answer_leaves_the_page(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    fill_by_mouse(page, edition, {"lead_kind": "enterprise"})
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method + " " + request.url))
    fill_by_mouse(page, edition, {"rd_last_year": "987.6543", "lead_founded": "2001-02-03"})
    settle(page)
    asked = [line for line in asked if "favicon" not in line]  # the browser's own, at a time of its choosing
    assert not asked, "nothing is asked of anybody once the checker runs"
    places = "[{...localStorage}, {...sessionStorage}, document.cookie, location.href]"
    stored = page.evaluate(f"() => JSON.stringify({places})")
    assert "987" not in stored
    assert "lead_kind" not in stored


def test_clear_clears_everything(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    fill_by_mouse(page, edition, {"lead_kind": "state_organ", "lead_founded": "2001-02-03", "rd_last_year": "5"})
    assert "ineligible" in shown_verdicts(page).values()
    page.locator("[data-role=panel] [data-action=clear]").click()
    page.locator("dialog button[value=clear]").click()
    expect(page.locator("[data-track]")).to_have_count(0)
    assert page.evaluate("() => document.querySelectorAll('#self-assessment input:checked').length") == 0
    expect(question(page, "lead_founded").locator("input[type=date]")).to_have_value("")
    expect(question(page, "rd_last_year").locator("input[type=text]")).to_have_value("")
    assert page.locator("[data-fact][data-problem]").count() == 0
    page.reload()
    assert page.evaluate("() => document.querySelectorAll('#self-assessment input:checked').length") == 0


def test_clear_can_be_called_off(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    fill_by_mouse(page, edition, {"lead_kind": "state_organ"})
    page.locator("[data-role=panel] [data-action=clear]").click()
    page.locator('dialog[data-role=clear] button[value=""]').click()
    assert set(shown_verdicts(page).values()) == {"ineligible", "not_open"}


def test_questions_that_cannot_matter_are_set_aside_and_come_back(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    fill_by_mouse(page, edition, {"lead_kind": "enterprise", "rd_last_year": "250"})
    assert not set_aside(page, "matching_funds")
    reveal(page, "lead_kind")
    page.locator('[data-fact=lead_kind] input[value="university"]').check()
    settle(page)
    assert set_aside(page, "rd_last_year")
    assert set_aside(page, "matching_funds")
    page.locator('[data-fact=lead_kind] input[value="enterprise"]').check()
    settle(page)
    assert not set_aside(page, "rd_last_year")
    expect(question(page, "rd_last_year").locator("input[type=text]")).to_have_value("250")


def test_questions_for_the_checklist_are_never_set_aside(form: Callable[..., Page], edition: Edition) -> None:
    """They cannot change a verdict, settled or not; that is no reason to put them away, answered or not."""
    [section] = [item for item in edition.questionnaire if item.id == "preparation"]
    asked = [item.fact.id for item in section.questions]
    page = form()
    fill_by_mouse(page, edition, {"lead_kind": "state_organ", "county_funded": True})
    assert set(shown_verdicts(page).values()) == {"ineligible", "not_open"}
    assert set_aside(page, "rd_last_year")
    reveal(page, asked[0])
    place = page.locator("#section-preparation")
    expect(place.locator("[data-role=questions] [data-fact]")).to_have_count(len(asked))
    assert [item.get_attribute("data-fact") for item in place.locator("[data-fact]").all()] == asked
    for fact in asked:
        expect(question(page, fact)).to_be_visible()
    expect(place.locator("[data-role=aside]")).to_be_hidden()
    page.emulate_media(media="print")
    for fact in asked:
        expect(question(page, fact).locator(".sa-sources")).to_contain_text("申报须知")


BAD = {"rd_last_year": "abc", "team_size": "3.5", "lead_founded": "2999-01-01", "grant_requested": "1" + "0" * 30}


@pytest.mark.parametrize(("fact", "answer"), BAD.items())
@pytest.mark.parametrize("lang", ["", "en/"])
def test_a_bad_answer_gets_a_message_at_its_question(
    form: Callable[..., Page], fact: str, answer: str, lang: str
) -> None:
    page = form(lang)
    reveal(page, fact)
    box = question(page, fact)
    box.locator("input:not([type=checkbox])").fill(answer)
    box.locator("input:not([type=checkbox])").blur()
    expect(box.locator("[data-role=problem]")).not_to_have_text("", timeout=START_MS)
    expect(box.locator("input:not([type=checkbox])")).to_have_attribute("aria-invalid", "true")
    assert set(shown_verdicts(page).values()) == {"undetermined", "not_open"}
    box.locator("input:not([type=checkbox])").fill("")
    expect(box.locator("[data-role=problem]")).to_have_text("")


def test_a_share_above_the_whole_is_told_at_the_question(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    fill_by_mouse(page, edition, {"team_size": "5", "team_in_service": "6"})
    law = next(law for law in edition.laws if law.at == "team_in_service")
    told = law.message.zh.format(team_size="5", team_in_service="6")
    expect(question(page, "team_in_service").locator("[data-role=problem]")).to_have_text(told)


@pytest.mark.pyodide
@pytest.mark.parametrize("missing", ["**/pyodide.asm.wasm*", "**/python.zip*", "**/rulebook.json*", "**/runtime.json*"])
def test_a_missing_file_is_said_and_the_form_lives_on(form: Callable[..., Page], missing: str) -> None:
    page = form()
    page.route(missing, lambda route: route.fulfill(status=404, body=""))
    question(page, "lead_kind").locator("label").first.click()
    expect(page.locator(ROOT)).to_have_attribute("data-status", "failed", timeout=START_MS)
    expect(page.locator("[data-role=status] [data-when=failed]")).to_be_visible()
    expect(page.locator("[data-role=status] [data-action=print]")).to_be_visible()
    expect(question(page, "lead_kind").locator("input").first).to_be_checked()
    page.unroute(missing)
    page.locator("[data-action=retry]").click()
    settle(page)


def test_without_webassembly_the_visitor_is_told_at_once(form: Callable[..., Page]) -> None:
    page = form()
    page.add_init_script("delete globalThis.WebAssembly")
    page.reload()
    question(page, "lead_kind").locator("label").first.click()
    expect(page.locator(ROOT)).to_have_attribute("data-status", "failed")
    expect(page.locator("p[data-reason=unsupported]")).to_be_visible()


@pytest.mark.parametrize("lang", ["", "en/"])
def test_without_javascript_the_form_is_a_whole_checklist(
    form: Callable[..., Page], edition: Edition, lang: str
) -> None:
    page = form(lang, java_script_enabled=False, size=PHONE)
    assert page.locator("[data-fact]").count() == len(edition.questions)
    for fact, item in edition.questions.items():
        words = item.question.of("en" if lang else "zh")
        expect(question(page, fact)).to_contain_text(words)
        expect(question(page, fact)).to_be_visible()
        assert question(page, fact).locator("input").count() >= 2
    expect(page.locator(".sa-noscript:not(.sa-too-old)")).to_be_visible()
    expect(page.locator(".sa-too-old")).to_be_hidden()
    expect(page.locator("[data-role=panel]")).to_be_hidden()


def test_the_checklist_prints(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    page.emulate_media(media="print")
    for fact in edition.questions:
        expect(question(page, fact)).to_be_visible()
    assert len(page.pdf(format="A4")) > 20_000


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_is_wider_than_the_screen(form: Callable[..., Page], edition: Edition, width: int) -> None:
    page = form(size={"width": width, "height": 800})
    fill_by_mouse(page, edition, {"lead_kind": "enterprise"})
    page.locator('[data-track="t01-d1"] summary').first.click()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_answers_are_texts_and_never_markup(form: Callable[..., Page]) -> None:
    page = form()
    reveal(page, "rd_last_year")
    hostile = "<img src=x onerror=document.title='owned'>"
    box = question(page, "rd_last_year")
    box.locator("input[type=text]").fill(hostile)
    box.locator("input[type=text]").blur()
    expect(box.locator("[data-role=problem]")).to_contain_text(re.compile("<img"), timeout=START_MS)
    assert page.title() != "owned"
    assert page.locator("[data-role=problem] img").count() == 0
