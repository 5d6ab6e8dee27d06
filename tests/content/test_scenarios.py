"""The applicants of ``guide_data/<edition>/scenarios`` get the verdicts that the official text gives them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from build_scripts.assurance.proofs.bounds import Bound, Example, bounds_of, examples_of, is_shown
from build_scripts.assurance.proofs.prover import Prover
from build_scripts.content.cases.scenarios import Scenario, read_scenarios
from build_scripts.rules.rulebook import rulebook_json
from build_scripts.source.faults import DataError
from py_checker import Checker
from py_checker.core.answers import parse_answers
from py_checker.core.rulebook import DOUBTFUL, Rulebook
from tests.content.guide import EDITION, SCENARIOS

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.edition import Edition
    from py_checker.core.values import Answers

RULEBOOK = Rulebook.from_json(rulebook_json(EDITION))
CHECKED = {clause.id: clause for clause in RULEBOOK.clauses.values() if clause.check}
BOUNDS = list(bounds_of(RULEBOOK))


@dataclass(frozen=True)
class Result:
    """What the checker says of a scenario: per track its verdict, and per track and clause the finding."""

    scenario: Scenario
    answers: Answers
    verdicts: dict[str, str]
    findings: dict[str, dict[str, dict[str, Any]]]

    def outcomes(self, clause: str) -> frozenset[str]:
        return frozenset(findings[clause]["outcome"] for findings in self.findings.values() if clause in findings)


def result_of(checker: Checker, scenario: Scenario) -> Result:
    message = {"format": "baise-check", "version": 1, "kind": "assess", "edition": EDITION.id}
    response = json.loads(checker.respond(json.dumps(message | {"answers": scenario.answers}, ensure_ascii=False)))
    assert response["kind"] == "verdicts", f"{scenario.place} {scenario.name.zh}: {response}"
    answers, _ = parse_answers(RULEBOOK.facts, RULEBOOK.consistency, scenario.answers)
    return Result(
        scenario=scenario,
        answers=answers,
        verdicts={track["track"]: track["verdict"] for track in response["tracks"]},
        findings={
            track["track"]: {
                finding["clause"]: finding for finding in (response["findings"][index] for index in track["findings"])
            }
            for track in response["tracks"]
        },
    )


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    checker = Checker(rulebook_json(EDITION))
    return {scenario.id: result_of(checker, scenario) for scenario in SCENARIOS}


@pytest.fixture(scope="module")
def seen(results: dict[str, Result]) -> dict[str, Counter[str]]:
    """How often each clause had each outcome."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for result in results.values():
        for clause in CHECKED:
            counted[clause].update(result.outcomes(clause))
    return counted


def against(findings: dict[str, dict[str, Any]]) -> str:
    standing = [
        f"{clause} {finding['outcome']}"
        for clause, finding in findings.items()
        if finding["outcome"] in ("not_met", "doubtful", "open") and finding["kind"] != "preferred"
    ]
    return ", ".join(standing) or "没有任何条款 nothing stands against it"


# ---- every applicant, every track ----


@pytest.mark.parametrize("name", [scenario.id for scenario in SCENARIOS])
def test_an_applicant_gets_the_verdicts_of_the_text(results: dict[str, Result], name: str) -> None:
    result = results[name]
    scenario = result.scenario
    assert set(scenario.expected) == set(result.verdicts) == {track.id for track in EDITION.tracks}
    wrong = [
        f"  {track}: 应为 expected {expected}, 实为 found {result.verdicts[track]} ({against(result.findings[track])})"
        for track, expected in scenario.expected.items()
        if result.verdicts[track] != expected
    ]
    assert not wrong, "\n".join([f"{scenario.place} {scenario.name.zh}", *wrong])


