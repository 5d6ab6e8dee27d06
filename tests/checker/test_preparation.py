"""What applicants prepare: the scenarios of the official text, and laws that hold for everybody."""

from __future__ import annotations

import functools
import json
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.content.cases.expected_preparation import DUTIES, GRANTS, LISTED, ExpectedLimit
from build_scripts.content.cases.scenarios import read_scenarios
from build_scripts.rules.preparation import notes
from build_scripts.rules.rulebook import rulebook_json
from build_scripts.source.faults import DataError
from py_checker import Checker
from py_checker.core.answers import parse_answers
from py_checker.core.conditions import facts_of
from py_checker.core.verdicts import TrackVerdict, Verdict
from py_checker.preparation.needs import Preparer
from tests.content.guide import EDITION, SCENARIOS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.untraced

PREPARING = [scenario for scenario in SCENARIOS if scenario.prepare]
WORDS = {note: text.zh for note, text in notes(EDITION)}
TRACKS = [track.id for track in EDITION.tracks]
STEP = Decimal("0.0001")
CHECKER = Checker(rulebook_json(EDITION))
PREPARER = Preparer(CHECKER.assessor)
SETTLED = {"needed", "unclear", "not_needed"}
MANY = settings(max_examples=150)


def ask(track: Any, answers: Any) -> dict[str, Any]:
    message = {"format": "baise-check", "version": 1, "kind": "prepare", "edition": EDITION.id}
    return json.loads(CHECKER.respond(json.dumps({**message, "track": track, "answers": answers}, ensure_ascii=False)))


def statuses(reply: dict[str, Any], group: str) -> dict[str, str]:
    if group in LISTED:
        return {need["entry"]: need["status"] for need in reply[group]}
    if group == GRANTS:
        return {offer["grant"]: offer["outcome"] for offer in reply[group]}
    return {duty["clause"]: duty["status"] for duty in reply[group] if duty["conditional"]}


def told(reply: dict[str, Any]) -> dict[tuple[str, str], tuple[str, ...]]:
    needs = [(group, need) for group in LISTED for need in reply[group]]
    return {(group, need["entry"]): tuple(WORDS[note] for note in need["notes"]) for group, need in needs}


def limits(reply: dict[str, Any]) -> list[tuple[str, ExpectedLimit]]:
    return [
        (limit["fact"],
         ExpectedLimit(op=limit["op"], value=None if limit["value"] is None else Decimal(limit["value"]),
                       outcome=limit["outcome"]))
        for limit in reply["limits"]
    ]  # fmt: skip


# ---- every applicant, every track that its scenario names ----


@pytest.mark.parametrize("scenario", PREPARING, ids=lambda scenario: scenario.id)
def test_an_applicant_prepares_what_the_text_asks(scenario: Any) -> None:
    wrong = []
    for track, expected in scenario.prepare.items():
        reply = ask(track, scenario.answers)
        assert reply["kind"] == "preparation", reply
        assert (reply["track"], reply["verdict"]) == (track, scenario.expected[track])
        groups = {group: statuses(reply, group) for group in (*LISTED, GRANTS, DUTIES)}
        wrong += [f"  {track}: {words}" for words in expected.differences(groups, told(reply), limits(reply))]
    assert not wrong, "\n".join([f"{scenario.place} {scenario.name.zh}", *wrong])


def seen(group: str, item: str) -> set[str]:
    """The statuses (or outcomes) of an item that scenarios expect."""
    expected = (one for scenario in PREPARING for one in scenario.prepare.values() if group in one.groups)
    return {one.groups[group][item] for one in expected if item in one.groups[group]}


ENTRIES = [(group, entry) for group in LISTED for entry in getattr(EDITION, group)]


def possible(group: str, entry: Any) -> set[str]:
    """Every status that an entry can have, found by trying all answers that its conditions can tell apart."""
    rules = [case.when for case in (*entry.needed, *entry.unclear) if case.when]
    facts = {fact: EDITION.questions[fact].fact for rule in rules for fact in facts_of(rule)}
    values = {"yes_no": (True, False), "number": (Decimal(6), Decimal(7))}
    rows = product(*((None, *(fact.choices or values[fact.type])) for fact in facts.values()))
    named = {place for case in (*entry.needed, *entry.unclear) for place in case.applies_to}
    kinds = {(track.type.id, track.id in named): track.id for track in EDITION.tracks}
    return {
        need.status.value
        for row in rows
        for track in kinds.values()
        for need in getattr(
            PREPARER.prepare(
                TrackVerdict(track=track, verdict=Verdict.UNDETERMINED),
                {fact: value for fact, value in zip(facts, row, strict=True) if value is not None},
            ),
            group,
        )
        if need.entry == entry.id
    }


