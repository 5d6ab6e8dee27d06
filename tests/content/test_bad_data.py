"""Mistakes that staff make: each gets one clear sentence, in Chinese and English, with place and mend.

``bad_data/good`` is a small, complete ``guide_data``. Every other folder lays changed files over it
(``delete.txt`` names files to take away) and says in ``expected.txt`` what must be told.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts.content.load import load_site
from build_scripts.source.faults import MESSAGES, DataError

CASES = Path(__file__).resolve().parent.parent / "bad_data"
NAMES = sorted(path.name for path in CASES.iterdir() if path.name != "good")


def lay(name: str, target: Path) -> Path:
    shutil.copytree(CASES / "good", target, dirs_exist_ok=True)
    if name != "good":
        shutil.copytree(CASES / name, target, dirs_exist_ok=True)
        if (target / "delete.txt").exists():
            for line in (target / "delete.txt").read_text(encoding="utf-8").split():
                (target / line).unlink()
    return target


def told(root: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        load_site(root)
    return [str(fault) for fault in caught.value.faults]


def test_the_small_sample_is_good(tmp_path: Path) -> None:
    assert len(load_site(lay("good", tmp_path)).editions["2030"].tracks) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_gets_its_sentence(tmp_path: Path, name: str) -> None:
    expected = (CASES / name / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert told(lay(name, tmp_path)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_names_file_and_line_in_both_languages(tmp_path: Path, name: str) -> None:
    for line in told(lay(name, tmp_path)):
        assert re.match(r"guide_data/\S+:\d+: .*[\u4e00-\u9fff].*。 ['A-Z][^\u3002]*\.$", line), line


def test_every_sentence_has_a_case() -> None:
    seen = "\n".join((CASES / name / "expected.txt").read_text(encoding="utf-8") for name in NAMES)
    for code, (zh, _) in MESSAGES.items():
        pieces = [re.escape(piece) for piece in re.split(r"\{\w+\}", zh)]
        assert re.search(".*".join(pieces), seen), code


@pytest.mark.parametrize("command", ["check", "build"])
def test_the_command_tells_all_faults_and_leaves_the_site(tmp_path: Path, root: Path, command: str) -> None:
    lay("many_at_once", tmp_path)
    good = tmp_path / "site" / "index.html"
    good.parent.mkdir()
    good.write_text("the last good site", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "build_scripts", command, "--root", str(tmp_path)],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1
    expected = (CASES / "many_at_once" / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert run.stderr.splitlines()[:-1] == expected
    assert f"共 {len(expected)} 处要改" in run.stderr
    assert "Traceback" not in run.stdout + run.stderr
    assert good.read_text(encoding="utf-8") == "the last good site"
