"""Applicants to measure with: one who has answered everything, and random ones."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from build_scripts.scenarios import read_scenarios
from py_checker import checks
from py_checker.wire import FORMAT, VERSION

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

    from build_scripts.model import Edition
    from build_scripts.scenarios import Scenario
    from py_checker.facts import Fact
    from py_checker.rulebook import Rulebook

Answers = dict[str, Any]
FULLEST = "prepared-enterprise"
ANOTHER = 0.05  # how often a lifelike applicant answers otherwise than the one in the scenario


def scenarios_of(edition: Edition, root: Path) -> tuple[Scenario, ...]:
    """Return the scenarios of an edition."""
    return read_scenarios(root / "guide_data" / edition.id / "scenarios", root, edition)


def full_answers(edition: Edition, scenarios: tuple[Scenario, ...], of: str = FULLEST) -> Answers:
    """Return a scenario's answers, and those of other scenarios (in their order) to what it leaves open."""
    first = sorted(scenarios, key=lambda scenario: (scenario.id != of, scenario.id != FULLEST))
    answers: Answers = {}
    for section in edition.questionnaire:
        for question in section.questions:
            given = (scenario.answers.get(question.fact.id) for scenario in first)
            answers[question.fact.id] = next(answer for answer in given if answer is not None)
    return answers


def variants(answers: Answers) -> list[Answers]:
    """Return answers that differ in a figure, so that no message is the same as the one before."""
    return [answers | {"rd_last_year": str(300 + number)} for number in range(8)]


def request(edition: Edition, answers: Answers, kind: str = "assess") -> str:
    """Return a request as it stands on the wire."""
    message = {"format": FORMAT, "version": VERSION, "kind": kind, "edition": edition.id, "answers": answers}
    return json.dumps(message, ensure_ascii=False)


def uniform(book: Rulebook, chance: random.Random) -> Answers:
    """Return random answers to all questions, every choice alike; figures near those of the rules."""
    answers = {fact.id: _any(fact, _figures(book, fact), chance) for fact in book.facts.values()}
    return _agreeing(book, answers)


def lifelike(book: Rulebook, whole: list[Answers], chance: random.Random) -> Answers:
    """Return the answers of a random scenario, each of them random in one case of twenty."""
    answers = chance.choice(whole)
    another = uniform(book, chance)
    return _agreeing(book, {fact: another[fact] if chance.random() < ANOTHER else answers[fact] for fact in answers})


def _agreeing(book: Rulebook, answers: Answers) -> Answers:
    """Lower an answer that must not exceed another one."""
    for law in book.consistency:
        if Decimal(str(answers[law.lesser])) > Decimal(str(answers[law.greater])):
            answers[law.lesser] = answers[law.greater]
    return answers


def _any(fact: Fact, figures: list[Any], chance: random.Random) -> str | bool:
    if fact.type == "choice":
        return chance.choice(fact.choices)
    if fact.type == "yes_no":
        return chance.random() < 0.5  # noqa: PLR2004 - yes or no
    if fact.type == "date":
        near = [day + timedelta(days=shift) for day in figures for shift in (-400, -1, 0, 1, 400)]
    else:
        step = Decimal(1).scaleb(-fact.decimals)
        near = [figure + shift for figure in (*figures, Decimal(5)) for shift in (-step, Decimal(0), step)]
    return str(chance.choice([value for value in near if fact.minimum <= value <= fact.maximum]))


def _figures(book: Rulebook, fact: Fact) -> list[Any]:
    """Return the figures or days that rules compare the fact with."""
    return list(dict.fromkeys(_compared(book, fact))) or [fact.minimum]


def _compared(book: Rulebook, fact: Fact) -> Iterator[Any]:
    for clause in book.clauses.values():
        for rule in (clause.applies_when, clause.check, clause.doubtful_when):
            for part in checks.parts_of(rule) if rule else ():
                if getattr(part, "fact", None) != fact.id:
                    continue
                if hasattr(part, "bound") or hasattr(part, "day"):
                    yield part.bound if hasattr(part, "bound") else part.day
                if isinstance(part, checks.AgeAtMost):
                    yield date(part.on.year - part.years - 1, part.on.month, part.on.day)
