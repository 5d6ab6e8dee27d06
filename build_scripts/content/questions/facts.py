"""Reads facts.yml (what can be asked) and questionnaire.yml (in which order)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from build_scripts.content.edition import Choice, Question, QuestionSection
from build_scripts.content.roles import FACT_ROLES, check_role, read_role
from build_scripts.source.record import Record, hint
from build_scripts.source.text import Text
from build_scripts.source.yaml_file import Mapping
from py_checker.core.facts import FACT_TYPES, Fact

if TYPE_CHECKING:
    from decimal import Decimal

    from build_scripts.source.faults import FaultList, Place
    from build_scripts.source.yaml_file import Node

FILE_KEYS = ("facts", "consistency")
_FACT_KEYS = ("id", "type", "label", "question", "help", "evidence", "evidence_clause", "changeable", "choices",
              "unit", "unit_en", "unit_en_one", "min", "max", "decimals", "monotone", "role")  # fmt: skip
NEVER = "never"
CHANGEABLE = ("now", "next_edition", "another_leader")
MONOTONE = ("more", "less")


def read_facts(node: Node, faults: FaultList) -> dict[str, Question]:
    """Return the questions by fact id; the laws between answers are read by ``questions.consistency``."""
    record = Record(node, faults, FILE_KEYS, "facts.yml")
    questions: dict[str, Question] = {}
    roles: dict[str, Place] = {}
    for item in record.records("facts", _FACT_KEYS):
        question = _question(item, read_role(item, FACT_ROLES, roles))
        check_role(item, question, questions.values())
        if question.fact.id in questions:
            first = str(questions[question.fact.id].place)
            faults.add(item.at("id"), "duplicate_id", found=question.fact.id, first=first)
        questions[question.fact.id] = question
    return questions


def _question(item: Record, role: str) -> Question:
    kind = item.choice("type", FACT_TYPES)
    choices: tuple[Choice, ...] = ()
    if kind == "choice":
        choices = tuple(
            Choice(id=choice.id(), text=Text(zh=choice.text("zh"), en=choice.text("en")))
            for choice in item.records("choices", ("id", "zh", "en"))
        )
    limits: dict[str, Decimal | date] = {}
    unit = unit_one = None
    if kind == "number":
        limits = {"minimum": item.number("min"), "maximum": item.number("max")}
        unit = Text(zh=item.text("unit"), en=item.text("unit_en"))
        unit_one = Text(zh=unit.zh, en=item.text("unit_en_one", "") or unit.en)
    elif kind == "date":
        limits = {"minimum": _day(item, "min"), "maximum": _day(item, "max")}
    changeable, advised = _changeable(item, kind, choices)
    fact = Fact(
        id=item.id(),
        type=kind,
        choices=tuple(choice.id for choice in choices),
        unit=unit.zh if unit else "",
        decimals=int(item.number("decimals")) if kind == "number" else 0,
        changeable=changeable,
        advised=advised,
        **limits,
    )
    return Question(
        fact=fact,
        label=item.bilingual("label"),
        question=item.bilingual("question"),
        help=item.bilingual("help"),
        unit=unit,
        unit_one=unit_one,
        choices=choices,
        evidence=item.bilingual_or_none("evidence"),
        evidence_clause=item.text("evidence_clause", "") or None,
        place=item.at("id"),
        monotone=_monotone(item, fact),
        role=role,
    )


def _changeable(item: Record, kind: str, choices: tuple[Choice, ...]) -> tuple[str, tuple[str | bool, ...]]:
    """Return when the fact can be changed, and to which of its choices anybody may be advised to change."""
    if not isinstance(item.entries.get("changeable"), Mapping):
        when = item.choice("changeable", (*CHANGEABLE, NEVER))
        if when in CHANGEABLE and kind in ("choice", "yes_no"):
            item.faults.add(item.at("changeable"), "nothing_advised", when=when)
        return "" if when == NEVER else when, ()
    inner = item.mapping("changeable", ("when", "values"))
    when = inner.choice("when", CHANGEABLE)
    if kind not in ("choice", "yes_no"):
        if inner.has("values"):
            inner.faults.add(inner.at("values"), "advised_no_choice")
        return when, ()
    allowed: dict[str, str | bool] = {choice.id: choice.id for choice in choices}
    if kind == "yes_no":
        allowed = {"true": True, "false": False}
    inner.node("values")
    return when, tuple(allowed.get(word, word) for word in inner.choices("values", allowed))


def _monotone(item: Record, fact: Fact) -> str:
    """Return which way the fact never makes a verdict worse; a choice has no more or less."""
    if not item.has("monotone"):
        return ""
    if fact.type == "choice":
        words = {"fact": fact.id, "type": fact.type, "type_zh": "选择题", "key": "monotone"}
        item.faults.add(item.at("monotone"), "wrong_fact_type", **words)
    return item.choice("monotone", MONOTONE)


def _day(item: Record, key: str) -> date:
    found = item.text(key)
    try:
        return date.fromisoformat(found)
    except ValueError:
        item.faults.add(item.at(key), "not_a_date", key=key, found=found, example="YYYY-MM-DD")
        return date.min


def read_questionnaire(node: Node, questions: dict[str, Question], faults: FaultList) -> tuple[QuestionSection, ...]:
    """Return the steps of the form; every fact is asked exactly once."""
    record = Record(node, faults, ("sections",), "questionnaire.yml")
    asked: set[str] = set()
    sections = []
    before = len(faults)
    for item in record.records("sections", ("id", "title", "intro", "facts")):
        here = []
        for fact in item.words("facts"):
            if fact not in questions:
                faults.add(item.at("facts"), "unknown_id", key="facts", found=fact, **hint(fact, questions))
            elif fact in asked:
                faults.add(item.at("facts"), "asked_twice", found=fact)
            else:
                asked.add(fact)
                here.append(questions[fact])
        sections.append(
            QuestionSection(
                id=item.id(), title=item.bilingual("title"), intro=item.bilingual("intro"), questions=tuple(here)
            )
        )
    for fact, question in questions.items() if len(faults) == before else ():
        if fact not in asked:
            faults.add(question.place, "not_asked", found=fact)
    return tuple(sections)
