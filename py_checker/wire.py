"""The wire: JSON text in, JSON text out, versioned. The one door through which a page reaches the checker.

Request:  ``{"format": "baise-check", "version": 1, "kind": "assess", "edition": …, "answers": {fact: raw}}``
Response: ``kind`` ``verdicts``: each distinct finding stands once in ``findings``, a track names its own
by index. Request ``kind`` ``advise`` gets ``changes``: for each track not reached, the smallest sets of
changes that would turn it. Anything else gets ``error``. ``respond`` never raises.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from py_checker.errors import CheckerError, Problem
from py_checker.facts import parse_answers
from py_checker.rulebook import Rulebook
from py_checker.verdicts import Assessor

if TYPE_CHECKING:
    from py_checker.changes import Advisor, Way
    from py_checker.facts import Answers, Fact, Value
    from py_checker.findings import Finding
    from py_checker.verdicts import TrackVerdict

FORMAT = "baise-check"
VERSION = 1
ASSESS, ADVISE = "assess", "advise"


class Checker:
    """A rulebook behind the wire format."""

    def __init__(self, rulebook_json: str) -> None:
        """Read the rulebook. Raises ``CheckerError`` where it is not one."""
        self.assessor = Assessor(Rulebook.from_json(rulebook_json))
        self._advisor: Advisor | None = None

    def respond(self, message: str) -> str:
        """Return the answer to a message; an error message for one that cannot be understood."""
        try:
            kind, raw = _request(message, self.assessor.rulebook.edition)
            return _dump(self._assess(raw) if kind == ASSESS else self._advise(raw))
        except CheckerError as error:
            return _dump(_envelope("error", code=error.code, detail=error.detail))
        except Exception as error:  # noqa: BLE001 - the page must get an answer to whatever it sent
            return _dump(_envelope("error", code="internal", detail={"found": type(error).__name__}))

    def _assess(self, raw: dict[str, Any]) -> dict[str, Any]:
        rulebook = self.assessor.rulebook
        answers, problems = parse_answers(rulebook.facts, rulebook.consistency, raw)
        assessment = self.assessor.assess(answers)
        needed, used = self.assessor.facts_in_play(assessment)
        return _envelope(
            "verdicts",
            edition=rulebook.edition,
            tracks=[_track(item) for item in assessment.tracks],
            findings=[_finding(item) for item in assessment.findings],
            needed=list(needed),
            used=list(used),
            problems=[_problem(problem) for problem in problems],
        )

    def _advise(self, raw: dict[str, Any]) -> dict[str, Any]:
        rulebook = self.assessor.rulebook
        answers, _ = parse_answers(rulebook.facts, rulebook.consistency, raw)
        if self._advisor is None:
            from py_checker.changes import Advisor  # noqa: PLC0415 - the page starts sooner without it

            self._advisor = Advisor(self.assessor)
        ways = self._advisor.ways(answers, self.assessor.assess(answers))
        return _envelope("changes", edition=rulebook.edition, tracks=[_way(way, answers, rulebook) for way in ways])


def _request(message: str, edition: str) -> tuple[str, dict[str, Any]]:
    """Return the kind and the raw answers of a request. Raises ``CheckerError`` for anything else."""
    try:
        data = json.loads(message)
    except (ValueError, TypeError, RecursionError) as error:
        raise CheckerError("not_json") from error
    if not isinstance(data, dict):
        raise CheckerError("not_a_message")
    expected = [("format", (FORMAT,), "foreign_format"), ("version", (VERSION,), "wrong_version"),
                ("kind", (ASSESS, ADVISE), "unknown_kind"), ("edition", (edition,), "wrong_edition")]  # fmt: skip
    for name, wanted, code in expected:
        found = data.get(name)
        if found not in wanted or isinstance(found, bool):
            raise CheckerError(code, found=str(found)[:60], wanted=", ".join(str(value) for value in wanted))
    answers = data.get("answers")
    if not isinstance(answers, dict):
        raise CheckerError("bad_answers")
    return data["kind"], answers


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
    return entry


def _track(item: TrackVerdict) -> dict[str, Any]:
    return {
        "track": item.track,
        "verdict": item.verdict.value,
        "findings": item.indexes,
        "to_confirm": item.to_confirm,
        "needed": item.needed,
    }


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
    change: dict[str, Any] = {"fact": fact.id, "from": _plain(found), "to": _plain(to), "when": fact.changeable}
    if isinstance(found, Decimal) and isinstance(to, Decimal):
        change["by"] = _plain(to - found)
    return change


def _plain(value: Value | None) -> str | bool | None:
    """Return a value as JSON: figures and dates as text, without exponents or trailing zeros."""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.isoformat() if isinstance(value, date) else value


def _problem(problem: Problem) -> dict[str, Any]:
    return {"fact": problem.fact, "code": problem.code, "detail": problem.detail}


def _envelope(kind: str, **content: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"format": FORMAT, "version": VERSION, "kind": kind, **content}


def _dump(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
