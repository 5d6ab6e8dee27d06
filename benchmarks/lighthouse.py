"""``python -m benchmarks.lighthouse``: what Lighthouse says of one page of each kind, as phone and as desktop.

Prints a table of medians, with the audits that cost points, and writes ``.cache/lighthouse.json``. Needs the built
site, and a machine with nothing else to do: the scores are about time. ``npx`` fetches Lighthouse, which is no
dependency of ours.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import sync_playwright

from benchmarks.chromium import QUIET, chromium_path
from benchmarks.host import Host
from build_scripts.content.addresses import FOLDERS
from build_scripts.content.load import load_site
from build_scripts.pages.catalogue import pages_of
from build_scripts.source.text import LANGUAGES

VERSION = "12.8.2"
ROOT = Path(__file__).resolve().parent.parent
FORMS: dict[str, list[str]] = {"phone": [], "desktop": ["--preset=desktop"]}
GROUPS = ("performance", "accessibility", "best-practices", "seo")
FIGURES = {
    "first-contentful-paint": "FCP ms",
    "largest-contentful-paint": "LCP ms",
    "speed-index": "SI ms",
    "total-blocking-time": "TBT ms",
    "cumulative-layout-shift": "CLS",
}
UNLISTED = ("404.html", "offline.html")  # they ask search engines not to list them
GOAL = 98


class Run(NamedTuple):
    """One run: the scores (0 to 100) and the figures behind the first; what each audit cost, in points of its group."""

    figures: dict[str, float]
    losses: dict[str, float]


def kinds(lang: str) -> list[str]:
    """Return the address of one page of each kind, the home page first: type-01 stands for all project types."""
    site = load_site(ROOT)
    pages = pages_of(site, site.editions[site.current], lang)
    first = {page.template: f"{page.path}/".removeprefix("index/") for page in reversed(pages)}
    return [FOLDERS[lang] + path for path in (*reversed(first.values()), *UNLISTED)]


def judged(address: str, options: list[str], browser: str) -> Run:
    """Return what one run says."""
    flags = " ".join(["--headless=new", *QUIET])
    command = ["npx", "--yes", f"lighthouse@{VERSION}", address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    if address.endswith(UNLISTED):
        command.append("--skip-audits=is-crawlable")
    environment = os.environ | {"CHROME_PATH": browser}
    run = subprocess.run([*command, *options], env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"Lighthouse 没有完成（failed）：{address}\n{run.stderr}")
    report = json.loads(run.stdout)
    scores = {group: 100 * (report["categories"][group]["score"] or 0) for group in GROUPS}
    seconds = {name: report["audits"][audit]["numericValue"] for audit, name in FIGURES.items()}
    return Run(figures=scores | seconds, losses=_losses(report))


def _losses(report: dict[str, Any]) -> dict[str, float]:
    """Return the points that each audit cost its group: Lighthouse's groups are weighted means of their audits."""
    lost = {}
    for group in GROUPS:
        audits = [
            (entry["id"], entry["weight"], report["audits"][entry["id"]]["score"])
            for entry in report["categories"][group]["auditRefs"]
            if entry["weight"] and report["audits"][entry["id"]]["score"] is not None
        ]
        whole = sum(weight for _, weight, _ in audits)
        lost |= {name: 100 * weight * (1 - score) / whole for name, weight, score in audits}
    return lost


def line(form: str, page: str, runs: list[Run]) -> str:
    """Return a line of the table: the medians, and the audits that cost half a point or more."""
    medians = {name: statistics.median(run.figures[name] for run in runs) for name in runs[0].figures}
    scores = " ".join(f"{medians[group]:3.0f}{' ' if medians[group] >= GOAL else '!'}" for group in GROUPS)
    rest = "  ".join(f"{name} {medians[name]:.3g}" for name in FIGURES.values())
    costs = {name: statistics.median(run.losses.get(name, 0) for run in runs) for name in runs[0].losses}
    why = ", ".join(f"{name} -{cost:.1f}" for name, cost in costs.items() if cost >= 0.5)  # noqa: PLR2004 - of 100
    return f"{form:8}{scores}  {rest}  /{page}  {why}\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="addresses within the site; one of each kind where none are given")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--form", choices=FORMS, action="append", help="both where none is given")
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help="of the kinds")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = chromium_path(playwright)
    host = Host({"/": ROOT / "site"}, ROOT / ".cache")
    host.encoding = "gzip"
    found: dict[str, dict[str, list[dict[str, float]]]] = {}
    for page in options.pages or kinds(options.lang):
        for form in options.form or FORMS:
            runs = [judged(host.root + page, FORMS[form], browser) for _ in range(options.runs)]
            found.setdefault(page, {})[form] = [run.figures for run in runs]
            sys.stdout.write(line(form, page, runs))
            sys.stdout.flush()
    (ROOT / ".cache" / "lighthouse.json").write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
