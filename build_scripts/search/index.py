"""Writes what the search worker loads: every clause, heading and page section of one language as a result.

``search/index.json`` of a language is nested as the text is, so that nothing is said twice::

    {kinds: [[id, label], …], sections: [[url, id, heading, path, [[suffix, [[id, kind, text], …]], …]], …], …}

A result stands at ``url#id``; ``id`` is short: what follows the id of its section, where it begins with it.
A text that stood before is the number of that one, counted from 0. The synonyms of words that the text does not
have, and what people ask each result as (asked.yml), are in a file of their own, which the index names::

    {synonyms: [[typed, text], …], asked: [words of each result, …], traditional: "form, character, …"}

with ``|`` between words. A hash in its name keeps the words of one build from the results of another.
Texts come from the model, not from rendered pages; only pages that hold no clauses (contact, dates, about …)
are taken from the index that Material's plug-in has made of them.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from typing import TYPE_CHECKING, Any

from build_scripts.content import addresses, roles
from build_scripts.content.search_words.asked import BETWEEN, asked_at, telling
from build_scripts.content.search_words.synonyms import by_text
from build_scripts.pages.catalogue import pages_of
from build_scripts.search.characters import pinyin_table, traditional_forms
from build_scripts.source.record import placeholders
from build_scripts.source.text import LANGUAGES
from py_checker.core.numerals import VALUES
from py_checker.core.rulebook import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from build_scripts.content.documents import Clause, Paragraph, Section
    from build_scripts.content.edition import Edition, Site

FOLDER, INDEX, PINYIN = "search", "index.json", "pinyin.json"
DIGITS = 8  # of a hash, to tell one build from the next
NOTE, HEADING, PAGE, TERM = "note", "heading", "page", "term"
ARROW = " › "
# Sections of pages that repeat clauses, and what they list by name: the sentences are found as clauses.
REPEATING = {("funding", ""): "", ("materials", ""): "materials", ("dates", "steps"): "steps"}
SHOWN_APART = ("self-assessment", "compare", "coverage")  # left out of Material's index: found by name and description
_LINES = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
_CELLS = re.compile(r"</(?:td|th|dt|dd|tr|caption)>")
_CELL_GAP = "\u2002"  # wider than a space, and kept between Chinese characters
_HAN_GAP = re.compile(r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]) (?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])")

Doc = list[Any]  # id, index of the kind, text
Group = list[Any]  # suffix of the path, docs
Entry = list[Any]  # url, id, heading, path, groups


def add_search(site: Site, out: Path) -> None:
    """Write our search data of every language in the place of Material's index.

    Material's script asks for ``search_index.json`` with every page; overrides/partials/search-start.html
    answers that itself, so the file is not needed, and our worker reads its own once the box is touched.
    """
    for lang in LANGUAGES:
        stock = out / addresses.FOLDERS[lang] / FOLDER / "search_index.json"
        _write_search(site, lang, stock.parent, json.loads(stock.read_text(encoding="utf-8"))["docs"])
        stock.unlink()


def _write_search(site: Site, lang: str, folder: Path, indexed: list[dict[str, Any]]) -> None:
    """Write the search data of a language; ``indexed`` are the entries of Material's: ``{location, title, text}``."""
    index = search_index(site, lang, indexed)
    index["synonyms"], rest = by_text(site.search.of(lang), _strings(index["sections"]))
    words: dict[str, Any] = {"synonyms": rest, "asked": list(asked_lines(site, lang, index["sections"]))}
    if lang == LANGUAGES[0]:  # only Chinese has pinyin and traditional characters
        texts = list(_strings(index))
        _write(folder / PINYIN, pinyin_table(texts))
        words["traditional"] = traditional_forms(texts)
    version = hashlib.sha256(json.dumps([index, words]).encode()).hexdigest()
    index["words"] = f"words-{version[:DIGITS]}.json"
    _write(folder / index["words"], words)
    _write(folder / INDEX, index)


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def search_index(site: Site, lang: str, indexed: list[dict[str, Any]]) -> dict[str, Any]:
    """Return ``index.json`` of a language: results, words to show, and what a search leaves out."""
    words = site.interface[lang]["pages"]
    labels = {kind: words["kinds"][kind]["label"] for kind in KINDS}
    labels |= {kind: words["search"]["kinds"][kind] for kind in (NOTE, HEADING, PAGE, TERM)}
    kinds = list(labels)
    sections = [entry for edition in site.editions.values() for entry in _sections(edition, lang, kinds)]
    own = {entry[0] for entry in sections}
    sections += _pages(site, lang, kinds, [doc for doc in indexed if doc["location"].partition("#")[0] not in own])
    return {
        "lang": lang,
        "kinds": [[kind, label] for kind, label in labels.items()],
        "sections": _once(sections),
        "ignored": "|".join(site.search.of(lang).ignored),
        "numerals": VALUES if lang == "zh" else {},
        "help": _help(site, lang),
    }


