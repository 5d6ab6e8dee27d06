"""The Firefox of this machine, as a second browser engine for Playwright."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")  # as setup.sh has
OLDEST = 140  # the ESR that Debian 12 and 13 begin with; Playwright asks for more than older ones have
RELAY = Path(__file__).with_name("firefox_relay.py")
MISSING = (
    f"没有找到 Firefox {OLDEST} 或更新版本，请安装 Firefox（Debian、Ubuntu：apt-get install firefox-esr 或 firefox）后"
    f"重新运行 make test。 / No Firefox {OLDEST} or newer was found: install Firefox and run make test again."
)


def find_firefox() -> str:
    """Return the path of a Firefox that runs and is new enough; fails with plain words where there is none."""
    for path in filter(None, map(shutil.which, NAMES)):
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
        version = re.search(r"Firefox (\d+)", said)
        if version and int(version[1]) >= OLDEST:
            return path
    raise AssertionError(MISSING)


def make_launcher(folder: Path) -> Path:
    """Write a program into ``folder`` that Playwright can start as if it were a Firefox of its own."""
    launcher = folder / "firefox"
    command = shlex.join([sys.executable, str(RELAY), find_firefox()])
    launcher.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    return launcher
