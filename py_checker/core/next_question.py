"""Which question to ask next: the one whose answer is likeliest to settle most tracks.

A question counts for a track by the open clause on which it stands with the fewest others: alone on
a hard condition it can settle the track at once (1), as one of *n* it has an *n*-th part in that;
what stands in principle cannot settle by failing, and counts less. The order changes no verdict: it
only lets an applicant who will not qualify learn so after fewer questions (``benchmarks.questions``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from py_checker.core.evaluation import merged
from py_checker.core.findings import Outcome
from py_checker.core.rulebook import PREFERRED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from py_checker.core.verdicts import Assessment

NOT_DENYING = 0.3


def facts_in_play(facts: Iterable[str], assessment: Assessment) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which of ``facts`` can still settle a track, and those whose answers decided something.

    The first the most useful one first, the others in the order given. A fact in neither can no longer matter.
    """
    facts = tuple(facts)
    useful = usefulness(assessment)
    used = set(merged(finding.used for finding in assessment.findings))
    needed = sorted((fact for fact in facts if fact in useful), key=useful.__getitem__, reverse=True)
    return tuple(needed), tuple(fact for fact in facts if fact in used)


def usefulness(assessment: Assessment) -> dict[str, float]:
    """Return, for every fact that can still settle a track, how useful its answer would be (above 0)."""
    weights = [
        (1 if item.can_deny else NOT_DENYING) / len(item.missing)
        if item.outcome is Outcome.OPEN and item.kind != PREFERRED
        else 0
        for item in assessment.findings
    ]
    total: dict[str, float] = {}
    for track in assessment.tracks:
        best = dict.fromkeys(track.needed, 0.0)
        for index in track.indexes if best else ():
            weight = weights[index]
            if weight:
                for fact in assessment.findings[index].missing:
                    if best.get(fact, weight) < weight:
                        best[fact] = weight
        for fact, weight in best.items():
            total[fact] = total.get(fact, 0.0) + weight
    return total


def tracks_open_for(assessment: Assessment, fact: str) -> int:
    """Return how many tracks the answer to a fact can still settle."""
    return sum(fact in track.needed for track in assessment.tracks)
