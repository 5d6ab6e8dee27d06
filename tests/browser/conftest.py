"""The built site behind a plain file server, and a real Chromium in front of it."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browser.support.server import answering, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from py_checker import Checker

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)  # a busy machine is slow, not wrong
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--disable-quic"]  # fmt: skip


@pytest.fixture(scope="session")
def hosts(site_dir: Path, checker: Checker) -> Iterator[dict[bool, str]]:
    """Where the site is served: with Python in the browser, and with the tests' own checker in its place."""
    servers = {True: serve(site_dir), False: serve(site_dir, answering(checker))}
    yield {pyodide: server.address for pyodide, server in servers.items()}
    for server in servers.values():
        server.shutdown()


@pytest.fixture
def address(hosts: dict[bool, str], request: pytest.FixtureRequest) -> str:
    """Where the site is served, with a slash at the end.

    A test with the mark ``pyodide`` gets Python in the browser, as a visitor does; the others save its start.
    """
    return hosts[request.node.get_closest_marker("pyodide") is not None]


def _runs(name: str) -> bool:
    return subprocess.run([name, "--version"], capture_output=True, check=False).returncode == 0


def chromium_path(own: str, *, whole: bool = True) -> str:
    """Playwright's own Chromium where it is installed, else the system's; not ``whole``: one without a window first."""
    names = [*([] if whole else ["chromium-headless-shell"]), own, "chromium", "chromium-browser", "google-chrome"]
    found = next((path for name in names if (path := shutil.which(name)) and _runs(path)), None)
    assert found, "no Chromium: run make test, which installs one"
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Callable[[bool], Browser]]:
    """Start a Chromium, the whole one or the one without a window, once."""
    started: dict[bool, Browser] = {}

    def start(whole: bool) -> Browser:  # noqa: FBT001 - a mark is there or not
        if whole not in started:
            path = chromium_path(playwright.chromium.executable_path, whole=whole)
            started[whole] = playwright.chromium.launch(executable_path=path, args=QUIET)
        return started[whole]

    yield start
    for running in started.values():
        running.close()


@pytest.fixture
def browser(chromium: Callable[[bool], Browser], request: pytest.FixtureRequest) -> Browser:
    """Chromium without a window, a third faster; a test marked ``whole_browser`` gets the one that visitors have."""
    marks = (request.node.get_closest_marker(name) for name in ("whole_browser", "pyodide"))  # as a visitor does
    return chromium(any(marks))


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site in a fresh context, at a ``moment`` by the device's clock.

    Fails the test on an error of the page's own.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(
        path: str = "", *, size: dict[str, int] = DESKTOP, moment: str | None = None, **options: object
    ) -> Page:
        options = {"service_workers": "block"} | options  # only test_offline.py is about the offline copy
        context = browser.new_context(viewport=size, locale="zh-CN", **options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        if moment:  # before anything runs: a page that runs would lose its timers with the clock
            page.clock.set_fixed_time(moment)
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors
