"""The rulebook: one edition's facts, clauses and tracks, as the build writes it to JSON.

``Rulebook.from_json`` reads the file that ``build_scripts.rules.rulebook`` writes. It holds ids,
figures and conditions; no prose. The same file serves CPython and the browser.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from py_checker.core import conditions
from py_checker.core.answers import Consistency
from py_checker.core.errors import CheckerError
from py_checker.core.facts import Fact

FORMAT = "baise-rulebook"
VERSION = 1

REQUIRED, IN_PRINCIPLE, PREFERRED, JUDGED = "required", "in_principle", "preferred", "judged"
OBLIGATION, AMOUNT = "obligation", "amount"
KINDS = (REQUIRED, IN_PRINCIPLE, AMOUNT, PREFERRED, JUDGED, OBLIGATION, "procedure", "exception", "informative")
PLAIN, DOUBTFUL = "plain", "doubtful"
CERTAINTIES = (PLAIN, DOUBTFUL)
OPEN, ANNOUNCED_SEPARATELY = "open", "announced_separately"


class Reading(NamedTuple):
    """A word that the text leaves open, and the ``options`` of which one must be meant, the same in all clauses."""

    id: str
    options: tuple[str, ...]


class Exemption(NamedTuple):
    """``source`` frees from ``target`` where ``when`` holds.

    ``certainty`` plain: ``target`` then does not apply. doubtful: the text can be read otherwise,
    so failing ``target`` then makes the verdict conditional. With a ``reading`` it frees where the
    word means ``under``, and not where it means another of the options.
    """

    source: str
    target: str
    when: conditions.Condition
    certainty: str
    reading: str | None = None
    under: str | None = None


class Clause(NamedTuple):
    """What the checker needs of a clause: its kind, whom it concerns, what it tests, where it is doubtful.

    With a ``reading`` the clause is broken where ``doubtful_when`` holds and the word means ``under``.
    """

    id: str
    kind: str
    applies_when: conditions.Condition | None = None
    check: conditions.Condition | None = None
    doubtful_when: conditions.Condition | None = None
    reading: str | None = None
    under: str | None = None


class Track(NamedTuple):
    """What one can apply for: a direction, or a project type without directions.

    ``clauses`` are the ids of all clauses in its scope that test, or leave to judgement.
    """

    id: str
    status: str
    clauses: tuple[str, ...]


class Rulebook(NamedTuple):
    """All rules of one edition. ``reference_date`` stands in for today wherever an age is counted.

    ``preparation`` is read by ``preparation.needs.Preparer``, once somebody asks what to prepare.
    """

    edition: str
    reference_date: date
    facts: dict[str, Fact]
    consistency: tuple[Consistency, ...]
    clauses: dict[str, Clause]
    readings: dict[str, Reading]
    exemptions: tuple[Exemption, ...]
    tracks: tuple[Track, ...]
    preparation: dict[str, Any]

    @classmethod
    def from_json(cls, text: str) -> Rulebook:
        """Read a rulebook. Raises ``CheckerError`` (``bad_rulebook``) where it is not one."""
        try:
            data = json.loads(text)
            if data["format"] != FORMAT or data["version"] != VERSION:
                raise CheckerError("bad_rulebook", found=f"{data['format']} {data['version']}")
            return _rulebook(data)
        except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
            raise CheckerError("bad_rulebook", found=f"{type(error).__name__}: {error}") from error


def _rulebook(data: dict[str, Any]) -> Rulebook:
    reference = date.fromisoformat(data["reference_date"])
    clauses = [
        Clause(
            id=item["id"],
            kind=item["kind"],
            applies_when=condition_from(item.get("applies_when"), reference),
            check=condition_from(item.get("check"), reference),
            doubtful_when=condition_from(item.get("doubtful_when"), reference),
            reading=item.get("reading"),
            under=item.get("under"),
        )
        for item in data["clauses"]
    ]
    facts = [_fact(item) for item in data["facts"]]
    return Rulebook(
        edition=data["edition"],
        reference_date=reference,
        facts={fact.id: fact for fact in facts},
        consistency=tuple(
            Consistency(**(item | {"never": condition_from(item["never"], reference)})) for item in data["consistency"]
        ),
        clauses={clause.id: clause for clause in clauses},
        readings={item["id"]: Reading(id=item["id"], options=tuple(item["options"])) for item in data["readings"]},
        exemptions=tuple(
            Exemption(**(item | {"when": condition_from(item["when"], reference)})) for item in data["exemptions"]
        ),
        tracks=tuple(
            Track(id=item["id"], status=item["status"], clauses=tuple(item["clauses"])) for item in data["tracks"]
        ),
        preparation=data["preparation"],
    )


def _fact(item: dict[str, Any]) -> Fact:
    bound = date.fromisoformat if item["type"] == "date" else Decimal
    limits = {name: bound(item[name]) for name in ("minimum", "maximum") if name in item}
    return Fact(
        id=item["id"],
        type=item["type"],
        choices=tuple(item.get("choices", ())),
        unit=item.get("unit", ""),
        decimals=item.get("decimals", 0),
        changeable=item.get("changeable", ""),
        advised=tuple(item.get("advised", ())),
        **limits,
    )


def condition_from(data: dict[str, Any] | None, reference: date) -> conditions.Condition | None:
    """Return the condition of its JSON form (see ``condition_to``), or None for None.

    Raises ``KeyError`` or ``TypeError`` for what is no condition; ``from_json`` reports them.
    """
    if data is None:
        return None
    slots = {name: value for name, value in data.items() if name != "op"}
    for name in ("operand", "premise", "conclusion"):
        if name in slots:
            slots[name] = condition_from(slots[name], reference)
    if "operands" in slots:
        slots["operands"] = tuple(condition_from(part, reference) for part in slots["operands"])
    kind = conditions.VOCABULARY[data["op"]]
    if issubclass(kind, conditions.Comparison):
        slots |= {name: read(slots[name]) for name, read in kind.from_json.items()}
    if "on" in kind._fields:
        slots["on"] = reference
    return kind(**slots)


def condition_to(condition: conditions.Condition) -> dict[str, Any]:
    """Return the JSON form of a condition: its ``op`` and its slots, figures as text."""
    data: dict[str, Any] = {"op": condition.op}
    for name in condition._fields:
        value = getattr(condition, name)
        if name == "on":  # the reference date, which the rulebook holds once
            continue
        if conditions.is_condition(value):
            value = condition_to(value)
        elif isinstance(value, tuple):
            value = [condition_to(part) if conditions.is_condition(part) else part for part in value]
        elif isinstance(value, Decimal | date):
            value = str(value)
        data[name] = value
    return data
