"""The smallest changes: legitimate, sufficient, and none of them idle."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_checker.core.answers import parse_answers
from py_checker.core.findings import Outcome
from py_checker.core.verdicts import Verdict
from tests.checker.test_laws import applicants

if TYPE_CHECKING:
    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition
    from py_checker import Checker
    from py_checker.core.verdicts import TrackVerdict

pytestmark = pytest.mark.untraced

BETTER = {"eligible": {"eligible", "undetermined"}, "conditional": {"eligible", "conditional", "undetermined"}}
AGAINST = {"eligible": {"not_met", "doubtful"}, "conditional": {"not_met"}}

IN_RANGE = {"grant_requested": "30", "matching_funds": "90"}  # of project types 1 and 2


def ask(checker: Checker, answers: dict[str, Any], kind: str = "assess") -> dict[str, Any]:
    edition = checker.assessor.rulebook.edition
    message = {"format": "baise-check", "version": 1, "kind": kind, "edition": edition, "answers": answers}
    return json.loads(checker.respond(json.dumps(message)))


def verdicts(checker: Checker, answers: dict[str, Any]) -> dict[str, str]:
    return {item["track"]: item["verdict"] for item in ask(checker, answers)["tracks"]}


def advice(checker: Checker, answers: dict[str, Any]) -> dict[str, Any]:
    return {item["track"]: item for item in ask(checker, answers, "advise")["tracks"]}


def changed(answers: dict[str, Any], changes: list[dict[str, Any]]) -> dict[str, Any]:
    return {**answers, **{change["fact"]: change["to"] for change in changes}}


def assert_sound(checker: Checker, answers: dict[str, Any]) -> None:
    before = verdicts(checker, answers)
    for track, way in advice(checker, answers).items():
        assert before[track] in ("ineligible", "conditional")
        for found in way["sets"]:
            changes = found["changes"]
            assert changes
            for change in changes:
                fact = checker.assessor.rulebook.facts[change["fact"]]
                assert fact.changeable == change["when"] != ""
                assert change["to"] in fact.advised if fact.type in ("choice", "yes_no") else not fact.advised
            after = judged(checker, changed(answers, changes), track)
            assert after is not None, "the answers contradict each other"
            assert after.verdict.value in BETTER[way["reaches"]], (track, changes)
            assert (after.verdict is Verdict.UNDETERMINED) == bool(found["needed"])
            assert not [one for one in after.findings if one.kind == "amount" and one.outcome is Outcome.NOT_MET]
            for left_out in changes:
                rest = judged(
                    checker, changed(answers, [change for change in changes if change is not left_out]), track
                )
                assert rest is None or _stands(rest, way["reaches"]), (track, left_out)


def judged(checker: Checker, answers: dict[str, Any], track: str) -> TrackVerdict | None:
    """What the checker says of a track; None where the answers contradict each other."""
    book = checker.assessor.rulebook
    usable, problems = parse_answers(book.facts, book.consistency, answers)
    return None if problems else next(item for item in checker.assessor.assess(usable).tracks if item.track == track)


def _stands(item: TrackVerdict, goal: str) -> bool:
    """Whether something stands against the goal."""
    kinds = ("required", "in_principle", "amount") if goal == "eligible" else ("required", "amount")
    return any(one.kind in kinds and one.outcome.value in AGAINST[goal] for one in item.findings)


@settings(max_examples=60)
@given(data=st.data())
def test_every_set_of_changes_suffices_and_is_needed_as_a_whole(
    checker: Checker, edition: Edition, data: st.DataObject
) -> None:
    answers = data.draw(applicants(edition, least=0.8))
    if not ask(checker, answers)["problems"]:
        assert_sound(checker, answers)


def test_the_changes_of_every_scenario_hold(checker: Checker, scenario_of: dict[str, Scenario]) -> None:
    book = checker.assessor.rulebook
    for scenario in scenario_of.values():
        usable, _ = parse_answers(book.facts, book.consistency, scenario.answers)
        assert_sound(checker, {fact: answer for fact, answer in scenario.answers.items() if fact in usable})


def test_advice_on_answers_that_contradict_is_that_without_them(
    checker: Checker, scenario_of: dict[str, Scenario]
) -> None:
    answers = {**scenario_of["aluminium-enterprise-no-platform"].answers, "leader_unit": "joint"}  # alone, by the text
    rest = {fact: answer for fact, answer in answers.items() if fact not in ("joint_count", "leader_unit")}
    assert advice(checker, answers) == advice(checker, rest) != {}


def test_nobody_is_told_to_apply_alone_while_the_joint_applicants_stand(
    checker: Checker, scenario_of: dict[str, Scenario]
) -> None:
    """Without joint applicants a state organ among them is a contradiction; to part with it is what helps."""
    sets = advice(checker, scenario_of["joint-with-state-organ"].answers | IN_RANGE)["t01-d1"]["sets"]
    assert [[(change["fact"], change["to"]) for change in found["changes"]] for found in sets] == [
        [("joint_state_organ", False)]
    ]


def test_who_applies_alone_is_told_to_apply_jointly_and_what_is_then_asked(
    checker: Checker, scenario_of: dict[str, Scenario]
) -> None:
    (found,) = advice(checker, scenario_of["single-enterprise"].answers | IN_RANGE)["t02-d3"]["sets"]
    assert [(change["fact"], change["to"]) for change in found["changes"]] == [("joint_count", "1")]
    assert {"joint_agreement"} <= set(found["needed"])


def test_what_is_short_is_told_as_an_amount(checker: Checker, scenario_of: dict[str, Scenario]) -> None:
    answers = {**scenario_of["aluminium-enterprise-all-met"].answers, "rd_last_year": "180"}
    (found,) = advice(checker, answers)["t01-d1"]["sets"]
    assert found["changes"] == [
        {"fact": "rd_last_year", "from": "180", "to": "300", "when": "next_edition", "by": "120"}
    ]


def test_an_amount_outside_the_range_is_advised_to_its_nearer_end(
    checker: Checker, scenario_of: dict[str, Scenario]
) -> None:
    answers = scenario_of["aluminium-enterprise-all-met"].answers | {"grant_requested": "25", "matching_funds": "300"}
    ways = advice(checker, answers)
    for track, to in (("t01-d1", "30"), ("t06-d1", "20")):
        [found] = ways[track]["sets"]
        assert [(change["fact"], change["to"]) for change in found["changes"]] == [("grant_requested", to)], track


def test_what_is_secret_is_only_ever_advised_to_be_cleared_of_it(
    checker: Checker, scenario_of: dict[str, Scenario]
) -> None:
    answers = scenario_of["aluminium-enterprise-all-met"].answers | {"classified": "classified"}
    sets = [found for way in advice(checker, answers).values() for found in way["sets"]]
    assert {change["to"] for found in sets for change in found["changes"] if change["fact"] == "classified"} == {
        "declassified"
    }


def test_what_takes_longer_or_another_leader_says_so(checker: Checker, scenario_of: dict[str, Scenario]) -> None:
    enterprise = scenario_of["aluminium-enterprise-all-met"].answers
    answers = enterprise | {"platform_built": "none", "leader_title": "none", "leader_degree": "below_master"}
    whens = {
        change["fact"]: change["when"]
        for found in advice(checker, answers)["t01-d1"]["sets"]
        for change in found["changes"]
    }
    assert whens
    assert set(whens) <= {"platform_built", "platform_building", "leader_title", "leader_degree"}
    for fact, when in whens.items():
        assert when == ("next_edition" if fact.startswith("platform") else "another_leader")


def test_either_of_two_ways_is_told(checker: Checker, scenario_of: dict[str, Scenario]) -> None:
    sets = advice(checker, scenario_of["aluminium-enterprise-no-platform"].answers)["t01-d1"]["sets"]
    assert [[(change["fact"], change["to"]) for change in found["changes"]] for found in sets] == [
        [("lead_platform_built", "municipal")],
        [("lead_platform_building", "municipal")],
    ]


@pytest.mark.parametrize(
    "fixed",
    [
        {"leader_birth": "1950-01-01"},
        {"lead_kind": "state_organ", "above_designated_size": False, "high_tech_enterprise": False},
        {"unit_credit": "bad_otherwise"},
        {"leader_past_projects": "overdue"},
    ],
)
def test_nobody_is_told_to_be_another(
    checker: Checker, scenario_of: dict[str, Scenario], fixed: dict[str, Any]
) -> None:
    """Birth dates, kinds of organisation and records are what they are: no way, and no hint to answer differently."""
    assert advice(checker, {**scenario_of["aluminium-enterprise-all-met"].answers, **fixed}) == {}


def test_nobody_is_told_to_grow_smaller_to_escape_a_rule(checker: Checker, scenario_of: dict[str, Scenario]) -> None:
    answers = {**scenario_of["aluminium-enterprise-all-met"].answers, "team_size": 10, "team_in_service": 8}
    sets = advice(checker, answers)["t01-d1"]["sets"]
    assert {change["fact"] for found in sets for change in found["changes"]} <= {"team_in_service", "team_size",
                                                                                 "team_outsider_consent"}  # fmt: skip
