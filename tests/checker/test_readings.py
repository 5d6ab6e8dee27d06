"""Doubts that hang on one word of the text are judged together, under each of its readings.

A small type 10: the lead applicant has to be a hospital, or all applicants, if the word means them all; the
leader has to be of an applicant, or of the lead, if the word means it alone.
"""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.assurance.proofs.readings import under
from py_checker.advice.changes import Advisor
from py_checker.core.findings import Outcome
from py_checker.core.rulebook import FORMAT, VERSION, Rulebook
from py_checker.core.verdicts import Assessor, Verdict

if TYPE_CHECKING:
    from py_checker.core.values import Answers
    from py_checker.core.verdicts import TrackVerdict

FACTS = ("hospital", "joint", "all_hospitals", "leader_of_lead", "leader_of_joint")
MANY = settings(max_examples=400)


def yes(fact: str, *, value: bool = True) -> dict[str, Any]:
    return {"op": "is", "fact": fact, "value": value}


def all_of(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"op": "all", "operands": list(parts)}


def any_of(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"op": "any", "operands": list(parts)}


def book(
    clauses: list[dict[str, Any]], options: dict[str, tuple[str, ...]], exemptions: list[dict[str, Any]] | None = None,
    facts: tuple[str, ...] = FACTS, tracks: dict[str, list[str]] | None = None,
) -> Rulebook:  # fmt: skip
    scopes = tracks or {"t": [clause["id"] for clause in clauses]}
    data = {
        "format": FORMAT, "version": VERSION, "edition": "2030", "reference_date": "2030-06-01",
        "facts": [
            {"id": fact, "type": "yes_no", "changeable": "now", "advised": [True, False]} for fact in facts
        ],
        "consistency": [],
        "clauses": clauses,
        "readings": [{"id": reading, "options": found} for reading, found in options.items()],
        "exemptions": exemptions or [],
        "tracks": [{"id": track, "status": "open", "clauses": found} for track, found in scopes.items()],
        "preparation": {},
    }  # fmt: skip
    return Rulebook.from_json(json.dumps(data))


UNIT = {
    "id": "unit", "kind": "required", "check": yes("hospital"), "reading": "applicant", "under": "all",
    "doubtful_when": all_of(yes("joint"), yes("all_hospitals", value=False)),
}  # fmt: skip
LEADER = {
    "id": "leader", "kind": "required", "check": any_of(yes("leader_of_lead"), yes("leader_of_joint")),
    "reading": "applicant", "under": "lead",
    "doubtful_when": yes("leader_of_lead", value=False),
}  # fmt: skip
OPTIONS = {"applicant": ("all", "lead")}
BOOK = book([UNIT, LEADER], OPTIONS)


def judged(answers: Answers, rules: Rulebook = BOOK) -> TrackVerdict:
    return Assessor(rules).assess(answers).tracks[0]


def applicant(*yeses: str, unknown: tuple[str, ...] = ()) -> Answers:
    return {fact: fact in yeses for fact in FACTS if fact not in unknown}


@pytest.mark.parametrize(
    ("answers", "verdict", "outcomes"),
    [
        (("joint", "leader_of_joint"), "ineligible", ("not_met", "not_met")),  # with a firm, whose man leads
        (("joint", "leader_of_lead"), "conditional", ("doubtful", "met")),
        (("joint", "all_hospitals", "leader_of_joint"), "conditional", ("met", "doubtful")),
        (("joint", "all_hospitals", "leader_of_lead"), "eligible", ("met", "met")),
        (("leader_of_lead",), "eligible", ("met", "met")),
    ],
)
def test_every_option_is_tried(answers: tuple[str, ...], verdict: str, outcomes: tuple[str, str]) -> None:
    found = judged(applicant("hospital", *answers))
    assert found.verdict.value == verdict
    assert tuple(item.outcome.value for item in found.findings) == outcomes
    refused = verdict == "ineligible"
    assert [item.reading for item in found.findings] == (["applicant"] * 2 if refused else [None] * 2)


def test_what_fails_whatever_the_word_means_leaves_the_others_doubtful() -> None:
    unit, leader = judged(applicant("joint", "leader_of_joint")).findings
    assert (unit.outcome, unit.reading) == (Outcome.NOT_MET, None)
    assert leader.outcome is Outcome.DOUBTFUL


