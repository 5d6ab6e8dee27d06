"""Builds the folder from which a browser runs py_checker: Pyodide, its library and our package.

    runtime.json         small and short-lived: names the folder, and the size and SHA-256 of every file
    probe.wasm           shows a browser whether its host compresses WebAssembly
    <hash>/pyodide.js, pyodide.asm.js, pyodide.asm.wasm    Pyodide, slimmed
    <hash>/pyodide.asm.wasm.bin    the same, compressed, for hosts that do not do it themselves, or no better
    <hash>/python.zip.bin    the standard library, trimmed and compiled, with py_checker inside; compressed
    <hash>/python.mem.bin    the memory of a Python that has started, for fast lines; compressed

The folder's name is made from its content: whatever it holds may be cached for ever. ``.js`` and
``.bin`` because every host knows them; ``.mjs`` and ``.whl`` are refused or mislabelled by many, and
hardly one compresses a ``.zip``.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import zopfli.gzip

from build_scripts.runtime.bytecode import HERE, PYODIDE_FILES, compiled, download_tools, run_node, sha256
from build_scripts.runtime.slim import slim
from build_scripts.runtime.snapshot import STARTER, snapshot
from build_scripts.runtime.stdlib import MODULES, merge, write_trimmed_sources
from build_scripts.runtime.wheel import RuntimeBuildError

log = logging.getLogger(__name__)

BOOT = HERE / "prove_start.mjs"
MANIFEST = "runtime.json"
LIBRARY = "python.zip"
MEMORY = "python.mem"
COPIED = {"pyodide.mjs": "pyodide.js", "pyodide.asm.mjs": "pyodide.asm.js", "pyodide.asm.wasm": "pyodide.asm.wasm"}
WASM = "pyodide.asm.wasm"
PROBE = "probe.wasm"
# One section that nobody uses: hosts leave very small files alone.
PROBE_BYTES = b"\0asm\1\0\0\0" + b"\0\x80\x20\5probe" + bytes(4090)
ZOPFLI_ROUNDS = 3  # of 15 by default, for the last thousandth
PACKED_ENDING = ".bin"  # gzip; a .gz would be unpacked on the way by some hosts and not by others


def build_runtime(root: Path, wheel: Path, out_dir: Path, cache_dir: Path) -> dict[str, Any]:
    """Fill ``out_dir`` with all that a browser needs to run ``wheel``, and prove that it starts.

    ``out_dir`` belongs to this function: a runtime that stood there is replaced. ``cache_dir``
    keeps what is costly to make, under the hash of what it was made from. Returns the manifest
    that is also written as ``runtime.json``. Raises ``RuntimeBuildError``.
    """
    pyodide = root / "node_modules" / "pyodide"
    version = _pyodide_version(pyodide)
    # Node resolves what it is given against its own place, not against ours.
    pyodide, out_dir, cache_dir = pyodide.resolve(), out_dir.resolve(), cache_dir.resolve()
    cache_dir.mkdir(parents=True, exist_ok=True)
    whole = _whole_library(wheel, pyodide, download_tools(root, cache_dir), cache_dir)

    _empty(out_dir)
    slimmed = slim(pyodide, (root / "node_modules" / "binaryen").resolve(), cache_dir)
    plain = {name: slimmed[stock] for stock, name in COPIED.items()}
    plain |= {LIBRARY + PACKED_ENDING: _packed(whole, cache_dir)}
    plain |= {WASM + PACKED_ENDING: _packed(plain[WASM], cache_dir)}
    lock = _without_packages(pyodide / "pyodide-lock.json")
    with tempfile.TemporaryDirectory(dir=cache_dir) as scratch:
        _write_folder(Path(scratch), plain, version, lock)
        _prove_start(Path(scratch), cache_dir)
        memory = snapshot(Path(scratch), whole, cache_dir)
    files = plain | ({MEMORY + PACKED_ENDING: _packed(memory, cache_dir)} if memory else {})
    manifest = _write_folder(out_dir, files, version, lock)
    (out_dir / PROBE).write_bytes(PROBE_BYTES)
    return manifest


def _write_folder(out_dir: Path, files: dict[str, Path], version: str, lock: dict[str, Any]) -> dict[str, Any]:
    """Copy files by name into a folder named after their content, and write the manifest that lists them."""
    names = sorted(files)
    folder = out_dir / sha256([files[name] for name in names], version, json.dumps(lock), *names)[:16]
    folder.mkdir()
    for name in names:
        shutil.copyfile(files[name], folder / name)
    entries = {name: _entry(files[name]) for name in names}
    manifest = {"pyodide": version, "folder": folder.name, "lock": lock, "files": entries}
    _write_json(out_dir / MANIFEST, manifest)
    return manifest


def _pyodide_version(pyodide: Path) -> str:
    """Read the version of the npm package, and make sure that all of it is there."""
    missing = [name for name in ("package.json", *PYODIDE_FILES) if not (pyodide / name).is_file()]
    if missing:
        raise RuntimeBuildError(
            f"缺少 npm 软件包 pyodide 的文件（{'、'.join(missing)}）。请运行 make clean，"
            "再运行 make build，它会自动安装。 / Files of the npm package pyodide are missing "
            f"({', '.join(missing)}). Run `make clean`, then `make build`, which installs it."
        )
    version: str = json.loads((pyodide / "package.json").read_text(encoding="utf-8"))["version"]
    return version


def _whole_library(wheel: Path, pyodide: Path, tools: Path, cache_dir: Path) -> Path:
    """Return one zip of bytecode: the standard library that is needed, and the wheel's package."""
    stock = pyodide / "python_stdlib.zip"
    makers = [wheel, stock, MODULES, pyodide / "package.json", *sorted(HERE.glob("compile*.*"))]
    place = cache_dir / f"library-{sha256([*makers, HERE / 'stdlib.py'], tools.name)[:16]}.zip"
    if not place.is_file():
        with tempfile.TemporaryDirectory(dir=cache_dir) as scratch:
            sources, merged = Path(scratch, "python_stdlib.zip"), Path(scratch, LIBRARY)
            write_trimmed_sources(stock, sources)
            by = {"pyodide": pyodide, "tools": tools, "cache_dir": cache_dir}
            merge(merged, compiled(sources, optimize=2, **by), compiled(wheel, optimize=0, **by))
            merged.rename(place)
    return place


