"""Proof: no two clauses of a track contradict each other.

Two clauses contradict where some applicants are bound by both and can meet either, yet nobody who is
bound by both meets both. A clause that speaks only of those who fail another (what then has to be
done, or whom an exception may save) does not contradict it.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from build_scripts.assurance.proofs.words import applicant_words
from py_checker.core.conditions import facts_of
from py_checker.core.findings import Outcome
from py_checker.core.rulebook import PREFERRED
from py_checker.core.verdicts import Verdict

if TYPE_CHECKING:
    from build_scripts.assurance.proofs.encoding import Standing
    from build_scripts.assurance.proofs.prover import Prover
    from build_scripts.assurance.proofs.sentences import ProofFaults
    from build_scripts.assurance.proofs.tracks import Witnesses


def prove_harmony(prover: Prover, faults: ProofFaults, witnesses: Witnesses) -> None:
    """Note every two clauses that contradict. A witness who meets many clauses settles all pairs of them."""
    kin = _kin(prover)
    settled = {pair for track in witnesses for pair in _met_together(prover, witnesses, track)}
    for course in prover.encoding.courses.values():
        for one, other in combinations(course.standings, 2):
            pair = (one.key, other.key)
            kinds = {one.clause.kind, other.clause.kind}
            apart = not {kin[fact] for fact in one.facts} & {kin[fact] for fact in other.facts}
            if pair in settled or kinds == {PREFERRED} or apart:
                continue
            settled.add(pair)
            _compare(prover, faults, one, other)


def _compare(prover: Prover, faults: ProofFaults, one: Standing, other: Standing) -> None:
    bound = (one.binding, other.binding)
    if prover.anybody(*bound, one.check, other.check):
        return
    example = prover.applicant(*bound, one.check)
    if example is None or not prover.anybody(*bound, other.check):
        return
    clauses = prover.edition.clauses
    faults.add(
        clauses[one.clause.id].place,
        "contradiction",
        clause=one.clause.id,
        other=other.clause.id,
        other_place=str(clauses[other.clause.id].place),
        **applicant_words(prover.edition, example, one.facts | other.facts),
    )


def _met_together(prover: Prover, witnesses: Witnesses, track: str) -> set[tuple[object, object]]:
    """Return the pairs of standings that the track's eligible witness meets, as the checker says."""
    witness = witnesses[track].get(Verdict.ELIGIBLE)
    if witness is None:
        return set()
    findings = prover.assessed(witness)[track].findings
    met = {finding.clause for finding in findings if finding.outcome is Outcome.MET}
    standings = prover.encoding.courses[track].standings
    return set(combinations([item.key for item in standings if item.clause.id in met], 2))


def _kin(prover: Prover) -> dict[str, str]:
    """Return for each fact the name of its group; answers in different groups are free of each other."""
    kin = {fact: fact for fact in prover.rulebook.facts}
    for law in prover.rulebook.consistency:
        old = {kin[fact] for fact in facts_of(law.never)}
        kin = {fact: law.id if group in old else group for fact, group in kin.items()}
    return kin
