"""The scenarios as witnesses against a mutant of the rules: which of them would notice it.

Only what a mutant touches is worked out again: one clause, or those that it exempts from, and once
for each different set of answers to the facts they speak of.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from build_scripts.rules.rulebook import rulebook
from py_checker.core import rulebook as rules
from py_checker.core.answers import parse_answers
from py_checker.core.conditions import facts_of
from py_checker.core.findings import Finding, find
from py_checker.core.rulebook import Exemption
from py_checker.core.verdicts import Assessor, verdict_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_scripts.assurance.mutation.verdict_mutants import Mutant
    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.documents import Clause
    from build_scripts.content.edition import Edition
    from py_checker.core.values import Answers

Touched = tuple[rules.Clause, tuple[str, ...], tuple[Exemption, ...]]


class MutationError(Exception):
    """The scenarios do not prove the rules well enough; the message says what to do, Chinese first."""


class Court:
    """The scenarios as witnesses: what each says of the rules as they stand, kept for comparison."""

    def __init__(self, edition: Edition, scenarios: tuple[Scenario, ...]) -> None:
        """Assess every scenario once. Raises ``MutationError`` where one does not hold to begin with."""
        self.book = rulebook(edition)
        self.scope = {track.id: frozenset(track.clauses) for track in self.book.tracks if track.status == rules.OPEN}
        self.scenarios = scenarios
        self.sections = {track.id: track.places for track in edition.tracks}
        self.answers: list[Answers] = []
        self.findings: list[dict[str, dict[str, Finding]]] = []
        assessor = Assessor(self.book)
        for scenario in scenarios:
            answers, _ = parse_answers(self.book.facts, self.book.consistency, scenario.answers)
            verdicts = assessor.assess(answers).tracks
            findings = {item.track: {found.clause: found for found in item.findings} for item in verdicts}
            said = {item.track: item.verdict.value for item in verdicts}
            if said != scenario.expected or any(
                _unlike(findings[track].get(clause), outcome)
                for track, reasons in scenario.because.items()
                for clause, outcome in reasons.items()
            ):
                raise MutationError(
                    f"{scenario.place}: 这个案例本身还没有通过，请先运行 make test。 / "
                    "This scenario does not hold to begin with: run `make test` first."
                )
            self.answers.append(answers)
            self.findings.append(findings)
        self._groups: dict[tuple[str, ...], list[list[int]]] = {}
        self._verdicts: dict[tuple[object, ...], str] = {}

    def witness(self, mutant: Mutant) -> str | None:
        """Return the first scenario that catches the mutant, or None."""
        for track in self._left(mutant):
            for number, scenario in enumerate(self.scenarios):
                if self._tells(number, track, mutant.original.id, None):
                    return scenario.id
        for clause, tracks, exemptions in self.touched(mutant):
            for group in self._alike(clause, exemptions):
                found = find(clause, exemptions, self.answers[group[0]])
                for number in group:
                    if any(self._tells(number, track, clause.id, found) for track in tracks):
                        return self.scenarios[number].id
        return None

    def touched(self, mutant: Mutant) -> Iterator[Touched]:
        """Yield the clauses that a mutant touches as it makes them, with the tracks where the same exemptions hold."""
        source = mutant.original.id
        changed = [item for item in self.book.exemptions if item.source != source] + _exemptions(mutant.clause)
        targets = {source}
        if mutant.clause.exempts != mutant.original.exempts:
            targets = {item.target for item in (*_exemptions(mutant.original), *_exemptions(mutant.clause))}
        everywhere = bool(mutant.original.applies_to and not mutant.clause.applies_to)
        for target in sorted(targets):
            clause = _clause(mutant.clause) if target == source else self.book.clauses[target]
            groups: dict[tuple[str, ...], tuple[list[str], tuple[Exemption, ...]]] = {}
            for track, inside in self.scope.items():
                if target in inside or everywhere:
                    own = tuple(item for item in changed if item.target == target and item.source in inside)
                    groups.setdefault(tuple(item.source for item in own), ([], own))[0].append(track)
            for tracks, own in groups.values():
                yield clause, tuple(tracks), own

    def _left(self, mutant: Mutant) -> Iterator[str]:
        """Yield the tracks that the clause no longer concerns."""
        old, new = set(mutant.original.applies_to), set(mutant.clause.applies_to)
        for track in self.scope:
            if new and old & self.sections[track] and not new & self.sections[track]:
                yield track

    def _tells(self, number: int, track: str, clause: str, found: Finding | None) -> bool:
        """Whether a scenario's expectations of a track break when the clause's finding becomes ``found``."""
        before = self.findings[number][track]
        old = before.get(clause)
        if old and found and _weight(old) == _weight(found):
            return False
        scenario = self.scenarios[number]
        wanted = scenario.because.get(track, {}).get(clause)
        if wanted and _unlike(found, wanted):
            return True
        key = number, track, clause, found and _weight(found)  # many mutants of a clause make the same of it
        if key not in self._verdicts:
            after = [item for item in before.values() if item.clause != clause]
            self._verdicts[key] = verdict_of((*after, found) if found else tuple(after)).value
        return self._verdicts[key] != scenario.expected[track]

    def _alike(self, clause: rules.Clause, exemptions: tuple[Exemption, ...]) -> list[list[int]]:
        """Return the scenarios grouped by their answers to all that the clause and its exemptions speak of."""
        conditions = [clause.applies_when, clause.check, clause.doubtful_when, *(item.when for item in exemptions)]
        facts = tuple(sorted({fact for condition in conditions if condition for fact in facts_of(condition)}))
        if facts not in self._groups:
            groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
            for number, answers in enumerate(self.answers):
                groups[tuple(answers.get(fact) for fact in facts)].append(number)
            self._groups[facts] = list(groups.values())
        return self._groups[facts]


def _weight(finding: Finding) -> tuple[object, ...]:
    return finding.outcome, finding.kind, finding.can_deny


def _unlike(finding: Finding | None, outcome: str) -> bool:
    return finding is None or finding.outcome.value != outcome


def _clause(clause: Clause) -> rules.Clause:
    return rules.Clause(
        id=clause.id,
        kind=clause.kind,
        applies_when=clause.applies_when,
        check=clause.check,
        doubtful_when=clause.doubtful.when if clause.doubtful else None,
    )


def _exemptions(clause: Clause) -> list[Exemption]:
    if clause.exempts is None:
        return []
    return [
        Exemption(source=clause.id, target=target, when=clause.exempts.when, certainty=clause.exempts.certainty)
        for target in clause.exempts.targets
    ]
