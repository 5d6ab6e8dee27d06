"""Verdicts: for each track, what its findings amount to, and which answers would settle it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from py_checker.checks import facts_of
from py_checker.evaluation import merged
from py_checker.findings import Finding, Outcome, find
from py_checker.rulebook import ANNOUNCED_SEPARATELY, IN_PRINCIPLE, PREFERRED, REQUIRED

if TYPE_CHECKING:
    from py_checker.facts import Answers
    from py_checker.rulebook import Exemption, Rulebook, Track


class Verdict(Enum):
    """What the checker may say of a track. Always provisional; the bureau decides."""

    ELIGIBLE = "eligible"  # 初步符合: every clause that a machine can test is met
    CONDITIONAL = "conditional"  # 有条件符合: only in-principle or doubtful clauses stand against it
    INELIGIBLE = "ineligible"  # 不符合: at least one hard clause fails
    UNDETERMINED = "undetermined"  # 信息不足: open clauses may still decide it
    NOT_OPEN = "not_open"  # 另行通知: announced separately


@dataclass(frozen=True, kw_only=True, slots=True)
class TrackVerdict:
    """One track's verdict and its grounds.

    ``findings``: every clause with a check, in document order. ``to_confirm``: clauses that
    people judge, or that no machine can test; they never decide here. ``needed``: the unanswered
    facts that can still settle an undetermined track.
    """

    track: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    to_confirm: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()


class Assessor:
    """Applies one rulebook to answers. Reading the rulebook's links is done once, here."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Prepare the clauses of every track with the exemptions that hold there."""
        self.rulebook = rulebook
        self._tracks = [(track, self._links(track)) for track in rulebook.tracks]

    def _links(self, track: Track) -> list[tuple[str, tuple[Exemption, ...]]]:
        inside = frozenset(track.clauses)
        return [
            (
                clause,
                tuple(item for item in self.rulebook.exemptions if item.target == clause and item.source in inside),
            )
            for clause in track.clauses
        ]

    def assess(self, answers: Answers) -> tuple[TrackVerdict, ...]:
        """Return a verdict for every track, in the order of the guide."""
        known: dict[tuple[str, tuple[str, ...]], Finding] = {}
        return tuple(self._assess_track(track, links, answers, known) for track, links in self._tracks)

    def _assess_track(
        self,
        track: Track,
        links: list[tuple[str, tuple[Exemption, ...]]],
        answers: Answers,
        known: dict[tuple[str, tuple[str, ...]], Finding],
    ) -> TrackVerdict:
        if track.status == ANNOUNCED_SEPARATELY:
            return TrackVerdict(track=track.id, verdict=Verdict.NOT_OPEN)
        findings: list[Finding] = []
        to_confirm: list[str] = []
        for clause_id, exemptions in links:
            clause = self.rulebook.clauses[clause_id]
            if clause.check is None:
                to_confirm.append(clause_id)
                continue
            key = (clause_id, tuple(item.source for item in exemptions))
            if key not in known:
                known[key] = find(clause, exemptions, answers)
            findings.append(known[key])
        verdict = verdict_of(findings)
        needed = needed_facts(findings) if verdict is Verdict.UNDETERMINED else ()
        return TrackVerdict(
            track=track.id, verdict=verdict, findings=tuple(findings), to_confirm=tuple(to_confirm), needed=needed
        )

    def facts_in_play(self, verdicts: tuple[TrackVerdict, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the facts that can still settle a track, and those whose answers decided something.

        Both in the rulebook's order. A fact in neither can no longer matter.
        """
        needed = set(merged(item.needed for item in verdicts))
        used = set(merged(finding.used for item in verdicts for finding in item.findings))
        return (
            tuple(fact for fact in self.rulebook.facts if fact in needed),
            tuple(fact for fact in self.rulebook.facts if fact in used),
        )

    def clauses_of_fact(self) -> dict[str, tuple[str, ...]]:
        """Return, for each fact, the ids of the clauses whose rules speak of it."""
        clauses: dict[str, list[str]] = {fact: [] for fact in self.rulebook.facts}
        for clause in self.rulebook.clauses.values():
            rules = [rule for rule in (clause.applies_when, clause.check, clause.doubtful_when) if rule is not None]
            for fact in merged(facts_of(rule) for rule in rules):
                clauses[fact].append(clause.id)
        return {fact: tuple(ids) for fact, ids in clauses.items()}


def verdict_of(findings: list[Finding]) -> Verdict:
    """Return what the findings of an open track amount to. Preferred clauses have no say."""
    deciding = [item for item in findings if item.kind in (REQUIRED, IN_PRINCIPLE)]
    if any(item.outcome is Outcome.NOT_MET and item.kind == REQUIRED for item in deciding):
        return Verdict.INELIGIBLE
    if any(item.can_deny for item in deciding):
        return Verdict.UNDETERMINED
    if any(item.outcome in (Outcome.NOT_MET, Outcome.DOUBTFUL) for item in deciding):
        return Verdict.CONDITIONAL
    if any(item.outcome is Outcome.OPEN for item in deciding):
        return Verdict.UNDETERMINED
    return Verdict.ELIGIBLE


def needed_facts(findings: list[Finding]) -> tuple[str, ...]:
    """Return the unanswered facts that can settle an undetermined track.

    Where a condition in principle already stands against it, only hard conditions can.
    """
    deciding = [item for item in findings if item.kind != PREFERRED and item.outcome is Outcome.OPEN]
    weakened = any(item.outcome in (Outcome.NOT_MET, Outcome.DOUBTFUL) for item in findings if item.kind != PREFERRED)
    return merged(item.missing for item in deciding if item.can_deny or not weakened)
