"""The scenarios as witnesses against a mutant of the rules: which of them would notice it.

Only what a mutant touches is worked out again: one clause, or those that it exempts from, and once
for each different set of answers to the facts they speak of.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from build_scripts.rules.rulebook import rulebook
from py_checker.core import rulebook as rules
from py_checker.core.answers import parse_answers
from py_checker.core.conditions import facts_of
from py_checker.core.findings import Finding, find, pairs_of
from py_checker.core.rulebook import Exemption
from py_checker.core.verdicts import Assessor, verdict_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from build_scripts.assurance.mutation.verdict_mutants import Mutant
    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.documents import Clause, Doubt, Exempts
    from build_scripts.content.edition import Edition
    from py_checker.core.findings import Pair
    from py_checker.core.values import Answers

Touched: TypeAlias = "tuple[tuple[str, ...], tuple[Pair, ...], tuple[str, ...]]"  # tracks, clauses, what is gone


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
        for tracks, pairs, gone in (*self._left(mutant), *self.touched(mutant)):
            for group in self._alike(pairs):
                found = {pair.clause.id: find(pair, self.answers[group[0]]) for pair in pairs}
                for number in group:
                    if any(self._tells(number, track, dict.fromkeys(gone) | found) for track in tracks):
                        return self.scenarios[number].id
        return None

    def touched(self, mutant: Mutant) -> Iterator[Touched]:
        """Yield what a mutant touches as it makes it, with the tracks where the same bears on it.

        A clause comes with those that share its reading, in the rules or in the mutant.
        """
        source = mutant.original.id
        targets = {source}
        if mutant.clause.exempts != mutant.original.exempts:
            targets = {item.target for item in (*_exemptions(mutant.original), *_exemptions(mutant.clause))}
        everywhere = bool(mutant.original.applies_to and not mutant.clause.applies_to)
        for target in sorted(targets):
            groups: dict[tuple[object, ...], tuple[list[str], tuple[Pair, ...]]] = {}
            for track, inside in self.scope.items():
                if target in inside or everywhere:
                    pairs = self._kin(mutant, target, inside | {target})
                    groups.setdefault(tuple(pair.key for pair in pairs), ([], pairs))[0].append(track)
            for tracks, pairs in groups.values():
                yield tuple(tracks), pairs, ()

    def _left(self, mutant: Mutant) -> Iterator[Touched]:
        """Yield the tracks that the clause no longer concerns, with those that shared its reading there."""
        old, new = set(mutant.original.applies_to), set(mutant.clause.applies_to)
        source = mutant.original.id
        for track, inside in self.scope.items():
            if new and old & self.sections[track] and not new & self.sections[track]:
                yield (track,), self._kin(mutant, source, inside - {source}), (source,)

    def _kin(self, mutant: Mutant, target: str, inside: frozenset[str]) -> tuple[Pair, ...]:
        """Return a clause and those that share its reading, as the mutant makes them, where they are ``inside``."""
        book, source = self.book, mutant.original.id
        clauses = book.clauses | {source: _clause(mutant.clause)}
        exemptions = [item for item in book.exemptions if item.source != source] + _exemptions(mutant.clause)
        before, after = _named(book.clauses, book.exemptions), _named(clauses, exemptions)
        names = before.get(target, frozenset()) | after.get(target, frozenset())
        sharing = {clause for named in (before, after) for clause, found in named.items() if found & names}
        kin = [clause for clause in clauses if clause in inside and clause in {target, *sharing}]
        return tuple(pairs_of(inside, clauses, exemptions, book.readings, only=kin))

    def _tells(self, number: int, track: str, found: dict[str, Finding | None]) -> bool:
        """Whether a scenario's expectations of a track break when these become the findings of the clauses."""
        before = self.findings[number][track]
        changed = {clause: new for clause, new in found.items() if _weight(before.get(clause)) != _weight(new)}
        if not changed:
            return False
        scenario = self.scenarios[number]
        wanted = scenario.because.get(track, {})
        if any(_unlike(new, wanted[clause]) for clause, new in changed.items() if clause in wanted):
            return True
        told = frozenset((clause, _weight(new)) for clause, new in changed.items())
        key = number, track, told  # many mutants of a clause make the same of it
        if key not in self._verdicts:
            after = [item for item in before.values() if item.clause not in changed]
            after += [item for item in changed.values() if item is not None]
            self._verdicts[key] = verdict_of(tuple(after)).value
        return self._verdicts[key] != scenario.expected[track]

    def _alike(self, pairs: tuple[Pair, ...]) -> list[list[int]]:
        """Return the scenarios grouped by their answers to all that the pairs speak of."""
        facts = tuple(sorted({fact for pair in pairs for rule in pair.conditions for fact in facts_of(rule)}))
        if facts not in self._groups:
            groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
            for number, answers in enumerate(self.answers):
                groups[tuple(answers.get(fact) for fact in facts)].append(number)
            self._groups[facts] = list(groups.values())
        return self._groups[facts]


def _named(clauses: Mapping[str, rules.Clause], exemptions: Iterable[Exemption]) -> dict[str, frozenset[str]]:
    """Return the readings on which the finding of each clause hangs, where it hangs on any."""
    named = [(clause.id, clause.reading) for clause in clauses.values()]
    named += [(item.target, item.reading) for item in exemptions]
    found: dict[str, frozenset[str]] = {}
    for clause, reading in named:
        if reading is not None:
            found[clause] = found.get(clause, frozenset()) | {reading}
    return found


def _weight(finding: Finding | None) -> tuple[object, ...] | None:
    return finding and (finding.outcome, finding.kind, finding.can_deny)


def _unlike(finding: Finding | None, outcome: str) -> bool:
    return finding is None or finding.outcome.value != outcome


def _clause(clause: Clause) -> rules.Clause:
    return rules.Clause(
        id=clause.id,
        kind=clause.kind,
        applies_when=clause.applies_when,
        check=clause.check,
        doubtful_when=clause.doubtful.when if clause.doubtful else None,
        **_shared(clause.doubtful),
    )


def _exemptions(clause: Clause) -> list[Exemption]:
    if clause.exempts is None:
        return []
    return [
        Exemption(
            source=clause.id,
            target=target,
            when=clause.exempts.when,
            certainty=clause.exempts.certainty,
            **_shared(clause.exempts),
        )
        for target in clause.exempts.targets
    ]


def _shared(rule: Doubt | Exempts | None) -> dict[str, str]:
    return {"reading": rule.reading.id, "under": rule.under} if rule and rule.reading else {}
