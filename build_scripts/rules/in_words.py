"""The read-back: what a machine will test, as a plain sentence beside the official one.

Sentences are composed from the facts' labels, choices and units and the templates of
``guide_data/interface/rules.yml``. A negation is carried inwards to the single tests, so that it
never stands before a list. What is short stays in one line; what is nested becomes a list.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from build_scripts.content.edition import is_money
from build_scripts.operators.vocabulary import operator_of
from build_scripts.source.dates import date_in_words
from build_scripts.source.money import amount
from py_checker.core import conditions
from py_checker.core.rulebook import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from build_scripts.content.documents import Clause, Doubt, Exempts
    from build_scripts.content.edition import Edition, Question, Site
    from py_checker.core.conditions import Condition

SHORT = 2  # so many single tests are joined in a line; more become a list
INNER_QUOTES = str.maketrans("“”", "‘’")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A sentence; where it ends in a colon, ``items`` follow as a list."""

    text: str
    items: tuple[Reading, ...] = ()

    def sentences(self) -> Iterator[str]:
        """Yield the sentence and those of all items, outermost first."""
        yield self.text
        for item in self.items:
            yield from item.sentences()


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One rule of a clause: its role (see ``roles`` of the words), its reading, the clauses it frees from.

    ``option``: what a word has to mean for it to count, where it counts for one meaning only.
    """

    role: str
    reading: Reading
    targets: tuple[str, ...] = ()
    option: str = ""


class Readback:
    """Reads conditions of one edition back in one language."""

    def __init__(self, site: Site, edition: Edition, lang: str) -> None:
        """Keep the questions and the words."""
        self.questions: dict[str, Question] = edition.questions
        self.lang = lang
        self.words: dict[str, dict[str, str]] = site.interface[lang]["rules"]
        self.months: dict[str, str] = site.interface[lang]["pages"]["months"]

    def lines(self, clause: Clause) -> tuple[Line, ...]:
        """Return every rule of a clause, read back; none where it has no rule."""
        rules = {
            "applies": clause.applies_when,
            "check": clause.check,
            "doubtful": clause.doubtful.when if clause.doubtful else None,
        }
        lines = [Line(role=role, reading=self.read(rule)) for role, rule in rules.items() if rule]
        if clause.doubtful:
            lines[-1] = replace(lines[-1], option=self._option(clause.doubtful))
        if clause.exempts:
            role = "exempts_plain" if clause.exempts.certainty == PLAIN else "exempts_doubtful"
            reading = self.read(clause.exempts.when)
            option = self._option(clause.exempts)
            lines.append(Line(role=role, reading=reading, targets=clause.exempts.targets, option=option))
        return tuple(lines)

    def _option(self, rule: Doubt | Exempts) -> str:
        return rule.reading.option(rule.under).text.of(self.lang) if rule.reading else ""

    def read(self, condition: Condition) -> Reading:
        """Return what a condition tests."""
        return capitalised(self.inner(condition))

    def inner(self, condition: Condition) -> Reading:
        """Return what a condition tests, to stand inside a sentence."""
        return self._read(positive(condition))

    def listed(self, names: Iterable[str]) -> str:
        """Return one or more names as alternatives: A、B或C."""
        figures = self.words["figures"]
        *others, last = names
        if not others:
            return last
        more = figures["choices_and_more"]
        before = reduce(lambda first, second: more.format(first=first, second=second), others)
        return figures["choices_or_last"].format(first=before, second=last)

    def _read(self, condition: Condition) -> Reading:
        joined = self.words["joined"]
        if isinstance(condition, conditions.IfThen):
            premise, conclusion = self._read(condition.premise), self._read(condition.conclusion)
            if premise.items:
                return Reading(text=joined["if_list"], items=(premise, conclusion))
            text = joined["if"].format(premise=premise.text, conclusion=conclusion.text)
            return Reading(text=text, items=conclusion.items)
        if isinstance(condition, conditions.All | conditions.Any | conditions.Count):
            return self._group(condition)
        return Reading(text=self._test(condition))

    def _group(self, condition: conditions.All | conditions.Any | conditions.Count) -> Reading:
        joined = self.words["joined"]
        items = tuple(self._read(operand) for operand in condition.operands)
        if isinstance(condition, conditions.Count):
            return Reading(text=joined["count"].format(wanted=condition.wanted), items=items)
        singles = all(_is_single(operand) for operand in condition.operands)
        if singles and len(items) <= SHORT:
            pair = joined["both" if isinstance(condition, conditions.All) else "either"]
            return Reading(text=reduce(lambda first, second: pair.format(first=first, second=second),
                                       [item.text for item in items]))  # fmt: skip
        return Reading(text=joined[condition.op], items=items)

    def _test(self, condition: Condition) -> str:
        """Return the sentence of a single test, or of its negation."""
        test = condition.operand if isinstance(condition, conditions.Not) else condition
        negative = test is not condition
        if isinstance(test, conditions.Is):
            return self._is(test, negative=negative)
        operator = operator_of(test)
        name = operator.opposite if negative else operator.sentence or test.op
        return self.words["tests"][name].format(**operator.words(test, self))

    def _is(self, test: conditions.Is, *, negative: bool) -> str:
        words = self.words["tests"]
        label = self.label(test.fact)
        if isinstance(test.value, bool):
            return words["is_yes" if test.value is not negative else "is_no"].format(fact=label.translate(INNER_QUOTES))
        choice = self.choices(test.fact)[test.value]
        return words["not_choice" if negative else "choice"].format(fact=label, choice=choice)

    def label(self, fact: str) -> str:
        """Return the name of a question."""
        return self.questions[fact].label.of(self.lang)

    def choices(self, fact: str) -> dict[str, str]:
        """Return the choices of a question, to stand within quotes."""
        choices = self.questions[fact].choices
        return {choice.id: choice.text.of(self.lang).translate(INNER_QUOTES) for choice in choices}

    def amount(self, fact: str, bound: Decimal) -> str:
        """Return a number with its question's unit."""
        question = self.questions[fact]
        if is_money(question):
            return amount(bound).of(self.lang)
        unit = question.unit_one if bound == 1 else question.unit
        return self.words["figures"]["number"].format(number=_plain(bound), unit=unit.of(self.lang) if unit else "")

    def factor(self, factor: Decimal) -> str:
        """Return a factor, below 1 in percent."""
        figures = self.words["figures"]
        if factor < 1:
            return figures["percent"].format(number=_plain(factor * 100))
        return figures["times"].format(number=_plain(factor))

    def day(self, day: date) -> str:
        """Return a date."""
        return date_in_words(day, self.words["figures"]["day"], self.months)


