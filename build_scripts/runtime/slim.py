"""Pyodide without what only extension modules would call: it starts sooner and is smaller.

``slim.mjs`` goes by how Emscripten writes its JavaScript. Where a newer Pyodide is written otherwise,
the site is built with Pyodide as it comes.
"""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from build_scripts.runtime.bytecode import HERE, run_node, sha256
from build_scripts.runtime.snapshot import WRITER
from build_scripts.runtime.wheel import RuntimeBuildError

if TYPE_CHECKING:
    from collections.abc import Iterable

log = logging.getLogger(__name__)

SLIMMER = HERE / "slim.mjs"
SLIMMED = ("pyodide.asm.mjs", "pyodide.asm.wasm")


def slim(pyodide: Path, binaryen: Path, cache_dir: Path) -> dict[str, Path]:
    """Return, by name, the files of the npm package ``pyodide`` that a browser loads, slimmed where it can be done.

    ``binaryen`` is the folder of that npm package. The log says why where it cannot.
    """
    stock = {name: pyodide / name for name in ("pyodide.mjs", *SLIMMED)}
    made_from: Iterable[Path] = (*stock.values(), SLIMMER, WRITER, binaryen / "package.json")
    try:
        folder = cache_dir / f"slim-{sha256(made_from)[:16]}"
        if not folder.is_dir():
            log.info("精简浏览器端的 Python / Slimming the browser's Python")
            with tempfile.TemporaryDirectory(dir=cache_dir) as scratch:
                work = Path(scratch, "slim")
                work.mkdir()
                run_node(SLIMMER, str(pyodide), str(work), str(WRITER))
                work.rename(folder)
    except (RuntimeBuildError, OSError) as error:
        log.warning("没有精简：%s / Not slimmed: %s", error, error)
        return stock
    return stock | {name: folder / name for name in SLIMMED}
