"""Writes the words that the self-assessment shows, per language: tracks, clauses, facts, interface."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from build_scripts.content.addresses import address
from build_scripts.content.edition import is_money
from build_scripts.rules.in_words import Readback
from build_scripts.rules.preparation import notes
from build_scripts.rules.rulebook import content_hash
from build_scripts.source.dates import date_in_words
from build_scripts.source.money import FORMS, YUAN
from py_checker.core.rulebook import OBLIGATION

if TYPE_CHECKING:
    from build_scripts.content.documents import Clause, Track
    from build_scripts.content.edition import Edition, Entry, Question, Site
    from build_scripts.rules.in_words import Reading

# What the page calls the rules of a clause, by their role.
RULES = {
    "check": "test",
    "applies": "applies",
    "doubtful": "doubtful",
    "exempts_plain": "frees",
    "exempts_doubtful": "frees",
}

# What leads on to the next clause of the same sentence, or ends it: out of place within quotation marks.
_LEADING_ON = {"zh": re.compile(r"[，、；：。]+$"), "en": re.compile(r"[,;:.]*(?:\s+(?:and|or))?$")}
_INNER = str.maketrans("“”", "‘’")  # quotation marks within quotation marks (GB/T 15834-2011, 4.8.3)


def texts_json(site: Site, edition: Edition, lang: str, clause_ids: set[str]) -> str:
    """Return ``texts.<lang>.json``; ``clause_ids`` are the clauses that the rulebook holds.

    Every ``url`` is relative to the root of the language.
    """
    readback = Readback(site, edition, lang)
    clause_ids = clause_ids | _named_in_preparation(edition)
    kinds = {kind: words["label"] for kind, words in site.interface[lang]["pages"]["kinds"].items()}
    data = {
        "edition": edition.id,
        "title": edition.title.of(lang),
        "content_hash": content_hash(edition),
        "reference_date": edition.reference_date.isoformat(),
        "lang": lang,
        "tracks": {track.id: _track(track, edition, lang) for track in edition.tracks},
        "clauses": {
            clause.id: _clause(clause, edition, readback)
            for clause in edition.clauses.values()
            if clause.id in clause_ids
        },
        "facts": {question.fact.id: _fact(question, lang) for question in edition.asked()},
        **_preparation(edition, site, lang),
        "money": {"yuan": YUAN, "forms": FORMS[lang]},
        "laws": {law.id: law.message.of(lang) for law in edition.laws},
        "ui": site.interface[lang]["self_assessment"] | {"kinds": kinds},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _preparation(edition: Edition, site: Site, lang: str) -> dict[str, Any]:
    """Return the words about what an applicant prepares (``py_checker.preparation.needs`` says what of it)."""
    words = site.interface[lang]["pages"]
    return {
        "materials": {entry.id: _entry(entry, lang) for entry in edition.materials},
        "recommenders": {entry.id: _entry(entry, lang) for entry in edition.recommenders},
        "grants": {grant.id: {"condition": grant.condition.of(lang)} for grant in edition.grants if grant.condition},
        "notes": {note: text.of(lang) for note, text in notes(edition)},
        "programmes": {plan: name.zh for plan, name in edition.programmes.items()},
        "email_subject": {"pattern": edition.subject_pattern, "clause": edition.email_subject.clauses[0]},
        "deadlines": [
            {"id": item.id, "name": item.name.of(lang), "at": item.at.isoformat(), "clause": item.clause,
             "moment": date_in_words(item.at, words["dates"]["moment"], words["months"])}
            for item in edition.deadlines
        ],
    }  # fmt: skip


def _entry(entry: Entry, lang: str) -> dict[str, Any]:
    return {"name": entry.name.of(lang), "who": entry.who.of(lang) if entry.who else "", "clauses": entry.clauses}


def _named_in_preparation(edition: Edition) -> set[str]:
    entries = (*edition.materials, *edition.recommenders, *edition.steps, edition.email_subject)
    named = {clause for entry in entries for clause in entry.clauses}
    named |= {grant.clause for grant in edition.grants} | {deadline.clause for deadline in edition.deadlines}
    return named | {clause.id for clause in edition.clauses.values() if clause.kind == OBLIGATION or clause.across}


def _track(track: Track, edition: Edition, lang: str) -> dict[str, str]:
    return {
        "plan_id": track.plan.id,
        "label": _short_cite(track, lang),
        "name": _name(track, lang),
        "plan": track.plan.heading.text.of(lang),
        "url": address(edition, track.id),
    }


def _short_cite(track: Track, lang: str) -> str:
    """Return the number of a track as its headings write it: 项目类型1 方向2."""
    separator = "：" if lang == "zh" else ":"
    parts = [track.type, *([track.direction] if track.direction else [])]
    numbers = [part.heading.text.of(lang).partition(separator)[0].strip() for part in parts]
    return (" " if lang == "zh" else ", ").join(numbers)


def _name(track: Track, lang: str) -> str:
    name = track.section.name
    return name.of(lang) if name else ""


def _clause(clause: Clause, edition: Edition, readback: Readback) -> dict[str, Any]:
    lang = readback.lang
    data = {
        "text": clause.text.of(lang),
        "cite": clause.cite.of(lang),
        "url": address(edition, clause.id),
        "kind": clause.kind,
    }
    optional = {
        "note": clause.note,
        "no_check": clause.no_check,
        "doubt": clause.doubtful and clause.doubtful.note,
        "easing": clause.exempts and clause.exempts.note,
        "across_doubt": clause.across and clause.across.doubtful,
    }
    data |= {key: text.of(lang) for key, text in optional.items() if text}
    quote = _LEADING_ON[lang].sub("", data["text"]).translate(_INNER)
    if quote != data["text"]:
        data["quote"] = quote
    lines = readback.lines(clause)
    data |= {f"{RULES[line.role]}_under": line.option for line in lines if line.option}
    return data | {RULES[line.role]: _reading(line.reading) for line in lines}


def _reading(reading: Reading) -> dict[str, Any]:
    data: dict[str, Any] = {"text": reading.text}
    if reading.items:
        data["items"] = [_reading(item) for item in reading.items]
    return data


def _fact(question: Question, lang: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "label": question.label.of(lang),
        "question": question.question.of(lang),
        "type": question.fact.type,
    }
    if question.unit:
        data["unit"] = question.unit.of(lang)
    if question.unit_one and question.unit_one != question.unit:
        data["unit_one"] = question.unit_one.of(lang)
    if is_money(question):
        data["money"] = True
    if question.choices:
        data["choices"] = {choice.id: choice.text.of(lang) for choice in question.choices}
    return data
