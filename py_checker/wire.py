"""The wire: JSON text in, JSON text out, versioned. The one door through which a page reaches the checker.

Request:  ``{"format": "baise-check", "version": 1, "kind": "assess", "edition": …, "answers": {fact: raw}}``
Response: ``kind`` ``verdicts``: each distinct finding stands once in ``findings``, a track names its own
by index; ``needed`` are the questions that can still settle a track, the most useful first, and ``next``
the first of them with the number of tracks that it can settle; ``read`` what each number typed was
understood as, in its question's unit. Request ``kind`` ``advise`` gets
``changes``: for each track not reached, the smallest sets of changes that would turn it; ``prepare``
(with a ``track``) gets ``preparation``, and ``combine`` (with ``applications``) ``portfolio``: see
``preparation.wire``. Anything else gets ``error``. ``respond`` never raises.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from py_checker.core.answers import parse_answers
from py_checker.core.errors import CheckerError, Problem
from py_checker.core.facts import parse_answer
from py_checker.core.next_question import facts_in_play, tracks_open_for
from py_checker.core.rulebook import Rulebook
from py_checker.core.values import plain
from py_checker.core.verdicts import Assessor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from py_checker.advice.changes import Advisor, Way
    from py_checker.core.facts import Fact
    from py_checker.core.findings import Finding
    from py_checker.core.values import Answers, Value
    from py_checker.core.verdicts import Assessment, TrackVerdict
    from py_checker.preparation.wire import PreparationDesk

FORMAT = "baise-check"
VERSION = 1
ASSESS, ADVISE, PREPARE, COMBINE = KINDS = "assess", "advise", "prepare", "combine"


class Checker:
    """A rulebook behind the wire format."""

    def __init__(self, rulebook_json: str) -> None:
        """Read the rulebook. Raises ``CheckerError`` where it is not one."""
        self.assessor = Assessor(Rulebook.from_json(rulebook_json))
        self._advisor: Advisor | None = None
        self._desk: PreparationDesk | None = None

    def respond(self, message: str) -> str:
        """Return the answer to a message; an error message for one that cannot be understood."""
        try:
            request = _request(message, self.assessor.rulebook.edition)
            answer = {ASSESS: self._assess, ADVISE: self._advise, PREPARE: self._prepare, COMBINE: self._combine}
            return _dump(answer[request["kind"]](request))
        except CheckerError as error:
            return _dump(_envelope("error", code=error.code, detail=error.detail))
        except Exception as error:  # noqa: BLE001 - the page must get an answer to whatever it sent
            return _dump(_envelope("error", code="internal", detail={"found": type(error).__name__}))

    def _assess(self, request: dict[str, Any]) -> dict[str, Any]:
        rulebook = self.assessor.rulebook
        answers, problems = parse_answers(rulebook.facts, rulebook.consistency, request["answers"])
        assessment = self.assessor.assess(answers)
        needed, used = facts_in_play(rulebook.facts, assessment)
        return _envelope(
            "verdicts",
            edition=rulebook.edition,
            tracks=[_track(item) for item in assessment.tracks],
            findings=[_finding(item) for item in assessment.findings],
            needed=list(needed),
            next=_next(needed, assessment),
            used=list(used),
            read=_read(rulebook.facts, request["answers"]),
            problems=[_problem(problem) for problem in problems],
        )

    def _advise(self, request: dict[str, Any]) -> dict[str, Any]:
        rulebook = self.assessor.rulebook
        answers, _ = parse_answers(rulebook.facts, rulebook.consistency, request["answers"])
        if self._advisor is None:
            from py_checker.advice.changes import Advisor  # noqa: PLC0415 - the page starts sooner without it

            self._advisor = Advisor(self.assessor)
        ways = self._advisor.ways(answers, self.assessor.assess(answers))
        return _envelope("changes", edition=rulebook.edition, tracks=[_way(way, answers, rulebook) for way in ways])

    def _prepare(self, request: dict[str, Any]) -> dict[str, Any]:
        desk = self._preparation_desk()
        return _envelope("preparation", edition=self.assessor.rulebook.edition, **desk.prepare(request))

    def _combine(self, request: dict[str, Any]) -> dict[str, Any]:
        desk = self._preparation_desk()
        return _envelope("portfolio", edition=self.assessor.rulebook.edition, **desk.combine(request))

    def _preparation_desk(self) -> PreparationDesk:
        if self._desk is None:
            from py_checker.preparation.wire import PreparationDesk  # noqa: PLC0415 - as above

            self._desk = PreparationDesk(self.assessor)
        return self._desk


def _request(message: str, edition: str) -> dict[str, Any]:
    """Return a request with a known kind and answers. Raises ``CheckerError`` for anything else."""
    try:
        data = json.loads(message)
    except (ValueError, TypeError, RecursionError) as error:
        raise CheckerError("not_json") from error
    if not isinstance(data, dict):
        raise CheckerError("not_a_message")
    expected = [("format", (FORMAT,), "foreign_format"), ("version", (VERSION,), "wrong_version"),
                ("kind", KINDS, "unknown_kind"), ("edition", (edition,), "wrong_edition")]  # fmt: skip
    for name, wanted, code in expected:
        found = data.get(name)
        if found not in wanted or isinstance(found, bool):
            raise CheckerError(code, found=str(found)[:60], wanted=", ".join(str(value) for value in wanted))
    if not isinstance(data.get("answers"), dict):
        raise CheckerError("bad_answers")
    return data


def _read(facts: Mapping[str, Fact], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the numbers as they were understood, also where answers contradict each other: 三百万 in 万元 is 300."""
    given = {fact: facts[fact] for fact, value in raw.items() if fact in facts and value is not None}
    values = {fact_id: parse_answer(fact, raw[fact_id]) for fact_id, fact in given.items() if fact.type == "number"}
    return {fact: plain(value) for fact, value in values.items() if isinstance(value, Decimal)}


