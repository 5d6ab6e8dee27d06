"""How many questions settle every verdict, when those still needed are asked first."""

from __future__ import annotations

import random
import statistics
from typing import TYPE_CHECKING

from benchmarks.applicants import lifelike, uniform
from py_checker.facts import parse_answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.applicants import Answers
    from py_checker.verdicts import Assessor

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
        needed, _ = assessor.facts_in_play(assessor.assess(given))
        if not needed:
            return len(given)
        given[needed[0]] = known[needed[0]]


def shares(assessor: Assessor, whole: list[Answers]) -> dict[str, dict[str, float]]:
    """Return the mean share of questions that were asked, for random and for lifelike applicants."""
    book = assessor.rulebook
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
            "questions": len(book.facts),
            "mean_asked": statistics.fmean(counts),
            "median_asked": statistics.median(counts),
            "most_asked": max(counts),
            "mean_share": statistics.fmean(counts) / len(book.facts),
        }
    return found
