"""Reads ``scenarios/*.yml``: applicants that a policy officer can read, with the verdicts expected of them.

A scenario may take over the answers of another (``based_on``). Its expectations are resolved here:
``all``, then plans, then types, then directions, the narrower replacing the wider. What it expects
an applicant to prepare (``prepare``) is read by ``cases.expected_preparation``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_scripts.content.cases.expected_preparation import PreparationReader
from build_scripts.source.faults import DataError, FaultList
from build_scripts.source.record import Record, expect, hint
from build_scripts.source.yaml_file import Mapping, Scalar, read_yaml
from py_checker.core.errors import Problem
from py_checker.core.facts import parse_answer
from py_checker.core.findings import Outcome
from py_checker.core.rulebook import ANNOUNCED_SEPARATELY
from py_checker.core.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from build_scripts.content.cases.expected_preparation import ExpectedPreparation
    from build_scripts.content.documents import Track
    from build_scripts.content.edition import Edition
    from build_scripts.source.faults import Place
    from build_scripts.source.text import Text
    from build_scripts.source.yaml_file import Node
    from py_checker.core.facts import Fact

KEYS = ("id", "name", "based_on", "example", "answers", "expect", "prepare", "note")
EVERYWHERE = "all"
OUTCOMES = tuple(outcome.value for outcome in Outcome)
VERDICTS = tuple(verdict.value for verdict in Verdict if verdict is not Verdict.NOT_OPEN)
_PLAIN_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, kw_only=True, slots=True)
class Scenario:
    """An applicant: raw answers as on the wire, and per track the verdict and the deciding outcomes expected.

    ``expected`` holds every track, those announced separately included; ``because`` only tracks
    for which the file names clauses, ``prepare`` those for which it says what to prepare.
    ``example``: whether visitors of the self-assessment can try it.
    """

    id: str
    name: Text
    answers: dict[str, str | bool | None]
    expected: dict[str, str]
    because: dict[str, dict[str, str]]
    prepare: dict[str, ExpectedPreparation]
    place: Place
    note: Text | None = None
    example: bool = False


def read_scenarios(folder: Path, root: Path, edition: Edition) -> tuple[Scenario, ...]:
    """Return the scenarios of an edition, in order of file and line. Raises ``DataError`` with all faults."""
    faults = FaultList()
    reader = _Reader(edition, faults)
    for path in sorted(folder.glob("*.yml")):
        node = read_yaml(path, root, faults)
        if node is not None:
            reader.add_file(node, path.name)
    scenarios = tuple(reader.scenarios())
    if faults:
        raise DataError(faults.sorted())
    return scenarios


class _Reader:
    """Collects the records of all files first, so that ``based_on`` may point anywhere."""

    def __init__(self, edition: Edition, faults: FaultList) -> None:
        self.faults = faults
        self.facts: dict[str, Fact] = {fact: question.fact for fact, question in edition.questions.items()}
        self.records: dict[str, Record] = {}
        self._own_answers: dict[str, dict[str, str | bool | None]] = {}
        opened = [track for track in edition.tracks if track.type.status != ANNOUNCED_SEPARATELY]
        self.not_open = [track.id for track in edition.tracks if track not in opened]
        self.open_tracks: dict[str, Track] = {track.id: track for track in opened}
        self.clauses = {track.id: {clause.id for clause in track.clauses} for track in opened}
        self.checked = sorted({clause.id for track in opened for clause in track.clauses if clause.check})
        self.scopes: dict[str, tuple[str, ...]] = {EVERYWHERE: tuple(self.open_tracks)}
        for level in ("plan", "type", "section"):  # widest first: a later scope replaces an earlier one
            for track in opened:
                scope = getattr(track, level).id
                self.scopes[scope] = (*self.scopes.get(scope, ()), track.id)
        for track in opened:  # a type without directions is its own section, met twice above
            self.scopes[track.id] = (track.id,)
        self.preparation = PreparationReader(edition, self.scopes, faults)

    def add_file(self, node: Node, name: str) -> None:
        for record in Record(node, self.faults, ("scenarios",), name).records("scenarios", KEYS):
            found = record.id()
            first = self.records.setdefault(found, record)
            if first is not record:
                self.faults.add(record.at("id"), "duplicate_id", found=found, first=str(first.place))

    def scenarios(self) -> Iterator[Scenario]:
        self._own_answers = {found: self._answers(record) for found, record in self.records.items()}
        for found, record in self.records.items():
            expected, because = self._expectations(record)
            yield Scenario(
                id=found,
                name=record.bilingual("name"),
                answers=self._inherited(found),
                expected=expected,
                because=because,
                prepare=self.preparation.read(record),
                place=record.place,
                note=record.bilingual_or_none("note"),
                example=record.has("example") and record.flag("example"),
            )

    def _inherited(self, scenario: str) -> dict[str, str | bool | None]:
        """Return the answers with those of every scenario that it is based on, the nearest winning."""
        answers: dict[str, str | bool | None] = {}
        seen: list[str] = []
        while True:
            seen.append(scenario)
            answers = self._own_answers[scenario] | answers
            record = self.records[scenario]
            if not record.has("based_on"):
                return answers
            scenario = record.text("based_on")
            if scenario in seen:
                words = {"allowed": "不会绕回自身的编号 (an id that does not lead back here)", **hint("", ())}
                self.faults.add(record.at("based_on"), "not_allowed", key="based_on", found=scenario, **words)
                return answers
            if scenario not in self.records:
                self.faults.add(
                    record.at("based_on"), "unknown_id", key="based_on", found=scenario, **hint(scenario, self.records)
                )
                return answers

    def _answers(self, record: Record) -> dict[str, str | bool | None]:
        if not record.has("answers"):
            return {}
        answers: dict[str, str | bool | None] = {}
        written = record.mapping("answers", tuple(self.facts))
        for key, node in written.entries.items():
            if key in self.facts and expect(node, Scalar, key, self.faults):
                answers[key] = self._answer(self.facts[key], node)
        return answers

    def _answer(self, fact: Fact, node: Scalar) -> str | bool | None:
        """Return the answer in its wire form; an answer that the checker would refuse is a fault."""
        raw = node.text if node.quoted else _PLAIN_WORDS.get(node.text, node.text)
        if raw is None:
            return None
        problem = parse_answer(fact, raw)
        if isinstance(problem, Problem):
            if problem.code in ("not_a_number", "not_a_date"):
                self.faults.add(node.place, problem.code, key=fact.id, found=node.text, example='"YYYY-MM-DD"')
            else:
                words = {"allowed": _allowed(fact), **hint(node.text, fact.choices)}
                self.faults.add(node.place, "not_allowed", key=fact.id, found=node.text, **words)
        return raw

    def _expectations(self, record: Record) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        written = record.mapping("expect", tuple(self.scopes))
        entries = {scope: self._expectation(written, scope) for scope in self.scopes if written.has(scope)}
        governing = {track: scope for scope in entries for track in self.scopes[scope]}
        if set(self.open_tracks) - set(governing) and record.has("expect"):
            self.faults.add(written.place, "missing_key", key=EVERYWHERE)
        expected = {track: entries[scope][0] for track, scope in governing.items()}
        because: dict[str, dict[str, str]] = {}
        for track, scope in governing.items():
            reasons = entries[scope][1]
            self._check_reasons(reasons, track)
            if reasons:
                because[track] = {clause: outcome for clause, (outcome, _) in reasons.items()}
        return expected | dict.fromkeys(self.not_open, Verdict.NOT_OPEN.value), because

    def _expectation(self, written: Record, scope: str) -> tuple[str, dict[str, tuple[str, Place]]]:
        """Return a verdict, and the outcomes that decide it with the place where each is written."""
        node = written.entries[scope]
        if not isinstance(node, Mapping):
            return written.choice(scope, VERDICTS), {}
        record = Record(node, self.faults, ("verdict", "because"), scope)
        verdict = record.choice("verdict", VERDICTS)
        if not record.has("because"):
            return verdict, {}
        reasons = record.mapping("because", self.checked)
        return verdict, {
            clause: (reasons.choice(clause, OUTCOMES), reasons.at(clause))
            for clause in reasons.entries
            if clause in self.checked
        }

    def _check_reasons(self, reasons: dict[str, tuple[str, Place]], track: str) -> None:
        """Note every clause that says nothing of the track."""
        clauses = self.clauses[track]
        for clause, (_, place) in reasons.items():
            if clause not in clauses:
                self.faults.add(place, "unknown_id", key=f"{track}.because", found=clause, **hint(clause, clauses))


def _allowed(fact: Fact) -> str:
    """Return what may be written as an answer, for a message."""
    if fact.type == "choice":
        return "、".join((*fact.choices, "null"))
    if fact.type == "yes_no":
        return "true、false、null"
    limits = f"{fact.minimum} – {fact.maximum}"
    return f"{limits}（小数位数 decimals ≤ {fact.decimals}）" if fact.type == "number" else limits
