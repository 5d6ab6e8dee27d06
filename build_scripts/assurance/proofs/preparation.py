"""Proof: whoever can apply is recommended by somebody or told why that is unclear, and every case counts for somebody.

The cases are those of edition.yml (materials, recommenders, grants); an obligation's ``applies_when``
is held to the same. "Can apply": is not ineligible for a track that the case speaks of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

import z3

from build_scripts.assurance.proofs.prover import DifferenceError
from build_scripts.assurance.proofs.variables import some
from build_scripts.assurance.proofs.words import applicant_words, both
from py_checker.core.conditions import All, facts_of
from py_checker.core.truth import TRUE
from py_checker.preparation.needs import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from build_scripts.assurance.proofs.prover import Prover
    from build_scripts.assurance.proofs.sentences import ProofFaults
    from build_scripts.content.edition import Entry as Listed
    from build_scripts.source.faults import Place
    from py_checker.core.conditions import Condition
    from py_checker.preparation.needs import Case, Entry, Preparation


class _Faults(TypedDict):
    idle: str
    always: str


_NOT_IDLE: _Faults = {"idle": "idle_case", "always": "idle_condition"}
_OF_OBLIGATION: _Faults = {"idle": "concerns_nobody", "always": "concerns_everybody"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A condition on what is prepared for ``tracks``; it no longer counts where a case of ``before`` holds.

    ``idle`` and ``always`` are the faults of one that never counts, or always holds. ``counts`` asks
    the checker whether it did.
    """

    place: Place
    values: dict[str, str]
    tracks: frozenset[str]
    when: Condition | None
    counts: Callable[[Preparation], bool]
    before: tuple[Case, ...] = ()
    idle: str
    always: str


def prove_preparation(prover: Prover, faults: ProofFaults) -> None:
    """Note every case that never counts or always holds, and an applicant whom nobody recommends."""
    for rule in rules_of(prover):
        witness = prover.applicant(_counting(prover, rule))
        if witness is None:
            faults.add(rule.place, rule.idle, **rule.values)
            continue
        if not any(rule.counts(found) for found in prover.prepared(witness, rule.tracks).values()):
            raise DifferenceError(str(rule.place), witness)
        if rule.when and not prover.anybody(_able(prover, rule.tracks, z3.Not(prover.encoding.word(rule.when)))):
            faults.add(rule.place, rule.always, **rule.values)
    _prove_recommended(prover, faults)


def rules_of(prover: Prover) -> Iterator[Rule]:
    """Yield every rule on what is prepared that depends on the applicant."""
    preparer, edition = prover.preparer, prover.edition
    for group in ("materials", "recommenders"):
        for number, listed in enumerate(getattr(edition, group)):
            yield from _of_entry(group, number, listed, getattr(preparer, group)[number])
    for grant, told in zip(preparer.grants, edition.grants, strict=True):
        if grant.when:
            counts = lambda found, grant=grant: any(x.grant is grant and x.applies is TRUE for x in found.grants)  # noqa: E731
            yield Rule(place=told.place, values={"entry": grant.id}, tracks=grant.tracks, when=grant.when,
                       counts=counts, **_NOT_IDLE)  # fmt: skip
    for duty in preparer.duties:
        if duty.when:
            counts = lambda found, duty=duty: any(x is duty and binds.truth is TRUE for x, binds in found.duties)  # noqa: E731
            yield Rule(place=edition.clauses[duty.clause].place, values={"clause": duty.clause}, tracks=duty.tracks,
                       when=duty.when, counts=counts, **_OF_OBLIGATION)  # fmt: skip


def _of_entry(group: str, number: int, listed: Listed, entry: Entry) -> Iterator[Rule]:
    """Yield the rules of an entry: a needed case that names a condition, and every unclear one.

    What is unclear counts only where nothing says that the entry is needed.
    """

    def rule(case: Case, place: Place, status: Status, before: tuple[Case, ...] = ()) -> Rule:
        return Rule(
            place=place, values={"entry": entry.id}, tracks=case.tracks, when=case.when, before=before,
            counts=lambda found: getattr(found, group)[number].status is status, **_NOT_IDLE,
        )  # fmt: skip

    for case, told in zip(entry.needed, listed.needed, strict=True):
        if case.when:
            yield rule(case, told.place, Status.NEEDED)
    for case, told in zip(entry.unclear, listed.unclear, strict=True):
        yield rule(case, told.place, Status.UNCLEAR, entry.needed)


def _counting(prover: Prover, rule: Rule) -> z3.BoolRef:
    """Return the statement that somebody can apply for a track of the rule, that it holds, and none before it."""
    holds = prover.encoding.word(rule.when or All(()))
    parts = [
        _able(prover, [track], z3.And(holds, z3.Not(_case_of(prover, rule.before, track))))
        for track in prover.encoding.courses
        if track in rule.tracks
    ]
    return some(*parts)


def _able(prover: Prover, tracks: Collection[str], statement: z3.BoolRef) -> z3.BoolRef:
    """Return the statement, said of those who are not ineligible for one of the tracks that are open."""
    courses = prover.encoding.courses.items()
    return z3.And(statement, some(*(z3.Not(course.denied) for track, course in courses if track in tracks)))


def _case_of(prover: Prover, cases: Iterable[Case], track: str) -> z3.BoolRef:
    """Return the statement that one of the cases holds in a track."""
    return some(*(prover.encoding.word(case.when or All(())) for case in cases if track in case.tracks))


def _prove_recommended(prover: Prover, faults: ProofFaults) -> None:
    """Note an applicant who can apply for a track where no recommender is needed, nor unclear."""
    entries = prover.preparer.recommenders
    if not entries or any(not entry.needed and not entry.unclear for entry in entries):
        return  # the edition names none, or one for everybody
    cases = [case for entry in entries for case in (*entry.needed, *entry.unclear)]
    courses = prover.encoding.courses
    forsaken = (z3.And(z3.Not(courses[track].denied), z3.Not(_case_of(prover, cases, track))) for track in courses)
    found = prover.applicant(some(*forsaken))
    if found is None:
        return
    prepared = prover.prepared(found, courses)
    left = [track for track, item in prepared.items() if all(x.status is Status.NOT_NEEDED for x in item.recommenders)]
    if not left:
        raise DifferenceError("recommenders", found)
    section = next(track.section for track in prover.edition.tracks if track.id == left[0])
    facts = {fact for case in cases if case.when for fact in facts_of(case.when)}
    values = both(section.cite.zh, section.cite.en, "track") | applicant_words(prover.edition, found, facts)
    faults.add(prover.edition.recommenders[0].place, "no_recommender", **values)
