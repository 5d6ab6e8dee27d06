"""What the form must know to keep and share answers: what they belong to.

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

from build_scripts.rules.rulebook import content_hash

if TYPE_CHECKING:
    from build_scripts.content.edition import Edition, Question, Site

ID_CHARS, FORM_CHARS = 3, 2  # of a question's code: 18 bits of its id, 12 bits of how it is answered


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
        "questions": [_question(item, lang) for item in edition.asked()],
        "words": site.interface[lang]["self_assessment"]["answers"]["said"],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":  # what could end the element, or begin anything in it
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - no markup is left in it


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
