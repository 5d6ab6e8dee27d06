"""The layers hold: the checker stands alone, and nobody imports upwards."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CHECKER = sorted((ROOT / "py_checker").rglob("*.py"))
SCRIPTS = sorted((ROOT / "build_scripts").rglob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import"
            names.add((node.module or "").partition(".")[0])
    return names


@pytest.mark.parametrize("path", CHECKER, ids=lambda path: path.name)
def test_the_checker_imports_the_standard_library_only(path: Path) -> None:
    assert imported(path) <= sys.stdlib_module_names | {"py_checker"}


@pytest.mark.parametrize("path", [path for path in CHECKER if path.name != "__main__.py"], ids=lambda path: path.name)
def test_the_checker_reads_no_clock_file_network_or_chance(path: Path) -> None:
    assert not imported(path) & {"time", "random", "os", "pathlib", "io", "socket", "urllib", "http", "secrets", "uuid"}
    calls = {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not {call for call in calls if call == "open" or call.endswith((".now", ".today", ".utcnow"))}


def test_the_checker_starts_without_what_is_slow_to_import() -> None:
    """``dataclasses`` imports ``inspect``, which nearly doubles the import (see .github/decisions/0005)."""
    places = [path.relative_to(ROOT).with_suffix("") for path in CHECKER if not path.stem.startswith("__")]
    modules = ", ".join(".".join(place.parts) for place in places)
    code = f"import sys, {modules}; print(*sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    loaded = set(ran.stdout.split())
    assert "py_checker.wire" in loaded
    assert not loaded & {"dataclasses", "inspect"}


@pytest.mark.parametrize("path", CHECKER, ids=lambda path: path.name)
def test_the_checker_never_imports_the_build(path: Path) -> None:
    assert "build_scripts" not in imported(path)


def has_han(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


SPEAKING = ("__main__.py", "numerals.py")  # a command line has words, a table of numerals holds numerals


@pytest.mark.parametrize("path", [path for path in CHECKER if path.name not in SPEAKING], ids=lambda path: path.name)
def test_the_checker_holds_no_chinese_prose(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and has_han(node.value)
    ]
    assert not found


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.js")), ids=lambda path: path.name)
def test_the_javascript_holds_no_chinese_prose(path: Path) -> None:
    code = [line.partition("//")[0] for line in path.read_text(encoding="utf-8").splitlines()]
    assert not [line for line in code if has_han(line) and not line.lstrip().startswith(("*", "/*"))]


CLOCK = re.compile(r"\bDate\.now\b|\bDate\(\)|\bnew Date\b(?!\()")
# The states of the deadlines; when answers were saved; when the receipt was printed. Each says whose clock it was.
TELLING_THE_TIME = {"deadlines.js", "keeping.js", "kept-copy.js", "receipt.js"}


def test_nothing_else_in_the_browser_reads_the_clock() -> None:
    """A device's clock may be wrong by years: no verdict, no download and no kept copy hangs on it."""
    files = sorted((ROOT / "docs").rglob("*.js"))
    assert {path.name for path in files if CLOCK.search(path.read_text(encoding="utf-8"))} == TELLING_THE_TIME


# What a script imports, for its code or for the types in its comments: from "./x.js", import("./x.js").
JS_IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.[^"']+)["']""")


def scripts_by_import() -> dict[Path, set[Path]]:
    """Return every script of the pages and of Node, with the scripts that it imports."""
    folders = {"docs": "*.js", "build_scripts": "*.mjs", "benchmarks": "*.*js", "tests": "*.mjs"}
    scripts = sorted(path for folder, names in folders.items() for path in (ROOT / folder).rglob(names))
    return {
        path: {(path.parent / name).resolve() for name in JS_IMPORT.findall(path.read_text(encoding="utf-8"))}
        for path in scripts
    }


def circle_in(imports: dict[Path, set[Path]]) -> list[Path]:
    """Return the first circle of imports, from a script back to itself; none where there is none."""
    cleared: set[Path] = set()

    def follow(path: Path, way: list[Path]) -> list[Path]:
        if path in way:
            return [*way[way.index(path) :], path]
        if path in cleared:
            return []
        for other in sorted(imports.get(path, ())):
            if found := follow(other, [*way, path]):
                return found
        cleared.add(path)
        return []

    return next((found for path in imports if (found := follow(path, []))), [])


def test_no_scripts_import_each_other_in_a_circle() -> None:
    imports = scripts_by_import()
    assert sum(map(len, imports.values())) > len(imports), "imports are seen"
    assert [path.name for path in circle_in(imports)] == []


def test_every_script_that_is_imported_is_there() -> None:
    imports = scripts_by_import()
    missing = {path.name: other.name for path, others in imports.items() for other in others if not other.exists()}
    assert missing == {}


@pytest.mark.parametrize("path", [*CHECKER, *SCRIPTS], ids=lambda path: path.name)
def test_modules_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
