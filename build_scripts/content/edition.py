"""The content of the site as frozen dataclasses: what the YAML means once it has been read.

``loader`` makes these; everything else only reads them. Every text is a ``Text`` in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from build_scripts.content.fields import Fields
    from build_scripts.content.needs import Across, Case
    from build_scripts.content.search_words.synonyms import SearchWords
    from build_scripts.source.yaml_file import Place
    from py_checker.core.conditions import Condition
    from py_checker.core.facts import Fact

LANGUAGES = ("zh", "en")
TAGS = {"zh": "zh-Hans", "en": "en"}  # as pages name them
LEVELS = ("preface", "plan", "type", "direction", "document", "chapter", "section")
PARTS = ("scope", "targets", "conditions")


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A text in both languages; the Chinese one is the official or the leading one."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        """Return the text in ``lang``: ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """Where ``when`` holds, the clause can be read more strictly; ``note`` tells the applicant so."""

    when: Condition
    note: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Exempts:
    """The clauses (``targets``) that this one frees from where ``when`` holds; see ``rulebook.Exemption``."""

    targets: tuple[str, ...]
    when: Condition
    certainty: str
    note: Text | None


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
    def section(self) -> Section:
        """The section that describes the track."""
        return self.direction or self.type


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
class Edition:
    """One year: its documents, rules, questions and dates."""

    id: str
    title: Text
    reference_date: date
    document_names: dict[str, Text]
    documents: dict[str, tuple[Section, ...]]
    tracks: tuple[Track, ...]
    questions: dict[str, Question]
    laws: tuple[Law, ...]
    questionnaire: tuple[QuestionSection, ...]
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
    clauses: dict[str, Clause] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)

    def of_level(self, level: str) -> list[Section]:
        """Return the sections of one level (plan, type, chapter, …) in published order."""
        return [section for section in self.sections.values() if section.level == level]


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A glossary term; ``find`` are the words, by language, under which it stands in the official text."""

    id: str
    text: Text
    find: dict[str, tuple[str, ...]]
    note: Text | None = None


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
