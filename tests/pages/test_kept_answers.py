"""Answers as a file and as a link come back as they were, tell what has changed since, and bring nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import subprocess
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_scripts.content.cases.scenarios import read_scenarios
from build_scripts.form_data.write import examples_json, write_assessment_data
from build_scripts.pages.kept_answers import answers_data, question_code
from build_scripts.rules.rulebook import content_hash
from build_scripts.source.faults import DataError
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from build_scripts.content.edition import Edition, Site

MEDIA = ("link", "file")
LONGEST_LINK = 700
Json = dict[str, Any]


@pytest.fixture(scope="module")
def page(site: Site, edition: Edition) -> Json:
    """What the form's page says of its questions."""
    return json.loads(str(answers_data(site, edition, "zh")))


@pytest.fixture(scope="module")
def codec(root: Path) -> Callable[..., list[Any]]:
    def run(*jobs: Json) -> list[Any]:
        script = str(root / "tests" / "scripts" / "answers_codec.mjs")
        done = subprocess.run(
            ["node", script], input=json.dumps({"jobs": jobs}), capture_output=True, text=True, check=True
        )
        told = json.loads(done.stdout)
        assert not told["polluted"], "no key reaches a prototype"
        return told["results"]

    return run


def unchanged(changes: Json) -> bool:
    return not any(changes.values())


# ---- there and back ----


@pytest.mark.parametrize("medium", MEDIA)
def test_every_applicants_answers_come_back_as_they_were(codec, page, scenarios, medium) -> None:
    results = codec(*({"do": medium, "page": page, "answers": scenario.answers} for scenario in scenarios))
    for scenario, result in zip(scenarios, results, strict=True):
        assert dict(result["answers"]) == scenario.answers, scenario.id
        assert unchanged(result["changes"]), scenario.id


TYPED = ("３００ 万元", "1,200", "12.50", "-3", "三百万", "1e3", "~._-", "=+/", "😀" * 20, "9" * 40)


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("typed", TYPED)
def test_whatever_was_typed_comes_back(codec, page, typed, medium) -> None:
    [result] = codec({"do": medium, "page": page, "answers": {"rd_last_year": typed, "site_in_baise": None}})
    assert dict(result["answers"]) == {"rd_last_year": typed, "site_in_baise": None}


@st.composite
def answered(draw: st.DrawFn, questions: list[Json]) -> Json:
    """Draw answers as a form can hold them: any question left out, unknown, chosen or typed."""
    signs = st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=20)
    typed = signs.filter(lambda text: text.strip() == text)
    answers: Json = {}
    for question in draw(st.lists(st.sampled_from(questions), max_size=15, unique_by=lambda one: one["id"])):
        known = {"yes_no": st.booleans(), "choice": st.sampled_from(question.get("choices", [""]))}
        answers[question["id"]] = draw(st.one_of(st.just(""), st.none(), known.get(question["type"], typed)))
    return answers


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_answers_come_back(codec, page, data: st.DataObject) -> None:
    """Whatever the form can hold, a link and a file bring it back; many at a time, since each start of Node costs."""
    drawn = data.draw(st.lists(answered(page["questions"]), min_size=1, max_size=10))
    results = codec(*({"do": medium, "page": page, "answers": answers} for answers in drawn for medium in MEDIA))
    for result, answers in zip(results, [answers for answers in drawn for _ in MEDIA], strict=True):
        assert dict(result["answers"]) == {fact: answer for fact, answer in answers.items() if answer != ""}
        assert unchanged(result["changes"])


def test_half_a_date_is_no_answer(codec, page) -> None:
    results = codec(*({"do": medium, "page": page, "answers": {"lead_founded": ""}} for medium in MEDIA))
    assert [result["answers"] for result in results] == [[], []]


