"""``make mutate``: would the scenarios notice a mistake in the rules?

Makes every mutant of the rules (see ``mutants``) and looks for a scenario whose expected verdict,
or an outcome that it names under ``because``, is no longer what the checker says (``witnesses``).
A mutant that none catches survives; ``surviving_mutants.yml`` must then say why it does no harm,
and which other clauses (``covered_by``) see to that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_scripts.faults import DataError, FaultList
from build_scripts.loader import load_site
from build_scripts.mutants import Mutant, mutants_of
from build_scripts.records import Record, expect, hint
from build_scripts.scenarios import read_scenarios
from build_scripts.witnesses import Court, MutationError
from build_scripts.yaml_source import Items, Mapping, Scalar, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from build_scripts.model import Edition, Text
    from build_scripts.scenarios import Scenario
    from build_scripts.yaml_source import Node, Place

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
    survivors: tuple[Mutant, ...]
    explained: dict[str, Explanation]

    @property
    def share(self) -> float:
        """The share of the mutants that some scenario catches."""
        return len(self.caught) / (len(self.caught) + len(self.survivors))

    @property
    def unexplained(self) -> list[Mutant]:
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
        result = result_of(edition, read_scenarios(folder / "scenarios", root, edition), root)
        total = len(result.caught) + len(result.survivors)
        yield (
            f"✓ {edition.id}: {total} 处改动 mutants, {len(result.caught)} 处被案例发现 caught "
            f"({result.share:.1%}), {len(result.survivors)} 处没有被发现 survive"
        )
        places = Places(root)
        for mutant in result.survivors:
            if mutant.name in result.explained:
                yield f"  {places.of(mutant)}: {mutant.name}（{result.explained[mutant.name].reason.zh}）"
        wrong += complaints(result, places)
    if wrong:
        raise MutationError("\n".join(wrong))


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
    if result.share < SHARE_WANTED:
        yield f"案例只发现了 {result.share:.1%}，应至少 {SHARE_WANTED:.0%}。 / Too few mutants are caught."


def result_of(edition: Edition, scenarios: Iterable[Scenario], root: Path) -> Result:
    """Return what becomes of an edition's mutants."""
    court = Court(edition, tuple(scenarios))
    caught: dict[str, str] = {}
    survivors: list[Mutant] = []
    for mutant in mutants_of(edition):
        witness = court.witness(mutant)
        if witness:
            caught[mutant.name] = witness
        else:
            survivors.append(mutant)
    explained = read_explanations(root / "guide_data" / edition.id / EXPLANATIONS, root, edition)
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
            explained[item.text] = Explanation(
                mutant=item.text, covered_by=covered_by, reason=reason, place=item.place
            )
    if faults:
        raise DataError(faults.sorted())
    return explained


class Places:
    """Finds the very line of a mistake; files are read again only where there is something to tell."""

    def __init__(self, root: Path) -> None:
        """Start with no file read."""
        self.root = root
        self._clauses: dict[str, dict[str, Mapping]] = {}

    def of(self, mutant: Mutant) -> Place:
        """Return the file and line of what the mutant changes, or of its clause."""
        file = mutant.original.place.file
        if file not in self._clauses:
            tree = read_yaml(self.root / file, self.root, FaultList())
            self._clauses[file] = dict(_clauses(tree)) if tree else {}
        node: Node | None = self._clauses[file].get(mutant.original.id)
        place = mutant.original.place
        for key in mutant.path:
            if isinstance(node, Mapping) and key in node.entries:
                place, node = node.key_places[str(key)], node.entries[str(key)]
            elif isinstance(node, Items) and isinstance(key, int):
                node = node.items[key]
                place = node.place
        return place


def _clauses(node: Node) -> Iterator[tuple[str, Mapping]]:
    if isinstance(node, Items):
        for item in node.items:
            yield from _clauses(item)
    elif isinstance(node, Mapping):
        found = node.entries.get("id")
        if isinstance(found, Scalar):
            yield found.text, node
        for item in node.entries.values():
            yield from _clauses(item)
