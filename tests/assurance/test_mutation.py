"""The scenarios notice a mistake in the rules: all but the few mutants that are explained, and proved harmless."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from build_scripts.assurance.mutation.run import (
    EXPLANATIONS,
    SHARE_WANTED,
    Explanation,
    Places,
    Result,
    complaints,
    read_explanations,
    result_of,
)
from build_scripts.assurance.mutation.verdict_judge import Court, MutationError
from build_scripts.assurance.mutation.verdict_mutants import Mutant, mutants_of
from build_scripts.content.documents import tracks_of
from build_scripts.rules.rulebook import rulebook_json
from build_scripts.source.faults import DataError, Place
from build_scripts.source.text import Text
from py_checker import Checker
from py_checker.core import conditions as checks
from py_checker.core.findings import Finding, Outcome, find, pairs_of
from py_checker.core.rulebook import IN_PRINCIPLE
from py_checker.core.verdicts import verdict_of
from tests.content.guide import EDITION, ROOT, SCENARIOS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.documents import Section
    from build_scripts.content.edition import Edition
    from py_checker.core.facts import Fact
    from py_checker.core.findings import Pair
    from py_checker.core.rulebook import Rulebook

FOLDER = ROOT / "guide_data" / EDITION.id
MUTANTS = {mutant.name: mutant for mutant in mutants_of(EDITION)}
EXPLAINED = read_explanations(FOLDER / EXPLANATIONS, ROOT, EDITION)


DECIDING = {name: item for name, item in EXPLAINED.items() if name in MUTANTS}  # see test_preparation_mutants


@pytest.fixture(scope="module")
def result() -> Result:
    return result_of(EDITION, SCENARIOS, DECIDING)


@pytest.fixture(scope="module")
def court() -> Court:
    return Court(EDITION, SCENARIOS)


def test_the_scenarios_catch_nearly_every_mutant(result: Result) -> None:
    assert result.share >= SHARE_WANTED
    assert set(result.caught) | {mutant.name for mutant in result.survivors} == set(MUTANTS)


def test_every_survivor_is_explained_and_no_explanation_is_stale(result: Result) -> None:
    assert list(complaints(result, Places(ROOT))) == []


# ---- the mutants ----


def test_mutants_have_names_of_their_own_and_differ_from_the_rules() -> None:
    mutants = list(mutants_of(EDITION))
    assert len(mutants) == len(MUTANTS) > 1000
    assert [mutant.name for mutant in mutants if mutant.clause == mutant.original] == []


@pytest.mark.parametrize(
    "name",
    [
        "t01-d1-rd check.then: at_least 300 → 300.0001",
        "t01-d1-rd check.then: at_least 300 → 299.9999",
        "t01-d1-rd check.then: at_least → above",
        "t01-d1-rd check: if dropped",
        "n01-unit-2-founded check.any.0: before 2024-06-01 → 2024-06-02",
        "n01-unit-2-founded check.any.0: before → from",
        "n01-unit-3-count check: at_most → below",
        "n01-unit-3-count kind: in_principle → required",
        "n02-leader-5-share check: ratio 0.90 → 0.89",
        "n02-leader-3-encouraged check.age_at_most: on 2025-06-01 → 2025-05-31",
        "n02-leader-3-title check: any → all",
        "n04-limits-2-leading check: not dropped",
        "n01-unit-2-resident exempts.certainty: plain → doubtful",
        "n01-unit-2-resident exempts.when: without 3",
        "t04-d2-platform doubtful: dropped",
        "t10-unit doubtful.reading: dropped",
        "t10-unit doubtful.under: all → lead",
        "n01-unit-8-licence applies_when: dropped",
        "n02-leader-4-size-other applies_to: without p3",
    ],
)
def test_the_plausible_mistakes_are_among_them(name: str) -> None:
    assert name in MUTANTS


def test_a_mutant_is_told_with_the_very_line_of_the_mistake() -> None:
    places = Places(ROOT)
    for mutant in MUTANTS.values():
        place = places.of(mutant)
        line = (ROOT / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
        key = mutant.path[-1]
        assert line.lstrip().startswith("- ") if isinstance(key, int) else f"{key}:" in line, (str(place), mutant.name)


# ---- the short way gives what the checker gives ----


def mutated(mutant: Mutant) -> Edition:
    """The whole edition with the mistake in it, as if the data had been read so."""

    def section(old: Section) -> Section:
        body = tuple(
            replace(
                paragraph,
                clauses=tuple(mutant.clause if item.id == mutant.original.id else item for item in paragraph.clauses),
            )
            for paragraph in old.body
        )
        return replace(old, body=body, sections=tuple(section(inner) for inner in old.sections))

    documents = {name: tuple(section(top) for top in tops) for name, tops in EDITION.documents.items()}
    parts = checks.parts_of(mutant.clause.check) if mutant.clause.check else ()
    days = [part.on for part in parts if isinstance(part, checks.AgeAtMost)]
    return replace(
        EDITION,
        documents=documents,
        tracks=tracks_of(documents),
        clauses=EDITION.clauses | {mutant.original.id: mutant.clause},
        reference_date=days[0] if days else EDITION.reference_date,
    )


def holds(checker: Checker, scenario: Scenario) -> bool:
    message = {"format": "baise-check", "version": 1, "kind": "assess", "edition": EDITION.id}
    response = json.loads(checker.respond(json.dumps(message | {"answers": scenario.answers}, ensure_ascii=False)))
    if {track["track"]: track["verdict"] for track in response["tracks"]} != scenario.expected:
        return False
    outcomes = {
        track["track"]: {
            response["findings"][index]["clause"]: response["findings"][index]["outcome"] for index in track["findings"]
        }
        for track in response["tracks"]
    }
    return all(
        outcomes[track].get(clause) == outcome
        for track, reasons in scenario.because.items()
        for clause, outcome in reasons.items()
    )


@pytest.mark.untraced
@pytest.mark.parametrize("name", [*list(MUTANTS)[::23], *(name for name in MUTANTS if " applies_to: " in name)])
def test_the_checker_itself_no_longer_says_what_the_witness_expects(result: Result, name: str) -> None:
    if name in result.caught:
        witness = next(scenario for scenario in SCENARIOS if scenario.id == result.caught[name])
        assert not holds(Checker(rulebook_json(mutated(MUTANTS[name]))), witness)


@pytest.mark.untraced
def test_the_checker_itself_says_of_survivors_what_every_scenario_expects(result: Result) -> None:
    for mutant in result.survivors[::6]:
        checker = Checker(rulebook_json(mutated(mutant)))
        assert [scenario.id for scenario in SCENARIOS if not holds(checker, scenario)] == []


# ---- the explanations are true: no answers whatever make a difference ----

WEAKENED = Finding(clause="another", kind=IN_PRINCIPLE, outcome=Outcome.NOT_MET)


def values_of(fact: Fact, conditions: list[checks.Condition]) -> list[Any]:
    """One answer of every kind that the conditions can tell apart, and none."""
    if fact.type == "yes_no":
        return [None, True, False]
    if fact.type == "choice":
        return [None, *fact.choices]
    bounds: set[Any] = set()
    for part in (part for condition in conditions for part in checks.parts_of(condition)):
        if getattr(part, "fact", None) == fact.id:
            assert hasattr(part, "bound") or hasattr(part, "day"), f"{part.op}: say here where its answers change"
            bounds.add(part.bound if hasattr(part, "bound") else part.day)
    step = timedelta(days=1) if fact.type == "date" else Decimal(1).scaleb(-fact.decimals)
    return [None, *sorted({bound + shift for bound in bounds for shift in (-step, 0 * step, step)})]


def pairs(book: Rulebook, only: Iterable[str], track: str) -> tuple[Pair, ...]:
    """The clauses as the rules have them, read together with what bears on them in the track."""
    inside = next(item.clauses for item in book.tracks if item.id == track)
    assert set(only) <= set(inside), f"{only} do not all concern {track}"
    found = pairs_of(inside, book.clauses, book.exemptions, book.readings)
    return tuple(pair for pair in found if pair.clause.id in set(only))


@pytest.mark.untraced
@pytest.mark.parametrize("name", DECIDING)
def test_no_answers_tell_an_explained_survivor_from_the_rules(court: Court, name: str) -> None:
    assert telling_answers(court, MUTANTS[name], EXPLAINED[name].covered_by) is None


@pytest.mark.untraced
@pytest.mark.parametrize("name", DECIDING)
def test_without_the_clauses_that_cover_it_a_survivor_would_be_told(court: Court, name: str) -> None:
    assert telling_answers(court, MUTANTS[name], ()) is not None


def telling_answers(court: Court, mutant: Mutant, covered_by: tuple[str, ...]) -> dict[str, Any] | None:
    """Answers on which a mutant changes a verdict that rests on its clause and on those that cover it; or None.

    Exhaustive. Two sets of findings weigh the same beside any others when they give the same verdict
    alone, and beside a condition in principle that is not met.
    """
    book = court.book
    proved = set()
    for tracks, changed, _ in court.touched(mutant):
        for track in tracks:
            touched = [pair.clause.id for pair in changed]
            original = pairs(book, touched, track)
            others = pairs(book, [clause for clause in covered_by if clause not in touched], track)
            if repr((others, original)) in proved:
                continue
            proved.add(repr((others, original)))
            rules = [rule for pair in (*changed, *original, *others) for rule in pair.conditions]
            facts = sorted({fact for rule in rules for fact in checks.facts_of(rule)})
            for row in product(*(values_of(book.facts[fact], rules) for fact in facts)):
                answers = {fact: value for fact, value in zip(facts, row, strict=True) if value is not None}
                beside = [find(pair, answers) for pair in others]
                both = [[find(pair, answers) for pair in found] for found in (original, changed)]
                for more in ((), (WEAKENED,)):
                    before, after = (verdict_of((*beside, *findings, *more)) for findings in both)
                    if before is not after:
                        return answers
    assert proved
    return None


# ---- what is told ----

ANY = next(iter(MUTANTS.values()))
WORDS = Text(zh="理由", en="reason")


def test_an_unexplained_survivor_is_told_with_its_place_and_what_to_do() -> None:
    bad = Result(caught=dict.fromkeys(map(str, range(99)), "x"), survivors=(ANY,), explained={})
    (line,) = complaints(bad, Places(ROOT))
    assert line.startswith("guide_data/2025/")
    assert ANY.name in line
    assert "请补一个案例" in line


def test_a_stale_explanation_is_told_with_its_place() -> None:
    stale = Explanation(mutant="gone", covered_by=(), reason=WORDS, place=Place("surviving_mutants.yml", 7))
    bad = Result(caught={ANY.name: "x"}, survivors=(), explained={"gone": stale})
    (line,) = complaints(bad, Places(ROOT))
    assert line.startswith("surviving_mutants.yml:7: “gone”")


def test_too_small_a_share_is_told() -> None:
    explained = {ANY.name: Explanation(mutant=ANY.name, covered_by=(), reason=WORDS, place=Place("x.yml", 1))}
    bad = Result(caught={}, survivors=(ANY,), explained=explained)
    (line,) = complaints(bad, Places(ROOT))
    assert "0.0%" in line
    assert "97%" in line


def test_a_scenario_that_does_not_hold_is_told_before_any_mutant() -> None:
    wrong = replace(SCENARIOS[0], expected=dict.fromkeys(SCENARIOS[0].expected, "eligible"))
    with pytest.raises(MutationError, match=r"01-aluminium-enterprise\.yml:\d+: 这个案例本身还没有通过"):
        Court(EDITION, (wrong,))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("survivors:\n- mutants: [a]\n  reason: {zh: 甲, en: A}\n", "缺少“covered_by”"),
        ("survivors:\n- mutants: [a]\n  covered_by: [n01-unit-3-agreemnt]\n  reason: {zh: 甲, en: A}\n", "agreement"),
        ("survivors:\n- mutants: [a]\n  covered_by: [t05-lead]\n  reason: {zh: 甲}\n", "缺少英文文字"),
        ("survivors:\n- mutants: [a, a]\n  covered_by: [t05-lead]\n  reason: {zh: 甲, en: A}\n", "编号“a”已经在"),
        ("survivors:\n- mutants: [[a]]\n  covered_by: [t05-lead]\n  reason: {zh: 甲, en: A}\n", "“mutants”应为文字"),
    ],
)
def test_a_mistake_in_the_explanations_is_told(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / EXPLANATIONS
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_explanations(path, tmp_path, EDITION)
    assert any(words in str(fault) for fault in caught.value.faults), caught.value.faults
