"""The layers hold: the checker stands alone, and nobody imports upwards."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

T = TypeVar("T")

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


# ---- rooms: what may import what ----

CORE, ADVICE, PREPARATION, WIRE = (f"py_checker/{name}" for name in ("core", "advice", "preparation", "wire.py"))
SOURCE, OPERATORS, CONTENT, RULES, PAGES, FORM_DATA, SEARCH, DOWNLOADS, TOOLS, RUNTIME, SITE, ASSURANCE, BUILD = (
    f"build_scripts/{name}"
    for name in ("source", "operators", "content", "rules", "pages", "form_data", "search", "downloads", "tools",
                 "runtime", "site", "assurance", "build.py")
)  # fmt: skip
FORM = "docs/assets/self-assessment"
SHARED, CHECKER_OF_PAGE, WORDS, QUESTIONS, RESULTS, RECEIPT, TO_PREPARE, KEEPING, SESSION = (
    f"{FORM}/{name}"
    for name in ("shared", "checker", "words", "form", "results", "receipt", "preparation", "keeping", "session")
)
# A room is a folder or a file; what lies in it and in no room of its own belongs to it. Types count as imports.
MAY_IMPORT: dict[str, set[str]] = {
    # the rules at work
    CORE: set(),
    ADVICE: {CORE},
    PREPARATION: {CORE},
    WIRE: {CORE, ADVICE, PREPARATION},  # the door
    "py_checker/__init__.py": {CORE, WIRE},
    "py_checker/terminal.py": {CORE},
    "py_checker/__main__.py": {"py_checker/__init__.py", "py_checker/terminal.py", WIRE},
    # the build
    SOURCE: {CORE},  # text and places; knows no guide
    OPERATORS: {SOURCE, CORE},  # of the checks: how each is written, read back, mistaken, proved
    CONTENT: {OPERATORS, SOURCE, CORE, PREPARATION},  # YAML to a frozen model; knows no page and no JSON
    RULES: {OPERATORS, CONTENT, SOURCE, CORE},  # the model to a rulebook and its sentences
    PAGES: {RULES, CONTENT, SOURCE, CORE, PREPARATION},  # both to Markdown
    FORM_DATA: {RULES, CONTENT, SOURCE, CORE},  # each of these three writes one part of the site
    SEARCH: {PAGES, CONTENT, SOURCE, CORE},
    DOWNLOADS: {PAGES, CONTENT, SOURCE, TOOLS},
    TOOLS: set(),  # these two know nothing of the guide
    RUNTIME: {TOOLS},
    SITE: {DOWNLOADS, PAGES, CONTENT, SOURCE, RUNTIME, TOOLS},  # assembles
    ASSURANCE: {RULES, OPERATORS, CONTENT, SOURCE, CORE, PREPARATION},  # nobody but __main__ imports it
    BUILD: {SITE, DOWNLOADS, SEARCH, FORM_DATA, PAGES, CONTENT, SOURCE, RUNTIME},  # orders the steps
    "build_scripts/__main__.py": {BUILD, ASSURANCE, SITE, RUNTIME, SOURCE},
    "build_scripts/__init__.py": set(),
    # the browser
    "docs/assets/finder": set(),
    "docs/assets/offline": set(),
    "docs/assets/reading": set(),
    "docs/assets/search": set(),
    SHARED: set(),
    CHECKER_OF_PAGE: {SHARED},
    WORDS: {SHARED},
    QUESTIONS: {WORDS, SHARED},
    RESULTS: {WORDS, SHARED},
    RECEIPT: {RESULTS, CHECKER_OF_PAGE, WORDS, SHARED},
    TO_PREPARE: {CHECKER_OF_PAGE, WORDS, SHARED},
    KEEPING: {QUESTIONS, CHECKER_OF_PAGE, WORDS, SHARED},
    SESSION: {KEEPING, TO_PREPARE, RECEIPT, RESULTS, QUESTIONS, CHECKER_OF_PAGE, SHARED},
    f"{FORM}/main.js": {SESSION, KEEPING, TO_PREPARE, RESULTS, QUESTIONS, CHECKER_OF_PAGE, SHARED},
    f"{FORM}/too-old.js": set(),
    # what measures all of it
    "benchmarks": {PAGES, RULES, CONTENT, SOURCE, RUNTIME, SITE, TOOLS, CORE, WIRE, "py_checker/__init__.py", SHARED},
}


def files(suffixes: Collection[str], *folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)


def python_file(name: str) -> Path | None:
    """Return the file of a module of ours, or of the module that a name stands in."""
    place = ROOT.joinpath(*name.split("."))
    candidates = (place.with_name(f"{place.name}.py"), place / "__init__.py")
    found = next((path for path in candidates if path.is_file()), None)
    outer = name.rpartition(".")[0]
    return found or (python_file(outer) if outer else None)


def imported_files(path: Path) -> set[Path]:
    """Return what a Python file imports of ours, wherever it does: also for types, also within a function."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {found for name in names if (found := python_file(name))}


# What a script imports, for its code or for the types in its comments: from "./x.js", import("./x.js").
JS_IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.[^"']+)["']""")


def imported_scripts(path: Path) -> set[Path]:
    return {(path.parent / name).resolve() for name in JS_IMPORT.findall(path.read_text(encoding="utf-8"))}


BUILT = ("py_checker", "build_scripts", "benchmarks", "docs")
IMPORTS = {path: imported_files(path) for path in files({".py"}, *BUILT)} | {
    path: imported_scripts(path) for path in files({".js", ".mjs"}, *BUILT, "tests/scripts")
}


def room_of(path: Path) -> str | None:
    """Return the narrowest room in which a file lies."""
    name = path.relative_to(ROOT).as_posix()
    return max((room for room in MAY_IMPORT if f"{name}/".startswith(f"{room}/")), key=len, default=None)


def test_every_file_has_a_room() -> None:
    assert [path for path in IMPORTS if room_of(path) is None and "tests" not in path.parts] == []


def test_a_room_imports_only_what_the_table_allows() -> None:
    assert sum(map(len, IMPORTS.values())) > len(IMPORTS), "imports are seen"
    found = {
        f"{path.relative_to(ROOT)} imports {other.relative_to(ROOT)}"
        for path, others in IMPORTS.items()
        for other in others
        if (room := room_of(path)) and room_of(other) not in {room, *MAY_IMPORT[room]}
    }
    assert found == set()


def circle_in(imports: Mapping[T, Collection[T]]) -> list[T]:
    """Return the first circle of imports, from a file or a room back to itself; none where there is none."""
    cleared: set[T] = set()

    def follow(path: T, way: list[T]) -> list[T]:
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


def test_no_files_import_each_other_in_a_circle() -> None:
    assert [path.name for path in circle_in(IMPORTS)] == []


def test_no_rooms_import_each_other_in_a_circle() -> None:
    assert circle_in(MAY_IMPORT) == []


def test_every_script_that_is_imported_is_there() -> None:
    missing = {path.name: other.name for path, others in IMPORTS.items() for other in others if not other.exists()}
    assert missing == {}


@pytest.mark.parametrize("path", [*CHECKER, *SCRIPTS], ids=lambda path: path.name)
def test_modules_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
