"""The comparison: the facts of every track in the same order, so that columns can be read side by side.

Sentences are those of the official text; what has to be prepared is what ``py_checker.preparation.needs`` says of
somebody who has answered nothing: needed by all, by some, not told by the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_scripts.content import roles
from build_scripts.rules.rulebook import rulebook
from py_checker.core.conditions import facts_of
from py_checker.core.rulebook import IN_PRINCIPLE, OPEN, REQUIRED
from py_checker.core.verdicts import Assessor
from py_checker.preparation.needs import Preparer, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_scripts.content.documents import Clause, Track
    from build_scripts.content.edition import Edition, Entry
    from build_scripts.pages.tables.finder import Finder, FinderRow
    from py_checker.preparation.needs import Need

TARGETS = "targets"
SHOWN = (Status.NEEDED, Status.OPEN, Status.UNCLEAR)


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One track: its finder row, the clauses on matching funds, age and targets, what may have to be prepared.

    ``materials`` and ``recommenders`` are lists by status (``needed``, ``open``, ``unclear``); all is empty for
    a track that is announced separately.
    """

    found: FinderRow
    matching: tuple[Clause, ...] = ()
    age: tuple[Clause, ...] = ()
    targets: tuple[Clause, ...] = ()
    materials: dict[str, tuple[Entry, ...]]
    recommenders: dict[str, tuple[Entry, ...]]

    @property
    def track(self) -> Track:
        """The track itself."""
        return self.found.row.track


def columns(edition: Edition, found: Finder) -> list[Column]:
    """Return one column per track, in published order."""
    assessor = Assessor(rulebook(edition))
    preparer = Preparer(assessor)
    verdicts = {verdict.track: verdict for verdict in assessor.assess({}).tracks}
    put_in, born = (set(roles.facts(edition, role)) for role in (roles.MATCHING, roles.BORN))
    made = []
    for row in found.rows:
        track = row.row.track
        if track.type.status != OPEN:
            made.append(Column(found=row, materials={}, recommenders={}))
            continue
        preparation = preparer.prepare(verdicts[track.id], {})
        targets = track.section.part(TARGETS)
        made.append(
            Column(
                found=row,
                matching=_binding(track, put_in),
                age=_binding(track, born),
                targets=targets.clauses if targets else (),
                materials=_by_status(preparation.materials, edition.materials),
                recommenders=_by_status(preparation.recommenders, edition.recommenders),
            )
        )
    return made


def _by_status(needs: Iterable[Need], entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Return the entries by status, in the order in which they are told; those that nobody needs are left out."""
    named = {entry.id: entry for entry in entries}
    found = list(needs)
    lists = {status: tuple(named[need.entry] for need in found if need.status is status) for status in SHOWN}
    return {status.value: listed for status, listed in lists.items() if listed}


def _binding(track: Track, facts: set[str]) -> tuple[Clause, ...]:
    """Return the conditions of a track that test one of the facts."""
    binding = (clause for clause in track.clauses if clause.kind in (REQUIRED, IN_PRINCIPLE))
    return tuple(clause for clause in binding if clause.check and not facts.isdisjoint(facts_of(clause.check)))
