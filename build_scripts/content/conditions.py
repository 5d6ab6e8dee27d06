"""Reads the rules beside a sentence: the closed vocabulary of ``py_checker.core.conditions``, as YAML.

A figure in a rule must stand in the clause's own Chinese (only ``above: 0`` says what 须有 says
without one), so that an edited text can never leave a stale rule behind.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from build_scripts.source.figures import AGE_UNIT, FACTORS, first_day, number_and_unit, stands_in
from build_scripts.source.record import Record, expect, hint
from build_scripts.source.yaml_file import Mapping, Scalar
from py_checker.core import conditions

if TYPE_CHECKING:
    from collections.abc import Mapping as Map
    from datetime import date

    from build_scripts.source.faults import FaultList
    from build_scripts.source.yaml_file import Node
    from py_checker.core.facts import Fact

FORMS = (
    "{fact, is}", "{fact, one_of}", "{fact, at_least}", "{fact, at_most}", "{fact, above}", "{fact, below}",
    "{fact, before}", "{fact, from}", "{fact, age_at_most}", "{fact, below_fact}", "{ratio, at_least}", "{all}",
    "{any}", "{not}", "{if, then}", "{count, at_least}",
)  # fmt: skip
_BOUNDS: dict[str, type[conditions.BoundTest]] = {
    "at_least": conditions.AtLeast,
    "at_most": conditions.AtMost,
    "above": conditions.Above,
    "below": conditions.Below,
}
_DAYS: dict[str, type[conditions.Before | conditions.From]] = {"before": conditions.Before, "from": conditions.From}
_TYPES = {"choice": "选择题", "yes_no": "是非题", "number": "数字", "date": "日期"}
_KEYS = ("fact", "is", "one_of", *_BOUNDS, *_DAYS, "age_at_most", "below_fact", "ratio", "all", "any", "not", "if",
         "then", "count")  # fmt: skip
NO_SENTENCE = ""
STAND_IN = conditions.All(())


class ConditionReader:
    """Reads conditions; ``reference`` is the day on which ages are counted."""

    def __init__(self, facts: Map[str, Fact], reference: date, faults: FaultList) -> None:
        """Keep what every condition of an edition needs."""
        self.facts = facts
        self.reference = reference
        self.faults = faults

    def read(self, node: Node, sentence: str | None) -> conditions.Condition:  # noqa: PLR0911 - one return a form
        """Return the condition that a node words.

        ``sentence`` is the Chinese that must hold its figures; None where they rest on no sentence,
        ``NO_SENTENCE`` where none are allowed.
        """
        if not expect(node, Mapping, "check", self.faults):
            return STAND_IN
        record = Record(node, self.faults, _KEYS, "check")
        keys = tuple(key for key in record.entries if key in _KEYS)
        if set(keys) != set(record.entries):
            return STAND_IN
        if keys in (("all",), ("any",)):
            operands = tuple(self.read(part, sentence) for part in record.items(keys[0]))
            return conditions.All(operands) if keys == ("all",) else conditions.Any(operands)
        if keys == ("not",):
            return conditions.Not(self.read(record.entries["not"], sentence))
        if keys == ("if", "then"):
            return conditions.IfThen(
                self.read(record.entries["if"], sentence), self.read(record.entries["then"], sentence)
            )
        if keys == ("count", "at_least"):
            operands = tuple(self.read(part, sentence) for part in record.items("count"))
            return conditions.Count(operands, int(record.number("at_least")))
        if keys == ("ratio", "at_least"):
            return self._ratio(record, sentence)
        if len(keys) == 2 and keys[0] == "fact":  # noqa: PLR2004 - a fact and its test
            return self._test(record, keys[1], sentence)
        self.faults.add(record.place, "bad_condition", allowed=", ".join(FORMS))
        return STAND_IN

    def _test(self, record: Record, test: str, sentence: str | None) -> conditions.Condition:  # noqa: PLR0911
        wanted = {"is": ("choice", "yes_no"), "one_of": ("choice",), "age_at_most": ("date",)}
        wanted |= dict.fromkeys(_BOUNDS, ("number",)) | dict.fromkeys(_DAYS, ("date",)) | {"below_fact": ("number",)}
        if test not in wanted:
            self.faults.add(record.place, "bad_condition", allowed=", ".join(FORMS))
            return STAND_IN
        fact = self._fact(record, "fact", wanted[test], test)
        if fact is None:
            return STAND_IN
        if test == "is":
            return self._is(record, fact)
        if test == "one_of":
            return conditions.OneOf(fact.id, self._choices(record, fact))
        if test == "below_fact":
            other = self._fact(record, "below_fact", ("number",), test)
            return conditions.BelowFact(fact.id, other.id) if other else STAND_IN
        if test in _DAYS:
            return self._day(record, test, fact, sentence)
        bound = self._bound(record, test, fact, sentence)
        if test == "age_at_most":
            return conditions.AgeAtMost(fact.id, int(bound), self.reference)
        return _BOUNDS[test](fact.id, bound)

    def _fact(self, record: Record, key: str, wanted: tuple[str, ...], test: str) -> Fact | None:
        return self.known_fact(record.entries[key], key, wanted, test)

    def known_fact(self, node: Node, key: str, wanted: tuple[str, ...], test: str) -> Fact | None:
        """Return the fact of that id, or None (with the fault noted) where it is unknown or of another type."""
        if not expect(node, Scalar, key, self.faults):
            return None
        fact = self.facts.get(node.text)
        if fact is None:
            self.faults.add(node.place, "unknown_id", key=key, found=node.text, **hint(node.text, self.facts))
        elif fact.type not in wanted:
            self.faults.add(
                node.place, "wrong_fact_type", fact=fact.id, type=fact.type, type_zh=_TYPES[fact.type], key=test
            )
            return None
        return fact

    def _is(self, record: Record, fact: Fact) -> conditions.Condition:
        if fact.type == "yes_no":
            return conditions.Is(fact.id, record.flag("is"))
        return conditions.Is(fact.id, record.choice("is", fact.choices))

    def _choices(self, record: Record, fact: Fact) -> tuple[str, ...]:
        return record.choices("one_of", fact.choices)

    def _day(self, record: Record, test: str, fact: Fact, sentence: str | None) -> conditions.Condition:
        figure = record.text(test)
        day = first_day(figure)
        if day is None:
            self.faults.add(record.at(test), "not_a_figure", key=test, found=figure)
            return STAND_IN
        self._holds(record, test, figure, sentence)
        return _DAYS[test](fact.id, day)

    def _bound(self, record: Record, test: str, fact: Fact, sentence: str | None) -> Decimal:
        figure = record.text(test)
        if figure == "0" and test == "above":
            return Decimal(0)
        parts = number_and_unit(figure)
        if parts is None:
            self.faults.add(record.at(test), "not_a_figure", key=test, found=figure)
            return Decimal(0)
        unit = AGE_UNIT if test == "age_at_most" else fact.unit
        if parts[1] != unit:
            self.faults.add(record.at(test), "wrong_unit", found=figure, fact=fact.id, unit=unit)
        self._holds(record, test, figure, sentence)
        return parts[0]

    def _ratio(self, record: Record, sentence: str | None) -> conditions.Condition:
        pair = [self.known_fact(node, "ratio", ("number",), "ratio") for node in record.items("ratio")]
        figure = record.text("at_least")
        parts = number_and_unit(figure)
        if len(pair) != 2 or parts is None or parts[1] not in FACTORS:  # noqa: PLR2004 - numerator, denominator
            self.faults.add(record.at("at_least"), "not_a_figure", key="at_least", found=figure)
            return STAND_IN
        self._holds(record, "at_least", figure, sentence)
        if pair[0] is None or pair[1] is None:
            return STAND_IN
        return conditions.Ratio(pair[0].id, pair[1].id, parts[0] * FACTORS[parts[1]])

    def _holds(self, record: Record, key: str, figure: str, sentence: str | None) -> None:
        if sentence == NO_SENTENCE:
            self.faults.add(record.at(key), "figure_in_case", found=figure)
        elif sentence is not None and not stands_in(figure, sentence):
            self.faults.add(record.at(key), "figure_not_in_text", found=figure)
