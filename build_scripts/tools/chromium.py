"""The Chromium of this machine, where it has one: to print with, to draw in, to measure in."""

from __future__ import annotations

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from playwright.sync_api import Error, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Playwright

T = TypeVar("T")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--disable-quic"]  # fmt: skip


class NoBrowserError(Exception):
    """No browser did the work. Its text is the reason, in Chinese and English."""


def chromium_path(playwright: Playwright) -> str | None:
    """Return Playwright's own Chromium where it runs, else the system's, else None."""
    names = [playwright.chromium.executable_path, "chromium", "chromium-browser", "google-chrome"]
    for path in filter(None, map(shutil.which, names)):
        if subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None


def in_browser(work: Callable[[Browser], T]) -> T:
    """Return what ``work`` makes of a browser that is started for it; raise NoBrowserError where that fails.

    In a thread of its own: Playwright does not start twice in one, and the caller may be driving a browser.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(_in_browser, work).result()


def _in_browser(work: Callable[[Browser], T]) -> T:
    try:
        with sync_playwright() as playwright:
            path = chromium_path(playwright)
            if path is None:
                raise NoBrowserError("没有可用的浏览器（make browser 可以安装） / no browser (see `make browser`)")
            browser = playwright.chromium.launch(executable_path=path, args=QUIET)
            try:
                return work(browser)
            finally:
                browser.close()
    except Error as error:
        reason = error.message.partition("\n")[0]
        raise NoBrowserError(f"浏览器没有完成：{reason} / the browser failed: {reason}") from error
