"""Answers as a file, as a link and from an example: theirs, whole, and nothing that was not asked for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.support.answers import as_held, content_of, envelope, fragment, held, load_file, unfold
from tests.browser.support.form import expect_verdicts, fill_by_mouse, question, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition

NOTICE = "[data-role=notice]"
ENTERPRISE = "aluminium-enterprise-all-met"
SHORT = {"lead_kind": "enterprise", "rd_last_year": "３００ 万元", "site_in_baise": None, "lead_legal_entity": True}


@pytest.fixture
def form(visit: Callable[..., Page], edition: Edition) -> Callable[..., Page]:
    return lambda lang="", size=DESKTOP, **options: visit(f"{lang}{edition.id}/self-assessment/", size=size, **options)


def follow(page: Page, hash_: str) -> None:
    """Open the same page anew with a fragment, as a link from elsewhere does."""
    address = page.url.partition("#")[0]
    page.goto("about:blank")
    page.goto(address + hash_)


# ---- links ----


def test_a_link_fills_the_form_gives_the_verdicts_and_leaves_the_address(
    form: Callable[..., Page], scenario_of: dict[str, Scenario]
) -> None:
    page = form()
    address = page.url
    link = fragment(page, scenario_of[ENTERPRISE].answers)
    requests: list[Any] = []
    page.on("request", lambda request: requests.append(request))  # noqa: PLW0108 - Playwright marks it
    follow(page, link)
    expect(page.locator(NOTICE)).to_contain_text(f"已载入链接里的 {len(scenario_of[ENTERPRISE].answers)} 个回答")
    expect_verdicts(page, scenario_of[ENTERPRISE].expected)
    assert held(page) == as_held(scenario_of[ENTERPRISE].answers)
    assert page.url == address
    for request in requests:
        assert "a=2." not in json.dumps(request.all_headers())
        assert request.is_navigation_request() or "a=2." not in request.url


def test_a_page_that_is_opened_from_there_learns_nothing(form: Callable[..., Page]) -> None:
    page = form()
    follow(page, fragment(page, SHORT))
    expect(page.locator(NOTICE)).to_be_visible()
    question(page, "lead_kind").locator(".sa-why summary").click()
    with page.context.expect_page() as opened:
        question(page, "lead_kind").locator(".sa-why a").first.click()
    told = opened.value.evaluate("() => [document.referrer, String(window.opener), location.hash]")
    assert "a=2" not in " ".join(told)
    assert told[1] == "null"
    for link in page.locator("#self-assessment a[target=_blank]").all():
        assert "noopener" in (link.get_attribute("rel") or "")


def test_a_copied_link_brings_the_same_answers_in_the_other_language(
    form: Callable[..., Page], edition: Edition
) -> None:
    page = form(permissions=["clipboard-read", "clipboard-write"])
    fill_by_mouse(page, edition, {"lead_kind": "enterprise", "rd_last_year": "12.5", "lead_founded": "2001-02-03"})
    unfold(page)
    page.locator("[data-answers=link]").click()
    expect(page.locator(NOTICE)).to_contain_text("链接已复制")
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert link.startswith(page.url.partition("#")[0] + "#a=2.")
    assert len(link) < 700
    before = held(page)
    english = form("en/")
    follow(english, link[link.index("#") :])
    expect(english.locator(NOTICE)).to_contain_text("Answers loaded from the link: 3")
    assert held(english) == before


def test_without_a_clipboard_the_link_is_shown_to_be_copied(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    unfold(page)
    page.locator("[data-answers=link]").click()
    expect(page.locator(NOTICE)).to_contain_text("还没有回答")
    fill_by_mouse(page, edition, {"lead_kind": "hospital"})
    page.locator("[data-answers=link]").click()
    field = page.locator("[data-role=answers-link]")
    expect(field).to_have_value(re.compile(r"^http.*#a=2\."))
    assert page.evaluate("() => getSelection().toString()").startswith("http")
    fill_by_mouse(page, edition, {"lead_legal_entity": True})
    expect(field).to_be_hidden()
    expect(field).to_have_value("")


def test_a_link_can_be_followed_in_the_tab_that_is_open(form: Callable[..., Page]) -> None:
    page = form()
    link = fragment(page, SHORT)
    page.evaluate("hash => { location.hash = hash }", link)
    expect(page.locator(NOTICE)).to_contain_text("已载入")
    assert held(page) == as_held(SHORT)
    assert "#" not in page.url
    page.locator("[data-step=team] a").click()
    expect(page.locator("#section-team")).to_be_visible()


ALTERED = {
    "one sign changed": lambda link: link[:60] + ("A" if link[60] != "A" else "B") + link[61:],
    "cut off": lambda link: link[:-3],
    "added to": lambda link: link + "x",
    "markup": lambda _: "#a=2.<img src=x onerror=alert(1)>.y",
    "nothing": lambda _: "#a=",
    "huge": lambda _: "#a=2." + "A" * 300_000 + ".y",
}


@pytest.mark.parametrize("how", ALTERED)
def test_an_altered_link_says_so_and_loads_nothing(form: Callable[..., Page], how: str) -> None:
    page = form()
    follow(page, ALTERED[how](fragment(page, SHORT)))
    expect(page.locator(NOTICE)).to_contain_text("这个链接不完整，或者被改动过")
    assert held(page) == {}
    assert "#" not in page.url
    expect(page.locator("section[data-current]")).to_have_count(1)


OLDER = {"": "以前的版本生成的", "en/": "made by an earlier version of this page"}
OLDER_LINK = "#a=1.2030.0123456789ab.AAAcccBBBByy0CCCnnxAI77yR77ySDDDddtK1999-12-31.1v6t2h7"


@pytest.mark.parametrize("lang", OLDER)
def test_a_link_of_an_earlier_format_says_so_and_loads_nothing(form: Callable[..., Page], lang: str) -> None:
    page = form(lang)
    follow(page, OLDER_LINK)
    expect(page.locator(NOTICE)).to_contain_text(OLDER[lang])
    assert held(page) == {}
    assert "#" not in page.url


CHANGES = {
    "": ["现在不再问的", "现在要问的", "选项或单位已变更"],
    "en/": ["No longer asked", "Asked now, but not then", "The choices or the unit have changed"],
}


@pytest.mark.parametrize("lang", CHANGES)
def test_an_older_link_says_what_has_changed_and_leads_there(form: Callable[..., Page], lang: str) -> None:
    page = form(lang)
    questions = content_of(page)["questions"]
    then = [dict(item) for item in questions if item["id"] != "team_size"]
    then[0]["code"] = then[0]["code"][:3] + "ZZ"
    then.insert(1, {"id": "old", "code": "ZZZZZ", "type": "yes_no", "label": "?"})
    link = fragment(page, SHORT | {"old": True}, questions=then, content="0123456789ab")
    follow(page, link)
    notice = page.locator(NOTICE)
    expect(notice).to_contain_text("0123456789ab")
    expect(notice).to_contain_text(content_of(page)["content"])
    for word in CHANGES[lang]:
        expect(notice).to_contain_text(word)
    assert held(page) == as_held({fact: answer for fact, answer in SHORT.items() if fact != "lead_kind"})
    notice.locator("[data-answer=team_size]").click()
    expect(question(page, "team_size").locator("input").first).to_be_focused()


def test_a_link_to_the_same_questions_under_other_rules_says_so(form: Callable[..., Page]) -> None:
    page = form()
    follow(page, fragment(page, SHORT, content="0123456789ab"))
    expect(page.locator(NOTICE)).to_contain_text("问题没有变化")
    assert held(page) == as_held(SHORT)


def test_a_link_of_another_year_loads_nothing(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    follow(page, fragment(page, SHORT, edition="1999"))
    expect(page.locator(NOTICE)).to_contain_text(f"这些回答属于 1999 年度，本页是 {edition.id} 年度")
    assert held(page) == {}


HOSTILE = '<img src="x" onerror="globalThis.hacked = 1"><script>globalThis.hacked = 1</script>'


def test_nothing_hostile_in_a_link_is_executed_or_shown_as_markup(form: Callable[..., Page]) -> None:
    page = form()
    answers = {
        "rd_last_year": "<img onerror=hacked=1 src=x>",
        "team_size": "javascript:hacked=1",
        "site_in_baise": True,
    }
    follow(page, fragment(page, answers, content=b"<b>".hex()))
    expect(question(page, "rd_last_year").locator("input[type=text]")).to_have_value(answers["rd_last_year"])
    settle(page)
    assert page.evaluate("() => typeof hacked") == "undefined"
    assert page.locator("#self-assessment img").count() == 0


# ---- files ----


def test_a_file_says_what_it_is_and_brings_the_answers_back(
    form: Callable[..., Page], scenario_of: dict[str, Scenario], edition: Edition
) -> None:
    page = form()
    page.clock.install(time="2025-06-30T16:15:00")
    page.reload()
    follow(page, fragment(page, scenario_of[ENTERPRISE].answers))
    expect(page.locator(NOTICE)).to_be_visible()
    unfold(page)
    with page.expect_download() as saved:
        page.locator("[data-answers=download]").click()
    assert saved.value.suggested_filename == f"自测回答-{edition.id}-2025-06-30.json"
    text = saved.value.path().read_text(encoding="utf-8")
    told = json.loads(text)
    assert next(iter(told)) == "about"
    assert "不是申报材料" in told["about"]
    assert told["readable"][0] == {
        "question": edition.questions["lead_kind"].question.zh, "answer": "企业"
    }  # fmt: skip
    [spent] = [item for item in told["readable"] if item["question"] == edition.questions["rd_last_year"].question.zh]
    assert spent["answer"] == "450 万元"
    assert told["answers"] == scenario_of[ENTERPRISE].answers
    assert text.count("\n") > len(told["answers"]), "it can be read line by line"
    page.locator("[data-action=clear]").first.click()
    page.locator("dialog button[value=clear]").click()
    assert held(page) == {}
    load_file(page, text)
    expect(page.locator(NOTICE)).to_contain_text(f"已载入文件里的 {len(told['answers'])} 个回答")
    assert held(page) == as_held(scenario_of[ENTERPRISE].answers)
    expect_verdicts(page, scenario_of[ENTERPRISE].expected)


REFUSED = {
    "no JSON": ("{", "这个文件的内容不完整"),
    "something else": ("{}", "这不是自测回答的文件"),
    "too large": ("9" * 300_000, "超过了 200 KB"),
    "a later version": ({"version": 7}, "版本是 7"),
    "another year": ({"edition": "1999"}, "属于 1999 年度"),
    "hostile year": ({"edition": HOSTILE}, "<img src="),
    "no year": ({"edition": 3}, "缺少回答或者年度"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_cannot_be_used_is_refused_and_changes_nothing(
    form: Callable[..., Page], edition: Edition, what: str
) -> None:
    page = form()
    fill_by_mouse(page, edition, {"lead_kind": "hospital"})
    unfold(page)
    content, words = REFUSED[what]
    load_file(page, content if isinstance(content, str) else json.dumps(envelope(page, SHORT, **content)))
    expect(page.locator(NOTICE)).to_contain_text("没有载入任何回答")
    expect(page.locator(NOTICE)).to_contain_text(words)
    assert held(page) == {"lead_kind": "hospital"}
    assert page.locator("#self-assessment img").count() == 0
    page.locator("[data-answers=close]").click()
    expect(page.locator(NOTICE)).to_be_hidden()


def test_what_a_file_says_is_shown_as_text(form: Callable[..., Page]) -> None:
    page = form()
    unfold(page)
    strange = {"__proto__": True, "constructor": "x", "lead_legal_entity": "true", "site_in_baise": True}
    questions = {"__proto__": {"label": HOSTILE}, "constructor": {"label": "原来的一题"}}
    load_file(page, json.dumps(envelope(page, strange, content=HOSTILE, questions=questions)))
    notice = page.locator(NOTICE)
    expect(notice).to_contain_text(HOSTILE)
    expect(notice).to_contain_text("原来的一题")
    expect(notice.locator("[data-answer=lead_legal_entity]")).not_to_have_count(0)
    assert held(page) == {"site_in_baise": "true"}
    assert page.locator("#self-assessment :is(img, script:not([data-role]))").count() == 0
    assert page.evaluate("() => [typeof hacked, typeof {}.polluted]") == ["undefined", "undefined"]


def test_answers_are_not_replaced_unasked(form: Callable[..., Page], edition: Edition) -> None:
    page = form()
    fill_by_mouse(page, edition, {"lead_kind": "hospital"})
    unfold(page)
    dialog = page.locator("dialog[data-role=replace]")
    text = json.dumps(envelope(page, SHORT))
    load_file(page, text)
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert held(page) == {"lead_kind": "hospital"}
    load_file(page, text)
    dialog.locator("button[value='']").click()
    assert held(page) == {"lead_kind": "hospital"}
    load_file(page, text)
    dialog.locator("button[value=replace]").click()
    expect(page.locator(NOTICE)).to_contain_text("已载入")
    assert held(page) == as_held(SHORT)


# ---- examples ----


@pytest.mark.parametrize("lang", ["", "en/"])
def test_an_example_is_one_tap_away_and_marked_until_it_is_changed(
    form: Callable[..., Page], scenario_of: dict[str, Scenario], edition: Edition, lang: str
) -> None:
    asked: list[str] = []
    page = form(lang, size=PHONE)
    page.on("request", lambda request: asked.append(request.url))
    unfold(page, "examples")
    shown = [scenario for scenario in scenario_of.values() if scenario.example]
    buttons = page.locator("[data-example]")
    expect(buttons).to_have_count(len(shown))
    assert len([url for url in asked if "examples" in url]) == 1
    example = shown[1]
    language = "en" if lang else "zh"
    expect(buttons.nth(1)).to_have_text(example.name.of(language))
    buttons.nth(1).click()
    expect_verdicts(page, example.expected)
    assert held(page) == as_held(example.answers)
    mark = page.locator("[data-role=panel] [data-role=example-is]")
    expect(mark).to_be_in_viewport()
    expect(mark).to_contain_text("not your answers" if lang else "不是您的回答")
    expect(mark).to_contain_text(example.name.of(language))
    fill_by_mouse(page, edition, {"unit_may_apply": False})
    expect(mark).to_contain_text("were made from an example" if lang else "由示例修改而来")
    page.locator("[data-action=clear]").last.click()
    page.locator("dialog button[value=clear]").click()
    expect(mark).to_be_hidden()


def test_of_examples_one_after_the_other_none_is_asked_about_but_ones_own_answers_are(
    form: Callable[..., Page], edition: Edition
) -> None:
    page = form()
    fill_by_mouse(page, edition, {"lead_kind": "other"})
    unfold(page, "examples")
    page.locator("[data-example]").nth(7).click()
    expect(page.locator("dialog[data-role=replace]")).to_be_visible()
    page.locator("dialog button[value=replace]").click()
    expect(question(page, "lead_kind").locator("input[value=state_organ]")).to_be_checked()
    page.locator("[data-example]").nth(0).click()
    expect(question(page, "lead_kind").locator("input[value=enterprise]")).to_be_checked()
    expect(page.locator("dialog[data-role=replace]")).to_be_hidden()


def test_examples_that_do_not_come_are_said_and_asked_for_again(form: Callable[..., Page]) -> None:
    page = form()
    page.route("**/examples.zh.json", lambda route: route.fulfill(status=404, body=""))
    unfold(page, "examples")
    expect(page.locator("[data-role=example-list]")).to_contain_text("没有下载成功")
    page.unroute("**/examples.zh.json")
    unfold(page, "examples")
    unfold(page, "examples")
    expect(page.locator("[data-example]").first).to_be_visible()


# ---- the page ----


@pytest.mark.parametrize("lang", ["", "en/"])
def test_on_a_phone_nothing_is_wider_than_the_screen(form: Callable[..., Page], lang: str) -> None:
    page = form(lang, size=PHONE)
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    unfold(page, "examples")
    page.locator("[data-example]").first.click()
    unfold(page)
    page.locator("[data-answers=link]").click()
    expect(page.locator("[data-role=answers-link]")).to_be_visible()
    load_file(page, json.dumps(envelope(page, SHORT, content="x" * 40, questions={"W" * 120: {"label": "W" * 120}})))
    expect(page.locator(NOTICE)).to_contain_text("WWW")
    page.evaluate("() => { document.querySelector('[data-role=other-tab]').hidden = false }")
    assert page.evaluate("() => document.documentElement.scrollWidth") == PHONE["width"]
