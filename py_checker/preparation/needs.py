"""What an applicant prepares for one track: money, people, materials, recommenders, duties.

Nothing here moves a verdict. The rules come from the rulebook's ``preparation`` part, which the
build makes from the edition's lists (``build_scripts.rules.preparation``), and from the track's clauses.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from py_checker.core.evaluation import Evaluation, merged
from py_checker.core.findings import Outcome
from py_checker.core.rulebook import AMOUNT, condition_from
from py_checker.core.truth import FALSE, TRUE, UNKNOWN, Truth, disjunction
from py_checker.core.values import as_number
from py_checker.preparation.limits import Limit, limits_of
from py_checker.preparation.portfolio import Across

if TYPE_CHECKING:
    from collections.abc import Iterator

    from py_checker.core.conditions import Condition
    from py_checker.core.values import Answers
    from py_checker.core.verdicts import Assessor, TrackVerdict


class Status(Enum):
    """Whether an applicant needs a thing."""

    NEEDED = "needed"
    UNCLEAR = "unclear"  # neither the texts nor the questions can tell
    OPEN = "open"  # unanswered questions can settle it
    NOT_NEEDED = "not_needed"


class Case(NamedTuple):
    """Holds for ``tracks`` where ``when`` holds (None: always); ``note`` names words for it."""

    tracks: frozenset[str]
    when: Condition | None
    note: str | None = None


class Entry(NamedTuple):
    """A material or a recommender, with the cases in which it is needed, and in which that cannot be told.

    Without any case it is needed always; with unclear ones alone it is never surely needed.
    """

    id: str
    needed: tuple[Case, ...]
    unclear: tuple[Case, ...]


class Need(NamedTuple):
    """An entry's status for one applicant; the open questions that can settle it; notes that say why it is unclear."""

    entry: str
    status: Status
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Grant(NamedTuple):
    """What a clause says can be granted to ``tracks`` where ``when`` holds; bounds inclusive, None where none."""

    id: str
    clause: str
    tracks: frozenset[str]
    when: Condition | None
    at_least: Decimal | None
    at_most: Decimal | None


class GrantOffer(NamedTuple):
    """A grant that applies, or may (``applies`` UNKNOWN, depending on ``missing``); whether the amount asked fits."""

    grant: Grant
    applies: Truth
    missing: tuple[str, ...]
    outcome: Outcome


class Duty(NamedTuple):
    """An obligation of a funded project in scope of a track; with ``when`` it binds only where that holds."""

    clause: str
    tracks: frozenset[str]
    when: Condition | None


class TrackLimit(NamedTuple):
    """A limit with the clause that sets it."""

    clause: str
    kind: str
    limit: Limit


class Preparation(NamedTuple):
    """Everything to prepare for a track. ``duties`` pairs each duty with whether it binds and what is missing."""

    grants: tuple[GrantOffer, ...]
    limits: tuple[TrackLimit, ...]
    duties: tuple[tuple[Duty, Evaluation], ...]
    materials: tuple[Need, ...]
    recommenders: tuple[Need, ...]


