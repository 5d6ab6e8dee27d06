"""Scenarios and portfolios as witnesses against a mutant of the rules on what is prepared.

Only what a mutant touches is worked out again: one material, recommender, grant or duty for every
track of which a scenario says what to prepare, or the portfolios where a rule across applications changes.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from build_scripts.assurance.mutation.preparation_mutants import ACROSS, LISTS
from build_scripts.assurance.mutation.verdict_judge import MutationError
from build_scripts.content.cases.expected_preparation import LISTED, ExpectedLimit, groups_of
from build_scripts.content.documents import Clause
from build_scripts.rules.preparation import notes, preparation
from build_scripts.rules.rulebook import rulebook
from py_checker.core.answers import parse_answers
from py_checker.core.verdicts import Assessor, TrackVerdict, Verdict
from py_checker.preparation.needs import Preparer
from py_checker.preparation.portfolio import Application, Portfolio
from py_checker.preparation.wire import BARRED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_scripts.assurance.mutation.preparation_mutants import PreparationMutant
    from build_scripts.content.cases.expected_preparation import ExpectedPreparation, Notes
    from build_scripts.content.cases.portfolios import PortfolioCase
    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition
    from build_scripts.source.faults import Place
    from py_checker.core.values import Answers
    from py_checker.preparation.needs import Preparation
    from py_checker.preparation.portfolio import Across


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """What a scenario says of one track: the answers, and what is to be prepared."""

    scenario: str
    track: str
    answers: Answers
    expected: ExpectedPreparation


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """A portfolio with what the checker needs of it; ``barred`` are its applications that cannot be filed at all."""

    case: PortfolioCase
    applications: tuple[Application, ...]
    similar: dict[frozenset[str], bool]
    barred: frozenset[str]

    def holds(self, rules: Iterable[Across]) -> bool:
        """Return whether the rules give the conflicts and combinations that the case expects."""
        portfolio = Portfolio(rules, self.applications, self.similar)
        conflicts = {
            (one.clause, frozenset(one.applications), one.outcome.value, frozenset(one.missing))
            for one in portfolio.conflicts()
        }
        combinations = {(frozenset(one.applications), one.outcome.value) for one in portfolio.combinations(self.barred)}
        return conflicts == self.case.conflicts and combinations == self.case.combinations


class PreparationCourt:
    """What every scenario and portfolio expects, to be held against changed rules."""

    def __init__(self, edition: Edition, scenarios: Iterable[Scenario], portfolios: Iterable[PortfolioCase]) -> None:
        """Hear them all once. Raises ``MutationError`` where one does not hold to begin with."""
        self.edition = edition
        self.book = rulebook(edition)
        self.assessor = Assessor(self.book)
        self.preparer = Preparer(self.assessor)
        self.statements = [one for scenario in scenarios for one in self._statements(scenario)]
        self.plans = [self._plan(case) for case in portfolios]

    def witness(self, mutant: PreparationMutant) -> str | None:
        """Return the first scenario or portfolio that catches the mutant, or None."""
        changed = self.changed(mutant)
        if mutant.group == ACROSS:
            rules = [*(rule for rule in self.preparer.across if rule.clause != mutant.original.id), *changed.across]
            return next((plan.case.id for plan in self.plans if not plan.holds(rules)), None)
        words = words_of(_alone(self.edition, mutant))
        for one in self.statements:
            if mutant.group in one.expected.groups and _tells(one, mutant, changed, words):
                return one.scenario
        return None

    def changed(self, mutant: PreparationMutant) -> Preparer:
        """Return a preparer that knows no rule but the mutant's, with the mistake in it."""
        assessor = copy(self.assessor)
        assessor.rulebook = self.book._replace(preparation=preparation(_alone(self.edition, mutant)))
        return Preparer(assessor)

    def _statements(self, scenario: Scenario) -> Iterator[Statement]:
        if not scenario.prepare:
            return
        answers = self._answers(scenario.answers)
        verdicts = {item.track: item for item in self.assessor.assess(answers).tracks}
        words = words_of(self.edition)
        for track, expected in scenario.prepare.items():
            prepared = self.preparer.prepare(verdicts[track], answers)
            limits = [
                (item.limit.fact, ExpectedLimit(op=item.limit.op, value=item.limit.value,
                                                outcome=item.limit.outcome.value))
                for item in prepared.limits
            ]  # fmt: skip
            if any(expected.differences(groups_of(prepared), notes_of(prepared, words), limits)):
                raise _not_holding(scenario.place)
            yield Statement(scenario=scenario.id, track=track, answers=answers, expected=expected)

    def _plan(self, case: PortfolioCase) -> Plan:
        verdicts = {
            project: {item.track: item.verdict for item in self.assessor.assess(self._answers(raw)).tracks}
            for project, raw in case.answers.items()
        }
        plan = Plan(
            case=case,
            applications=tuple(Application(**one, type=self.preparer.types[one["track"]]) for one in case.applications),
            similar={frozenset(item["projects"]): item["answer"] for item in case.similar},
            barred=frozenset(
                one["id"] for one in case.applications if verdicts[one["project"]][one["track"]] in BARRED
            ),
        )
        if not plan.holds(self.preparer.across):
            raise _not_holding(case.place)
        return plan

    def _answers(self, raw: dict[str, str | bool | None]) -> Answers:
        return parse_answers(self.book.facts, self.book.consistency, raw)[0]


def words_of(edition: Edition) -> dict[str, str]:
    """Return the Chinese of every note on what is unclear, by the id that the checker tells."""
    return {note: text.zh for note, text in notes(edition)}


def notes_of(prepared: Preparation, words: dict[str, str]) -> Notes:
    """Return the Chinese of the notes that a preparation tells, by group and entry."""
    return {
        (group, need.entry): tuple(words[note] for note in need.notes)
        for group in LISTED
        for need in getattr(prepared, group)
    }


def _tells(one: Statement, mutant: PreparationMutant, changed: Preparer, words: dict[str, str]) -> bool:
    """Whether what a scenario expects of the mutant's rule is no longer so."""
    prepared = changed.prepare(TrackVerdict(track=one.track, verdict=Verdict.UNDETERMINED), one.answers)
    item = mutant.original.id
    if one.expected.groups[mutant.group].get(item) != groups_of(prepared)[mutant.group].get(item):
        return True
    told = one.expected.notes.get((mutant.group, item))
    return told is not None and told != notes_of(prepared, words)[mutant.group, item]


def _alone(edition: Edition, mutant: PreparationMutant) -> Edition:
    """Return the edition with no rule on what is prepared but the mutant's."""
    nothing: dict[str, Any] = {**dict.fromkeys(LISTS, ()), "clauses": {}}
    changed = mutant.changed
    if not isinstance(changed, Clause):
        return replace(edition, **{**nothing, mutant.group: (changed,)})
    tracks = tuple(
        replace(track, clauses=tuple(changed for clause in track.clauses if clause.id == changed.id))
        for track in edition.tracks
    )
    return replace(edition, **{**nothing, "clauses": {changed.id: changed}, "tracks": tracks})


def _not_holding(place: Place) -> MutationError:
    return MutationError(
        f"{place}: 这个案例本身还没有通过，请先运行 make test。 / "
        "This case does not hold to begin with: run `make test` first."
    )
