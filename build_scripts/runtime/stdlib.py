"""Which modules of Python's standard library travel to the browser, and the zip in which they do.

The list is a text file under version control, not computed by the build: the build then needs no
applicants and no second Python, the zip changes only when somebody changes the list, and a reviewer
sees what travels. ``tests/runtime/test_stdlib.py`` proves the list against what is really imported.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import NamedTuple

from build_scripts.runtime.wheel import RuntimeBuildError

MODULES = Path(__file__).with_name("stdlib_modules.txt")


class ModuleList(NamedTuple):
    """The modules that are ``kept``, and those ``left_out`` although the library tries to import them."""

    kept: frozenset[str]
    left_out: frozenset[str]


def read_modules(path: Path = MODULES) -> ModuleList:
    """Return what the list says; ``#`` begins a comment, ``-`` a module that is left out."""
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    names = [line for line in lines if line]
    return ModuleList(
        kept=frozenset(name for name in names if not name.startswith("-")),
        left_out=frozenset(name[1:] for name in names if name.startswith("-")),
    )


def write_trimmed_sources(stock: Path, target: Path) -> None:
    """Write the kept modules of Pyodide's library ``stock`` into the zip ``target``, as sources.

    Raises ``RuntimeBuildError`` where the list names a module that this Pyodide does not have.
    """
    wanted = set(read_modules().kept)
    with zipfile.ZipFile(stock) as whole:
        sources = {name: whole.read(name) for name in whole.namelist() if module_of(name) in wanted}
    unknown = wanted - {module_of(name) for name in sources}
    if unknown:
        names = ", ".join(sorted(unknown))
        raise RuntimeBuildError(
            f"{MODULES.name} 列出的模块，这个版本的 Pyodide 没有：{names}。 / "
            f"{MODULES.name} lists modules that this Pyodide does not have: {names}."
        )
    write_zip(target, sources)


def merge(target: Path, *archives: Path) -> None:
    """Write the bytecode of all ``archives`` into one zip; what describes a wheel stays behind."""
    merged: dict[str, bytes] = {}
    for archive in archives:
        with zipfile.ZipFile(archive) as opened:
            merged |= {name: opened.read(name) for name in opened.namelist() if name.endswith(".pyc")}
    write_zip(target, merged)


def write_zip(target: Path, files: dict[str, bytes]) -> None:
    """Write a zip in a fixed order, without a clock and not deflated: it is compressed as a whole."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), files[name])


def module_of(name: str) -> str | None:
    """Return the module for which a file of the library stands; ``None`` for what is no module."""
    stem, dot, ending = name.rpartition(".")
    if not dot or ending not in ("py", "pyc"):
        return None
    return stem.replace("/", ".").removesuffix(".__init__")
