"""Laws that hold for every applicant, tried on random ones (Hypothesis)."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.applicants import agreeing
from py_checker.core.answers import Consistency
from py_checker.core.conditions import facts_of
from py_checker.core.truth import Truth, conjunction, disjunction, negation

if TYPE_CHECKING:
    from build_scripts.content.edition import Edition
    from py_checker import Checker
    from py_checker.core.facts import Fact

pytestmark = pytest.mark.untraced

SETTLED = {"eligible", "conditional", "ineligible", "not_open"}
truths = st.sampled_from(Truth)
MANY = settings(max_examples=150)


def answer_to(fact: Fact) -> st.SearchStrategy[Any]:
    """Any answer, with those near the figures of the rules made likely."""
    if fact.type == "choice":
        return st.sampled_from(fact.choices)
    if fact.type == "yes_no":
        return st.booleans()
    if fact.type == "date":
        near = [date(1967, 6, 1), date(1968, 6, 1), date(2024, 6, 1)]
        days = [day + timedelta(days=shift) for day in near for shift in (-1, 0, 1)]
        inside = [day.isoformat() for day in days if fact.minimum <= day <= fact.maximum]
        return st.sampled_from(inside)
    near_numbers = [Decimal(n) for n in (0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 99, 100, 299, 300, 301)]
    return st.sampled_from([str(n) for n in near_numbers if fact.minimum <= n <= fact.maximum])


@st.composite
def any_answers(draw: st.DrawFn, edition: Edition, least: float = 0.0) -> dict[str, Any]:
    """Answers of which some may contradict each other; ``least`` is the share of the questions that is answered."""
    answered = draw(st.floats(least, 1.0))
    return {
        fact: draw(answer_to(question.fact))
        for fact, question in edition.questions.items()
        if draw(st.floats(0, 1)) <= answered
    }


@st.composite
def applicants(draw: st.DrawFn, edition: Edition, least: float = 0.0) -> dict[str, Any]:
    """Answers that agree with each other."""
    return consistent(edition, draw(any_answers(edition, least)))


def consistent(edition: Edition, answers: dict[str, Any]) -> dict[str, Any]:
    facts = {fact: question.fact for fact, question in edition.questions.items()}
    return agreeing(facts, [Consistency(law.id, law.never, law.at) for law in edition.laws], answers)


def ask(checker: Checker, answers: dict[str, Any]) -> dict[str, Any]:
    message = {"format": "baise-check", "version": 1, "kind": "assess", "edition": checker.assessor.rulebook.edition}
    return json.loads(checker.respond(json.dumps({**message, "answers": answers})))


def verdicts(response: dict[str, Any]) -> dict[str, str]:
    return {item["track"]: item["verdict"] for item in response["tracks"]}


@MANY
@given(data=st.data())
def test_answering_more_never_overturns_a_settled_verdict(
    checker: Checker, edition: Edition, data: st.DataObject
) -> None:
    """Only where the answers agree with each other: a contradiction takes them back."""
    everything = data.draw(applicants(edition, least=0.7))
    assert ask(checker, everything)["problems"] == []
    part = {fact: answer for fact, answer in everything.items() if data.draw(st.booleans())}
    before, after = verdicts(ask(checker, part)), verdicts(ask(checker, everything))
    for track, verdict in before.items():
        if verdict in SETTLED:
            assert after[track] == verdict, track


@MANY
@given(data=st.data())
def test_a_verdict_never_turns_on_an_unanswered_question(
    checker: Checker, edition: Edition, data: st.DataObject
) -> None:
    """A settled verdict stays whatever one open question is answered with."""
    answers = data.draw(applicants(edition))
    before = verdicts(ask(checker, answers))
    open_facts = sorted(set(edition.questions) - set(answers))
    if not open_facts:
        return
    fact = data.draw(st.sampled_from(open_facts))
    response = ask(checker, {**answers, fact: data.draw(answer_to(edition.questions[fact].fact))})
    if response["problems"]:
        return
    for track, verdict in before.items():
        if verdict in SETTLED:
            assert verdicts(response)[track] == verdict, (track, fact)


@MANY
@given(data=st.data())
def test_a_question_set_aside_changes_nothing(checker: Checker, edition: Edition, data: st.DataObject) -> None:
    answers = data.draw(applicants(edition))
    response = ask(checker, answers)
    in_play = set(response["needed"]) | set(response["used"])
    aside = sorted(set(edition.questions) - in_play - set(answers))
    if not aside:
        return
    fact = data.draw(st.sampled_from(aside))
    again = ask(checker, {**answers, fact: data.draw(answer_to(edition.questions[fact].fact))})
    if not again["problems"]:
        assert verdicts(again) == verdicts(response)


@MANY
@given(data=st.data())
def test_all_answers_settle_all_tracks(checker: Checker, edition: Edition, data: st.DataObject) -> None:
    answers = {fact: data.draw(answer_to(question.fact)) for fact, question in edition.questions.items()}
    response = ask(checker, consistent(edition, answers))
    assert response["problems"] == []
    assert "undetermined" not in verdicts(response).values()
    assert response["needed"] == []


@MANY
@given(data=st.data())
def test_answers_that_contradict_count_as_none(checker: Checker, edition: Edition, data: st.DataObject) -> None:
    answers = data.draw(any_answers(edition, least=0.7))
    response = ask(checker, answers)
    facts = {law.id: set(facts_of(law.never)) for law in edition.laws}
    contradicting: set[str] = set()
    for problem in response["problems"]:
        given = {fact: found for fact, found in problem["detail"].items() if fact != "law"}
        assert set(given) == facts[problem["detail"]["law"]]
        assert problem["fact"] in given
        contradicting |= set(given)
    again = ask(checker, {fact: answer for fact, answer in answers.items() if fact not in contradicting})
    assert again["problems"] == []
    assert again | {"read": {}} == response | {"problems": [], "read": {}}  # what was typed is still read back


@MANY
@given(data=st.data())
def test_an_undetermined_track_says_what_would_settle_it(
    checker: Checker, edition: Edition, data: st.DataObject
) -> None:
    response = ask(checker, data.draw(applicants(edition)))
    for item in response["tracks"]:
        assert bool(item["needed"]) == (item["verdict"] == "undetermined")


@MANY
@given(data=st.data())
def test_the_order_of_answers_does_not_matter(checker: Checker, edition: Edition, data: st.DataObject) -> None:
    answers = data.draw(any_answers(edition))
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert verdicts(ask(checker, answers)) == verdicts(ask(checker, shuffled))


@MANY
@given(text=st.text())
def test_respond_never_raises(checker: Checker, text: str) -> None:
    assert json.loads(checker.respond(text))["kind"] in ("error", "verdicts")


json_values = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=5)


@MANY
@given(data=st.data())
def test_any_json_as_an_answer_is_taken_or_told(checker: Checker, edition: Edition, data: st.DataObject) -> None:
    answers = data.draw(st.dictionaries(st.sampled_from(sorted(edition.questions)) | st.text(), json_values))
    assert ask(checker, answers)["kind"] == "verdicts"


@given(truths, truths)
def test_de_morgan(one: Truth, other: Truth) -> None:
    assert negation(conjunction((one, other))) is disjunction((negation(one), negation(other)))


@given(st.lists(truths))
def test_connectives_do_not_depend_on_order(operands: list[Truth]) -> None:
    assert conjunction(operands) is conjunction(operands[::-1])
    assert disjunction(operands) is disjunction(operands[::-1])


@given(st.lists(truths))
def test_learning_more_keeps_what_was_known(operands: list[Truth]) -> None:
    for learned in (Truth.TRUE, Truth.FALSE):
        more = [learned if operand is Truth.UNKNOWN else operand for operand in operands]
        for connective in (conjunction, disjunction):
            if connective(operands) is not Truth.UNKNOWN:
                assert connective(more) is connective(operands)
