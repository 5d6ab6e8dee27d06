"""The checker in a visitor's browser: real Chromium, the built site's own client, worker and Pyodide."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import subprocess
import threading
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Playwright

    from benchmarks.applicants import Answers
    from build_scripts.model import Edition

WARM_UP = 50
ROUNDS = 300
PATIENCE_S = 120
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--disable-quic"]  # fmt: skip
TYPES = {".mjs": "text/javascript", ".wasm": "application/wasm"}

# From the page's call to its answer: JSON written, posted to the worker, checked, posted back, JSON read.
MEASURE = """
async ({ edition, applicants, rounds, root }) => {
  const { Client } = await import(`${root}assets/self-assessment/client.js`);
  const addresses = {
    runtime: `${root}assets/runtime/`,
    rulebook: `${root}${edition}/assessment/rulebook.json`,
    texts: `${root}${edition}/assessment/texts.zh.json`,
  };
  const started = performance.now();
  let hear = () => {};
  let client;
  await new Promise((resolve, reject) => {
    const onStatus = (status) => {
      if (status.phase === "ready") resolve();
      if (status.phase === "failed") reject(new Error(status.reason));
    };
    client = new Client({ edition, addresses, onStatus, onTexts() {},
                          onReply: (reply) => hear(reply), onAdvice: (reply) => hear(reply) });
    client.start();
  });
  const start = performance.now() - started;
  const taken = {};
  const kinds = {};
  for (const kind of ["ask", "advise"]) {
    taken[kind] = [];
    for (let round = 0; round < rounds; round += 1) {
      const answers = applicants[kind][round % applicants[kind].length];
      const before = performance.now();
      const reply = await new Promise((resolve) => { hear = resolve; client[kind](answers); });
      taken[kind].push(performance.now() - before);
      kinds[kind] = reply.kind;
    }
  }
  client.stop();
  return { start, taken, kinds };
}
"""


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def round_trip_ms(site: Path, edition: Edition, checked: list[Answers], advised: list[Answers]) -> dict[str, Any]:
    """Return how long checks and advice took as a page sees them, and how long Python took to start."""
    with _served(site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(playwright), args=QUIET)
        page = browser.new_page()
        page.set_default_timeout(PATIENCE_S * 1000)
        page.goto(f"{root}404.html")
        applicants = {"ask": checked, "advise": advised}
        told = page.evaluate(
            MEASURE, {"edition": edition.id, "applicants": applicants, "rounds": WARM_UP + ROUNDS, "root": root}
        )
        version = browser.version
        browser.close()
    if told["kinds"] != {"ask": "verdicts", "advise": "changes"}:
        raise RuntimeError(f"the worker answered {told['kinds']}")
    taken = {kind: times[WARM_UP:] for kind, times in told["taken"].items()}
    return {"chromium": version, "start": told["start"], **taken}


@contextlib.contextmanager
def _served(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()


def _chromium(playwright: Playwright) -> str:
    """Playwright's own Chromium where it runs, else the system's."""
    names = [playwright.chromium.executable_path, "chromium", "chromium-browser", "google-chrome"]
    for path in filter(None, map(shutil.which, names)):
        if subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    raise RuntimeError("没有可用的浏览器，请运行 make browser。 / No Chromium: run `make browser`.")
