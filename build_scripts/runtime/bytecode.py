"""Compiles to the bytecode of the browser's Python: pyodide-build, run inside Pyodide under Node.

Two thirds of Pyodide's start is Python compiling its own library from source, so it is compiled
beforehand. The compiler must be the very Python that later runs the bytecode. Every archive is
compiled by a fresh one, so that the bytes never depend on what happened to be cached.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from build_scripts.runtime.wheel import SOURCE_DATE_EPOCH, RuntimeBuildError
from build_scripts.tools.node import run_script

if TYPE_CHECKING:
    from collections.abc import Iterable

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
COMPILER = HERE / "compile.mjs"
TOOLS_LOCK = "requirements-pyodide-build.lock"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


def download_tools(root: Path, cache_dir: Path) -> Path:
    """Fetch pyodide-build and what it needs, every file pinned by its hash; return their folder."""
    lock = root / TOOLS_LOCK
    folder = cache_dir / f"pyodide-build-{sha256([lock])[:16]}"
    if folder.is_dir():
        return folder
    log.info("下载 pyodide-build（只需一次） / Downloading pyodide-build (once)")
    with tempfile.TemporaryDirectory(dir=cache_dir) as scratch:
        # fmt: off
        command = [
            sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
            "--require-hashes", "--no-deps", "--only-binary=:all:", "--python-version", "3.14",
            "--implementation", "py", "--abi", "none", "--platform", "any",
            "--requirement", str(lock), "--dest", str(Path(scratch, "wheels")),
        ]
        # fmt: on
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            raise RuntimeBuildError(
                "下载 pyodide-build 失败，请检查网络后重试；详情见下。 / pyodide-build could not "
                "be downloaded. Check the network and try again; details follow.\n"
                f"{run.stdout}{run.stderr}".rstrip()
            )
        Path(scratch, "wheels").rename(folder)
    return folder


def compiled(archive: Path, *, optimize: int, pyodide: Path, tools: Path, cache_dir: Path) -> Path:
    """Return the compiled twin of a zip or wheel, from the cache where the inputs are the same.

    ``optimize`` is that of Python's ``-O``; above 0, line numbers are left out, too.
    """
    makers = [COMPILER, COMPILER.with_name("compile_inside.py"), *(pyodide / name for name in PYODIDE_FILES)]
    key = sha256([archive, *makers], archive.name, tools.name, SOURCE_DATE_EPOCH, str(optimize))
    folder = cache_dir / f"compiled-{key[:16]}"
    if not folder.is_dir():
        log.info("预编译 %s / Compiling %s to bytecode", archive.name, archive.name)
        with tempfile.TemporaryDirectory(dir=cache_dir) as scratch:
            work = Path(scratch, "work")
            for name in ("in", "out"):
                (work / name).mkdir(parents=True)
            shutil.copy(archive, work / "in")
            run_node(COMPILER, f"{pyodide}{os.sep}", str(tools), str(work), str(optimize))
            with contextlib.suppress(OSError):  # another build may have been sooner, with the same bytes
                (work / "out").rename(folder)
    return next(folder.iterdir())


def run_node(script: Path, *arguments: str) -> str:
    """Run one of our Node scripts and return what it printed. Raises ``RuntimeBuildError``."""
    lost = "浏览器端的 Python 未能生成", "the browser's Python was not built"
    return run_script(script, *arguments, error=RuntimeBuildError, lost=lost, SOURCE_DATE_EPOCH=SOURCE_DATE_EPOCH)


def sha256(paths: Iterable[Path], *words: str) -> str:
    """Hash some files, and words that matter beside them."""
    digest = hashlib.sha256("\0".join(words).encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()
