"""Makes the mutants of an edition's rules: each differs from the data in one small, plausible mistake.

A figure off by one step or by a digit, a day off by one, 以上 without the figure itself, one choice
too many, ``all`` for ``any``, a condition forgotten. ``run`` asks which of them no scenario notices.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from build_scripts.content.documents import Doubt, Exempts
from build_scripts.operators.operands import near
from build_scripts.operators.vocabulary import operator_of
from py_checker.core import conditions
from py_checker.core.rulebook import AMOUNT, DOUBTFUL, IN_PRINCIPLE, PLAIN, PREFERRED, REQUIRED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from build_scripts.content.documents import Clause
    from build_scripts.content.edition import Edition
    from py_checker.core.facts import Fact

Path = tuple[str | int, ...]
Change = tuple[Path, str, conditions.Condition]
Slots = tuple[Path, str, dict[str, Any]]

NEIGHBOURS = {REQUIRED: (IN_PRINCIPLE,), IN_PRINCIPLE: (REQUIRED, PREFERRED), PREFERRED: (IN_PRINCIPLE,),
              AMOUNT: (REQUIRED, PREFERRED)}  # fmt: skip
OPPOSITE = {PLAIN: DOUBTFUL, DOUBTFUL: PLAIN}
_Shared = TypeVar("_Shared", Doubt, Exempts)
_KEYS = {"premise": "if", "conclusion": "then", "operand": "not"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Mutant:
    """One clause with one mistake. ``path`` leads from the clause's YAML node to the mistake."""

    original: Clause
    clause: Clause
    path: Path
    change: str

    @property
    def name(self) -> str:
        """How surviving_mutants.yml names it; it does not depend on lines."""
        return f"{self.original.id} {'.'.join(str(key) for key in self.path)}: {self.change}"


def mutants_of(edition: Edition) -> Iterator[Mutant]:
    """Yield every mutant of an edition's rules, in the order of the documents."""
    facts = {fact: question.fact for fact, question in edition.questions.items()}
    concerned = {clause.id for track in edition.tracks for clause in track.clauses}
    for clause in edition.clauses.values():
        if clause.id in concerned and (clause.check or clause.exempts):
            yield from _of_clause(clause, facts)
            yield from _of_age_day(clause)


def _of_clause(clause: Clause, facts: Mapping[str, Fact]) -> Iterator[Mutant]:
    makers = [_of_weight, _of_scope, _of_gate, _of_doubt] if clause.check else []
    for maker in (*makers, _of_exemption):
        for path, change, slots in maker(clause, facts):
            yield Mutant(original=clause, clause=replace(clause, **slots), path=path, change=change)


def _of_weight(clause: Clause, facts: Mapping[str, Fact]) -> Iterator[Slots]:
    for kind in NEIGHBOURS[clause.kind]:
        yield ("kind",), f"{clause.kind} → {kind}", {"kind": kind}
    own = clause.check if clause.kind != AMOUNT else None  # the rule on an amount is the grant's, and mutated there
    for path, change, condition in changes(own, facts, ("check",)) if own else ():
        yield path, change, {"check": condition}


def _of_scope(clause: Clause, _: Mapping[str, Fact]) -> Iterator[Slots]:
    for scope in clause.applies_to:
        rest = tuple(item for item in clause.applies_to if item != scope)
        yield ("applies_to",), f"without {scope}" if rest else "dropped", {"applies_to": rest}


def _of_gate(clause: Clause, facts: Mapping[str, Fact]) -> Iterator[Slots]:
    if clause.applies_when and clause.kind != AMOUNT:
        yield ("applies_when",), "dropped", {"applies_when": None}
        for path, change, condition in changes(clause.applies_when, facts, ("applies_when",)):
            yield path, change, {"applies_when": condition}