@pytest.mark.parametrize(("group", "entry"), ENTRIES, ids=lambda part: getattr(part, "id", part))
def test_every_material_and_recommender_is_seen_in_every_way_there_is(group: str, entry: Any) -> None:
    assert seen(group, entry.id) == possible(group, entry)


@functools.cache
def notes_told() -> set[str]:
    """The notes that anybody is told, by the scenarios that say what is prepared."""
    replies = (ask(track, scenario.answers) for scenario in PREPARING for track in scenario.prepare)
    return {note for reply in replies for group in LISTED for need in reply[group] for note in need["notes"]}


@pytest.mark.parametrize("note", WORDS)
def test_every_note_on_what_is_unclear_is_told_to_somebody(note: str) -> None:
    assert note in notes_told()


@pytest.mark.parametrize(
    ("grant", "bound", "key"),
    [
        pytest.param(grant, Decimal(figure.removesuffix("万元")), key, id=f"{grant.id} {key} {figure}")
        for grant in EDITION.grants
        for key, figure in (("at_least", grant.at_least), ("at_most", grant.at_most))
        if figure
    ],
)
def test_both_sides_of_every_amount_are_shown(grant: Any, bound: Decimal, key: str) -> None:
    beyond = bound - STEP if key == "at_least" else bound + STEP
    found = {
        (Decimal(str(scenario.answers["grant_requested"])), one.groups[GRANTS][grant.id])
        for scenario in PREPARING
        for one in scenario.prepare.values()
        if scenario.answers.get("grant_requested") is not None and grant.id in one.groups.get(GRANTS, {})
    }
    assert {(bound, "met"), (beyond, "not_met")} <= found
    assert seen(GRANTS, grant.id) == {"met", "not_met", "open"}


def test_both_sides_of_the_research_assistant_post_are_shown() -> None:
    (duty,) = [clause for clause in EDITION.clauses.values() if clause.kind == "obligation" and clause.applies_when]
    bound = duty.applies_when.bound
    found = {
        (Decimal(str(scenario.answers["grant_requested"])), one.groups[DUTIES][duty.id])
        for scenario in PREPARING
        for one in scenario.prepare.values()
        if scenario.answers.get("grant_requested") is not None and DUTIES in one.groups
    }
    assert {(bound, "applies"), (bound - STEP, "not_applicable")} <= found
    assert seen(DUTIES, duty.id) == {"applies", "not_applicable", "open"}


def test_every_open_track_is_prepared_for() -> None:
    opened = {track.id for track in EDITION.tracks if track.type.status != "announced_separately"}
    assert {track for scenario in PREPARING for track in scenario.prepare} == opened


# ---- the reply ----


def test_a_limit_says_what_it_is_reckoned_from() -> None:
    reply = ask("t01-d1", {"lead_kind": "enterprise", "grant_requested": 60, "matching_funds": 150})
    (limit,) = [limit for limit in reply["limits"] if limit["fact"] == "matching_funds"]
    assert limit == {
        "clause": "n01-unit-9-lead-ratio", "kind": "required", "fact": "matching_funds", "op": "at_least",
        "value": "180", "found": "150", "outcome": "not_met", "of": {"fact": "grant_requested", "factor": "3"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "outcomes"), [(None, ["open"]), ("enterprise", ["not_met"]), ("research_institute", [])]
)
def test_a_figure_is_not_missed_while_it_is_open_whether_it_is_asked_at_all(kind: Any, outcomes: list[str]) -> None:
    reply = ask("t01-d1", {"lead_kind": kind, "grant_requested": 60, "matching_funds": 150})
    found = [limit for limit in reply["limits"] if limit["fact"] == "matching_funds"]
    assert [limit["outcome"] for limit in found] == outcomes
    assert all((limit["value"], limit["found"]) == ("180", "150") for limit in found)


def test_people_are_never_counted_in_parts() -> None:
    for size in range(1, 40):
        reply = ask("t01-d1", {"team_size": size, "team_in_service": size})
        (limit,) = [limit for limit in reply["limits"] if limit["fact"] == "team_in_service"]
        least = int(limit["value"])
        assert least * 10 >= size * 9 > (least - 1) * 10


def test_a_grant_that_may_apply_says_which_answer_is_missing() -> None:
    offers = ask("t04-d2", {"grant_requested": 30})["grants"]
    assert [(offer["grant"], offer["applies"], offer["missing"]) for offer in offers] == [
        ("platform-regional", "unknown", ["platform_built"]),
        ("platform-municipal", "unknown", ["platform_built"]),
    ]
    (offer,) = ask("t04-d2", {"platform_built": "municipal"})["grants"]
    assert (offer["applies"], offer["missing"], offer["at_least"], offer["at_most"], offer["outcome"]) == (
        "true", [], None, "20", "open",
    )  # fmt: skip


