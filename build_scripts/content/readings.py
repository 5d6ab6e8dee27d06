"""Readings: words that the text leaves open, and the clauses whose doubt hangs on the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.content.documents import Option, Reading
from build_scripts.source.record import hint
from build_scripts.source.text import Text
from build_scripts.source.yaml_file import Mapping

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from collections.abc import Mapping as Map

    from build_scripts.content.documents import Clause
    from build_scripts.source.faults import FaultList
    from build_scripts.source.record import Record

LEAST = 2  # options of a reading; clauses that share one
KEYS = ("reading", "under")


def read_readings(record: Record) -> tuple[Reading, ...]:
    """Return the readings that edition.yml names; it may name none."""
    return tuple(
        _reading(item) for item in record.records("readings", ("id", "word", "options", "note"), optional=True)
    )


def _reading(item: Record) -> Reading:
    name = item.id()
    options: dict[str, Option] = {}
    for part in item.records("options", ("id", "zh", "en")):
        option = Option(id=part.id(), text=Text(zh=part.text("zh"), en=part.text("en")), place=part.at("id"))
        if option.id in options:
            item.faults.add(option.place, "duplicate_id", found=option.id, first=str(options[option.id].place))
        options[option.id] = option
    if len(options) < LEAST:
        item.faults.add(item.at("options"), "too_few_options", reading=name)
    return Reading(
        id=name, word=item.text("word"), options=tuple(options.values()), note=item.bilingual("note"),
        place=item.at("id"),
    )  # fmt: skip


def keys_of_doubt(item: Record, key: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return what may stand in the record under ``key``: a note, or a reading, which has its own."""
    node = item.entries[key]
    shared = isinstance(node, Mapping) and any(name in node.entries for name in KEYS)
    return (*keys, *KEYS) if shared else (*keys, "note")


def shares(inner: Record) -> bool:
    """Return whether a doubt or an exemption names a reading, or an option of one."""
    return any(inner.has(key) for key in KEYS)


def read_reading(
    inner: Record, clause: str, sentence: str, readings: Map[str, Reading] | None
) -> tuple[Reading | None, str]:
    """Return the reading of a doubt and the option under which it counts; ``readings`` is None where none can be read.

    Both are empty where the doubt names neither, and where a fault was noted.
    """
    if readings is None or not shares(inner):
        return None, ""
    name = inner.text("reading")
    reading = readings.get(name)
    if reading is None:
        if name:
            inner.faults.add(inner.at("reading"), "unknown_id", key="reading", found=name, **hint(name, readings))
        return None, ""
    if reading.word and reading.word not in sentence:
        inner.faults.add(
            inner.at("reading"), "word_not_in_clause", reading=name, word=reading.word, clause=clause,
            reading_place=str(reading.place),
        )  # fmt: skip
    return reading, inner.choice("under", [option.id for option in reading.options])


def check_readings(readings: Iterable[Reading], clauses: Collection[Clause], faults: FaultList) -> None:
    """Note readings that fewer than two clauses use, and clauses that hang on more than one reading."""
    for reading in readings:
        users = [clause.id for clause in clauses if reading.id in {shared.id for shared in clause.readings()}]
        if len(users) < LEAST:
            faults.add(reading.place, "reading_not_shared", reading=reading.id, **_users(users))
    for clause in clauses:
        own = {clause.doubtful.reading.id} if clause.doubtful and clause.doubtful.reading else set()
        freeing = {
            other.exempts.reading.id
            for other in clauses
            if other.exempts and other.exempts.reading and clause.id in other.exempts.targets
        }
        if len(own | freeing) > 1:
            faults.add(clause.place, "two_readings", clause=clause.id, readings=", ".join(sorted(own | freeing)))


def _users(users: list[str]) -> dict[str, str]:
    if not users:
        return {"users_zh": "没有任何条款用到", "users": "no clause uses"}
    return {"users_zh": f"只有条款“{users[0]}”用到", "users": f"only clause '{users[0]}' uses"}
