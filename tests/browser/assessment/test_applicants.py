"""Three applicants go through the form, by mouse and by keyboard, to the right verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.support.form import expect_verdicts, fill_by_keyboard, fill_by_mouse, question

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition

APPLICANTS = {
    "aluminium-enterprise-all-met": ("t01-d1", "eligible", "t01-d1-rd"),
    "hospital-all-met": ("t10", "eligible", "t10-unit"),
    "out-of-city-university-with-partner": ("t07", "conditional", "n01-unit-2-registered"),
}
# One of each applicant has Python in the browser decide.
SITUATIONS = [
    pytest.param("zh", "mouse", PHONE, marks=pytest.mark.pyodide),
    ("zh", "keyboard", DESKTOP),
    ("en", "mouse", DESKTOP),
    ("en", "keyboard", PHONE),
]


@pytest.mark.parametrize(("lang", "means", "size"), SITUATIONS, ids=lambda value: str(value)[:12])
@pytest.mark.parametrize("name", APPLICANTS)
def test_an_applicant_reaches_the_right_verdicts(
    visit: Callable[..., Page],
    edition: Edition,
    scenario_of: dict[str, Scenario],
    name: str,
    lang: str,
    means: str,
    size,
) -> None:
    prefix = "" if lang == "zh" else "en/"
    page = visit(f"{prefix}{edition.id}/self-assessment/", size=size)
    scenario = scenario_of[name]
    if means == "mouse":
        fill_by_mouse(page, edition, scenario.answers)
    else:
        fill_by_keyboard(page, scenario.answers)
    expect_verdicts(page, scenario.expected)

    track, verdict, clause = APPLICANTS[name]
    entry = page.locator(f'[data-track="{track}"]')
    expect(entry).to_have_attribute("data-verdict", verdict)
    entry.locator("summary").first.click()
    finding = entry.locator(f'[data-clause="{clause}"]')
    expect(finding.locator(".sa-sentence")).to_have_text(edition.clauses[clause].text.of(lang))
    link = finding.locator(f'a[href$="#{clause}"]')
    expect(link).to_have_count(1)
    expect(entry.locator(".sa-disclaimer")).to_be_visible()
    entry.evaluate("entry => entry.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    with page.context.expect_page() as opened:
        link.click()
    sentence = opened.value.locator(f"#{clause}")
    expect(sentence).to_be_in_viewport()
    expect(sentence).to_contain_text(edition.clauses[clause].text.of(lang))
    lit = sentence.evaluate("e => getComputedStyle(e).backgroundColor")
    assert lit not in ("rgba(0, 0, 0, 0)", "transparent"), "the sentence lights up"


def test_every_open_question_links_to_where_it_is_answered(visit: Callable[..., Page], edition: Edition) -> None:
    page = visit(f"{edition.id}/self-assessment/")
    fill_by_mouse(page, edition, {"lead_kind": "enterprise"})
    entry = page.locator('[data-track="t01-d1"]')
    entry.locator("summary").first.click()
    entry.locator('.sa-settle [data-answer="rd_last_year"]').click()
    expect(question(page, "rd_last_year").locator("input").first).to_be_focused()
