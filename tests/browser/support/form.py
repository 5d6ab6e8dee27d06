"""Filling in the self-assessment as people do: by mouse and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from build_scripts.content.edition import Edition

ROOT = "#self-assessment"
READY = f"{ROOT}[data-status=ready]"
VERDICTS = "[data-role=panel]:not([data-pending])"
SETTLED = f"{ROOT}[data-status=ready]:not([data-arranging]) {VERDICTS}"
START_MS = 60_000
FILL = """answers => {
  for (const [fact, value] of Object.entries(answers)) {
    const question = document.querySelector(`[data-fact="${fact}"]`);
    const option = [...question.querySelectorAll("input[type=radio]")].find((input) => input.value === value);
    const control = option ?? question.querySelector("input");
    if (option) option.checked = true;
    else control.value = value;
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}"""
# Keeps the workers of the form within reach, and the requests that they were sent.
WATCH_WORKERS = """
const Plain = Worker;
globalThis.asks = [];
globalThis.engines = [];
globalThis.Worker = class extends Plain {
  constructor(address, options) {
    super(address, options);
    if (String(address).includes("self-assessment")) globalThis.engines.push(this); // the search has a worker, too
  }
  postMessage(message) {
    if (message.type === "ask") globalThis.asks.push(JSON.parse(message.text));
    super.postMessage(message);
  }
};
"""


def question(page: Page, fact: str) -> Any:
    return page.locator(f'[data-fact="{fact}"]')


def set_aside(page: Page, fact: str) -> bool:
    return page.locator(f'[data-role=aside] [data-fact="{fact}"]').count() > 0


def value_of(answer: Any) -> str:
    """The value of the radio button that stands for a raw answer."""
    if isinstance(answer, bool):
        return str(answer).lower()
    return "" if answer is None else str(answer)


def settle(page: Page) -> None:
    """Wait until the verdicts on all that was answered are shown, and all that follows from them."""
    page.locator(SETTLED).wait_for(timeout=START_MS)


def reveal(page: Page, fact: str) -> None:
    """Go to the step that asks the question, through the list of steps."""
    if not question(page, fact).is_visible():
        step = question(page, fact).evaluate("e => e.closest('[data-section]').dataset.section")
        page.locator(f'[data-step="{step}"] a').click()
    expect(question(page, fact)).to_be_visible()


def answer(page: Page, answers: dict[str, Any]) -> None:
    raw = {
        fact: str(value).lower() if isinstance(value, bool) else str(value)
        for fact, value in answers.items()
        if value is not None
    }
    page.evaluate(FILL, raw)
    settle(page)


def fill_by_mouse(page: Page, edition: Edition, answers: dict[str, Any]) -> None:
    for section in edition.questionnaire:
        for item in section.questions:
            fact = item.fact.id
            if fact not in answers or set_aside(page, fact):
                continue
            reveal(page, fact)
            box = question(page, fact)
            if item.fact.type in ("choice", "yes_no"):
                box.locator(f'label:has(input[type=radio][value="{value_of(answers[fact])}"])').click()
            else:
                box.locator("input:not([type=checkbox])").fill(str(answers[fact]))
                box.locator("input:not([type=checkbox])").blur()
            settle(page)


def fill_by_keyboard(page: Page, answers: dict[str, Any], look: Callable[[], str] = str) -> list[str]:
    """Tab from the first question to the results, answering whatever has the focus.

    Returns what ``look`` finds wrong at the stops on the way.
    """
    page.locator("[data-fact] input").first.focus()
    done: set[str] = set()
    wrong: list[str] = []
    for _ in range(600):
        focus = page.evaluate(
            "() => { const a = document.activeElement, q = a.closest('[data-fact]');"
            " return { fact: q?.dataset.fact, type: a.type, next: a.dataset.role === 'next',"
            " panel: !!a.closest('[data-role=panel]') } }"
        )
        if focus["panel"]:
            break
        fact = focus.get("fact")
        if fact in answers and fact not in done and focus["type"] in ("radio", "text", "date"):
            done.add(fact)
            _answer_by_keyboard(page, focus["type"], answers[fact])
            settle(page)
        wrong += filter(None, [look()])
        page.keyboard.press("Enter" if focus["next"] else "Tab")
        if focus["next"]:  # the heading of the next step takes the focus
            page.wait_for_function("() => document.activeElement.tagName === 'H2'")
    settle(page)
    return wrong


def _answer_by_keyboard(page: Page, kind: str, answer: Any) -> None:
    if kind == "text":
        page.keyboard.type(str(answer))
    elif kind == "date":
        _type_date(page, str(answer))
    else:
        page.keyboard.press("Space")
        for _ in range(20):
            chosen = page.evaluate("() => document.activeElement.checked && document.activeElement.value")
            if chosen == value_of(answer):
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"no option {answer!r}")


def _type_date(page: Page, answer: str) -> None:
    """Type a date in the order that this browser's field has: year first, or as in English."""
    year, month, day = answer.split("-")
    for order in ((year, month, day), (month, day, year), (day, month, year)):
        page.keyboard.type("".join(order))
        if page.evaluate("() => document.activeElement.value") == answer:
            return
        page.evaluate("() => { const a = document.activeElement; a.value = ''; a.blur(); a.focus() }")
    raise AssertionError(f"the date field did not take {answer}")


def shown_verdicts(page: Page) -> dict[str, str]:
    """What the page says of each track."""
    return page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('[data-track]')]"
        ".map((e) => [e.dataset.track, e.dataset.verdict]))"
    )


def expect_verdicts(page: Page, expected: dict[str, str]) -> None:
    settle(page)
    shown = shown_verdicts(page)
    assert shown == expected
    for verdict in set(expected.values()):
        count = sum(value == verdict for value in expected.values())
        expect(page.locator(f"[data-role=panel] .sa-counts [data-count={verdict}]")).to_have_text(str(count))


def choose(page: Page, track: str) -> Locator:
    """Press the button of a track in the results; return its card."""
    entry = page.locator(f'details[data-track="{track}"]')
    if entry.get_attribute("open") is None:
        entry.locator("summary").first.click()
    entry.locator("[data-action=choose]").click()
    return page.locator(f'[data-application][data-of="{track}"]').last


def receipt(page: Page) -> Locator:
    """Ask for the receipt, but keep the printer out of it; return it as it stands on paper."""
    page.evaluate("() => { globalThis.print = () => { globalThis.printed = document.title } }")
    page.locator("[data-step=verdicts] a").click()
    page.locator("[data-role=summary] [data-action=receipt]").click()
    page.wait_for_function("() => globalThis.printed")
    page.emulate_media(media="print")
    return page.locator(".sa-receipt")
