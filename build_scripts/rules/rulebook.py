"""Writes an edition's rules as the JSON that ``py_checker.core.rulebook`` reads: ids and figures, no prose."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from build_scripts.rules.preparation import preparation
from py_checker.core.rulebook import (
    AMOUNT,
    FORMAT,
    IN_PRINCIPLE,
    JUDGED,
    PREFERRED,
    REQUIRED,
    VERSION,
    Rulebook,
    condition_to,
)

if TYPE_CHECKING:
    from build_scripts.content.documents import Clause, Doubt, Exempts
    from build_scripts.content.edition import Edition
    from py_checker.core.facts import Fact


HASH_DIGITS = 12


def rulebook_json(edition: Edition) -> str:
    """Return the rulebook of an edition."""
    wanted = {clause.id for track in edition.tracks for clause in track.clauses if _has_a_say(clause)}
    clauses = [clause for clause in edition.clauses.values() if clause.id in wanted]
    data = {
        "format": FORMAT,
        "version": VERSION,
        "edition": edition.id,
        "reference_date": edition.reference_date.isoformat(),
        "facts": [_fact(question.fact) for question in edition.asked()],
        "consistency": [{"id": law.id, "never": condition_to(law.never), "at": law.at} for law in edition.laws],
        "clauses": [_clause(clause) for clause in clauses],
        "readings": [
            {"id": reading.id, "options": [option.id for option in reading.options]} for reading in edition.readings
        ],
        "exemptions": [
            {
                "source": clause.id,
                "target": target,
                "when": condition_to(clause.exempts.when),
                "certainty": clause.exempts.certainty,
                **_shared(clause.exempts),
            }
            for clause in edition.clauses.values()
            if clause.exempts
            for target in clause.exempts.targets
        ],
        "tracks": [
            {"id": track.id, "status": track.type.status, "clauses": [c.id for c in track.clauses if c.id in wanted]}
            for track in edition.tracks
        ],
        "preparation": preparation(edition),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def rulebook(edition: Edition) -> Rulebook:
    """Return the rules of an edition as the checker reads them: the very ones that the site ships."""
    return Rulebook.from_json(rulebook_json(edition))


def content_hash(edition: Edition) -> str:
    """Return the first hex digits of SHA-256 over ``rulebook.json``: the content of an edition."""
    return hashlib.sha256(rulebook_json(edition).encode()).hexdigest()[:HASH_DIGITS]


def _has_a_say(clause: Clause) -> bool:
    """Whether the checker must know the clause: it tests, frees from another, or is left to people."""
    if clause.exempts is not None:
        return True
    return clause.kind in (REQUIRED, IN_PRINCIPLE, JUDGED) or (
        clause.kind in (PREFERRED, AMOUNT) and clause.check is not None
    )


def _fact(fact: Fact) -> dict[str, Any]:
    data: dict[str, Any] = {"id": fact.id, "type": fact.type}
    if fact.choices:
        data["choices"] = fact.choices
    if fact.unit:
        data |= {"unit": fact.unit, "decimals": fact.decimals}
    if fact.changeable:
        data["changeable"] = fact.changeable
    if fact.advised:
        data["advised"] = fact.advised
    for name in ("minimum", "maximum"):
        if getattr(fact, name) is not None:
            data[name] = str(getattr(fact, name))
    return data


def _clause(clause: Clause) -> dict[str, Any]:
    data: dict[str, Any] = {"id": clause.id, "kind": clause.kind}
    if clause.applies_when:
        data["applies_when"] = condition_to(clause.applies_when)
    if clause.check:
        data["check"] = condition_to(clause.check)
    if clause.doubtful:
        data["doubtful_when"] = condition_to(clause.doubtful.when)
        data |= _shared(clause.doubtful)
    return data


def _shared(rule: Doubt | Exempts) -> dict[str, str]:
    return {"reading": rule.reading.id, "under": rule.under} if rule.reading else {}