@pytest.mark.parametrize("name", [scenario.id for scenario in SCENARIOS if scenario.because])
def test_the_named_clauses_decide(results: dict[str, Result], name: str) -> None:
    result = results[name]
    wrong = [
        f"  {track} {clause}: 应为 expected {outcome}, 实为 found {result.findings[track][clause]['outcome']}"
        for track, reasons in result.scenario.because.items()
        for clause, outcome in reasons.items()
        if result.findings[track][clause]["outcome"] != outcome
    ]
    assert not wrong, "\n".join([f"{result.scenario.place} {result.scenario.name.zh}", *wrong])


# ---- the scenarios together ----


def test_there_are_enough_scenarios() -> None:
    assert len(SCENARIOS) >= 80


def test_no_two_scenarios_tell_the_same() -> None:
    for lang in ("zh", "en"):
        names = Counter(scenario.name.of(lang) for scenario in SCENARIOS)
        assert [name for name, count in names.items() if count > 1] == []


def test_tracks_announced_separately_never_get_a_verdict(results: dict[str, Result]) -> None:
    waiting = [track.id for track in RULEBOOK.tracks if track.status != "open"]
    assert waiting
    assert {result.verdicts[track] for result in results.values() for track in waiting} == {"not_open"}


@pytest.mark.parametrize("verdict", ["eligible", "conditional", "ineligible", "undetermined"])
def test_every_open_track_is_seen_with_every_verdict(results: dict[str, Result], verdict: str) -> None:
    missing = [
        track.id
        for track in RULEBOOK.tracks
        if track.status == "open" and not any(result.verdicts[track.id] == verdict for result in results.values())
    ]
    assert missing == [], f"没有一个情景使这些方向得出 {verdict}；请补上"


@pytest.mark.parametrize("outcome", ["met", "not_met", "open"])
def test_every_check_is_seen(seen: dict[str, Counter[str]], outcome: str) -> None:
    missing = [clause for clause in CHECKED if not seen[clause][outcome]]
    assert missing == [], f"没有一个情景使这些条款得出 {outcome}；请补上"


def test_every_clause_that_concerns_only_some_is_seen_not_concerning(seen: dict[str, Counter[str]]) -> None:
    missing = [
        clause.id for clause in CHECKED.values() if clause.applies_when and not seen[clause.id]["not_applicable"]
    ]
    assert missing == []


def test_every_doubt_is_seen(seen: dict[str, Counter[str]]) -> None:
    missing = [clause.id for clause in CHECKED.values() if clause.doubtful_when and not seen[clause.id]["doubtful"]]
    assert missing == []


def test_every_exemption_is_seen(results: dict[str, Result]) -> None:
    found = {
        (finding["exempted_by"], clause, finding["outcome"])
        for result in results.values()
        for findings in result.findings.values()
        for clause, finding in findings.items()
        if "exempted_by" in finding
    }
    wanted = {
        (item.source, item.target, "doubtful" if item.certainty == DOUBTFUL else "not_applicable")
        for item in RULEBOOK.exemptions
    }
    assert wanted - found == set()


# ---- both sides of every bound ----


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return examples_of(Prover(EDITION), SCENARIOS, {bound.clause for bound in BOUNDS})


def test_the_rules_have_bounds() -> None:
    assert len({bound.words for bound in BOUNDS}) > 10


@pytest.mark.parametrize("bound", [pytest.param(bound, id=f"{bound.clause}: {bound.words}") for bound in BOUNDS])
def test_both_sides_of_every_bound_are_shown(examples: list[Example], bound: Bound) -> None:
    assert is_shown(bound, examples), f"{bound.clause}: 没有两个情景正好分立在 {bound.words} 的两边；请补上"


# ---- mistakes in a scenario file ----

GOOD = "- id: one\n  name: {zh: 甲, en: A}\n  expect: {all: undetermined}\n"


