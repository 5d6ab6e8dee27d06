"""Operators on numbers against a bound: both sides of what each says, and the unanswered."""

from __future__ import annotations

from decimal import Decimal

import pytest

from py_checker.core import conditions as checks
from py_checker.core.truth import FALSE, TRUE, UNKNOWN

MONEY = Decimal(300)
CASES = [
    (checks.AtLeast("rd", MONEY), {"rd": Decimal("299.9999")}, FALSE),
    (checks.AtLeast("rd", MONEY), {"rd": Decimal(300)}, TRUE),
    (checks.AtLeast("rd", MONEY), {}, UNKNOWN),
    (checks.AtMost("n", Decimal(4)), {"n": Decimal(4)}, TRUE),
    (checks.AtMost("n", Decimal(4)), {"n": Decimal(5)}, FALSE),
    (checks.AtMost("n", Decimal(4)), {}, UNKNOWN),
    (checks.Above("rd", Decimal(0)), {"rd": Decimal(0)}, FALSE),
    (checks.Above("rd", Decimal(0)), {"rd": Decimal("0.0001")}, TRUE),
    (checks.Above("rd", Decimal(0)), {}, UNKNOWN),
    (checks.Below("rd", MONEY), {"rd": MONEY}, FALSE),
    (checks.Below("rd", MONEY), {"rd": Decimal("299.9999")}, TRUE),
    (checks.Below("rd", MONEY), {}, UNKNOWN),
]


@pytest.mark.parametrize(("condition", "answers", "truth"), CASES)
def test_a_condition_at_its_boundary(condition, answers, truth) -> None:
    assert condition.evaluate(answers).truth is truth
