"""Operators on two numbers against each other: both sides of what each says, and the unanswered."""

from __future__ import annotations

from decimal import Decimal

import pytest

from py_checker.core import conditions as checks
from py_checker.core.truth import FALSE, TRUE, UNKNOWN

CASES = [
    (checks.BelowFact("n", "m"), {"n": Decimal(1), "m": Decimal(1)}, FALSE),
    (checks.BelowFact("n", "m"), {"n": Decimal(0), "m": Decimal(1)}, TRUE),
    (checks.BelowFact("n", "m"), {"m": Decimal(1)}, UNKNOWN),
    (checks.Ratio("n", "m", Decimal("0.9")), {"n": Decimal(9), "m": Decimal(10)}, TRUE),
    (checks.Ratio("n", "m", Decimal("0.9")), {"n": Decimal(8), "m": Decimal(9)}, FALSE),
    (checks.Ratio("n", "m", Decimal(3)), {"n": Decimal(0), "m": Decimal(0)}, TRUE),
    (checks.Ratio("n", "m", Decimal(3)), {"n": Decimal(9)}, UNKNOWN),
    (checks.RatioAbove("n", "m", Decimal("0.9")), {"n": Decimal(9), "m": Decimal(10)}, FALSE),
    (checks.RatioAbove("n", "m", Decimal("0.9")), {"n": Decimal(10), "m": Decimal(11)}, TRUE),
    (checks.RatioAbove("n", "m", Decimal("0.9")), {"m": Decimal(11)}, UNKNOWN),
]


@pytest.mark.parametrize(("condition", "answers", "truth"), CASES)
def test_a_condition_at_its_boundary(condition, answers, truth) -> None:
    assert condition.evaluate(answers).truth is truth
