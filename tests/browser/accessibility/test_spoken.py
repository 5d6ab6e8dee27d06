"""What a screen reader is given to say: the change of verdicts, once, in full, also over an open sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.support.form import ROOT, answer, fill_by_mouse, question, reveal, settle, shown_verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from build_scripts.content.edition import Edition, Site

# Every text that a live region takes on, if a screen reader can hear it: not behind an open dialog, not hidden.
LISTEN = """() => {
  const LIVE = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";
  globalThis.spoken = [];
  new MutationObserver((changes) => {
    for (const region of new Set(changes.map(({ target }) => (target.closest ?? (() => null)).call(target, LIVE)))) {
      const dialog = [...document.querySelectorAll("dialog:modal")].at(-1);
      const words = region?.textContent.trim();
      if (!words || !region.checkVisibility() || (dialog && !dialog.contains(region))) continue;
      globalThis.spoken.push(words);
    }
  }).observe(document, { childList: true, subtree: true, characterData: true });
}"""


@pytest.fixture
def heard(visit: Callable[..., Page], edition: Edition) -> Callable[..., Page]:
    def open_form(lang: str = "", **options: object) -> Page:
        page = visit(f"{lang}{edition.id}/self-assessment/", **options)
        page.evaluate(LISTEN)
        return page

    return open_form


def spoken(page: Page) -> list[str]:
    return page.evaluate("() => globalThis.spoken")


def expect_spoken(page: Page, wanted: str) -> None:
    page.wait_for_function("wanted => globalThis.spoken.some((words) => words.includes(wanted))", arg=wanted)


def count_said(site: Site, page: Page, verdict: str, lang: str = "zh") -> str:
    """What is said of the number of tracks that have this verdict."""
    words = site.interface[lang]["self_assessment"]
    n = list(shown_verdicts(page).values()).count(verdict)
    return words["panel"]["announce_count"].format(verdict=words["verdicts"][verdict]["name"], n=n)


@pytest.mark.parametrize("lang", ["", "en/"], ids=["zh", "en"])
def test_the_change_of_verdicts_is_spoken_in_full_and_briefly(
    heard: Callable[..., Page], site: Site, edition: Edition, lang: str
) -> None:
    page = heard(lang)
    fill_by_mouse(page, edition, {"lead_kind": "enterprise"})
    code = "en" if lang else "zh"
    expect_spoken(page, count_said(site, page, "undetermined", code))
    assert len(spoken(page)) <= 4, "loading, starting, ready, the counts"
    said = len(spoken(page))
    page.locator('[data-fact=lead_kind] input[value="state_organ"]').check()
    settle(page)
    for verdict in ("ineligible", "undetermined"):
        expect_spoken(page, count_said(site, page, verdict, code))
    assert len(spoken(page)) == said + 1, "one answer, one announcement"


def test_many_answers_at_once_are_one_announcement_with_all_that_changed(
    heard: Callable[..., Page], site: Site, edition: Edition
) -> None:
    """Whoever answers faster than it is spoken hears in the end how all of it stands."""
    page = heard()
    fill_by_mouse(page, edition, {"lead_kind": "enterprise"})
    expect_spoken(page, count_said(site, page, "undetermined"))
    said = len(spoken(page))
    before = shown_verdicts(page)
    for day in ("2025-01-01", "2012-01-01", "2025-01-02"):
        answer(page, {"lead_founded": day})
    answer(page, {"unit_may_apply": True})
    after = shown_verdicts(page)
    for verdict in set(after.values()):
        if list(before.values()).count(verdict) != list(after.values()).count(verdict):
            expect_spoken(page, count_said(site, page, verdict))
    assert len(spoken(page)) <= said + 4


def test_what_is_the_same_again_is_not_spoken(heard: Callable[..., Page], site: Site, edition: Edition) -> None:
    page = heard()
    fill_by_mouse(page, edition, {"lead_kind": "enterprise"})
    expect_spoken(page, count_said(site, page, "undetermined"))
    said = spoken(page)
    for value in ("true", "false", "true"):
        page.locator(f'[data-fact=lead_legal_entity] input[value="{value}"]').check()
        settle(page)
    before = shown_verdicts(page)
    answer(page, {"team_size": 10})
    assert shown_verdicts(page) == before
    answer(page, {"lead_kind": "state_organ"})
    expect_spoken(page, count_said(site, page, "ineligible"))
    assert len(spoken(page)) <= len(said) + 3
    assert all(one != other for one, other in zip(spoken(page), spoken(page)[1:], strict=False))


def test_the_verdicts_are_heard_while_the_sheet_is_open(heard: Callable[..., Page], site: Site) -> None:
    """The sheet is opened while the checker starts: what comes then is spoken inside it, behind it nothing."""
    page = heard(size=PHONE)
    question(page, "lead_kind").locator("label").first.click()
    page.locator("[data-action=open-sheet]").click()
    expect(page.locator("dialog[data-role=sheet]")).to_be_visible()
    settle(page)
    expect_spoken(page, count_said(site, page, "undetermined"))
    assert len(spoken(page)) <= 4
    region = page.get_by_role("dialog").get_by_role("status")
    expect(region).to_contain_text(count_said(site, page, "undetermined"))
    page.locator("dialog[data-role=sheet] [data-action=clear]").click()
    page.locator("dialog[data-role=clear] button[value=clear]").click()
    expect_spoken(page, site.interface["zh"]["self_assessment"]["clear"]["done"])


def test_two_announcements_at_the_same_moment_are_both_heard(heard: Callable[..., Page], edition: Edition) -> None:
    page = heard()
    fill_by_mouse(page, edition, {"lead_kind": "enterprise"})
    page.locator("[data-track=t01-d1] > summary").click()
    page.locator("[data-track=t06-d1] > summary").click()
    page.locator("[data-track=t01-d1] [data-action=choose]").wait_for()
    page.evaluate(
        "() => { for (const track of ['t01-d1', 't06-d1'])"
        " document.querySelector(`[data-track=${track}] [data-action=choose]`).click() }"
    )
    page.wait_for_function("() => globalThis.spoken.filter((words) => /项目类型[16]/.test(words)).length >= 2")
    named = [found[0] for words in spoken(page) if (found := re.search(r"项目类型[16]", words))]
    assert named == ["项目类型1", "项目类型6"]


@pytest.mark.pyodide
def test_a_failure_is_spoken(heard: Callable[..., Page], site: Site) -> None:
    page = heard()
    page.route("**/pyodide.asm.wasm*", lambda route: route.fulfill(status=404, body=""))
    question(page, "lead_kind").locator("label").first.click()
    expect(page.locator(ROOT)).to_have_attribute("data-status", "failed", timeout=60_000)
    expect_spoken(page, site.interface["zh"]["self_assessment"]["status"]["failed"])


def test_a_problem_is_spoken_at_its_question(heard: Callable[..., Page]) -> None:
    page = heard()
    reveal(page, "rd_last_year")
    box = question(page, "rd_last_year")
    box.locator("input[type=text]").fill("abc")
    box.locator("input[type=text]").blur()
    expect(box.locator("[data-role=problem]")).not_to_have_text("", timeout=60_000)
    expect_spoken(page, box.locator("[data-role=problem]").inner_text())


@pytest.mark.parametrize("path", ["{year}/type-06/", "{year}/notice/requirements/"])
@pytest.mark.parametrize("lang", ["", "en/"], ids=["zh", "en"])
def test_no_sign_is_read_after_a_heading(visit: Callable[..., Page], edition: Edition, path: str, lang: str) -> None:
    """Material's ¶ is for the mouse; the same links stand in the page's table of contents."""
    page = visit(lang + path.format(year=edition.id))
    headings = page.locator("article :is(h1, h2, h3):has(.headerlink)")
    assert headings.count() > 3
    for heading in headings.all():
        expect(heading).not_to_have_accessible_name(re.compile("¶"))
        expect(heading.locator(".headerlink")).to_be_hidden()
    heading = headings.nth(1)
    contents = page.locator(".md-sidebar--secondary a").evaluate_all("links => links.map((link) => link.hash)")
    assert heading.locator(".headerlink").evaluate("link => link.hash") in contents
    heading.hover()
    expect(heading.locator(".headerlink")).to_be_visible()
