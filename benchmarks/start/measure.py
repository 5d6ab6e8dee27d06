"""From the start of a worker to the first verdict, and the bytes that takes: this site, and other ways to do it.

All ways in one run, by turns, in the same Chromium and from the same host, which compresses as well as
a host can. Cold is a browser that has seen nothing, warm the same one again. Slowed means a line of
10 Mbit/s with 20 ms of delay, and processes that stand still three quarters of the time.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from benchmarks.chromium import QUIET, chromium_path
from benchmarks.host import Host
from benchmarks.slow_cpu import Pace, memory_bytes, slowed
from benchmarks.start.form_page import form_page
from build_scripts.runtime.wheel import build_wheel

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

PATIENCE_MS = 180_000
OURS, RESTORED, STOCK, PYSCRIPT, FLOOR = "ours", "restored", "stock", "pyscript", "floor"
WAYS = (OURS, RESTORED, STOCK, PYSCRIPT, FLOOR)
VISITS = ("cold", "warm")
ANSWERS = 300
WARM_UP = 50

# What a page with PyScript would hold: the wheel is put among its files, since a package needs micropip.
PYSCRIPT_CODE = """
import sys
sys.path.append("./checker.whl")
from py_checker import Checker
from pyodide.http import pyfetch
from pyscript import window
rules = await (await pyfetch("{rulebook}")).string()
window.say(Checker(rules).respond(window.message))
"""


PACES = {"plain": Pace(0, 0, 1), "slowed": Pace(10, 0.02, 4)}


class Bench:
    """A host with all ways on it, and a Chromium in front."""

    def __init__(self, root: Path, site: Path, edition: str, message: dict[str, Any]) -> None:
        """Build the wheel that the other ways load, and start the host; ``message`` asks for verdicts."""
        modules, cache = root / "node_modules", root / ".cache"
        wheel = build_wheel(root, cache / "wheel")
        self.host = Host(
            {"/": site, "/bench/": root / "benchmarks", "/stock/": modules / "pyodide", "/npm/": modules,
             "/wheel/": wheel.parent},
            cache,
        )  # fmt: skip
        at = self.host.root
        rulebook = f"{at}{edition}/assessment/rulebook.json"
        stock, packed = f"{at}stock/", f"{at}wheel/{wheel.name}"
        worker = f"{at}assets/self-assessment/checker/worker.js"
        start = {"runtime": f"{at}assets/runtime/", "rulebook": rulebook}
        self.ways = {
            OURS: {"worker": worker, "start": start | {"restore": False}},
            RESTORED: {"worker": worker, "start": start | {"restore": True}},
            STOCK: {"worker": f"{at}bench/start/ways/stock.js",
                    "start": {"pyodide": stock, "wheel": packed, "rulebook": rulebook}},
            PYSCRIPT: {"pyscript": f"{at}npm/@pyscript/core/dist/core.js",
                       "script": PYSCRIPT_CODE.format(rulebook=rulebook),
                       "config": {"interpreter": f"{stock}pyodide.mjs", "files": {packed: "./checker.whl"}}},
            FLOOR: {"worker": f"{at}bench/start/ways/floor.js", "start": {"rulebook": rulebook}},
        }  # fmt: skip
        for way in self.ways.values():
            way["message"] = message
        self.message = message

    def visits(self, browser: Browser, way: str, pace: Pace) -> dict[str, dict[str, Any]]:
        """Return a first visit and a second one: milliseconds, bytes, what was said."""
        context = browser.new_context()
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        found = {}
        for visit in VISITS:
            self.host.mbit_s = self.host.latency_s = 0
            page.goto(f"{self.host.root}bench/start/ways/page.html")
            page.wait_for_function("() => window.first")
            self.host.mbit_s, self.host.latency_s, self.host.moved = pace.mbit_s, pace.latency_s, 0
            with slowed(pace.cpu):
                found[visit] = page.evaluate("(way) => first(way)", self.ways[way]) | {"bytes": self.host.moved}
        context.close()
        return found

    def running(self, browser: Browser, messages: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
        """Return what the page weighs with the engine running (bytes), and the time that each kind of answer takes."""
        context = browser.new_context()
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{self.host.root}bench/start/ways/page.html")
        page.wait_for_function("() => window.first")
        before = memory_bytes()
        page.evaluate("(way) => first(way)", self.ways[OURS])
        after = memory_bytes()
        taken = {}
        for kind, asked in messages.items():
            found = page.evaluate("([asked, rounds]) => answers(asked, rounds)", [asked, WARM_UP + ANSWERS])
            taken[kind] = {"kind": found["kind"], "ms": found["taken"][WARM_UP:]}
        grown = {process: after[process] - before.get(process, 0) for process in after}
        largest = max(grown, key=grown.__getitem__, default=None)
        context.close()
        memory = {"page": after[largest], "engine": grown[largest]} if largest is not None else None
        return {"memory_bytes": memory, "answers": taken}


def measured(
    bench: Bench, edition: str, messages: dict[str, list[dict[str, Any]]], rounds: dict[str, int]
) -> dict[str, Any]:
    """Return everything that needs a browser. Raises ``RuntimeError`` where two ways disagree on the verdicts."""
    taken: dict[str, Any] = {
        pace: {way: {visit: [] for visit in VISITS} for way in WAYS} for pace, count in rounds.items() if count
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(playwright), args=QUIET)
        for pace, count in rounds.items():
            for number in range(count):
                for way in WAYS[number % len(WAYS) :] + WAYS[: number % len(WAYS)]:
                    for visit, found in bench.visits(browser, way, PACES[pace]).items():
                        taken[pace][way][visit].append(found)
        hosts = {}
        for encoding in ("br", "gzip", ""):
            bench.host.encoding = encoding
            hosts[encoding or "none"] = {
                way: bench.visits(browser, way, PACES["plain"])["cold"]["bytes"] for way in (OURS, RESTORED, STOCK)
            }
        bench.host.encoding = "br"
        running = bench.running(browser, messages)
        page = {pace: form_page(bench.host, browser, edition, PACES[pace]) for pace, count in rounds.items() if count}
        version = browser.version
        browser.close()
    _refuse_disagreement(taken)
    return {"chromium": version, "start": _medians(taken), "bytes_by_host": hosts, "form_ms": page, **running}


def _refuse_disagreement(taken: dict[str, Any]) -> None:
    said = [found["verdicts"] for ways in taken.values() for visits in ways.values() for all_ in visits.values()
            for found in all_]  # fmt: skip
    verdicts = [{track["track"]: track["verdict"] for track in one["tracks"]} for one in said]
    if any(one != verdicts[0] for one in verdicts):
        raise RuntimeError("the ways do not reach the same verdicts")


def _medians(taken: dict[str, Any]) -> dict[str, Any]:
    """Return for each pace, way and visit the medians, and how many times sooner than stock (of the same visit)."""
    result: dict[str, Any] = {}
    for pace, ways in taken.items():
        found = {
            way: {
                visit: {
                    "ms": statistics.median(one["ms"] for one in all_),
                    "bytes": int(statistics.median(one["bytes"] for one in all_)),
                    "rounds": len(all_),
                }
                for visit, all_ in visits.items()
            }
            for way, visits in ways.items()
        }
        for visits in found.values():
            for visit, one in visits.items():
                one["times_sooner_than_stock"] = found[STOCK][visit]["ms"] / one["ms"]
        result[pace] = found
    return result
