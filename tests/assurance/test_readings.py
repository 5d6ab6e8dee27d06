"""The proofs on readings: each mistake is told, and the encoding says what the checker says on random rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import z3
from hypothesis import given, settings

from build_scripts.assurance.proofs import readings as proofs
from build_scripts.assurance.proofs.encoding import Encoding
from build_scripts.assurance.proofs.prover import DifferenceError, Prover
from build_scripts.assurance.proofs.readings import prove_readings, under
from build_scripts.assurance.proofs.sentences import ProofFaults
from build_scripts.content.documents import Option
from build_scripts.source.text import Text
from py_checker.core.findings import Outcome
from py_checker.core.verdicts import Assessor
from tests.checker.test_readings import complete, rulebooks
from tests.content.guide import EDITION

if TYPE_CHECKING:
    from build_scripts.content.documents import Clause, Reading
    from build_scripts.content.edition import Edition
    from py_checker.core.rulebook import Rulebook
    from py_checker.core.values import Answers

(READING,) = [reading for reading in EDITION.readings if reading.id == "t10-applicant"]
SHARING = [clause for clause in EDITION.clauses.values() if clause.doubtful and clause.doubtful.reading == READING]


def told(edition: Edition) -> list[tuple[str, str]]:
    faults = ProofFaults()
    prove_readings(Prover(edition), faults)
    return [(fault.code, fault.values.get("option", "")) for fault in faults.sorted()]


def with_clauses(*clauses: Clause, reading: Reading = READING) -> Edition:
    changed = {clause.id: clause for clause in clauses}
    return replace(
        EDITION,
        clauses=EDITION.clauses | changed,
        readings=tuple(reading if item.id == reading.id else item for item in EDITION.readings),
        tracks=tuple(
            replace(track, clauses=tuple(changed.get(clause.id, clause) for clause in track.clauses))
            for track in EDITION.tracks
        ),
    )


def test_the_readings_of_the_guide_decide_something() -> None:
    assert told(EDITION) == []


def test_an_option_that_decides_nothing_is_told() -> None:
    third = Option(id="third", text=Text(zh="另一种", en="another"), place=READING.options[0].place)
    reading = replace(READING, options=(*READING.options, third))
    clauses = [replace(clause, doubtful=replace(clause.doubtful, reading=reading)) for clause in SHARING]
    assert told(with_clauses(*clauses, reading=reading)) == [("idle_option", "third")]


def test_an_option_under_which_all_is_well_is_told() -> None:
    (lead,) = [clause for clause in SHARING if clause.doubtful and clause.doubtful.under == "lead"]
    assert told(with_clauses(replace(lead, doubtful=replace(lead.doubtful, under="all")))) == [("idle_option", "lead")]


def test_clauses_that_never_work_together_are_told() -> None:
    """One in principle and one hard: no track is ever denied by the two."""
    clause = SHARING[0]
    assert told(with_clauses(replace(clause, kind="in_principle"))) == [("idle_reading", "")]


def test_a_checker_that_resolves_two_doubts_in_different_ways_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the options are mixed up: the encoding then differs from the rules under each option."""
    monkeypatch.setattr(proofs, "under", lambda book, reading, _: under(book, reading, reading.options[0]))
    with pytest.raises(DifferenceError, match=r"t10-applicant"):
        told(EDITION)


@settings(max_examples=60)
@given(rules=rulebooks(), answers=complete)
def test_the_encoding_says_what_the_checker_says(rules: Rulebook, answers: Answers) -> None:
    encoding = Encoding(rules)
    values = [(encoding.variables[fact], z3.BoolVal(bool(value))) for fact, value in answers.items()]

    def holds(statement: z3.BoolRef) -> bool:
        return z3.is_true(z3.simplify(z3.substitute(statement, *values)))

    (found,) = Assessor(rules).assess(answers).tracks
    course = encoding.courses["t"]
    assert holds(course.verdict(found.verdict))
    for finding, standing in zip(found.findings, course.standings, strict=True):
        assert holds(standing.not_met) == (finding.outcome is Outcome.NOT_MET), finding
        assert holds(standing.doubtful) == (finding.outcome is Outcome.DOUBTFUL), finding
