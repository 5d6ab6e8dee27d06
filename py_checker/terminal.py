"""Words for a terminal: turns the wire's verdicts into lines, with the texts that the build wrote."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from py_checker.core.money import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

ORDER = ("eligible", "conditional", "undetermined", "ineligible", "not_open")
SHOWN = ("not_met", "doubtful")


def report(response: dict[str, Any], texts: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a response: problems first, then the tracks grouped by verdict, each with its grounds."""
    ui = texts["ui"]
    if response["kind"] == "error":
        yield ui["errors"][response["code"]].format_map(_Blank(response["detail"]))
        return
    yield ui["disclaimer"]["short"]
    for problem in response["problems"]:
        yield f"! {_label(texts, problem['fact'])}: {_problem(problem, texts)}"
    for verdict in ORDER:
        tracks = [item for item in response["tracks"] if item["verdict"] == verdict]
        if tracks:
            yield ""
            yield f"== {ui['verdicts'][verdict]['name']} ({len(tracks)})"
        for item in tracks:
            yield from _track(item, response, texts)


def _track(item: dict[str, Any], response: dict[str, Any], texts: dict[str, Any]) -> Iterator[str]:
    words = texts["tracks"][item["track"]]
    yield f"- {words['label']} {words['name']}"
    for index in item["findings"]:
        finding = response["findings"][index]
        if finding["outcome"] in SHOWN and finding["kind"] != "preferred":
            clause = texts["clauses"][finding["clause"]]
            mark = texts["ui"]["findings"]["marks"][finding["outcome"]]
            kind = texts["ui"]["kinds"][finding["kind"]]
            yield f"    [{mark} · {kind}] {clause['cite']}: {clause['text']}"
            doubt = texts["clauses"][finding.get("exempted_by") or finding["clause"]]
            note = doubt.get("easing") if finding.get("exempted_by") else doubt.get("doubt")
            if finding.get("reading"):
                yield f"      {texts['ui']['findings']['each_reading']}"
            if note and (finding["outcome"] == "doubtful" or finding.get("reading")):
                yield f"      {note}"
    if item["needed"]:
        yield f"    ? {', '.join(_label(texts, fact) for fact in item['needed'])}"


def _label(texts: dict[str, Any], fact: str) -> str:
    label: str = texts["facts"].get(fact, {"label": fact})["label"]
    return label


def _problem(problem: dict[str, Any], texts: dict[str, Any]) -> str:
    law: str | None = texts["laws"].get(problem["detail"].get("law"))
    if not law:
        words: str = texts["ui"]["problems"][problem["code"]]
        return words.format_map(_Blank(problem["detail"]))
    said = {fact: _said(fact, value, texts) for fact, value in problem["detail"].items()}
    return law.format_map(_Blank(said))


def _said(fact: str, value: object, texts: dict[str, Any]) -> object:
    """Return the answer to a fact as a sentence names it: a sum of money in the form of the language."""
    if "money" not in texts["facts"].get(fact, {}):
        return value
    return in_words(Decimal(str(value)), **texts["money"])


class _Blank(dict[str, object]):
    """Leaves a placeholder without a value empty."""

    def __missing__(self, key: str) -> str:
        return ""
