"""Proof: both sides of every bound in the rules are shown by scenarios that differ in nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any

from py_checker.core import conditions
from py_checker.core.facts import parse_answers
from py_checker.core.findings import find
from py_checker.core.truth import TRUE
from py_checker.core.values import as_number

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from build_scripts.assurance.proofs.prover import Prover
    from build_scripts.assurance.proofs.sentences import ProofFaults
    from build_scripts.content.cases.scenarios import Scenario
    from py_checker.core.rulebook import Clause, Rulebook
    from py_checker.core.values import Answers

_NO_BOUND = (conditions.Is, conditions.OneOf, conditions.All, conditions.Any, conditions.Not, conditions.IfThen)


@dataclass(frozen=True, slots=True)
class Example:
    """A scenario's usable answers, and the outcomes of each clause in all tracks."""

    answers: Answers
    outcomes: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound in a rule: ``inner`` and ``outer`` tell whether answers stand right at it, on either side."""

    clause: str
    words: str
    moved: frozenset[str]
    fixed: frozenset[str]
    inner: Callable[[Answers], bool]
    outer: Callable[[Answers], bool]

    def is_shown_by(self, one: Example, other: Example) -> bool:
        """Return whether the clause tells two apart though all it speaks of is equal but the side of the bound."""
        same = all(one.answers.get(fact) == other.answers.get(fact) for fact in self.fixed)
        return same and one.outcomes.get(self.clause) != other.outcomes.get(self.clause)


def prove_bounds(prover: Prover, faults: ProofFaults, scenarios: Iterable[Scenario]) -> None:
    """Note every bound of which two scenarios do not show both sides."""
    bounds = list(bounds_of(prover.rulebook))
    examples = examples_of(prover, scenarios, {bound.clause for bound in bounds})
    for bound in bounds:
        if not is_shown(bound, examples):
            place = prover.edition.clauses[bound.clause].place
            faults.add(place, "bound_not_shown", clause=bound.clause, bound=bound.words)


def is_shown(bound: Bound, examples: Iterable[Example]) -> bool:
    """Return whether two of the examples show both sides of the bound."""
    sides = [[example for example in examples if side(example.answers)] for side in (bound.inner, bound.outer)]
    return any(bound.is_shown_by(one, other) for one, other in product(*sides))


def examples_of(prover: Prover, scenarios: Iterable[Scenario], clauses: Collection[str]) -> list[Example]:
    """Return what the checker says of some clauses, for each scenario."""
    rulebook = prover.rulebook
    courses = prover.encoding.courses.values()
    standings = {item.key: item for course in courses for item in course.standings if item.clause.id in clauses}
    examples = []
    for scenario in scenarios:
        answers, _ = parse_answers(rulebook.facts, rulebook.consistency, scenario.answers)
        outcomes: dict[str, set[str]] = {}
        for item in standings.values():
            outcome = find(item.clause, item.exemptions, answers).outcome
            outcomes.setdefault(item.clause.id, set()).add(outcome.value)
        examples.append(Example(answers, {clause: frozenset(found) for clause, found in outcomes.items()}))
    return examples


def bounds_of(rulebook: Rulebook) -> Iterator[Bound]:
    """Yield every bound in the rules of the clauses that carry a check, and in what exempts from them."""
    for clause in rulebook.clauses.values():
        if clause.check is None:
            continue
        own = [rule for rule in (clause.applies_when, clause.check, clause.doubtful_when) if rule]
        facts = frozenset(fact for rule in own for fact in conditions.facts_of(rule))
        freeing = [item.when for item in rulebook.exemptions if item.target == clause.id]
        for rule in (*own, *freeing):
            for part in conditions.parts_of(rule):
                if not isinstance(part, _NO_BOUND):
                    yield _bound(rulebook, clause, part, facts)


def _bound(rulebook: Rulebook, clause: Clause, part: conditions.Condition, facts: frozenset[str]) -> Bound:
    """Return the bound of a condition; ``facts`` are those that the clause speaks of."""

    def step(fact: str) -> Decimal:
        return Decimal(1).scaleb(-rulebook.facts[fact].decimals)

    moved = frozenset(conditions.facts_of(part)[:1])
    words: tuple[object, ...]
    match part:
        case conditions.AtLeast(fact, bound) | conditions.Below(fact, bound):
            sides, words = (_at(fact, bound), _at(fact, bound - step(fact))), (fact, part.op, bound)
        case conditions.AtMost(fact, bound) | conditions.Above(fact, bound):
            sides, words = (_at(fact, bound), _at(fact, bound + step(fact))), (fact, part.op, bound)
        case conditions.Before(fact, day) | conditions.From(fact, day):
            sides, words = (_at(fact, day), _at(fact, day - timedelta(days=1))), (fact, part.op, day)
        case conditions.AgeAtMost(fact, years, on):
            too_old = on.replace(year=on.year - years - 1)
            sides = (_at(fact, too_old + timedelta(days=1)), _at(fact, too_old))
            words = (fact, part.op, years)
        case conditions.Ratio(fact, other, factor):
            sides = (_apart(fact, other, factor, Decimal(0)), _apart(fact, other, factor, step(fact)))
            words = (fact, "≥", factor, "×", other)
        case conditions.BelowFact(fact, other):
            sides = (_apart(fact, other, Decimal(1), Decimal(0)), _apart(fact, other, Decimal(1), step(fact)))
            words = (fact, part.op, other)
        case conditions.Count(operands, wanted):
            sides = (_holding(operands, wanted), _holding(operands, wanted - 1))
            words, moved = (part.op, part.wanted), frozenset(conditions.facts_of(part))
        case _:
            raise TypeError(part)
    return Bound(clause.id, " ".join(map(str, words)), moved, facts - moved, *sides)


def _at(fact: str, value: Any) -> Callable[[Answers], bool]:  # noqa: ANN401
    return lambda answers: fact in answers and answers[fact] == value


def _apart(fact: str, other: str, factor: Decimal, distance: Decimal) -> Callable[[Answers], bool]:
    """Whether ``fact`` is ``factor`` times ``other``, less the distance, ``other`` being more than 0."""

    def test(answers: Answers) -> bool:
        if fact not in answers or other not in answers or answers[other] == 0:
            return False
        return answers[fact] == factor * as_number(answers[other]) - distance

    return test


def _holding(operands: tuple[conditions.Condition, ...], number: int) -> Callable[[Answers], bool]:
    return lambda answers: sum(part.evaluate(answers).truth is TRUE for part in operands) == number
