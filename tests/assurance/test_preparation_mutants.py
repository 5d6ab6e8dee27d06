"""Scenarios and portfolios notice a mistake in the rules on what is prepared, all but a few proved harmless."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import pytest

from build_scripts.assurance.mutation.preparation_judge import PreparationCourt
from build_scripts.assurance.mutation.preparation_mutants import (
    ACROSS,
    LISTS,
    PreparationMutant,
    preparation_mutants_of,
    settled_types,
)
from build_scripts.assurance.mutation.run import (
    EXPLANATIONS,
    SHARE_WANTED,
    Places,
    Result,
    complaints,
    joined,
    preparing_result_of,
    read_explanations,
    result_of,
)
from build_scripts.assurance.mutation.verdict_judge import MutationError
from build_scripts.assurance.mutation.verdict_mutants import mutants_of
from build_scripts.content.cases.expected_preparation import groups_of
from build_scripts.content.cases.portfolios import FILE, read_portfolios
from build_scripts.content.documents import tracks_of
from build_scripts.rules.rulebook import rulebook_json
from py_checker import Checker
from py_checker.core import conditions
from py_checker.core.verdicts import TrackVerdict, Verdict
from py_checker.preparation.portfolio import Application, Portfolio
from tests.content.guide import EDITION, ROOT, SCENARIOS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_scripts.content.documents import Section
    from build_scripts.content.edition import Edition
    from py_checker.preparation.needs import Preparer

FOLDER = ROOT / "guide_data" / EDITION.id
PORTFOLIOS = read_portfolios(FOLDER / FILE, ROOT, EDITION, SCENARIOS)
MUTANTS = {mutant.name: mutant for mutant in preparation_mutants_of(EDITION)}
EXPLAINED = read_explanations(FOLDER / EXPLANATIONS, ROOT, EDITION)
PREPARING = {name: item for name, item in EXPLAINED.items() if name in MUTANTS}
HEAD = {"format": "baise-check", "version": 1, "edition": EDITION.id}


@pytest.fixture(scope="module")
def result() -> Result:
    return preparing_result_of(EDITION, SCENARIOS, PORTFOLIOS, PREPARING)


@pytest.fixture(scope="module")
def court() -> PreparationCourt:
    return PreparationCourt(EDITION, SCENARIOS, PORTFOLIOS)


def test_the_cases_catch_nearly_every_mutant(result: Result) -> None:
    assert result.share >= SHARE_WANTED
    assert set(result.caught) | {mutant.name for mutant in result.survivors} == set(MUTANTS)


def test_every_survivor_is_explained_and_no_explanation_is_stale(result: Result) -> None:
    assert list(complaints(result, Places(ROOT))) == []
    deciding = {mutant.name for mutant in mutants_of(EDITION)}
    assert set(EXPLAINED) == set(PREPARING) | (set(EXPLAINED) & deciding)


def test_mutants_have_names_of_their_own_and_differ_from_the_rules() -> None:
    mutants = list(preparation_mutants_of(EDITION))
    assert len(mutants) == len(MUTANTS) > 300
    assert not set(MUTANTS) & {mutant.name for mutant in mutants_of(EDITION)}
    assert [mutant.name for mutant in mutants if mutant.changed == mutant.original] == []


@pytest.mark.parametrize(
    "name",
    [
        "materials.matching-letter needed.0.when: any → all",
        "materials.informed-consent needed.0.when: above → at_least",
        "materials.results-in-baise needed.0.applies_to: without t08",
        "materials.lump-sum-request needed.0.applies_to: dropped",
        "materials.park-confirmation needed.0.applies_to: with t04",
        "recommenders.registered needed.0.when.all.1: is false → true",
        "recommenders.registered needed.0.when.all.2: one_of without joint",
        "recommenders.registered unclear.2: dropped",
        "recommenders.baidong unclear.0.when: is true → false",
        "recommenders.health unclear.0: dropped",
        "materials.joint-rd-tax-data unclear.0.when: without 1",
        "materials.recommendation needed.0.when: without 1",
        "grants.spearhead at_least: 30 → 29.9999",
        "grants.spearhead at_most: 100 → 100.0001",
        "grants.platform-municipal when.all.1.any.0: is municipal → regional",
        "grants.foundation at_most: at_most → at_least",
        "grants.enterprise-growth applies_to: with t07",
        "n06-talent-2-assistant applies_when: at_least → above",
        "n04-limits-1-one across.at_most: 1 → 2",
        "n03-integrity-3-duplicate across.different: without applicant",
        "t10-scope-2 across.same: with leader",
    ],
)
def test_the_plausible_mistakes_are_among_them_and_caught(result: Result, name: str) -> None:
    assert name in MUTANTS
    assert name in result.caught


def test_a_mutant_is_told_with_the_very_line_of_the_mistake() -> None:
    places = Places(ROOT)
    for mutant in MUTANTS.values():
        place = places.of(mutant)
        line = (ROOT / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
        key = mutant.path[-1]
        keys = (key, ACROSS) if mutant.group == ACROSS else (key,)  # what is left out there stands nowhere
        found = line.lstrip().startswith("- ") if isinstance(key, int) else any(f"{key}:" in line for key in keys)
        assert found, (str(place), mutant.name)


def test_a_scenario_that_does_not_hold_is_told_before_any_mutant() -> None:
    scenario = next(scenario for scenario in SCENARIOS if scenario.prepare)
    track, expected = next(iter(scenario.prepare.items()))
    wrong = replace(scenario, prepare={track: replace(expected, groups={"grants": {"foundation": "open"}})})
    with pytest.raises(MutationError, match=r"20-preparation\.yml:\d+: 这个案例本身还没有通过"):
        PreparationCourt(EDITION, [wrong], [])


def test_a_portfolio_that_does_not_hold_is_told_before_any_mutant() -> None:
    with pytest.raises(MutationError, match=r"portfolios\.yml:\d+: 这个案例本身还没有通过"):
        PreparationCourt(EDITION, [], [replace(PORTFOLIOS[0], conflicts=frozenset())])


def test_results_are_counted_together(result: Result) -> None:
    few = result_of(EDITION, [], {})
    whole = joined(few, result)
    assert len(whole.caught) + len(whole.survivors) == len(MUTANTS) + len(few.survivors)
    assert result.share > whole.share > few.share == 0


# ---- the short way gives what the checker gives ----


def mutated(mutant: PreparationMutant) -> Edition:
    """The whole edition with the mistake in it, as if the data had been read so."""
    changed = mutant.changed
    if mutant.group in LISTS:
        items = tuple(changed if item.id == changed.id else item for item in getattr(EDITION, mutant.group))
        return replace(EDITION, **{mutant.group: items})

    def section(old: Section) -> Section:
        body = tuple(
            replace(paragraph, clauses=tuple(changed if item.id == changed.id else item for item in paragraph.clauses))
            for paragraph in old.body
        )
        return replace(old, body=body, sections=tuple(section(inner) for inner in old.sections))

    documents = {name: tuple(section(top) for top in tops) for name, tops in EDITION.documents.items()}
    clauses = EDITION.clauses | {changed.id: changed}
    return replace(EDITION, documents=documents, tracks=tracks_of(documents), clauses=clauses)


def replies(mutant: PreparationMutant, witness: str) -> Iterator[tuple[Any, Any]]:
    """What the checker says of a witness before and after the mistake."""
    before, after = Checker(rulebook_json(EDITION)), Checker(rulebook_json(mutated(mutant)))
    requests = [{"kind": "combine", **case.request()} for case in PORTFOLIOS if case.id == witness]
    for scenario in SCENARIOS:
        if scenario.id == witness:
            requests += [{"kind": "prepare", "track": track, "answers": scenario.answers} for track in scenario.prepare]
    assert requests
    for request in requests:
        message = json.dumps(HEAD | request, ensure_ascii=False)
        yield json.loads(before.respond(message)), json.loads(after.respond(message))


@pytest.mark.untraced
@pytest.mark.parametrize("name", list(MUTANTS)[::17])
def test_the_checker_itself_says_something_else_of_the_witness(result: Result, name: str) -> None:
    if name in result.caught:
        pairs = list(replies(MUTANTS[name], result.caught[name]))
        assert {reply["kind"] for pair in pairs for reply in pair} <= {"preparation", "portfolio"}
        assert any(before != after for before, after in pairs)


# ---- the explanations are true: no answers whatever make a difference ----


def told(preparer: Preparer, mutant: PreparationMutant, track: str, answers: dict[str, Any]) -> str | None:
    prepared = preparer.prepare(TrackVerdict(track=track, verdict=Verdict.UNDETERMINED), answers)
    return groups_of(prepared)[mutant.group].get(mutant.original.id)


def conditions_of(mutant: PreparationMutant) -> Iterator[conditions.Condition]:
    for entry in (mutant.original, mutant.changed):
        yield from (case.when for case in (*entry.needed, *entry.unclear) if case.when)


def settled_mutants() -> Iterator[PreparationMutant]:
    """The unclear cases, made to hold also where a needed one has the same condition; these are not tried."""
    types = {track.type.id: track.plan.id for track in EDITION.tracks}
    for group in ("materials", "recommenders"):
        for entry in getattr(EDITION, group):
            for number, case in enumerate(entry.unclear):
                scope = () if not case.applies_to else (*case.applies_to, *settled_types(entry, case, types))
                if len(scope) > len(case.applies_to):
                    cases = (*entry.unclear[:number], replace(case, applies_to=scope), *entry.unclear[number + 1 :])
                    yield PreparationMutant(
                        group=group, original=entry, changed=replace(entry, unclear=cases),
                        path=("unclear", number, "applies_to"), change="with what is settled",
                    )  # fmt: skip


def test_what_is_settled_is_not_tried() -> None:
    assert [mutant.original.id for mutant in settled_mutants()] == ["health-opinion", "health", "college"]
    assert not [name for name in MUTANTS if name.startswith("recommenders.health unclear.0.applies_to")]
    assert "materials.recommendation unclear.1.applies_to: with t05" in MUTANTS


SILENT = {name: MUTANTS[name] for name in PREPARING if MUTANTS[name].group in LISTS}
SILENT |= {mutant.name: mutant for mutant in settled_mutants()}


@pytest.mark.untraced
@pytest.mark.parametrize("mutant", SILENT.values(), ids=SILENT)
def test_no_answers_tell_a_harmless_mutant_from_the_rules(court: PreparationCourt, mutant: PreparationMutant) -> None:
    facts = sorted({fact for condition in conditions_of(mutant) for fact in conditions.facts_of(condition)})
    kinds = {fact: court.book.facts[fact] for fact in facts}
    assert all(fact.type in ("choice", "yes_no") for fact in kinds.values()), "say here where its answers change"
    before, after = court.changed(replace(mutant, changed=mutant.original)), court.changed(mutant)
    rows = product(*((None, *(fact.choices or (True, False))) for fact in kinds.values()))
    for row in rows:
        answers = {fact: value for fact, value in zip(facts, row, strict=True) if value is not None}
        for track in before.types:
            assert told(before, mutant, track, answers) == told(after, mutant, track, answers), (track, answers)


@pytest.mark.parametrize("name", [name for name in PREPARING if MUTANTS[name].group == ACROSS])
def test_no_portfolio_tells_an_explained_survivor_from_the_rules(court: PreparationCourt, name: str) -> None:
    mutant = MUTANTS[name]
    (rule,) = [one for one in court.preparer.across if one.clause == mutant.original.id]
    (changed,) = court.changed(mutant).across
    (track,) = rule.tracks
    projects = [str(number) for number in range(rule.at_most + 1)]
    pairs = [frozenset(pair) for pair in combinations(projects, 2)]
    for leaders, units, alike in product(
        product((None, "A", "B"), repeat=len(projects)),
        product((None, "A"), repeat=len(projects)),
        product((None, True, False), repeat=len(pairs)),
    ):
        planned = [
            Application(id=one, project=one, track=track, type=court.preparer.types[track], leader=leader, unit=unit)
            for one, leader, unit in zip(projects, leaders, units, strict=True)
        ]
        similar = {pair: told for pair, told in zip(pairs, alike, strict=True) if told is not None}
        found = [Portfolio([one], planned, similar).conflicts() for one in (rule, changed)]
        assert found[0] == found[1], (leaders, units, similar)
