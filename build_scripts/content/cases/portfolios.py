"""Reads ``portfolios.yml``: planned applications together, with what may be filed of them by the official text.

Each project takes over the answers of a scenario; its applications, their leaders and units, and
which projects are alike stand in the file, with every conflict and every combination expected.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from build_scripts.source.faults import DataError, FaultList
from build_scripts.source.record import Record, hint
from build_scripts.source.yaml_file import read_yaml
from py_checker.core.findings import Outcome
from py_checker.core.verdicts import Verdict
from py_checker.preparation.portfolio import LIKENESSES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition
    from build_scripts.source.faults import Place
    from build_scripts.source.text import Text
    from build_scripts.source.yaml_file import Node

FILE = "portfolios.yml"
KEYS = ("id", "name", "projects", "applications", "similar", "conflicts", "combinations")
AGAINST = (Outcome.NOT_MET.value, Outcome.DOUBTFUL.value, Outcome.OPEN.value)
TOGETHER = (Outcome.MET.value, Outcome.DOUBTFUL.value, Outcome.OPEN.value)
VERDICTS = tuple(verdict.value for verdict in Verdict)


class PlannedApplication(TypedDict):
    """An application as the wire has it."""

    id: str
    project: str
    track: str
    leader: str | None
    unit: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PortfolioCase:
    """Planned applications. ``answers``: by project, raw as on the wire; ``applications`` and ``similar`` likewise.

    Expected are ``verdicts`` by application where the file names them, and all of ``conflicts``
    (clause, applications, outcome, what is missing) and ``combinations`` (applications, outcome).
    """

    id: str
    name: Text
    answers: dict[str, dict[str, str | bool | None]]
    applications: tuple[PlannedApplication, ...]
    similar: tuple[dict[str, Any], ...]
    verdicts: dict[str, str]
    conflicts: frozenset[tuple[str, frozenset[str], str, frozenset[str]]]
    combinations: frozenset[tuple[frozenset[str], str]]
    place: Place

    def request(self) -> dict[str, Any]:
        """Return the case as the content of a ``combine`` request."""
        return {"applications": self.applications, "similar": self.similar, "answers": self.answers}


def read_portfolios(
    path: Path, root: Path, edition: Edition, scenarios: Iterable[Scenario]
) -> tuple[PortfolioCase, ...]:
    """Return the cases in the order of the file, none where there is no file. Raises ``DataError`` with all faults."""
    faults = FaultList()
    node = read_yaml(path, root, faults) if path.is_file() else None
    cases = _Reader(edition, scenarios, faults).read(node, path.name) if node else ()
    if faults:
        raise DataError(faults.sorted())
    return cases


class _Reader:
    def __init__(self, edition: Edition, scenarios: Iterable[Scenario], faults: FaultList) -> None:
        self.faults = faults
        self.answers = {scenario.id: scenario.answers for scenario in scenarios}
        self.tracks = [track.id for track in edition.tracks]
        self.clauses = [clause.id for clause in edition.clauses.values() if clause.across]

    def read(self, node: Node, name: str) -> tuple[PortfolioCase, ...]:
        cases: dict[str, PortfolioCase] = {}
        for record in Record(node, self.faults, ("portfolios",), name).records("portfolios", KEYS):
            case = self._case(record)
            if case.id in cases:
                self.faults.add(record.at("id"), "duplicate_id", found=case.id, first=str(cases[case.id].place))
            cases[case.id] = case
        return tuple(cases.values())

    def _case(self, record: Record) -> PortfolioCase:
        named = record.node("projects")
        projects = Record(named, self.faults, getattr(named, "entries", ()), "projects") if named else None
        sources = {}
        if projects:
            sources = {project: projects.text(project) for project in projects.entries}
            for project, source in sources.items():
                self._known(projects, project, source, self.answers)
        keys = ("id", "project", "track", "leader", "unit", "verdict")
        items = record.records("applications", keys)
        ids = [item.id() for item in items]
        for item in items:
            self._known(item, "project", item.text("project"), sources)
            self._known(item, "track", item.text("track"), self.tracks)
        verdicts = {item.id(): item.choice("verdict", VERDICTS) for item in items if item.has("verdict")}
        return PortfolioCase(
            id=record.id(),
            name=record.bilingual("name"),
            answers={project: self.answers.get(source, {}) for project, source in sources.items()},
            applications=tuple(
                PlannedApplication(
                    id=item.text("id", ""),
                    project=item.text("project", ""),
                    track=item.text("track", ""),
                    leader=item.text("leader") if item.has("leader") else None,
                    unit=item.text("unit") if item.has("unit") else None,
                )
                for item in items
            ),
            similar=tuple(self._similar(item, sources) for item in record.records("similar", ("projects", "answer"))),
            verdicts=verdicts,
            conflicts=frozenset(
                self._conflict(item, ids)
                for item in record.records("conflicts", ("clause", "applications", "outcome", "missing"))
            ),
            combinations=frozenset(
                (self._applications(item, ids), item.choice("outcome", TOGETHER))
                for item in record.records("combinations", ("applications", "outcome"))
            ),
            place=record.place,
        )

    def _similar(self, item: Record, projects: Collection[str]) -> dict[str, Any]:
        pair = item.words("projects")
        for project in pair:
            self._known(item, "projects", project, projects)
        return {"projects": pair, "answer": item.flag("answer")}

    def _conflict(self, item: Record, ids: Collection[str]) -> tuple[str, frozenset[str], str, frozenset[str]]:
        clause = item.text("clause")
        self._known(item, "clause", clause, self.clauses)
        missing = frozenset(item.choices("missing", LIKENESSES))
        return clause, self._applications(item, ids), item.choice("outcome", AGAINST), missing

    def _applications(self, item: Record, ids: Collection[str]) -> frozenset[str]:
        found = item.words("applications")
        for one in found:
            self._known(item, "applications", one, ids)
        return frozenset(found)

    def _known(self, item: Record, key: str, found: str, known: Collection[str]) -> None:
        if found and found not in known:
            self.faults.add(item.at(key), "unknown_id", key=key, found=found, **hint(found, known))
