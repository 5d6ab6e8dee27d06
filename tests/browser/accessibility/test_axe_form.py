"""axe finds nothing in any state of the self-assessment, in both languages, themes and sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.support.answers import fragment, unfold
from tests.browser.support.axe import SIZES, faults_in
from tests.browser.support.form import ROOT, START_MS, answer, choose, question, reveal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from build_scripts.content.edition import Edition

ENTERPRISE = "aluminium-enterprise-team-of-seven"
FORM, PANEL = "[data-role=form]", "[data-role=panel]"
NEWS = """() => { document.documentElement.dataset.news = "update";
  document.querySelector("#offline [role=status]").replaceChildren(
  document.querySelector("#offline template[data-news=update]").content.cloneNode(true)) }"""


@pytest.fixture(scope="module")
def applicant(answers_of: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return answers_of[ENTERPRISE]


@pytest.fixture
def form(visit: Callable[..., Page], edition: Edition) -> Callable[..., Page]:
    return lambda lang, size=DESKTOP: visit(f"{lang}{edition.id}/self-assessment/", size=size)


@pytest.mark.parametrize(("lang", "size"), [("", "desktop"), ("en/", "phone")], ids=["zh-desktop", "en-phone"])
def test_axe_finds_nothing_in_any_state(form: Callable[..., Page], applicant, lang: str, size: str) -> None:
    """Each state in both themes; those that fill the page in both sizes."""
    page = form(lang, SIZES[size])
    found: dict[str, list[str]] = {}
    for state, within in _states(page, applicant, phone=size == "phone"):
        whole = within is None
        found[state] = faults_in(page, within, sizes=SIZES if whole else [size])
        if whole:
            page.set_viewport_size(SIZES[size])
    assert not {state: lines for state, lines in found.items() if lines}
    assert len(found) == 12 + (size == "phone")


def _states(page: Page, applicant: dict[str, Any], *, phone: bool) -> Iterator[tuple[str, str | None]]:
    """Lead the page through its states; yields the name of each while it stands, and the part to look at.

    Behind a dialog the page is as it was.
    """
    unfold(page)
    unfold(page, "examples")
    answer(page, dict(list(applicant.items())[: len(applicant) // 2]))
    page.locator("[data-fact]:visible details summary").first.click()
    yield "half filled in, the answers' own section and a reason unfolded", None

    for role, opener in (("clear", ".sa-answers [data-action=clear]"), ("replace", "[data-role=example-list] button")):
        page.locator(opener).first.click()
        yield from _dialog(page, role)

    answer(page, {"team_size": "5", "team_in_service": "6", "rd_last_year": "abc"})
    for fact in ("rd_last_year", "team_in_service"):
        reveal(page, fact)
        expect(question(page, fact).locator("[data-role=problem]")).not_to_have_text("")
        yield f"an error at {fact}", FORM
    page.locator("[data-step=check-answers] a").click()
    expect(page.locator("[data-role=check-problems]")).to_be_visible()
    yield "answers checked, with errors", None
    if phone:
        page.locator("[data-action=open-sheet]").click()
        yield from _dialog(page, "sheet")

    answer(page, applicant | {"rd_last_year": 180, "grant_requested": 20})
    yield "answers checked, complete", FORM
    page.locator("[data-step=verdicts] a").click()
    yield "results", PANEL
    for verdict in ("ineligible", "eligible"):
        page.locator(f"[data-track][data-verdict={verdict}] > summary").first.click()
    advice = page.locator("[data-track][open] [data-group=advice]").first
    expect(advice).to_have_attribute("data-state", "known", timeout=START_MS)
    for fold in page.locator("[data-track][open] .sa-track__body details > summary").all():
        fold.click()
    yield "results unfolded, with advice", None

    for track in ("t01-d1", "t06-d1"):
        choose(page, track)
    page.locator("[data-action=add-project]").click()
    answer(page, applicant)
    choose(page, "t07")
    for fold in page.locator("#preparation details:visible > summary").all():
        fold.click()
    page.locator("#preparation [data-role=portfolio]").wait_for()
    yield "preparation of three applications of two projects", "#preparation"
    page.locator("[data-action=drop-project]").last.click()
    yield from _dialog(page, "drop")
    page.evaluate("() => { document.querySelector('[data-role=other-tab]').hidden = false }")
    page.evaluate(NEWS)
    yield "news of an update and of another tab", "#offline, [data-role=other-tab]"


def _dialog(page: Page, role: str) -> Iterator[tuple[str, str]]:
    dialog = f"dialog[data-role={role}]"
    expect(page.locator(dialog)).to_be_visible()
    yield f"dialog {role}", dialog
    page.keyboard.press("Escape")
    expect(page.locator(dialog)).to_be_hidden()


@pytest.mark.parametrize("lang", ["", "en/"])
def test_axe_finds_nothing_where_answers_come_by_a_link(form: Callable[..., Page], lang: str) -> None:
    page = form(lang)
    link = fragment(page, {"lead_kind": "hospital", "rd_last_year": "abc"}, content="0" * 12)
    address = page.url
    page.goto("about:blank")
    page.goto(address + link)
    expect(page.locator("[data-role=notice]")).to_be_visible()
    assert not faults_in(page, "[data-role=notice]")


@pytest.mark.pyodide
@pytest.mark.parametrize("lang", ["", "en/"])
def test_axe_finds_nothing_where_the_checker_fails_or_cannot_run(form: Callable[..., Page], lang: str) -> None:
    page = form(lang, PHONE)
    page.route("**/pyodide.asm.wasm*", lambda route: route.fulfill(status=404, body=""))
    question(page, "lead_kind").locator("label").first.click()
    expect(page.locator(ROOT)).to_have_attribute("data-status", "failed", timeout=START_MS)
    found = faults_in(page, PANEL)
    page.on("dialog", lambda dialog: dialog.accept())  # the answer would be lost
    page.add_init_script("delete globalThis.WebAssembly")
    page.reload()
    expect(page.locator(ROOT)).to_have_attribute("data-reason", "unsupported")
    assert not found + faults_in(page, sizes=["phone"])
