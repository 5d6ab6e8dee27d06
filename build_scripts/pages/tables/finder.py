"""The finder of the home page: every track with the chips that it fits, and the clauses that say why.

Whom the rules rule out comes from ``situations``, fields from words of the guide (``search_words.fields``), money
from the grants of the edition. A track that nothing rules out fits: the finder never says that somebody may apply.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_scripts.content import roles
from build_scripts.content.roles import PARK, PLATFORM, WHO
from build_scripts.content.search_words.fields import naming
from build_scripts.pages.tables import funding
from build_scripts.rules.situations import situations, standings
from py_checker.core.rulebook import IN_PRINCIPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_scripts.content.documents import Clause
    from build_scripts.content.edition import Choice, Edition
    from build_scripts.pages.tables.funding import Figure
    from build_scripts.rules.situations import Standing
    from build_scripts.source.text import Text

PLAN, FIELD, MONEY = "plan", "field", "money"
GROUPS = (WHO, FIELD, MONEY, PLATFORM, PARK, PLAN)
ONE_OF = (WHO, PLATFORM, PARK)  # an applicant has one answer to these
AGAINST, DOUBT, PRINCIPLE, FAVOUR, NAMED, FREE = "against", "doubt", "principle", "favour", "named", "free"

Standings = dict[tuple[str, str], dict[str, "Standing"]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Chip:
    """A chip: ``key`` is ``group:value``; without a ``label`` the interface has the words, with ``figure`` a sum."""

    key: str
    value: str
    label: Text | None = None
    figure: Figure | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """The chips of one question; ``one_of`` where only one can be chosen."""

    id: str
    chips: tuple[Chip, ...]
    one_of: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """What a clause has to do with the chips of ``keys``; ``role`` is one of the constants above."""

    role: str
    clause: Clause
    keys: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FinderRow:
    """A track's figures, the keys of the chips it fits, its notes; ``kinds``: the leads it admits, None for all."""

    row: funding.Row
    fits: tuple[str, ...]
    notes: tuple[Note, ...]
    kinds: tuple[Choice, ...] | None
    kinds_clause: Clause | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Finder:
    """Chips and rows; ``barred``: kinds of leads that no track admits, with the clauses that say so."""

    groups: tuple[Group, ...]
    rows: tuple[FinderRow, ...]
    barred: tuple[Choice, ...]
    barred_clauses: tuple[Clause, ...]


def finder(edition: Edition) -> Finder:
    """Return the finder of an edition; rows in published order."""
    rows = funding.rows(edition)
    known = standings(edition)
    leads = _leads(edition)
    barred = tuple(choice for choice in leads if all(found.against for found in known[WHO, choice.id].values()))
    grounds = dict.fromkeys(clause for choice in barred for clause in known[WHO, choice.id][rows[0].track.id].against)
    made = {group: tuple(_chips(edition, rows, group)) for group in GROUPS}
    return Finder(
        groups=tuple(Group(id=group, chips=chips, one_of=group in ONE_OF) for group, chips in made.items() if chips),
        rows=tuple(_row(edition, row, known, barred) for row in rows),
        barred=barred,
        barred_clauses=tuple(edition.clauses[clause] for clause in grounds),
    )


def _chips(edition: Edition, rows: list[funding.Row], group: str) -> Iterator[Chip]:
    if group == FIELD:
        for field in edition.fields.named:
            yield Chip(key=f"{FIELD}:{field.id}", value=field.id, label=field.name)
    elif group == PLAN:
        for plan in edition.of_level("plan"):
            yield Chip(key=f"{PLAN}:{plan.id}", value=plan.id, label=plan.name)
    elif group == MONEY:
        sums = {_sum(figure): figure for row in rows for figure in row.grants}
        for value, figure in sorted(sums.items(), key=lambda pair: not pair[1].values):  # what has no sum comes last
            yield Chip(key=f"{MONEY}:{value}", value=value, figure=figure)
    else:
        for found in situations(edition):
            if found.group == group:
                yield Chip(key=f"{group}:{found.value}", value=found.value, label=found.label)


def _sum(figure: Figure) -> str:
    """Return a grant as part of an address: its form and its figures, 不超过50万元 as ``at_most-50``."""
    digits = ("".join(char for char in text.zh if char.isdigit()) for text in figure.values.values())
    return "-".join([figure.form, *digits])


def _row(edition: Edition, row: funding.Row, known: Standings, barred: tuple[Choice, ...]) -> FinderRow:
    track = row.track
    judged = {key: found[track.id] for key, found in known.items() if track.id in found}
    fits = [f"{group}:{value}" for group, value in known if not judged or not judged[group, value].against]
    fits += [f"{MONEY}:{_sum(figure)}" for figure in row.grants]
    fits.append(f"{PLAN}:{track.plan.id}")
    free = naming(track.section, edition.fields.left_open)
    named = {field.id: naming(track.section, field.words) for field in edition.fields.named}
    tell = any(named.values()) and free is None
    fits += [f"{FIELD}:{field}" for field, clause in named.items() if clause or not tell]
    notes = list(_notes(edition, judged, barred))
    for clause in dict.fromkeys(filter(None, named.values())):
        keys = tuple(f"{FIELD}:{field}" for field, first in named.items() if first is clause)
        notes.append(Note(role=NAMED, clause=clause, keys=keys))
    if free:
        keys = tuple(f"{FIELD}:{field}" for field, clause in named.items() if clause is None)
        notes.append(Note(role=FREE, clause=free, keys=keys))
    kinds, ground = _kinds(edition, judged, barred)
    return FinderRow(row=row, fits=tuple(fits), notes=tuple(notes), kinds=kinds, kinds_clause=ground)


def _notes(edition: Edition, judged: dict[tuple[str, str], Standing], barred: tuple[Choice, ...]) -> Iterator[Note]:
    """Yield one note per clause and role, with all chips that it concerns; a track ruled out has no other notes.

    Of the leads that no track admits the finder speaks once, not in every row.
    """
    everywhere = {(WHO, choice.id) for choice in barred}
    keys: dict[tuple[str, str], list[str]] = {}
    for (group, value), standing in judged.items():
        if (group, value) in everywhere:
            continue
        told: tuple[tuple[str, tuple[str, ...]], ...] = ((AGAINST, standing.against),)
        if not standing.against:
            told = ((DOUBT, standing.doubts), (FAVOUR, standing.favours))
        for role, clauses in told:
            for clause in clauses:
                soft = role == DOUBT and edition.clauses[clause].kind == IN_PRINCIPLE
                keys.setdefault((PRINCIPLE if soft else role, clause), []).append(f"{group}:{value}")
    for (role, clause), chips in keys.items():
        yield Note(role=role, clause=edition.clauses[clause], keys=tuple(chips))


def _kinds(
    edition: Edition, judged: dict[tuple[str, str], Standing], barred: tuple[Choice, ...]
) -> tuple[tuple[Choice, ...] | None, Clause | None]:
    """Return the kinds of leads that the track's own clauses leave, with the first such clause; None where all."""
    allowed, ground = [], None
    for choice in _leads(edition):
        if choice in barred or not judged:
            continue
        against = judged[WHO, choice.id].against
        if against:
            ground = ground or edition.clauses[against[0]]
        else:
            allowed.append(choice)
    return (tuple(allowed), ground) if ground else (None, None)


def _leads(edition: Edition) -> tuple[Choice, ...]:
    """Return the kinds of organisations that can lead; none where no question asks for it."""
    asked = roles.question(edition, WHO)
    return asked.choices if asked else ()