def asked_lines(site: Site, lang: str, sections: Iterable[Entry]) -> Iterator[str]:
    """Yield what each result is asked as, in the order in which docs/assets/search/entries.js makes them."""
    ignored = site.search.of(lang).ignored
    asked = {
        addresses.address(edition, place): words
        for year, edition in site.editions.items()
        for place, words in asked_at(site.search.asked.get(year, ()), lang).items()
    }
    texts: list[str] = []
    for url, section, heading, _, groups in sections:
        if section or len(groups) != 1:
            yield BETWEEN.join(telling(asked.pop(f"{url}#{section}", ()), heading, ignored))
        for anchor, _, written in (doc for _, docs in groups for doc in docs):
            texts.append(texts[written] if isinstance(written, int) else written)
            place = f"{url}#{section}{anchor}" if anchor.startswith("-") else f"{url}#{anchor}"
            # the first result of a clause is its sentence; what the editors add to it follows
            yield BETWEEN.join(telling(asked.pop(place, ()), f"{heading} {texts[-1]}", ignored))


def _help(site: Site, lang: str) -> dict[str, Any]:
    """Return what stands in the list where nothing was found: words, whom to ask, where the terms are."""
    words = site.interface[lang]["pages"]["search"]
    edition = site.editions[site.current]
    contacts = {role: entry.value.of(lang) for role, entry in roles.contacts(edition).items() if entry.value}
    ask = words["help"]["ask_text"]
    return {
        "words": words["help"],
        "ask": {
            "url": addresses.url(addresses.edition_page(edition, "contact")),
            "text": ask.format(**contacts) if contacts.keys() >= set(placeholders(ask)) else "",
        },
        "terms": {"url": addresses.url(addresses.GLOSSARY)},
    }


def _sections(edition: Edition, lang: str, kinds: list[str]) -> Iterator[Entry]:
    guide = edition.document_names["guide"].of(lang)
    for document in edition.documents.values():
        for outermost in document:
            url = addresses.url(addresses.section_page(edition, outermost))
            for section in outermost.walk():
                yield _section(section, url, lang, kinds, guide)


def _section(section: Section, url: str, lang: str, kinds: list[str], guide: str) -> Entry:
    path = _path(section.cite.of(lang), lang, guide)
    groups: list[Group] = []
    notes = _notes(section.heading, section.id, lang, kinds)
    if notes:
        groups.append(["", notes])
    for paragraph in section.body:
        suffix = _path(paragraph.cite.of(lang), lang, guide).removeprefix(path)
        groups.append([suffix, _docs(paragraph, section.id, lang, kinds)])
    return [url, section.id, section.heading.text.of(lang), path, groups]


def _path(cite: str, lang: str, guide: str) -> str:
    """Return a cite as a path: 指南 项目类型1 方向2 → 项目类型1 › 方向2."""
    parts = cite.split(" ") if lang == "zh" else re.split(r", |(?<=Notice) ", cite)
    if (len(parts) > 1 and guide.endswith(parts[0])) or parts[0] in guide.split():
        parts = parts[1:] or parts
    return ARROW.join(part[:1].upper() + part[1:] for part in parts)


