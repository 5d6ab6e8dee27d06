"""The operands of tests: choices, figures in the fact's unit, days, years, other facts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from build_scripts.operators.operator import Operand
from build_scripts.source.figures import AGE_UNIT, FACTORS, first_day, number_and_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from build_scripts.operators.surroundings import ReadsConditions, SaysInWords, Written
    from py_checker.core.conditions import Condition
    from py_checker.core.facts import Fact

# ruff: noqa: ANN401, D102 - what the methods do is said in ``Operand``; a test is a tuple of whatever its slots hold

TENFOLD = 10


class Choice(Operand):
    """A choice of the fact, or true and false. Its sentences depend on it; ``in_words`` finds them."""

    types = ("choice", "yes_no")

    def read(self, written: Written, reader: ReadsConditions, key: str) -> Mapping[str, Any]:  # noqa: ARG002
        choices = written.fact.choices if written.fact else ()
        return {"value": written.record.choice(key, choices) if choices else written.record.flag(key)}

    def mistakes(self, test: Any, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Condition]]:
        for value in facts[test.fact].choices or (True, False):
            if value != test.value:
                yield f"is {_word(test.value)} → {_word(value)}", test._replace(value=value)


class Choices(Operand):
    """Some choices of the fact."""

    types = ("choice",)

    def read(self, written: Written, reader: ReadsConditions, key: str) -> Mapping[str, Any]:  # noqa: ARG002
        return {"values": written.record.choices(key, written.fact.choices if written.fact else ())}

    def words(self, test: Any, readback: SaysInWords) -> Mapping[str, Any]:
        form, choices = readback.words["figures"]["choice"], readback.choices(test.fact)
        return {"choices": readback.listed(form.format(choice=choices[value]) for value in test.values)}

    def mistakes(self, test: Any, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Condition]]:
        for value in facts[test.fact].choices:
            if value in test.values:
                rest = tuple(item for item in test.values if item != value)
                yield f"one_of without {value}", test._replace(values=rest)
            else:
                yield f"one_of with {value}", test._replace(values=(*test.values, value))


class Number(Operand):
    """A figure in the fact's unit."""

    types = ("number",)

    def read(self, written: Written, reader: ReadsConditions, key: str) -> Mapping[str, Any]:
        return {"bound": figure(written, reader, key, written.fact.unit if written.fact else "")}

    def words(self, test: Any, readback: SaysInWords) -> Mapping[str, Any]:
        return {"amount": readback.amount(test.fact, test.bound)}

    def mistakes(self, test: Any, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Condition]]:
        step = _step(facts[test.fact])
        for bound in (test.bound + step, test.bound - step, (test.bound or 1) * TENFOLD):
            yield f"{test.op} {test.bound} → {bound}", test._replace(bound=bound)


class Day(Operand):
    """A day, or the first of a month."""

    types = ("date",)

    def read(self, written: Written, reader: ReadsConditions, key: str) -> Mapping[str, Any] | None:
        found = written.record.text(key)
        day = first_day(found)
        if day is None:
            reader.faults.add(written.record.at(key), "not_a_figure", key=key, found=found)
            return None
        reader.find_in_text(written, key, found)
        return {"day": day}

    def words(self, test: Any, readback: SaysInWords) -> Mapping[str, Any]:
        return {"day": readback.day(test.day)}

    def mistakes(self, test: Any, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Condition]]:  # noqa: ARG002
        for day in near(test.day):
            yield f"{test.op} {test.day} → {day}", test._replace(day=day)


class Years(Operand):
    """An age, on the day on which the edition counts ages."""

    types = ("date",)

    def read(self, written: Written, reader: ReadsConditions, key: str) -> Mapping[str, Any]:
        return {"years": int(figure(written, reader, key, AGE_UNIT)), "on": reader.reference}

    def words(self, test: Any, readback: SaysInWords) -> Mapping[str, Any]:
        return {"years": test.years, "day": readback.day(test.on)}

    def mistakes(self, test: Any, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Condition]]:  # noqa: ARG002
        for years in (test.years + 1, test.years - 1, test.years + TENFOLD):
            yield f"{test.op} {test.years} → {years}", test._replace(years=years)


class OtherFact(Operand):
    """A second number."""

    types = ("number",)

    def read(self, written: Written, reader: ReadsConditions, key: str) -> Mapping[str, Any] | None:
        other = reader.known_fact(written.record.entries[key], key, self.types, key)
        return {"other": other.id} if other else None

    def words(self, test: Any, readback: SaysInWords) -> Mapping[str, Any]:
        return {"other": readback.label(test.other)}

    def mistakes(self, test: Any, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Condition]]:  # noqa: ARG002
        yield f"{test.op} turned round", test._replace(fact=test.other, other=test.fact)


class Shares(Operand):
    """Two numbers, and under ``at_least`` (or ``bound``) a percentage or a multiple."""

    def __init__(self, bound: str = "at_least") -> None:
        """Keep the key of the percentage."""
        self.bound = bound

    def read(self, written: Written, reader: ReadsConditions, key: str) -> Mapping[str, Any] | None:
        record = written.record
        pair = [reader.known_fact(node, key, ("number",), key) for node in record.items(key)]
        found = record.text(self.bound)
        parts = number_and_unit(found)
        if len(pair) != 2 or parts is None or parts[1] not in FACTORS:  # noqa: PLR2004 - numerator, denominator
            reader.faults.add(record.at(self.bound), "not_a_figure", key=self.bound, found=found)
            return None
        reader.find_in_text(written, self.bound, found)
        if pair[0] is None or pair[1] is None:
            return None
        return {"numerator": pair[0].id, "denominator": pair[1].id, "factor": parts[0] * FACTORS[parts[1]]}

    def words(self, test: Any, readback: SaysInWords) -> Mapping[str, Any]:
        part, whole = readback.label(test.numerator), readback.label(test.denominator)
        return {"part": part, "whole": whole, "factor": readback.factor(test.factor)}

    def mistakes(self, test: Any, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Condition]]:
        step = min(_step(facts[test.numerator]), Decimal(1).scaleb(test.factor.as_tuple().exponent))
        for factor in (test.factor + step, test.factor - step, test.factor * TENFOLD):
            yield f"{test.op} {test.factor} → {factor}", test._replace(factor=factor)
        yield f"{test.op} turned round", test._replace(numerator=test.denominator, denominator=test.numerator)


def figure(written: Written, reader: ReadsConditions, key: str, unit: str) -> Decimal:
    """Return the number of a figure in that unit; 0, with the fault noted, where it is none."""
    record = written.record
    found = record.text(key)
    if found == "0" and key == "above":
        return Decimal(0)
    parts = number_and_unit(found)
    if parts is None:
        reader.faults.add(record.at(key), "not_a_figure", key=key, found=found)
        return Decimal(0)
    if parts[1] != unit:
        fact = written.fact.id if written.fact else ""
        reader.faults.add(record.at(key), "wrong_unit", found=found, fact=fact, unit=unit)
    reader.find_in_text(written, key, found)
    return parts[0]


def near(day: date) -> tuple[date, ...]:
    """Return the days that a day is mistaken for: the next, the one before, the same a year earlier."""
    year_off = day.replace(year=day.year - 1, day=min(day.day, 28))
    return day + timedelta(days=1), day - timedelta(days=1), year_off


def _step(fact: Fact) -> Decimal:
    return Decimal(1).scaleb(-fact.decimals)


def _word(value: str | bool) -> str:  # noqa: FBT001 - an answer is true or false
    return str(value).lower()
