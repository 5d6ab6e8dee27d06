"""The rules as formulas: facts become variables, conditions, clauses and verdicts become statements on them.

The semantics is that of ``py_checker.core.findings`` and ``py_checker.core.verdicts`` where every fact is
answered, so that each condition is true or false. A number is counted in its smallest step and a
date in days, so that all arithmetic is exact and on integers. ``tests/assurance/test_proofs.py`` holds this
encoding against ``py_checker`` on random applicants.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import z3

from build_scripts.assurance.proofs.variables import answer, domain, every, some, turn, variable
from build_scripts.operators.vocabulary import operator_of
from py_checker.core import conditions
from py_checker.core.findings import pairs_of
from py_checker.core.rulebook import DOUBTFUL, OPEN, PLAIN, PREFERRED, REQUIRED
from py_checker.core.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_scripts.assurance.proofs.variables import Raw
    from py_checker.core.findings import Pair
    from py_checker.core.rulebook import Clause, Exemption, Rulebook, Track


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """How one clause stands to an applicant, with the exemptions that hold in a track (see ``findings.find``)."""

    pair: Pair
    binding: z3.BoolRef  # it concerns the applicant, and nothing plainly frees from it
    check: z3.BoolRef
    not_met: z3.BoolRef
    doubtful: z3.BoolRef
    failing: dict[str, z3.BoolRef]  # by option of its reading: it fails under that one, though not under each
    facts: frozenset[str]  # that the clause and its exemptions speak of

    @property
    def clause(self) -> Clause:
        """The clause itself."""
        return self.pair.clause

    @property
    def exemptions(self) -> tuple[Exemption, ...]:
        """The exemptions from it that hold in the track."""
        return self.pair.exemptions

    @property
    def key(self) -> tuple[object, ...]:
        """What tells this standing from every other one."""
        return self.pair.key


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """An open track: the standings of its clauses, and the verdicts they amount to (see ``verdict_of``)."""

    track: Track
    standings: tuple[Standing, ...]
    denied: z3.BoolRef  # a hard clause fails
    weakened: z3.BoolRef  # a hard clause or one in principle fails, or is doubtful
    facts: frozenset[str]  # that its clauses speak of

    def verdict(self, verdict: Verdict) -> z3.BoolRef:
        """Return the statement that the track gets this verdict."""
        if verdict is Verdict.INELIGIBLE:
            return self.denied
        if verdict is Verdict.CONDITIONAL:
            return z3.And(self.weakened, z3.Not(self.denied))
        return z3.Not(self.weakened)


class Encoding:
    """The formulas of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Word every clause and every open track."""
        self.rulebook = rulebook
        self.variables: dict[str, z3.ExprRef] = {fact.id: variable(fact) for fact in rulebook.facts.values()}
        self._worded: dict[conditions.Condition, z3.BoolRef] = {}
        self.possible = every(*self._domains())
        self.lawful = every(self.possible, *(z3.Not(self.word(law.never)) for law in rulebook.consistency))
        self._standings: dict[tuple[object, ...], Standing] = {}
        courses = {track.id: self._course(track) for track in rulebook.tracks}
        self.courses = {track.id: courses[track.id] for track in rulebook.tracks if track.status == OPEN}
        self.standings = tuple(self._standings.values())

    def _domains(self) -> list[z3.BoolRef]:
        limits = []
        for fact in self.rulebook.facts.values():
            if fact.type != "yes_no":
                values = domain(fact)
                here = self.variables[fact.id]
                limits += [here >= values.start, here < values.stop]
        return limits

    def times(self, fact: str, factor: Fraction) -> z3.ArithRef:
        """Return the fact's value times the factor, times what makes every number of the rulebook whole."""
        finest = max(other.decimals for other in self.rulebook.facts.values())
        whole = factor * 10 ** (finest - self.rulebook.facts[fact].decimals)
        return z3.IntVal(int(whole)) * self.variables[fact]

    def word(self, condition: conditions.Condition) -> z3.BoolRef:
        """Return the statement that the condition holds."""
        if condition not in self._worded:
            self._worded[condition] = self._word(condition)
        return self._worded[condition]

    def _word(self, condition: conditions.Condition) -> z3.BoolRef:  # noqa: PLR0911 - one return a form
        match condition:
            case conditions.All(operands):
                return every(*map(self.word, operands))
            case conditions.Any(operands):
                return some(*map(self.word, operands))
            case conditions.Not(operand):
                return z3.Not(self.word(operand))
            case conditions.IfThen(premise, conclusion):
                return z3.Implies(self.word(premise), self.word(conclusion))
            case conditions.Count(operands, wanted):
                return z3.Sum([z3.IntVal(0), *(z3.If(self.word(part), 1, 0) for part in operands)]) >= wanted
            case conditions.PairTest(factor=factor):
                first, second = condition.facts
                times = Fraction(factor)
                right = self.times(second, Fraction(times.numerator))
                return condition.compare(self.times(first, Fraction(times.denominator)), right)
            case conditions.SingleTest():
                return self._test(condition)
        encode = operator_of(condition).encode
        if encode is None:
            raise TypeError(condition)
        return encode(condition, self)

    def _test(self, condition: conditions.SingleTest) -> z3.BoolRef:
        """Return the statement that a test of one fact holds: for its choices, or up to, or from, where it turns."""
        fact, here = self.rulebook.facts[condition.fact], self.variables[condition.fact]
        if fact.type == "yes_no":
            return some(*(here if value else z3.Not(here) for value in (True, False) if condition.holds(value)))
        if fact.type == "choice":
            return some(*(here == index for index, choice in enumerate(fact.choices) if condition.holds(choice)))
        value, rising = turn(fact, condition)
        return here >= value if rising else here < value

    def _course(self, track: Track) -> Course:
        book = self.rulebook
        pairs = pairs_of(track.clauses, book.clauses, book.exemptions, book.readings)
        standings = tuple(self._standing(pair) for pair in pairs)
        hard = [item for item in standings if item.clause.kind == REQUIRED]
        deciding = [item for item in standings if item.clause.kind != PREFERRED]
        return Course(
            track=track,
            standings=standings,
            denied=some(*(item.not_met for item in hard)),
            weakened=some(*(part for item in deciding for part in (item.not_met, item.doubtful))),
            facts=frozenset().union(*(item.facts for item in standings)),
        )

    def _standing(self, pair: Pair) -> Standing:
        """Return how a clause stands, read together with those that share its reading."""
        if pair.key not in self._standings:
            found = self._alone(pair)
            if pair.clause.kind == REQUIRED and found.failing:
                hard = [found, *(self._alone(peer) for peer in pair.peers if peer.clause.kind == REQUIRED)]
                each = every(*(some(*(one.failing[option] for one in hard)) for option in found.failing))
                denied = z3.And(some(*found.failing.values()), each)
                found = replace(
                    found, not_met=z3.Or(found.not_met, denied), doubtful=z3.And(found.doubtful, z3.Not(denied))
                )
            self._standings[pair.key] = found
        return self._standings[pair.key]

    def _alone(self, pair: Pair) -> Standing:
        clause = pair.clause
        options = pair.reading.options if pair.reading else ()
        applies = self.word(clause.applies_when or conditions.All(()))
        check = self.word(clause.check or conditions.All(()))
        doubt = self.word(clause.doubtful_when or conditions.Any(()))
        freed = {option: self._freed(item for item in pair.exemptions if item.under == option) for option in options}
        if clause.under is not None:
            doubt = z3.And(doubt, z3.Not(freed[clause.under]))
        doubtful = [item for item in pair.exemptions if item.certainty == DOUBTFUL]
        eased = self._freed(doubtful)
        plainly = self._freed(item for item in pair.exemptions if item.certainty == PLAIN)
        binding = z3.And(applies, z3.Not(some(plainly, every(*freed.values())) if options else plainly))
        loose = self._freed(item for item in doubtful if item.under is None)
        failing = {}
        for option in options:
            stricter = z3.And(check, doubt) if clause.under == option else z3.BoolVal(val=False)
            elsewhere = some(*(freed[other] for other in options if other != option))
            broken = z3.Or(stricter, z3.And(z3.Not(check), elsewhere))
            failing[option] = z3.And(binding, broken, z3.Not(freed[option]), z3.Not(loose))
        return Standing(
            pair=pair,
            binding=binding,
            check=check,
            not_met=z3.And(binding, z3.Not(check), z3.Not(eased)),
            doubtful=z3.And(binding, z3.If(check, doubt, eased)),
            failing=failing,
            facts=frozenset(fact for rule in pair.conditions for fact in conditions.facts_of(rule)),
        )

    def _freed(self, exemptions: Iterable[Exemption]) -> z3.BoolRef:
        return some(*(self.word(item.when) for item in exemptions))

    def answers(self, model: z3.ModelRef) -> dict[str, Raw]:
        """Return the applicant of a model: an answer to every fact, in its wire form."""
        return {
            fact.id: answer(fact, model.eval(self.variables[fact.id], model_completion=True))
            for fact in self.rulebook.facts.values()
        }