def test_a_track_announced_separately_has_no_amounts_and_no_figures() -> None:
    reply = ask("t03", {"lead_kind": "enterprise", "grant_requested": 60, "matching_funds": 150})
    assert (reply["verdict"], reply["grants"], reply["limits"]) == ("not_open", [], [])


def test_contradictory_answers_count_as_none() -> None:
    contradictory = {"team_size": 5, "team_in_service": 6}
    assert ask("t01-d1", contradictory)["materials"] == ask("t01-d1", {})["materials"]
    assert ask("t01-d1", contradictory)["limits"] == ask("t01-d1", {})["limits"]


@pytest.mark.parametrize("track", [None, "", "t99", "p1", "t01", 3, ["t01-d1"], {"t01-d1": 1}, "t" * 1000])
def test_an_unknown_track_is_told(track: Any) -> None:
    reply = ask(track, {})
    assert (reply["kind"], reply["code"]) == ("error", "unknown_track")
    assert len(reply["detail"]["found"]) <= 60


# ---- laws ----


def answer_to(fact: Any) -> st.SearchStrategy[Any]:
    if fact.type == "choice":
        return st.sampled_from(fact.choices)
    if fact.type == "yes_no":
        return st.booleans()
    if fact.type == "date":
        return st.sampled_from([fact.minimum.isoformat(), fact.maximum.isoformat()])
    near = ("0", "1", "2", "7", "9", "10", "12", "13", "20", "30", "50", "60", "100", "150", "300")
    near += ("10.0001", "29.9999") if fact.decimals else ()
    return st.sampled_from([number for number in near if fact.minimum <= Decimal(number) <= fact.maximum])


@st.composite
def applicants(draw: st.DrawFn, least: float = 0.0) -> dict[str, Any]:
    share = draw(st.floats(least, 1.0))
    return {
        fact: draw(answer_to(question.fact))
        for fact, question in EDITION.questions.items()
        if draw(st.floats(0, 1)) <= share
    }


