"""Operators on what joins conditions: both sides of what each says, and the unanswered."""

from __future__ import annotations

import pytest

from py_checker.core import conditions as checks
from py_checker.core.truth import FALSE, TRUE, UNKNOWN

YES, NO = checks.Is("a", True), checks.Is("b", True)
CASES = [
    (checks.Any((YES, NO)), {"a": True}, TRUE),
    (checks.Any((YES, NO)), {"a": False, "b": False}, FALSE),
    (checks.Any((YES, NO)), {"a": False}, UNKNOWN),
    (checks.All((YES, NO)), {"a": True, "b": True}, TRUE),
    (checks.All((YES, NO)), {"b": False}, FALSE),
    (checks.All((YES, NO)), {"b": True}, UNKNOWN),
    (checks.Not(YES), {"a": False}, TRUE),
    (checks.Not(YES), {"a": True}, FALSE),
    (checks.Not(YES), {}, UNKNOWN),
    (checks.IfThen(YES, NO), {"a": False}, TRUE),
    (checks.IfThen(YES, NO), {"b": True}, TRUE),
    (checks.IfThen(YES, NO), {"a": True, "b": False}, FALSE),
    (checks.IfThen(YES, NO), {"a": True}, UNKNOWN),
    (checks.Count((YES, NO), 1), {"a": True}, TRUE),
    (checks.Count((YES, NO), 2), {"a": False}, FALSE),
    (checks.Count((YES, NO), 2), {"a": True}, UNKNOWN),
]


@pytest.mark.parametrize(("condition", "answers", "truth"), CASES)
def test_a_condition_at_its_boundary(condition, answers, truth) -> None:
    assert condition.evaluate(answers).truth is truth