def _docs(paragraph: Paragraph, section: str, lang: str, kinds: list[str]) -> list[Doc]:
    docs = [_doc(paragraph.label, section, lang, kinds, HEADING)] if paragraph.label else []
    for clause in paragraph.clauses:
        docs.append(_doc(clause, section, lang, kinds, clause.kind))
        docs += _notes(clause, section, lang, kinds)
    return docs


def _doc(clause: Clause, section: str, lang: str, kinds: list[str], kind: str) -> Doc:
    return [_short(clause.id, section), kinds.index(kind), clause.text.of(lang)]


def _notes(clause: Clause, section: str, lang: str, kinds: list[str]) -> list[Doc]:
    """Return what the editors add to a clause, as results of their own at the same place."""
    notes = (clause.note, clause.doubtful and clause.doubtful.note, clause.exempts and clause.exempts.note)
    return [[_short(clause.id, section), kinds.index(NOTE), note.of(lang)] for note in notes if note]


def _short(clause: str, section: str) -> str:
    """Return what the id adds to that of its section; the worker puts it back."""
    return clause.removeprefix(section) if clause.startswith(f"{section}-") else clause


def _pages(site: Site, lang: str, kinds: list[str], indexed: Iterable[dict[str, Any]]) -> Iterator[Entry]:
    """Yield the sections of pages without clauses; those that Material left out with what interface words say."""
    words = site.interface[lang]["pages"]
    pages = {addresses.url(page.path): page for ed in site.editions.values() for page in pages_of(site, ed, lang)}
    glossary = addresses.url(addresses.GLOSSARY)  # its lines are results of their own
    said = {}
    for edition in site.editions.values():
        for (name, anchor), listed in REPEATING.items():
            url = addresses.url(addresses.edition_page(edition, name))
            names = [entry.name.of(lang) for entry in getattr(edition, listed)] if listed else []
            lead = [] if anchor else [words[name]["lead"]]
            said[f"{url}#{anchor}" if anchor else url] = " · ".join([*lead, *names])
    for doc in indexed:
        location = doc["location"].removeprefix("./")
        url, _, anchor = location.partition("#")
        title, text = plain(doc["title"]), said.get(location, plain(doc["text"]))
        docs = [["", kinds.index(PAGE), text]] if url != glossary else _terms(site, lang, kinds)
        if url or not anchor:  # what stands on the home page stands elsewhere, too
            yield [url, anchor, title, pages[url].title if url in pages else title, [["", docs]]]
    for url, page in pages.items():
        name = page.path.rpartition("/")[2]
        if name in SHOWN_APART:
            text = words["search"]["apart"][name.replace("-", "_")]
            yield [url, "", page.title, page.title, [["", [["", kinds.index(PAGE), text]]]]]


def _terms(site: Site, lang: str, kinds: list[str]) -> list[Doc]:
    return [[f"term-{term.id}", kinds.index(TERM), term.text.of(lang)] for term in site.glossary]


def _once(sections: list[Entry]) -> list[Entry]:
    """Replace each text that stood before by its number: the same sentence stands in many directions."""
    first: dict[str, int] = {}
    count = 0
    for *_, groups in sections:
        for _, docs in groups:
            for doc in docs:
                seen = first.setdefault(doc[2], count)
                if seen != count:
                    doc[2] = seen
                count += 1
    return sections


def plain(text: str) -> str:
    """Return HTML as text: a line that ends becomes a space, except between Chinese characters."""
    text = html.unescape(re.sub(r"<[^>]*>", "", _LINES.sub(" ", _CELLS.sub(_CELL_GAP, text))))
    text = re.sub(rf"\s*{_CELL_GAP}\s*", _CELL_GAP, re.sub(r"[ \t\n]+", " ", text))
    return _HAN_GAP.sub("", text).strip()


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for inner in node.values():
            yield from _strings(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _strings(inner)
