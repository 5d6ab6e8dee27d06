"""Proof: every rule of a clause can go either way, and every doubt and exemption matters to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import z3

if TYPE_CHECKING:
    from build_scripts.assurance.proofs.encoding import Standing
    from build_scripts.assurance.proofs.prover import Prover
    from build_scripts.assurance.proofs.sentences import ProofFaults


def prove_clauses(prover: Prover, faults: ProofFaults) -> None:
    """Note every check that nobody can meet or nobody can fail, and every condition beside it that is idle."""
    useful: set[tuple[str, str]] = set()
    for standing in prover.encoding.standings:
        place = prover.edition.clauses[standing.clause.id].place
        for code in _faults_of(prover, standing):
            faults.add(place, code, clause=standing.clause.id)
        useful |= _useful_exemptions(prover, standing)
    for item in prover.rulebook.exemptions:
        if (item.source, item.target) not in useful:
            place = prover.edition.clauses[item.source].place
            faults.add(place, "idle_exemption", clause=item.source, target=item.target)


def _faults_of(prover: Prover, standing: Standing) -> list[str]:
    applies, doubt = standing.clause.applies_when, standing.clause.doubtful_when
    if not prover.anybody(standing.binding):
        return ["concerns_nobody"]
    codes = []
    if applies and not prover.anybody(z3.Not(prover.encoding.word(applies))):
        codes.append("concerns_everybody")
    if not prover.anybody(standing.binding, standing.check):
        return [*codes, "never_met"]
    if not prover.anybody(standing.binding, z3.Not(standing.check)):
        codes.append("never_fails")
    if doubt and not prover.anybody(standing.binding, standing.check, prover.encoding.word(doubt)):
        codes.append("idle_doubt")
    return codes


def _useful_exemptions(prover: Prover, standing: Standing) -> set[tuple[str, str]]:
    """Return the exemptions that spare somebody who would otherwise fail, whom no other exemption spares."""
    word, applies = prover.encoding.word, standing.clause.applies_when
    concerned = [word(applies)] if applies else []
    useful = set()
    for item in standing.exemptions:
        others = [z3.Not(word(other.when)) for other in standing.exemptions if other is not item]
        failing = (*concerned, z3.Not(standing.check), word(item.when))
        if prover.anybody(*failing, *others):
            useful.add((item.source, item.target))
    return useful
