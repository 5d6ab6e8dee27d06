"""Which clauses concern which track: scope is inherited, notice → plan → type → direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.content.edition import Track

if TYPE_CHECKING:
    from build_scripts.content.edition import Section


def tracks_of(documents: dict[str, tuple[Section, ...]]) -> tuple[Track, ...]:
    """Return the tracks in the order of the guide, each with all clauses in its scope, narrow ones last."""
    plans = {section.id: section for section in documents["guide"] if section.level == "plan"}
    notice = [clause for top in documents["notice"] for section in top.walk() for clause in section.own_clauses()]
    tracks = []
    for kind in documents["guide"]:
        if kind.level != "type":
            continue
        plan = plans[kind.plan or ""]
        for direction in kind.sections or (None,):
            places = {plan.id, kind.id} | ({direction.id} if direction else set())
            wide = [clause for clause in notice if not clause.applies_to or places & set(clause.applies_to)]
            sections = [plan, kind, *([direction] if direction else [])]
            own = [clause for section in sections for clause in section.own_clauses()]
            narrow = [clause for clause in own if not clause.applies_to or places & set(clause.applies_to)]
            tracks.append(
                Track(
                    id=(direction or kind).id,
                    plan=plan,
                    type=kind,
                    direction=direction,
                    clauses=tuple(narrow + wide),
                )
            )
    return tuple(tracks)
