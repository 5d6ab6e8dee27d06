"""The summary of the results, and the receipt: a bilingual A4 document of its own."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from build_scripts.rules.rulebook import content_hash
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.support.form import WATCH_WORKERS, answer, fill_by_mouse, question, receipt, settle, shown_verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from build_scripts.content.edition import Edition

ENTERPRISE = "aluminium-enterprise-all-met"
MOMENT = "2025-07-08T09:10:00"
A4 = (596, 842)  # points, rounded up


@pytest.fixture
def form(visit: Callable[..., Page], edition: Edition) -> Callable[..., Page]:
    return lambda lang="zh", **options: visit(
        f"{'' if lang == 'zh' else 'en/'}{edition.id}/self-assessment/", **options
    )


# ---- the summary ----

SUMMED_UP = {
    "zh": {
        "eligible": "初步符合",
        "conditional": "申报须知 一（二）4",
        "near": "须改变 1 处",
        "not_open": "项目类型3",
    },
    "en": {
        "eligible": "provisionally qualify",
        "conditional": "Notice 1(2)4",
        "near": "Changes needed - 1",
        "not_open": "Project type 3",
    },
}


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("lang", SUMMED_UP)
def test_the_results_begin_with_a_summary(
    form: Callable[..., Page], answers_of: dict[str, Any], lang: str, size: dict[str, int]
) -> None:
    page = form(lang, size=size)
    answer(page, answers_of[ENTERPRISE])
    summary = page.locator("[data-role=summary]")
    expect(summary).to_be_hidden()
    page.locator("[data-step=verdicts] a").click()
    expect(summary).to_be_visible()
    for part, words in SUMMED_UP[lang].items():
        expect(summary.locator(f"[data-part={part}]")).to_contain_text(words)
    verdicts = shown_verdicts(page)
    for part, verdict in {"eligible": "eligible", "conditional": "conditional", "not_open": "not_open"}.items():
        named = [way.get_attribute("data-open-track") for way in summary.locator(f"[data-part={part}] button").all()]
        assert named == [track for track, found in verdicts.items() if found == verdict]
    left = summary.locator(":is([data-part=near], [data-part=ineligible]) [data-open-track]")
    assert left.count() == sum(verdict == "ineligible" for verdict in verdicts.values())
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    summary.locator("[data-part=near] [data-open-track]").first.click()
    expect(page.locator("details[data-track][open] [data-group=advice]")).to_be_visible()


def test_what_fails_is_named_by_its_chief_reason(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    fill_by_mouse(page, edition, {"lead_kind": "state_organ"})
    page.locator("[data-step=verdicts] a").click()
    reason = page.locator("[data-role=summary] [data-reason]")
    expect(reason).to_have_count(1)
    expect(reason).to_contain_text("各级国家机关不得作为申报单位")
    assert reason.locator("[data-open-track]").count() == 21
    expect(page.locator("[data-role=summary] [data-part=near]")).to_have_count(0)


def test_a_change_that_must_wait_for_the_next_edition_says_so(
    form: Callable[..., Page], answers_of: dict[str, Any]
) -> None:
    page = form()
    answer(page, answers_of[ENTERPRISE] | {"rd_last_year": 180, "lead_platform_built": "none", "ai_results": True})
    page.locator("[data-step=verdicts] a").click()
    near = page.locator("[data-role=summary] [data-part=near]")
    expect(near).to_contain_text("上年度研发投入还差120万元")
    expect(near).to_contain_text("下一年度申报")


def test_from_the_results_a_question_leads_back_into_the_form(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    fill_by_mouse(page, edition, {"lead_kind": "enterprise"})
    page.locator("[data-step=verdicts] a").click()
    link = page.locator("[data-role=summary] [data-answer]")
    fact = link.get_attribute("data-answer")
    link.click()
    expect(question(page, fact).locator("input").first).to_be_focused()
    page.go_back()
    expect(page.locator("[data-role=summary]")).to_be_visible()


# ---- the receipt ----


def pages_of(pdf: bytes) -> list[tuple[int, int]]:
    """The size of every page, in points."""
    boxes = re.findall(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    return [(round(float(width) + 0.49), round(float(height) + 0.49)) for width, height in boxes]


def pages_in_words(pdf: bytes) -> list[str]:
    """The text of every page, without its spaces."""
    texts = [unicodedata.normalize("NFKC", part.extract_text()) for part in PdfReader(io.BytesIO(pdf)).pages]
    return ["".join(text.split()) for text in texts]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_receipt_says_in_both_languages_what_it_rests_on(
    form: Callable[..., Page], edition: Edition, answers_of: dict[str, Any], lang: str
) -> None:
    page = form(lang, timezone_id="Asia/Shanghai", moment=MOMENT + "+08:00")
    answer(page, answers_of[ENTERPRISE] | {"rd_last_year": "一千二百万", "leader_title": None})
    sheet = receipt(page)
    expect(sheet).to_be_visible()
    expect(page.locator("#self-assessment")).to_be_hidden()
    expect(page.locator(".md-header")).to_be_hidden()
    head = ["2025年6月1日", "1 June 2025", "2025年7月8日 09:10", "设备的时钟", "clock of the device", "不作为受理依据",
            "does not mean that your application will be accepted"]  # fmt: skip
    for words in [*head, edition.title.zh, edition.title.en, content_hash(edition)]:
        expect(sheet).to_contain_text(words)
    for words in ("自测结果单", "Self-assessment result sheet"):
        expect(sheet.locator("h1")).to_contain_text(words)
    answers = sheet.locator("[data-chapter=answers]")
    for words in ("上年度研发投入：1,200万元", "CNY 12 million", "牵头申报单位的类别：企业", "Enterprise"):
        expect(answers).to_contain_text(words)
    given = [fact for fact, value in answers_of[ENTERPRISE].items() if value is not None and fact != "leader_title"]
    expect(answers.locator("li")).to_have_count(len(given))
    assert "自测结果单" in page.evaluate("printed") or lang == "en"


def test_every_track_stands_there_with_its_verdict_and_the_clauses_that_decide_it(
    form: Callable[..., Page], edition: Edition, answers_of: dict[str, Any]
) -> None:
    page = form()
    answer(page, answers_of["out-of-city-university-with-partner"])
    verdicts = shown_verdicts(page)
    sheet = receipt(page)
    shown = sheet.locator("[data-receipt-of]").evaluate_all(
        "all => Object.fromEntries(all.map((e) => [e.dataset.receiptOf, e.dataset.result]))"
    )
    assert shown == verdicts
    clause = edition.clauses["n01-unit-2-registered"]
    entry = sheet.locator("[data-receipt-clause=n01-unit-2-registered]")
    for words in (clause.text.zh, clause.text.en, clause.cite.zh, clause.cite.en):
        expect(entry).to_contain_text(words)
    number = entry.get_attribute("value")
    doubted = next(track for track, verdict in verdicts.items() if verdict == "conditional")
    line = sheet.locator(f'[data-receipt-of="{doubted}"] p')
    expect(line).to_contain_text(f"{clause.cite.zh} [{number}]")
    expect(line).to_contain_text("须核实")


@pytest.mark.parametrize(
    ("lang", "says", "under"),
    [
        ("zh", "按任何一种理解都不满足", "按“申报单位只指牵头申报单位”理解时不符合的情形"),
        ("en", "Not met under any reading", "Not met, if only the lead applicant is meant, where"),
    ],
)
def test_what_fails_however_it_is_read_says_so_in_panel_and_receipt(
    form: Callable[..., Page], edition: Edition, answers_of: dict[str, Any], lang: str, says: str, under: str
) -> None:
    page = form(lang)
    answer(page, answers_of["lump-sum-with-enterprise-and-its-leader"])
    page.locator("[data-step=verdicts] a").click()
    entry = page.locator('[data-track="t10"]')
    entry.locator("summary").first.click()
    (reading,) = [item for item in edition.readings if item.id == "t10-applicant"]
    for clause in ("t10-unit", "t10-leader"):
        finding = entry.locator(f'[data-group=not_met] [data-clause="{clause}"]')
        expect(finding.locator("[data-role=each-reading]")).to_contain_text(says)
        expect(finding.locator("[data-role=doubt]")).to_have_text(reading.note.of(lang))
    expect(finding.locator("[data-role=measured-doubtful]")).to_contain_text(under)
    sheet = receipt(page)
    expect(sheet.locator("[data-receipt-of=t10] p")).to_contain_text("（按任何一种理解都不满足）")
    expect(sheet.locator("[data-receipt-of=t10] p")).to_contain_text("(under any reading)")
    for told in (reading.note.zh, reading.note.en):
        expect(sheet.locator("[data-receipt-clause=t10-unit]")).to_contain_text(told)


def test_a_receipt_is_clean_a4_with_the_summary_on_one_page_and_the_answers_on_three_at_most(
    form: Callable[..., Page], answers_of: dict[str, Any]
) -> None:
    page = form(size=PHONE, color_scheme="dark")
    answer(page, answers_of[ENTERPRISE])
    sheet = receipt(page)
    expect(page.locator("[data-role=summary] [data-role=working]")).to_have_count(0)
    assert sheet.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    foot = page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--sa-receipt-foot')")
    assert "不作为受理依据" in foot
    assert "does not mean that your application will be accepted" in foot
    page.evaluate("() => { for (const part of document.querySelectorAll('[data-chapter=results],"
                  " [data-chapter=clauses]')) part.remove() }")  # fmt: skip
    sizes = sheet.locator("*").evaluate_all("all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))")
    assert min(sizes) * 0.75 >= 7.99, "points, in both languages: nothing smaller can be read by everyone"
    pdf = page.pdf(prefer_css_page_size=True)
    assert ["全部回答" in text for text in pages_in_words(pdf)[:2]] == [False, True], "the summary takes one page"
    pages = pages_of(pdf)
    assert 2 <= len(pages) <= 4
    assert set(pages) <= {A4, (595, 842), (596, 843), (595, 843)}


def test_no_heading_of_the_receipt_is_left_alone_at_the_foot_of_a_page(
    form: Callable[..., Page], answers_of: dict[str, Any]
) -> None:
    page = form(size=PHONE)
    answer(page, answers_of[ENTERPRISE])
    receipt(page)
    begun = next(text for text in pages_in_words(page.pdf(prefer_css_page_size=True)) if "各项结果" in text)
    assert "项目类型1方向1" in begun


def test_without_the_other_language_the_receipt_has_one_and_says_so(
    form: Callable[..., Page], answers_of: dict[str, Any]
) -> None:
    page = form()
    page.route("**/texts.en.json*", lambda route: route.abort())
    answer(page, answers_of["hospital-all-met"])
    sheet = receipt(page)
    expect(sheet).to_contain_text("英文文字没有下载成功，本结果单只有中文")
    expect(sheet.locator("[lang=en]")).to_have_count(0)
    expect(page.locator("[data-role=announcer]")).to_have_text(re.compile("只有中文"))


def test_a_browser_without_margin_boxes_repeats_the_disclaimer_on_every_page(
    form: Callable[..., Page], answers_of: dict[str, Any]
) -> None:
    page = form()
    answer(page, answers_of["hospital-all-met"])
    page.evaluate("() => { delete globalThis.CSSMarginRule }")
    foot = receipt(page).locator("tfoot")
    expect(foot).to_contain_text("不作为受理依据")
    assert foot.evaluate("e => getComputedStyle(e).display") == "table-footer-group"


def test_after_printing_the_page_is_itself_again(form: Callable[..., Page], answers_of: dict[str, Any]) -> None:
    page = form()
    answer(page, answers_of["hospital-all-met"])
    title = page.title()
    receipt(page)
    assert page.title() != title
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".sa-receipt")).to_have_count(0)
    expect(page.locator("#self-assessment")).to_be_visible()
    assert page.title() == title


def test_a_receipt_does_not_outlive_its_answers(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    fill_by_mouse(page, edition, {"lead_kind": "state_organ"})
    receipt(page)
    page.emulate_media(media="screen")
    page.locator("[data-step=unit] a").click()
    question(page, "lead_kind").locator("label").first.click()
    expect(page.locator(".sa-receipt")).to_have_count(0)


def test_no_text_of_an_answer_becomes_markup_in_the_receipt(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    hostile = "<img src=x onerror=document.title='owned'>"
    fill_by_mouse(page, edition, {"lead_kind": "enterprise", "rd_last_year": hostile})
    sheet = receipt(page)
    expect(sheet.locator("[data-chapter=answers]")).to_contain_text("<img")
    expect(sheet.locator("img")).to_have_count(0)
    assert page.title() != "owned"


# ---- what is still being reckoned ----

# Keeps back what a watched worker is asked of a kind, as a slow device would; says what the printer got.
SLOW = """
const Watched = Worker;
globalThis.slow = null;
globalThis.held = [];
globalThis.printed = [];
globalThis.print = () => globalThis.printed.push(document.querySelector(".sa-receipt")?.innerText ?? "the page");
globalThis.Worker = class extends Watched {
  postMessage(message) {
    const { kind } = message.type === "ask" ? JSON.parse(message.text) : {};
    if (kind === globalThis.slow) globalThis.held.push(() => super.postMessage(message));
    else super.postMessage(message);
  }
};
"""
WAITS = "[data-role=summary] [data-role=waits-to-print]"


def asked_too_soon(page: Page, answers: dict[str, Any], kind: str) -> None:
    """Fill in, go to the results and ask for the receipt while the worker keeps one kind of answer back."""
    page.add_init_script(WATCH_WORKERS + SLOW)
    page.reload()
    answer(page, answers)
    page.evaluate("kind => { globalThis.slow = kind }", kind)
    page.locator("[data-step=verdicts] a").click()
    page.evaluate("""() => {
      const input = document.querySelector("[data-fact=rd_last_year] input");
      input.value = "250";
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }""")
    if kind != "assess":
        settle(page)
    page.locator("[data-role=summary] [data-action=receipt]").click()
    expect(page.locator(WAITS)).to_contain_text(re.compile("还在按规则推算|Still working"))
    expect(page.locator("[data-role=announcer]")).to_contain_text(re.compile("还在按规则推算|Still working"))
    page.wait_for_function("() => held.length === 1")
    assert page.evaluate("printed") == []


@pytest.mark.parametrize("kind", ["assess", "advise"])
def test_the_receipt_waits_for_what_is_still_being_reckoned(
    form: Callable[..., Page], answers_of: dict[str, Any], kind: str
) -> None:
    page = form()
    asked_too_soon(page, answers_of[ENTERPRISE], kind)
    page.locator("[data-role=summary] [data-action=receipt]").click()  # an impatient visitor gets one receipt
    page.evaluate("() => { globalThis.slow = null; held.forEach((go) => go()) }")
    page.wait_for_function("() => printed.length")
    [paper] = page.evaluate("printed")
    for words in ("上年度研发投入：250万元", "上年度研发投入还差50万元", "short by CNY 500,000"):
        assert words in paper
    expect(page.locator(WAITS)).to_be_hidden()


def test_where_the_checker_stops_the_receipt_is_printed_without_advice_and_says_so(
    form: Callable[..., Page], answers_of: dict[str, Any]
) -> None:
    page = form()
    asked_too_soon(page, answers_of[ENTERPRISE], "advise")
    page.evaluate("() => engines.at(-1).dispatchEvent(new ErrorEvent('error', { message: 'killed' }))")
    page.wait_for_function("() => printed.length")
    [paper] = page.evaluate("printed")
    for words in ("上年度研发投入：250万元", "没有推算出哪些改变可以使结果符合", "does not have that part"):
        assert words in paper
    assert "还差" not in paper
    expect(page.locator(WAITS)).to_be_hidden()


def test_clearing_the_answers_ends_the_wait_for_the_receipt(
    form: Callable[..., Page], answers_of: dict[str, Any]
) -> None:
    page = form("en")
    asked_too_soon(page, answers_of[ENTERPRISE], "advise")
    page.locator("[data-role=panel] [data-action=clear]").click()
    page.locator("dialog[data-role=clear] [value=clear]").click()
    expect(page.locator(WAITS)).to_be_hidden()
    page.evaluate("() => new Promise((done) => setTimeout(done))")
    assert page.evaluate("printed") == []
