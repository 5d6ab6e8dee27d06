"""Reads ``prepare`` of a scenario: what its applicant prepares for some tracks, written from the official text.

Under a plan, type, direction or ``all`` stand the materials and recommenders by status, the grants
that concern the applicant with what the amount asked comes to, figures asked of a number, and the
duties that depend on the applicant. A narrower place replaces a wider one, entry by entry; a
material, recommender or duty that is named nowhere is not needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from build_scripts.source.record import Record, expect, hint
from build_scripts.source.yaml_file import Mapping, Scalar
from py_checker.core.findings import Outcome
from py_checker.core.rulebook import OBLIGATION
from py_checker.core.truth import FALSE, TRUE, UNKNOWN
from py_checker.preparation.needs import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from build_scripts.content.edition import Edition
    from build_scripts.source.faults import FaultList
    from py_checker.preparation.needs import Preparation

MATERIALS, RECOMMENDERS, GRANTS, DUTIES, LIMITS = "materials", "recommenders", "grants", "duties", "limits"
LISTED = (MATERIALS, RECOMMENDERS)
STATUSES = tuple(status.value for status in Status)
NOTES = "notes"
BINDING = {TRUE: "applies", UNKNOWN: "open", FALSE: "not_applicable"}
OUTCOMES = (Outcome.MET.value, Outcome.NOT_MET.value, Outcome.OPEN.value)
OPERATORS = ("at_least", "at_most", "above", "below")
NO_LIMIT = "none"

Groups: TypeAlias = "dict[str, dict[str, str]]"
Notes: TypeAlias = "dict[tuple[str, str], tuple[str, ...]]"


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpectedLimit:
    """A figure that a clause asks of a number; ``value`` is None while the answer it is reckoned from is missing."""

    op: str
    value: Decimal | None
    outcome: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpectedPreparation:
    """What a scenario expects of one track; nothing of a group that it does not name.

    ``groups``: of materials, recommenders and conditional duties every one with its status; of
    grants those that are shown, with the outcome of the amount asked. ``notes``: by group and entry,
    the Chinese of all notes that are told. ``limits``: by fact, None where no clause may ask anything of it.
    """

    groups: Groups
    notes: Notes
    limits: dict[str, ExpectedLimit | None]

    def differences(self, groups: Groups, notes: Notes, limits: Iterable[tuple[str, ExpectedLimit]]) -> Iterator[str]:
        """Yield what is not as expected, in words for those who wrote the scenario."""
        pairs: list[tuple[str, object, object]] = [
            (f"{group} {item}", wanted.get(item), groups[group].get(item))
            for group, wanted in self.groups.items()
            for item in {**wanted, **groups[group]}
        ]
        pairs += [(f"{group} {item} {NOTES}", told, notes[group, item]) for (group, item), told in self.notes.items()]
        for words, wanted, found in pairs:
            if wanted != found:
                yield f"{words}: 应为 expected {wanted}, 实为 found {found}"
        asked = list(limits)
        for fact, limit in self.limits.items():
            about = [one for other, one in asked if other == fact]
            if about if limit is None else limit not in about:
                yield f"{LIMITS} {fact}: 应为 expected {limit}, 实为 found {about}"


def groups_of(found: Preparation) -> Groups:
    """Return a preparation in the form in which it is expected."""
    return {
        MATERIALS: {need.entry: need.status.value for need in found.materials},
        RECOMMENDERS: {need.entry: need.status.value for need in found.recommenders},
        GRANTS: {offer.grant.id: offer.outcome.value for offer in found.grants},
        DUTIES: {duty.clause: BINDING[binds.truth] for duty, binds in found.duties if duty.when},
    }


class PreparationReader:
    """Reads the ``prepare`` of scenarios; ``scopes`` are the places with their tracks, the widest first."""

    def __init__(self, edition: Edition, scopes: dict[str, tuple[str, ...]], faults: FaultList) -> None:
        """Keep the ids that may be named, and the notes that may be told."""
        self.faults = faults
        self.scopes = scopes
        self.names = {
            MATERIALS: [entry.id for entry in edition.materials],
            RECOMMENDERS: [entry.id for entry in edition.recommenders],
            GRANTS: [grant.id for grant in edition.grants],
            DUTIES: [
                clause.id for clause in edition.clauses.values() if clause.kind == OBLIGATION and clause.applies_when
            ],
            LIMITS: [fact for fact, question in edition.questions.items() if question.fact.type == "number"],
        }
        self.notes = {
            (group, entry.id): [case.note.zh for case in entry.unclear if case.note]
            for group in LISTED
            for entry in getattr(edition, group)
        }
        self.duties = {
            track.id: [clause.id for clause in track.clauses if clause.id in self.names[DUTIES]]
            for track in edition.tracks
        }

    def read(self, record: Record) -> dict[str, ExpectedPreparation]:
        """Return what the record expects, by track; nothing where it has no ``prepare``."""
        if not record.has("prepare"):
            return {}
        written = record.mapping("prepare", tuple(self.scopes))
        found: dict[str, dict[str, dict[Any, Any]]] = {}
        for scope, tracks in self.scopes.items():
            if not written.has(scope):
                continue
            place = written.mapping(scope, tuple(self.names))
            entries = [part for group in self.names if place.has(group) for part in self._read(place, group)]
            for track in tracks:
                known = found.setdefault(track, {})
                for group, items in entries:
                    known[group] = known.get(group, {}) | items
        return {track: self._complete(track, groups) for track, groups in found.items()}

    def _complete(self, track: str, groups: dict[str, dict[Any, Any]]) -> ExpectedPreparation:
        limits, notes = groups.pop(LIMITS, {}), groups.pop(NOTES, {})
        for group in LISTED:
            if group in groups:
                groups[group] = dict.fromkeys(self.names[group], Status.NOT_NEEDED.value) | groups[group]
        if DUTIES in groups:
            groups[DUTIES] = dict.fromkeys(self.duties[track], BINDING[FALSE]) | groups[DUTIES]
        return ExpectedPreparation(groups=groups, notes=notes, limits=limits)

    def _read(self, place: Record, group: str) -> Iterator[tuple[str, dict[Any, Any]]]:
        if group in LISTED:
            items = place.mapping(group, (*STATUSES, NOTES))
            yield group, self._statuses(items, group)
            if items.has(NOTES):
                yield NOTES, self._notes(items.mapping(NOTES, self.names[group]), group)
            return
        items = place.mapping(group, self.names[group])
        known = [item for item in items.entries if item in self.names[group]]
        if group == LIMITS:
            yield group, {fact: self._limit(items, fact) for fact in known}
            return
        allowed = OUTCOMES if group == GRANTS else tuple(BINDING.values())
        yield group, {item: items.choice(item, allowed) for item in known}

    def _statuses(self, items: Record, group: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for status in (status for status in STATUSES if items.has(status)):
            for node in items.items(status):
                if not expect(node, Scalar, status, self.faults):
                    continue
                if node.text not in self.names[group]:
                    words = hint(node.text, self.names[group])
                    self.faults.add(node.place, "unknown_id", key=f"{group}.{status}", found=node.text, **words)
                elif node.text in found:
                    self.faults.add(node.place, "duplicate_id", found=node.text, first=found[node.text])
                found[node.text] = status
        return found

    def _notes(self, items: Record, group: str) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the notes that are quoted; the words must stand in just one note of the entry."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for entry in (entry for entry in items.entries if entry in self.names[group]):
            quoted = items.words(entry)
            told = [[note for note in self.notes[group, entry] if words in note] for words in quoted]
            for words, notes in zip(quoted, told, strict=True):
                if len(notes) != 1:
                    self.faults.add(items.at(entry), "unknown_id", key=f"{NOTES}.{entry}", found=words, **hint("", ()))
            found[group, entry] = tuple(notes[0] for notes in told if notes)
        return found

    def _limit(self, items: Record, fact: str) -> ExpectedLimit | None:
        node = items.entries[fact]
        if not isinstance(node, Mapping):
            items.choice(fact, (NO_LIMIT,))
            return None
        record = Record(node, self.faults, (*OPERATORS, "outcome"), fact)
        written = [op for op in OPERATORS if record.has(op)]
        if len(written) != 1:
            self.faults.add(record.place, "missing_key", key=" / ".join(OPERATORS))
            return None
        (op,) = written
        value = None if record.text(op) == "null" else record.number(op)
        return ExpectedLimit(op=op, value=value, outcome=record.choice("outcome", OUTCOMES))
