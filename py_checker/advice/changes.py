"""The smallest legitimate changes that would turn a track's verdict, computed from the rules.

A search over repairs, fewest changes first: apply one, look at the track again, repair what then
fails. Every set that is returned has been tried: with it nothing stands against the track any
more, and with any one of its changes left out something does, or the answers contradict each other.
"""

from __future__ import annotations

import heapq
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from py_checker.advice.repairs import Repair, Repairer
from py_checker.core import conditions
from py_checker.core.conditions import facts_of
from py_checker.core.findings import Finding, Outcome, find
from py_checker.core.rulebook import AMOUNT, DOUBTFUL, PREFERRED, REQUIRED
from py_checker.core.verdicts import Assessment, Assessor, Verdict, needed_facts, verdict_of

if TYPE_CHECKING:
    from py_checker.core.findings import Pair
    from py_checker.core.values import Answers, Value

MOST_CHANGES = 6
MOST_STATES = 200
MOST_SETS = 3


class ChangeSet(NamedTuple):
    """Changes that together suffice. ``needed`` are questions that then have to be answered, too."""

    changes: dict[str, Value]
    needed: tuple[str, ...]


class Way(NamedTuple):
    """How a track could be reached: ``reaches`` the verdict, by any one of ``sets``."""

    track: str
    reaches: Verdict
    sets: tuple[ChangeSet, ...]


class Advisor:
    """Searches for changes with an assessor's rules."""

    def __init__(self, assessor: Assessor) -> None:
        """Prepare which findings each fact can touch."""
        self.assessor = assessor
        self.repairer = Repairer(assessor.rulebook.facts)
        self._touched: dict[str, set[int]] = {}
        for number, pair in enumerate(assessor.pairs):
            for fact in {fact for rule in pair.conditions for fact in facts_of(rule)}:
                self._touched.setdefault(fact, set()).add(number)

    def ways(self, answers: Answers, assessment: Assessment) -> tuple[Way, ...]:
        """Return a way for every track that is not reached and that changes could turn.

        To eligible where that is possible, else from ineligible to conditional.
        """
        found = []
        for item in assessment.tracks:
            if item.verdict not in (Verdict.INELIGIBLE, Verdict.CONDITIONAL):
                continue
            goals = [Verdict.ELIGIBLE, *([Verdict.CONDITIONAL] if item.verdict is Verdict.INELIGIBLE else [])]
            for goal in goals:
                sets = self._search(item.indexes, answers, assessment, goal)
                if sets:
                    found.append(Way(track=item.track, reaches=goal, sets=tuple(sets)))
                    break
        return tuple(found)

    def _search(
        self, indexes: tuple[int, ...], answers: Answers, assessment: Assessment, goal: Verdict
    ) -> list[ChangeSet]:
        order = count()
        queue: list[tuple[int, int, Repair]] = [(0, next(order), {})]
        seen: set[frozenset[tuple[str, Value]]] = set()
        sets: list[ChangeSet] = []
        for _ in range(MOST_STATES):
            if not queue or len(sets) == MOST_SETS:
                break
            _, _, changes = heapq.heappop(queue)
            if any(known.changes.items() <= changes.items() for known in sets):
                continue
            findings = self._findings(indexes, answers, assessment, changes)
            against = [item for item in findings if _stands_against(item, goal)]
            if not against:
                if self._all_needed(indexes, answers, assessment, changes, goal):
                    open_facts = needed_facts(findings) if verdict_of(findings) is Verdict.UNDETERMINED else ()
                    sets.append(ChangeSet(changes=changes, needed=open_facts))
                continue
            for repair in self._fewest(against, indexes, {**answers, **changes}, goal):
                wider = {**changes, **repair}
                key = frozenset(wider.items())
                fresh = repair and not (repair.keys() & changes.keys()) and key not in seen
                if fresh and len(wider) <= MOST_CHANGES and self._consistent({**answers, **wider}):
                    seen.add(key)
                    heapq.heappush(queue, (len(wider), next(order), wider))
        return sets

    def _findings(
        self, indexes: tuple[int, ...], answers: Answers, assessment: Assessment, changes: Repair
    ) -> tuple[Finding, ...]:
        """Return a track's findings after the changes; what they do not touch is taken over."""
        touched = {number for fact in changes for number in self._touched.get(fact, ())}
        changed = {**answers, **changes}
        return tuple(
            find(self.assessor.pairs[index], changed) if index in touched else assessment.findings[index]
            for index in indexes
        )

    def _fewest(
        self, against: list[Finding], indexes: tuple[int, ...], answers: Answers, goal: Verdict
    ) -> list[Repair]:
        """Return the repairs of the finding that leaves the least choice: it has to be mended anyway."""
        pairs = {self.assessor.pairs[index].clause.id: self.assessor.pairs[index] for index in indexes}
        options = [self.repairer.repairs(_to_help(item, pairs[item.clause], goal), answers) for item in against]
        return min(options, key=len)

    def _consistent(self, answers: Answers) -> bool:
        return not any(law.is_broken(answers) for law in self.assessor.rulebook.consistency)

    def _all_needed(
        self, indexes: tuple[int, ...], answers: Answers, assessment: Assessment, changes: Repair, goal: Verdict
    ) -> bool:
        for fact in changes:
            rest = {other: value for other, value in changes.items() if other != fact}
            findings = self._findings(indexes, answers, assessment, rest)
            if self._consistent({**answers, **rest}) and not any(_stands_against(item, goal) for item in findings):
                return False
        return True


def _stands_against(finding: Finding, goal: Verdict) -> bool:
    """Whether a finding keeps the track from the goal; nobody is advised to ask for an amount outside the range."""
    if finding.kind == PREFERRED:
        return False
    if goal is Verdict.ELIGIBLE:
        return finding.outcome in (Outcome.NOT_MET, Outcome.DOUBTFUL)
    return finding.outcome is Outcome.NOT_MET and finding.kind in (REQUIRED, AMOUNT)


def _to_help(finding: Finding, pair: Pair, goal: Verdict) -> conditions.Condition:
    """Return what must hold for a clause not to stand against the goal any more (see ``findings.find``)."""
    if finding.reading is None or pair.reading is None or goal is Verdict.ELIGIBLE:
        return _to_hold(pair, None, doubt_will_do=goal is Verdict.CONDITIONAL)
    hard = [one for one in (pair, *pair.peers) if one.clause.kind == REQUIRED]
    return conditions.Any(
        tuple(
            conditions.All(tuple(_to_hold(one, option, doubt_will_do=True) for one in hard))
            for option in pair.reading.options
        )
    )


def _to_hold(pair: Pair, option: str | None, *, doubt_will_do: bool) -> conditions.Condition:
    """Return what must hold for a clause to be met; where the word of its reading means ``option``, if one is given."""
    clause = pair.clause
    check = clause.check or conditions.All(())
    ways: list[conditions.Condition] = [check]
    if clause.doubtful_when is not None and (clause.under == option if option else not doubt_will_do):
        ways = [conditions.All((check, conditions.Not(clause.doubtful_when)))]
    if clause.applies_when is not None:
        ways.append(conditions.Not(clause.applies_when))
    ways += [
        link.when
        for link in pair.exemptions
        if link.certainty != DOUBTFUL or (doubt_will_do and (option is None or link.under in (None, option)))
    ]
    return conditions.Any(tuple(ways)) if len(ways) > 1 else ways[0]
