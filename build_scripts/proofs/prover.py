"""Asks the solver, and shows each applicant that it finds to ``py_checker``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import z3

from build_scripts.proofs.encoding import Encoding
from build_scripts.proofs.variables import answer, some, variable
from build_scripts.rulebook_json import rulebook_json
from py_checker.facts import parse_answers
from py_checker.rulebook import Rulebook
from py_checker.verdicts import Assessor

if TYPE_CHECKING:
    from build_scripts.model import Edition
    from build_scripts.proofs.variables import Raw
    from py_checker.verdicts import TrackVerdict

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
        self.rulebook = Rulebook.from_json(rulebook_json(edition))
        self.encoding = Encoding(self.rulebook)
        self.asked = 0
        self._assessor = Assessor(self.rulebook)
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

    def pair(self, fact: str, *changes: tuple[z3.BoolRef, z3.BoolRef], more: bool = False) -> (
        tuple[dict[str, Raw], dict[str, Raw]] | None
    ):  # fmt: skip
        """Return two applicants alike but for one fact, for whom some change holds, or None.

        A change: a statement on the first, and one on the second. ``more``: the second has more of the fact.
        """
        told = self.rulebook.facts[fact]
        here, there = self.encoding.variables[fact], variable(told, "'")
        changed = [z3.And(before, z3.substitute(after, (here, there))) for before, after in changes]
        greater = z3.And(z3.Not(here), there) if told.type == "yes_no" else here < there
        model = self._model((
            z3.substitute(self.encoding.lawful, (here, there)), greater if more else here != there, some(*changed)
        ))
        if model is None:
            return None
        first = self.encoding.answers(model)
        return first, {**first, fact: answer(told, model.eval(there, model_completion=True))}

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
        answers, problems = parse_answers(self.rulebook.facts, self.rulebook.consistency, applicant)
        if problems:
            raise DifferenceError(problems[0].code, applicant)
        return {item.track: item for item in self._assessor.assess(answers).tracks}
