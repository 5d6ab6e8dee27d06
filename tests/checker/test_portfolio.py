"""Several planned applications: the cases of the official text, and laws that hold for every portfolio."""

from __future__ import annotations

import json
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.content.cases.portfolios import FILE, PortfolioCase, read_portfolios
from build_scripts.rules.rulebook import rulebook_json
from build_scripts.source.faults import DataError
from py_checker import Checker
from tests.content.guide import EDITION, ROOT, SCENARIOS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.untraced

FOLDER = ROOT / "guide_data" / EDITION.id
CASES = read_portfolios(FOLDER / FILE, ROOT, EDITION, SCENARIOS)
CHECKER = Checker(rulebook_json(EDITION))
BARRED = {"ineligible", "not_open"}
ORDER = ("met", "doubtful", "open")
MANY = settings(max_examples=150)


def ask(content: dict[str, Any]) -> dict[str, Any]:
    message = {"format": "baise-check", "version": 1, "kind": "combine", "edition": EDITION.id}
    return json.loads(CHECKER.respond(json.dumps(message | content, ensure_ascii=False)))


def conflicts(reply: dict[str, Any]) -> set[tuple[Any, ...]]:
    return {
        (one["clause"], frozenset(one["applications"]), one["outcome"], frozenset(one["missing"]))
        for one in reply["conflicts"]
    }


def groups(reply: dict[str, Any]) -> set[tuple[Any, ...]]:
    return {(frozenset(one["applications"]), one["outcome"]) for one in reply["combinations"]}


# ---- the cases of the text ----


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_portfolio_gets_what_the_text_says(case: PortfolioCase) -> None:
    reply = ask(case.request())
    assert reply["kind"] == "portfolio", reply
    told = f"{case.place} {case.name.zh}"
    assert conflicts(reply) == case.conflicts, told
    assert groups(reply) == case.combinations, told
    verdicts = {one["id"]: one["verdict"] for one in reply["applications"]}
    assert {one: verdict for one, verdict in verdicts.items() if verdict in BARRED} == case.verdicts, told


def test_no_two_cases_tell_the_same() -> None:
    for lang in ("zh", "en"):
        assert len({case.name.of(lang) for case in CASES}) == len(CASES) >= 20


def test_every_rule_across_applications_is_seen_in_every_way() -> None:
    seen = {(clause, outcome) for case in CASES for clause, _, outcome, _ in case.conflicts}
    duplicate, one, pilot = "n03-integrity-3-duplicate", "n04-limits-1-one", "t10-scope-2"
    assert seen == {
        (duplicate, "not_met"), (duplicate, "doubtful"), (duplicate, "open"),
        (one, "not_met"), (one, "open"), (pilot, "doubtful"),
    }  # fmt: skip
    assert {clause.id for clause in EDITION.clauses.values() if clause.across} == {duplicate, one, pilot}
    assert {name for case in CASES for *_, missing in case.conflicts for name in missing} == {
        "leader", "unit", "content",
    }  # fmt: skip


# ---- the wire ----

ONE = {"id": "a", "project": "p", "track": "t01-d1"}


@pytest.mark.parametrize(
    "applications",
    [
        None,
        {},
        "a",
        [None],
        ["a"],
        [{}],
        [{**ONE, "id": ""}],
        [{**ONE, "id": 1}],
        [{**ONE, "track": "t99"}],
        [{**ONE, "track": ["t01-d1"]}],
        [{**ONE, "project": "other"}],
        [{"id": "a", "track": "t01-d1"}],
        [ONE, ONE],
        [{**ONE, "id": str(number)} for number in range(13)],
    ],
)
def test_what_is_no_list_of_applications_is_told(applications: Any) -> None:
    reply = ask({"applications": applications, "similar": [], "answers": {"p": {}}})
    assert (reply["kind"], reply["code"]) == ("error", "bad_applications")
    assert len(reply["detail"]["found"]) <= 60


@pytest.mark.parametrize("answers", [None, [], "x", {"p": None}, {"p": []}])
def test_answers_must_be_given_by_project(answers: Any) -> None:
    assert ask({"applications": [ONE], "similar": [], "answers": answers})["code"] == "bad_answers"


def test_no_applications_are_no_mistake() -> None:
    reply = ask({"applications": [], "similar": [], "answers": {}})
    assert (reply["kind"], reply["conflicts"], reply["combinations"]) == ("portfolio", [], [])


