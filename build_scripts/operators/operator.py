"""What the build knows of an operator: how it is written in YAML, read back in words, mistaken for another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from py_checker.core.conditions import All

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import z3

    from build_scripts.assurance.proofs.encoding import Encoding
    from build_scripts.content.conditions import ConditionReader
    from build_scripts.rules.in_words import Readback
    from build_scripts.source.record import Record
    from py_checker.core.conditions import Condition
    from py_checker.core.facts import Answers, Fact

    Side: TypeAlias = Callable[[Answers], bool]

STAND_IN = All(())


@dataclass(frozen=True, slots=True)
class Written:
    """Where a condition is read: its record, the Chinese that must hold its figures, the fact that it tests."""

    record: Record
    sentence: str | None
    fact: Fact | None


class Operand(Protocol):
    """What follows a key of the YAML form, and fills slots of the condition."""

    types: tuple[str, ...] = ()  # that a fact tested against it can have

    def read(self, written: Written, reader: ConditionReader, key: str) -> Mapping[str, Any] | None:
        """Return the slots; None (with the fault noted) where there are none."""

    def words(self, test: Any, readback: Readback) -> Mapping[str, Any]:  # noqa: ANN401, ARG002 - slots
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
    encode: Callable[[Any, Encoding], z3.BoolRef] | None = None
    sides: Callable[[Any, Mapping[str, Fact]], tuple[Side, Side]] | None = None

    def read(self, record: Record, reader: ConditionReader, sentence: str | None) -> Condition:
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

    def words(self, test: Any, readback: Readback) -> dict[str, Any]:  # noqa: ANN401 - of ``kind``
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