def _of_doubt(clause: Clause, facts: Mapping[str, Fact]) -> Iterator[Slots]:
    if clause.doubtful:
        yield ("doubtful",), "dropped", {"doubtful": None}
        for path, change, condition in changes(clause.doubtful.when, facts, ("doubtful", "when")):
            yield path, change, {"doubtful": replace(clause.doubtful, when=condition)}
        for path, change, doubt in _of_reading(clause.doubtful, "doubtful"):
            yield path, change, {"doubtful": doubt}


def _of_exemption(clause: Clause, facts: Mapping[str, Fact]) -> Iterator[Slots]:
    easing = clause.exempts
    if easing is None:
        return
    yield ("exempts",), "dropped", {"exempts": None}
    other = OPPOSITE[easing.certainty]
    changed = replace(easing, certainty=other, reading=None, under="")
    yield ("exempts", "certainty"), f"{easing.certainty} → {other}", {"exempts": changed}
    for target in easing.targets if len(easing.targets) > 1 else ():
        fewer = tuple(item for item in easing.targets if item != target)
        yield ("exempts", "clauses"), f"without {target}", {"exempts": replace(easing, targets=fewer)}
    for path, change, condition in changes(easing.when, facts, ("exempts", "when")):
        yield path, change, {"exempts": replace(easing, when=condition)}
    for path, change, exempts in _of_reading(easing, "exempts"):
        yield path, change, {"exempts": exempts}


def _of_reading(rule: _Shared, key: str) -> Iterator[tuple[Path, str, _Shared]]:
    """What hangs on a reading, with one mistake: another option, or a doubt of its own."""
    if rule.reading is None:
        return
    yield (key, "reading"), "dropped", replace(rule, reading=None, under="")
    for option in rule.reading.options:
        if option.id != rule.under:
            yield (key, "under"), f"{rule.under} → {option.id}", replace(rule, under=option.id)


def _of_age_day(clause: Clause) -> Iterator[Mutant]:
    """The day on which ages are counted, one day and one year off; a date of the edition, not of the clause."""
    parts = conditions.parts_of(clause.check) if clause.check else ()
    for age in [part for part in parts if isinstance(part, conditions.AgeTest)]:
        for day in near(age.on):
            changed = replaced(clause.check, age, age._replace(on=day))
            yield Mutant(
                original=clause, clause=replace(clause, check=changed), path=("check", "age_at_most"),
                change=f"on {age.on} → {day}",
            )  # fmt: skip


def changes(condition: conditions.Condition, facts: Mapping[str, Fact], path: Path) -> Iterator[Change]:
    """Yield the condition with one mistake in it, at the top or anywhere inside."""
    for change, changed in operator_of(condition).mistakes(condition, facts):
        yield path, change, changed
    for slot in condition._fields:
        value = getattr(condition, slot)
        if slot == "operands":
            for number, operand in enumerate(value):
                deeper = (*path, condition.op, number)
                for inner, change, changed in changes(operand, facts, deeper):
                    yield inner, change, _exchanged(condition, {slot: _with(value, number, changed)})
        elif slot in _KEYS:
            for inner, change, changed in changes(value, facts, (*path, _KEYS[slot])):
                yield inner, change, _exchanged(condition, {slot: changed})


def replaced(condition: Any, old: conditions.Condition, new: conditions.Condition) -> conditions.Condition:  # noqa: ANN401
    """Return the condition with one part of it exchanged."""
    if condition is old:
        return new
    slots: dict[str, Any] = {}
    for slot in condition._fields:
        value = getattr(condition, slot)
        if slot == "operands":
            slots[slot] = tuple(replaced(operand, old, new) for operand in value)
        elif slot in _KEYS:
            slots[slot] = replaced(value, old, new)
    return _exchanged(condition, slots)


def _exchanged(condition: conditions.Condition, slots: dict[str, Any]) -> conditions.Condition:
    return condition._replace(**slots)


def _with(operands: tuple[Any, ...], number: int, changed: conditions.Condition) -> tuple[Any, ...]:
    return (*operands[:number], changed, *operands[number + 1 :])