def _finding(finding: Finding) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "clause": finding.clause,
        "kind": finding.kind,
        "outcome": finding.outcome.value,
        "used": finding.used,
        "missing": finding.missing,
    }
    if finding.exempted_by is not None:
        entry["exempted_by"] = finding.exempted_by
    if finding.reading is not None:
        entry["reading"] = finding.reading
    return entry


def _track(item: TrackVerdict) -> dict[str, Any]:
    return {
        "track": item.track,
        "verdict": item.verdict.value,
        "findings": item.indexes,
        "to_confirm": item.to_confirm,
        "needed": item.needed,
    }


def _next(needed: tuple[str, ...], assessment: Assessment) -> dict[str, Any] | None:
    """Return the question to ask next, and how many tracks its answer can still settle; None once all are settled."""
    return {"fact": needed[0], "tracks": tracks_open_for(assessment, needed[0])} if needed else None


def _way(way: Way, answers: Answers, rulebook: Rulebook) -> dict[str, Any]:
    return {
        "track": way.track,
        "reaches": way.reaches.value,
        "sets": [
            {
                "changes": [_change(rulebook.facts[fact], answers.get(fact), to) for fact, to in found.changes.items()],
                "needed": found.needed,
            }
            for found in way.sets
        ],
    }


def _change(fact: Fact, found: Value | None, to: Value) -> dict[str, Any]:
    change: dict[str, Any] = {"fact": fact.id, "from": plain(found), "to": plain(to), "when": fact.changeable}
    if isinstance(found, Decimal) and isinstance(to, Decimal):
        change["by"] = plain(to - found)
    return change


def _problem(problem: Problem) -> dict[str, Any]:
    return {"fact": problem.fact, "code": problem.code, "detail": problem.detail}


def _envelope(kind: str, **content: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"format": FORMAT, "version": VERSION, "kind": kind, **content}


def _dump(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
