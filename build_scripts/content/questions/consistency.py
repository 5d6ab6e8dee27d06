"""Reads the laws between answers (``consistency`` in facts.yml): what no applicant can answer together.

Two forms: ``at_most: [lesser, greater]`` between two numbers, and ``never``, a condition in the
vocabulary of the checks, with the question (``at``) that shows the message. Both become one ``Law``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.content.conditions import STAND_IN
from build_scripts.content.edition import Law
from build_scripts.content.questions.facts import FILE_KEYS
from build_scripts.source.record import Record, hint, placeholders
from build_scripts.source.text import LANGUAGES
from build_scripts.source.yaml_file import Mapping
from py_checker.core import conditions as checks

if TYPE_CHECKING:
    from build_scripts.content.conditions import ConditionReader
    from build_scripts.source.faults import FaultList
    from build_scripts.source.yaml_file import Node

_KEYS = ("id", "at_most", "never", "at", "message")
_AT_MOST_KEYS = ("id", "at_most", "message")


def read_laws(node: Node, conditions: ConditionReader, faults: FaultList) -> tuple[Law, ...]:
    """Return the laws between answers, in the order of the file."""
    laws: dict[str, Law] = {}
    for entry in Record(node, faults, FILE_KEYS, "facts.yml").items("consistency", optional=True):
        bounded = isinstance(entry, Mapping) and "at_most" in entry.entries
        item = Record(entry, faults, _AT_MOST_KEYS if bounded else _KEYS, "consistency")
        law = _law(item, conditions, bounded=bounded)
        if law.id in laws:
            faults.add(item.at("id"), "duplicate_id", found=law.id, first=str(laws[law.id].place))
        laws[law.id] = law
    return tuple(laws.values())


def _law(item: Record, conditions: ConditionReader, *, bounded: bool) -> Law:
    never = _too_much(item, conditions) if bounded else _never(item, conditions)
    facts = checks.facts_of(never)
    law = Law(
        id=item.id(),
        never=never,
        at=facts[-1] if bounded and facts else item.choice("at", facts) if facts else "",
        message=item.bilingual("message"),
        place=item.at("id"),
    )
    numbers = [fact for fact in facts if conditions.facts[fact].type == "number"]
    for name in dict.fromkeys(name for lang in LANGUAGES for name in placeholders(law.message.of(lang))):
        if facts and name not in numbers:
            words = {"allowed": ", ".join(numbers) or "-", **hint(name, numbers)}
            item.faults.add(item.at("message"), "foreign_placeholder", key="message", found=f"{{{name}}}", **words)
    return law


def _never(item: Record, conditions: ConditionReader) -> checks.Condition:
    node = item.node("never")
    return conditions.read(node, None) if node else STAND_IN


def _too_much(item: Record, conditions: ConditionReader) -> checks.Condition:
    """Return the condition that the greater number is below the lesser one."""
    nodes = item.items("at_most")
    if len(nodes) != 2:  # noqa: PLR2004 - a lesser and a greater one
        words = {"wanted_zh": "两个问题的编号", "wanted": "the ids of two questions"}
        found = {"found_zh": f"{len(nodes)}项", "found": str(len(nodes))}
        item.faults.add(item.at("at_most"), "wrong_type", key="at_most", **words, **found)
        return STAND_IN
    lesser, greater = (conditions.known_fact(node, "at_most", ("number",), "at_most") for node in nodes)
    return checks.BelowFact(greater.id, lesser.id) if lesser and greater else STAND_IN
