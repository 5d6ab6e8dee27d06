"""Reads the official documents: sections, paragraphs and clauses, with their rules."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from build_scripts.content.documents import LEVELS, PARTS, Clause, Doubt, Exempts, Paragraph, Section
from build_scripts.content.needs import read_across
from build_scripts.content.readings import keys_of_doubt, read_reading, shares
from build_scripts.content.roles import SECTION_ROLES, read_role
from build_scripts.source.record import Record
from build_scripts.source.text import Text
from py_checker.core.numerals import read_number
from py_checker.core.rulebook import (
    AMOUNT,
    ANNOUNCED_SEPARATELY,
    CERTAINTIES,
    DOUBTFUL,
    IN_PRINCIPLE,
    KINDS,
    OPEN,
    PREFERRED,
    REQUIRED,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from build_scripts.content.conditions import ConditionReader
    from build_scripts.content.documents import Reading
    from build_scripts.source.faults import FaultList, Place
    from build_scripts.source.yaml_file import Node
    from py_checker.core.conditions import Condition

_SECTION_KEYS = ("id", "level", "plan", "status", "cite", "heading", "name", "slug", "body", "sections",
                 "role")  # fmt: skip
_PARAGRAPH_KEYS = ("part", "label", "marker", "cite", "clauses")
_CLAUSE_KEYS = ("id", "zh", "en", "kind", "applies_to", "applies_when", "check", "no_check", "doubtful", "exempts",
                "across", "note")  # fmt: skip
_NAMED = ("plan", "type", "direction")
_WITH_CHECK = (REQUIRED, IN_PRINCIPLE, PREFERRED)
_HAN_NUMBER = re.compile("[一二三四五六七八九十]+")


class SectionReader:
    """Reads section files.

    ``conditions`` is None where facts.yml cannot be read: rules are then left unread. ``readings`` is None
    where edition.yml cannot: no clause is then asked whether it names one of them. ``ranges`` are, by clause,
    whom a grant is for and what may be asked of it.
    """

    def __init__(
        self,
        conditions: ConditionReader | None,
        readings: Mapping[str, Reading] | None = None,
        ranges: Mapping[str, tuple[Condition | None, Condition | None]] | None = None,
    ) -> None:
        """Keep the reader of conditions, the readings and ranges, and where roles are given."""
        self.ranges = ranges or {}
        self.conditions = conditions
        self.readings = readings
        self._roles: dict[str, Place] = {}

    def read(self, node: Node, faults: FaultList, outer: str | None = None) -> Section:
        """Return the section of a tree; ``outer`` is the id of the section around it."""
        record = Record(node, faults, _SECTION_KEYS, "section")
        section_id = record.id()
        level = record.choice("level", LEVELS)
        cite = record.bilingual("cite")
        heading = self._heading(record, section_id, cite)
        if outer and not section_id.startswith(outer):
            record.faults.add(record.at("id"), "id_outside", found=section_id, wanted=outer)
        return Section(
            id=section_id,
            level=level,
            heading=heading,
            cite=cite,
            name=self._name(record, heading.text) if level in _NAMED else None,
            slug=record.id("slug") if level == "chapter" else None,
            plan=record.id("plan") if level == "type" else None,
            status=record.choice("status", (OPEN, ANNOUNCED_SEPARATELY)) if level == "type" else None,
            role=read_role(record, SECTION_ROLES, self._roles),
            body=tuple(
                self._paragraph(item, section_id, cite)
                for item in record.records("body", _PARAGRAPH_KEYS, optional=True)
            ),
            sections=tuple(
                self.read(item, record.faults, section_id if level == "type" else None)
                for item in record.items("sections", optional=True)
            ),
        )

    def _heading(self, record: Record, section_id: str, cite: Text) -> Clause:
        heading = record.mapping("heading", ("zh", "en", "note"))
        return Clause(
            id=section_id, text=_text_of(heading), kind="informative", role="heading", cite=cite,
            section=section_id, place=record.at("heading"), note=heading.bilingual_or_none("note"),
        )  # fmt: skip

    def _name(self, record: Record, heading: Text) -> Text:
        name = record.bilingual("name")
        for lang in ("zh", "en"):
            if name.of(lang) not in heading.of(lang):
                record.faults.add(
                    record.at("name"), "name_not_in_heading", found=name.of(lang), heading=heading.of(lang)
                )
        return name

    def _paragraph(self, item: Record, section: str, section_cite: Text) -> Paragraph:
        part = item.choice("part", PARTS) if item.has("part") else None
        label = None
        cite = section_cite
        if part:
            written = item.bilingual("label")
            cite = Text(zh=f"{cite.zh} {written.zh.rstrip('：')}", en=f"{cite.en}, {written.en.rstrip(': ').lower()}")
            label = Clause(
                id=f"{section}-{part}", text=written, kind="informative", role="label", cite=cite, section=section,
                place=item.at("label"),
            )  # fmt: skip
        elif item.has("cite"):
            number = item.text("cite")
            cite = Text(zh=cite.zh + number, en=cite.en + _in_english(number))
        marker = item.text("marker", "")
        return Paragraph(
            clauses=tuple(self._clause(clause, section, cite) for clause in item.records("clauses", _CLAUSE_KEYS)),
            cite=cite,
            part=part,
            label=label,
            marker=Text(zh=marker, en=_in_english(marker)) if marker else None,
        )

    def _clause(self, item: Record, section: str, cite: Text) -> Clause:
        clause_id = item.id()
        if not clause_id.startswith(f"{section}-"):
            item.faults.add(item.at("id"), "id_outside", found=clause_id, wanted=f"{section}-")
        text = _text_of(item)
        kind = item.choice("kind", KINDS)
        if kind in (REQUIRED, IN_PRINCIPLE) and not item.has("check") and not item.has("no_check"):
            item.faults.add(item.place, "no_rule", clause=clause_id)
        for key, kinds in (("check", _WITH_CHECK), ("no_check", _WITH_CHECK), ("doubtful", _WITH_CHECK)):
            if item.has(key) and kind in KINDS and kind not in kinds:
                item.faults.add(item.at(key), "rule_not_allowed", kind=kind, key=key)
        whom, amount = self.ranges.get(clause_id, (None, None)) if kind == AMOUNT else (None, None)
        return Clause(
            id=clause_id,
            text=text,
            kind=kind,
            role="clause",
            cite=cite,
            section=section,
            place=item.at("id"),
            applies_to=item.words("applies_to", optional=True),
            applies_when=whom or self._condition(item, "applies_when", text.zh),
            check=amount or self._condition(item, "check", text.zh),
            no_check=item.bilingual_or_none("no_check"),
            doubtful=self._doubt(item, clause_id, text.zh),
            exempts=self._exempts(item, clause_id, text.zh),
            across=read_across(item, text.zh),
            note=item.bilingual_or_none("note"),
        )

    def _condition(self, item: Record, key: str, sentence: str) -> Condition | None:
        if not item.has(key) or self.conditions is None:
            return None
        return self.conditions.read(item.entries[key], sentence)

    def _doubt(self, item: Record, clause: str, sentence: str) -> Doubt | None:
        if not item.has("doubtful"):
            return None
        inner = item.mapping("doubtful", keys_of_doubt(item, "doubtful", ("when",)))
        reading, under = read_reading(inner, clause, sentence, self.readings)
        note = inner.bilingual("note") if not shares(inner) else reading and reading.note
        inner.node("when")
        when = self._condition(inner, "when", sentence)
        return Doubt(when=when, note=note, reading=reading, under=under) if when and note else None

    def _exempts(self, item: Record, clause: str, sentence: str) -> Exempts | None:
        if not item.has("exempts"):
            return None
        inner = item.mapping("exempts", keys_of_doubt(item, "exempts", ("clauses", "when", "certainty")))
        certainty = inner.choice("certainty", (DOUBTFUL,) if shares(inner) else CERTAINTIES)
        reading, under = read_reading(inner, clause, sentence, self.readings)
        noted = certainty == DOUBTFUL and not shares(inner)
        note = reading.note if reading else inner.bilingual("note") if noted else inner.bilingual_or_none("note")
        targets = inner.words("clauses")
        inner.node("when")
        when = self._condition(inner, "when", sentence)
        if when is None:
            return None
        return Exempts(targets=targets, when=when, certainty=certainty, note=note, reading=reading, under=under)


def _text_of(record: Record) -> Text:
    """Return the ``zh`` and ``en`` that stand directly in a record."""
    found = {}
    for lang, zh, en in (("zh", "中文", "Chinese"), ("en", "英文", "English")):
        found[lang] = record.text(lang, "")
        if record.entries and not found[lang].strip():
            record.faults.add(record.at(lang), "missing_language", key=lang, lang=lang, language_zh=zh, language=en)
    return Text(**found)


def _in_english(number: str) -> str:
    """Return the number of a paragraph in English form: （五） is (5), １． is 1."""
    return unicodedata.normalize("NFKC", _HAN_NUMBER.sub(lambda found: str(read_number(found[0], "")), number))
