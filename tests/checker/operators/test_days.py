"""Operators on dates against a day, and ages: both sides of what each says, and the unanswered."""

from __future__ import annotations

from datetime import date

import pytest

from py_checker.core import conditions as checks
from py_checker.core.comparisons import completed_years
from py_checker.core.truth import FALSE, TRUE, UNKNOWN

JUNE = date(2024, 6, 1)
BORN = checks.AgeAtMost("born", 57, date(2025, 6, 1))
CASES = [
    (checks.Before("day", JUNE), {"day": date(2024, 5, 31)}, TRUE),
    (checks.Before("day", JUNE), {"day": JUNE}, FALSE),
    (checks.Before("day", JUNE), {}, UNKNOWN),
    (checks.From("day", JUNE), {"day": JUNE}, TRUE),
    (checks.From("day", JUNE), {"day": date(2024, 5, 31)}, FALSE),
    (checks.From("day", JUNE), {}, UNKNOWN),
    (BORN, {"born": date(1967, 6, 2)}, TRUE),
    (BORN, {"born": date(1967, 6, 1)}, FALSE),
    (BORN, {}, UNKNOWN),
]


@pytest.mark.parametrize(("condition", "answers", "truth"), CASES)
def test_a_condition_at_its_boundary(condition, answers, truth) -> None:
    assert condition.evaluate(answers).truth is truth


@pytest.mark.parametrize(
    ("born", "years"),
    [(date(1968, 2, 29), 57), (date(1968, 6, 1), 57), (date(1968, 6, 2), 56), (date(1967, 6, 1), 58)],
)
def test_age_is_counted_in_completed_years(born: date, years: int) -> None:
    assert completed_years(born, date(2025, 6, 1)) == years