def positive(condition: Condition, *, negate: bool = False) -> Condition:
    """Return the same condition with every negation carried inwards to a single test.

    The laws used (De Morgan's and their like) hold in the three-valued logic of ``truth`` too.
    """
    if isinstance(condition, conditions.Not):
        return positive(condition.operand, negate=not negate)
    if isinstance(condition, conditions.IfThen):
        if negate:
            return conditions.All((positive(condition.premise), positive(condition.conclusion, negate=True)))
        return conditions.IfThen(positive(condition.premise), positive(condition.conclusion))
    if not isinstance(condition, conditions.All | conditions.Any | conditions.Count):
        return conditions.Not(condition) if negate else condition
    operands = tuple(positive(operand, negate=negate) for operand in condition.operands)
    if isinstance(condition, conditions.Count):
        return conditions.Count(operands, len(operands) - condition.wanted + 1 if negate else condition.wanted)
    return conditions.All(operands) if isinstance(condition, conditions.All) is not negate else conditions.Any(operands)


def _is_single(condition: Condition) -> bool:
    return not isinstance(condition, conditions.All | conditions.Any | conditions.Count | conditions.IfThen)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def capitalised(reading: Reading) -> Reading:
    """Return a sentence that begins, as each of its items does, with a capital letter."""
    text = reading.text[:1].upper() + reading.text[1:]
    return Reading(text=text, items=tuple(capitalised(item) for item in reading.items))
