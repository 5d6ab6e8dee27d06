"""The Node of this machine: our own scripts, run with it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 300  # a Pyodide that cannot start may never say so


def run_script(script: Path, *arguments: str, error: type[Exception], lost: tuple[str, str], **variables: str) -> str:
    """Run one of our scripts, with ``variables`` in its environment, and return what it printed.

    Raises ``error``, whose words are for people: ``lost`` says in Chinese and English what could not be made.
    """
    command = ["node", str(script), *arguments]
    try:
        run = subprocess.run(
            command,
            env=os.environ | variables,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=SECONDS,
        )
    except FileNotFoundError as missing:
        raise error(
            "找不到 node，请安装 Node.js 18 或更新版本。 / `node` was not found: install Node.js 18 or newer."
        ) from missing
    except subprocess.TimeoutExpired as late:
        raise error(
            f"{script.name} 在 {SECONDS} 秒内没有结束，已停止。 / "
            f"{script.name} did not finish within {SECONDS} seconds and was stopped."
        ) from late
    if run.returncode != 0:
        zh, en = lost
        raise error(
            f"{script.name} 运行失败，{zh}；详情见下。 / {script.name} failed, {en}; details follow.\n"
            f"{run.stdout}{run.stderr}".rstrip()
        )
    return run.stdout
