"""The browser to measure in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.tools import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

QUIET = chromium.QUIET


def chromium_path(playwright: Playwright) -> str:
    """Return the machine's Chromium. Raises ``RuntimeError`` where there is none."""
    found = chromium.chromium_path(playwright)
    if found is None:
        raise RuntimeError("没有可用的浏览器，请运行 make browser。 / No Chromium: run `make browser`.")
    return found
