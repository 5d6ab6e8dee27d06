"""Asks the solver, and shows each applicant that it finds to ``py_checker``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import z3

from build_scripts.assurance.proofs.encoding import Encoding
from build_scripts.assurance.proofs.variables import answer, some, variable
from build_scripts.rules.rulebook import rulebook
from py_checker.core.answers import parse_answers
from py_checker.core.conditions import facts_of
from py_checker.core.verdicts import Assessor, Verdict
from py_checker.preparation.needs import Preparer

if TYPE_CHECKING:
    from collections.abc import Collection

    from build_scripts.assurance.proofs.variables import Raw
    from build_scripts.content.edition import Edition
    from py_checker.core.conditions import Condition
    from py_checker.core.values import Answers
    from py_checker.core.verdicts import TrackVerdict
    from py_checker.preparation.needs import Preparation

LONGEST_QUESTION = 20_000  # milliseconds; the longest so far took 100


class UndecidedError(Exception):
    """The solver gave up on a question."""


class DifferenceError(Exception):
    """The checker says otherwise than the encoding; ``args``: what was asked, and the applicant."""


class Prover:
    """One edition's rules before the solver. ``asked`` counts the questions."""

    def __init__(self, edition: Edition) -> None:
        """Encode the very rulebook that the site ships."""
        self.edition = edition
        self.rulebook = rulebook(edition)
        self.encoding = Encoding(self.rulebook)
        self.asked = 0
        self._followers: dict[str, tuple[str, ...]] = {}
        self._assessor = Assessor(self.rulebook)
        self.preparer = Preparer(self._assessor)
        self._solver = z3.SolverFor("QF_LIA")
        self._solver.set("timeout", LONGEST_QUESTION)
        self._solver.add(self.encoding.lawful)

    def _model(self, statements: tuple[z3.BoolRef, ...]) -> z3.ModelRef | None:
        self.asked += 1
        self._solver.push()
        try:
            self._solver.add(*statements)
            found = self._solver.check()
            if found == z3.unknown:
                raise UndecidedError(self._solver.reason_unknown())
            return self._solver.model() if found == z3.sat else None
        finally:
            self._solver.pop()

    def applicant(self, *statements: z3.BoolRef) -> dict[str, Raw] | None:
        """Return a complete, consistent applicant of whom all statements hold, or None: there is none."""
        model = self._model(statements)
        return None if model is None else self.encoding.answers(model)

    def anybody(self, *statements: z3.BoolRef) -> bool:
        """Return whether there is a consistent applicant of whom all statements hold."""
        return self._model(statements) is not None

    def pair(self, fact: str, *changes: tuple[z3.BoolRef, z3.BoolRef], more: bool = False) -> (
        tuple[dict[str, Raw], dict[str, Raw]] | None
    ):  # fmt: skip
        """Return two applicants alike but for one fact (and its ``followers``), for whom some change holds, or None.

        A change: a statement on the first, and one on the second. ``more``: the second has more of the fact.
        """
        moved = [self.rulebook.facts[name] for name in (fact, *self.followers(fact))]
        swaps = [(self.encoding.variables[told.id], variable(told, "'")) for told in moved]
        here, there = swaps[0]
        some_change = some(*(z3.And(before, z3.substitute(after, *swaps)) for before, after in changes))
        greater = z3.And(z3.Not(here), there) if moved[0].type == "yes_no" else here < there
        lawful = z3.substitute(self.encoding.lawful, *swaps)
        model = self._model((lawful, greater if more else here != there, some_change))
        if model is None:
            return None
        first = self.encoding.answers(model)
        changed = {
            told.id: answer(told, model.eval(new, model_completion=True))
            for told, (_, new) in zip(moved, swaps, strict=True)
        }
        return first, first | changed

    def followers(self, fact: str) -> tuple[str, ...]:
        """Return what has to change with a fact: nothing, or what the laws name beside one that never changes alone."""
        if fact not in self._followers:
            named = [facts_of(law.never) for law in self.rulebook.consistency]
            beside = dict.fromkeys(other for facts in named if fact in facts for other in facts if other != fact)
            swap = self.encoding.variables[fact], variable(self.rulebook.facts[fact], "'")
            stuck = beside and self._model((z3.substitute(self.encoding.lawful, swap), swap[0] != swap[1])) is None
            self._followers[fact] = tuple(beside) if stuck else ()
        return self._followers[fact]

    def can_be_broken(self, never: Condition) -> bool:
        """Return whether answers that are each allowed can make the condition of a law true."""
        self.asked += 1
        solver = z3.SolverFor("QF_LIA")
        solver.add(self.encoding.possible, self.encoding.word(never))
        return bool(solver.check() == z3.sat)

    def blocking(self, statements: dict[str, z3.BoolRef]) -> list[str]:
        """Return the names of statements that together hold of nobody; few, where the solver can tell."""
        self.asked += 1
        solver = z3.SolverFor("QF_LIA")
        solver.set(**{"core.minimize": True})
        solver.add(self.encoding.lawful)
        for name, statement in statements.items():
            solver.assert_and_track(statement, name)
        return sorted(str(name) for name in solver.unsat_core()) if solver.check() == z3.unsat else []

    def assessed(self, applicant: dict[str, Raw]) -> dict[str, TrackVerdict]:
        """Return what the checker says of an applicant. Raises ``DifferenceError`` where it refuses an answer."""
        return {item.track: item for item in self._assessor.assess(self._answers(applicant)).tracks}

    def prepared(self, applicant: dict[str, Raw], tracks: Collection[str]) -> dict[str, Preparation]:
        """Return what the checker says an applicant prepares for those of the tracks that it can apply for."""
        answers = self._answers(applicant)
        return {
            item.track: self.preparer.prepare(item, answers)
            for item in self._assessor.assess(answers).tracks
            if item.track in tracks and item.verdict not in (Verdict.INELIGIBLE, Verdict.NOT_OPEN)
        }

    def _answers(self, applicant: dict[str, Raw]) -> Answers:
        answers, problems = parse_answers(self.rulebook.facts, self.rulebook.consistency, applicant)
        if problems:
            raise DifferenceError(problems[0].code, applicant)
        return answers
