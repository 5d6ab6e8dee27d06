"""Reads the rules beside a sentence: the closed vocabulary of ``py_checker.core.conditions``, as YAML.

A figure in a rule must stand in the clause's own Chinese (only ``above: 0`` says what 须有 says
without one), so that an edited text can never leave a stale rule behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.operators import vocabulary
from build_scripts.operators.operator import STAND_IN
from build_scripts.source.figures import stands_in
from build_scripts.source.record import Record, expect, hint
from build_scripts.source.yaml_file import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping as Map
    from datetime import date

    from build_scripts.operators.surroundings import Written
    from build_scripts.source.faults import FaultList
    from build_scripts.source.yaml_file import Node
    from py_checker.core.conditions import Condition
    from py_checker.core.facts import Fact

__all__ = ["NO_SENTENCE", "STAND_IN", "ConditionReader"]

_TYPES = {"choice": "选择题", "yes_no": "是非题", "number": "数字", "date": "日期"}
NO_SENTENCE = ""


class ConditionReader:
    """Reads conditions; ``reference`` is the day on which ages are counted."""

    def __init__(self, facts: Map[str, Fact], reference: date, faults: FaultList) -> None:
        """Keep what every condition of an edition needs."""
        self.facts = facts
        self.reference = reference
        self.faults = faults

    def read(self, node: Node, sentence: str | None) -> Condition:
        """Return the condition that a node words.

        ``sentence`` is the Chinese that must hold its figures; None where they rest on no sentence,
        ``NO_SENTENCE`` where none are allowed.
        """
        if not expect(node, Mapping, "check", self.faults):
            return STAND_IN
        allowed = vocabulary.keys()
        record = Record(node, self.faults, allowed, "check")
        keys = tuple(record.entries)
        if not set(keys) <= set(allowed):
            return STAND_IN
        for operator in vocabulary.OPERATORS:
            if keys == tuple(operator.form):
                return operator.read(record, self, sentence)
        self.faults.add(record.place, "bad_condition", allowed=vocabulary.forms())
        return STAND_IN

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

    def find_in_text(self, written: Written, key: str, figure: str) -> None:
        """Note the fault where a figure does not stand in the sentence."""
        if written.sentence == NO_SENTENCE:
            self.faults.add(written.record.at(key), "figure_in_case", found=figure)
        elif written.sentence is not None and not stands_in(figure, written.sentence):
            self.faults.add(written.record.at(key), "figure_not_in_text", found=figure)
