"""Writes the rulebook's ``preparation`` part: what an applicant prepares, and rules about several applications.

``py_checker.preparation.needs`` and ``py_checker.preparation.portfolio`` read it. Scopes (plans, types, directions)
become the tracks under them, so that the checker needs to know of tracks alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from build_scripts.content import roles
from build_scripts.content.ranges import bound
from py_checker.core.rulebook import ANNOUNCED_SEPARATELY, OBLIGATION, condition_to

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from build_scripts.content.documents import Across, Clause
    from build_scripts.content.edition import Case, Edition, Entry, Grant
    from build_scripts.source.text import Text
    from py_checker.core.conditions import Condition


def preparation(edition: Edition) -> dict[str, Any]:
    """Return the part as plain data."""
    asked = roles.question(edition, roles.AMOUNT_ASKED)
    return {
        "asked": asked.fact.id if asked else None,
        "types": {track.id: track.type.id for track in edition.tracks},
        "grants": [_grant(grant, edition) for grant in edition.grants],
        "duties": [
            {"clause": clause.id, **_tracks_of(clause, edition), **_when(clause.applies_when)}
            for clause in edition.clauses.values()
            if clause.kind == OBLIGATION
        ],
        "materials": [_entry(entry, "materials", edition) for entry in edition.materials],
        "recommenders": [_entry(entry, "recommenders", edition) for entry in edition.recommenders],
        "across": [_across(clause, clause.across, edition) for clause in edition.clauses.values() if clause.across],
    }


def notes(edition: Edition) -> Iterator[tuple[str, Text]]:
    """Yield the id and the words of every note that says why something is unclear."""
    for group in ("materials", "recommenders"):
        for entry in getattr(edition, group):
            for number, case in enumerate(entry.unclear):
                if case.note:
                    yield _note_id(group, entry, number), case.note


def _note_id(group: str, entry: Entry, number: int) -> str:
    return f"{group}-{entry.id}-{number}"


def _entry(entry: Entry, group: str, edition: Edition) -> dict[str, Any]:
    return {
        "id": entry.id,
        "needed": [_case(case, edition) for case in entry.needed],
        "unclear": [
            _case(case, edition) | {"note": _note_id(group, entry, number)} for number, case in enumerate(entry.unclear)
        ],
    }


def _case(case: Case, edition: Edition) -> dict[str, Any]:
    tracks = _tracks(_tracks_under(case.applies_to, edition), edition) if case.applies_to else {}
    return tracks | _when(case.when)


def _grant(grant: Grant, edition: Edition) -> dict[str, Any]:
    bounds = {"at_least": bound(grant.at_least), "at_most": bound(grant.at_most)}
    amounts = {key: str(number) for key, number in bounds.items() if number is not None}
    opened = [track.id for track in edition.tracks if track.type.status != ANNOUNCED_SEPARATELY]
    tracks = [track for track in _tracks_under(grant.applies_to, edition) if track in opened]
    return {"id": grant.id, "clause": grant.clause, "tracks": tracks, **amounts, **_when(grant.when)}


def _across(clause: Clause, rule: Across, edition: Edition) -> dict[str, Any]:
    return {
        "clause": clause.id,
        "kind": clause.kind,
        **_tracks_of(clause, edition),
        "same": rule.same,
        "different": rule.different,
        "at_most": rule.at_most,
        "doubtful": rule.doubtful is not None,
    }


def _when(condition: Condition | None) -> dict[str, Any]:
    return {"when": condition_to(condition)} if condition else {}


def _tracks_of(clause: Clause, edition: Edition) -> dict[str, Any]:
    return _tracks([track.id for track in edition.tracks if clause in track.clauses], edition)


def _tracks(found: list[str], edition: Edition) -> dict[str, Any]:
    """Return the entry for the tracks that something concerns; none where it concerns all."""
    return {} if len(found) == len(edition.tracks) else {"tracks": found}


def _tracks_under(places: Collection[str], edition: Edition) -> list[str]:
    """Return the tracks that are, or stand under, one of the places."""
    return [track.id for track in edition.tracks if not track.places.isdisjoint(places)]
