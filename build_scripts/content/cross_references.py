"""Cross references: every id that the data names exists, every quotation stands where it says, no id twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.content.needs import preparation_rules
from build_scripts.source.figures import normalised, stands_in
from build_scripts.source.record import hint
from py_checker.core.conditions import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_scripts.content.documents import Clause, Section
    from build_scripts.content.edition import Edition, Question
    from build_scripts.content.edition_lists import EditionReader
    from build_scripts.source.faults import FaultList, Place


def unique_clauses(sections: Iterable[Section], faults: FaultList) -> dict[str, Clause]:
    """Return every clause (headings and labels too) by id, in published order; note ids used twice."""
    clauses: dict[str, Clause] = {}
    for top in sections:
        for section in top.walk():
            for clause in section.own_clauses():
                if clause.id in clauses:
                    faults.add(clause.place, "duplicate_id", found=clause.id, first=str(clauses[clause.id].place))
                clauses.setdefault(clause.id, clause)
    return clauses


def check_clauses(clauses: dict[str, Clause], sections: dict[str, Section], faults: FaultList) -> None:
    """Note every unknown id in applies_to, exempts and plan."""
    for clause in clauses.values():
        for target in clause.exempts.targets if clause.exempts else ():
            _known(target, "exempts", clause.place, clauses, faults)
        for target in clause.applies_to:
            _known(target, "applies_to", clause.place, sections, faults)
    for section in sections.values():
        if section.plan:
            plans = [other.id for other in sections.values() if other.level == "plan"]
            _known(section.plan, "plan", section.heading.place, plans, faults)


def check_edition(
    edition: EditionReader, clauses: dict[str, Clause], sections: dict[str, Section], faults: FaultList
) -> None:
    """Note every unknown id in edition.yml, every quotation that its clause does not hold, every id used twice."""
    for key, found, place in edition.references:
        _known(found, key, place, sections if key == "applies_to" else clauses, faults)
    for quotation in edition.quotations:
        clause = clauses.get(quotation.clause)
        if clause is None or not quotation.words:
            continue
        holds = stands_in if quotation.figure else _contains
        if not holds(quotation.words, clause.text.zh):
            faults.add(quotation.place, "not_in_text", found=quotation.words, clause=clause.id)
    seen: dict[tuple[str, str], Place] = {}
    for group, found, place in edition.places:
        if (group, found) in seen:
            faults.add(place, "duplicate_id", found=found, first=str(seen[group, found]))
        seen.setdefault((group, found), place)


def check_questions(
    questions: dict[str, Question], clauses: dict[str, Clause], edition: Edition, faults: FaultList
) -> None:
    """Note facts that no rule uses, and evidence clauses that do not exist."""
    used = {fact for rules in preparation_rules(edition).values() for rule in rules for fact in facts_of(rule)}
    for clause in clauses.values():
        used |= {fact for rule in clause.rules() for fact in facts_of(rule)}
    for fact, question in questions.items():
        if fact not in used:
            faults.add(question.place, "useless_fact", found=fact)
        if question.evidence_clause:
            _known(question.evidence_clause, "evidence_clause", question.place, clauses, faults)


def _contains(words: str, sentence: str) -> bool:
    return normalised(words) in normalised(sentence)


def _known(found: str, key: str, place: Place, known: Iterable[str], faults: FaultList) -> None:
    if found and found not in known:
        faults.add(place, "unknown_id", key=key, found=found, **hint(found, known))
