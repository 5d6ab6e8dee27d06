"""The operands of what joins conditions: conditions again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from build_scripts.operators.operator import Operand
from py_checker.core import conditions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from build_scripts.operators.surroundings import ReadsConditions, Written
    from py_checker.core.conditions import Condition
    from py_checker.core.facts import Fact

# ruff: noqa: ANN401, ARG002, D102 - what the methods do is said in ``Operand``

_EXCHANGED: dict[type, type[conditions.All | conditions.Any]] = {
    conditions.All: conditions.Any,
    conditions.Any: conditions.All,
}


class Parts(Operand):
    """A list of conditions; a single one is the same in every list."""

    def read(self, written: Written, reader: ReadsConditions, key: str) -> Mapping[str, Any]:
        return {"operands": tuple(reader.read(part, written.sentence) for part in written.record.items(key))}

    def mistakes(self, test: Any, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Condition]]:
        if len(test.operands) == 1:
            return
        yield from self.exchanges(test)
        for number in range(len(test.operands)):
            yield f"without {number}", test._replace(operands=test.operands[:number] + test.operands[number + 1 :])

    def exchanges(self, test: Any) -> Iterator[tuple[str, Condition]]:
        """Yield all for any, and the reverse."""
        other = _EXCHANGED[type(test)](test.operands)
        yield f"{test.op} → {other.op}", other


class Quorum(Parts):
    """A list of conditions, and under ``at_least`` how many of them have to hold."""

    def read(self, written: Written, reader: ReadsConditions, key: str) -> Mapping[str, Any]:
        return {**super().read(written, reader, key), "wanted": int(written.record.number("at_least"))}

    def exchanges(self, test: Any) -> Iterator[tuple[str, Condition]]:
        """Yield one more and one less of them."""
        for wanted in (test.wanted + 1, test.wanted - 1):
            yield f"{test.op} {test.wanted} → {wanted}", test._replace(wanted=wanted)


class Denied(Operand):
    """One condition, which must not hold."""

    def read(self, written: Written, reader: ReadsConditions, key: str) -> Mapping[str, Any]:
        return {"operand": reader.read(written.record.entries[key], written.sentence)}

    def mistakes(self, test: Any, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Condition]]:
        yield "not dropped", test.operand


class Premise(Operand):
    """Two conditions; the second stands under ``then``."""

    def read(self, written: Written, reader: ReadsConditions, key: str) -> Mapping[str, Any]:
        premise, conclusion = (reader.read(written.record.entries[part], written.sentence) for part in (key, "then"))
        return {"premise": premise, "conclusion": conclusion}

    def mistakes(self, test: Any, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Condition]]:
        yield "if dropped", test.conclusion
        yield "if and then exchanged", test._replace(premise=test.conclusion, conclusion=test.premise)
