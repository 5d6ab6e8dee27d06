"""A device whose clock is wrong by ten years: nothing is claimed that hangs on it without saying so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.support.answers import as_held, fragment, held, unfold
from tests.browser.support.form import answer, choose, receipt, settle, shown_verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition

ENTERPRISE = "aluminium-enterprise-all-met"
MORNING = "{year}-03-01T09:00:00+08:00"
BEHIND, AHEAD = -10, 10  # years
NOTICE = "[data-role=notice]"
SAID = {
    ("", BEHIND): ["现在是北京时间{year}年3月1日", "可能不准", "请以上面的时间为准"],
    ("", AHEAD): ["按这台设备的时钟，现在是北京时间{year}年3月1日，以上状态据此标出。"],
    ("en/", BEHIND): ["it is now 1 March {year} in Beijing", "may be wrong", "go by the times above"],
    ("en/", AHEAD): ["By this device’s clock it is now 1 March {year} in Beijing; what is closed"],
}
# The worker has a clock of its own, which Playwright does not reach.
WORKER_CLOCK = """
const Real = Date;
const off = Real.parse("%s") - Real.now();
globalThis.Date = class extends Real {
  constructor(...given) {
    super(...(given.length ? given : [Real.now() + off]));
  }
  static now() {
    return Real.now() + off;
  }
};
"""


@pytest.fixture(scope="module")
def enterprise(scenario_of: dict[str, Scenario]) -> Scenario:
    return scenario_of[ENTERPRISE]


@pytest.fixture
def at(visit: Callable[..., Page], edition: Edition) -> Callable[..., Page]:
    """Open a page on a device whose clock is some years off the edition's."""

    def open_page(path: str, years: int, **options: Any) -> Page:
        page = visit("about/", timezone_id="Asia/Shanghai", **options)
        address = page.url.replace("about/", path.format(year=edition.id))
        page.goto("about:blank")  # a page that runs would lose its timers with the clock
        set_clock(page, edition, years)
        page.goto(address)
        return page

    return open_page


def year_of(edition: Edition, years: int) -> int:
    return edition.deadlines[0].at.year + years


def set_clock(page: Page, edition: Edition, years: int) -> None:
    moment = MORNING.format(year=year_of(edition, years))
    page.clock.set_fixed_time(moment)

    def shifted(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=WORKER_CLOCK % moment + response.text())

    page.unroute_all()
    page.route("**/self-assessment/**/worker.js*", shifted)


@pytest.mark.parametrize(("lang", "years"), SAID)
@pytest.mark.parametrize("path", ["", "{year}/dates/"])
def test_the_dates_say_on_which_clock_they_rest(
    at: Callable[..., Page], edition: Edition, path: str, lang: str, years: int
) -> None:
    page = at(lang + path, years)
    for words in SAID[lang, years]:
        expect(page.locator(".deadlines__clock")).to_contain_text(words.format(year=year_of(edition, years)))
    states = page.locator(".deadline__state")
    expect(states).to_have_count(len(edition.deadlines))
    for state in states.all():
        if years == BEHIND:
            expect(state).to_be_hidden()
        else:
            expect(state).to_have_text("Closed" if lang else "已截止")
    shown = page.locator(".deadline time").all_inner_texts()
    for deadline, words in zip(edition.deadlines, shown, strict=True):
        for part in (str(deadline.at.year), str(deadline.at.day), f"{deadline.at:%H:%M}"):
            assert part in words


@pytest.mark.pyodide
def test_a_wrong_clock_changes_nothing_but_the_time_of_printing(
    at: Callable[..., Page], edition: Edition, enterprise: Scenario
) -> None:
    rest = set()
    for years in (BEHIND, 0, AHEAD):
        page = at("{year}/self-assessment/", years)
        answer(page, enterprise.answers)
        assert shown_verdicts(page) == enterprise.expected
        choose(page, "t06-d1")
        passed = page.locator("#preparation [data-role=passed]").first
        expect(passed).to_be_visible(visible=years == AHEAD)
        expect(passed).to_contain_text("按这台设备的时钟")
        page.locator("[data-step=verdicts] a").click()
        expect(page.locator("[data-role=summary] [data-part=near]")).to_contain_text("须改变")  # the advice is there
        sheet = receipt(page)
        first = edition.reference_date
        expect(sheet.locator("[data-row=reference]")).to_contain_text(f"{first.year}年{first.month}月{first.day}日")
        expect(sheet.locator("[data-row=printed]")).to_contain_text("设备的时钟")
        expect(sheet.locator("[data-row=printed]")).to_contain_text(f"{year_of(edition, years)}年3月1日")
        sheet.locator("[data-row=printed]").evaluate("row => row.remove()")
        rest.add(sheet.inner_text())
    assert len(rest) == 1


def test_answers_do_not_age(at: Callable[..., Page], edition: Edition) -> None:
    """What was kept, or put into a link, years ahead or behind by the clock, is there all the same."""
    given = {"lead_kind": "enterprise", "team_size": "7"}
    page = at("{year}/self-assessment/", AHEAD)
    answer(page, given)
    unfold(page)
    page.locator("[data-role=keep]").check()
    link = fragment(page, given)
    for years in (BEHIND, AHEAD):
        set_clock(page, edition, years)
        page.reload()
        settle(page)
        expect(page.locator(NOTICE)).to_contain_text(
            f"保留的 {len(given)} 个回答（按设备的时钟，{year_of(edition, AHEAD)}年3月1日"
        )
        assert held(page) == as_held(given)
    page = at("{year}/self-assessment/", BEHIND)
    page.evaluate("hash => { location.hash = hash }", link)
    expect(page.locator(NOTICE)).to_contain_text(f"已载入链接里的 {len(given)} 个回答")
    assert held(page) == as_held(given)