def test_the_link_of_a_full_questionnaire_is_short(codec, page, edition: Edition) -> None:
    typed = {"yes_no": True, "number": "1234.5", "date": "2001-02-03"}
    answers: Json = {
        fact: question.fact.choices[0] if question.fact.choices else typed[question.fact.type]
        for fact, question in edition.questions.items()
    }
    [link] = codec({"do": "write", "page": page, "answers": answers})
    assert len("https://example.gov.cn/2025/self-assessment/#" + link) < LONGEST_LINK


OLD_PAGE = {
    "edition": "2030",
    "content": "0123456789ab",
    "questions": [
        {"id": "kind", "code": "AAAcc", "type": "choice", "label": "Kind", "choices": ["first", "second"]},
        {"id": "good", "code": "BBByy", "type": "yes_no", "label": "Good"},
        {"id": "sum", "code": "CCCnn", "type": "number", "label": "Sum"},
        {"id": "born", "code": "DDDdd", "type": "date", "label": "Born"},
    ],
}
OLD_ANSWERS = {"kind": "second", "good": False, "sum": "１２", "born": "1999-12-31"}
OLD_LINK = (
    "a=2.eJwFwbkRgCAUBcBeXvyd4fAi5OiCIUDAyMGAyDK0HnqiBXc9BJMMBMaFnJd121U8QNBap2SMeR5rba3OuZxBHq2ku2bQGa9WCKO_o38gcKXUxMUk"
    "OUL4AeOpGR0.2355od"
)
OLDER_LINK = "a=1.2030.0123456789ab.AAAcccBBBByy0CCCnnxAI77yR77ySDDDddtK1999-12-31.1v6t2h7"

LATER_LINK = "a=3.AAAA.17ruoyo"


def test_a_link_that_was_made_years_ago_can_still_be_read(codec) -> None:
    """The format of version 2 is written down here: whoever changes it must raise the version."""
    [read] = codec({"do": "read", "page": OLD_PAGE, "hash": f"#{OLD_LINK}"})
    assert dict(read["answers"]) == OLD_ANSWERS
    payload = OLD_LINK.split(".")[1]
    text = zlib.decompress(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))).decode()
    assert text == '["2030","0123456789ab","AAAccBBByyCCCnnDDDdd",["second",false,"１２","1999-12-31"]]'


def test_a_link_of_the_format_before_says_so(codec) -> None:
    """Version 1, which this page cannot read: a whole link is called older, a damaged one damaged."""
    whole, damaged, later = codec(
        *({"do": "read", "page": OLD_PAGE, "hash": f"#{link}"} for link in (OLDER_LINK, OLDER_LINK[:-1], LATER_LINK))
    )
    assert (whole["refused"], whole["answers"]) == ("link_older", None)
    assert (damaged["refused"], damaged["answers"]) == ("link_altered", None)
    assert (later["refused"], later["answers"]) == ("link_version", None)


# ---- alterations ----


def test_no_altered_link_is_read(codec, page, scenarios) -> None:
    [link] = codec({"do": "write", "page": page, "answers": scenarios[0].answers})
    chance = random.Random(4)  # noqa: S311 - which signs are tried, not a secret
    altered = [link[:place] + sign + link[place + 1 :]
               for place in range(2, len(link))
               for sign in chance.sample("Aa0_-.%z", 3) if sign != link[place]]  # fmt: skip
    altered += [link[:place] for place in range(3, len(link))]
    altered += [link + tail for tail in ("x", "。", ")", "%20", "&b=1")]
    altered += ["a=", "a=2", "a=" + "2" * 30_000, "a=2.." + "0", "a=2." + "A" * 300]
    results = codec(*({"do": "read", "page": page, "hash": "#" + text} for text in altered))
    for text, result in zip(altered, results, strict=True):
        assert result["refused"] in ("link_altered", "link_older", "link_version"), text
        assert result["answers"] is None


