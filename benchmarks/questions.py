"""How many questions settle every verdict, when each time the most useful one is asked (``next_question``)."""

from __future__ import annotations

import random
import statistics
from typing import TYPE_CHECKING

from benchmarks.applicants import lifelike, uniform
from py_checker.core.answers import parse_answers
from py_checker.core.conditions import facts_of
from py_checker.core.next_question import facts_in_play
from py_checker.core.rulebook import PREFERRED

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.applicants import Answers
    from py_checker.core.rulebook import Rulebook
    from py_checker.core.verdicts import Assessor

APPLICANTS = 1000
SEED = 2025


def asked(assessor: Assessor, answers: Answers) -> int:
    """Return how many questions are asked until no answer can change a verdict, each time the first one needed."""
    book = assessor.rulebook
    known, problems = parse_answers(book.facts, book.consistency, answers)
    if problems:
        raise ValueError(f"a random applicant contradicts itself: {problems}")
    given: dict[str, object] = {}
    while True:
        needed, _ = facts_in_play(book.facts, assessor.assess(given))
        if not needed:
            return len(given)
        given[needed[0]] = known[needed[0]]


def shares(assessor: Assessor, whole: list[Answers]) -> dict[str, dict[str, float]]:
    """Return the mean share of questions that were asked, for random and for lifelike applicants."""
    book = assessor.rulebook
    deciding = _deciding(book)
    makers: dict[str, Callable[[random.Random], Answers]] = {
        "uniform": lambda chance: uniform(book, chance),
        "lifelike": lambda chance: lifelike(book, whole, chance),
    }
    found = {}
    for name, make in makers.items():
        chance = random.Random(SEED)  # noqa: S311 - no secrets, the same applicants every time
        counts = [asked(assessor, make(chance)) for _ in range(APPLICANTS)]
        found[name] = {
            "applicants": APPLICANTS,
            "questions": len(deciding),
            "mean_asked": statistics.fmean(counts),
            "median_asked": statistics.median(counts),
            "most_asked": max(counts),
            "mean_share": statistics.fmean(counts) / len(deciding),
        }
    return found


def _deciding(book: Rulebook) -> set[str]:
    """Return the facts that can move a verdict; the others only tell strengths, or prepare an application."""
    clauses = [clause for clause in book.clauses.values() if clause.kind != PREFERRED]
    rules = [rule for clause in clauses for rule in (clause.applies_when, clause.check, clause.doubtful_when)]
    rules += [item.when for item in book.exemptions]
    return {fact for rule in rules if rule is not None for fact in facts_of(rule)}
