"""The order of questions: the most useful first, always one that can still settle something."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.applicants import uniform
from py_checker.core.answers import parse_answers
from py_checker.core.next_question import facts_in_play, tracks_open_for, usefulness

if TYPE_CHECKING:
    from py_checker import Checker

pytestmark = pytest.mark.untraced

HEAD = {"format": "baise-check", "version": 1, "kind": "assess"}


def ask(checker: Checker, answers: dict[str, Any]) -> dict[str, Any]:
    edition = checker.assessor.rulebook.edition
    return json.loads(checker.respond(json.dumps({**HEAD, "edition": edition, "answers": answers})))


def test_the_first_question_can_close_every_track(checker: Checker) -> None:
    response = ask(checker, {})
    opened = [item for item in response["tracks"] if item["verdict"] == "undetermined"]
    assert response["next"] == {"fact": response["needed"][0], "tracks": len(opened)}


def test_once_all_is_settled_nothing_is_asked(checker: Checker) -> None:
    response = ask(checker, {"lead_kind": "state_organ"})
    assert response["next"] is None
    assert response["needed"] == []


@given(seed=st.integers(0, 10**6), known=st.integers(0, 40))
def test_what_is_asked_first_is_needed_and_most_useful(checker: Checker, seed: int, known: int) -> None:
    book = checker.assessor.rulebook
    chance = random.Random(seed)  # noqa: S311 - no secrets
    whole, _ = parse_answers(book.facts, book.consistency, uniform(book, chance))
    answers = {fact: whole[fact] for fact in chance.sample(sorted(whole), min(known, len(whole)))}
    assessment = checker.assessor.assess(answers)
    needed, _ = facts_in_play(book.facts, assessment)
    useful = usefulness(assessment)
    assert set(needed) == set(useful) == {fact for item in assessment.tracks for fact in item.needed}
    assert all(weight > 0 for weight in useful.values())
    assert list(needed) == sorted(needed, key=useful.__getitem__, reverse=True)
    assert all(tracks_open_for(assessment, fact) > 0 for fact in needed)
    assert not set(needed) & set(answers)
