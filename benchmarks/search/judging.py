"""Whether a search answered: the rows that a visitor sees, and whether one of them stands at the right place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from build_scripts.content import addresses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_scripts.content.edition import Edition

QUERIES = Path(__file__).resolve().parent.parent.parent / "tests" / "search" / "queries.yml"
FIRST = 3
ENGLISH = "english"  # the class whose queries are typed on an English page


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """What somebody types, of which set and class, and the ids at any of which an answer stands."""

    set: str
    kind: str
    typed: str
    places: tuple[str, ...]

    @property
    def lang(self) -> str:
        """The language of the page that it is typed on."""
        return "en" if self.kind == ENGLISH else "zh"


def read_queries(path: Path = QUERIES) -> list[Query]:
    """Return all queries of the file."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Query(set=name, kind=kind, typed=typed, places=tuple(places))
        for name, kinds in data.items()
        for kind, listed in kinds.items()
        for typed, places in listed
    ]


def rows(items: Iterable[list[dict[str, Any]]]) -> list[str]:
    """Return the locations of an answer in the order in which Material's list shows them, folded ones left out.

    The heading of an item is a row where it was found itself: where it has a score.
    """
    shown = []
    for item in items:
        heading = next((doc for doc in item if "#" not in doc["location"]), item[-1])
        threshold = item[0]["score"]
        if heading["score"] > 0:
            shown.append(heading["location"])
        for doc in item:
            if doc is heading:
                continue
            if doc["score"] < threshold:
                break  # Material folds away this one and all after it
            shown.append(doc["location"])
    return shown


class Judge:
    """Knows which places of the site answer a query."""

    def __init__(self, edition: Edition) -> None:
        """Keep where everything stands."""
        self.edition = edition
        self.parents = {inner.id: section.id for section in edition.sections.values() for inner in section.sections}
        pages = {section: addresses.url(addresses.page_of(edition, section)) for section in edition.sections}
        self.tops = {url: section for section, url in reversed(pages.items())}  # the first one on each page

    def place(self, location: str) -> str:
        """Return the id of a clause or section at a location, or the location where there is none."""
        url, _, anchor = location.removeprefix("../").removeprefix("en/").partition("#")
        return anchor or self.tops.get(url, url)

    def section(self, place: str) -> str:
        """Return the section in which a clause stands; a section itself stays."""
        return self.edition.clauses[place].section if place in self.edition.clauses else place

    def answers(self, location: str, query: Query, *, exact: bool = False) -> bool:
        """Return whether an answer stands there: in the right section, or, ``exact``, at the very sentence.

        A project type counts where each of its directions would.
        """
        place = self.place(location)
        if exact and place in query.places:
            return True
        sections = self.edition.sections
        wanted = {one if exact else self.section(one) for one in query.places if not exact or one in sections}
        around: str | None = self.section(place)
        while around:
            if around in wanted:
                return True
            around = self.parents.get(around)
        inner = [one for one, parent in self.parents.items() if parent == place]
        return bool(inner) and wanted.issuperset(inner)

    def rank(self, locations: list[str], query: Query, *, exact: bool = False) -> int | None:
        """Return the place, from 1, of the first row that answers."""
        return next((at for at, one in enumerate(locations, 1) if self.answers(one, query, exact=exact)), None)


def scores(ranks: list[int | None]) -> dict[str, float]:
    """Return hit@1, hit@3 and the mean reciprocal rank."""
    count = len(ranks)
    return {
        "queries": count,
        "hit1": sum(rank == 1 for rank in ranks) / count,
        "hit3": sum(rank is not None and rank <= FIRST for rank in ranks) / count,
        "mrr": sum(1 / rank for rank in ranks if rank) / count,
    }
