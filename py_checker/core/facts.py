"""Facts: what an applicant can be asked, and how a raw answer becomes a value."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from py_checker.core.errors import Problem
from py_checker.core.numerals import read_number

if TYPE_CHECKING:
    from py_checker.core.values import Value

FACT_TYPES = ("choice", "yes_no", "number", "date")
PROBLEM_CODES = ("unknown_question", "not_a_choice", "not_yes_no", "not_a_number", "not_a_whole_number",
                 "too_many_decimals", "too_small", "too_large", "not_a_date",
                 "too_early", "too_late", "conflict")  # fmt: skip

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
LONGEST_ECHO = 60


class Fact(NamedTuple):
    """A question's answer, typed.

    ``minimum`` and ``maximum`` are inclusive, in ``unit`` for a number and dates for a date;
    ``decimals`` is how many digits may follow the point. ``changeable`` says when an applicant can
    legitimately change the fact: ``now`` (before submitting), ``next_edition`` (it takes longer),
    ``another_leader`` (with another project leader), or not at all (empty). ``advised`` are the choices,
    or yes (True) and no (False), that may be advised; any number or date within the limits may be.
    """

    id: str
    type: str
    choices: tuple[str, ...] = ()
    unit: str = ""
    minimum: Decimal | date | None = None
    maximum: Decimal | date | None = None
    decimals: int = 0
    changeable: str = ""
    advised: tuple[str | bool, ...] = ()


def parse_answer(fact: Fact, raw: Any) -> Value | Problem:  # noqa: ANN401 - raw JSON from outside
    """Return the value of a raw (JSON) answer to ``fact``, or the problem with it. Never raises."""
    if fact.type == "choice":
        return raw if isinstance(raw, str) and raw in fact.choices else _problem(fact, "not_a_choice", raw)
    if fact.type == "yes_no":
        return raw if isinstance(raw, bool) else _problem(fact, "not_yes_no", raw)
    return _parse_number(fact, raw) if fact.type == "number" else _parse_date(fact, raw)


def _parse_number(fact: Fact, raw: Any) -> Decimal | Problem:  # noqa: ANN401
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return _problem(fact, "not_a_number", raw)
    number = read_number(_echo(raw), fact.unit)
    if number is None:
        return _problem(fact, "not_a_number", raw)
    if isinstance(fact.minimum, Decimal) and number < fact.minimum:
        return _problem(fact, "too_small", raw, limit=str(fact.minimum))
    if isinstance(fact.maximum, Decimal) and number > fact.maximum:
        return _problem(fact, "too_large", raw, limit=str(fact.maximum))
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > fact.decimals:
        return _too_fine(fact, raw)
    return number


def _too_fine(fact: Fact, raw: Any) -> Problem:  # noqa: ANN401
    if fact.decimals:
        return _problem(fact, "too_many_decimals", raw, limit=str(fact.decimals))
    return _problem(fact, "not_a_whole_number", raw)


def _parse_date(fact: Fact, raw: Any) -> date | Problem:  # noqa: ANN401
    match = _DATE.match(raw) if isinstance(raw, str) else None
    if match is None:
        return _problem(fact, "not_a_date", raw)
    try:
        day = date(*(int(part) for part in match.groups()))
    except ValueError:
        return _problem(fact, "not_a_date", raw)
    if isinstance(fact.minimum, date) and day < fact.minimum:
        return _problem(fact, "too_early", raw, limit=fact.minimum.isoformat())
    if isinstance(fact.maximum, date) and day > fact.maximum:
        return _problem(fact, "too_late", raw, limit=fact.maximum.isoformat())
    return day


def _problem(fact: Fact, code: str, raw: Any, **detail: str) -> Problem:  # noqa: ANN401
    return Problem(fact=fact.id, code=code, detail={"found": _echo(raw), **detail})


def _echo(raw: Any) -> str:  # noqa: ANN401
    """Return ``raw`` as a short text that a message can quote. A huge int is not spelled out."""
    if isinstance(raw, int) and not isinstance(raw, bool) and raw.bit_length() > 4 * LONGEST_ECHO:
        return "1e99" if raw > 0 else "-1e99"
    return str(raw)[:LONGEST_ECHO]
