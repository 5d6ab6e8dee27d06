"""Proof: every fact decides something for somebody, and facts declared monotone are."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import z3

from build_scripts.assurance.proofs.preparation import rules_of
from build_scripts.assurance.proofs.prover import DifferenceError
from build_scripts.assurance.proofs.variables import every
from build_scripts.assurance.proofs.words import VERDICTS, answer_words, applicant_words, both
from py_checker.core.conditions import facts_of
from py_checker.core.findings import Outcome
from py_checker.core.rulebook import PREFERRED
from py_checker.core.verdicts import Verdict

if TYPE_CHECKING:
    from build_scripts.assurance.proofs.prover import Prover
    from build_scripts.assurance.proofs.sentences import ProofFaults
    from build_scripts.assurance.proofs.variables import Raw

_ORDER = (Verdict.ELIGIBLE, Verdict.CONDITIONAL, Verdict.INELIGIBLE)
_AGAINST = (Outcome.DOUBTFUL, Outcome.NOT_MET)


def prove_effects(prover: Prover, faults: ProofFaults) -> None:
    """Note every fact that changes neither a verdict nor what is prepared.

    It is changed alone, or with what the laws make follow.
    """
    conditions = [rule.when for rule in rules_of(prover) if rule.when]
    for fact, question in prover.edition.questions.items():
        told = [part for course in prover.encoding.courses.values() if fact in course.facts
                for part in (course.denied, course.weakened)]  # fmt: skip
        found = prover.pair(fact, *((part, z3.Not(part)) for part in told))
        if found is not None:
            verdicts = [[item.verdict for item in prover.assessed(one).values()] for one in found]
            if verdicts[0] == verdicts[1]:
                raise DifferenceError(fact, found[0])
            continue
        prepared = [prover.encoding.word(when) for when in conditions if fact in facts_of(when)]
        if prepared and prover.pair(fact, *((part, z3.Not(part)) for part in prepared)) is not None:
            continue  # it decides what somebody prepares
        parts = [part for item in prover.encoding.standings if fact in item.facts
                 for part in (item.binding, every(item.binding, item.check), item.doubtful, item.not_met)]  # fmt: skip
        found = prover.pair(fact, *((part, z3.Not(part)) for part in parts))
        code = "idle_question" if found is None else "idle_fact"
        faults.add(question.place, code, fact=fact)


def prove_monotone(prover: Prover, faults: ProofFaults) -> None:
    """Note every fact declared monotone of which more (or less) makes some verdict worse."""
    for fact, question in prover.edition.questions.items():
        if not question.monotone:
            continue
        worse = {}
        for track, course in prover.encoding.courses.items():
            if fact in course.facts:
                parts = [(z3.Not(part), part) for part in (course.denied, course.weakened)]
                worse[track] = [(new, old) for old, new in parts] if question.monotone == "less" else parts
        if not worse or prover.pair(fact, *chain.from_iterable(worse.values()), more=True) is None:
            continue  # one question for all tracks, which as a rule settles it
        for track, parts in worse.items():
            found = prover.pair(fact, *parts, more=True)
            if found is not None:
                _tell(prover, faults, fact, track, found if question.monotone == "more" else found[::-1])
                break


def _tell(
    prover: Prover, faults: ProofFaults, fact: str, track: str, pair: tuple[dict[str, Raw], dict[str, Raw]]
) -> None:
    """Note that going from the first to the second of two applicants makes the track's verdict worse."""
    before, after = (prover.assessed(applicant)[track] for applicant in pair)
    if _ORDER.index(before.verdict) >= _ORDER.index(after.verdict):
        raise DifferenceError(f"{fact} {track}", pair[1])
    worse = [
        new.clause
        for old, new in zip(before.findings, after.findings, strict=True)
        if new.kind != PREFERRED and new.outcome in _AGAINST and old.outcome is not new.outcome
    ]
    question = prover.edition.questions[fact]
    clause = prover.edition.clauses[worse[0]]
    section = next(item.section for item in prover.edition.tracks if item.id == track)
    standing = next(x for x in prover.encoding.courses[track].standings if x.clause.id == clause.id)
    values = {"fact": fact, "monotone": question.monotone, "fact_place": str(question.place), "clause": clause.id}
    values |= both(section.cite.zh, section.cite.en, "track")
    values |= both(*VERDICTS[before.verdict], "from") | both(*VERDICTS[after.verdict], "to")
    for key, applicant in zip(("before", "after"), pair, strict=True):
        zh, en = (answer_words(question, applicant[fact], lang) for lang in ("zh", "en"))
        values |= both(zh, en, key)
    values |= applicant_words(prover.edition, pair[0], standing.facts - {fact})
    faults.add(clause.place, "not_monotone", **values)
