"""Facts: what an applicant can be asked, and how a raw answer becomes a value.

An absent answer, ``None`` ("I don't know") and an answer with a problem are all *unknown*: the
fact is then simply not in the mapping of answers.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from py_checker.core.conditions import facts_of
from py_checker.core.errors import Problem
from py_checker.core.numerals import read_number
from py_checker.core.truth import TRUE
from py_checker.core.values import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from py_checker.core.conditions import Condition
    from py_checker.core.values import Answers, Value

FACT_TYPES = ("choice", "yes_no", "number", "date")
PROBLEM_CODES = ("unknown_question", "not_a_choice", "not_yes_no", "not_a_number", "not_a_whole_number",
                 "too_many_decimals", "too_small", "too_large", "not_a_date",
                 "too_early", "too_late", "conflict")  # fmt: skip

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_LONGEST_ECHO = 60


class Fact(NamedTuple):
    """A question's answer, typed.

    ``minimum`` and ``maximum`` are inclusive, in ``unit`` for a number and dates for a date;
    ``decimals`` is how many digits may follow the point. ``changeable`` says whether an applicant can
    legitimately change the fact: ``now`` (before submitting), ``next_edition`` (it lies in the past
    year), or not at all (empty).
    """

    id: str
    type: str
    choices: tuple[str, ...] = ()
    unit: str = ""
    minimum: Decimal | date | None = None
    maximum: Decimal | date | None = None
    decimals: int = 0
    changeable: str = ""


class Consistency(NamedTuple):
    """A law between answers: ``never`` is true of no applicant. ``at`` is the question that tells of a breach."""

    id: str
    never: Condition
    at: str

    def is_broken(self, answers: Answers) -> bool:
        """Return whether the known answers contradict each other, whatever the others will be."""
        return self.never.evaluate(answers).truth is TRUE


def parse_answer(fact: Fact, raw: Any) -> Value | Problem:  # noqa: ANN401 - raw JSON from outside
    """Return the value of a raw (JSON) answer to ``fact``, or the problem with it. Never raises."""
    if fact.type == "choice":
        return raw if isinstance(raw, str) and raw in fact.choices else _problem(fact, "not_a_choice", raw)
    if fact.type == "yes_no":
        return raw if isinstance(raw, bool) else _problem(fact, "not_yes_no", raw)
    return _parse_number(fact, raw) if fact.type == "number" else _parse_date(fact, raw)


def parse_answers(
    facts: Mapping[str, Fact], laws: tuple[Consistency, ...], raw: Mapping[str, Any]
) -> tuple[dict[str, Value], list[Problem]]:
    """Return the usable answers and every problem with the others."""
    answers: dict[str, Value] = {}
    problems: list[Problem] = []
    for fact_id, value in raw.items():
        if fact_id not in facts:
            problems.append(Problem(fact=fact_id[:_LONGEST_ECHO], code="unknown_question", detail={}))
        elif value is not None:
            parsed = parse_answer(facts[fact_id], value)
            if isinstance(parsed, Problem):
                problems.append(parsed)
            else:
                answers[fact_id] = parsed
    return _without_conflicts(laws, answers, problems)


def _without_conflicts(
    laws: tuple[Consistency, ...], answers: dict[str, Value], problems: list[Problem]
) -> tuple[dict[str, Value], list[Problem]]:
    """Take all answers of every broken law out, so that no verdict rests on nonsense."""
    broken: set[str] = set()
    for law in laws:
        if law.is_broken(answers):
            said = {fact: plain(answers.get(fact)) for fact in facts_of(law.never)}
            given = {fact: value for fact, value in said.items() if value is not None}
            problems.append(Problem(fact=law.at, code="conflict", detail={"law": law.id, **given}))
            broken |= given.keys()
    return {fact: value for fact, value in answers.items() if fact not in broken}, problems


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
    if isinstance(raw, int) and not isinstance(raw, bool) and raw.bit_length() > 4 * _LONGEST_ECHO:
        return "1e99" if raw > 0 else "-1e99"
    return str(raw)[:_LONGEST_ECHO]
