"""What the build knows of an operator: how it is written in YAML, read back in words, mistaken for another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from build_scripts.operators.surroundings import Written
from py_checker.core.conditions import All

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import z3

    from build_scripts.operators.surroundings import ReadsConditions, SaysInWords
    from build_scripts.source.record import Record
    from py_checker.core.conditions import Condition
    from py_checker.core.facts import Fact
    from py_checker.core.values import Answers

    Side: TypeAlias = Callable[[Answers], bool]

STAND_IN = All(())


class Operand(Protocol):
    """What follows a key of the YAML form, and fills slots of the condition."""

    types: tuple[str, ...] = ()  # that a fact tested against it can have

    def read(self, written: Written, reader: ReadsConditions, key: str) -> Mapping[str, Any] | None:
        """Return the slots; None (with the fault noted) where there are none."""

    def words(self, test: Any, readback: SaysInWords) -> Mapping[str, Any]:  # noqa: ANN401, ARG002 - slots
        """Return what a sentence of the read-back can name."""
        return {}

    def mistakes(self, test: Any, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Condition]]:  # noqa: ANN401
        """Yield the condition with another operand, plausibly mistaken."""


@dataclass(frozen=True, kw_only=True)
class Operator:
    """One operator: the ``kind`` of conditions it makes, and its YAML ``form``.

    A key without an operand is read by an operand before it; ``fact`` always names the fact that is tested.
    ``sentence`` (where it is not called as the operator is) and ``opposite`` are its words and those of its
    negation in ``interface/rules.yml``; ``mistaken_for`` are operators with the same slots. A test of another family
    than those of ``py_checker.core.comparisons`` also says how it is stated for the solver (``encode``), and how
    answers are known that stand right at its bound, on either side (``sides``).
    """

    kind: type[Condition]
    form: Mapping[str, Operand | None]
    sentence: str = ""
    opposite: str = ""
    mistaken_for: tuple[type[Condition], ...] = ()
    encode: Callable[[Any, Any], z3.BoolRef] | None = None  # given the ``Encoding`` of assurance.proofs
    sides: Callable[[Any, Mapping[str, Fact]], tuple[Side, Side]] | None = None

    def read(self, record: Record, reader: ReadsConditions, sentence: str | None) -> Condition:
        """Return the condition of a record that has the keys of the form; a stand-in where a fault was noted."""
        slots: dict[str, Any] = {}
        fact = None
        operands = {key: operand for key, operand in self.form.items() if operand}
        if "fact" in self.form:
            (key, operand), *_ = operands.items()
            fact = reader.known_fact(record.entries["fact"], "fact", operand.types, key)
            if fact is None:
                return STAND_IN
            slots["fact"] = fact.id
        written = Written(record, sentence, fact)
        for key, operand in operands.items():
            found = operand.read(written, reader, key)
            if found is None:
                return STAND_IN
            slots |= found
        return self.kind(**slots)

    def words(self, test: Any, readback: SaysInWords) -> dict[str, Any]:  # noqa: ANN401 - of ``kind``
        """Return what its sentence of the read-back can name."""
        words = {"fact": readback.label(test.fact)} if "fact" in self.form else {}
        for operand in filter(None, self.form.values()):
            words |= operand.words(test, readback)
        return words

    def mistakes(self, test: Any, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Condition]]:  # noqa: ANN401
        """Yield what the condition can be mistaken for, each with the change in words."""
        for operand in filter(None, self.form.values()):
            yield from operand.mistakes(test, facts)
        for kind in self.mistaken_for:
            other: Any = kind
            exchanged = other(*test[:-1])
            yield f"{test.op} → {exchanged.op}", exchanged