def usable(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers without those that contradict each other."""
    book = CHECKER.assessor.rulebook
    return {fact: answers[fact] for fact in parse_answers(book.facts, book.consistency, answers)[0]}


@MANY
@given(data=st.data())
def test_what_is_settled_stays_however_much_more_is_answered(data: st.DataObject) -> None:
    everything = usable(data.draw(applicants(least=0.6)))
    part = {fact: answer for fact, answer in everything.items() if data.draw(st.booleans())}
    track = data.draw(st.sampled_from(TRACKS))
    before, after = ask(track, part), ask(track, everything)
    for group in LISTED:
        now = statuses(after, group)
        settled = {entry: status for entry, status in statuses(before, group).items() if status in SETTLED}
        assert settled == {entry: now[entry] for entry in settled}
    assert all(limit in after["limits"] for limit in before["limits"] if limit["outcome"] == "not_met")
    now = statuses(after, DUTIES)
    assert all(now[duty] == status for duty, status in statuses(before, DUTIES).items() if status != "open")
    sure = {offer["grant"] for offer in before["grants"] if offer["applies"] == "true"}
    assert sure <= {offer["grant"] for offer in after["grants"]} <= {offer["grant"] for offer in before["grants"]}
    if "grant_requested" in part:
        assert statuses(after, GRANTS).items() <= statuses(before, GRANTS).items()


@MANY
@given(data=st.data())
def test_what_is_open_names_the_unanswered_questions_and_nothing_else_does(data: st.DataObject) -> None:
    answers = usable(data.draw(applicants()))
    reply = ask(data.draw(st.sampled_from(TRACKS)), answers)
    for need in (*reply["materials"], *reply["recommenders"]):
        assert bool(need["missing"]) == (need["status"] == "open")
        assert bool(need["notes"]) == (need["status"] == "unclear")
    for duty in reply["duties"]:
        assert bool(duty["missing"]) == (duty["status"] == "open")
    for offer in reply["grants"]:
        assert bool(offer["missing"]) == (offer["applies"] == "unknown")
    parts = (*reply["materials"], *reply["recommenders"], *reply["duties"], *reply["grants"])
    assert {fact for part in parts for fact in part["missing"]} <= set(EDITION.questions) - set(answers)


@MANY
@given(data=st.data())
def test_all_answers_leave_nothing_open(data: st.DataObject) -> None:
    answers = {fact: data.draw(answer_to(question.fact)) for fact, question in EDITION.questions.items()}
    if usable(answers) != answers:
        return
    reply = ask(data.draw(st.sampled_from(TRACKS)), answers)
    words = json.dumps([reply[part] for part in ("grants", "limits", "duties", "materials", "recommenders")])
    assert '"open"' not in words
    assert '"unknown"' not in words


@MANY
@given(data=st.data())
def test_preparation_moves_no_verdict(data: st.DataObject) -> None:
    answers = data.draw(applicants())
    message = {"format": "baise-check", "version": 1, "kind": "assess", "edition": EDITION.id, "answers": answers}
    verdicts = {item["track"]: item["verdict"] for item in json.loads(CHECKER.respond(json.dumps(message)))["tracks"]}
    track = data.draw(st.sampled_from(TRACKS))
    assert ask(track, answers)["verdict"] == verdicts[track]


json_values = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=5)


@MANY
@given(data=st.data())
def test_no_request_raises(data: st.DataObject) -> None:
    names = st.sampled_from(sorted(EDITION.questions)) | st.text()
    answers = data.draw(json_values | st.dictionaries(names, json_values))
    reply = ask(data.draw(json_values | st.sampled_from(TRACKS)), answers)
    assert reply["kind"] in ("preparation", "error")
    assert reply.get("code") in (None, "bad_answers", "unknown_track")


# ---- mistakes in a scenario file ----

GOOD = "- id: one\n  name: {zh: 甲, en: A}\n  expect: {all: undetermined}\n  prepare:\n    t01-d1:\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("      materials: {needed: [application-from]}\n", 7, "“materials.needed”引用的编号“application-from”不存在"),
        ("      materials: {need: [annexes]}\n", 7, "不认识的键“need”（是不是“needed”？）"),
        ("      materials: {needed: [annexes], open: [annexes]}\n", 7, "编号“annexes”已经在 needed 用过"),
        ("      materials: {needed: [[annexes]]}\n", 7, "“needed”应为文字"),
        ("      materials: {notes: {novelty-search: [县里]}}\n", 7, "“notes.novelty-search”引用的编号“县里”不存在"),
        ("      recommenders:\n        needed:\n        - county\n", 9, "“recommenders.needed”引用的编号“county”"),
        ("      recommenders: {notes: {registered: [没有写明]}}\n", 7, "“notes.registered”引用的编号“没有写明”不存在"),
        ("      grants: {spear: met}\n", 7, "不认识的键“spear”"),
        ("      grants: {spearhead: maybe}\n", 7, "“spearhead”的值“maybe”不在允许范围内"),
        ("      duties: {n06-talent-2-asistant: applies}\n", 7, "不认识的键“n06-talent-2-asistant”"),
        ("      duties: {n06-talent-2-assistant: met}\n", 7, "“n06-talent-2-assistant”的值“met”不在允许范围内"),
        ("      limits: {lead_kind: none}\n", 7, "不认识的键“lead_kind”"),
        ("      limits: {team_size: 12}\n", 7, "“team_size”的值“12”不在允许范围内"),
        ("      limits: {team_size: {at_most: 12}}\n", 7, "缺少“outcome”"),
        ("      limits: {team_size: {outcome: met}}\n", 7, "缺少“at_least / at_most / above / below”"),
        ("      limits: {team_size: {at_most: twelve, outcome: met}}\n", 7, "“at_most”应为数字"),
        ("      papers: {}\n", 7, "不认识的键“papers”"),
        ("      {}\n    t3: {}\n", 8, "不认识的键“t3”"),
    ],
)
def test_a_mistake_in_what_is_prepared_is_told_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    (tmp_path / "01.yml").write_text("scenarios:\n" + GOOD + text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_scenarios(tmp_path, tmp_path, EDITION)
    faults = [str(fault) for fault in caught.value.faults]
    assert any(fault.startswith(f"01.yml:{line}: ") and words in fault for fault in faults), faults


def test_a_narrower_place_replaces_a_wider_one_entry_by_entry(tmp_path: Path) -> None:
    text = (
        GOOD.replace("    t01-d1:\n", "")
        + "    t07: {materials: {open: [annexes]}, limits: {team_size: none}}\n"
        + "    p4:\n      materials: {needed: [annexes, application-form]}\n"
        + "      limits: {team_size: {at_most: 7, outcome: met}, project_years: {at_most: null, outcome: open}}\n"
    )
    (tmp_path / "a.yml").write_text("scenarios:\n" + text, encoding="utf-8")
    prepare = read_scenarios(tmp_path, tmp_path, EDITION)[0].prepare
    assert set(prepare) == {"t07", "t08", "t09", "t10"}
    for track, status in (("t07", "open"), ("t08", "needed")):
        materials = prepare[track].groups["materials"]
        assert (materials["annexes"], materials["application-form"], materials["county-letter"]) == (
            status, "needed", "not_needed",
        )  # fmt: skip
    assert prepare["t07"].limits["team_size"] is None
    assert prepare["t08"].limits["team_size"] == ExpectedLimit(op="at_most", value=Decimal(7), outcome="met")
    assert prepare["t07"].limits["project_years"].value is None
    assert set(prepare["t07"].groups) == {"materials"}, "what is not written is not compared"