def faults_of(tmp_path: Path, edition: Edition, text: str) -> list[str]:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "01-one.yml").write_text("scenarios:\n" + text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_scenarios(folder, tmp_path, edition)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD + GOOD, 5, "编号“one”已经在 scenarios/01-one.yml:2 用过"),
        (GOOD.replace("undetermined", "undecided"), 4, "“all”的值“undecided”不在允许范围内（是不是“undetermined”？）"),
        (GOOD.replace("all:", "t02:"), 4, "缺少“all”"),
        (GOOD.replace("all:", "t3:"), 4, "不认识的键“t3”"),
        (GOOD + "  based_on: two\n", 5, "“based_on”引用的编号“two”不存在"),
        (GOOD + "  based_on: one\n", 5, "“based_on”的值“one”不在允许范围内"),
        (GOOD + "  answers: {site_in_baise: no}\n", 5, "不带引号的 no"),
        (GOOD + '  answers: {site_in_baise: "true"}\n', 5, "“site_in_baise”的值“true”不在允许范围内"),
        (GOOD + "  answers: {joined: true}\n", 5, "不认识的键“joined”"),
        (GOOD + "  answers: {lead_kind: firm}\n", 5, "“lead_kind”的值“firm”不在允许范围内"),
        (GOOD + "  answers: {rd_last_year: many}\n", 5, "“rd_last_year”应为数字"),
        (GOOD + "  answers: {rd_last_year: -1}\n", 5, "“rd_last_year”的值“-1”不在允许范围内"),
        (GOOD + "  answers: {lead_founded: 2024}\n", 5, "“lead_founded”应为日期"),
        (GOOD + '  answers: {lead_founded: "2999-01-01"}\n', 5, "“lead_founded”的值“2999-01-01”不在允许范围内"),
        (GOOD.replace("undetermined", "{verdict: undetermined, because: {t05-lead: open}}"), 4, "“t01-d1.because”"),
        (GOOD.replace("undetermined", "{verdict: undetermined, because: {t05-leader: open}}"), 4, "“t05-leader”"),
        (GOOD.replace("undetermined", "{verdict: undetermined, because: {n02-leader-2-staff: maybe}}"), 4, "“maybe”"),
        (GOOD.replace(", en: A", ""), 3, "“name”缺少英文文字"),
    ],
)
def test_a_mistake_in_a_scenario_is_told_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    faults = faults_of(tmp_path, EDITION, text)
    assert any(fault.startswith(f"scenarios/01-one.yml:{line}: ") and words in fault for fault in faults), faults


def test_scenarios_that_rest_on_each_other_are_refused(tmp_path: Path) -> None:
    circle = GOOD + "  based_on: two\n" + GOOD.replace("one", "two") + "  based_on: one\n"
    assert len(faults_of(tmp_path, EDITION, circle)) == 2


def test_answers_are_taken_over_and_replaced(tmp_path: Path) -> None:
    text = (
        "scenarios:\n" + GOOD.replace("one", "two")
        + "  based_on: one\n  answers: {site_in_baise: null, team_size: 8}\n"
        + GOOD + "  answers: {site_in_baise: true, lead_kind: hospital, team_size: 7}\n"
    )  # fmt: skip
    (tmp_path / "a.yml").write_text(text, encoding="utf-8")
    first = read_scenarios(tmp_path, tmp_path, EDITION)[0]
    assert first.answers == {"site_in_baise": None, "lead_kind": "hospital", "team_size": "8"}


def test_a_narrower_expectation_replaces_a_wider_one(tmp_path: Path) -> None:
    written = "{t07: eligible, t06-d1: conditional, all: undetermined, t06: eligible, p4: ineligible}"
    text = GOOD.replace("{all: undetermined}", written)
    (tmp_path / "a.yml").write_text("scenarios:\n" + text, encoding="utf-8")
    expected = read_scenarios(tmp_path, tmp_path, EDITION)[0].expected
    wanted = {"t01-d1": "undetermined", "t03": "not_open", "t06-d1": "conditional", "t06-d2": "eligible",
              "t07": "eligible", "t08": "ineligible"}  # fmt: skip
    assert {track: expected[track] for track in wanted} == wanted
