"""The vocabulary of conditions: closed, tested word by word (``tests/checker/operators``), the same on the wire."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from build_scripts.operators.vocabulary import OPERATORS
from py_checker.core import conditions as checks
from py_checker.core.rulebook import condition_from, condition_to
from py_checker.core.truth import FALSE, TRUE, UNKNOWN
from tests.checker.operators import test_bounds as bounds
from tests.checker.operators import test_choices as choices
from tests.checker.operators import test_connectives as connectives
from tests.checker.operators import test_days as days
from tests.checker.operators import test_pairs as pairs

YES, NO = checks.Is("a", True), checks.Is("b", True)
CASES = [case for family in (choices, bounds, days, pairs, connectives) for case in family.CASES]


@pytest.mark.parametrize("condition", dict.fromkeys(case[0] for case in CASES))
def test_a_condition_survives_json(condition) -> None:
    assert condition_from(condition_to(condition), date(2025, 6, 1)) == condition


@pytest.mark.parametrize("op", checks.VOCABULARY)
def test_every_word_of_the_vocabulary_is_tested_on_both_sides_and_open(op: str) -> None:
    assert {truth for condition, _, truth in CASES if condition.op == op} == {TRUE, FALSE, UNKNOWN}


def test_the_build_knows_the_same_operators() -> None:
    assert [operator.kind for operator in OPERATORS] == list(checks.VOCABULARY.values())


@pytest.mark.parametrize(
    ("one", "other"),
    [pair for pair in combinations(checks.VOCABULARY.values(), 2) if len(pair[0]._fields) == len(pair[1]._fields)],
)
def test_kinds_with_the_same_slots_are_unequal(one, other) -> None:
    """Conditions are tuples: without ``op`` among their slots, all of the same would be any of the same."""
    slots = [f"slot {number}" for number in range(len(one._fields) - 1)]
    assert one(*slots) == one(*slots)
    assert one(*slots) != other(*slots)
    assert checks.Not(one(*slots)) != checks.Not(other(*slots))
    assert len({one(*slots), other(*slots), one(*slots)}) == 2


def test_the_parts_are_those_of_operands_and_of_conditions_inside_each_other() -> None:
    inner = checks.OneOf("kind", ("x", "y"))
    whole = checks.IfThen(checks.Not(YES), checks.All((NO, checks.Count((inner,), 1))))
    assert [part.op for part in checks.parts_of(whole)] == ["if", "not", "is", "all", "is", "count", "one_of"]
    assert checks.facts_of(whole) == ("a", "b", "kind")


def test_only_what_can_still_decide_is_missing() -> None:
    condition = checks.All((YES, checks.Any((NO, checks.Is("c", True)))))
    assert condition.evaluate({"b": True}).missing == ("a",)
    assert condition.evaluate({"a": False}).missing == ()
    assert condition.evaluate({"a": False}).used == ("a",)


def test_where_the_premise_fails_the_conclusion_decided_nothing() -> None:
    assert checks.IfThen(YES, NO).evaluate({"a": False, "b": True}).used == ("a",)
