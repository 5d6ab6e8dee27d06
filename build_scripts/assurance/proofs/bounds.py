"""Proof: both sides of every bound in the rules are shown by scenarios that differ in nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from build_scripts.assurance.proofs.variables import turn, value_of
from build_scripts.operators.vocabulary import operator_of
from py_checker.core import conditions
from py_checker.core.answers import parse_answers
from py_checker.core.findings import find
from py_checker.core.truth import TRUE
from py_checker.core.values import as_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from build_scripts.assurance.proofs.prover import Prover
    from build_scripts.assurance.proofs.sentences import ProofFaults
    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.operators.operator import Side
    from py_checker.core.facts import Fact
    from py_checker.core.rulebook import Rulebook
    from py_checker.core.values import Answers


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
    inner: Side
    outer: Side

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
            outcome = find(item.pair, answers).outcome
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
                if sides := _sides(part, rulebook.facts):
                    here = conditions.facts_of(part)
                    moved = frozenset(here if isinstance(part, conditions.Count) else here[:1])
                    yield Bound(clause.id, _words(part), moved, facts - moved, *sides)


def _words(part: conditions.Condition) -> str:
    if isinstance(part, conditions.Ratio | conditions.RatioAbove):
        sign = "≥" if isinstance(part, conditions.Ratio) else ">"
        return f"{part.numerator} {sign} {part.factor} × {part.denominator}"
    if isinstance(part, conditions.Count):
        return f"{part.op} {part.wanted}"
    return f"{part[0]} {part.op} {part[1]}"


def _sides(part: conditions.Condition, facts: Mapping[str, Fact]) -> tuple[Side, Side] | None:
    """Return what tells answers right at the condition's bound, on either side; None where it has none."""
    if isinstance(part, conditions.SingleTest):
        fact = facts[part.fact]
        if fact.type in ("choice", "yes_no"):
            return None
        value, _ = turn(fact, part)
        return _at(fact, value), _at(fact, value - 1)
    if isinstance(part, conditions.PairTest):
        step = Decimal(1).scaleb(-facts[part.facts[0]].decimals)
        return _apart(part, Decimal(0)), _apart(part, step)
    if isinstance(part, conditions.Count):
        return _holding(part.operands, part.wanted), _holding(part.operands, part.wanted - 1)
    sides = operator_of(part).sides
    return sides(part, facts) if sides else None


def _at(fact: Fact, number: int) -> Side:
    value = value_of(fact, number)
    return lambda answers: answers.get(fact.id) == value


def _apart(test: conditions.PairTest, distance: Decimal) -> Side:
    """Whether the first fact is what the test wants of it, less the distance, the other being more than 0."""
    fact, other = test.facts

    def apart(answers: Answers) -> bool:
        if fact not in answers or other not in answers or answers[other] == 0:
            return False
        return answers[fact] == test.factor * as_number(answers[other]) - distance

    return apart


def _holding(operands: tuple[conditions.Condition, ...], number: int) -> Side:
    return lambda answers: sum(part.evaluate(answers).truth is TRUE for part in operands) == number