@pytest.mark.parametrize(
    "similar",
    [
        None,
        "x",
        {},
        [1],
        [{}],
        [{"projects": ["p"]}],
        [{"projects": "pq", "answer": True}],
        [{"projects": ["p", 1], "answer": True}],
        [{"projects": ["p", "q"], "answer": "yes"}],
        [{"projects": ["p", "q"], "answer": None}],
    ],
)
def test_what_is_no_statement_on_content_says_nothing(similar: Any) -> None:
    planned = [{**ONE, "leader": "甲"}, {"id": "b", "project": "q", "track": "t06-d1", "leader": "乙"}]
    answers = {"p": {}, "q": {}}
    assert ask({"applications": planned, "similar": similar, "answers": answers}) == ask(
        {"applications": planned, "similar": [], "answers": answers}
    )


@pytest.mark.parametrize("name", [None, "", "   ", "　", 3, ["张三"]])
def test_no_name_is_an_unknown_leader(name: Any) -> None:
    planned = [{**ONE, "leader": name}, {"id": "b", "project": "q", "track": "t01-d1", "leader": name}]
    told = [{"projects": ["p", "q"], "answer": False}]
    reply = ask({"applications": planned, "similar": told, "answers": {"p": {}, "q": {}}})
    assert [(one["outcome"], one["missing"]) for one in reply["conflicts"]] == [("open", ["leader"])]


# ---- laws ----

NAMES = st.sampled_from([None, "张三", "张 三", "李四", "王五"])
UNITS = st.sampled_from([None, "甲公司", "乙医院"])
ANSWERS = st.sampled_from([{}, {"lead_kind": "state_organ"}, {"platform_built": "none", "platform_building": "none"}])
SOME_TRACKS = st.sampled_from(["t01-d1", "t01-d2", "t03", "t04-d1", "t06-d1", "t07", "t10", "t10", "t10"])


@st.composite
def portfolios(draw: st.DrawFn) -> dict[str, Any]:
    projects = [f"p{number}" for number in range(draw(st.integers(1, 5)))]
    planned = [
        {"id": f"a{number}", "project": draw(st.sampled_from(projects)), "track": draw(SOME_TRACKS),
         "leader": draw(NAMES), "unit": draw(UNITS)}
        for number in range(draw(st.integers(0, 6)))
    ]  # fmt: skip
    similar = [
        {"projects": list(pair), "answer": draw(st.booleans() | st.none())} for pair in combinations(projects, 2)
    ]
    return {"applications": planned, "similar": similar, "answers": {project: draw(ANSWERS) for project in projects}}


def outcome_of(chosen: set[str], reply: dict[str, Any]) -> str | None:
    """What stands against a set of applications at worst; None where it may not be filed together."""
    inside = {one["outcome"] for one in reply["conflicts"] if set(one["applications"]) <= chosen}
    return None if "not_met" in inside else next((outcome for outcome in reversed(ORDER) if outcome in inside), "met")


@MANY
@given(content=portfolios())
def test_combinations_are_the_largest_that_are_as_sure(content: dict[str, Any]) -> None:
    """Whatever may be filed together is part of one that is no less sure, and none could be larger and as sure."""
    reply = ask(content)
    able = {one["id"] for one in reply["applications"] if one["verdict"] not in BARRED}
    found = [(set(one["applications"]), ORDER.index(one["outcome"])) for one in reply["combinations"]]
    for chosen, rank in found:
        assert chosen <= able
        assert rank == ORDER.index(outcome_of(chosen, reply) or "")
        for more in able - chosen:
            outcome = outcome_of(chosen | {more}, reply)
            assert outcome is None or ORDER.index(outcome) > rank, "it could have been larger"
    for size in range(1, len(able) + 1):
        for some in map(set, combinations(sorted(able), size)):
            outcome = outcome_of(some, reply)
            if outcome is not None:
                assert any(some <= chosen and rank <= ORDER.index(outcome) for chosen, rank in found)
            assert outcome is not None or size > 1, "each may at least be filed alone"
    assert len({frozenset(chosen) for chosen, _ in found}) == len(found)
    assert [rank for _, rank in found] == sorted(rank for _, rank in found), "the clearest stand first"


@MANY
@given(content=portfolios())
def test_only_what_is_open_names_what_is_missing(content: dict[str, Any]) -> None:
    for conflict in ask(content)["conflicts"]:
        assert bool(conflict["missing"]) == (conflict["outcome"] == "open")


