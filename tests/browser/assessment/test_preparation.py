"""Preparing an application: money and people, a checklist, the e-mail's subject, several applications together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.support.form import WATCH_WORKERS, answer, choose, question, reveal, settle, shown_verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from build_scripts.content.edition import Edition

ENTERPRISE = "aluminium-enterprise-team-of-seven"
HOSPITAL = "hospital-all-met"
TEN = {"team_size": 10, "team_in_service": 9, "grant_requested": 60, "matching_funds": 180}

STORED = "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])"


@pytest.fixture
def applicant(
    visit: Callable[..., Page], edition: Edition, answers_of: dict[str, dict[str, Any]]
) -> Callable[..., Page]:
    def open_form(
        name: str, lang: str = "zh", size: dict[str, int] = PHONE, moment: str | None = None, **changed: Any
    ) -> Page:
        path = f"{'' if lang == 'zh' else 'en/'}{edition.id}/self-assessment/"
        page = visit(path, size=size, moment=moment)
        answer(page, answers_of[name] | changed)
        return page

    return open_form


def row(card: Locator, fact: str, clause: str) -> Locator:
    return card.locator(f'tr[data-limit="{fact}"][data-source="{clause}"]')


def entry_of(card: Locator, part: str, entry: str) -> Locator:
    return card.locator(f'[data-part="{part}"] [data-entry="{entry}"]')


MONEY = {
    "zh": {
        ("grant_requested", "n05-funding-1-amount"): ["60万元", "30万元～100万元", "额度以内", "须知 一（五）1"],
        ("matching_funds", "n01-unit-9-lead-ratio"): ["150万元", "3 × 60万元 = 180万元", "不符合", "还差30万元"],
        ("team_in_service", "n02-leader-5-share"): ["90% × 10人 = 9人", "符合"],
        ("team_size", "n02-leader-4-size-other"): ["10人", "不超过12人", "原则上"],
    },
    "en": {
        ("grant_requested", "n05-funding-1-amount"): [
            "CNY 600,000",
            "CNY 300,000 to CNY 1 million",
            "inside the range",
            "Notice 1(5)1",
        ],
        ("matching_funds", "n01-unit-9-lead-ratio"): [
            "CNY 1.5 million",
            "3 × CNY 600,000 = CNY 1.8 million",
            "not met",
            "short by CNY 300,000",
        ],
        ("team_in_service", "n02-leader-5-share"): ["90% × 10 people = 9 people", "met"],
        ("team_size", "n02-leader-4-size-other"): ["10 people", "at most 12 people", "In principle"],
    },
}


@pytest.mark.parametrize(("lang", "size"), [("zh", PHONE), ("en", DESKTOP)], ids=["zh-phone", "en-desktop"])
def test_an_enterprise_sees_money_and_people_with_their_clauses(
    applicant: Callable[..., Page], edition: Edition, lang: str, size: dict[str, int]
) -> None:
    page = applicant(ENTERPRISE, lang, size, **TEN | {"matching_funds": 150})
    card = choose(page, "t01-d1")
    for (fact, clause), words in MONEY[lang].items():
        for word in words:
            expect(row(card, fact, clause)).to_contain_text(word)
        expect(row(card, fact, clause)).to_contain_text(edition.clauses[clause].text.of(lang))
        expect(row(card, fact, clause).locator(f'a[href$="#{clause}"]')).to_have_count(1)
    duty = card.locator("[data-duty=n06-talent-2-assistant]")
    expect(duty).to_have_attribute("data-status", "applies")
    expect(duty).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_what_is_shown_follows_the_answers(applicant: Callable[..., Page]) -> None:
    page = applicant(ENTERPRISE, **TEN)
    card = choose(page, "t01-d1")
    grant = row(card, "grant_requested", "n05-funding-1-amount")
    for asked, words, assistant in (("120", "高于支持额度", "applies"), ("20", "低于支持额度", "not_applicable")):
        answer(page, {"grant_requested": asked})
        expect(grant).to_contain_text(words)
        expect(card.locator("[data-duty=n06-talent-2-assistant]")).to_have_attribute("data-status", assistant)
    answer(page, {"grant_requested": "x"})
    expect(grant).to_contain_text("待回答")
    expect(row(card, "matching_funds", "n01-unit-9-lead-ratio")).to_contain_text("不少于“申请科技经费”的3倍")
    grant.locator("[data-answer=grant_requested]").click()
    expect(question(page, "grant_requested").locator("input").first).to_be_focused()
    expect(card.locator("[data-duty=n06-talent-2-assistant]")).to_have_attribute("data-status", "open")


def test_a_share_of_people_is_rounded_up_and_says_so(applicant: Callable[..., Page]) -> None:
    card = choose(applicant(ENTERPRISE, **TEN | {"team_size": 7, "team_in_service": 7}), "t01-d1")
    share = row(card, "team_in_service", "n02-leader-5-share")
    expect(share).to_contain_text("不少于7人")
    expect(share).to_contain_text("90% × 7人，向上取整")


def test_where_no_sentence_states_an_amount_the_page_says_so(applicant: Callable[..., Page]) -> None:
    page = applicant(ENTERPRISE, lead_platform_built="none", lead_platform_building="none")
    card = choose(page, "t04-d1")
    expect(card.locator("[data-role=no-grant]")).to_contain_text("没有写明这种情形的支持额度")
    expect(card.locator("[data-role=no-grant]")).to_contain_text("咨询")
    expect(card.locator("[data-role=hint]")).to_contain_text("至少有一项硬性条件不符合")


def test_a_hospital_sees_what_it_needs_and_who_recommends_it(applicant: Callable[..., Page]) -> None:
    page = applicant(HOSPITAL, grant_requested=8)
    card = choose(page, "t07")
    expect(row(card, "team_size", "n02-leader-4-size-foundation")).to_contain_text("不超过7人")
    expect(row(card, "grant_requested", "n05-funding-4-amount")).to_contain_text("不超过10万元")
    expect(entry_of(card, "materials", "application-form")).to_have_attribute("data-status", "needed")
    agreement = entry_of(card, "materials", "cooperation-agreement")
    expect(agreement).to_have_attribute("data-status", "not_needed")
    expect(agreement).to_be_hidden()
    card.locator("[data-part=materials] [data-fold=not-needed] > summary").click()
    expect(agreement).to_be_visible()
    expect(agreement).to_contain_text("联合申报")
    health = entry_of(card, "recommenders", "health")
    expect(health).to_be_visible()
    expect(health).to_contain_text("市卫健委")
    expect(health.locator('a[href$="#n10-paper-2-health"]')).to_have_count(1)


def test_ticks_are_counted_and_outlive_a_change_of_answers(applicant: Callable[..., Page]) -> None:
    page = applicant(HOSPITAL)
    card = choose(page, "t07")
    form = entry_of(card, "materials", "application-form").locator("label")
    form.click()
    expect(card.locator("[data-role=ticked]")).to_contain_text("已勾 1 /")
    answer(page, {"joint_count": "1"})
    expect(entry_of(card, "materials", "cooperation-agreement")).to_have_attribute("data-status", "needed")
    expect(form.locator("input")).to_be_checked()
    stored = page.evaluate(STORED)
    assert "application-form" not in stored


SUBJECTS = {
    "t01-d1": "申报2025年科技尖峰+赤泥综合利用+甲公司",
    "t06-d1": "申报2025年科技壮企+赤泥综合利用+甲公司",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_subject_of_the_mail_has_the_prescribed_form(applicant: Callable[..., Page], lang: str) -> None:
    page = applicant(ENTERPRISE, lang)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    cards = {track: choose(page, track) for track in SUBJECTS}
    first = cards["t01-d1"]
    expect(first.locator("[data-role=subject] .sa-blank")).to_have_count(2)
    first.locator("[data-name=title]").fill("赤泥综合利用")
    first.locator("[data-name=unit]").fill("甲公司")
    for track, card in cards.items():  # one project has one title
        expect(card.locator("[data-role=subject]")).to_have_text(SUBJECTS[track])
    first.locator("[data-part=subject] button").click()
    expect(first.locator("[data-role=copied]")).to_have_text("已复制。" if lang == "zh" else "Copied.")
    assert page.evaluate("() => navigator.clipboard.readText()") == SUBJECTS["t01-d1"]
    expect(first.locator('[data-part=subject] a[href$="#n09-online-2-subject"]')).to_have_count(1)


def test_without_a_clipboard_the_subject_is_selected(applicant: Callable[..., Page]) -> None:
    page = applicant(ENTERPRISE)
    card = choose(page, "t06-d1")
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    card.locator("[data-part=subject] button").click()
    expect(card.locator("[data-role=copied]")).to_contain_text("已经选中")
    assert page.evaluate("() => getSelection().toString()").startswith("申报2025年科技壮企+")


MOMENTS = {"2025-05-10T09:00:00+08:00": (True, "open|closing"), "2025-07-01T09:00:00+08:00": (False, "closed")}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_deadlines_that_have_passed_are_said_to_have_passed(
    applicant: Callable[..., Page], edition: Edition, lang: str, moment: str
) -> None:
    page = applicant(ENTERPRISE, lang, moment=moment)
    choose(page, "t06-d1")
    coming, states = MOMENTS[moment]
    section = page.locator("#preparation")
    for deadline in section.locator("[data-at]").all():
        expect(deadline).to_have_attribute("data-state", re.compile(states))
    for passed in section.locator("[data-role=passed]").all():
        expect(passed).to_be_visible(visible=not coming)
    link = section.locator("a[href$='.ics']")
    expect(link).to_be_visible()
    reply = page.request.get(page.evaluate("e => e.href", link.element_handle()))
    assert reply.ok
    assert reply.text().count("BEGIN:VEVENT") == len(edition.deadlines)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_official_sentences_on_submission_stand_beside_it(
    applicant: Callable[..., Page], edition: Edition, lang: str
) -> None:
    page = applicant(ENTERPRISE, lang)
    choose(page, "t06-d1")
    submission = page.locator("[data-role=submission]")
    for step in edition.steps:
        submission.locator(f'details[data-fold="{step.id}"] > summary').click()
        for clause in step.clauses:
            link = submission.locator(f'a[href$="#{clause}"]').first
            expect(link).to_be_visible()
            expect(link).to_have_attribute("target", "_blank")
            expect(submission).to_contain_text(edition.clauses[clause].text.of(lang))
    for contact in edition.contacts:
        expect(submission).to_contain_text(contact.value.of(lang))


def test_two_tracks_of_one_project_cannot_both_be_filed(applicant: Callable[..., Page]) -> None:
    page = applicant(ENTERPRISE)
    choose(page, "t01-d1")
    expect(page.locator("[data-role=portfolio]")).to_be_hidden()
    choose(page, "t06-d1")
    portfolio = page.locator("[data-role=portfolio]")
    expect(portfolio.locator("[data-lead=one_each]")).to_contain_text("不能同时申报")
    expect(portfolio.locator("[data-combination]")).to_have_count(2)
    clause = portfolio.locator("[data-source=n04-limits-1-one]")
    expect(clause).to_contain_text("申报须知 一（四）1")
    expect(clause).to_contain_text("同一申请人只能申报1个项目。")
    expect(clause.locator("[data-conflict]")).to_have_attribute("data-outcome", "not_met")


def add_project(page: Page, track: str, **changed: Any) -> Locator:
    page.locator("[data-action=add-project]").click()
    settle(page)
    answer(page, changed)
    return choose(page, track)


def test_two_projects_of_different_people_may_both_be_filed(applicant: Callable[..., Page]) -> None:
    page = applicant(ENTERPRISE, **TEN)
    first = choose(page, "t01-d1")
    second = add_project(page, "t06-d1", grant_requested=15, matching_funds=60)
    portfolio = page.locator("[data-role=portfolio]")
    both = portfolio.locator("[data-combination='a1 a2']")
    expect(both).to_have_attribute("data-outcome", "open")
    ask = portfolio.locator("[data-source=n04-limits-1-one] [data-goto=leader-p2]")
    ask.click()
    expect(page.locator("#leader-p2")).to_be_focused()
    page.locator("#leader-p1").fill("张三")
    page.locator("#leader-p2").fill("李 四")
    expect(portfolio.locator("[data-source=n04-limits-1-one]")).to_have_count(0)
    page.locator("[data-pair] label").filter(has_text="否").click()
    expect(both).to_have_attribute("data-outcome", "met")
    expect(both).to_contain_text("可以同时申报")
    expect(row(first, "grant_requested", "n05-funding-1-amount")).to_contain_text("60万元")
    expect(row(second, "grant_requested", "n05-funding-3-amount")).to_contain_text("15万元")
    page.locator("#leader-p2").fill("张 三")
    expect(portfolio.locator("[data-lead=one_each]")).to_be_visible()


def test_each_project_keeps_its_own_answers(applicant: Callable[..., Page]) -> None:
    page = applicant(ENTERPRISE, size=DESKTOP, **TEN | {"team_in_service": 10, "team_outsiders": 0})
    first = choose(page, "t01-d1")
    add_project(page, "t06-d1", grant_requested="x", leader_birth="1950-01-01")
    expect(page.locator("[data-role=form-is]").first).to_contain_text("项目B")
    assert shown_verdicts(page)["t01-d1"] == "ineligible"
    expect(first).to_have_attribute("data-verdict", "eligible")
    second = page.locator("[data-application=a2]")
    second.locator("[data-answer=grant_requested]").first.click()
    expect(question(page, "grant_requested").locator("input").first).to_be_focused()
    page.locator("[data-plan=p1] [data-action=load-project]").click()
    settle(page)
    expect(question(page, "grant_requested").locator("input").first).to_have_value("60")
    assert shown_verdicts(page)["t01-d1"] == "eligible"
    expect(page.locator('[data-choose="t01-d1"]')).to_have_attribute("aria-pressed", "true")
    second.locator("[data-answer=grant_requested]").first.click()  # a question of the other project
    expect(page.locator("[data-role=form-is]").first).to_contain_text("项目B")
    expect(question(page, "grant_requested").locator("input").first).to_have_value("x")
    expect(question(page, "grant_requested").locator("input").first).to_be_focused()


def test_a_project_is_dropped_only_after_asking(applicant: Callable[..., Page]) -> None:
    page = applicant(ENTERPRISE, **TEN)
    choose(page, "t01-d1")
    add_project(page, "t06-d1", grant_requested=15)
    page.locator("[data-plan=p2] [data-action=drop-project]").click()
    page.locator("dialog button[value=keep]").click()
    expect(page.locator("[data-application]")).to_have_count(2)
    page.locator("[data-plan=p2] [data-action=drop-project]").click()
    expect(page.locator("#drop-title")).to_contain_text("项目B")
    page.locator("dialog button[value=drop]").click()
    expect(page.locator("[data-application]")).to_have_count(1)
    expect(page.locator("[data-role=planned]")).to_be_hidden()
    settle(page)
    expect(question(page, "grant_requested").locator("input").first).to_have_value("60")


def test_an_application_that_does_not_qualify_is_in_no_combination(applicant: Callable[..., Page]) -> None:
    page = applicant(ENTERPRISE)
    choose(page, "t06-d1")
    choose(page, "t10")
    expect(page.locator("[data-role=barred]")).to_contain_text("项目类型10")
    expect(page.locator("[data-combination]")).to_have_count(1)
    expect(page.locator("[data-conflict]")).to_have_count(0)


def test_choosing_is_said_marked_and_taken_back(applicant: Callable[..., Page]) -> None:
    page = applicant(ENTERPRISE, grant_requested=20)
    section = page.locator("#preparation")
    expect(section).to_be_hidden()
    card = choose(page, "t06-d1")
    expect(page.locator("[data-role=announcer]")).to_contain_text("已加入申报准备")
    expect(page.locator('[data-choose="t06-d1"]')).to_have_attribute("aria-pressed", "true")
    link = page.locator("[data-role=chosen] a")
    expect(link).to_contain_text("已选 1 项")
    link.click()
    expect(section.locator("h2")).to_be_in_viewport()
    expect(section.locator(".sa-disclaimer").first).to_be_visible()
    expect(card).to_have_attribute("data-verdict", "eligible")
    expect(card.locator(".sa-card__verdict")).to_contain_text("初步符合")
    answer(page, {"lead_legal_entity": False})
    expect(card.locator(".sa-card__verdict")).to_contain_text("不符合")
    expect(page.locator('[data-choose="t06-d1"]')).to_have_attribute("aria-pressed", "true")
    card.locator("[data-action=remove]").click()
    expect(section).to_be_hidden()
    expect(page.locator('[data-choose="t06-d1"]')).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#verdicts")).to_be_focused()


def test_clear_empties_the_preparation(applicant: Callable[..., Page]) -> None:
    page = applicant(ENTERPRISE)
    choose(page, "t01-d1").locator("[data-name=title]").fill("赤泥综合利用")
    add_project(page, "t06-d1")
    page.locator("#leader-p1").fill("张三")
    page.locator("[data-role=panel] [data-action=clear]").click()
    page.locator("dialog button[value=clear]").click()
    expect(page.locator("#preparation")).to_be_hidden()
    expect(page.locator("[data-application], [data-plan], [data-pair], [data-combination]")).to_have_count(0)
    for place in page.locator("[data-role=form-is]").all():
        expect(place).to_be_hidden()
    assert "赤泥" not in page.content()
    answer(page, {"lead_kind": "enterprise"})
    card = choose(page, "t01-d1")
    expect(card.locator("[data-name=title]")).to_have_value("")
    expect(card.locator("h3")).not_to_contain_text("项目A")


@pytest.mark.pyodide
def test_no_preparation_leaves_the_page(applicant: Callable[..., Page]) -> None:
    page = applicant(ENTERPRISE)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    choose(page, "t01-d1").locator("[data-name=unit]").fill("甲公司")
    add_project(page, "t06-d1")
    expect(page.locator("[data-combination]").first).to_be_visible()
    assert not [url for url in asked if "favicon" not in url]
    stored = page.evaluate(STORED)
    assert "甲公司" not in stored


@pytest.fixture
def watched(applicant: Callable[..., Page], answers_of: dict[str, dict[str, Any]]) -> Page:
    page = applicant(ENTERPRISE)
    page.add_init_script(WATCH_WORKERS)
    page.on("dialog", lambda dialog: dialog.accept())  # the browser asks before answers are lost
    page.reload()
    answer(page, answers_of[ENTERPRISE])
    return page


def test_only_what_has_changed_is_asked_again(watched: Page) -> None:
    choose(watched, "t01-d1")
    second = add_project(watched, "t06-d1", grant_requested=15)
    expect(row(second, "grant_requested", "n05-funding-3-amount")).to_contain_text("15万元")
    expect(watched.locator("[data-combination]").first).to_be_visible()
    before = watched.evaluate("() => asks.length")
    answer(watched, {"grant_requested": 16})
    expect(row(second, "grant_requested", "n05-funding-3-amount")).to_contain_text("16万元")
    watched.wait_for_function("from => asks.slice(from).some(({ kind }) => kind === 'combine')", arg=before)
    asked = watched.evaluate("from => asks.slice(from).map(({ kind, track }) => [kind, track ?? ''])", before)
    assert [line for line in asked if line[0] != "advise"] == [["assess", ""], ["prepare", "t06-d1"], ["combine", ""]]


def test_a_checker_that_stops_leaves_no_stale_preparation(watched: Page) -> None:
    card = choose(watched, "t01-d1")
    expect(card.locator("[data-part=money]")).to_be_visible()
    watched.evaluate("() => engines.at(-1).dispatchEvent(new ErrorEvent('error', { cancelable: true }))")
    expect(card.locator("[data-role=state]")).to_contain_text("没有运行")
    expect(card.locator("[data-part=money]")).to_be_hidden()
    watched.locator("[data-action=retry]").click()
    settle(watched)
    expect(card.locator("[data-part=money]")).to_be_visible()
    expect(card.locator("[data-role=state]")).to_be_hidden()


def test_what_was_not_known_of_a_project_comes_back_as_not_known(applicant: Callable[..., Page]) -> None:
    page = applicant(ENTERPRISE, size=DESKTOP)
    choose(page, "t01-d1")
    reveal(page, "team_size")
    question(page, "team_size").locator("label:has([data-unknown])").click()
    reveal(page, "lead_legal_entity")
    question(page, "lead_legal_entity").locator("label:has([data-unknown])").click()
    settle(page)
    add_project(page, "t06-d1", lead_founded="2001-02-03")
    reveal(page, "team_size")
    question(page, "team_size").locator("input").first.fill("9")
    answer(page, {"lead_legal_entity": False})
    page.locator("[data-plan=p1] [data-action=load-project]").click()
    settle(page)
    for fact in ("team_size", "lead_legal_entity"):
        expect(question(page, fact).locator("[data-unknown]")).to_be_checked()
    expect(question(page, "lead_founded").locator("input").first).to_have_value("2012-08-20")
    page.locator("[data-plan=p2] [data-action=load-project]").click()
    settle(page)
    expect(question(page, "team_size").locator("[data-unknown]")).not_to_be_checked()
    expect(question(page, "team_size").locator("input").first).to_have_value("9")
    expect(question(page, "lead_legal_entity").locator("input[value=false]")).to_be_checked()


def test_the_preparation_is_printed_whole(applicant: Callable[..., Page]) -> None:
    page = applicant(HOSPITAL)
    card = choose(page, "t07")
    page.emulate_media(media="print")
    expect(entry_of(card, "materials", "cooperation-agreement")).to_be_visible()
    expect(page.locator('[data-role=submission] a[href$="#n11-materials-3-original"]')).to_be_visible()
    assert len(page.pdf(format="A4")) > 20_000


@pytest.mark.parametrize(
    ("lang", "width"), [("zh", 320), ("zh", 390), ("zh", 768), ("zh", 1440), ("en", 320), ("en", 390)]
)
def test_nothing_of_it_is_wider_than_the_screen(applicant: Callable[..., Page], lang: str, width: int) -> None:
    page = applicant(ENTERPRISE, lang, {"width": width, "height": 800}, **TEN)
    card = choose(page, "t01-d1")
    card.locator("[data-name=title]").fill("赤泥综合利用关键技术研究与示范" * 8)
    add_project(page, "t06-d1")
    expect(page.locator("[data-combination]").first).to_be_visible()
    page.evaluate("() => document.querySelectorAll('#preparation details').forEach((fold) => { fold.open = true })")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        "() => [...document.querySelectorAll('#preparation :is(button, input[type=text], .sa-tick, .sa-option)')]"
        ".filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML)"
    )
    assert not small
