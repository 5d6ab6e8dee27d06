"""Applicants to measure with: one who has answered everything, and random ones."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from build_scripts.content.cases.scenarios import read_scenarios
from py_checker.core import conditions
from py_checker.core.answers import Consistency
from py_checker.core.facts import parse_answer
from py_checker.wire import FORMAT, VERSION

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition
    from py_checker.core.facts import Fact
    from py_checker.core.rulebook import Rulebook

Answers = dict[str, Any]
FULLEST = "prepared-enterprise"
MOST_CHANGES = 100
ANOTHER = 0.05  # how often a lifelike applicant answers otherwise than the one in the scenario


def scenarios_of(edition: Edition, root: Path) -> tuple[Scenario, ...]:
    """Return the scenarios of an edition."""
    return read_scenarios(root / "guide_data" / edition.id / "scenarios", root, edition)


def full_answers(edition: Edition, scenarios: tuple[Scenario, ...], of: str = FULLEST) -> Answers:
    """Return a scenario's answers, and to what it leaves open those of other scenarios (in their order) that agree."""
    first = sorted(scenarios, key=lambda scenario: (scenario.id != of, scenario.id != FULLEST))
    answers: Answers = {}
    for section in edition.questionnaire:
        for question in section.questions:
            given = (scenario.answers.get(question.fact.id) for scenario in first)
            answers[question.fact.id] = next((answer for answer in given if answer is not None), None)
    facts = {fact: question.fact for fact, question in edition.questions.items()}
    return agreeing(facts, [Consistency(law.id, law.never, law.at) for law in edition.laws], answers)


def variants(answers: Answers) -> list[Answers]:
    """Return answers that differ in a figure, so that no message is the same as the one before."""
    return [answers | {"rd_last_year": str(300 + number)} for number in range(8)]


def request(edition: Edition, answers: Answers, kind: str = "assess") -> str:
    """Return a request as it stands on the wire."""
    message = {"format": FORMAT, "version": VERSION, "kind": kind, "edition": edition.id, "answers": answers}
    return json.dumps(message, ensure_ascii=False)


def uniform(book: Rulebook, chance: random.Random) -> Answers:
    """Return random answers to all questions, every choice alike; figures near those of the rules."""
    figures = _figures(book)
    answers = {fact.id: _any(fact, figures.get(fact.id, [fact.minimum]), chance) for fact in book.facts.values()}
    return agreeing(book.facts, book.consistency, answers)


def lifelike(book: Rulebook, whole: list[Answers], chance: random.Random) -> Answers:
    """Return the answers of a random scenario, each of them random in one case of twenty."""
    answers = chance.choice(whole)
    another = uniform(book, chance)
    mixed = {fact: another[fact] if chance.random() < ANOTHER else answers[fact] for fact in answers}
    return agreeing(book.facts, book.consistency, mixed)


def agreeing(facts: Mapping[str, Fact], laws: Iterable[Consistency], answers: Answers) -> Answers:
    """Return the answers with those changed at which a broken law would tell, until they keep all laws.

    Raises ``ValueError`` where that does not lead there.
    """
    agreed = dict(answers)
    for _ in range(MOST_CHANGES):
        values = {fact: parse_answer(facts[fact], answer) for fact, answer in agreed.items() if answer is not None}
        broken = next((law for law in laws if law.is_broken(values)), None)
        if broken is None:
            return agreed
        for answer in _others(facts, broken, agreed):
            if not broken.is_broken(values | {broken.at: parse_answer(facts[broken.at], answer)}):
                agreed[broken.at] = answer
                break
    raise ValueError(f"no way to keep the laws: {answers}")


def _others(facts: Mapping[str, Fact], law: Consistency, answers: Answers) -> Iterator[Any]:
    """Yield other answers to the question at which a law tells: as in its other questions, then the first there are."""
    fact = facts[law.at]
    if fact.type == "number":
        yield from (answers[other] for other in conditions.facts_of(law.never) if facts[other].type == "number")
        yield from (str(fact.minimum), str(fact.minimum + 1))
    else:
        yield from fact.choices or (True, False)


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


def _figures(book: Rulebook) -> dict[str, list[Any]]:
    """Return the figures or days that rules compare a fact with, by fact."""
    found: dict[str, dict[Any, None]] = {}
    for clause in book.clauses.values():
        for rule in (clause.applies_when, clause.check, clause.doubtful_when):
            for part in conditions.parts_of(rule) if rule else ():
                compared = []
                if hasattr(part, "bound") or hasattr(part, "day"):
                    compared.append(part.bound if hasattr(part, "bound") else part.day)
                if isinstance(part, conditions.AgeAtMost):
                    compared.append(date(part.on.year - part.years - 1, part.on.month, part.on.day))
                if compared:
                    found.setdefault(part.fact, {}).update(dict.fromkeys(compared))
    return {fact: list(figures) for fact, figures in found.items()}
