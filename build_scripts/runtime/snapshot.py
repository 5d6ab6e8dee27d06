"""The memory of a Python that has started and imported py_checker, for browsers to go on from.

It moves more bytes than the library does and spares the start, so only browsers that tell of a fast
line take it (``client.js``). Pyodide has the means for it as private options: where they fail, the
site is built without, and browsers start Python as ever.
"""

from __future__ import annotations

import logging
import os
import zipfile
from typing import TYPE_CHECKING

from build_scripts.runtime.bytecode import HERE, run_node, sha256
from build_scripts.runtime.stdlib import module_of
from build_scripts.runtime.wheel import RuntimeBuildError

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

WRITER = HERE / "snapshot.mjs"
STARTER = HERE / "start.mjs"


def snapshot(runtime: Path, library: Path, cache_dir: Path) -> Path | None:
    """Return the file with the memory for the runtime folder ``runtime``, from the cache where it is there.

    Everything in ``library``, the zip of that runtime, is imported beforehand: nothing can be later.
    ``None`` where it cannot be made; the log then says why.
    """
    manifest = runtime / "runtime.json"
    place = cache_dir / f"memory-{sha256([manifest, WRITER, STARTER])[:16]}.mem"
    if not place.is_file():
        log.info("保存启动后的内存，供快速启动 / Writing down the memory for a faster start")
        fresh = place.with_suffix(f".{os.getpid()}")  # two builds may be at it
        try:
            run_node(WRITER, str(runtime), str(fresh), *_modules(library))
        except RuntimeBuildError as error:
            log.warning("没有快速启动：%s / No faster start: %s", error, error)
            return None
        fresh.rename(place)
    return place


def _modules(library: Path) -> list[str]:
    with zipfile.ZipFile(library) as archive:
        found = {module_of(name) for name in archive.namelist()} - {None}
    return sorted(name for name in found if name and not name.endswith("__main__"))
