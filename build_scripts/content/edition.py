"""The content of the site as frozen dataclasses: what the YAML means once it has been read.

``loader`` makes these; everything else only reads them. Every text is a ``Text`` in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from build_scripts.source.money import UNIT

if TYPE_CHECKING:
    from datetime import date, datetime

    from build_scripts.content.documents import Clause, Reading, Section, Track
    from build_scripts.source.faults import Place
    from build_scripts.source.text import Text
    from py_checker.core.conditions import Condition
    from py_checker.core.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One answer of a choice question."""

    id: str
    text: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A fact with its words: what is asked, what helps, which document proves the answer; ``role``: see ``roles``.

    ``monotone``: more of the fact (or ``less``: a smaller number, an earlier date, a no) never makes a
    verdict worse; empty where nothing is said. ``proofs.effects`` holds it. ``unit_one``: the unit of the number 1.
    """

    fact: Fact
    label: Text
    question: Text
    help: Text
    unit: Text | None
    unit_one: Text | None
    choices: tuple[Choice, ...]
    evidence: Text | None
    evidence_clause: str | None
    place: Place
    monotone: str = ""
    role: str = ""


def is_money(question: Question) -> bool:
    """Return whether the answer to a question is a sum of money."""
    return question.unit is not None and question.unit.zh == UNIT


@dataclass(frozen=True, kw_only=True, slots=True)
class Law:
    """Answers that cannot go together: where ``never`` is true, ``message`` stands at the question ``at``.

    ``{fact}`` in the message stands for the answer to that fact, a number that ``never`` speaks of.
    """

    id: str
    never: Condition
    at: str
    message: Text
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionSection:
    """One step of the questionnaire."""

    id: str
    title: Text
    intro: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """A date of the edition, as the clause ``clause`` states it."""

    id: str
    name: Text
    at: datetime
    clause: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """Holds for the tracks under ``applies_to`` (ids of plans, types, directions; empty: all) where ``when`` holds.

    ``note`` says why it cannot be told whether the thing is needed, where that is what the case is for.
    """

    place: Place
    applies_to: tuple[str, ...] = ()
    when: Condition | None = None
    note: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """What tracks of ``applies_to`` can get where ``when`` holds; figures as the clause writes them (万元)."""

    id: str
    place: Place
    applies_to: tuple[str, ...]
    clause: str
    at_least: str | None = None
    at_most: str | None = None
    condition: Text | None = None
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A named thing of the edition that clauses state: a contact, a step, a material, a recommender.

    ``value``, ``who`` and ``role`` are filled where the kind of entry has them; ``needed`` and ``unclear`` are
    the cases in which an applicant needs it, and in which that cannot be told (see ``py_checker.preparation.needs``).
    """

    id: str
    place: Place
    name: Text
    clauses: tuple[str, ...]
    value: Text | None = None
    who: Text | None = None
    role: str = ""
    needed: tuple[Case, ...] = ()
    unclear: tuple[Case, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A field of work, by the words (Chinese, as published) that stand for it in the guide."""

    id: str
    name: Text
    words: tuple[str, ...]
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Fields:
    """The fields that can be looked for, and the words by which a track leaves the field to the applicant."""

    named: tuple[Field, ...] = ()
    left_open: tuple[str, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """One year: what edition.yml lists; the documents with their rules; what is asked."""

    id: str
    title: Text
    reference_date: date
    document_names: dict[str, Text]
    deadlines: tuple[Deadline, ...]
    grants: tuple[Grant, ...]
    contacts: tuple[Entry, ...]
    steps: tuple[Entry, ...]
    recommenders: tuple[Entry, ...]
    materials: tuple[Entry, ...]
    email_subject: Entry
    programmes: dict[str, Text]
    subject_pattern: str
    fields: Fields
    readings: tuple[Reading, ...] = ()
    documents: dict[str, tuple[Section, ...]] = field(default_factory=dict)
    clauses: dict[str, Clause] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    tracks: tuple[Track, ...] = ()
    questions: dict[str, Question] = field(default_factory=dict)
    laws: tuple[Law, ...] = ()
    questionnaire: tuple[QuestionSection, ...] = ()

    def of_level(self, level: str) -> list[Section]:
        """Return the sections of one level (plan, type, chapter, …) in published order."""
        return [section for section in self.sections.values() if section.level == level]

    def types_of(self, plan: Section) -> list[Section]:
        """Return the project types of a plan in published order."""
        return [kind for kind in self.of_level("type") if kind.plan == plan.id]

    def asked(self) -> list[Question]:
        """Return the questions in the order in which the form asks them."""
        return [question for step in self.questionnaire for question in step.questions]


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A glossary term; ``find`` are the words, by language, under which it stands in the official text."""

    id: str
    text: Text
    find: dict[str, tuple[str, ...]]
    note: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Words, by language, in which people ask for the clauses and sections ``at``."""

    at: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Synonym:
    """Whoever searches for a word of ``typed`` means one of ``text``, which the texts use."""

    typed: tuple[str, ...]
    text: tuple[str, ...]
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class WordsOfSearch:
    """The synonyms of one language, and the words that a search leaves out."""

    synonyms: tuple[Synonym, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchWords:
    """The words of search.yml, per language, and what people ask as asked.yml lists it, per edition."""

    zh: WordsOfSearch
    en: WordsOfSearch
    asked: dict[str, tuple[Asked, ...]] = field(default_factory=dict)

    def of(self, lang: str) -> WordsOfSearch:
        """Return those of ``lang``."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """The whole: names, owner's details, interface words, glossary, editions, words of the search."""

    name: Text
    description: Text
    current: str
    editions: dict[str, Edition]
    owner: dict[str, str]
    report_to: str
    interface: dict[str, dict[str, Any]]
    glossary: tuple[Term, ...]
    search: SearchWords