def test_a_doubt_waits_for_those_that_may_yet_complete_it() -> None:
    found = judged(applicant("hospital", "joint", unknown=("leader_of_lead", "leader_of_joint")))
    assert found.verdict is Verdict.UNDETERMINED
    unit, leader = found.findings
    assert (unit.outcome, unit.can_deny) == (leader.outcome, leader.can_deny) == (Outcome.OPEN, True)
    assert set(unit.missing) == set(found.needed) == {"leader_of_lead", "leader_of_joint"}


def test_a_doubt_waits_for_nothing_that_cannot_complete_it() -> None:
    """With a leader of its own the hospital is never refused, whoever else applies."""
    unit, leader = judged(applicant("hospital", "leader_of_lead", unknown=("joint", "all_hospitals"))).findings
    assert (unit.outcome, unit.can_deny) == (Outcome.OPEN, False)
    assert leader.outcome is Outcome.MET


def test_a_clause_in_principle_never_refuses() -> None:
    found = judged(applicant("hospital", "joint", "leader_of_joint"), book([UNIT | {"kind": "in_principle"}, LEADER],
                                                                           OPTIONS))  # fmt: skip
    assert found.verdict is Verdict.CONDITIONAL


def test_the_same_clause_is_doubtful_where_the_other_does_not_stand() -> None:
    rules = book([UNIT, LEADER], OPTIONS, tracks={"both": ["unit", "leader"], "one": ["unit"]})
    both, one = Assessor(rules).assess(applicant("hospital", "joint", "leader_of_joint")).tracks
    assert (both.verdict, one.verdict) == (Verdict.INELIGIBLE, Verdict.CONDITIONAL)


def test_an_exemption_under_one_option_is_none_under_the_others() -> None:
    frees = {"source": "leader", "target": "unit", "when": yes("joint"), "certainty": "doubtful",
             "reading": "applicant", "under": "all"}  # fmt: skip
    rules = book(
        [{"id": "unit", "kind": "required", "check": yes("hospital")}, LEADER | {"under": "all"}], OPTIONS, [frees]
    )
    unit, leader = judged(applicant("joint", "leader_of_joint"), rules).findings
    assert (unit.outcome, unit.reading, unit.exempted_by) == (Outcome.NOT_MET, "applicant", "leader")
    assert leader.reading == "applicant"
    unit, _ = judged(applicant("joint", "leader_of_lead"), rules).findings
    assert (unit.outcome, unit.exempted_by) == (Outcome.DOUBTFUL, "leader")


def test_what_every_option_frees_from_does_not_apply() -> None:
    frees = [
        {"source": source, "target": "unit", "when": yes("joint"), "certainty": "doubtful", "reading": "applicant",
         "under": option}
        for source, option in (("leader", "all"), ("other", "lead"))
    ]  # fmt: skip
    clauses = [{"id": "unit", "kind": "required", "check": yes("hospital")}, LEADER,
               {"id": "other", "kind": "required", "check": yes("leader_of_lead")}]  # fmt: skip
    unit = judged(applicant("joint", "leader_of_lead"), book(clauses, OPTIONS, frees)).findings[0]
    assert unit.outcome is Outcome.NOT_APPLICABLE


def test_to_make_one_option_hold_is_enough_to_be_conditional() -> None:
    answers = applicant("hospital", "joint", "leader_of_joint")
    rules = book([UNIT, LEADER], OPTIONS)
    fixed = rules._replace(facts={key: fact._replace(changeable="") if key == "leader_of_lead" else fact
                                  for key, fact in rules.facts.items()})  # fmt: skip
    assessor = Assessor(fixed)
    (way,) = Advisor(assessor).ways(answers, assessor.assess(answers))
    assert way.reaches is Verdict.CONDITIONAL
    assert [found.changes for found in way.sets] == [{"joint": False}, {"all_hospitals": True}]


# ---- laws, on random rules ----

SMALL = ("a", "b", "c", "d")
tests = st.builds(lambda fact, value: yes(fact, value=value), st.sampled_from(SMALL), st.booleans())
conditions = tests | st.builds(all_of, tests, tests) | st.builds(any_of, tests, tests)
WORDS = {"word": ("one", "two", "three"), "other": ("yes", "no")}


