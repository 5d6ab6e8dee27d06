"""The wire: whatever comes in, JSON comes out, and nonsense never decides a verdict."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from py_checker import Checker, CheckerError
from py_checker.core.errors import CheckerError as Error
from py_checker.core.facts import PROBLEM_CODES

if TYPE_CHECKING:
    from build_scripts.content.edition import Edition, Site

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
    ("team_size", "3.5", "not_a_whole_number"),
    ("team_size", "１２人以上", "not_a_number"),
    ("lead_founded", "2999-01-01", "too_late"),
    ("lead_founded", "1066-10-14", "too_early"),
    ("lead_founded", "2023-02-29", "not_a_date"),
    ("lead_founded", "soon", "not_a_date"),
    ("lead_founded", 20230228, "not_a_date"),
    ("lead_kind", "ministry", "not_a_choice"),
    ("lead_kind", {"a": 1}, "not_a_choice"),
    ("site_in_baise", "yes", "not_yes_no"),
    ("site_in_baise", 1, "not_yes_no"),
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


READ = [("三百万", "300"), ("3000000元", "300"), ("１２００", "1200"), ("1,200.50", "1200.5"), (300, "300")]


@pytest.mark.parametrize(("typed", "meant"), READ)
def test_the_reply_says_what_a_number_was_understood_as(checker: Checker, typed: Any, meant: str) -> None:
    assert ask(checker, {"rd_last_year": typed, "site_in_baise": True, "team_size": "abc"})["read"] == {
        "rd_last_year": meant
    }


def test_a_number_that_contradicts_another_answer_was_understood_all_the_same(checker: Checker) -> None:
    response = ask(
        checker, {"team_size": "十", "team_in_service": "１２", "leader_misconduct": None, "no_such_fact": "1"}
    )
    assert response["read"] == {"team_size": "10", "team_in_service": "12"}
    assert "conflict" in [problem["code"] for problem in response["problems"]]


def test_a_share_above_the_whole_is_told_at_the_question_and_decides_nothing(
    checker: Checker, edition: Edition
) -> None:
    response = ask(checker, {"team_size": 5, "team_in_service": 6})
    assert [(item["fact"], item["code"]) for item in response["problems"]] == [("team_in_service", "conflict")]
    detail = {"law": "team-in-service", "team_in_service": "6", "team_size": "5"}
    assert response["problems"][0]["detail"] == detail
    assert any(item.id == detail["law"] for item in edition.laws)
    assert response["tracks"] == ask(checker, {})["tracks"]


CONTRADICTIONS: dict[str, dict[str, Any]] = {
    "team-in-service": {"team_in_service": "6", "team_size": "5"},
    "team-outsiders": {"team_outsiders": "6", "team_size": "5"},
    "team-outsiders-none": {"team_in_service": "5", "team_size": "5", "team_outsiders": "1"},
    "ongoing-led": {"leader_ongoing_led": "2", "leader_ongoing_top3": "1"},
    "joint-staff-alone": {"joint_count": "0", "joint_min_staff": "1"},
    "joint-state-organ-alone": {"joint_count": "0", "joint_state_organ": True},
    "joint-agreement-alone": {"joint_count": "0", "joint_agreement": True},
    "joint-enterprise-alone": {"joint_count": "0", "joint_enterprise": True},
    "joint-outside-alone": {"joint_count": "0", "joint_outside": "outside"},
    "joint-universities-enterprise": {"joint_universities_or_3a": True, "joint_enterprise": True},
    "baise-partner-alone": {"joint_count": "0", "baise_partner": "registered"},
    "joint-from-nowhere": {"joint_count": "1", "joint_outside": "none", "baise_partner": "none"},
    "joint-resident-partner": {"joint_outside": "resident", "baise_partner": "none"},
    "leader-unit-alone": {"joint_count": "0", "leader_unit": "joint"},
    "agreement-covers-leader-alone": {"joint_count": "0", "agreement_covers_leader": True},
    "agreement-covers-leader-unsigned": {"joint_agreement": False, "agreement_covers_leader": True},
    "above-designated-size-no-enterprise": {"lead_kind": "hospital", "above_designated_size": True},
    "high-tech-enterprise-no-enterprise": {"lead_kind": "research_institute", "high_tech_enterprise": True},
    "licence-alone": {"joint_count": "0", "licence_held": "some_units"},
    "health-alone": {"joint_count": "0", "municipal_health": "joint"},
}


def test_every_law_between_answers_has_its_contradiction(edition: Edition) -> None:
    assert [law.id for law in edition.laws] == list(CONTRADICTIONS)


@pytest.mark.parametrize("law", CONTRADICTIONS)
def test_answers_that_contradict_are_told_with_their_values_and_decide_nothing(
    checker: Checker, edition: Edition, law: str
) -> None:
    answers = CONTRADICTIONS[law]
    response = ask(checker, answers)
    at = next(item.at for item in edition.laws if item.id == law)
    assert response["problems"] == [{"fact": at, "code": "conflict", "detail": {"law": law, **answers}}]
    assert response["tracks"] == ask(checker, {})["tracks"]
    for fact in answers:
        rest = {other: answer for other, answer in answers.items() if other != fact}
        assert not ask(checker, rest)["problems"], "only all of them together contradict"


@pytest.mark.parametrize("law", CONTRADICTIONS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_message_names_every_question_and_every_number(edition: Edition, law: str, lang: str) -> None:
    words = next(item.message for item in edition.laws if item.id == law).of(lang)
    numbers = {fact for fact in CONTRADICTIONS[law] if edition.questions[fact].fact.type == "number"}
    assert {word for word in numbers if f"{{{word}}}" in words} == numbers
    for fact in numbers:
        assert edition.questions[fact].label.of(lang).lower() in words.lower()


HONEST: list[dict[str, Any]] = [
    {"joint_count": 0, "joint_min_staff": 0, "joint_agreement": False, "joint_outside": "none",
     "baise_partner": "none", "leader_unit": "neither", "agreement_covers_leader": False},
    {"joint_count": 0, "joint_legal_entities": True, "joint_statistics_done": True, "joint_torch_done": True},
    {"joint_count": 0, "joint_legal_entities": False, "joint_enterprise": False, "joint_enterprise_rd": False},
    {"joint_count": 1, "joint_outside": "outside", "baise_partner": "none", "leader_unit": "joint"},
    {"joint_count": 1, "joint_outside": "none", "baise_partner": "registered", "joint_agreement": False},
    {"joint_count": 1, "joint_outside": "resident", "baise_partner": "resident", "licence_held": "some_units"},
    {"lead_kind": "enterprise", "above_designated_size": True, "high_tech_enterprise": True},
    {"lead_kind": "hospital", "above_designated_size": False, "rd_statistics_done": True},
    {"lead_platform_built": "none", "lead_platform_building": "municipal", "lead_platform_elsewhere": "regional"},
    {"team_size": 5, "team_in_service": 5, "team_outsiders": 0},
    {"team_size": 5, "team_in_service": 4, "team_outsiders": 0},
    {"joint_count": 3, "joint_agreement": True, "leader_unit": "joint"},
]  # fmt: skip


@pytest.mark.parametrize("answers", HONEST)
def test_what_an_honest_applicant_may_answer_is_no_contradiction(checker: Checker, answers: dict[str, Any]) -> None:
    assert ask(checker, answers)["problems"] == []


def test_each_contradiction_is_told_even_where_they_share_an_answer(checker: Checker) -> None:
    response = ask(checker, {"joint_count": 0, "joint_agreement": True, "joint_outside": "outside"})
    assert [item["fact"] for item in response["problems"]] == ["joint_agreement", "joint_outside"]


def test_a_founding_date_in_the_future_is_told_with_the_latest_date(checker: Checker, site: Site) -> None:
    (problem,) = ask(checker, {"lead_founded": "2026-01-01"})["problems"]
    assert problem == {
        "fact": "lead_founded", "code": "too_late", "detail": {"found": "2026-01-01", "limit": "2025-06-30"}
    }  # fmt: skip
    for lang in ("zh", "en"):
        words = site.interface[lang]["self_assessment"]["problems"]["too_late"].format(**problem["detail"])
        assert "2026-01-01" in words
        assert "2025-06-30" in words


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
