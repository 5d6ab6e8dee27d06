"""The vocabulary of conditions: what each says at its boundary, and what it says of the unanswered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest

from py_checker.core import conditions as checks
from py_checker.core.comparisons import completed_years
from py_checker.core.rulebook import condition_from, condition_to
from py_checker.core.truth import FALSE, TRUE, UNKNOWN

MONEY = Decimal(300)
JUNE = date(2024, 6, 1)
BORN = checks.AgeAtMost("born", 57, date(2025, 6, 1))
YES, NO = checks.Is("a", True), checks.Is("b", True)

CASES = [
    (YES, {"a": True}, TRUE),
    (YES, {"a": False}, FALSE),
    (checks.AtLeast("rd", MONEY), {"rd": Decimal("299.9999")}, FALSE),
    (checks.AtLeast("rd", MONEY), {"rd": Decimal(300)}, TRUE),
    (checks.AtMost("n", Decimal(4)), {"n": Decimal(4)}, TRUE),
    (checks.AtMost("n", Decimal(4)), {"n": Decimal(5)}, FALSE),
    (checks.Above("rd", Decimal(0)), {"rd": Decimal(0)}, FALSE),
    (checks.Above("rd", Decimal(0)), {"rd": Decimal("0.0001")}, TRUE),
    (checks.Below("rd", MONEY), {"rd": MONEY}, FALSE),
    (checks.Before("day", JUNE), {"day": date(2024, 5, 31)}, TRUE),
    (checks.Before("day", JUNE), {"day": JUNE}, FALSE),
    (checks.From("day", JUNE), {"day": JUNE}, TRUE),
    (BORN, {"born": date(1967, 6, 2)}, TRUE),
    (BORN, {"born": date(1967, 6, 1)}, FALSE),
    (checks.OneOf("kind", ("x", "y")), {"kind": "y"}, TRUE),
    (checks.OneOf("kind", ("x", "y")), {"kind": "z"}, FALSE),
    (checks.BelowFact("n", "m"), {"n": Decimal(1), "m": Decimal(1)}, FALSE),
    (checks.Ratio("n", "m", Decimal("0.9")), {"n": Decimal(9), "m": Decimal(10)}, TRUE),
    (checks.Ratio("n", "m", Decimal("0.9")), {"n": Decimal(8), "m": Decimal(9)}, FALSE),
    (checks.Ratio("n", "m", Decimal(3)), {"n": Decimal(0), "m": Decimal(0)}, TRUE),
    (checks.Ratio("n", "m", Decimal(3)), {"n": Decimal(9)}, UNKNOWN),
    (checks.Any((YES, NO)), {"a": True}, TRUE),
    (checks.Any((YES, NO)), {"a": False}, UNKNOWN),
    (checks.All((YES, NO)), {"b": False}, FALSE),
    (checks.All((YES, NO)), {"b": True}, UNKNOWN),
    (checks.Not(YES), {"a": True}, FALSE),
    (checks.Not(YES), {}, UNKNOWN),
    (checks.IfThen(YES, NO), {"a": False}, TRUE),
    (checks.IfThen(YES, NO), {"b": True}, TRUE),
    (checks.IfThen(YES, NO), {"a": True, "b": False}, FALSE),
    (checks.Count((YES, NO), 1), {"a": True}, TRUE),
    (checks.Count((YES, NO), 2), {"a": False}, FALSE),
    (checks.Count((YES, NO), 2), {"a": True}, UNKNOWN),
]


@pytest.mark.parametrize(("condition", "answers", "truth"), CASES)
def test_a_condition_at_its_boundary(condition, answers, truth) -> None:
    assert condition.evaluate(answers).truth is truth


@pytest.mark.parametrize("condition", dict.fromkeys(case[0] for case in CASES))
def test_a_condition_survives_json(condition) -> None:
    assert condition_from(condition_to(condition), date(2025, 6, 1)) == condition


def test_every_word_of_the_vocabulary_is_tested() -> None:
    assert {case[0].op for case in CASES} == set(checks.VOCABULARY)


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


@pytest.mark.parametrize(
    ("born", "years"),
    [(date(1968, 2, 29), 57), (date(1968, 6, 1), 57), (date(1968, 6, 2), 56), (date(1967, 6, 1), 58)],
)
def test_age_is_counted_in_completed_years(born: date, years: int) -> None:
    assert completed_years(born, date(2025, 6, 1)) == years
