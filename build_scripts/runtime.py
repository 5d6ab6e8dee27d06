"""Builds the folder from which a browser runs py_checker: Pyodide, its library and our wheel.

Two thirds of Pyodide's start is Python compiling its own library from source. So pyodide-build,
run inside Pyodide under Node (its compiler must be the very Python that later runs the bytecode),
compiles the standard library and the wheel beforehand. Each is compiled by a fresh Python, the
library with the stock one and the wheel with the compiled one, so that the bytes never depend on
what happened to be cached.

How to load the wheel: write it into Pyodide's file system and put that path on ``sys.path``, as
pyodide_boot.mjs does. Python imports from a zip by itself: 1 ms, where ``unpackArchive`` takes 10
and ``loadPackage`` over 100; its failures are plain ImportErrors.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_scripts.wheel import SOURCE_DATE_EPOCH, RuntimeBuildError

if TYPE_CHECKING:
    from collections.abc import Iterable

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
COMPILER = HERE / "pyodide_compile.mjs"
BOOT = HERE / "pyodide_boot.mjs"
TOOLS_LOCK = "requirements-pyodide-build.lock"
MANIFEST = "runtime.json"
COPIED = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
LIBRARY = "python_stdlib.zip"
LOCK = "pyodide-lock.json"
NODE_SECONDS = 300  # a Pyodide that cannot start may never say so


def build_runtime(root: Path, wheel: Path, out_dir: Path, cache_dir: Path) -> dict[str, Any]:
    """Fill ``out_dir`` with all that a browser needs to run ``wheel``, and prove that it starts.

    ``out_dir`` belongs to this function: a runtime that stood there is replaced. ``cache_dir``
    keeps what is costly to make, under the hash of what it was made from. Returns the manifest
    that is also written as ``runtime.json``.
    """
    pyodide = root / "node_modules" / "pyodide"
    version = _pyodide_version(pyodide)
    # Node resolves what it is given against its own place, not against ours.
    pyodide, out_dir, cache_dir = pyodide.resolve(), out_dir.resolve(), cache_dir.resolve()
    cache_dir.mkdir(parents=True, exist_ok=True)
    tools = _download_tools(root / TOOLS_LOCK, cache_dir)
    stock = pyodide / LIBRARY
    library = _compile(stock, pyodide=pyodide, library=stock, tools=tools, cache_dir=cache_dir)
    compiled = _compile(wheel, pyodide=pyodide, library=library, tools=tools, cache_dir=cache_dir)

    _empty(out_dir)
    for path in (*(pyodide / name for name in COPIED), library, compiled):
        shutil.copyfile(path, out_dir / path.name)
    _write_json(out_dir / LOCK, _without_packages(pyodide / LOCK))
    manifest = {
        "pyodide": version,
        "wheel": compiled.name,
        "files": {
            path.name: {"bytes": path.stat().st_size, "sha256": _sha256([path])} for path in sorted(out_dir.iterdir())
        },
    }
    _write_json(out_dir / MANIFEST, manifest)
    _prove_start(out_dir, cache_dir)
    return manifest


def _pyodide_version(pyodide: Path) -> str:
    """Read the version of the npm package, and make sure that all of it is there."""
    needed = ("package.json", LOCK, LIBRARY, *COPIED)
    missing = [name for name in needed if not (pyodide / name).is_file()]
    if missing:
        raise RuntimeBuildError(
            f"缺少 npm 软件包 pyodide 的文件（{'、'.join(missing)}）。请运行 make clean，"
            "再运行 make build，它会自动安装。 / Files of the npm package pyodide are missing "
            f"({', '.join(missing)}). Run `make clean`, then `make build`, which installs it."
        )
    return json.loads((pyodide / "package.json").read_text(encoding="utf-8"))["version"]


def _download_tools(lock: Path, cache_dir: Path) -> Path:
    """Fetch pyodide-build and what it needs, every file pinned by its hash."""
    folder = cache_dir / f"pyodide-build-{_sha256([lock])[:16]}"
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


def _compile(archive: Path, *, pyodide: Path, library: Path, tools: Path, cache_dir: Path) -> Path:
    """Return the compiled twin of a zip or wheel, from the cache where the inputs are the same.

    ``library`` is the standard library with which the compiling Python starts.
    """
    makers = [COMPILER, COMPILER.with_suffix(".py"), *(pyodide / name for name in COPIED), library]
    key = _sha256([archive, *makers], archive.name, tools.name, SOURCE_DATE_EPOCH)
    folder = cache_dir / f"compiled-{key[:16]}"
    if not folder.is_dir():
        log.info("预编译 %s / Compiling %s to bytecode", archive.name, archive.name)
        with tempfile.TemporaryDirectory(dir=cache_dir) as scratch:
            work = Path(scratch, "work")
            for name in ("in", "out"):
                (work / name).mkdir(parents=True)
            shutil.copy(archive, work / "in")
            _node(COMPILER, f"{pyodide}{os.sep}", str(library), str(tools), str(work))
            (work / "out").rename(folder)
    return next(folder.iterdir())


def _prove_start(out_dir: Path, cache_dir: Path) -> None:
    """Start the finished folder once: what cannot import py_checker must not be published."""
    proof = cache_dir / f"started-{_sha256([out_dir / MANIFEST, BOOT])[:16]}.json"
    if not proof.is_file():
        log.info("试运行浏览器端的 Python / Starting the browser's Python once")
        _write_json(proof, json.loads(_node(BOOT, f"{out_dir}{os.sep}")))


def _node(script: Path, *arguments: str) -> str:
    """Run one of our Node scripts and return what it printed."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH}
    command = ["node", str(script), *arguments]
    try:
        run = subprocess.run(
            command,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=NODE_SECONDS,
        )
    except FileNotFoundError as error:
        raise RuntimeBuildError(
            "找不到 node，请安装 Node.js 18 或更新版本。 / `node` was not found: install Node.js 18 or newer."
        ) from error
    except subprocess.TimeoutExpired as error:
        raise RuntimeBuildError(
            f"{script.name} 在 {NODE_SECONDS} 秒内没有结束，已停止。 / "
            f"{script.name} did not finish within {NODE_SECONDS} seconds and was stopped."
        ) from error
    if run.returncode != 0:
        raise RuntimeBuildError(
            f"{script.name} 运行失败，浏览器端的 Python 未能生成；详情见下。 / {script.name} "
            "failed, the browser's Python was not built; details follow.\n"
            f"{run.stdout}{run.stderr}".rstrip()
        )
    return run.stdout


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


def _sha256(paths: Iterable[Path], *words: str) -> str:
    """Hash some files, and words that matter beside them."""
    digest = hashlib.sha256("\0".join(words).encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
