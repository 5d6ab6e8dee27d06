"""Proof: every open track can be reached with every verdict, by a witness whom the checker confirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import z3

from build_scripts.assurance.proofs.prover import DifferenceError
from build_scripts.assurance.proofs.words import VERDICTS, both
from py_checker.core.rulebook import PREFERRED
from py_checker.core.verdicts import Verdict

if TYPE_CHECKING:
    from build_scripts.assurance.proofs.encoding import Course
    from build_scripts.assurance.proofs.prover import Prover
    from build_scripts.assurance.proofs.sentences import ProofFaults
    from build_scripts.assurance.proofs.variables import Raw

Witnesses = dict[str, dict[Verdict, "dict[str, Raw]"]]


def prove_tracks(prover: Prover, faults: ProofFaults) -> Witnesses:
    """Return a witness for each open track and verdict; note where there can be none."""
    sections = {track.id: track.section for track in prover.edition.tracks}
    witnesses: Witnesses = {}
    for track, course in prover.encoding.courses.items():
        witnesses[track] = {}
        for verdict, names in VERDICTS.items():
            witness = prover.applicant(course.verdict(verdict))
            if witness is None:
                section = sections[track]
                values = both(section.cite.zh, section.cite.en, "track") | both(*names, "verdict")
                values |= _blocking(prover, course) if verdict is Verdict.ELIGIBLE else both("", "", "clauses")
                faults.add(section.heading.place, "verdict_out_of_reach", **values)
                continue
            if prover.assessed(witness)[track].verdict is not verdict:
                raise DifferenceError(f"{track} {verdict.value}", witness)
            witnesses[track][verdict] = witness
    return witnesses


def _blocking(prover: Prover, course: Course) -> dict[str, str]:
    """Return the words for the clauses that together keep everybody from being eligible."""
    statements = {
        item.clause.id: z3.Not(z3.Or(item.not_met, item.doubtful))
        for item in course.standings
        if item.clause.kind != PREFERRED
    }
    found = prover.blocking(statements)
    if not found:  # the solver gave up; the fault itself stands
        return both("", "", "clauses")
    places = [f"{clause} {prover.edition.clauses[clause].place}" for clause in found]
    zh, en = "；".join(places), "; ".join(places)
    return both(f"，这些条款不能同时满足：{zh}", f", since these clauses cannot all be met: {en}", "clauses")
