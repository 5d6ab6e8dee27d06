"""The official documents as frozen dataclasses: sections, clauses and their rules, and what one can apply for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_scripts.source.faults import Place
    from build_scripts.source.text import Text
    from py_checker.core.conditions import Condition

LEVELS = ("preface", "plan", "type", "direction", "document", "chapter", "section")
PARTS = ("scope", "targets", "conditions")


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One of the things that a word can mean."""

    id: str
    text: Text
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A ``word`` that the text leaves open, what it can mean, and what the applicant is told where that matters."""

    id: str
    word: str
    options: tuple[Option, ...]
    note: Text
    place: Place

    def option(self, name: str) -> Option:
        """Return the option with the id ``name``."""
        return next(option for option in self.options if option.id == name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """Where ``when`` holds, the clause can be read more strictly; ``note`` tells the applicant so.

    With a ``reading`` it is the stricter one ``under`` that option (its id), in this clause as in all others.
    """

    when: Condition
    note: Text
    reading: Reading | None = None
    under: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Exempts:
    """The clauses (``targets``) that this one frees from where ``when`` holds; see ``rulebook.Exemption``."""

    targets: tuple[str, ...]
    when: Condition
    certainty: str
    note: Text | None
    reading: Reading | None = None
    under: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Across:
    """What a clause says of several applications together.

    At most ``at_most`` of those that are alike in everything of ``same`` (and, of a pair, unlike in
    everything of ``different``) may be filed. ``doubtful`` is what to ask about those that are alike
    but not so different.
    """

    same: tuple[str, ...]
    different: tuple[str, ...] = ()
    at_most: int = 1
    doubtful: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """The smallest citable piece of an official text, with its meaning and its check.

    ``role``: heading, label or clause; ``cite``: how people cite it; ``section``: the id of the one it stands in.
    """

    id: str
    text: Text
    kind: str
    role: str
    cite: Text
    section: str
    place: Place
    applies_to: tuple[str, ...] = ()
    applies_when: Condition | None = None
    check: Condition | None = None
    no_check: Text | None = None
    doubtful: Doubt | None = None
    exempts: Exempts | None = None
    across: Across | None = None
    note: Text | None = None

    def rules(self) -> tuple[Condition, ...]:
        """Return every condition that the clause words: whom it concerns, what it tests, doubts, exemptions."""
        doubt = self.doubtful.when if self.doubtful else None
        exemption = self.exempts.when if self.exempts else None
        return tuple(rule for rule in (self.applies_when, self.check, doubt, exemption) if rule is not None)

    def readings(self) -> tuple[Reading, ...]:
        """Return the readings on which its doubt, or its exemption, hangs."""
        rules = (self.doubtful, self.exempts)
        return tuple(rule.reading for rule in rules if rule is not None and rule.reading is not None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """One paragraph of the published text: a label or a marker, and its clauses."""

    clauses: tuple[Clause, ...]
    cite: Text
    part: str | None = None
    label: Clause | None = None
    marker: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading and what stands under it; ``role``: see ``roles``."""

    id: str
    level: str
    heading: Clause
    cite: Text
    name: Text | None = None
    slug: str | None = None
    plan: str | None = None
    status: str | None = None
    role: str = ""
    body: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Yield this section and all inside it, in published order."""
        yield self
        for inner in self.sections:
            yield from inner.walk()

    def own_clauses(self) -> Iterator[Clause]:
        """Yield heading, labels and clauses of this section alone, in published order."""
        yield self.heading
        for paragraph in self.body:
            if paragraph.label:
                yield paragraph.label
            yield from paragraph.clauses

    def part(self, part: str) -> Paragraph | None:
        """Return the paragraph that is the section's ``part`` (scope, targets, conditions), if it has one."""
        return next((paragraph for paragraph in self.body if paragraph.part == part), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Track:
    """What one can apply for: ``direction``, or ``type`` alone where it has none."""

    id: str
    plan: Section
    type: Section
    direction: Section | None
    clauses: tuple[Clause, ...] = ()

    @property
    def places(self) -> frozenset[str]:
        """The ids by which something says that it concerns the track: of its plan, its type and its own."""
        return frozenset((self.plan.id, self.type.id, self.id))

    @property
    def section(self) -> Section:
        """The section that describes the track."""
        return self.direction or self.type


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
            track = Track(id=(direction or kind).id, plan=plan, type=kind, direction=direction)
            own = [clause for section in (plan, kind, *filter(None, (direction,))) for clause in section.own_clauses()]
            inside = [
                clause
                for clause in (*own, *notice)
                if not clause.applies_to or not track.places.isdisjoint(clause.applies_to)
            ]
            tracks.append(replace(track, clauses=tuple(inside)))
    return tuple(tracks)
