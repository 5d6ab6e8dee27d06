"""Pagefind over the built site, in Chromium: ``npx`` fetches it, it is no dependency of ours."""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import subprocess
import threading
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Response, sync_playwright

from benchmarks.chromium import QUIET, chromium_path

if TYPE_CHECKING:
    from pathlib import Path

VERSION = "1.6.0"
SHOWN = 8  # pages whose content Pagefind's own interface fetches for a list
SUBS = 3  # headings of a page that it shows
SEARCH = """async ({ queries, shown, subs }) => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  const answers = [];
  for (const query of queries) {
    const begun = performance.now();
    const found = await pagefind.search(query);
    const pages = await Promise.all(found.results.slice(0, shown).map((result) => result.data()));
    const ms = performance.now() - begun;
    const rows = pages.flatMap((page) => {
      const best = [...page.sub_results].sort((a, b) => b.locations.length - a.locations.length).slice(0, subs);
      return page.sub_results.filter((sub) => best.includes(sub)).map((sub) => sub.url);
    });
    answers.push({ ms, rows });
  }
  return answers;
}"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def asked_pagefind(site: Path, folder: Path, queries: dict[str, list[str]]) -> dict[str, Any]:
    """Return, per language, ``{answers: [{ms, rows}], bytes}`` of Pagefind's index of a copy of ``site``."""
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("download", "runtime"))
    command = ["npx", "--yes", f"pagefind@{VERSION}", "--site", str(folder)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(playwright), args=QUIET)
        for lang, typed in queries.items():
            page = browser.new_context(service_workers="block").new_page()
            page.goto(address + {"zh": "about/", "en": "en/about/"}[lang])
            sizes: list[int] = []
            page.on("response", lambda response, sizes=sizes: sizes.append(_size(response)))
            first = page.evaluate(SEARCH, {"queries": typed[:1], "shown": SHOWN, "subs": SUBS})
            loaded = sum(sizes)
            answers = page.evaluate(SEARCH, {"queries": typed, "shown": SHOWN, "subs": SUBS})
            for answer in (*first, *answers):
                answer["rows"] = [row.removeprefix("/").removeprefix("en/") for row in answer["rows"]]
            found[lang] = {"answers": answers, "bytes": loaded}
        browser.close()
    server.shutdown()
    return found


def _size(response: Response) -> int:
    if "/pagefind/" not in response.url:
        return 0
    body = response.body()
    return len(gzip.compress(body, 9)) if response.url.endswith((".js", ".json")) else len(body)
