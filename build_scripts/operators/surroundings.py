"""What an operator asks of those who use it: of the reader of conditions, and of the read-back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from build_scripts.source.faults import FaultList
    from build_scripts.source.record import Record
    from build_scripts.source.yaml_file import Node
    from py_checker.core.conditions import Condition
    from py_checker.core.facts import Fact


@dataclass(frozen=True, slots=True)
class Written:
    """Where a condition is read: its record, the Chinese that must hold its figures, the fact that it tests."""

    record: Record
    sentence: str | None
    fact: Fact | None


class ReadsConditions(Protocol):
    """Reads YAML into conditions, and notes faults: ``content.conditions``."""

    faults: FaultList
    reference: date

    def read(self, node: Node, sentence: str | None) -> Condition:
        """Return the condition of a node; its figures must stand in ``sentence``."""

    def known_fact(self, node: Node, key: str, wanted: tuple[str, ...], test: str) -> Fact | None:
        """Return the fact that a node names, of one of the ``wanted`` types; None with the fault noted."""

    def find_in_text(self, written: Written, key: str, figure: str) -> None:
        """Note a figure that the sentence does not hold."""


class SaysInWords(Protocol):
    """Says facts and figures in one language: ``rules.in_words``."""

    words: Any

    def label(self, fact: str) -> str:
        """Return what a fact is called."""

    def choices(self, fact: str) -> dict[str, str]:
        """Return the names of a fact's choices."""

    def listed(self, names: Iterable[str]) -> str:
        """Return several names as one phrase."""

    def amount(self, fact: str, bound: Decimal) -> str:
        """Return a number in the fact's unit."""

    def factor(self, factor: Decimal) -> str:
        """Return a share or a multiple."""

    def day(self, day: date) -> str:
        """Return a date."""
