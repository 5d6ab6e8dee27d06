"""Zoom, narrow screens, wide spacing, large text: nothing is lost. Nothing hangs on colour; nothing moves unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.support.axe import KINDS
from tests.browser.support.form import answer, choose, question, settle
from tests.browser.support.losses import losses

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from build_scripts.content.edition import Edition

ZOOMED = {"200 %": {"width": 720, "height": 450}, "400 %": {"width": 320, "height": 256}}  # of 1440 and 1280 px
# SC 1.4.12, the spacing that visitors may set.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
SWITCH = "[data-large-text-switch]"
LARGE = "html[data-large-text]"
ENTERPRISE = "aluminium-enterprise-team-of-seven"
MOVING = """() => [...document.querySelectorAll("*")]
  .flatMap((e) => ["", "::before", "::after"].map((part) => [e, part]))
  .filter(([e, part]) => { const s = getComputedStyle(e, part || null);
    return s.animationName !== "none" || s.transitionDuration.split(", ").some((one) => one !== "0s") })
  .map(([e, part]) => e.className + part)"""


@pytest.fixture(scope="module")
def applicant(answers_of: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return answers_of[ENTERPRISE]


def lost_in(page: Page) -> dict[str, list[str]]:
    """What is lost on the page as it stands: zoomed, with wide spacing, in large text."""
    found: dict[str, list[str]] = {}
    for zoom, size in ZOOMED.items():
        page.set_viewport_size(size)
        found[zoom] = losses(page)
    style = page.add_style_tag(content=SPACED)
    for name, size in (("spaced, phone", PHONE), ("spaced, desktop", DESKTOP)):
        page.set_viewport_size(size)
        found[name] = losses(page)
    style.evaluate("style => style.remove()")
    page.evaluate("() => document.documentElement.toggleAttribute('data-large-text', true)")
    for name, size in (("large, phone", PHONE), ("large, desktop", DESKTOP)):
        page.set_viewport_size(size)
        found[name] = losses(page)
    page.evaluate("() => document.documentElement.toggleAttribute('data-large-text', false)")
    return {name: lines for name, lines in found.items() if lines}


@pytest.mark.parametrize("lang", ["", "en/"], ids=["zh", "en"])
def test_nothing_is_lost_on_any_kind_of_page(
    visit: Callable[..., Page], address: str, edition: Edition, lang: str
) -> None:
    page = visit(lang, reduced_motion="reduce")
    found: dict[str, dict[str, list[str]]] = {}
    for kind in KINDS:
        page.goto(address + lang + kind.format(year=edition.id))
        found[kind] = lost_in(page)
    assert not {kind: lost for kind, lost in found.items() if lost}


@pytest.mark.parametrize("lang", ["", "en/"], ids=["zh", "en"])
def test_nothing_is_lost_in_the_form(visit: Callable[..., Page], edition: Edition, applicant, lang: str) -> None:
    page = visit(f"{lang}{edition.id}/self-assessment/", reduced_motion="reduce")
    answer(page, applicant | {"team_in_service": 99, "grant_requested": "x"})
    page.locator("[data-step=check-answers] a").click()
    found = {"checked": lost_in(page)}
    answer(page, applicant)
    page.set_viewport_size(DESKTOP)
    for track in ("t01-d1", "t06-d1"):
        choose(page, track)
    page.locator("#preparation [data-role=portfolio]").wait_for()
    found["results and preparation"] = lost_in(page)
    assert not {state: lost for state, lost in found.items() if lost}


def test_what_is_cut_or_beyond_the_edge_would_be_noticed(visit: Callable[..., Page]) -> None:
    page = visit("about/", size=PHONE)
    assert not losses(page)
    for harm, told in (
        ("article p { height: 1rem; overflow: hidden }", "cut"),
        ("article p { width: 1000px }", "beyond the edge"),
    ):
        style = page.add_style_tag(content=harm)
        assert any(line.startswith(told) for line in losses(page))
        style.evaluate("style => style.remove()")


# ---- large text ----


def test_large_text_is_remembered_and_taken_back(visit: Callable[..., Page], address: str, edition: Edition) -> None:
    page = visit(size=PHONE)
    plain = page.locator("article p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    page.locator(SWITCH).click()
    expect(page.locator(SWITCH)).to_have_attribute("aria-pressed", "true")
    large = page.locator("article p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert large >= plain * 1.39
    for path in (f"en/{edition.id}/dates/", f"{edition.id}/self-assessment/"):
        page.goto(address + path)
        expect(page.locator(LARGE)).to_have_count(1)
    question(page, "lead_kind").locator("label").first.click()
    settle(page)
    option = question(page, "lead_kind").locator("label").first
    assert option.bounding_box()["height"] >= 44 * 1.3
    text = option.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert text >= plain * 1.3
    expect(question(page, "lead_kind").locator("input:checked")).to_have_count(1)
    page.locator(SWITCH).click()
    expect(question(page, "lead_kind").locator("input:checked")).to_have_count(1)
    assert page.evaluate("() => localStorage.getItem('baise-large-text')") is None
    page.goto(f"{address}about/")
    expect(page.locator(LARGE)).to_have_count(0)


def test_large_text_holds_where_nothing_can_be_stored(visit: Callable[..., Page]) -> None:
    page = visit(size=PHONE)
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden') } })")
    page.reload()
    page.locator(SWITCH).click()
    expect(page.locator(LARGE)).to_have_count(1)


# ---- colours and motion ----


@pytest.mark.parametrize("forced", ["active", "none"])
def test_verdicts_and_answers_are_told_apart_without_colour(
    visit: Callable[..., Page], edition: Edition, applicant: dict[str, Any], forced: str
) -> None:
    page = visit(f"{edition.id}/self-assessment/", forced_colors=forced)
    answer(page, {"lead_kind": "enterprise"})
    options = question(page, "lead_kind").locator(".sa-option")
    edges = options.evaluate_all(
        "all => all.map((e) => { const s = getComputedStyle(e); return s.outlineStyle + s.outlineWidth + s.boxShadow })"
    )
    chosen = options.evaluate_all("all => all.map((e) => e.querySelector('input').checked)")
    assert chosen.count(True) == 1
    assert edges.count(edges[chosen.index(True)]) == 1, "the chosen option has an edge of its own"
    assert options.nth(chosen.index(True)).locator("input").evaluate("e => getComputedStyle(e).appearance") != "none"
    steps = page.locator("[data-step] a").evaluate_all(
        "all => all.map((e) => { const s = getComputedStyle(e); return s.outlineStyle + s.boxShadow + s.fontWeight })"
    )
    assert len(set(steps)) == 2, "the step at hand differs in more than its colour"

    answer(page, applicant)
    signs = page.locator(".sa-counts li").evaluate_all(
        "all => all.map((e) => [getComputedStyle(e.querySelector('.sa-mark'), '::before').content, e.textContent])"
    )
    assert len({sign for sign, _ in signs}) == len({words for _, words in signs}) == 5
    assert not {sign for sign, _ in signs} & {"none", '""'}
    choose(page, "t01-d1")
    expect(page.locator("[data-choose=t01-d1]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-track=t01-d1] .sa-track__chosen")).to_have_text("已选")
    question(page, "lead_kind").locator("input:checked").focus()
    page.keyboard.press("ArrowDown")
    ring = page.locator(".sa-option:has(:focus-visible)")
    assert ring.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_nothing_moves_where_motion_is_unwelcome(visit: Callable[..., Page], address: str, edition: Edition) -> None:
    page = visit(reduced_motion="reduce")
    moving = page.evaluate(MOVING)
    page.goto(f"{address}{edition.id}/type-01/#t01-d2-rd")
    moving += page.evaluate(MOVING)
    page.goto(f"{address}{edition.id}/self-assessment/")
    answer(page, {"lead_kind": "state_organ"})
    moving += page.evaluate(MOVING)
    assert not moving
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING), "the measure sees motion"
