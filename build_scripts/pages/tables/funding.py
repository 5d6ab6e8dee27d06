"""The table "funding at a glance": for each track, the figures that its own clauses hold.

Nothing is written here that the rules do not say. The checks of the clauses in a track's scope are
walked; each figure keeps the clause it comes from, so that the page can link to the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from build_scripts.content import roles
from build_scripts.source.money import UNIT, amount
from build_scripts.source.text import Text
from py_checker.core.conditions import Above, AtLeast, AtMost, IfThen, OneOf, facts_of, parts_of
from py_checker.core.rulebook import IN_PRINCIPLE, REQUIRED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from build_scripts.content.documents import Clause, Track
    from build_scripts.content.edition import Edition, Grant, Question
    from py_checker.core.conditions import Condition

COLUMNS = (roles.RESEARCH, roles.PLATFORM, roles.TEAM)  # a column of the table each
BINDING = (REQUIRED, IN_PRINCIPLE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One entry of the table: the form of its wording, the values in it, the clause it comes from."""

    form: str
    clause: Clause
    values: dict[str, Text] = field(default_factory=dict)
    condition: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One track's figures; an empty tuple where the rules say nothing of the kind."""

    track: Track
    grants: tuple[Figure, ...]
    research: tuple[Figure, ...]
    platform: tuple[Figure, ...]
    team: tuple[Figure, ...]
    decides: tuple[Figure, ...]


def rows(edition: Edition) -> list[Row]:
    """Return one row per track, in published order."""
    return [
        Row(
            track=track,
            grants=grants_at(edition, track.places),
            research=tuple(_research(edition, track)),
            platform=tuple(_platform(edition, track)),
            team=tuple(_team(edition, track)),
            decides=tuple(_decides(edition, track)),
        )
        for track in edition.tracks
    ]


def grants_at(edition: Edition, places: Collection[str | None]) -> tuple[Figure, ...]:
    """Return the grants that one of ``places`` (a plan, a type, a direction) can get."""
    return tuple(_grant(edition, grant) for grant in edition.grants if set(places) & set(grant.applies_to))


def _grant(edition: Edition, grant: Grant) -> Figure:
    bounds = {
        name: amount(Decimal(number.group()))
        for name, figure in (("low", grant.at_least), ("high", grant.at_most))
        if figure and (number := re.match(r"[\d.]+", figure))
    }
    if "low" in bounds:  # 30~100万元: the unit stands once, after the second figure
        bounds["low"] = Text(zh=bounds["low"].zh.removesuffix(UNIT), en=bounds["low"].en)
    form = {(): "separate", ("high",): "at_most", ("low", "high"): "range"}[tuple(bounds)]
    return Figure(form=form, clause=edition.clauses[grant.clause], values=bounds, condition=grant.condition)


def _binding(track: Track) -> Iterator[tuple[Clause, Condition]]:
    """Yield every part of every check that binds applicants to the track, with its clause."""
    for clause in track.clauses:
        if clause.check and clause.kind in BINDING:
            for part in parts_of(clause.check):
                yield clause, part


def _research(edition: Edition, track: Track) -> Iterator[Figure]:
    spent = roles.facts(edition, roles.RESEARCH)
    thresholds = [
        Figure(form="research", clause=clause, values={"amount": amount(part.bound)})
        for clause, part in _binding(track)
        if isinstance(part, AtLeast) and part.fact in spent
    ]
    some = [
        Figure(form="research_any", clause=clause)
        for clause, part in _binding(track)
        if isinstance(part, Above) and part.fact in spent
    ]
    yield from thresholds or some


def _platform(edition: Edition, track: Track) -> Iterator[Figure]:
    """Yield the platform levels that satisfy the track; a built one and one being built count once."""
    levels = roles.facts(edition, roles.PLATFORM)
    seen = set()
    for clause, part in _binding(track):
        if isinstance(part, OneOf) and part.fact in levels and clause.id not in seen:
            seen.add(clause.id)
            yield _levels(edition.questions[part.fact], part.values, clause)


def _levels(question: Question, values: tuple[str, ...], clause: Clause) -> Figure:
    ladder = [choice for choice in question.choices if choice.id in values]
    above = question.choices[question.choices.index(ladder[0]) :]
    form = "platform" if tuple(above) == tuple(ladder) else "platform_one_of"
    return Figure(form=form, clause=clause, values={"level": ladder[0].text})


def _team(edition: Edition, track: Track) -> Iterator[Figure]:
    counted = roles.facts(edition, roles.TEAM)
    for clause, part in _binding(track):
        if isinstance(part, AtMost) and part.fact in counted:
            unit = edition.questions[part.fact].unit
            size = f"{part.bound.normalize():f}"
            yield Figure(
                form="team", clause=clause, values={"size": Text(zh=f"{size}{unit.zh}" if unit else size, en=size)}
            )


def _decides(edition: Edition, track: Track) -> Iterator[Figure]:
    """Yield what else the track's own clauses test, by the names of the questions, each name set once.

    What only says whom a clause concerns (the premise of an if) is not tested, and not named.
    """
    shown = {fact for role in COLUMNS for fact in roles.facts(edition, role)}
    own = {track.type.id, track.section.id}
    named = set()
    for clause in track.clauses:
        if clause.section not in own or not clause.check or clause.kind not in BINDING:
            continue
        premises = {
            fact for part in parts_of(clause.check) if isinstance(part, IfThen) for fact in facts_of(part.premise)
        }
        asked = tuple(fact for fact in facts_of(clause.check) if fact not in premises)
        if asked and not shown & set(asked) and asked not in named:
            named.add(asked)
            labels = [edition.questions[fact].label for fact in asked]
            names = Text(zh="、".join(label.zh for label in labels), en=", ".join(label.en for label in labels))
            yield Figure(form="asked", clause=clause, values={"names": names})