@st.composite
def rulebooks(draw: st.DrawFn) -> Rulebook:
    """Rules with two readings; a clause hangs on one at most, as the data has it."""
    clauses: list[dict[str, Any]] = []
    exemptions: list[dict[str, Any]] = []
    options = {"word": WORDS["word"][: draw(st.integers(2, 3))], "other": WORDS["other"]}
    hangs = {}
    for number in range(draw(st.integers(2, 4))):
        name = f"c{number}"
        hangs[name] = draw(st.sampled_from((None, "word", "word", "other")))
        kind = draw(st.sampled_from(("required", "required", "required", "in_principle", "preferred")))
        clause = {"id": name, "kind": kind, "check": draw(conditions)}
        if draw(st.booleans()):
            clause["doubtful_when"] = draw(conditions)
            clause |= shared(draw, hangs[name], options)
        if draw(st.integers(0, 3)) == 0:
            clause["applies_when"] = draw(conditions)
        clauses.append(clause)
    for _ in range(draw(st.integers(0, 3))):
        source, target = draw(st.permutations(list(hangs)))[:2]
        certainty = draw(st.sampled_from(("plain", "doubtful", "doubtful")))
        link = shared(draw, hangs[target], options) if certainty == "doubtful" else {}
        if not any((item["source"], item["target"]) == (source, target) for item in exemptions):
            exemptions.append(
                {"source": source, "target": target, "when": draw(conditions), "certainty": certainty} | link
            )
    return book(clauses, options, exemptions, facts=SMALL)


def shared(draw: st.DrawFn, reading: str | None, options: dict[str, tuple[str, ...]]) -> dict[str, str]:
    if reading is None or draw(st.integers(0, 4)) == 0:
        return {}
    return {"reading": reading, "under": draw(st.sampled_from(options[reading]))}


complete = st.fixed_dictionaries({fact: st.booleans() for fact in SMALL})


@MANY
@given(rules=rulebooks(), answers=complete)
def test_the_verdict_is_that_of_all_combinations_of_options(rules: Rulebook, answers: Answers) -> None:
    """Refused by each: ineligible. Without a fault in each: no doubt. Else: conditional."""
    said = set()
    for chosen in product(*(reading.options for reading in rules.readings.values())):
        settled = rules
        for reading, option in zip(rules.readings.values(), chosen, strict=True):
            settled = under(settled, reading, option)
        assert not any(item.reading for item in (*settled.clauses.values(), *settled.exemptions))
        said.add(judged(answers, settled).verdict)
    expected = Verdict.CONDITIONAL if len(said) > 1 else said.pop()
    assert judged(answers, rules).verdict is expected


@MANY
@given(rules=rulebooks(), answers=complete, known=st.sets(st.sampled_from(SMALL)))
def test_what_is_settled_stays_settled(rules: Rulebook, answers: Answers, known: set[str]) -> None:
    before = judged({fact: value for fact, value in answers.items() if fact in known}, rules)
    after = judged(answers, rules)
    assert bool(before.needed) == (before.verdict is Verdict.UNDETERMINED)
    assert before.verdict in (after.verdict, Verdict.UNDETERMINED)
    for old, new in zip(before.findings, after.findings, strict=True):
        harmless = {old.outcome, new.outcome} <= {Outcome.MET, Outcome.NOT_APPLICABLE}  # met by whomever it concerns
        assert harmless or old.outcome in (new.outcome, Outcome.OPEN), old.clause
        assert bool(old.missing) == (old.outcome is Outcome.OPEN)
        assert old.reading in (new.reading, None)
        if old.outcome is Outcome.OPEN and new.outcome is Outcome.NOT_MET and new.kind == "required":
            assert old.can_deny, old.clause


@MANY
@given(rules=rulebooks(), answers=complete)
def test_advice_leads_where_it_says(rules: Rulebook, answers: Answers) -> None:
    assessor = Assessor(rules)
    for way in Advisor(assessor).ways(answers, assessor.assess(answers)):
        for found in way.sets:
            assert judged({**answers, **found.changes}, rules).verdict is way.reaches or (
                way.reaches is Verdict.CONDITIONAL
                and judged({**answers, **found.changes}, rules).verdict is not Verdict.INELIGIBLE
            )
