"""The benchmark compares like with like: its plain JavaScript reaches the verdicts that py_checker reaches."""

from __future__ import annotations

import json
import random
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.applicants import uniform
from build_scripts.rules.rulebook import rulebook_json

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition
    from py_checker import Checker

pytestmark = pytest.mark.untraced

RANDOM = 200
SEED = 2025


def test_plain_javascript_reaches_the_same_verdicts(
    root: Path, edition: Edition, scenarios: tuple[Scenario, ...], checker: Checker, tmp_path: Path
) -> None:
    chance = random.Random(SEED)  # noqa: S311 - no secrets, the same applicants every time
    applicants: list[dict[str, Any]] = [scenario.answers for scenario in scenarios]
    for _ in range(RANDOM):
        answers = uniform(checker.assessor.rulebook, chance)
        known = set(chance.sample(sorted(answers), chance.randrange(len(answers) + 1)))
        applicants.append({fact: answer for fact, answer in answers.items() if fact in known})
    head = {"format": "baise-check", "version": 1, "kind": "assess", "edition": edition.id}
    messages = [json.dumps({**head, "answers": answers}) for answers in applicants]
    (tmp_path / "rulebook.json").write_text(rulebook_json(edition), encoding="utf-8")
    (tmp_path / "messages.json").write_text(json.dumps(messages), encoding="utf-8")
    run = subprocess.run(
        ["node", str(root / "tests" / "scripts" / "floor_respond.mjs"),
         str(tmp_path / "rulebook.json"), str(tmp_path / "messages.json")],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    for message, found in zip(messages, json.loads(run.stdout), strict=True):
        expected = json.loads(checker.respond(message))
        tracks = [{name: track[name] for name in ("track", "verdict")} for track in expected["tracks"]]
        findings = [{name: item[name] for name in ("clause", "outcome")} for item in expected["findings"]]
        assert json.loads(found) == {"tracks": tracks, "findings": findings}, message
