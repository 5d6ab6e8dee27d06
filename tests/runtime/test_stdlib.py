"""The trimmed standard library: all that is ever reached, and nothing else."""

from __future__ import annotations

import json
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from build_scripts.content.cases.portfolios import FILE, read_portfolios
from build_scripts.rules.rulebook import rulebook_json
from build_scripts.runtime.folder import build_runtime
from build_scripts.runtime.stdlib import merge, module_of, read_modules, write_trimmed_sources
from build_scripts.runtime.wheel import RuntimeBuildError, build_wheel
from tests.runtime.test_pyodide import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition

Reach = dict[str, Any]

pytestmark = pytest.mark.built


@pytest.fixture(scope="module")
def messages(root: Path, edition: Edition, scenarios: tuple[Scenario, ...]) -> list[str]:
    """Every kind of question that a page asks, and nonsense."""
    portfolios = read_portfolios(root / "guide_data" / edition.id / FILE, root, edition, scenarios)
    asked: list[dict[str, Any]] = [{"kind": "assess", "answers": scenario.answers} for scenario in scenarios]
    asked += [{"kind": "advise", "answers": scenario.answers} for scenario in scenarios[::6]]
    asked += [{"kind": "prepare", "answers": scenarios[0].answers, "track": track.id} for track in edition.tracks]
    asked += [{"kind": "combine", **case.request()} for case in portfolios]
    bad = [{"rd_last_year": answer} for answer in (10**30, "9" * 5000, "1e999", [], "\ud800")]
    bad += [{"lead_founded": answer} for answer in ("2025-02-30", "２０２５-01-01", "x" * 99)]
    asked += [{"kind": "assess", "answers": answers} for answers in bad]
    head = {"format": "baise-check", "version": 1, "edition": edition.id}
    return [json.dumps(head | request) for request in asked] + HOSTILE


@pytest.fixture(scope="module")
def reached(
    root: Path, edition: Edition, messages: list[str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Reach]:
    """What a Python with the whole library imports in all that can happen, and what the shipped one does."""
    place = tmp_path_factory.mktemp("reach")
    (place / "rulebook.json").write_text(rulebook_json(edition), encoding="utf-8")
    (place / "messages.json").write_text(json.dumps(messages), encoding="utf-8")
    wheel = build_wheel(root, place / "wheel")
    build_runtime(root, wheel, place / "runtime", root / ".cache")
    pythons = {"stock": (root / "node_modules" / "pyodide", wheel), "shipped": (place / "runtime", "-"),
               "restored": (place / "runtime", "-")}  # fmt: skip
    found = {}
    for kind, where in pythons.items():
        run = subprocess.run(
            ["node", str(root / "tests" / "scripts" / "pyodide_reach.mjs"), kind, *map(str, where),
             str(place / "rulebook.json"), str(place / "messages.json")],
            capture_output=True, encoding="utf-8", check=False, timeout=240,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        found[kind] = json.loads(run.stdout)
    return found


def test_every_module_that_a_whole_library_would_load_is_listed(reached: dict[str, Reach]) -> None:
    listed = read_modules()
    assert set(reached["stock"]["imported"]) == listed.kept | listed.left_out, (
        "mend build_scripts/runtime/stdlib_modules.txt"
    )


def test_every_module_that_travels_is_loaded(reached: dict[str, Reach]) -> None:
    assert set(reached["shipped"]["imported"]) == read_modules().kept, "mend build_scripts/runtime/stdlib_modules.txt"


@pytest.mark.parametrize("kind", ["shipped", "restored"])
def test_nothing_is_asked_for_in_vain(reached: dict[str, Reach], kind: str) -> None:
    assert reached[kind]["missed"] == ["jsn"]  # the misspelt one


@pytest.mark.parametrize("kind", ["shipped", "restored"])
def test_faults_are_told_in_the_same_words_as_with_the_whole_library(reached: dict[str, Reach], kind: str) -> None:
    told = reached[kind]["told"]
    assert told == reached["stock"]["told"]
    assert told["a misspelt name"].endswith("Did you mean: 'coutn'?")
    assert "bad_rulebook" in told["a rulebook that is none"]
    assert '"code":"not_json"' in told["a message that is no text"]


def test_a_listed_module_that_pyodide_does_not_have_is_named(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = tmp_path / "modules.txt"
    listing.write_text("json\nasyncore  # gone since Python 3.12\n", encoding="utf-8")
    monkeypatch.setattr("build_scripts.runtime.stdlib.read_modules", lambda: read_modules(listing))
    with pytest.raises(RuntimeBuildError, match=r"没有：asyncore.*does not have: asyncore"):
        write_trimmed_sources(root / "node_modules" / "pyodide" / "python_stdlib.zip", tmp_path / "out.zip")


def test_merging_keeps_bytecode_and_leaves_the_labels_of_a_wheel(tmp_path: Path) -> None:
    for name, files in {"a.zip": ["json/__init__.pyc"], "b.zip": ["x/y.pyc", "x-1.dist-info/RECORD"]}.items():
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for file in files:
                archive.writestr(file, file)
    merge(tmp_path / "c.zip", tmp_path / "a.zip", tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "c.zip") as merged:
        assert merged.namelist() == ["json/__init__.pyc", "x/y.pyc"]
        assert merged.read("x/y.pyc") == b"x/y.pyc"


@pytest.mark.parametrize(
    ("name", "module"),
    [("json/__init__.py", "json"), ("json/tool.pyc", "json.tool"), ("os.py", "os"), ("README.txt", None), ("x/", None)],
)
def test_files_stand_for_modules(name: str, module: str | None) -> None:
    assert module_of(name) == module