FORGED = (
    "", "null", "{}", "[]", "1", "[" * 5_000, '["2025"]', '["2025","x",null,[]]', '["2025","x","abcde",null]',
    '["2025","x","abcd",[true]]', '["2025","x","abcdef",[true]]', '["2025","x","abcde",[]]', '[2025,"x","",[]]',
    '["__proto__<b>","x","",[]]', '["2025","' + "x" * 41 + '","",[]]', '{"0":"2025","1":"x","2":"","3":[]}',
)  # fmt: skip


@pytest.mark.parametrize("text", FORGED)
def test_a_link_that_was_forged_with_a_right_check_is_refused(codec, page, text) -> None:
    results = codec(*({"do": do, "page": page, "text": text} for do in ("forged", "unpackable")))
    assert [(result["refused"], result["answers"]) for result in results] == [("link_altered", None)] * 2


def test_a_link_that_would_swell_is_refused(codec, page) -> None:
    bomb = json.dumps([page["edition"], page["content"], "", []]) + " " * 5_000_000
    [result] = codec({"do": "forged", "page": page, "text": bomb})
    assert (result["refused"], result["answers"]) == ("link_altered", None)


def test_answers_of_a_forged_link_that_the_form_cannot_hold_are_left_out_by_name(codec, page) -> None:
    answers = [{"__proto__": {"polluted": True}}, ["x"], "<b>" * 40, [], "true", "a\u0000b"]
    codes = "".join(question["code"] for question in page["questions"][: len(answers)])
    text = json.dumps([page["edition"], page["content"], codes, answers])
    [result] = codec({"do": "forged", "page": page, "text": text})
    assert result["answers"] == []
    assert set(result["changes"]["unusable"]) == {question["id"] for question in page["questions"][: len(answers)]}


def test_a_link_whose_sign_was_encoded_on_the_way_is_the_same_link(codec, page) -> None:
    [link] = codec({"do": "write", "page": page, "answers": {"site_in_baise": True}})
    [result] = codec({"do": "read", "page": page, "hash": "#" + link.replace("=", "%3D")})
    assert result["answers"] == [["site_in_baise", True]]


# ---- another content ----


def older(page: Json, **changed: Any) -> Json:
    return page | {"content": "0" * 12} | changed


@pytest.mark.parametrize("medium", MEDIA)
def test_the_order_of_the_questions_does_not_matter(codec, page, scenarios, medium) -> None:
    answers = scenarios[0].answers
    then = older(page, questions=page["questions"][::-1])
    assert told(codec, medium, answers, then, page) == (
        answers, {"content": True, "added": [], "changed": [], "gone": [], "unusable": []}
    )  # fmt: skip


@pytest.mark.parametrize("medium", MEDIA)
def test_questions_that_are_gone_new_or_otherwise_answered_are_told(codec, page, scenarios, medium) -> None:
    answers = scenarios[0].answers
    now = [dict(question) for question in page["questions"]]
    [gone] = [now.pop(index) for index, question in enumerate(now) if question["id"] == "high_tech_enterprise"]
    before = now[[question["id"] for question in page["questions"]].index("high_tech_enterprise") - 1]["id"]
    now[0] |= {"code": now[0]["code"][:3] + "~~", "choices": ["other", "enterprise"]}
    now.insert(5, {"id": "brand_new", "code": "@@@ab", "type": "yes_no", "label": "新"})
    left, changes = told(codec, medium, answers, older(page), page | {"questions": now})
    assert left == {fact: answer for fact, answer in answers.items() if fact not in ("lead_kind", gone["id"])}
    assert changes["added"] == ["brand_new"]
    assert changes["changed"] == ["lead_kind"], "what “the first choice” meant then is not what it means now"
    assert changes["gone"] == [{"after": before} if medium == "link" else {"label": gone["label"]}]


