"""The built site behind a plain file server, and a real Chromium in front of it."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import threading
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)  # a busy machine is slow, not wrong
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--disable-quic"]  # fmt: skip


class Handler(http.server.SimpleHTTPRequestHandler):
    """A static host: right types for modules and WebAssembly, the site's own 404 pages."""

    extensions_map = {  # noqa: RUF012 - as the base class has it
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address(site_dir: Path) -> Iterator[str]:
    """Where the site is served, with a slash at the end."""
    handler = functools.partial(Handler, directory=str(site_dir))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def _runs(name: str) -> bool:
    return subprocess.run([name, "--version"], capture_output=True, check=False).returncode == 0


def chromium_path(own: str) -> str:
    """Playwright's own Chromium where it is installed, else the system's."""
    names = [own, "chromium", "chromium-browser", "google-chrome"]
    found = next((path for name in names if (path := shutil.which(name)) and _runs(path)), None)
    assert found, "no Chromium: run make test, which installs one"
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    found = chromium_path(playwright.chromium.executable_path)
    chromium = playwright.chromium.launch(executable_path=found, args=QUIET)
    yield chromium
    chromium.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site in a fresh context. Fails the test on an error of the page's own."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(path: str = "", *, size: dict[str, int] = DESKTOP, **options: object) -> Page:
        options = {"service_workers": "block"} | options  # only test_offline.py is about the offline copy
        context = browser.new_context(viewport=size, locale="zh-CN", **options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors
