"""The wire: JSON text in, JSON text out, versioned. The one door through which a page reaches the checker.

Request:  ``{"format": "baise-check", "version": 1, "kind": "assess", "edition": "2025", "answers": {fact: raw}}``
Response: ``kind`` ``verdicts`` or ``error``. In ``verdicts`` each distinct finding stands once in
``findings``; a track names its own by index. ``respond`` never raises.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from py_checker.errors import CheckerError, Problem
from py_checker.facts import parse_answers
from py_checker.rulebook import Rulebook
from py_checker.verdicts import Assessor

if TYPE_CHECKING:
    from py_checker.findings import Finding
    from py_checker.verdicts import TrackVerdict

FORMAT = "baise-check"
VERSION = 1


class Checker:
    """A rulebook behind the wire format."""

    def __init__(self, rulebook_json: str) -> None:
        """Read the rulebook. Raises ``CheckerError`` where it is not one."""
        self.assessor = Assessor(Rulebook.from_json(rulebook_json))

    def respond(self, message: str) -> str:
        """Return the answer to a message; an error message for one that cannot be understood."""
        try:
            return _dump(self._assess(_request(message, self.assessor.rulebook.edition)))
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


def _request(message: str, edition: str) -> dict[str, Any]:
    """Return the raw answers of a request. Raises ``CheckerError`` for anything else."""
    try:
        data = json.loads(message)
    except (ValueError, TypeError, RecursionError) as error:
        raise CheckerError("not_json") from error
    if not isinstance(data, dict):
        raise CheckerError("not_a_message")
    expected = [("format", FORMAT, "foreign_format"), ("version", VERSION, "wrong_version"),
                ("kind", "assess", "unknown_kind"), ("edition", edition, "wrong_edition")]  # fmt: skip
    for name, wanted, code in expected:
        found = data.get(name)
        if found != wanted or isinstance(found, bool):
            raise CheckerError(code, found=str(found)[:60], wanted=str(wanted))
    answers = data.get("answers")
    if not isinstance(answers, dict):
        raise CheckerError("bad_answers")
    return answers


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


def _problem(problem: Problem) -> dict[str, Any]:
    return {"fact": problem.fact, "code": problem.code, "detail": problem.detail}


def _envelope(kind: str, **content: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"format": FORMAT, "version": VERSION, "kind": kind, **content}


def _dump(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