class Preparer:
    """Works out preparations with an assessor's rules."""

    def __init__(self, assessor: Assessor) -> None:
        """Read the rulebook's ``preparation``. Raises ``KeyError`` or ``TypeError`` where it is malformed.

        ``asked`` is the fact that grants are compared with; ``types`` maps tracks to project types.
        """
        self.assessor = assessor
        data = assessor.rulebook.preparation
        self.asked: str | None = data["asked"]
        self.types: dict[str, str] = data["types"]
        self.grants = tuple(self._grant(item) for item in data["grants"])
        self.duties = tuple(
            Duty(clause=item["clause"], tracks=self._tracks(item), when=self._when(item)) for item in data["duties"]
        )
        self.materials = tuple(self._entry(item) for item in data["materials"])
        self.recommenders = tuple(self._entry(item) for item in data["recommenders"])
        self.across = tuple(Across(**{**item, "tracks": self._tracks(item)}) for item in data["across"])

    def prepare(self, track: TrackVerdict, answers: Answers) -> Preparation:
        """Return what to prepare for a track."""
        duties = (duty for duty in self.duties if track.track in duty.tracks)
        return Preparation(
            grants=tuple(self._offers(track.track, answers)),
            limits=tuple(self._limits(track, answers)),
            duties=tuple((duty, _evaluate(duty.when, answers)) for duty in duties),
            materials=tuple(_need(entry, track.track, answers) for entry in self.materials),
            recommenders=tuple(_need(entry, track.track, answers) for entry in self.recommenders),
        )

    def _offers(self, track: str, answers: Answers) -> Iterator[GrantOffer]:
        amount = None if self.asked is None else answers.get(self.asked)
        for grant in self.grants:
            applies = _evaluate(grant.when, answers)
            if track in grant.tracks and applies.truth is not FALSE:
                outcome = Outcome.OPEN if amount is None else _fits(as_number(amount), grant)
                yield GrantOffer(grant=grant, applies=applies.truth, missing=applies.missing, outcome=outcome)

    def _limits(self, track: TrackVerdict, answers: Answers) -> Iterator[TrackLimit]:
        facts = self.assessor.rulebook.facts
        for index, finding in zip(track.indexes, track.findings, strict=True):
            clause = self.assessor.pairs[index].clause
            if clause.check is None or clause.kind == AMOUNT:  # the amount is told with the grant
                continue
            if finding.outcome is not Outcome.NOT_APPLICABLE:
                for limit in limits_of(clause.check, facts, answers):
                    unsure = finding.outcome is Outcome.OPEN and limit.outcome is Outcome.NOT_MET
                    settled = limit._replace(outcome=Outcome.OPEN) if unsure else limit
                    yield TrackLimit(clause=clause.id, kind=clause.kind, limit=settled)

    def _tracks(self, item: dict[str, Any]) -> frozenset[str]:
        """Return the tracks that an item names; all of them where it names none."""
        return frozenset(item.get("tracks", self.types))

    def _when(self, item: dict[str, Any]) -> Condition | None:
        return condition_from(item.get("when"), self.assessor.rulebook.reference_date)

    def _case(self, item: dict[str, Any]) -> Case:
        return Case(tracks=self._tracks(item), when=self._when(item), note=item.get("note"))

    def _entry(self, item: dict[str, Any]) -> Entry:
        needed, unclear = (tuple(self._case(case) for case in item[key]) for key in ("needed", "unclear"))
        return Entry(id=item["id"], needed=needed, unclear=unclear)

    def _grant(self, item: dict[str, Any]) -> Grant:
        low, high = (Decimal(item[key]) if key in item else None for key in ("at_least", "at_most"))
        return Grant(id=item["id"], clause=item["clause"], tracks=self._tracks(item), when=self._when(item),
                     at_least=low, at_most=high)  # fmt: skip


_ALWAYS = Evaluation(truth=TRUE)


def _evaluate(condition: Condition | None, answers: Answers) -> Evaluation:
    return _ALWAYS if condition is None else condition.evaluate(answers)


def _need(entry: Entry, track: str, answers: Answers) -> Need:
    """Return an entry's status: needed if any case says so, else unclear, else open, else not needed."""
    needed = [_evaluate(case.when, answers) for case in entry.needed if track in case.tracks]
    unclear = [(case, _evaluate(case.when, answers)) for case in entry.unclear if track in case.tracks]
    sure = disjunction(found.truth for found in needed)
    if not entry.needed and not entry.unclear:
        sure = TRUE
    if sure is TRUE:
        return Need(entry=entry.id, status=Status.NEEDED)
    missing = merged(found.missing for found in (*needed, *(found for _, found in unclear)))
    notes = tuple(case.note for case, found in unclear if found.truth is TRUE and case.note)
    if sure is UNKNOWN:
        return Need(entry=entry.id, status=Status.OPEN, missing=missing)
    doubt = disjunction(found.truth for _, found in unclear)
    if doubt is TRUE:
        return Need(entry=entry.id, status=Status.UNCLEAR, notes=notes)
    return Need(entry=entry.id, status=Status.OPEN if doubt is UNKNOWN else Status.NOT_NEEDED, missing=missing)


def _fits(amount: Decimal, grant: Grant) -> Outcome:
    low = grant.at_least is None or amount >= grant.at_least
    high = grant.at_most is None or amount <= grant.at_most
    return Outcome.MET if low and high else Outcome.NOT_MET
