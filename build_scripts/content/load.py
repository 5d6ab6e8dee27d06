"""Reads ``guide_data`` into a ``Site``; collects every fault of the run, then stops with ``DataError``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from build_scripts.content import cross_references
from build_scripts.content.conditions import ConditionReader
from build_scripts.content.documents import tracks_of
from build_scripts.content.edition import Edition, Site, Term
from build_scripts.content.edition_lists import DOCUMENTS, EditionReader
from build_scripts.content.questions.consistency import read_laws
from build_scripts.content.questions.facts import read_facts, read_questionnaire
from build_scripts.content.ranges import check_ranges, range_check
from build_scripts.content.readings import check_readings
from build_scripts.content.search_words.asked import FILE as ASKED
from build_scripts.content.search_words.asked import check_asked, read_asked
from build_scripts.content.search_words.fields import check_fields
from build_scripts.content.search_words.synonyms import check_search_words, read_search_words
from build_scripts.content.sections import SectionReader
from build_scripts.source.faults import DataError, FaultList, Place
from build_scripts.source.record import Record, bilingual
from build_scripts.source.text import LANGUAGES, Text
from build_scripts.source.yaml_file import Mapping, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.documents import Section
    from build_scripts.content.edition import Asked
    from build_scripts.source.yaml_file import Node

SITE_KEYS = ("current", "editions", "name", "description", "languages", "owner", "report_to")
OWNER_KEYS = ("host", "published", "site_code", "icp", "police_record")
_MAIL = re.compile(r"[^\s@,;:<>]+@[^\s@,;:<>]+\.[^\s@,;:<>]+")
INTERFACE_FILES = ("pages", "self_assessment", "rules", "reading")


def load_site(root: Path) -> Site:
    """Return the content of ``root/guide_data``. Raises ``DataError`` with all its faults."""
    faults = FaultList()
    data = root / "guide_data"

    def read(path: Path) -> Node | None:
        return read_yaml(path, root, faults)

    terms = _terms(read(data / "glossary.yml"), faults)
    interface: dict[str, dict[str, Any]] = {lang: {} for lang in LANGUAGES}
    for name in INTERFACE_FILES:
        node = read(data / "interface" / f"{name}.yml")
        if node is not None:
            words = _words(node, name, faults)
            for lang in LANGUAGES:
                interface[lang][name] = _in_language(words, lang)
    search_node = read(data / "search.yml")
    search = read_search_words(search_node, faults) if search_node is not None else None
    asked = {}
    site = read(data / "site.yml")
    if site is None:
        raise DataError(faults.sorted())
    record = Record(site, faults, SITE_KEYS, "site.yml")
    owner = record.mapping("owner", OWNER_KEYS)
    years = record.words("editions")
    current = record.choice("current", years)
    editions = {}
    for year in years:
        own = FaultList()  # faults elsewhere do not keep an edition from being read
        editions[year] = edition = _load_edition(data / year, root, own)
        asked[year] = _asked(data / year / ASKED, root, edition, own)
        for fault in own.sorted():
            faults.add(fault.place, fault.code, **fault.values)
    title, description = record.bilingual("name"), record.bilingual("description")
    details = {key: owner.text(key, "") for key in OWNER_KEYS}
    report_to = _mail_address(record, "report_to")
    loaded = {year: edition for year, edition in editions.items() if edition is not None}
    if search and len(loaded) == len(editions):  # else a word may stand in a clause that could not be read
        check_search_words(search, loaded.values(), faults)
    if faults or search is None:
        raise DataError(faults.sorted())
    search = replace(search, asked=asked)
    return Site(
        name=title,
        description=description,
        current=current,
        editions=loaded,
        owner=details,
        report_to=report_to,
        interface=interface,
        glossary=terms,
        search=search,
    )


def _asked(path: Path, root: Path, edition: Edition | None, faults: FaultList) -> tuple[Asked, ...]:
    """Return what people ask, of an edition; a new one may be without."""
    node = read_yaml(path, root, faults) if path.exists() else None
    asked = read_asked(node, faults) if node else ()
    if edition:  # else a place may stand in a file that could not be read
        check_asked(asked, edition, faults)
    return asked


def _mail_address(record: Record, key: str) -> str:
    """Return an e-mail address that may be left out or empty."""
    found = record.text(key, "").strip()
    if found and not _MAIL.fullmatch(found):
        record.faults.add(record.at(key), "not_a_mail_address", key=key, found=found)
    return found


def _load_edition(folder: Path, root: Path, faults: FaultList) -> Edition | None:
    """Return an edition, or None with its faults noted. What can still be compared is, file by file."""
    trees = {name: read_yaml(folder / f"{name}.yml", root, faults) for name in ("edition", "facts", "questionnaire")}
    questions = read_facts(trees["facts"], faults) if trees["facts"] else {}
    questionnaire = (
        read_questionnaire(trees["questionnaire"], questions, faults) if trees["questionnaire"] and questions else ()
    )
    conditions = None
    edition_reader = EditionReader(trees["edition"], faults) if trees["edition"] else None
    if questions and edition_reader:
        facts = {fact: question.fact for fact, question in questions.items()}
        conditions = ConditionReader(facts, edition_reader.reference_date(), faults)
    laws = read_laws(trees["facts"], conditions, faults) if trees["facts"] and conditions else ()
    header = edition_reader.read(conditions) if edition_reader else None
    if header and header.id != folder.name:
        place = Place((folder / "edition.yml").relative_to(root).as_posix(), 1)
        faults.add(place, "not_allowed", key="id", found=header.id, allowed=folder.name, hint_zh="", hint="")
    before = len(faults)
    readings = {reading.id: reading for reading in header.readings} if header else None
    grants = header.grants if header else ()
    ranges = {grant.clause: (grant.when, range_check(grant, questions.values())) for grant in grants}
    documents, complete = _documents(folder, root, SectionReader(conditions, readings, ranges), faults)
    tops = [section for sections in documents.values() for section in sections]
    sections = {section.id: section for top in tops for section in top.walk()}
    clauses = cross_references.unique_clauses(tops, faults)
    if complete:
        cross_references.check_clauses(clauses, sections, faults)
        if header and edition_reader:
            cross_references.check_edition(edition_reader, clauses, sections, faults)
            check_fields(header.fields, sections.values(), faults)
            check_readings(header.readings, clauses.values(), faults)
            check_ranges(header.grants, clauses, faults)
        if conditions and header and len(faults) == before:
            cross_references.check_questions(questions, clauses, header, faults)
    if faults or header is None:
        return None
    return replace(
        header,
        documents=documents,
        tracks=tracks_of(documents),
        questions=questions,
        laws=laws,
        questionnaire=questionnaire,
        clauses=clauses,
        sections=sections,
    )


def _documents(
    folder: Path, root: Path, reader: SectionReader, faults: FaultList
) -> tuple[dict[str, tuple[Section, ...]], bool]:
    """Return the sections of both documents, and whether every file could be read."""
    documents: dict[str, tuple[Section, ...]] = {}
    complete = True
    for name in DOCUMENTS:
        sections = []
        files = sorted((folder / name).glob("*.yml"))
        if not files:
            faults.add(Place((folder / name).relative_to(root).as_posix(), 1), "no_file")
        for path in files:
            node = read_yaml(path, root, faults)
            complete = complete and node is not None
            if node is not None:
                sections.append(reader.read(node, faults))
        documents[name] = tuple(sections)
    return documents, complete


def _terms(node: Node | None, faults: FaultList) -> tuple[Term, ...]:
    if node is None:
        return ()
    record = Record(node, faults, ("terms",), "glossary.yml")
    return tuple(_term(item) for item in record.records("terms", ("id", "zh", "en", "note", "find")))


def _term(item: Record) -> Term:
    text = Text(zh=item.text("zh"), en=item.text("en"))
    find: dict[str, tuple[str, ...]] = {lang: (text.of(lang),) for lang in LANGUAGES}
    if item.has("find"):
        words = item.mapping("find", LANGUAGES)
        find = {lang: words.words(lang) for lang in LANGUAGES}
    return Term(id=item.id(), text=text, find=find, note=item.bilingual_or_none("note"))


def _words(node: Node, key: str, faults: FaultList) -> Any:  # noqa: ANN401 - nested by nature
    """Return interface words: mappings all the way down to ``{zh, en}`` texts."""
    if isinstance(node, Mapping) and not set(node.entries) & set(LANGUAGES):
        return {name: _words(inner, f"{key}.{name}", faults) for name, inner in node.entries.items()}
    return bilingual(node, key, faults)


def _in_language(words: Any, lang: str) -> Any:  # noqa: ANN401
    if isinstance(words, Text):
        return words.of(lang)
    return {name: _in_language(inner, lang) for name, inner in words.items()}
