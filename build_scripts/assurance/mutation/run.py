"""``make mutate``: would the scenarios notice a mistake in the rules?

Makes every mutant of the rules (see ``verdict_mutants``) and looks for a scenario whose expected verdict,
or an outcome that it names under ``because``, is no longer what the checker says (``verdict_judge``).
The rules on what is prepared are mutated too (``preparation_mutants``); there it is what a scenario
expects under ``prepare``, or a portfolio, that must notice (``mutation.preparation_judge``).
A mutant that none catches survives; ``surviving_mutants.yml`` must then say why it does no harm,
and which other clauses (``covered_by``), if any, see to that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from build_scripts.assurance.mutation.preparation_judge import PreparationCourt
from build_scripts.assurance.mutation.preparation_mutants import PreparationMutant, preparation_mutants_of
from build_scripts.assurance.mutation.verdict_judge import Court, MutationError
from build_scripts.assurance.mutation.verdict_mutants import Mutant, mutants_of
from build_scripts.content.cases.portfolios import FILE as PORTFOLIOS
from build_scripts.content.cases.portfolios import read_portfolios
from build_scripts.content.cases.scenarios import read_scenarios
from build_scripts.content.load import load_site
from build_scripts.source.faults import DataError, FaultList
from build_scripts.source.record import Record, expect, hint
from build_scripts.source.yaml_file import Items, Mapping, Scalar, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from build_scripts.content.cases.portfolios import PortfolioCase
    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition
    from build_scripts.source.faults import Place
    from build_scripts.source.text import Text
    from build_scripts.source.yaml_file import Node

AnyMutant: TypeAlias = Mutant | PreparationMutant
_Mutant = TypeVar("_Mutant", Mutant, PreparationMutant)

SHARE_WANTED = 0.97
EXPLANATIONS = "surviving_mutants.yml"
KEYS = ("mutants", "covered_by", "reason")


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """Why a mutant that no scenario catches does no harm; ``covered_by``: the clauses that see to that."""

    mutant: str
    covered_by: tuple[str, ...]
    reason: Text
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What became of an edition's mutants. ``caught``: per mutant the scenario that catches it."""

    caught: dict[str, str]
    survivors: tuple[AnyMutant, ...]
    explained: dict[str, Explanation]

    @property
    def share(self) -> float:
        """The share of the mutants that some scenario catches; all of none."""
        total = len(self.caught) + len(self.survivors)
        return len(self.caught) / total if total else 1.0

    @property
    def unexplained(self) -> list[AnyMutant]:
        """Survivors without an explanation."""
        return [mutant for mutant in self.survivors if mutant.name not in self.explained]

    @property
    def stale(self) -> list[Explanation]:
        """Explanations of what no longer survives, or is no mutant at all."""
        names = {mutant.name for mutant in self.survivors}
        return [item for item in self.explained.values() if item.mutant not in names]


def mutate(root: Path) -> Iterator[str]:
    """Yield lines on every edition's mutants. Raises ``DataError``; ``MutationError`` where the proof is too thin."""
    site = load_site(root)
    wrong: list[str] = []
    for edition in site.editions.values():
        folder = root / "guide_data" / edition.id
        scenarios = read_scenarios(folder / "scenarios", root, edition)
        portfolios = read_portfolios(folder / PORTFOLIOS, root, edition, scenarios)
        explained = read_explanations(folder / EXPLANATIONS, root, edition)
        deciding = result_of(edition, scenarios, explained)
        preparing = preparing_result_of(edition, scenarios, portfolios, explained)
        whole = joined(deciding, preparing)
        places = Places(root)
        yield f"✓ {edition.id}: {counts(whole)}"
        for words, part in (("结论 on verdicts", deciding), ("办理所需 on what is prepared", preparing)):
            yield f"  {words}: {counts(part)}"
            for mutant in part.survivors:
                if mutant.name in explained:
                    yield f"  {places.of(mutant)}: {mutant.name}（{explained[mutant.name].reason.zh}）"
        wrong += complaints(whole, places)
        wrong += too_few(deciding, preparing)
    if wrong:
        raise MutationError("\n".join(dict.fromkeys(wrong)))


def counts(result: Result) -> str:
    """Return how many mutants there were and how many were caught, in words."""
    total = len(result.caught) + len(result.survivors)
    return (
        f"{total} 处改动 mutants, {len(result.caught)} 处被案例发现 caught ({result.share:.1%}), "
        f"{len(result.survivors)} 处没有被发现 survive"
    )


