"""Reads edition.yml: the dates, amounts, contacts and lists that clauses state.

Whatever is set apart here is quoted from a clause; the quotation must stand in it (``cross_references``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from build_scripts.content.edition import Deadline, Edition, Entry, Grant
from build_scripts.content.needs import read_cases, read_condition
from build_scripts.content.readings import read_readings
from build_scripts.content.roles import CONTACT_ROLES, KEY, read_role
from build_scripts.content.search_words.fields import read_fields
from build_scripts.source.figures import first_day
from build_scripts.source.record import Record
from build_scripts.source.text import Text
from build_scripts.source.yaml_file import Mapping

if TYPE_CHECKING:
    from build_scripts.content.conditions import ConditionReader
    from build_scripts.content.documents import Reading
    from build_scripts.content.edition import Case
    from build_scripts.source.faults import FaultList, Place
    from build_scripts.source.yaml_file import Node

DOCUMENTS = ("guide", "notice")
_KEYS = ("id", "title", "reference_month", "documents", "deadlines", "grants", "contacts", "steps", "recommenders",
         "email_subject", "materials", "fields", "readings")  # fmt: skip

_SUBJECT_KEYS = ("zh", "en", "clause", "pattern", "programmes")
_BLANKS = ("{programme}", "{title}", "{unit}")
_CASES = ("needed", "unclear")


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotation:
    """Words that must stand in the text of a clause."""

    words: str
    clause: str
    place: Place
    figure: bool = False


class EditionReader:
    """Reads one edition.yml, remembering what it quotes and names.

    ``references`` are (key, id, place) of every id that it names, ``places`` (group, id, place) of every id it gives.
    """

    def __init__(self, node: Node, faults: FaultList) -> None:
        """Open the file's top mapping."""
        self.record = Record(node, faults, _KEYS, "edition.yml")
        self.faults = faults
        self.quotations: list[Quotation] = []
        self.references: list[tuple[str, str, Place]] = []
        self.places: list[tuple[str, str, Place]] = []
        self._roles: dict[str, Place] = {}
        self._conditions: ConditionReader | None = None

    def reference_date(self) -> date:
        """Return the day on which ages are counted; conditions cannot be read before it is known."""
        month = self.record.text("reference_month")
        reference = first_day(month)
        if reference is None:
            place = self.record.at("reference_month")
            self.faults.add(place, "not_a_date", key="reference_month", found=month, example="YYYY年M月")
        return reference or date.min

    def read(self, conditions: ConditionReader | None) -> Edition:
        """Return the edition without what other files hold; ``conditions`` is None where facts.yml cannot be read."""
        record = self.record
        self._conditions = conditions
        names = record.mapping("documents", DOCUMENTS)
        return Edition(
            id=record.id(),
            title=record.bilingual("title"),
            reference_date=self.reference_date(),
            document_names={name: names.mapping(name, ("name",)).bilingual("name") for name in DOCUMENTS},
            deadlines=tuple(
                self._deadline(item) for item in record.records("deadlines", ("id", "name", "at", "clause", "quote"))
            ),
            grants=tuple(
                self._grant(item)
                for item in record.records(
                    "grants", ("id", "applies_to", "at_least", "at_most", "clause", "condition", "when")
                )
            ),
            contacts=tuple(
                self._entry(item, quoted="value")
                for item in record.records("contacts", ("id", "name", "value", "clause", KEY))
            ),
            steps=tuple(self._entry(item) for item in record.records("steps", ("id", "name", "clauses"))),
            recommenders=tuple(
                self._recommender(item)
                for item in record.records("recommenders", ("id", "who", "by", "clause", *_CASES))
            ),
            materials=tuple(
                self._entry(item, quoted="name")
                for item in record.records("materials", ("id", "name", "who", "clauses", *_CASES))
            ),
            email_subject=self._email_subject(),
            programmes=self._programmes(),
            subject_pattern=self._subject_pattern(),
            fields=read_fields(record),
            readings=self._readings(),
        )

    def _readings(self) -> tuple[Reading, ...]:
        readings = read_readings(self.record)
        self.places += [("readings", reading.id, reading.place) for reading in readings]
        return readings

    def _refer(self, item: Record, key: str = "clause") -> str:
        clause = item.text(key)
        self.references.append((key, clause, item.at(key)))
        return clause

    def _identify(self, item: Record, group: str) -> str:
        found = item.id()
        self.places.append((group, found, item.at("id")))
        return found

    def _quote(self, item: Record, key: str, words: str, clause: str, *, figure: bool = False) -> None:
        self.quotations.append(Quotation(words=words, clause=clause, place=item.at(key), figure=figure))

    def _deadline(self, item: Record) -> Deadline:
        clause = self._refer(item)
        self._quote(item, "quote", item.text("quote"), clause, figure=True)
        written = item.text("at")
        try:
            at = datetime.fromisoformat(written)
        except ValueError:
            at = datetime(1, 1, 1)  # noqa: DTZ001 - a stand-in, told as a fault below
        if at.tzinfo is None:  # a deadline without its zone would move with the reader's clock
            self.faults.add(item.at("at"), "not_a_date", key="at", found=written, example="YYYY-MM-DDThh:mm+08:00")
        return Deadline(id=self._identify(item, "deadlines"), name=item.bilingual("name"), at=at, clause=clause)

    def _grant(self, item: Record) -> Grant:
        clause = self._refer(item)
        amounts = {key: item.text(key) if item.has(key) else None for key in ("at_least", "at_most")}
        for key, amount in amounts.items():
            if amount:
                self._quote(item, key, amount, clause, figure=True)
        applies_to = item.words("applies_to")
        self.references += [("applies_to", track, item.at("applies_to")) for track in applies_to]
        condition = item.bilingual_or_none("condition")
        if condition:
            self._quote(item, "condition", condition.zh, clause)
        return Grant(
            id=self._identify(item, "grants"), place=item.place, applies_to=applies_to, clause=clause,
            condition=condition, when=read_condition(item, "when", self._conditions), **amounts,
        )  # fmt: skip

    def _entry(self, item: Record, quoted: str | None = None) -> Entry:
        clauses = (self._refer(item),) if item.has("clause") else item.words("clauses")
        if not item.has("clause"):
            self.references += [("clauses", clause, item.at("clauses")) for clause in clauses]
        entry = Entry(
            id=self._identify(item, item.place.file if quoted is None else quoted),
            place=item.place,
            name=item.bilingual("name"),
            clauses=clauses,
            value=item.bilingual_or_none("value"),
            who=item.bilingual_or_none("who"),
            role=read_role(item, CONTACT_ROLES, self._roles),
            **self._cases(item),
        )
        if quoted and clauses:
            words = item.bilingual(quoted).zh
            self._quote(item, quoted, words, clauses[0])
        return entry

    def _recommender(self, item: Record) -> Entry:
        clause = self._refer(item)
        who, by = item.bilingual("who"), item.bilingual("by")
        self._quote(item, "who", who.zh, clause)
        self._quote(item, "by", by.zh, clause)
        return Entry(
            id=self._identify(item, "recommenders"), place=item.place, name=by, value=None, who=who,
            clauses=(clause,), role="", **self._cases(item),
        )  # fmt: skip

    def _cases(self, item: Record) -> dict[str, tuple[Case, ...]]:
        cases = {key: read_cases(item, key, self._conditions, noted=key == "unclear") for key in _CASES}
        for read in cases.values():
            self.references += [("applies_to", place, case.place) for case in read for place in case.applies_to]
        return cases

    def _email_subject(self) -> Entry:
        item = self.record.mapping("email_subject", _SUBJECT_KEYS)
        clause = self._refer(item)
        value = Text(zh=item.text("zh"), en=item.text("en"))
        self._quote(item, "zh", value.zh, clause)
        return Entry(id="email-subject", place=item.place, name=value, value=value, clauses=(clause,))

    def _programmes(self) -> dict[str, Text]:
        """Return, by plan, what the subject of the e-mail calls its programme."""
        item = self.record.mapping("email_subject", _SUBJECT_KEYS)
        if not item.has("programmes"):
            return {}
        names = item.entries["programmes"]
        plans = names.entries if isinstance(names, Mapping) else ()
        record = Record(names, self.faults, plans, "programmes")
        programmes = {plan: record.bilingual(plan) for plan in plans}
        for plan, name in programmes.items():
            self.references.append(("applies_to", plan, record.at(plan)))
            self._quote(record, plan, name.zh, item.text("clause"))
        return programmes

    def _subject_pattern(self) -> str:
        """Return the subject with blanks for programme, project title and lead applicant."""
        item = self.record.mapping("email_subject", _SUBJECT_KEYS)
        pattern = item.text("pattern", "")
        missing = [blank for blank in _BLANKS if pattern and blank not in pattern]
        if missing:
            self.faults.add(item.at("pattern"), "no_blank", key="pattern", wanted="、".join(missing))
        if pattern:
            self._quote(item, "pattern", pattern.partition("{")[0], item.text("clause"))
        return pattern
