"""Why, and what would change it: counts in words, what was measured against, the smallest changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.support.form import START_MS, WATCH_WORKERS, answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from build_scripts.content.edition import Edition


@pytest.fixture
def applicant(
    visit: Callable[..., Page], edition: Edition, answers_of: dict[str, dict[str, Any]]
) -> Callable[..., Page]:
    def open_form(name: str, lang: str = "zh", size: dict[str, int] = PHONE, **changed: Any) -> Page:
        page = visit(f"{'' if lang == 'zh' else 'en/'}{edition.id}/self-assessment/", size=size)
        page.add_init_script(WATCH_WORKERS)
        page.reload()
        answer(page, answers_of[name] | changed)
        return page

    return open_form


def opened(page: Page, track: str) -> Locator:
    entry = page.locator(f'details[data-track="{track}"]')
    entry.locator("summary").first.click()
    return entry


def advice_of(entry: Locator) -> Locator:
    place = entry.locator("[data-group=advice]")
    expect(place).to_have_attribute("data-state", "known", timeout=START_MS)
    return place


SHORT_OF_MONEY = {
    "zh": ["上年度研发投入还差120万元（现为180万元，须达到300万元）", "下一年度申报", "初步符合", "如实填写"],
    "en": [
        (
            "R&D expenditure in the previous year: short by CNY 1.2 million "
            "(now CNY 1.8 million, must reach CNY 3 million)"
        ),
        "different in the next one",
        "provisionally eligible",
        "truthfully",
    ],
}


@pytest.mark.parametrize("lang", SHORT_OF_MONEY)
def test_an_enterprise_sees_how_much_it_is_short_of(applicant: Callable[..., Page], lang: str) -> None:
    page = applicant("aluminium-enterprise-all-met", lang, rd_last_year=180)
    entry = opened(page, "t01-d1")
    for words in SHORT_OF_MONEY[lang]:
        expect(advice_of(entry)).to_contain_text(words)
    expect(advice_of(entry).locator("[data-change]")).to_have_count(1)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    answer(page, {"rd_last_year": 300})
    expect(entry).to_have_attribute("data-verdict", "eligible")
    expect(entry.locator("[data-group=advice]")).to_have_count(0)


def test_a_hospital_sees_what_the_change_is_and_which_questions_follow(applicant: Callable[..., Page]) -> None:
    page = applicant("hospital-all-met")
    change = advice_of(opened(page, "t02-d1")).locator("[data-change=ai_results]")
    expect(change).to_contain_text("人工智能领域的科研成果：由“否”变为“是”")
    follow = advice_of(opened(page, "t04-d2"))
    expect(follow.locator("[data-change=lead_platform_built]").first).to_contain_text("由“没有”变为“市级”")
    follow = advice_of(opened(page, "t02-d3"))
    expect(follow.locator("[data-change=joint_count]")).to_contain_text("1个")
    follow.locator("[data-answer=joint_agreement]").click()
    expect(page.locator("[data-fact=joint_agreement] input").first).to_be_focused()


def test_where_no_change_helps_the_page_says_so(applicant: Callable[..., Page]) -> None:
    page = applicant("out-of-city-university-alone")
    none = advice_of(opened(page, "t01-d1"))
    expect(none.locator("[data-role=no-way]")).to_contain_text("没有找到可行的调整办法")
    way = advice_of(opened(page, "t07"))
    expect(way.locator("[data-role=reaches]")).to_contain_text("可能符合")


def test_the_counts_in_words_are_those_of_the_findings(applicant: Callable[..., Page]) -> None:
    page = applicant("aluminium-enterprise-no-strength", rd_last_year=180, grant_requested="x", county_funded=False)
    entry = opened(page, "t01-d1")
    sentence = entry.locator("[data-role=counts]").inner_text()
    words = {"met": "符合", "not_met": "不符合", "open": "待回答", "doubtful": "须核实", "not_applicable": "不适用"}
    found = {
        group: entry.locator(f"[data-clause][data-outcome={group}]:not([data-kind=preferred])").count()
        for group in words
    }
    weak = entry.locator("[data-clause][data-outcome=not_met][data-kind=in_principle]").count()
    found |= {"not_met": found["not_met"] - weak, "in_principle": weak}
    assert weak > 0, "what is asked in principle only is counted apart"
    words["in_principle"] = "原则性要求不符合"
    said = {group: re.search(rf"[：，]{word} (\d+) 项", sentence) for group, word in words.items()}
    assert {group: int(match[1]) if match else 0 for group, match in said.items()} == found
    assert f"共 {sum(found.values())} 项条件" in sentence
    assert f"另有 {entry.locator('[data-group=to_confirm] [data-clause]').count()} 项需要判断" in sentence
    expect(entry.locator("[data-group=preferred] .sa-outcome")).to_have_count(0)


def test_a_finding_says_what_was_answered_and_what_that_was_measured_against(applicant: Callable[..., Page]) -> None:
    page = applicant("aluminium-enterprise-all-met", lead_founded="2024-07-01")
    entry = opened(page, "t01-d1")
    founded = entry.locator("[data-group=not_met] [data-clause=n01-unit-2-founded]")
    expect(founded.locator(".sa-used")).to_contain_text("2024年7月1日")
    expect(founded.locator("[data-role=measured-test]")).to_contain_text("成立日期在2024年6月1日之前（不含当日）")
    expect(entry.locator("[data-group=strengths] [data-clause]").first).to_have_attribute("data-outcome", "met")


def test_advice_is_asked_for_in_a_quiet_moment_and_printed(applicant: Callable[..., Page]) -> None:
    page = applicant("aluminium-enterprise-all-met", rd_last_year=180)
    page.wait_for_function("() => asks.at(-1).kind === 'advise'")
    answer(page, {"rd_last_year": 200})
    page.wait_for_function("() => asks.at(-1).kind === 'advise' && asks.at(-1).answers.rd_last_year === '200'")
    answer(page, {"team_size": 12})  # the answer to what was asked just now is out of date
    page.wait_for_function("() => asks.at(-1).kind === 'advise' && asks.at(-1).answers.team_size === '12'")
    page.wait_for_timeout(500)
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("[data-track=t01-d1] [data-change]")).to_contain_text("还差100万元")
    expect(page.locator("[data-track=t01-d1] [data-change]")).to_be_visible()