def complaints(result: Result, places: Places) -> Iterator[str]:
    """Yield what people have to mend, each with its place, Chinese first."""
    for mutant in result.unexplained:
        yield (
            f"{places.of(mutant)}: 这样改动规则，没有一个案例会发现：{mutant.name}。请补一个案例，"
            f"或在 {EXPLANATIONS} 里说明为什么无妨。 / No scenario notices this change; add one, or explain it."
        )
    for item in result.stale:
        yield (
            f"{item.place}: “{item.mutant}”已经有案例能发现，或已不存在；请删去这一条说明。 / "
            "This is caught now, or is no mutant: delete the explanation."
        )
    yield from too_few(result)


def too_few(*results: Result) -> Iterator[str]:
    """Yield what to tell of results that fall short of the share wanted."""
    for result in results:
        if result.share < SHARE_WANTED:
            yield f"案例只发现了 {result.share:.1%}，应至少 {SHARE_WANTED:.0%}。 / Too few mutants are caught."


def result_of(edition: Edition, scenarios: Iterable[Scenario], explained: dict[str, Explanation]) -> Result:
    """Return what becomes of the mutants of the rules on verdicts."""
    return _tried(Court(edition, tuple(scenarios)).witness, mutants_of(edition), explained)


def preparing_result_of(
    edition: Edition,
    scenarios: Iterable[Scenario],
    portfolios: Iterable[PortfolioCase],
    explained: dict[str, Explanation],
) -> Result:
    """Return what becomes of the mutants of the rules on what is prepared."""
    court = PreparationCourt(edition, scenarios, portfolios)
    return _tried(court.witness, preparation_mutants_of(edition), explained)


def joined(*results: Result) -> Result:
    """Return several results as one."""
    caught = {name: witness for result in results for name, witness in result.caught.items()}
    explained = {name: item for result in results for name, item in result.explained.items()}
    return Result(
        caught=caught, survivors=tuple(mutant for result in results for mutant in result.survivors), explained=explained
    )


def _tried(
    witness_against: Callable[[_Mutant], str | None], mutants: Iterable[_Mutant], explained: dict[str, Explanation]
) -> Result:
    caught: dict[str, str] = {}
    survivors: list[AnyMutant] = []
    for mutant in mutants:
        witness = witness_against(mutant)
        if witness:
            caught[mutant.name] = witness
        else:
            survivors.append(mutant)
    return Result(caught=caught, survivors=tuple(survivors), explained=explained)


def read_explanations(path: Path, root: Path, edition: Edition) -> dict[str, Explanation]:
    """Return the explanations by the name of the mutant. Raises ``DataError``."""
    faults = FaultList()
    node = read_yaml(path, root, faults)
    explained: dict[str, Explanation] = {}
    for record in Record(node, faults, ("survivors",), path.name).records("survivors", KEYS) if node else ():
        covered_by = record.words("covered_by")
        for clause in covered_by:
            if clause not in edition.clauses:
                words = hint(clause, edition.clauses)
                faults.add(record.at("covered_by"), "unknown_id", key="covered_by", found=clause, **words)
        reason = record.bilingual("reason")
        for item in record.items("mutants"):
            if not expect(item, Scalar, "mutants", faults):
                continue
            if item.text in explained:
                faults.add(item.place, "duplicate_id", found=item.text, first=str(explained[item.text].place))
            explained[item.text] = Explanation(mutant=item.text, covered_by=covered_by, reason=reason, place=item.place)
    if faults:
        raise DataError(faults.sorted())
    return explained


class Places:
    """Finds the very line of a mistake; files are read again only where there is something to tell."""

    def __init__(self, root: Path) -> None:
        """Start with no file read."""
        self.root = root
        self._rules: dict[str, dict[Place, Mapping]] = {}

    def of(self, mutant: AnyMutant) -> Place:
        """Return the file and line of what the mutant changes, or of its clause or entry."""
        place = mutant.original.place
        if place.file not in self._rules:
            tree = read_yaml(self.root / place.file, self.root, FaultList())
            self._rules[place.file] = dict(_rules(tree)) if tree else {}
        node: Node | None = self._rules[place.file].get(place)
        for key in mutant.path:
            if isinstance(node, Mapping) and key in node.entries:
                place, node = node.key_places[str(key)], node.entries[str(key)]
            elif isinstance(node, Items) and isinstance(key, int):
                node = node.items[key]
                place = node.place
        return place


def _rules(node: Node) -> Iterator[tuple[Place, Mapping]]:
    """Yield every mapping that has an id, by the line of the id."""
    if isinstance(node, Items):
        for item in node.items:
            yield from _rules(item)
    elif isinstance(node, Mapping):
        if "id" in node.entries:
            yield node.key_places["id"], node
        for item in node.entries.values():
            yield from _rules(item)
