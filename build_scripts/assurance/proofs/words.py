"""Applicants in words, for the sentences: the questions' own labels and choices, in both languages."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from build_scripts.content.edition import is_money
from build_scripts.source.money import amount
from build_scripts.source.text import LANGUAGES
from py_checker.core.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from build_scripts.assurance.proofs.variables import Raw
    from build_scripts.content.edition import Edition, Question

VERDICTS = {
    Verdict.ELIGIBLE: ("初步符合", "eligible"),
    Verdict.CONDITIONAL: ("有条件符合", "conditional"),
    Verdict.INELIGIBLE: ("不符合", "ineligible"),
}
_YES_NO = {"zh": {True: "是", False: "否"}, "en": {True: "yes", False: "no"}}


def both(zh: str, en: str, key: str) -> dict[str, str]:
    """Return the values of a sentence under ``key_zh`` and ``key``."""
    return {f"{key}_zh": zh, key: en}


def applicant_words(edition: Edition, applicant: dict[str, Raw], facts: Iterable[str]) -> dict[str, str]:
    """Return the answers to some facts, in the questionnaire's order."""
    wanted = set(facts)
    asked = [question for fact, question in edition.questions.items() if fact in wanted and fact in applicant]
    zh, en = (
        [f"{question.label.of(lang)}{colon}{answer_words(question, applicant[question.fact.id], lang)}"
         for question in asked]
        for lang, colon in zip(LANGUAGES, ("：", ": "), strict=True)
    )  # fmt: skip
    return both("，".join(zh) or "无", ", ".join(en) or "none", "applicant")


def answer_words(question: Question, answer: Raw, lang: str) -> str:
    """Return one answer as a person would write it."""
    if isinstance(answer, bool):
        return _YES_NO[lang][answer]
    if question.fact.type == "choice":
        return next(choice.text.of(lang) for choice in question.choices if choice.id == answer)
    if is_money(question):
        return amount(Decimal(answer)).of(lang)
    if question.fact.type == "number" and question.unit:
        return f"{Decimal(answer).normalize():f}{' ' if lang == 'en' else ''}{question.unit.of(lang)}"
    return answer
