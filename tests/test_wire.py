"""The wire: whatever comes in, JSON comes out, and nonsense never decides a verdict."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from py_checker import Checker, CheckerError
from py_checker.errors import CheckerError as Error
from py_checker.facts import PROBLEM_CODES

if TYPE_CHECKING:
    from build_scripts.model import Edition, Site

HEAD = {"format": "baise-check", "version": 1, "kind": "assess"}


def ask(checker: Checker, answers: dict[str, Any]) -> dict[str, Any]:
    edition = checker.assessor.rulebook.edition
    return json.loads(checker.respond(json.dumps({**HEAD, "edition": edition, "answers": answers})))


MESSAGES = {
    "not_json": ["", "{", "null x", "[" * 100_000, "\ud800"],
    "not_a_message": ["null", "[]", "3", '"text"', "true"],
    "foreign_format": ["{}", '{"format": "other"}', '{"format": null}', '{"format": {"a": [1]}}'],
    "wrong_version": [json.dumps({**HEAD, "version": version}) for version in (0, 2, "1", None, True)],
    "unknown_kind": [json.dumps({**HEAD, "kind": "explode"})],
    "wrong_edition": [json.dumps({**HEAD, "edition": "1999", "answers": {}})],
}


@pytest.mark.parametrize(("code", "message"), [(code, text) for code, texts in MESSAGES.items() for text in texts])
def test_a_message_that_is_none_gets_a_structured_error(checker: Checker, code: str, message: str) -> None:
    response = json.loads(checker.respond(message))
    assert (response["kind"], response["code"]) == ("error", code)


@pytest.mark.parametrize("answers", [None, [], "x", 3])
def test_answers_must_be_a_mapping(checker: Checker, answers: Any) -> None:
    assert ask(checker, answers)["code"] == "bad_answers"


def test_every_error_and_problem_has_words_in_both_languages(site: Site) -> None:
    for lang in ("zh", "en"):
        ui = site.interface[lang]["self_assessment"]
        assert set(ui["errors"]) >= set(Error.CODES)
        assert set(ui["problems"]) >= set(PROBLEM_CODES)


BAD_ANSWERS = [
    ("rd_last_year", "abc", "not_a_number"),
    ("rd_last_year", True, "not_a_number"),
    ("rd_last_year", [1], "not_a_number"),
    ("rd_last_year", 10**30, "too_large"),
    ("rd_last_year", "1e30", "too_large"),
    ("rd_last_year", float("nan"), "not_a_number"),
    ("rd_last_year", float("inf"), "not_a_number"),
    ("rd_last_year", -1, "too_small"),
    ("rd_last_year", "0.00001", "too_many_decimals"),
    ("team_size", "3.5", "too_many_decimals"),
    ("team_size", "１２人以上", "not_a_number"),
    ("lead_founded", "2999-01-01", "too_late"),
    ("lead_founded", "1066-10-14", "too_early"),
    ("lead_founded", "2023-02-29", "not_a_date"),
    ("lead_founded", "soon", "not_a_date"),
    ("lead_founded", 20230228, "not_a_date"),
    ("lead_kind", "ministry", "not_a_choice"),
    ("lead_kind", {"a": 1}, "not_a_choice"),
    ("joint", "yes", "not_yes_no"),
    ("joint", 1, "not_yes_no"),
    ("no_such_fact", 1, "unknown_question"),
]


@pytest.mark.parametrize(("fact", "answer", "code"), BAD_ANSWERS)
def test_a_bad_answer_gets_a_message_at_its_question(checker: Checker, fact: str, answer: Any, code: str) -> None:
    response = ask(checker, {fact: answer})
    assert [(item["fact"], item["code"]) for item in response["problems"]] == [(fact, code)]
    assert response["tracks"] == ask(checker, {})["tracks"], "a bad answer counts as no answer"


def test_a_number_that_python_itself_refuses_is_no_json(checker: Checker) -> None:
    message = json.dumps({**HEAD, "edition": checker.assessor.rulebook.edition, "answers": {"rd_last_year": 7}})
    assert json.loads(checker.respond(message.replace("7", "7" * 5000)))["code"] == "not_json"


GOOD_NUMBERS = [("300", 300), ("３００", 300), ("300万元", 300), ("300 万元", 300), ("1,200", 1200), (300.5, "300.5")]


@pytest.mark.parametrize(("typed", "meant"), GOOD_NUMBERS)
def test_numbers_as_people_type_them(checker: Checker, typed: Any, meant: Any) -> None:
    assert ask(checker, {"rd_last_year": typed}) == ask(checker, {"rd_last_year": meant})
    assert not ask(checker, {"rd_last_year": typed})["problems"]


def test_a_share_above_the_whole_is_told_at_the_question_and_decides_nothing(
    checker: Checker, edition: Edition
) -> None:
    response = ask(checker, {"team_size": 5, "team_in_service": 6})
    assert [(item["fact"], item["code"]) for item in response["problems"]] == [("team_in_service", "conflict")]
    law = response["problems"][0]["detail"]["law"]
    assert any(item.id == law for item in edition.laws)
    assert response["tracks"] == ask(checker, {})["tracks"]


def test_i_do_not_know_is_the_same_as_no_answer(checker: Checker, edition: Edition) -> None:
    nothing = dict.fromkeys(edition.questions)
    assert ask(checker, nothing) == ask(checker, {})


def test_one_fatal_answer_decides_every_track(checker: Checker) -> None:
    verdicts = {item["track"]: item["verdict"] for item in ask(checker, {"lead_kind": "state_organ"})["tracks"]}
    assert verdicts.pop("t03") == "not_open"
    assert set(verdicts.values()) == {"ineligible"}


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"format": "baise-rulebook", "version": 99}'])
def test_a_foreign_rulebook_is_refused(text: str) -> None:
    with pytest.raises(CheckerError) as caught:
        Checker(text)
    assert caught.value.code == "bad_rulebook"