def _packed(path: Path, cache_dir: Path) -> Path:
    """Return a file's compressed twin (gzip, as small as it gets), from the cache where there is one."""
    place = cache_dir / f"zopfli-{sha256([path])[:16]}{PACKED_ENDING}"
    if not place.is_file():
        fresh = place.with_suffix(f".{os.getpid()}")  # two builds may be at it
        fresh.write_bytes(zopfli.gzip.compress(path.read_bytes(), numiterations=ZOPFLI_ROUNDS))
        fresh.rename(place)
    return place


def _entry(path: Path) -> dict[str, Any]:
    """Say what a browser must find in a file before it uses it."""
    return {"bytes": path.stat().st_size, "sha256": sha256([path])}


def _prove_start(out_dir: Path, cache_dir: Path) -> None:
    """Start what will be published once: what cannot import py_checker must not be published."""
    proof = cache_dir / f"started-{sha256([out_dir / MANIFEST, BOOT, STARTER])[:16]}.json"
    if not proof.is_file():
        log.info("试运行浏览器端的 Python / Starting the browser's Python once")
        _write_json(proof, json.loads(run_node(BOOT, str(out_dir))))


def _without_packages(lock: Path) -> dict[str, Any]:
    """Pyodide's list of packages without the packages: nothing can be fetched from elsewhere."""
    return {"info": json.loads(lock.read_text(encoding="utf-8"))["info"], "packages": {}}


def _empty(out_dir: Path) -> None:
    """Clear an earlier runtime away; any other folder is somebody else's."""
    if out_dir.is_dir() and any(out_dir.iterdir()):
        if not (out_dir / MANIFEST).is_file():
            raise RuntimeBuildError(
                f"{out_dir} 里有其他文件，不能当作运行时目录。 / "
                f"{out_dir} holds other files and cannot become the runtime's folder."
            )
        shutil.rmtree(out_dir)
    out_dir.mkdir(parents=True, exist_ok=True)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