@MANY
@given(content=portfolios(), data=st.data())
def test_naming_more_only_ever_settles(content: dict[str, Any], data: st.DataObject) -> None:
    """What may not be filed together stays so, and nothing becomes possible that was not."""
    less = {
        **content,
        "applications": [
            {**one, **{key: None for key in ("leader", "unit") if data.draw(st.booleans())}}
            for one in content["applications"]
        ],
        "similar": [one for one in content["similar"] if data.draw(st.booleans())],
    }
    before, after = ask(less), ask(content)
    barred = {(clause, group) for clause, group, outcome, _ in conflicts(before) if outcome == "not_met"}
    assert barred <= {(clause, group) for clause, group, outcome, _ in conflicts(after) if outcome == "not_met"}
    wide = [group for group, _ in groups(before)]
    assert all(any(group <= other for other in wide) for group, _ in groups(after))


@MANY
@given(content=portfolios(), data=st.data())
def test_the_order_of_applications_does_not_matter(content: dict[str, Any], data: st.DataObject) -> None:
    shuffled = {**content, "applications": data.draw(st.permutations(content["applications"]))}
    one, other = ask(content), ask(shuffled)
    assert conflicts(one) == conflicts(other)
    assert groups(one) == groups(other)


@MANY
@given(content=portfolios())
def test_only_one_application_of_a_project_can_be_filed(content: dict[str, Any]) -> None:
    projects = {one["id"]: one["project"] for one in content["applications"]}
    for chosen, _ in groups(ask(content)):
        assert len({projects[one] for one in chosen}) == len(chosen)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["id", "project", "track", "projects"]), inner),
    max_leaves=6,
)


@MANY
@given(data=st.data())
def test_no_request_raises(data: st.DataObject) -> None:
    content = data.draw(portfolios())
    for key in data.draw(st.sets(st.sampled_from(["applications", "similar", "answers"]), min_size=1)):
        content[key] = data.draw(json_values)
    reply = ask(content)
    assert reply["kind"] in ("portfolio", "error")
    assert reply.get("code") in (None, "bad_answers", "bad_applications")


# ---- mistakes in portfolios.yml ----

GOOD = """portfolios:
- id: one
  name: {zh: 甲, en: A}
  projects: {p: prepared-enterprise, q: hospital-all-met}
  applications:
  - {id: a, project: p, track: t01-d1}
  - {id: b, project: q, track: t09}
  similar: [{projects: [p, q], answer: false}]
  conflicts: [{clause: n04-limits-1-one, applications: [a, b], outcome: open, missing: [leader]}]
  combinations: [{applications: [a, b], outcome: open}]
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("prepared-enterprise", "prepared-enterprize", 4, "“p”引用的编号“prepared-enterprize”不存在"),
        ("project: q", "project: r", 7, "“project”引用的编号“r”不存在"),
        ("track: t09", "track: t11", 7, "“track”引用的编号“t11”不存在"),
        ("track: t09}", "track: t09, verdict: bad}", 7, "“verdict”的值“bad”不在允许范围内"),
        ("track: t09}", "track: t09, lead: 甲}", 7, "不认识的键“lead”（是不是“leader”？）"),
        ("[p, q]", "[p, r]", 8, "“projects”引用的编号“r”不存在"),
        ("answer: false", "answer: no", 8, "不带引号的 no"),
        ("n04-limits-1-one", "n04-limits-2-leading", 9, "“clause”引用的编号“n04-limits-2-leading”不存在"),
        ("[a, b], outcome: open, m", "[a, c], outcome: open, m", 9, "“applications”引用的编号“c”不存在"),
        ("missing: [leader]", "missing: [leaders]", 9, "“missing”的值“leaders”不在允许范围内（是不是“leader”？）"),
        ("outcome: open, missing", "outcome: met, missing", 9, "“outcome”的值“met”不在允许范围内"),
        ("b], outcome: open}]", "b], outcome: not_met}]", 10, "“outcome”的值“not_met”不在允许范围内"),
        ("  combinations", "  combination", 2, "缺少“combinations”"),
        (", en: A", "", 3, "“name”缺少英文文字"),
    ],
)
def test_a_mistake_in_a_portfolio_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    (tmp_path / FILE).write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_portfolios(tmp_path / FILE, tmp_path, EDITION, SCENARIOS)
    faults = [str(fault) for fault in caught.value.faults]
    assert any(fault.startswith(f"{FILE}:{line}: ") and words in fault for fault in faults), faults


def test_a_portfolio_named_twice_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(GOOD + GOOD.partition("\n")[2], encoding="utf-8")
    with pytest.raises(DataError, match=rf"{FILE}:11: 编号“one”已经在 {FILE}:2 用过"):
        read_portfolios(tmp_path / FILE, tmp_path, EDITION, SCENARIOS)


def test_an_edition_without_portfolios_has_none(tmp_path: Path) -> None:
    assert read_portfolios(tmp_path / FILE, tmp_path, EDITION, SCENARIOS) == ()
