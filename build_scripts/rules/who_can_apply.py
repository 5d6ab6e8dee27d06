"""The reverse view: for each track, the clauses of its own that decide it, and examples at its boundaries.

Examples are the scenarios whose file names a clause of the track's own section as a reason. Those
nearest to a scenario with another verdict come first: they show where the boundary runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from py_checker.core.findings import Outcome
from py_checker.core.rulebook import IN_PRINCIPLE, OPEN, REQUIRED
from py_checker.core.verdicts import Verdict

if TYPE_CHECKING:
    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.documents import Clause, Track
    from build_scripts.content.edition import Edition

BINDING = (REQUIRED, IN_PRINCIPLE)
SHOWN = (Verdict.ELIGIBLE.value, Verdict.CONDITIONAL.value, Verdict.INELIGIBLE.value)
EACH = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A scenario with the verdict that it expects for the track."""

    scenario: Scenario
    verdict: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WhoCanApply:
    """A track's own binding clauses, how many it shares with all (and how many of them are tested), examples."""

    own: tuple[Clause, ...]
    common: int
    common_tested: int
    examples: tuple[Example, ...]


def who_can_apply(edition: Edition, scenarios: tuple[Scenario, ...]) -> dict[str, WhoCanApply]:
    """Return the reverse view of every track that is open."""
    numbers = {fact for fact, question in edition.questions.items() if question.fact.type == "number"}
    return {track.id: _of_track(track, scenarios, numbers) for track in edition.tracks if track.type.status == OPEN}


def _of_track(track: Track, scenarios: tuple[Scenario, ...], numbers: set[str]) -> WhoCanApply:
    binding = [clause for clause in track.clauses if clause.kind in BINDING]
    own = tuple(clause for clause in binding if clause.section in track.places)
    common = [clause for clause in binding if clause.section not in track.places]
    return WhoCanApply(
        own=own,
        common=len(common),
        common_tested=sum(clause.check is not None for clause in common),
        examples=tuple(_examples(track.id, own, scenarios, numbers)),
    )


def _examples(track: str, own: tuple[Clause, ...], scenarios: tuple[Scenario, ...], numbers: set[str]) -> list[Example]:
    required = {clause.id for clause in own if clause.kind == REQUIRED}
    telling = {
        scenario.id: (scenario, reasons)
        for scenario in scenarios
        if scenario.expected[track] in SHOWN
        and (reasons := reasons_of(scenario, track, {clause.id for clause in own}, required))
    }
    found = []
    for verdict in SHOWN:
        others = [scenario for scenario, _ in telling.values() if scenario.expected[track] != verdict]
        ranked = sorted(
            (pair for pair in telling.values() if pair[0].expected[track] == verdict),
            key=lambda pair: min((_distance(pair[0], other, numbers) for other in others), default=Decimal(0)),
        )
        shown: set[tuple[str, str]] = set()
        chosen = 0
        for scenario, reasons in ranked:
            if chosen < EACH and not reasons <= shown:  # a second example tells something else
                found.append(Example(scenario=scenario, verdict=verdict))
                shown |= reasons
                chosen += 1
    return found


def reasons_of(scenario: Scenario, track: str, own: set[str], required: set[str]) -> set[tuple[str, str]]:
    """Return the clauses of the track's own, with outcomes, that the scenario names as its reasons there.

    Where the scenario fails, only a required clause that is not met is a reason.
    """
    named = {(clause, outcome) for clause, outcome in scenario.because.get(track, {}).items() if clause in own}
    if scenario.expected[track] == Verdict.INELIGIBLE.value:
        return {(clause, found) for clause, found in named if clause in required and found == Outcome.NOT_MET.value}
    return named


def _distance(one: Scenario, other: Scenario, numbers: set[str]) -> Decimal:
    """Return how far two applicants lie apart: 1 per answer that differs, less where both are near figures."""
    apart = Decimal(0)
    for fact in one.answers.keys() | other.answers.keys():
        pair = one.answers.get(fact), other.answers.get(fact)
        if pair[0] == pair[1]:
            continue
        if fact in numbers and None not in pair:
            first, second = (Decimal(str(answer)) for answer in pair)
            apart += abs(first - second) / max(first, second) if first != second else 0
        else:
            apart += 1
    return apart
