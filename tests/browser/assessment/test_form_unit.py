"""The parts of the form that no applicant's path shows: its queue, its time-out, its care for what was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.support.form import (
    ROOT,
    START_MS,
    VERDICTS,
    WATCH_WORKERS,
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
def form(visit: Callable[..., Page], edition: Edition) -> Page:
    return visit(f"{edition.id}/self-assessment/")


@pytest.fixture
def watched(form: Page) -> Page:
    form.add_init_script(WATCH_WORKERS)
    form.reload()
    return form


def test_of_many_answers_at_once_only_the_latest_is_asked(watched: Page, edition: Edition) -> None:
    fill_by_mouse(watched, edition, {"lead_kind": "enterprise"})
    asked = watched.evaluate(
        """() => {
          const before = asks.length;
          for (const input of document.querySelectorAll("[data-fact=lead_kind] input")) input.click();
          document.querySelector("[data-fact=lead_kind] input[value=state_organ]").click();
          return before;
        }"""
    )
    settle(watched)
    later = watched.evaluate("from => asks.slice(from).map(({ answers }) => answers.lead_kind)", asked)
    assert len(later) == 2, "the first, and after its reply the last"
    assert later[-1] == "state_organ"
    assert set(shown_verdicts(watched).values()) == {"ineligible", "not_open"}


def test_a_worker_that_dies_is_said_and_a_new_one_answers_the_same_answers(watched: Page, edition: Edition) -> None:
    fill_by_mouse(watched, edition, {"lead_kind": "state_organ"})
    verdicts = shown_verdicts(watched)
    watched.evaluate("() => engines.at(-1).dispatchEvent(new ErrorEvent('error', { cancelable: true }))")
    expect(watched.locator(ROOT)).to_have_attribute("data-reason", "stopped")
    expect(watched.locator("p[data-reason=stopped]")).to_be_visible()
    assert shown_verdicts(watched) == {}, "verdicts that no longer follow the answers would mislead"
    watched.locator("[data-action=retry]").click()
    settle(watched)
    assert shown_verdicts(watched) == verdicts


@pytest.mark.pyodide
def test_a_download_that_stands_still_is_given_up_after_a_minute(form: Page) -> None:
    form.clock.install()
    form.reload()
    form.route("**/python.zip*", lambda _route: None)
    with form.expect_event("requestfinished", lambda request: "asm.wasm" in request.url, timeout=START_MS):
        question(form, "lead_kind").locator("label").first.click()
    expect(form.locator("[data-role=bytes]")).to_contain_text("MB", timeout=START_MS)
    form.clock.fast_forward(50_000)
    expect(form.locator(ROOT)).to_have_attribute("data-status", "loading")
    form.clock.fast_forward(61_000)
    expect(form.locator(ROOT)).to_have_attribute("data-reason", "timeout")
    expect(form.locator("[data-role=status] [data-action=print]")).to_be_visible()


@pytest.mark.pyodide
def test_a_server_that_calls_webassembly_text_does_not_stop_it(form: Page, edition: Edition) -> None:
    def mislabelled(route) -> None:
        route.fulfill(body=route.fetch().body(), headers={"Content-Type": "text/plain"})

    form.route("**/pyodide.asm.wasm*", mislabelled)
    fill_by_mouse(form, edition, {"lead_kind": "enterprise"})
    assert len(shown_verdicts(form)) == len(edition.tracks)


def test_a_click_is_not_lost_when_a_question_above_it_is_set_aside(form: Page, edition: Edition) -> None:
    fill_by_mouse(form, edition, {"team_size": "10"})
    question(form, "team_outsiders").locator("input").first.fill("0")  # nobody from outside: no consent is needed
    target = question(form, "team_credit_good").locator("label").first
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    form.mouse.move(box["x"] + 20, box["y"] + 15)
    form.mouse.down()
    form.locator(VERDICTS).wait_for()
    assert form.locator("#section-team [data-aside]").count() == 0, "nothing moves under a pressed button"
    form.mouse.up()
    settle(form)
    expect(target.locator("input")).to_be_checked()
    expect(question(form, "team_outsider_consent")).to_have_attribute("data-aside", "")


def test_verdicts_stand_a_frame_before_what_follows_from_them(form: Page, edition: Edition) -> None:
    fill_by_mouse(form, edition, {"lead_kind": "enterprise"})
    order = form.evaluate(
        """() => new Promise((resolve) => {
          const root = document.querySelector("#self-assessment"), order = [];
          const frame = () => { order.push("frame"); requestAnimationFrame(frame); };
          requestAnimationFrame(frame);
          new MutationObserver((changes) => {
            for (const { target, attributeName } of changes) {
              if (attributeName === "data-pending" && !target.hasAttribute("data-pending")) order.push("verdicts");
              if (attributeName === "data-aside") order.push("aside");
            }
            if (order.includes("aside")) resolve(order);
          }).observe(root, { subtree: true, attributeFilter: ["data-pending", "data-aside"] });
          root.querySelector("[data-fact=lead_kind] input[value=state_organ]").click();
        })"""
    )
    assert "frame" in order[order.index("verdicts") : order.index("aside")], "the browser can show them first"
    settle(form)
    assert form.locator("[data-aside]").count() > 0


def test_i_dont_know_keeps_what_was_typed_and_typing_takes_it_back(form: Page, edition: Edition) -> None:
    fill_by_mouse(form, edition, {"team_size": "abc"})
    box = question(form, "team_size")
    expect(box.locator("[data-role=problem]")).not_to_have_text("")
    box.locator("label:has([data-unknown])").click()
    expect(box.locator("[data-role=problem]")).to_have_text("")
    expect(box.locator("input[type=text]")).to_have_value("abc")
    box.locator("input[type=text]").fill("10")
    expect(box.locator("[data-unknown]")).not_to_be_checked()


def test_half_a_number_is_no_mistake_yet(form: Page, edition: Edition) -> None:
    fill_by_mouse(form, edition, {"lead_kind": "enterprise"})
    reveal(form, "rd_last_year")
    box = question(form, "rd_last_year")
    box.locator("input[type=text]").press_sequentially("-")
    settle(form)
    expect(box.locator("[data-role=problem]")).to_have_text("")
    box.locator("input[type=text]").blur()
    expect(box.locator("[data-role=problem]")).not_to_have_text("")


ELSEWHERE = {"lead_registered_in_baise": False, "lead_resident_in_baise": False}  # alone, this fails everywhere


def test_answers_that_contradict_are_told_with_both_and_decide_nothing(form: Page, edition: Edition) -> None:
    fill_by_mouse(form, edition, ELSEWHERE)
    without_either = shown_verdicts(form)
    assert without_either["t07"] == "undetermined"
    fill_by_mouse(form, edition, {"joint_min_staff": "3"})
    fill_by_mouse(form, edition, {"joint_count": "0"})
    count = question(form, "joint_min_staff")
    told = count.locator("[data-role=problem]")
    expect(told).to_have_text(re.compile("“联合申报单位数”填写了0个.*3人"))
    expect(told).to_be_visible()
    expect(form.locator("[data-role=problems] [data-answer=joint_min_staff]")).to_have_count(1)
    settle(form)
    assert shown_verdicts(form) == without_either
    count.locator("input[type=text]").fill("0")
    count.locator("input[type=text]").blur()
    settle(form)
    expect(told).to_have_text("")
    assert set(shown_verdicts(form).values()) == {"ineligible", "not_open"}


def test_a_contradiction_brings_back_a_question_that_was_set_aside(form: Page, edition: Edition) -> None:
    fill_by_mouse(form, edition, {**ELSEWHERE, "joint_count": "0"})
    assert set_aside(form, "joint_min_staff")
    reveal(form, "joint_count")
    form.locator("#section-joint [data-role=aside-summary]").click()
    box = question(form, "joint_min_staff")
    box.locator("input[type=text]").fill("2")
    box.locator("input[type=text]").blur()
    expect(box.locator("[data-role=problem]")).to_have_text(re.compile("2人"))
    question(form, "joint_agreement").locator("label:has(input[value=true])").click()
    settle(form)
    for fact in ("joint_count", "joint_min_staff", "joint_agreement"):
        assert not set_aside(form, fact), "all that contradicts is in view"
    expect(question(form, "joint_agreement")).to_have_attribute("data-problem", re.compile("合作协议"))
    expect(box).to_have_attribute("data-problem", re.compile("2人"))


def test_the_change_of_counts_is_spoken_once(form: Page, edition: Edition) -> None:
    fill_by_mouse(form, edition, {"lead_kind": "state_organ"})
    expect(form.locator("[data-role=announcer]")).to_have_text(re.compile("不符合 21"))


def test_the_problems_are_listed_beside_the_results_and_lead_to_their_questions(form: Page, edition: Edition) -> None:
    fill_by_mouse(form, edition, {"team_size": "abc", "lead_kind": "enterprise"})
    link = form.locator("[data-role=problems] [data-answer=team_size]")
    link.click()
    expect(question(form, "team_size").locator("input").first).to_be_focused()
    expect(form.locator("[data-step=team]")).to_have_attribute("data-state", "problem")


def test_the_results_are_printed_whether_opened_or_not(form: Page, edition: Edition) -> None:
    fill_by_mouse(form, edition, {"lead_kind": "state_organ"})
    assert form.locator("[data-track=t07] [data-clause]").count() == 0
    form.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    form.emulate_media(media="print")
    expect(form.locator("[data-track=t07] [data-outcome=not_met]").first).to_be_visible()


def test_the_steps_are_addresses_and_the_back_button_goes_a_step_back(form: Page, edition: Edition) -> None:
    fill_by_mouse(form, edition, {"lead_kind": "enterprise"})
    first, second = (section.id for section in edition.questionnaire[:2])
    form.locator(f"#section-{first} [data-role=next]").click()
    expect(form.locator(f"#section-{second}")).to_be_visible()
    expect(form.locator(f"[data-step={second}] a")).to_have_attribute("aria-current", "step")
    form.go_back()
    expect(form.locator(f"#section-{first}")).to_be_visible()
    expect(question(form, "lead_kind").locator("input").first).to_be_checked()


def test_a_step_that_the_address_names_already_can_be_gone_to_again(form: Page, edition: Edition) -> None:
    first, second = (section.id for section in edition.questionnaire[:2])
    form.locator(f"[data-step={second}] a").click()
    expect(form.locator(f"#section-{second}")).to_be_visible()
    fill_by_mouse(form, edition, {"rd_last_year": "abc"})
    form.locator("[data-role=panel] [data-action=clear]").click()
    form.locator("dialog button[value=clear]").click()
    expect(form.locator(f"#section-{first}")).to_be_visible()
    form.locator(f"[data-step={second}] a").click()
    expect(form.locator(f"#section-{second}")).to_be_visible()


@pytest.mark.parametrize("fragment", ["verdicts", "nowhere", "section-joint", "question-joint_count"])
def test_whatever_the_address_names_a_step_is_shown(
    visit: Callable[..., Page], edition: Edition, fragment: str
) -> None:
    page = visit(f"{edition.id}/self-assessment/#{fragment}")
    expect(page.locator("section[data-current]")).to_have_count(1)
    shown = "joint" if "joint" in fragment else edition.questionnaire[0].id
    expect(page.locator("section[data-current]")).to_have_attribute("data-section", shown)
