"""The fields of the finder (edition.yml, ``fields``): words of the guide, and which tracks hold them.

Nobody assigns a track to a field. A field is a list of words; a track belongs to it where its name or its
scope holds one of them. A word that stands nowhere is a fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.content.edition import Field, Fields
from build_scripts.source.figures import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_scripts.content.documents import Clause, Section
    from build_scripts.source.faults import FaultList, Place
    from build_scripts.source.record import Record

SCOPE = "scope"


def read_fields(edition: Record) -> Fields:
    """Return the fields of edition.yml; none where it has none."""
    if not edition.has("fields"):
        return Fields()
    record = edition.mapping("fields", ("named", "left_open"))
    return Fields(
        named=tuple(
            Field(id=item.id(), name=item.bilingual("name"), words=item.words("words"), place=item.at("words"))
            for item in record.records("named", ("id", "name", "words"))
        ),
        left_open=record.words("left_open", optional=True),
        place=record.at("left_open"),
    )


def check_fields(fields: Fields, sections: Iterable[Section], faults: FaultList) -> None:
    """Note every id used twice, and every word that stands in no name and no scope of a project type."""
    text = "\n".join(
        normalised(clause.text.zh) for section in sections if section.level in ("type", "direction")
        for clause in _own(section)
    )  # fmt: skip
    seen: dict[str, Place] = {}
    for field in fields.named:
        if field.id in seen:
            faults.add(field.place, "duplicate_id", found=field.id, first=str(seen[field.id]))
        seen.setdefault(field.id, field.place)
    places = [(field.words, field.place) for field in fields.named] + [(fields.left_open, fields.place)]
    for words, place in places:
        for word in words:
            if place is not None and normalised(word) not in text:
                faults.add(place, "word_nowhere", found=word)


def naming(section: Section, words: Iterable[str]) -> Clause | None:
    """Return the first clause of a track's section, its heading included, that holds one of the words."""
    wanted = [normalised(word) for word in words]
    return next(
        (clause for clause in _own(section) if any(word in normalised(clause.text.zh) for word in wanted)), None
    )


def _own(section: Section) -> Iterator[Clause]:
    yield section.heading
    scope = section.part(SCOPE)
    yield from scope.clauses if scope else ()
