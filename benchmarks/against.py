"""What staff wait for, beside an earlier commit: loading an edition, ``check``, a build with warm caches.

Both are run in turns in the same minutes, so that the ratio says something on a busy machine, too. The
earlier commit stands in a work tree of its own, with the same packages and a copy of the caches.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADING = """
from pathlib import Path
from time import perf_counter
from build_scripts.content.load import load_site
started = perf_counter()
load_site(Path())
print(perf_counter() - started)
"""
BARS_S = {"load": 0.35, "check": 6, "build": 15}
NAMES = {
    "load": "读取全部数据 / loading the data",
    "check": "make check，含全部证明 / with all proofs",
    "build": "make build，缓存已有 / with warm caches",
}


def against(root: Path, revision: str, rounds: int) -> dict[str, Any]:
    """Return the median seconds of each step here and at ``revision``; none where git has no such commit."""
    with _work_tree(root, revision) as before:
        if before is None:
            return {}
        for folder in (root, before):  # warms the caches
            _seconds(folder, "build")
        taken = {step: [(_seconds(root, step), _seconds(before, step)) for _ in range(rounds)] for step in BARS_S}
    here_before = {step: [median(column) for column in zip(*found, strict=True)] for step, found in taken.items()}
    return {step: {"now": now, "before": then, "revision": revision} for step, (now, then) in here_before.items()}


def against_table(result: dict[str, Any]) -> list[str]:
    """Return a line a step: seconds, the bar, and how they stand to the earlier commit."""
    lines = []
    for step, found in result.items():
        mark = "✓" if found["now"] < BARS_S[step] else "✗"
        ratio = f"{found['revision']}：{found['before']:.2f} s，× {found['now'] / found['before']:.2f}"
        lines.append(f"{mark} {found['now']:12.2f} s {'<':>16} {BARS_S[step]} s  {NAMES[step]}（{ratio}）")
    return lines


def _seconds(folder: Path, step: str) -> float:
    if step == "load":
        return float(_run(folder, "-c", _LOADING))
    started = perf_counter()
    with tempfile.TemporaryDirectory() as out:
        _run(folder, "-m", "build_scripts", step, "--out", f"{out}/site")
    return perf_counter() - started


def _run(folder: Path, *arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


@contextmanager
def _work_tree(root: Path, revision: str) -> Iterator[Path | None]:
    """Yield a folder with the files of a commit, or None."""
    with tempfile.TemporaryDirectory(prefix="against-", dir=root / ".cache") as scratch:
        folder = Path(scratch, "tree")
        git = ["git", "-C", str(root), "worktree"]
        added = subprocess.run([*git, "add", "--quiet", "--detach", str(folder), revision], check=False)
        if added.returncode:
            yield None
            return
        try:
            (folder / "node_modules").symlink_to((root / "node_modules").resolve())
            unneeded = shutil.ignore_patterns("against-*", "stage-*", "uv")
            shutil.copytree(root / ".cache", folder / ".cache", ignore=unneeded)
            yield folder
        finally:
            subprocess.run([*git, "remove", "--force", str(folder)], check=False)
