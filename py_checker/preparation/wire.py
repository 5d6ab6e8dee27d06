"""The wire form of preparations and portfolios (requests ``prepare`` and ``combine`` of ``wire``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from py_checker.core.answers import parse_answers
from py_checker.core.errors import CheckerError
from py_checker.core.truth import FALSE, TRUE
from py_checker.core.values import plain
from py_checker.core.verdicts import Verdict
from py_checker.preparation.needs import Duty, GrantOffer, Need, Preparer, TrackLimit
from py_checker.preparation.portfolio import MOST_APPLICATIONS, Application, Portfolio

if TYPE_CHECKING:
    from py_checker.core.evaluation import Evaluation
    from py_checker.core.values import Answers
    from py_checker.core.verdicts import Assessor, TrackVerdict

BARRED = (Verdict.INELIGIBLE, Verdict.NOT_OPEN)


class PreparationDesk:
    """Answers what concerns preparation, with one assessor's rules."""

    def __init__(self, assessor: Assessor) -> None:
        """Read the rules about preparation. Raises ``CheckerError`` (``bad_rulebook``) where they are malformed."""
        self.assessor = assessor
        try:
            self.preparer = Preparer(assessor)
        except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
            raise CheckerError("bad_rulebook", found=f"{type(error).__name__}: {error}") from error

    def prepare(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return the content of ``preparation``. Raises ``CheckerError`` for an unknown track or no answers."""
        answers = self._answers(request.get("answers"))
        item = self._verdicts(answers).get(_text(request.get("track")))
        if item is None:
            raise CheckerError("unknown_track", found=_text(request.get("track"))[:60])
        found = self.preparer.prepare(item, answers)
        return {
            "track": item.track,
            "verdict": item.verdict.value,
            "grants": [_offer(offer) for offer in found.grants],
            "asked": {"fact": self.preparer.asked, "value": plain(answers.get(self.preparer.asked or ""))},
            "limits": [_limit(limit, answers) for limit in found.limits],
            "duties": [_duty(duty, binds) for duty, binds in found.duties],
            "materials": [_need(need) for need in found.materials],
            "recommenders": [_need(need) for need in found.recommenders],
        }

    def combine(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return the content of ``portfolio``. Raises ``CheckerError`` for what is no list of applications."""
        applications = self._applications(request.get("applications"))
        projects = request.get("answers")
        if not isinstance(projects, dict):
            raise CheckerError("bad_answers")
        verdicts = {project: self._verdicts(self._answers(raw)) for project, raw in projects.items()}
        standing = {}
        for one in applications:
            if one.project not in verdicts:
                raise CheckerError("bad_applications", found=one.project[:60])
            standing[one.id] = verdicts[one.project][one.track].verdict
        portfolio = Portfolio(self.preparer.across, applications, _similar(request.get("similar")))
        barred = frozenset(name for name, verdict in standing.items() if verdict in BARRED)
        return {
            "applications": [{"id": name, "verdict": verdict.value} for name, verdict in standing.items()],
            "conflicts": [{**one._asdict(), "outcome": one.outcome.value} for one in portfolio.conflicts()],
            "combinations": [{**one._asdict(), "outcome": one.outcome.value} for one in portfolio.combinations(barred)],
        }

    def _answers(self, raw: Any) -> Answers:  # noqa: ANN401 - raw JSON from outside
        if not isinstance(raw, dict):
            raise CheckerError("bad_answers")
        return parse_answers(self.assessor.rulebook.facts, self.assessor.rulebook.consistency, raw)[0]

    def _verdicts(self, answers: Answers) -> dict[str, TrackVerdict]:
        return {item.track: item for item in self.assessor.assess(answers).tracks}

    def _applications(self, raw: Any) -> list[Application]:  # noqa: ANN401
        if not isinstance(raw, list) or len(raw) > MOST_APPLICATIONS:
            raise CheckerError("bad_applications", found=type(raw).__name__)
        known = self.preparer.types
        found: list[Application] = []
        for item in raw:
            entry = item if isinstance(item, dict) else {}
            names = {key: _text(entry.get(key)) for key in ("id", "project", "track")}
            if not all(names.values()) or names["track"] not in known or any(one.id == names["id"] for one in found):
                raise CheckerError("bad_applications", found=str(item)[:60])
            leader, unit = (_text(entry.get(key)).strip() or None for key in ("leader", "unit"))
            found.append(Application(**names, type=known[names["track"]], leader=leader, unit=unit))
        return found


def _similar(raw: Any) -> dict[frozenset[str], bool]:  # noqa: ANN401
    """Return what has been said of pairs of projects; whatever is no such statement says nothing."""
    told = {}
    for item in raw if isinstance(raw, list) else ():
        entry = item if isinstance(item, dict) else {}
        pair, answer = entry.get("projects"), entry.get("answer")
        if isinstance(pair, list) and all(isinstance(one, str) for one in pair) and isinstance(answer, bool):
            told[frozenset(pair)] = answer
    return told


def _text(raw: Any) -> str:  # noqa: ANN401
    return raw if isinstance(raw, str) else ""


def _offer(offer: GrantOffer) -> dict[str, Any]:
    return {
        "grant": offer.grant.id,
        "clause": offer.grant.clause,
        "applies": offer.applies.value,
        "missing": offer.missing,
        "at_least": plain(offer.grant.at_least),
        "at_most": plain(offer.grant.at_most),
        "outcome": offer.outcome.value,
    }


def _limit(item: TrackLimit, answers: Answers) -> dict[str, Any]:
    limit = item.limit
    entry: dict[str, Any] = {
        "clause": item.clause,
        "kind": item.kind,
        "fact": limit.fact,
        "op": limit.op,
        "value": plain(limit.value),
        "found": plain(answers.get(limit.fact)),
        "outcome": limit.outcome.value,
    }
    if limit.of is not None:
        entry["of"] = {"fact": limit.of, "factor": plain(limit.factor)}
    return entry


_BINDS = {TRUE: "applies", FALSE: "not_applicable"}


def _duty(duty: Duty, binds: Evaluation) -> dict[str, Any]:
    return {
        "clause": duty.clause,
        "status": _BINDS.get(binds.truth, "open"),
        "conditional": duty.when is not None,
        "missing": binds.missing,
    }


def _need(need: Need) -> dict[str, Any]:
    return {"entry": need.entry, "status": need.status.value, "missing": need.missing, "notes": need.notes}
