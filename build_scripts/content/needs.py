"""Cases in which something of an edition counts for an applicant: a material, a recommender, a grant.

Also the rules of a clause that look at several planned applications together (``across``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.content.conditions import NO_SENTENCE
from build_scripts.content.documents import Across
from build_scripts.content.edition import Case
from build_scripts.source.figures import number_and_unit, stands_in
from py_checker.core.conditions import facts_of
from py_checker.core.rulebook import AMOUNT, IN_PRINCIPLE, REQUIRED
from py_checker.preparation.portfolio import DIFFERENCES, LIKENESSES

if TYPE_CHECKING:
    from build_scripts.content.conditions import ConditionReader
    from build_scripts.content.edition import Edition
    from build_scripts.source.record import Record
    from py_checker.core.conditions import Condition

COUNTED = "个"


def read_cases(item: Record, key: str, conditions: ConditionReader | None, *, noted: bool = False) -> tuple[Case, ...]:
    """Return the cases under ``key`` of a record, none where it is left out; ``noted`` ones need a note."""
    keys = ("applies_to", "when", "note") if noted else ("applies_to", "when")
    return tuple(
        Case(
            place=case.place,
            applies_to=case.words("applies_to", optional=True),
            when=read_condition(case, "when", conditions),
            note=case.bilingual("note") if noted else None,
        )
        for case in item.records(key, keys, optional=True)
    )


def read_condition(item: Record, key: str, conditions: ConditionReader | None) -> Condition | None:
    """Return the condition under ``key``, or None where it is left out (or facts.yml cannot be read)."""
    if not item.has(key) or conditions is None:
        return None
    return conditions.read(item.entries[key], NO_SENTENCE)  # cases state facts, not thresholds


def read_across(item: Record, sentence: str) -> Across | None:
    """Return a clause's rule about several applications; ``sentence`` is the Chinese that must hold its figure."""
    if not item.has("across"):
        return None
    inner = item.mapping("across", ("same", "different", "at_most", "doubtful"))
    most = 1
    if inner.has("at_most"):
        figure = inner.text("at_most")
        parts = number_and_unit(figure)
        if parts is None or parts[1] != COUNTED or not parts[0]:
            inner.faults.add(inner.at("at_most"), "not_a_figure", key="at_most", found=figure)
        else:
            most = int(parts[0])
            if not stands_in(figure, sentence):
                inner.faults.add(inner.at("at_most"), "figure_not_in_text", found=figure)
    return Across(
        same=inner.choices("same", LIKENESSES),
        different=inner.choices("different", DIFFERENCES),
        at_most=most,
        doubtful=inner.bilingual_or_none("doubtful"),
    )


def preparation_rules(edition: Edition) -> dict[str, list[Condition]]:
    """Return, by clause, the conditions that decide what an applicant prepares, not whether it qualifies."""
    rules: dict[str, list[Condition]] = {}
    for entry in (*edition.materials, *edition.recommenders):
        for case in (*entry.needed, *entry.unclear):
            if case.when:
                rules.setdefault(entry.clauses[0], []).append(case.when)
    for grant in edition.grants:
        if grant.when:
            rules.setdefault(grant.clause, []).append(grant.when)
    return rules


def only_preparing(edition: Edition) -> set[str]:
    """Return the facts that can never move a verdict: they say what has to be prepared, or what is a strength."""
    deciding = {
        fact
        for clause in edition.clauses.values()
        if clause.kind in (REQUIRED, IN_PRINCIPLE, AMOUNT) or clause.exempts
        for rule in clause.rules()
        for fact in facts_of(rule)
    }
    return set(edition.questions) - deciding


def clauses_of_fact(edition: Edition) -> dict[str, list[str]]:
    """Return, for each question, the clauses that need its answer: to decide, or to say what has to be prepared."""
    prepared = preparation_rules(edition)
    asked = {
        clause.id: {fact for rule in (*clause.rules(), *prepared.get(clause.id, ())) for fact in facts_of(rule)}
        for clause in edition.clauses.values()
    }
    return {fact: [clause for clause, facts in asked.items() if fact in facts] for fact in edition.questions}
