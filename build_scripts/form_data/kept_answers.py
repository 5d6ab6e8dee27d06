"""What the form must know to keep, share and try answers: what they belong to, and the example applicants.

Answers travel in a file, in a link and in the browser's own storage. All three name the edition and
the *content* (rules and questions) that they were given to, and carry a code of every question asked
then, so that a later page can say what has changed since (``docs/assets/self-assessment/keeping/``).
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from build_scripts.rules.rulebook import rulebook_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition, Question, Site

HASH_DIGITS = 12
ID_CHARS, FORM_CHARS = 3, 2  # of a question's code: 18 bits of its id, 12 bits of how it is answered


def content_hash(edition: Edition) -> str:
    """Return the first hex digits of SHA-256 over ``rulebook.json``: the content of an edition."""
    return hashlib.sha256(rulebook_json(edition).encode()).hexdigest()[:HASH_DIGITS]


def question_code(question: Question) -> str:
    """Return a code of a question (base64url): which one it is, and how it is answered.

    The second part changes when an old answer might mean something else: with the type, the choices
    and their order, or the unit; not with the wording or the limits.
    """
    fact = question.fact
    how = json.dumps([fact.type, fact.choices, fact.unit], ensure_ascii=False)
    return _digest(fact.id)[:ID_CHARS] + _digest(how)[:FORM_CHARS]


def answers_data(site: Site, edition: Edition, lang: str) -> Markup:
    """Return what ``keeping.js`` needs to know, as JSON that may stand in a ``script`` element."""
    data = {
        "edition": edition.id,
        "editions": list(site.editions),
        "content": content_hash(edition),
        "questions": [_question(item, lang) for section in edition.questionnaire for item in section.questions],
        "words": site.interface[lang]["self_assessment"]["answers"]["said"],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":  # what could end the element, or begin anything in it
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - no markup is left in it


def examples_json(scenarios: Iterable[Scenario], lang: str) -> str:
    """Return ``examples.<lang>.json``: the applicants that a visitor can try, each with its answers."""
    examples = [
        {"id": scenario.id, "name": scenario.name.of(lang), "answers": scenario.answers}
        for scenario in scenarios
        if scenario.example
    ]
    return json.dumps({"examples": examples}, ensure_ascii=False, indent=1) + "\n"


def _question(question: Question, lang: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": question.fact.id,
        "code": question_code(question),
        "type": question.fact.type,
        "label": question.label.of(lang),
    }
    if question.choices:
        data["choices"] = [choice.id for choice in question.choices]
    return data


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode()
