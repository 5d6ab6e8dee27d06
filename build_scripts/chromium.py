"""The Chromium of this machine, where it has one: to print with, to measure in."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--disable-quic"]  # fmt: skip


def chromium_path(playwright: Playwright) -> str | None:
    """Return Playwright's own Chromium where it runs, else the system's, else None."""
    names = [playwright.chromium.executable_path, "chromium", "chromium-browser", "google-chrome"]
    for path in filter(None, map(shutil.which, names)):
        if subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None