@pytest.mark.parametrize("medium", MEDIA)
def test_the_answers_of_another_year_are_not_loaded(codec, page, medium) -> None:
    then = older(page, edition="2024", questions=page["questions"][1:])
    [made] = codec({"do": "write" if medium == "link" else "seal", "page": then, "answers": {"site_in_baise": True}})
    [result] = codec(reading(medium, made, page))
    assert (result["refused"], result["answers"]) == ("wrong_edition", None)
    assert result["detail"] == {"found": "2024", "wanted": page["edition"]}
    assert result["changes"]["added"] == ["lead_kind"]


def told(codec, medium: str, answers: Json, then: Json, now: Json) -> tuple[Json, Json]:
    [made] = codec({"do": "write" if medium == "link" else "seal", "page": then, "answers": answers})
    [result] = codec(reading(medium, made, now))
    return dict(result["answers"]), result["changes"]


def reading(medium: str, made: str, page: Json) -> Json:
    return {"do": "read", "page": page, "hash": f"#{made}"} if medium == "link" else {
        "do": "unseal", "page": page, "text": made
    }  # fmt: skip


def test_two_questions_with_one_code_are_told_apart_by_their_order(codec, page) -> None:
    questions = [dict(question) for question in page["questions"]]
    for question in questions[1:3]:
        question["code"] = "SAMEx"
    same = page | {"questions": questions}
    first, second = (question["id"] for question in questions[1:3])
    [result] = codec({"do": "link", "page": same, "answers": {first: True, second: False}})
    assert dict(result["answers"]) == {first: True, second: False}


# ---- hostile files ----


def envelope(page: Json, **changed: Any) -> Json:
    whole = {"format": "baise-self-assessment-answers", "version": 1, "edition": page["edition"],
             "content": page["content"], "answers": {"site_in_baise": True}}  # fmt: skip
    return whole | changed


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"format": "other"}, "foreign_format"),
        ({"format": ["baise-self-assessment-answers"]}, "foreign_format"),
        ({"version": 2}, "wrong_version"),
        ({"version": "<b>"}, "wrong_version"),
        ({"version": None}, "wrong_version"),
        ({"answers": None}, "no_answers"),
        ({"answers": [["site_in_baise", True]]}, "no_answers"),
        ({"answers": "site_in_baise"}, "no_answers"),
        ({"edition": 2025}, "no_answers"),
        ({"edition": "2024"}, "wrong_edition"),
        ({"edition": "__proto__"}, "wrong_edition"),
    ],
)
def test_a_file_that_is_not_meant_for_this_page_is_refused(codec, page, changed, refused) -> None:
    [result] = codec({"do": "unseal", "page": page, "text": json.dumps(envelope(page, **changed))})
    assert (result["refused"], result["answers"]) == (refused, None)


@pytest.mark.parametrize("text", ["", "nothing", "[]", "null", "1", '"text"', "{", "[" * 100_000, '{"format": 1}'])
def test_what_is_no_envelope_is_refused(codec, page, text) -> None:
    [result] = codec({"do": "unseal", "page": page, "text": text})
    assert result["refused"] in ("not_json", "foreign_format")


def test_answers_that_the_form_cannot_hold_are_left_out_by_name(codec, page) -> None:
    answers = {"site_in_baise": "true", "lead_kind": "<b>", "rd_last_year": {"value": 3}, "team_size": "1" * 41,
               "joint_count": 3, "leader_birth": "a\u0000b", "ai_results": True, "grant_requested": " 7 "}  # fmt: skip
    [result] = codec({"do": "unseal", "page": page, "text": json.dumps(envelope(page, answers=answers))})
    assert dict(result["answers"]) == {"joint_count": "3", "ai_results": True, "grant_requested": "7"}
    assert set(result["changes"]["unusable"]) == {
        "site_in_baise",
        "lead_kind",
        "rd_last_year",
        "team_size",
        "leader_birth",
    }


@pytest.mark.parametrize("name", ["__proto__", "constructor", "toString", "hasOwnProperty", "nobody", "<img src=x>"])
def test_names_of_no_question_bring_nothing(codec, page, name) -> None:
    data = envelope(page, answers={name: {"polluted": True}, "site_in_baise": True}, questions={name: {"label": name}})
    [result] = codec({"do": "unseal", "page": page, "text": json.dumps(data)})
    assert result["answers"] == [["site_in_baise", True]]
    assert result["changes"]["gone"] == [{"label": name}]


