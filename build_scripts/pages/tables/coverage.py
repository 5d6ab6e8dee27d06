"""The coverage of an edition: every clause of both documents, and whether a machine tests it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from py_checker.core.rulebook import KINDS

if TYPE_CHECKING:
    from build_scripts.content.documents import Clause, Section
    from build_scripts.content.edition import Edition


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """How many clauses of a kind there are, and how many of them carry a check."""

    kind: str
    clauses: int
    checked: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """The clauses of one section (headings and labels left out), in published order."""

    section: Section
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """The whole: counts per kind in the order of the vocabulary, their sum, groups per document."""

    counts: tuple[Count, ...]
    total: Count
    groups: dict[str, tuple[Group, ...]]


def table(edition: Edition) -> Table:
    """Return the coverage of ``edition``."""
    clauses = [clause for clause in edition.clauses.values() if clause.role == "clause"]
    counts = tuple(_count(kind, [clause for clause in clauses if clause.kind == kind]) for kind in KINDS)
    return Table(
        counts=counts,
        total=_count("", clauses),
        groups={name: tuple(_groups(outermost)) for name, outermost in edition.documents.items()},
    )


def _count(kind: str, clauses: list[Clause]) -> Count:
    return Count(kind=kind, clauses=len(clauses), checked=sum(clause.check is not None for clause in clauses))


def _groups(outermost: tuple[Section, ...]) -> list[Group]:
    found = [
        Group(
            section=section,
            clauses=tuple(clause for clause in section.own_clauses() if clause.role == "clause"),
        )
        for top in outermost
        for section in top.walk()
    ]
    return [group for group in found if group.clauses]
