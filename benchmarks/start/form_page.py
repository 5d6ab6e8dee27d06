"""The page itself: how soon verdicts follow an answer, and how soon the form reacts while the engine is loading."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

from benchmarks.slow_cpu import slowed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from benchmarks.host import Host
    from benchmarks.slow_cpu import Pace

ROOT = "#self-assessment"
READY = f"{ROOT}[data-status=ready] [data-role=panel]:not([data-pending])"
PATIENCE_MS = 180_000
BARE_ROUNDS = 12
ANSWERS = 3  # of the first question: clicked from the last to the first, for every key goes one down
PAUSE_MS = 150
AFTERWARDS = 4  # rounds after the first verdicts, which change much of the page
STANDS = "the first verdicts stand"
BARE = "".join(
    f"<fieldset data-fact>{''.join(f'<label><input type=radio name={n}>{m}</label>' for m in range(4))}</fieldset>"
    for n in range(3)
)
LABELS = "[data-fact] label:has(input[type=radio]):visible"
# From a click on an answer until the frame that follows its verdicts; two answers to every question with choices.
VERDICTS = """async () => {
  const panel = document.querySelector("[data-role=panel]");
  const groups = [...document.querySelectorAll("[data-fact]")].map((box) => box.querySelectorAll("input[type=radio]"));
  const taken = [];
  for (const [first, second] of groups.filter((radios) => radios.length > 1)) {
    for (const input of [first, second]) {
      const before = performance.now();
      const shown = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (panel.hasAttribute("data-pending")) return;
          observer.disconnect();
          requestAnimationFrame(() => resolve(performance.now() - before));
        });
        observer.observe(panel, { attributeFilter: ["data-pending"] });
      });
      input.click();
      taken.push(await shown);
    }
  }
  return taken;
}"""
WATCH_INPUT = """() => {
  globalThis.slowest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) slowest = Math.max(slowest, duration);
  }).observe({ type: "event", durationThreshold: 16 });
}"""

# Tells over the console, so that nothing has to be asked of the page meanwhile.
WATCH_VERDICTS = """([ready, stands]) => {
  globalThis.answered = globalThis.began = 0;
  addEventListener("change", () => { answered += 1; }, { capture: true });
  addEventListener("pointerdown", () => { began ||= performance.now(); }, { capture: true });
  const observer = new MutationObserver(() => {
    if (!began || !document.querySelector(ready)) return;
    observer.disconnect();
    globalThis.ready = performance.now() - began;
    console.debug(stands);
  });
  observer.observe(document.body, { subtree: true, attributes: true });
}"""


def form_page(host: Host, browser: Browser, edition: str, pace: Pace) -> dict[str, Any]:
    """Fill in the form at a pace; return milliseconds.

    ``verdict``: from an answer to its verdicts, median and worst; ``input``: the slowest answer of the form
    to a click or key while the engine was loading and at the first verdicts (Event Timing, in steps of 8);
    ``bare``: the same of a page with nothing but radio buttons, which is what this browser takes itself;
    ``ready``: from the first touch until the first verdicts stand.
    """
    host.mbit_s, host.latency_s = pace.mbit_s, pace.latency_s
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{host.root}{edition}/self-assessment/index.html", wait_until="networkidle")
    page.evaluate(WATCH_INPUT)
    with slowed(pace.cpu):
        ready = _fill_while_loading(page)
    slowest = page.evaluate("() => slowest")
    with slowed(pace.cpu):
        taken = page.evaluate(VERDICTS)
    context.close()
    host.mbit_s = host.latency_s = 0
    verdict = {"median": statistics.median(taken), "worst": max(taken)}
    return {"verdict": verdict, "input": slowest, "bare": _bare_input(browser, pace), "ready": ready}


def _bare_input(browser: Browser, pace: Pace) -> float:
    page = browser.new_page()
    page.set_content(BARE)
    page.evaluate(WATCH_INPUT)
    places = _places(page)
    with slowed(pace.cpu):
        for number in range(BARE_ROUNDS):
            _answer(page, places[-number % ANSWERS])
    slowest = page.evaluate("() => slowest")
    page.close()
    return slowest


def _places(page: Page) -> list[tuple[float, float]]:
    """Return where the first question's answers are, so that answering leaves the page alone.

    A locator looks at every label of the page before it clicks: on the slow processor that takes longer than what
    is measured.
    """
    page.locator(LABELS).first.scroll_into_view_if_needed()
    boxes = [page.locator(LABELS).nth(number).bounding_box() for number in range(ANSWERS)]
    return [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes if box]


def _answer(page: Page, place: tuple[float, float]) -> None:
    """Answer the first question once more, by mouse and then by key, as fast as a hurried visitor."""
    page.mouse.click(*place)
    page.wait_for_timeout(PAUSE_MS)
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(PAUSE_MS)


def _fill_while_loading(page: Page) -> float:
    """Answer by mouse and keys until the first verdicts stand, and a little longer; return the time until they do.

    Raises ``LookupError`` where a click has not reached an answer: the page has moved under the mouse.
    """
    stands: list[str] = []
    page.on("console", lambda message: stands.append(message.text) if message.text == STANDS else None)
    places = _places(page)
    page.evaluate(WATCH_VERDICTS, [READY, STANDS])
    number = 0
    left = AFTERWARDS
    while left:
        _answer(page, places[-number % ANSWERS])
        number += 1
        left -= bool(stands)
    answered, ready = page.evaluate("() => [answered, ready]")
    if answered < 2 * number - 1:  # the last answer may still be on its way
        message = f"{2 * number} answers were given, {answered} arrived"
        raise LookupError(message)
    return ready
