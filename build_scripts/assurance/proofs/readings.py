"""Proof: what hangs on one reading comes out the same way everywhere, and every option counts for somebody.

Each option makes plain rules of the rulebook: what counts under it is binding, what counts under
another is not there. A track is denied exactly where these rules deny it under each option, and free of
doubt exactly where they leave none under any. Readings are independent of each other, so one is
settled at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import z3

from build_scripts.assurance.proofs.encoding import Encoding
from build_scripts.assurance.proofs.prover import DifferenceError
from build_scripts.assurance.proofs.variables import every, some
from py_checker.core import conditions
from py_checker.core.findings import Outcome
from py_checker.core.rulebook import PLAIN
from py_checker.core.verdicts import Verdict

if TYPE_CHECKING:
    from build_scripts.assurance.proofs.prover import Prover
    from build_scripts.assurance.proofs.sentences import ProofFaults
    from py_checker.core.rulebook import Clause, Reading, Rulebook


def prove_readings(prover: Prover, faults: ProofFaults) -> None:
    """Note every reading, and every option of one, that decides nothing.

    Raises ``DifferenceError`` where a verdict is not that of the options.
    """
    places = {reading.id: reading for reading in prover.edition.readings}
    for reading in prover.rulebook.readings.values():
        _prove_verdicts(prover, reading)
        idle = [option for option in reading.options if not _counts(prover, reading, option)]
        for option in idle:
            place = places[reading.id].option(option).place
            faults.add(place, "idle_option", reading=reading.id, option=option)
        if not idle and not _denies(prover, reading):
            faults.add(places[reading.id].place, "idle_reading", reading=reading.id)


def under(book: Rulebook, reading: Reading, option: str) -> Rulebook:
    """Return the rules with the word of a reading taken as ``option``."""
    exemptions = [item for item in book.exemptions if item.reading != reading.id or item.under == option]
    return book._replace(
        clauses={clause.id: _settled(clause, reading, option) for clause in book.clauses.values()},
        exemptions=tuple(
            item._replace(certainty=PLAIN, reading=None, under=None) if item.reading == reading.id else item
            for item in exemptions
        ),
    )


def _settled(clause: Clause, reading: Reading, option: str) -> Clause:
    if clause.reading != reading.id:
        return clause
    check = clause.check
    if clause.under == option and check is not None and clause.doubtful_when is not None:
        check = conditions.All((check, conditions.Not(clause.doubtful_when)))
    return clause._replace(check=check, doubtful_when=None, reading=None, under=None)


def _prove_verdicts(prover: Prover, reading: Reading) -> None:
    settled = [Encoding(under(prover.rulebook, reading, option)) for option in reading.options]
    for track, course in prover.encoding.courses.items():
        if not any(item.pair.reading == reading for item in course.standings):
            continue
        options = [encoding.courses[track] for encoding in settled]
        denied = course.denied == every(*(option.denied for option in options))
        weakened = course.weakened == some(*(option.weakened for option in options))
        for statement in (denied, weakened):
            found = prover.applicant(z3.Not(statement))
            if found is not None:
                raise DifferenceError(f"{reading.id} {track}", found)


def _counts(prover: Prover, reading: Reading, option: str) -> bool:
    """Return whether somebody fails a clause where the word means ``option``, and not whatever it means."""
    standings = (item for course in prover.encoding.courses.values() for item in course.standings)
    failing = [item.failing[option] for item in standings if item.pair.reading == reading]
    return prover.anybody(some(*failing))


def _denies(prover: Prover, reading: Reading) -> bool:
    """Return whether the clauses of a reading deny somebody a track together; the checker has to confirm it."""
    for track, course in prover.encoding.courses.items():
        sharing = [item for item in course.standings if item.pair.reading == reading]
        denied = some(*(z3.And(item.not_met, some(*item.failing.values())) for item in sharing))
        witness = prover.applicant(denied) if sharing else None
        if witness is not None:
            found = prover.assessed(witness)[track]
            refused = any(x.reading == reading.id and x.outcome is Outcome.NOT_MET for x in found.findings)
            if found.verdict is not Verdict.INELIGIBLE or not refused:
                raise DifferenceError(f"{reading.id} {track}", witness)
            return True
    return False
