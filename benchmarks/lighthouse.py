"""``python -m benchmarks.lighthouse``: what Lighthouse says of one page of each kind, as phone and as desktop.

Prints a table of medians and writes ``.cache/lighthouse.json``. Needs the built site, and a machine with nothing
else to do: the scores are about time. ``npx`` fetches Lighthouse, which is no dependency of ours.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.chromium import QUIET, chromium_path
from benchmarks.host import Host
from build_scripts.loader import load_site
from build_scripts.pages import pages_of

VERSION = "12.8.2"
ROOT = Path(__file__).resolve().parent.parent
FORMS: dict[str, list[str]] = {"phone": [], "desktop": ["--preset=desktop"]}
GROUPS = ("performance", "accessibility", "best-practices", "seo")
FIGURES = {"largest-contentful-paint": "LCP ms", "total-blocking-time": "TBT ms", "cumulative-layout-shift": "CLS"}
GOAL = 98


def kinds() -> list[str]:
    """Return the address of one page of each kind, the home page first: type-01 stands for all project types."""
    site = load_site(ROOT)
    pages = pages_of(site, site.editions[site.current], "zh")
    first = {page.template: f"{page.path}/".removeprefix("index/") for page in reversed(pages)}
    return [*reversed(first.values())]


def judged(address: str, options: list[str], browser: str) -> dict[str, float]:
    """Return the scores of one run, 0 to 100, and the figures behind the first."""
    flags = " ".join(["--headless=new", *QUIET])
    command = ["npx", "--yes", f"lighthouse@{VERSION}", address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    environment = os.environ | {"CHROME_PATH": browser}
    run = subprocess.run([*command, *options], env=environment, capture_output=True, text=True, check=True)
    report = json.loads(run.stdout)
    scores = {group: 100 * (report["categories"][group]["score"] or 0) for group in GROUPS}
    return scores | {name: report["audits"][audit]["numericValue"] for audit, name in FIGURES.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="addresses within the site; one of each kind where none are given")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = chromium_path(playwright)
    host = Host({"/": ROOT / "site"}, ROOT / ".cache")
    host.encoding = "gzip"
    found: dict[str, dict[str, dict[str, float]]] = {}
    for page in options.pages or kinds():
        for form, extra in FORMS.items():
            runs = [judged(host.root + page, extra, browser) for _ in range(options.runs)]
            medians = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
            found.setdefault(page, {})[form] = medians
            scores = " ".join(f"{medians[group]:3.0f}{' ' if medians[group] >= GOAL else '!'}" for group in GROUPS)
            rest = "  ".join(f"{name} {medians[name]:.3g}" for name in FIGURES.values())
            sys.stdout.write(f"{form:8}{scores}  {rest}  /{page}\n")
            sys.stdout.flush()
    (ROOT / ".cache" / "lighthouse.json").write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
