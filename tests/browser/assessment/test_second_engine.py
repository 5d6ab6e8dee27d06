"""The main path in Firefox: found, answered by mouse, decided by Python in WebAssembly, checked, changed, cleared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PATIENCE_MS
from tests.browser.support.firefox import make_launcher
from tests.browser.support.form import expect_verdicts, fill_by_mouse, question, reveal, settle
from tests.browser.support.search_box import search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Playwright

    from build_scripts.content.edition import Edition
    from py_checker import Checker

HOSPITAL = "hospital-all-met"
WAY_BACK = {"zh": "回到检查回答", "en": "Back to checking my answers"}
READ = {"zh": "＝7人", "en": "= 7 people"}
SOME = 9  # answers of the English visitor: most tracks still wait for others


@pytest.fixture(scope="module")
def firefox(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    launcher = make_launcher(tmp_path_factory.mktemp("firefox"))
    running = playwright.firefox.launch(channel="moz-firefox", executable_path=launcher)
    yield running
    running.close()


@pytest.fixture
def page(firefox: Browser, address: str) -> Iterator[Page]:
    context = firefox.new_context(viewport=DESKTOP, locale="zh-CN", base_url=address)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert not errors


@pytest.fixture(scope="module")
def hospital(answers_of: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return answers_of[HOSPITAL]


def on_cpython(checker: Checker, edition: Edition, answers: dict[str, Any]) -> dict[str, str]:
    """What the same package says of the same answers outside the browser."""
    message = {"format": "baise-check", "version": 1, "kind": "assess", "edition": edition.id, "answers": answers}
    reply = json.loads(checker.respond(json.dumps(message)))
    return {track["track"]: track["verdict"] for track in reply["tracks"]}


@pytest.mark.pyodide
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_main_path_in_firefox(
    page: Page, edition: Edition, checker: Checker, hospital: dict[str, Any], lang: str
) -> None:
    answers = hospital if lang == "zh" else dict(list(hospital.items())[:SOME])
    page.goto("" if lang == "zh" else "en/")
    found = search(page, {"zh": "57周岁", "en": "lump-sum"}[lang])
    assert any({"zh": "n02-leader", "en": "type-10"}[lang] in url for url in found), found
    page.keyboard.press("Escape")
    page.locator(".door--check").click()

    fill_by_mouse(page, edition, answers)
    expect_verdicts(page, on_cpython(checker, edition, answers))
    reveal(page, "team_size")
    asked = question(page, "team_size")
    asked.locator("input[type=text]").fill("七")
    asked.locator("input[type=text]").blur()
    expect(asked.locator("[data-role=echo]")).to_have_text(READ[lang])
    answers = answers | {"team_size": "七"}

    page.locator("[data-step=check-answers] a").click()
    row = page.locator('[data-role=check] [data-row="hospital_grade_3a"]')
    row.locator("a").click()
    question(page, "hospital_grade_3a").locator('label:has(input[value="false"])').click()
    settle(page)
    answers |= {"hospital_grade_3a": False}
    expect_verdicts(page, on_cpython(checker, edition, answers))
    question(page, "hospital_grade_3a").get_by_role("link", name=WAY_BACK[lang]).click()
    expect(row).to_contain_text({"zh": "否", "en": "No"}[lang])

    page.locator("[data-step=verdicts] a").click()
    page.locator('[data-role=summary] [data-open-track="t10"]').click()
    entry = page.locator('details[data-track="t10"]')
    reason = entry.locator("[data-group=not_met] [data-clause=t10-unit] .sa-sentence")
    expect(reason).to_have_text(edition.clauses["t10-unit"].text.of(lang))
    expect(reason).to_be_in_viewport()
    expect(entry.locator(".sa-disclaimer")).to_be_visible()

    page.locator("[data-role=panel] [data-action=clear]").click()
    page.locator("dialog button[value=clear]").click()
    expect(page.locator("[data-track]")).to_have_count(0)
    expect(asked.locator("input[type=text]")).to_have_value("")
    assert page.locator("#self-assessment input:checked").count() == 0
