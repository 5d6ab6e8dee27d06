"""Verdicts: for each track, what its findings amount to, and which answers would settle it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from py_checker.core.evaluation import merged
from py_checker.core.findings import Finding, Outcome, Pair, find, pairs_of
from py_checker.core.rulebook import ANNOUNCED_SEPARATELY, IN_PRINCIPLE, JUDGED, PREFERRED, REQUIRED

if TYPE_CHECKING:
    from py_checker.core.rulebook import Rulebook, Track
    from py_checker.core.values import Answers


TO_CONFIRM = (REQUIRED, IN_PRINCIPLE, JUDGED)  # without a check, these are for people


class Verdict(Enum):
    """What the checker may say of a track. Always provisional; the bureau decides."""

    ELIGIBLE = "eligible"  # 初步符合: every clause that a machine can test is met
    CONDITIONAL = "conditional"  # 有条件符合: only in-principle or doubtful clauses stand against it
    INELIGIBLE = "ineligible"  # 不符合: at least one hard clause fails
    UNDETERMINED = "undetermined"  # 信息不足: open clauses may still decide it
    NOT_OPEN = "not_open"  # 另行通知: announced separately


class TrackVerdict(NamedTuple):
    """One track's verdict and its grounds.

    ``findings``: every clause with a check, in document order; ``indexes`` their places in the
    assessment's list. ``to_confirm``: clauses that people judge, or that no machine can test; they
    never decide here. ``needed``: the unanswered facts that can still settle an undetermined track.
    """

    track: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    indexes: tuple[int, ...] = ()
    to_confirm: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()


class Assessment(NamedTuple):
    """All verdicts on one applicant. Tracks share findings; each distinct one stands once in ``findings``."""

    findings: tuple[Finding, ...]
    tracks: tuple[TrackVerdict, ...]


class Assessor:
    """Applies one rulebook to answers. Reading the rulebook's links is done once, here."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Number the distinct pairs of a clause and what bears on it in a track; tracks share them."""
        self.rulebook = rulebook
        numbers: dict[tuple[object, ...], int] = {}
        self.pairs: list[Pair] = []
        self._tracks: list[tuple[Track, tuple[int, ...], tuple[str, ...]]] = []
        for track in rulebook.tracks:
            indexes = []
            for pair in pairs_of(track.clauses, rulebook.clauses, rulebook.exemptions, rulebook.readings):
                number = numbers.setdefault(pair.key, len(numbers))
                if number == len(self.pairs):
                    self.pairs.append(pair)
                indexes.append(number)
            unchecked = (rulebook.clauses[clause] for clause in track.clauses)
            to_confirm = tuple(item.id for item in unchecked if item.check is None and item.kind in TO_CONFIRM)
            self._tracks.append((track, tuple(indexes), to_confirm))

    def assess(self, answers: Answers) -> Assessment:
        """Return a verdict for every track, in the order of the guide."""
        findings = tuple(find(pair, answers) for pair in self.pairs)
        tracks = tuple(self._judge(*entry, findings) for entry in self._tracks)
        return Assessment(findings=findings, tracks=tracks)

    @staticmethod
    def _judge(
        track: Track, indexes: tuple[int, ...], to_confirm: tuple[str, ...], findings: tuple[Finding, ...]
    ) -> TrackVerdict:
        if track.status == ANNOUNCED_SEPARATELY:
            return TrackVerdict(track=track.id, verdict=Verdict.NOT_OPEN)
        own = tuple(findings[index] for index in indexes)
        verdict = verdict_of(own)
        return TrackVerdict(
            track=track.id,
            verdict=verdict,
            findings=own,
            indexes=indexes,
            to_confirm=to_confirm,
            needed=needed_facts(own) if verdict is Verdict.UNDETERMINED else (),
        )


def verdict_of(findings: tuple[Finding, ...]) -> Verdict:
    """Return what the findings of an open track amount to. Preferred clauses have no say."""
    denied = deniable = weakened = unsettled = False
    for item in findings:
        if item.kind == PREFERRED or item.outcome in (Outcome.MET, Outcome.NOT_APPLICABLE):
            continue
        if item.outcome is Outcome.OPEN:
            unsettled = True
            deniable = deniable or item.can_deny
        elif item.outcome is Outcome.NOT_MET and item.kind == REQUIRED:
            denied = True
        else:
            weakened = True
    if denied:
        return Verdict.INELIGIBLE
    if deniable:
        return Verdict.UNDETERMINED
    if weakened:
        return Verdict.CONDITIONAL
    return Verdict.UNDETERMINED if unsettled else Verdict.ELIGIBLE


def needed_facts(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Return the unanswered facts that can settle an undetermined track.

    Where a condition in principle already stands against it, only hard conditions can.
    """
    deciding = [item for item in findings if item.kind != PREFERRED and item.outcome is Outcome.OPEN]
    weakened = any(item.outcome in (Outcome.NOT_MET, Outcome.DOUBTFUL) for item in findings if item.kind != PREFERRED)
    return merged(item.missing for item in deciding if item.can_deny or not weakened)
