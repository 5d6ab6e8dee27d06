"""The page itself: how soon verdicts follow an answer, and how soon the form reacts while the engine is loading."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

from benchmarks.slow_cpu import slowed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from benchmarks.start import Bench, Pace

ROOT = "#self-assessment"
READY = f"{ROOT}[data-status=ready] [data-role=panel]:not([data-pending])"
PATIENCE_MS = 180_000
QUESTIONS = 12
BARE_ROUNDS = 12
BARE = "".join(
    f"<fieldset data-fact>{''.join(f'<label><input type=radio name={n}>{m}</label>' for m in range(4))}</fieldset>"
    for n in range(3)
)
LABELS = "[data-fact] label:has(input[type=radio]):visible"
# From a click on an answer until the frame that follows its verdicts.
VERDICTS = """async (count) => {
  const panel = document.querySelector("[data-role=panel]");
  const groups = [...document.querySelectorAll("[data-fact]")].map((box) => box.querySelectorAll("input[type=radio]"));
  const taken = [];
  for (const [first, second] of groups.filter((radios) => radios.length > 1).slice(0, count)) {
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


def form_page(bench: Bench, browser: Browser, edition: str, pace: Pace) -> dict[str, Any]:
    """Fill in the form at a pace; return milliseconds.

    ``verdict``: from an answer to its verdicts, median and worst; ``input``: the slowest answer of the form
    to a click or key while the engine was loading (Event Timing, in steps of 8); ``bare``: the same of a page
    with nothing but radio buttons, which is what this browser takes itself; ``ready``: from the first touch
    until the first verdicts stand.
    """
    bench.host.mbit_s, bench.host.latency_s = pace.mbit_s, pace.latency_s
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{bench.host.root}{edition}/self-assessment/index.html", wait_until="networkidle")
    page.evaluate(WATCH_INPUT)
    with slowed(pace.cpu):
        ready = _fill_while_loading(page)
    slowest = page.evaluate("() => slowest")
    with slowed(pace.cpu):
        taken = page.evaluate(VERDICTS, QUESTIONS)
    context.close()
    bench.host.mbit_s = bench.host.latency_s = 0
    verdict = {"median": statistics.median(taken), "worst": max(taken)}
    return {"verdict": verdict, "input": slowest, "bare": _bare_input(browser, pace), "ready": ready}


def _bare_input(browser: Browser, pace: Pace) -> float:
    page = browser.new_page()
    page.set_content(BARE)
    page.evaluate(WATCH_INPUT)
    with slowed(pace.cpu):
        for number in range(BARE_ROUNDS):
            _answer(page, number)
    slowest = page.evaluate("() => slowest")
    page.close()
    return slowest


def _answer(page: Page, number: int) -> None:
    """Answer the first question once more, by mouse and then by key."""
    page.locator(LABELS).nth(number % 3).click()
    page.keyboard.press("ArrowDown")


def _fill_while_loading(page: Page) -> float:
    """Answer by mouse and keys, again and again, until the first verdicts stand; return the time until then."""
    page.evaluate(
        """(ready) => {
          globalThis.began = 0;
          globalThis.ready = new Promise((resolve) => {
            addEventListener("pointerdown", () => (began ||= performance.now()), { capture: true });
            new MutationObserver(() => document.querySelector(ready) && began && resolve(performance.now() - began))
              .observe(document.body, { subtree: true, attributes: true });
          });
        }""",
        READY,
    )
    page.locator(LABELS).first.click()
    number = 0
    while not page.locator(READY).count():
        number += 1
        _answer(page, number)
    return page.evaluate("() => ready")
