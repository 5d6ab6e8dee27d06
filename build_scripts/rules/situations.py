"""What one thing that is known of an applicant means for every track, by the rules alone.

The finder of the home page asks this of each of its chips. A verdict that is settled stays settled whatever
else is answered (tests/checker/test_laws.py), so a track that is ruled out here is ruled out for good; one that is
not ruled out may be, or may not.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from build_scripts.content import roles
from build_scripts.content.roles import PARK, PLATFORM, WHO
from build_scripts.rules.rulebook import rulebook
from py_checker.core.findings import Outcome
from py_checker.core.rulebook import IN_PRINCIPLE, PREFERRED, REQUIRED
from py_checker.core.verdicts import Assessor, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_scripts.content.edition import Edition
    from build_scripts.source.text import Text
    from py_checker.core.values import Answers
    from py_checker.core.verdicts import TrackVerdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Situation:
    """One thing that is known: a chip ``value`` of a ``group`` (a role), and every set of answers that it can mean."""

    group: str
    value: str
    label: Text | None
    answers: tuple[Answers, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """How a track stands to a situation: the ids of the clauses that rule it out, leave a doubt, or favour it.

    ``against`` is empty unless the track is ruled out, whichever of its answers the situation means.
    """

    against: tuple[str, ...]
    doubts: tuple[str, ...]
    favours: tuple[str, ...]


def situations(edition: Edition) -> Iterator[Situation]:
    """Yield what the finder asks of the applicant: its kind, its best platform, whether it is in a park.

    What no question has the role of is not asked. A yes/no situation has no label of its own.
    """
    if who := roles.question(edition, WHO):
        for choice in who.choices:
            yield Situation(group=WHO, value=choice.id, label=choice.text, answers=({who.fact.id: choice.id},))
    if platform := roles.question(edition, PLATFORM):
        for rank, best in enumerate(platform.choices):
            answers = _with_best(roles.facts(edition, PLATFORM), platform.fact.choices[: rank + 1])
            yield Situation(group=PLATFORM, value=best.id, label=best.text, answers=answers)
    if park := roles.question(edition, PARK):
        for value, name in ((True, "yes"), (False, "no")):
            yield Situation(group=PARK, value=name, label=None, answers=({park.fact.id: value},))


def _with_best(facts: tuple[str, ...], levels: tuple[str, ...]) -> tuple[Answers, ...]:
    """Return answers to questions with the same choices: each the last of ``levels`` or the first, one the last.

    A level between the two tells nothing more: whoever is not ruled out by it is not by the last.
    """
    ends = dict.fromkeys((levels[0], levels[-1]))
    found = [answers for answers in product(ends, repeat=len(facts)) if levels[-1] in answers]
    found.sort(key=lambda answers: answers.index(levels[-1]))
    return tuple(dict(zip(facts, answers, strict=True)) for answers in found)


def standings(edition: Edition) -> dict[tuple[str, str], dict[str, Standing]]:
    """Return, by the group and value of a situation, how every open track stands to it."""
    assessor = Assessor(rulebook(edition))
    judged = {
        (found.group, found.value): [assessor.assess(answers).tracks for answers in found.answers]
        for found in situations(edition)
    }
    unfavoured = {  # a clause that favours everybody alike says nothing of one situation
        (key[0], track.track, finding.clause)
        for key, runs in judged.items()
        for track in (track for tracks in runs for track in tracks)
        for finding in track.findings
        if finding.kind == PREFERRED and finding.outcome is Outcome.NOT_MET
    }
    found: dict[tuple[str, str], dict[str, Standing]] = {}
    for key, runs in judged.items():
        found[key] = {
            first.track: _standing(key[0], same, unfavoured)
            for same in zip(*runs, strict=True)
            if (first := same[0]).verdict is not Verdict.NOT_OPEN
        }
    return found


def _standing(group: str, runs: tuple[TrackVerdict, ...], unfavoured: set[tuple[str, str, str]]) -> Standing:
    """Return what all ``runs`` of one track have in common: it is ruled out only if each of them rules it out."""
    track = runs[0].track
    out = all(run.verdict is Verdict.INELIGIBLE for run in runs)
    return Standing(
        against=_failed(runs) if out else (),
        doubts=tuple(
            finding.clause for finding in runs[0].findings if all(finding.clause in _doubtful(run) for run in runs)
        ),
        favours=tuple(
            finding.clause
            for finding in runs[0].findings
            if finding.kind == PREFERRED
            and finding.outcome in (Outcome.MET, Outcome.OPEN)
            and (group, track, finding.clause) in unfavoured
        ),
    )


def _failed(runs: tuple[TrackVerdict, ...]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            finding.clause
            for run in runs
            for finding in run.findings
            if finding.kind == REQUIRED and finding.outcome is Outcome.NOT_MET
        )
    )


def _doubtful(run: TrackVerdict) -> set[str]:
    return {
        finding.clause
        for finding in run.findings
        if finding.outcome is Outcome.DOUBTFUL or (finding.kind == IN_PRINCIPLE and finding.outcome is Outcome.NOT_MET)
    }
