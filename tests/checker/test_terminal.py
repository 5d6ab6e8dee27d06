"""The terminal: verdicts from an answers file, and sentences instead of tracebacks."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from build_scripts.form_data.write import write_assessment_data

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition, Site
    from py_checker import Checker

ANSWERS = {
    "lead_kind": "enterprise",
    "lead_registered_in_baise": True,
    "rd_last_year": 299.5,
    "lead_founded": "2024-06-01",
}


@pytest.fixture(scope="module")
def data(site: Site, edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assessment")
    write_assessment_data(site, edition, folder)
    return folder


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "py_checker", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def yaml_file(folder: Path) -> Path:
    path = folder / "answers.yml"
    lines = (
        "lead_kind: enterprise",
        "lead_registered_in_baise: true",
        "rd_last_year: 299.5",
        "lead_founded: 2024-06-01",
    )
    path.write_text("\n  ".join(("answers:", *lines)) + "\n", "utf-8")
    return path


def json_file(folder: Path) -> Path:
    path = folder / "answers.json"
    path.write_text(json.dumps(ANSWERS), encoding="utf-8")
    return path


@pytest.mark.parametrize("make", [yaml_file, json_file])
def test_json_output_is_the_wire_format(root: Path, data: Path, checker: Checker, tmp_path: Path, make) -> None:
    done = run(root, "--answers", str(make(tmp_path)), "--data", str(data), "--json")
    head = {"format": "baise-check", "version": 1, "kind": "assess", "edition": checker.assessor.rulebook.edition}
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == checker.respond(json.dumps({**head, "answers": ANSWERS}))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["初步自测，以市科技局审核为准", "== 不符合", "申报须知 一（一）2", "企业上年度研发投入在300万元以上"]),
        ("en", ["the Bureau’s review decides", "== Not eligible", "Notice 1(1)2", "CNY 3 million"]),
    ],
)
def test_people_can_read_the_verdicts(root: Path, data: Path, tmp_path: Path, lang: str, words: list[str]) -> None:
    done = run(root, "--answers", str(json_file(tmp_path)), "--data", str(data), "--lang", lang)
    assert done.returncode == 0, done.stderr
    for word in words:
        assert word in done.stdout


@pytest.mark.parametrize(("lang", "words"), [("zh", "按任何一种理解都不满足"), ("en", "Not met under any reading")])
def test_what_fails_however_it_is_read_says_so_with_the_note(
    root: Path, data: Path, edition: Edition, scenario_of: dict[str, Scenario], tmp_path: Path, lang: str, words: str
) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(scenario_of["lump-sum-with-enterprise-and-its-leader"].answers), encoding="utf-8")
    lines = run(root, "--answers", str(path), "--data", str(data), "--lang", lang).stdout.splitlines()
    (note,) = {reading.note.of(lang) for reading in edition.readings if reading.id == "t10-applicant"}
    told = [number for number, line in enumerate(lines) if words in line]
    assert [lines[number + 1].strip() for number in told] == [note, note]


@pytest.mark.parametrize("content", ["[1, 2]", "a: [", "just words", "\x00"])
def test_a_bad_answers_file_gets_a_sentence(root: Path, data: Path, tmp_path: Path, content: str) -> None:
    path = tmp_path / "answers.yml"
    path.write_text(content, encoding="utf-8")
    done = run(root, "--answers", str(path), "--data", str(data))
    assert done.returncode == 1
    assert done.stderr.startswith("✗ ")
    assert "Traceback" not in done.stderr


def test_a_missing_file_gets_a_sentence(root: Path, data: Path) -> None:
    done = run(root, "--answers", "no-such-file.yml", "--data", str(data))
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "no-such-file.yml" in done.stderr


SHARE_ABOVE_THE_WHOLE = {
    "zh": "“项目组中的在职人员数”（6人）大于“项目组人数”（5人）",
    "en": "“Team members who are current staff” (6) is more than “team size” (5)",
}


@pytest.mark.parametrize("lang", SHARE_ABOVE_THE_WHOLE)
def test_answers_that_contradict_are_told_with_both(root: Path, data: Path, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "answers.json"
    answers = {"team_size": 5, "team_in_service": "6人", "joint_count": 0, "baise_partner": "registered"}
    path.write_text(json.dumps(answers), encoding="utf-8")
    done = run(root, "--answers", str(path), "--data", str(data), "--lang", lang)
    told = [line for line in done.stdout.splitlines() if line.startswith("! ")]
    assert len(told) == 2
    assert SHARE_ABOVE_THE_WHOLE[lang] in told[0]


def test_a_problem_with_an_answer_is_told(root: Path, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text('{"rd_last_year": "many"}', encoding="utf-8")
    done = run(root, "--answers", str(path), "--data", str(data))
    assert "! " in done.stdout
    assert "“many”不是数字" in done.stdout