def test_what_is_shown_of_a_file_is_short(codec, page) -> None:
    text = json.dumps(envelope(page, edition="x" * 9999, questions={"gone": {"label": "y" * 9999}}))
    [result] = codec({"do": "unseal", "page": page, "text": text})
    assert len(result["detail"]["found"]) < 50
    assert len(result["changes"]["gone"][0]["label"]) < 150


# ---- what the build writes ----


def test_the_content_is_the_hash_of_the_rulebook(site: Site, edition: Edition, page: Json, tmp_path: Path) -> None:
    write_assessment_data(site, edition, tmp_path)
    digest = hashlib.sha256((tmp_path / "rulebook.json").read_bytes()).hexdigest()
    assert digest.startswith(page["content"])
    assert len(page["content"]) == 12
    for lang in LANGUAGES:
        texts = json.loads((tmp_path / f"texts.{lang}.json").read_text(encoding="utf-8"))
        assert texts["content_hash"] == page["content"]


def test_answers_can_be_taken_from_one_language_to_the_other(site: Site, edition: Edition) -> None:
    pages = [json.loads(str(answers_data(site, edition, lang))) for lang in LANGUAGES]
    for key in ("content", "edition"):
        assert len({page[key] for page in pages}) == 1
    codes = [[(item["id"], item["code"], item.get("choices")) for item in page["questions"]] for page in pages]
    assert codes[0] == codes[1]
    asked = [question.fact.id for section in edition.questionnaire for question in section.questions]
    assert [fact for fact, *_ in codes[0]] == asked, "in the order of the form"
    assert pages[0]["questions"][0]["label"] != pages[1]["questions"][0]["label"]


def test_the_code_of_a_question_follows_its_choices_and_unit_not_its_limits(edition: Edition) -> None:
    number, choice = edition.questions["rd_last_year"], edition.questions["lead_kind"]

    def code(question: Any, **changed: Any) -> str:
        return question_code(replace(question, fact=question.fact._replace(**changed)))

    assert code(number, maximum=number.fact.maximum + 1) == question_code(number)
    assert code(number, unit="元")[3:] != question_code(number)[3:]
    assert code(number, unit="元")[:3] == question_code(number)[:3]
    assert code(choice, choices=choice.fact.choices[::-1])[3:] != question_code(choice)[3:]


def test_no_word_can_end_the_script_element_that_holds_the_data(site: Site, edition: Edition) -> None:
    text = str(answers_data(site, edition, "zh"))
    assert not set("<>&") & set(text)


def test_the_examples_are_few_and_speak_both_languages(scenarios, edition: Edition) -> None:
    shown = [scenario for scenario in scenarios if scenario.example]
    assert 6 <= len(shown) <= 8
    verdicts = {verdict for scenario in shown for verdict in scenario.expected.values()}
    assert {"eligible", "conditional", "ineligible"} <= verdicts
    assert {scenario.answers["lead_kind"] for scenario in shown} >= {"enterprise", "hospital", "university"}
    for lang in LANGUAGES:
        written = json.loads(examples_json(scenarios, lang))["examples"]
        assert [(item["name"], item["answers"]) for item in written] == [
            (scenario.name.of(lang), scenario.answers) for scenario in shown
        ]
    assert content_hash(edition)


def test_a_wrong_mark_of_an_example_is_told(tmp_path: Path, edition: Edition) -> None:
    text = "scenarios:\n- id: one\n  name: {zh: 甲, en: A}\n  example: often\n  expect: {all: undetermined}\n"
    (tmp_path / "a.yml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.yml:4: .*“example”的值“often”不在允许范围内"):
        read_scenarios(tmp_path, tmp_path, edition)
