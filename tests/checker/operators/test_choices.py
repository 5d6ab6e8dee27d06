"""Operators on choices: both sides of what each says, and the unanswered."""

from __future__ import annotations

import pytest

from py_checker.core import conditions as checks
from py_checker.core.truth import FALSE, TRUE, UNKNOWN

YES = checks.Is("a", True)
CASES = [
    (YES, {"a": True}, TRUE),
    (YES, {"a": False}, FALSE),
    (YES, {}, UNKNOWN),
    (checks.Is("kind", "x"), {"kind": "x"}, TRUE),
    (checks.Is("kind", "x"), {"kind": "y"}, FALSE),
    (checks.OneOf("kind", ("x", "y")), {"kind": "y"}, TRUE),
    (checks.OneOf("kind", ("x", "y")), {"kind": "z"}, FALSE),
    (checks.OneOf("kind", ("x", "y")), {}, UNKNOWN),
]


@pytest.mark.parametrize(("condition", "answers", "truth"), CASES)
def test_a_condition_at_its_boundary(condition, answers, truth) -> None:
    assert condition.evaluate(answers).truth is truth
