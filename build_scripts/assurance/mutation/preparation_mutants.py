"""Makes the mutants of the rules on what is prepared: each differs from the data in one small mistake.

Changed are the cases of materials and recommenders, the scope, condition and amounts of grants, the
condition of an obligation, and what a clause says of several applications together. They move no
verdict; ``mutation.preparation_judge`` asks which of them no scenario or portfolio notices.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from build_scripts.assurance.mutation.verdict_mutants import changes
from build_scripts.content import roles
from build_scripts.operators.operands import TENFOLD
from build_scripts.source.figures import number_and_unit
from py_checker.core.rulebook import ANNOUNCED_SEPARATELY, OBLIGATION
from py_checker.preparation.portfolio import DIFFERENCES, LIKENESSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, TypeAlias

    from build_scripts.assurance.mutation.verdict_mutants import Path
    from build_scripts.content.documents import Across, Clause
    from build_scripts.content.edition import Case, Edition, Entry, Grant
    from py_checker.core.conditions import Condition
    from py_checker.core.facts import Fact

    Rule: TypeAlias = Entry | Grant | Clause
    Facts: TypeAlias = Mapping[str, Fact]
    Types: TypeAlias = Mapping[str, str]  # project type to plan
    Made: TypeAlias = Iterator[tuple[Path, str, dict[str, Any]]]

MATERIALS, RECOMMENDERS, GRANTS, DUTIES, ACROSS = "materials", "recommenders", "grants", "duties", "across"
LISTS = (MATERIALS, RECOMMENDERS, GRANTS)
_BOUNDS = {"at_least": "at_most", "at_most": "at_least"}


@dataclass(frozen=True, kw_only=True, slots=True)
class PreparationMutant:
    """One entry of a list of edition.yml, or one clause, with one mistake. ``path`` leads from its YAML node to it."""

    group: str
    original: Rule
    changed: Rule
    path: Path
    change: str

    @property
    def name(self) -> str:
        """How surviving_mutants.yml names it; it does not depend on lines."""
        owner = f"{self.group}.{self.original.id}" if self.group in LISTS else self.original.id
        return f"{owner} {'.'.join(str(key) for key in self.path)}: {self.change}"


def preparation_mutants_of(edition: Edition) -> Iterator[PreparationMutant]:
    """Yield every mutant of an edition's rules on what is prepared, in the order of its lists."""
    facts = {fact: question.fact for fact, question in edition.questions.items()}
    asked = roles.question(edition, roles.AMOUNT_ASKED)
    step = Decimal(1).scaleb(-asked.fact.decimals) if asked else Decimal(1)
    types = {track.type.id: track.plan.id for track in edition.tracks if track.type.status != ANNOUNCED_SEPARATELY}

    def made(group: str, rule: Rule, maker: Made) -> Iterator[PreparationMutant]:
        for path, change, slots in maker:
            yield PreparationMutant(
                group=group, original=rule, changed=replace(rule, **slots), path=path, change=change
            )

    for group in (MATERIALS, RECOMMENDERS):
        for entry in getattr(edition, group):
            yield from made(group, entry, _of_entry(entry, facts, types))
    for grant in edition.grants:
        yield from made(GRANTS, grant, _of_grant(grant, facts, types, step))
    for clause in edition.clauses.values():
        if clause.kind == OBLIGATION and clause.applies_when:
            yield from made(DUTIES, clause, _of_condition(clause.applies_when, facts, "applies_when"))
        if clause.across:
            yield from made(ACROSS, clause, _of_across(clause.across))


def _of_entry(entry: Entry, facts: Facts, types: Types) -> Made:
    for key in ("needed", "unclear"):
        cases = getattr(entry, key)
        for number, case in enumerate(cases):
            yield (key, number), "dropped", {key: cases[:number] + cases[number + 1 :]}
            settled = settled_types(entry, case, types) if key == "unclear" else frozenset()
            for path, change, slots in _of_case(case, facts, types, settled):
                changed = (*cases[:number], replace(case, **slots), *cases[number + 1 :])
                yield (key, number, *path), change, {key: changed}


def settled_types(entry: Entry, case: Case, types: Types) -> frozenset[str]:
    """Return the project types where an unclear case is never reached: a needed one has the same condition there."""
    before = [one.applies_to for one in entry.needed if one.when == case.when]
    return frozenset(
        kind for kind, plan in types.items() if any(not places or {kind, plan} & {*places} for places in before)
    )


def _of_case(case: Case, facts: Facts, types: Types, settled: frozenset[str]) -> Made:
    if case.applies_to:
        yield from _of_scope(case.applies_to, types, settled)
    if len(case.applies_to) == 1 and not {*types} <= {*case.applies_to} | settled:
        yield ("applies_to",), "dropped", {"applies_to": ()}
    if case.when:
        yield from _of_condition(case.when, facts, "when")


def _of_scope(places: tuple[str, ...], types: Types, settled: frozenset[str] = frozenset()) -> Made:
    """Yield one place less, and one project type more that is not settled already."""
    for place in places if len(places) > 1 else ():
        yield ("applies_to",), f"without {place}", {"applies_to": tuple(item for item in places if item != place)}
    for kind, plan in types.items():
        if kind not in places and plan not in places and kind not in settled:
            yield ("applies_to",), f"with {kind}", {"applies_to": (*places, kind)}


def _of_condition(condition: Condition, facts: Facts, key: str) -> Made:
    yield (key,), "dropped", {key: None}
    for path, change, changed in changes(condition, facts, (key,)):
        yield path, change, {key: changed}


def _of_grant(grant: Grant, facts: Facts, types: Types, step: Decimal) -> Made:
    if grant.at_least or grant.at_most:
        yield from _of_scope(grant.applies_to, types)
    for key, other in _BOUNDS.items():
        figure = getattr(grant, key)
        parts = number_and_unit(figure) if figure else None
        if parts is None:
            continue
        number, unit = parts
        for bound in (number + step, number - step, number * TENFOLD):
            yield (key,), f"{number} → {bound}", {key: f"{bound}{unit}"}
        yield (key,), "dropped", {key: None}
        if getattr(grant, other) is None:
            yield (key,), f"{key} → {other}", {key: None, other: figure}
    if grant.when:
        yield from _of_condition(grant.when, facts, "when")


def _of_across(rule: Across) -> Made:
    yield ("across",), "dropped", {"across": None}
    for most in (rule.at_most + 1, rule.at_most - 1):
        yield ("across", "at_most"), f"{rule.at_most} → {most}", {"across": replace(rule, at_most=most)}
    for key, known in (("same", LIKENESSES), ("different", DIFFERENCES)):
        names = getattr(rule, key)
        for name in known:
            others = tuple(item for item in names if item != name)
            changed: dict[str, Any] = {key: others if name in names else (*names, name)}
            change = f"without {name}" if name in names else f"with {name}"
            yield ("across", key), change, {"across": replace(rule, **changed)}
    if rule.doubtful and rule.different:
        yield ("across", "doubtful"), "dropped", {"across": replace(rule, doubtful=None)}
