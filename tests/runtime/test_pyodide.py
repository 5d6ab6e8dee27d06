"""The shipped runtime in real Pyodide answers byte for byte what CPython answers."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from build_scripts.content.addresses import FORM_DATA, RUNTIME
from build_scripts.content.cases.portfolios import FILE, read_portfolios

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition
    from py_checker import Checker

HOSTILE = ["", "{", "[" * 5000, "null", '{"format": "other"}', '{"a": 1e999}', "\u0000", '"\ud83d\ude00"']


@pytest.mark.parametrize("way", ["started", "restored"])
def test_pyodide_answers_byte_for_byte_like_cpython(
    site_dir: Path,
    root: Path,
    edition: Edition,
    scenarios: tuple[Scenario, ...],
    checker: Checker,
    tmp_path: Path,
    way: str,
) -> None:
    head = {"format": "baise-check", "version": 1, "kind": "assess", "edition": edition.id}
    messages = [json.dumps({**head, "answers": scenario.answers}, ensure_ascii=False) for scenario in scenarios]
    bad = [{"rd_last_year": 10**30}, {"lead_founded": "2999-01-01"}, {"team_size": 1, "team_in_service": 2}, {"x": []}]
    messages += [json.dumps({**head, "answers": answers}) for answers in bad] + HOSTILE
    asked = [
        {"kind": "prepare", "track": track, "answers": scenario.answers}
        for scenario in scenarios
        for track in sorted(scenario.prepare)[::10]
    ]
    portfolios = read_portfolios(root / "guide_data" / edition.id / FILE, root, edition, scenarios)
    asked += [{"kind": "combine", **case.request()} for case in portfolios]
    asked += [{"kind": "prepare", "track": track, "answers": {}} for track in (None, "t03", "t99")]
    asked += [{"kind": "combine", "applications": wrong, "answers": {}} for wrong in (None, [], [{"id": "a"}])]
    asked += [{"kind": "advise", "answers": scenario.answers} for scenario in scenarios[::6]]
    assert len(asked) > 100
    messages += [json.dumps({**head, **request}, ensure_ascii=False) for request in asked]
    (tmp_path / "messages.json").write_text(json.dumps(messages), encoding="utf-8")
    run = subprocess.run(
        ["node", str(root / "tests" / "scripts" / "pyodide_respond.mjs"), way, str(site_dir / RUNTIME),
         str(site_dir / edition.id / FORM_DATA / "rulebook.json"), str(tmp_path / "messages.json")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    responses = json.loads(run.stdout)
    assert len(responses) == len(messages) > 80
    for message, response in zip(messages, responses, strict=True):
        assert response == checker.respond(message), message
