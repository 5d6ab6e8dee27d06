"""The rules in plain words: exact sentences, nothing left over, and "who can apply" on every type page."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.content import addresses
from build_scripts.content.edition import Choice
from build_scripts.pages.catalogue import pages_of
from build_scripts.pages.render import Around, render
from build_scripts.rules.in_words import Readback, Reading, positive
from build_scripts.rules.who_can_apply import EACH, SHOWN, who_can_apply
from build_scripts.source.text import LANGUAGES, Text
from py_checker.core.conditions import (
    VOCABULARY,
    Above,
    AgeAtMost,
    All,
    Any,
    AtLeast,
    AtMost,
    Before,
    Below,
    BelowFact,
    Count,
    From,
    IfThen,
    Is,
    Not,
    OneOf,
    Ratio,
    RatioAbove,
    parts_of,
)  # fmt: skip

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.documents import Clause
    from build_scripts.content.edition import Edition, Site
    from py_checker.core.conditions import Condition

FOLDERS = {"zh": "", "en": "en"}


def text(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


def question(label: Text, unit: Text | None = None, choices: tuple[Choice, ...] = ()) -> SimpleNamespace:
    return SimpleNamespace(label=label, unit=unit, unit_one=text("人", "person"), choices=choices)


COLOURS = tuple(
    Choice(id=found, text=text(zh, en))
    for found, zh, en in (("red", "红", "Red"), ("green", "绿", "Green"), ("blue", "“蓝”", "“Blue”"))
)
PEOPLE = text("人", "people")
MONEY = text("万元", "CNY 10,000")
QUESTIONS = {
    "joint": question(text("联合申报", "joint application")),
    "pledge": question(text("“绿色”承诺", "“green” pledge")),
    "third": question(text("第三项", "third thing")),
    "colour": question(text("颜色", "colour"), choices=COLOURS),
    "spent": question(text("研发投入", "R&D expenditure"), MONEY),
    "team": question(text("项目组人数", "team size"), PEOPLE),
    "staff": question(text("在职人员数", "staff in service"), PEOPLE),
    "founded": question(text("成立日期", "founding date")),
    "born": question(text("出生日期", "date of birth")),
}
JOINT, PLEDGE, THIRD = (Is(fact, True) for fact in ("joint", "pledge", "third"))
MANY = Decimal(12)
DAY = date(2024, 6, 1)

SINGLE = [
    (JOINT, "“联合申报”选“是”", "The answer to “joint application” is “yes”"),
    (Not(JOINT), "“联合申报”选“否”", "The answer to “joint application” is “no”"),
    (Is("joint", False), "“联合申报”选“否”", "The answer to “joint application” is “no”"),
    (Not(Is("joint", False)), "“联合申报”选“是”", "The answer to “joint application” is “yes”"),
    (PLEDGE, "“‘绿色’承诺”选“是”", "The answer to “‘green’ pledge” is “yes”"),
    (Is("colour", "red"), "颜色是“红”", "The colour is “Red”"),
    (Not(Is("colour", "blue")), "颜色不是“‘蓝’”", "The colour is not “‘Blue’”"),
    (OneOf("colour", ("red",)), "颜色是“红”", "The colour is “Red”"),
    (OneOf("colour", ("red", "green")), "颜色是“红”或“绿”", "The colour is “Red” or “Green”"),
    (
        OneOf("colour", ("red", "green", "blue")),
        "颜色是“红”、“绿”或“‘蓝’”",
        "The colour is “Red”, “Green” or “‘Blue’”",
    ),
    (
        Not(OneOf("colour", ("red", "green"))),
        "颜色不在“红”或“绿”之列",
        "The colour is other than “Red” or “Green”",
    ),
    (AtLeast("spent", Decimal(300)), "研发投入 ≥ 300万元", "R&D expenditure ≥ CNY 3 million"),
    (AtLeast("spent", Decimal("0.5")), "研发投入 ≥ 0.5万元", "R&D expenditure ≥ CNY 5,000"),
    (Not(AtLeast("spent", Decimal(50))), "研发投入 < 50万元", "R&D expenditure < CNY 500,000"),
    (AtMost("team", MANY), "项目组人数 ≤ 12人", "Team size ≤ 12 people"),
    (Not(AtMost("team", MANY)), "项目组人数 > 12人", "Team size > 12 people"),
    (Above("spent", Decimal(0)), "研发投入 > 0万元", "R&D expenditure > CNY 0"),
    (Not(Above("team", MANY)), "项目组人数 ≤ 12人", "Team size ≤ 12 people"),
    (Below("team", Decimal(1)), "项目组人数 < 1人", "Team size < 1 person"),
    (Not(Below("team", MANY)), "项目组人数 ≥ 12人", "Team size ≥ 12 people"),
    (Before("founded", DAY), "成立日期在2024年6月1日之前（不含当日）", "The founding date is before 1 June 2024"),
    (Not(Before("founded", DAY)), "成立日期在2024年6月1日或之后", "The founding date is 1 June 2024 or later"),
    (From("founded", DAY), "成立日期在2024年6月1日或之后", "The founding date is 1 June 2024 or later"),
    (Not(From("founded", DAY)), "成立日期在2024年6月1日之前（不含当日）", "The founding date is before 1 June 2024"),
    (
        AgeAtMost("born", 57, DAY),
        "出生日期：到2024年6月1日不超过57周岁",
        "Date of birth: aged at most 57 on 1 June 2024",
    ),
    (
        Not(AgeAtMost("born", 57, DAY)),
        "出生日期：到2024年6月1日超过57周岁",
        "Date of birth: aged over 57 on 1 June 2024",
    ),
    (BelowFact("staff", "team"), "在职人员数 < 项目组人数", "Staff in service < team size"),
    (Not(BelowFact("staff", "team")), "在职人员数 ≥ 项目组人数", "Staff in service ≥ team size"),
    (Ratio("staff", "team", Decimal("0.90")), "在职人员数 ÷ 项目组人数 ≥ 90%", "Staff in service ÷ team size ≥ 90%"),
    (
        RatioAbove("staff", "team", Decimal("0.90")),
        "在职人员数 ÷ 项目组人数 > 90%",
        "Staff in service ÷ team size > 90%",
    ),
    (
        Not(RatioAbove("staff", "team", Decimal("0.90"))),
        "在职人员数 ÷ 项目组人数 ≤ 90%",
        "Staff in service ÷ team size ≤ 90%",
    ),
    (Ratio("spent", "team", Decimal(3)), "研发投入 ÷ 项目组人数 ≥ 3倍", "R&D expenditure ÷ team size ≥ 3"),
    (Not(Ratio("staff", "team", Decimal(3))), "在职人员数 ÷ 项目组人数 < 3倍", "Staff in service ÷ team size < 3"),
    (
        All((JOINT, Is("colour", "red"))),
        "“联合申报”选“是”，并且颜色是“红”",
        "The answer to “joint application” is “yes”, and the colour is “Red”",
    ),
    (
        Any((JOINT, Is("colour", "red"))),
        "“联合申报”选“是”，或者颜色是“红”",
        "The answer to “joint application” is “yes”, or the colour is “Red”",
    ),
    (
        Not(All((JOINT, Is("colour", "red")))),
        "“联合申报”选“否”，或者颜色不是“红”",
        "The answer to “joint application” is “no”, or the colour is not “Red”",
    ),
    (
        Not(IfThen(JOINT, Is("colour", "red"))),
        "“联合申报”选“是”，并且颜色不是“红”",
        "The answer to “joint application” is “yes”, and the colour is not “Red”",
    ),
    (
        IfThen(Is("colour", "red"), AtLeast("spent", Decimal(300))),
        "颜色是“红”时：研发投入 ≥ 300万元",
        "Where the colour is “Red”: R&D expenditure ≥ CNY 3 million",
    ),
]

THREE = (Is("colour", "red"), JOINT, THIRD)
THREE_ZH = ("颜色是“红”", "“联合申报”选“是”", "“第三项”选“是”")
THREE_EN = (
    "The colour is “Red”",
    "The answer to “joint application” is “yes”",
    "The answer to “third thing” is “yes”",
)
THREE_NOT_ZH = ("颜色不是“红”", "“联合申报”选“否”", "“第三项”选“否”")
THREE_NOT_EN = (
    "The colour is not “Red”",
    "The answer to “joint application” is “no”",
    "The answer to “third thing” is “no”",
)
NESTED = [
    (All(THREE), ("以下各项都成立：", *THREE_ZH), ("All of these hold:", *THREE_EN)),
    (Any(THREE), ("以下至少一项成立：", *THREE_ZH), ("At least one of these holds:", *THREE_EN)),
    (Not(Any(THREE)), ("以下各项都成立：", *THREE_NOT_ZH), ("All of these hold:", *THREE_NOT_EN)),
    (Count(THREE, 2), ("以下至少2项成立：", *THREE_ZH), ("At least 2 of these hold:", *THREE_EN)),
    (Not(Count(THREE, 3)), ("以下至少1项成立：", *THREE_NOT_ZH), ("At least 1 of these hold:", *THREE_NOT_EN)),
    (
        IfThen(Is("colour", "green"), All(THREE)),
        ("颜色是“绿”时：以下各项都成立：", *THREE_ZH),
        ("Where the colour is “Green”: all of these hold:", *THREE_EN),
    ),
    (
        IfThen(Any(THREE), Is("colour", "green")),
        ("以下第一项成立时，第二项也须成立：", ("以下至少一项成立：", *THREE_ZH), "颜色是“绿”"),
        (
            "Where the first of these holds, the second must hold too:",
            ("At least one of these holds:", *THREE_EN),
            "The colour is “Green”",
        ),
    ),
    (
        All((Any((Is("colour", "red"), All((JOINT, PLEDGE)))), THIRD)),
        (
            "以下各项都成立：",
            ("以下至少一项成立：", "颜色是“红”", "“联合申报”选“是”，并且“‘绿色’承诺”选“是”"),
            "“第三项”选“是”",
        ),
        (
            "All of these hold:",
            (
                "At least one of these holds:",
                "The colour is “Red”",
                "The answer to “joint application” is “yes”, and the answer to “‘green’ pledge” is “yes”",
            ),
            "The answer to “third thing” is “yes”",
        ),
    ),
]


def reader(site: Site, lang: str) -> Readback:
    return Readback(site, SimpleNamespace(questions=QUESTIONS), lang)


def tree(reading: Reading) -> str | tuple:
    return (reading.text, *(tree(item) for item in reading.items)) if reading.items else reading.text


@pytest.mark.parametrize(("condition", "zh", "en"), SINGLE, ids=[zh for _, zh, _ in SINGLE])
def test_a_test_reads_as_one_plain_sentence(site: Site, condition: Condition, zh: str, en: str) -> None:
    assert tree(reader(site, "zh").read(condition)) == zh
    assert tree(reader(site, "en").read(condition)) == en


@pytest.mark.parametrize(("condition", "zh", "en"), NESTED, ids=[str(tree_zh) for _, tree_zh, _ in NESTED])
def test_what_is_nested_becomes_a_list(site: Site, condition: Condition, zh: tuple, en: tuple) -> None:
    assert tree(reader(site, "zh").read(condition)) == zh
    assert tree(reader(site, "en").read(condition)) == en


def test_every_word_of_the_vocabulary_is_tried_here() -> None:
    conditions = [condition for condition, _, _ in (*SINGLE, *NESTED)]
    assert {part.op for condition in conditions for part in parts_of(condition)} == set(VOCABULARY)


# --- carrying a negation inwards changes no meaning

ANSWERS = st.dictionaries(st.sampled_from(["joint", "pledge", "third"]), st.booleans())
CONDITIONS = st.recursive(
    st.builds(Is, st.sampled_from(["joint", "pledge", "third"]), st.booleans()),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(IfThen, inner, inner),
        st.lists(inner, min_size=1, max_size=3).map(lambda found: All(tuple(found))),
        st.lists(inner, min_size=1, max_size=3).map(lambda found: Any(tuple(found))),
        st.lists(inner, min_size=2, max_size=3).flatmap(
            lambda found: st.integers(1, len(found)).map(lambda wanted: Count(tuple(found), wanted))
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(condition=CONDITIONS, answers=ANSWERS)
def test_a_condition_and_its_reading_have_the_same_truth(condition: Condition, answers: dict[str, bool]) -> None:
    plain = positive(condition)
    assert plain.evaluate(answers).truth is condition.evaluate(answers).truth
    for part in parts_of(plain):
        assert not isinstance(part, Not) or isinstance(part.operand, Is)


# --- the data of the project


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_of_the_data_reads_without_leftovers(site: Site, edition: Edition, lang: str) -> None:
    readback = Readback(site, edition, lang)
    found = 0
    for clause in edition.clauses.values():
        lines = readback.lines(clause)
        assert len(lines) == len(clause.rules()), clause.id
        for line in lines:
            found += 1
            for sentence in line.reading.sentences():
                assert not re.search(r"[{}]|None|Text\(|\w_\w", sentence), (clause.id, sentence)
                if lang == "zh":
                    assert not re.search("[A-Za-z]", sentence), (clause.id, sentence)
                else:
                    assert not re.search("[\u4e00-\u9fff]", sentence), (clause.id, sentence)
    assert found >= sum(clause.check is not None for clause in edition.clauses.values()) > 0


def test_a_doubt_that_hangs_on_a_reading_says_under_which_option(site: Site, edition: Edition) -> None:
    options = {
        "t10-unit": ("申报单位包括联合申报单位", "the joint applicants count as applicant organisations"),
        "t10-leader": ("申报单位只指牵头申报单位", "only the lead applicant is meant"),
    }
    for clause, said in options.items():
        for lang, option in zip(LANGUAGES, said, strict=True):
            lines = Readback(site, edition, lang).lines(edition.clauses[clause])
            assert [line.option for line in lines if line.role == "doubtful"] == [option]
            assert {line.option for line in lines if line.role != "doubtful"} == {""}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_for_a_test_is_filled_alike_in_both_languages(site: Site, lang: str) -> None:
    other = site.interface["en" if lang == "zh" else "zh"]["rules"]["tests"]
    for name, words in site.interface[lang]["rules"]["tests"].items():
        assert sorted(re.findall(r"\{\w+\}", words)) == sorted(re.findall(r"\{\w+\}", other[name])), name


def page(site_dir: Path, lang: str, name: str) -> str:
    return (site_dir / FOLDERS[lang] / addresses.url(name) / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_coverage_page_shows_every_rule_beside_its_sentence(
    site_dir: Path, site: Site, edition: Edition, lang: str
) -> None:
    rows = re.findall(r"<tr>.*?</tr>", page(site_dir, lang, f"{edition.id}/coverage"), re.DOTALL)
    readback = Readback(site, edition, lang)
    for clause in edition.clauses.values():
        if clause.role == "clause" and clause.rules():
            [row] = [row for row in rows if re.search(rf'<th scope="row"><a href="[^"]*#{clause.id}">', row)]
            for line in readback.lines(clause):
                words = site.interface[lang]["rules"]
                label = (
                    words["under"][line.role].format(option=line.option) if line.option else words["roles"][line.role]
                )
                assert label in row, clause.id
                assert all(escaped(sentence) in row for sentence in line.reading.sentences()), clause.id


def escaped(sentence: str) -> str:
    return sentence.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# --- who can apply


def boxes(html: str) -> list[str]:
    return re.findall(r'<details class="who" data-search-exclude>.*?</details>', html, re.DOTALL)


def binding(edition: Edition, track: str) -> list[Clause]:
    [found] = [item for item in edition.tracks if item.id == track]
    places = {found.plan.id, found.type.id, found.section.id}
    return [item for item in found.clauses if item.section in places and item.kind in ("required", "in_principle")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_open_track_says_who_can_apply(
    site_dir: Path, site: Site, edition: Edition, scenarios: tuple[Scenario, ...], lang: str
) -> None:
    shown = 0
    views = who_can_apply(edition, scenarios)
    readback = Readback(site, edition, lang)
    for kind in edition.of_level("type"):
        tracks = [track for track in edition.tracks if track.type is kind and kind.status == "open"]
        found = boxes(page(site_dir, lang, addresses.section_page(edition, kind)))
        assert len(found) == len(tracks), kind.id
        for track, box in zip(tracks, found, strict=True):
            shown += 1
            assert site.interface[lang]["rules"]["who"]["summary"] in box
            own = binding(edition, track.id)
            assert own, track.id
            for clause in own:
                assert f'<a href="#{clause.id}">' in box, clause.id
                for line in readback.lines(clause):
                    assert all(escaped(sentence) in box for sentence in line.reading.sentences()), clause.id
            for example in views[track.id].examples:
                verdict = site.interface[lang]["self_assessment"]["verdicts"][example.verdict]["name"]
                mark = f'<span class="who__verdict who__verdict--{example.verdict}">{verdict}</span>'
                assert f"{mark} <span>{escaped(example.scenario.name.of(lang))}</span>" in box
            assert box.count('class="who__verdict ') == len(views[track.id].examples)
    assert shown == sum(track.type.status == "open" for track in edition.tracks) == len(views) == 21


def test_examples_are_scenarios_that_name_a_clause_of_the_track(
    edition: Edition, scenarios: tuple[Scenario, ...]
) -> None:
    for track, view in who_can_apply(edition, scenarios).items():
        own = {clause.id for clause in binding(edition, track)}
        for verdict in SHOWN:
            telling = [
                item.id
                for item in scenarios
                if item.expected[track] == verdict and own & set(item.because.get(track, ()))
            ]
            chosen = [example.scenario.id for example in view.examples if example.verdict == verdict]
            assert set(chosen) <= set(telling)
            assert len(set(chosen)) == len(chosen) <= EACH
            assert bool(chosen) == bool(telling), (track, verdict)
        assert view.examples, track


def test_examples_stand_at_the_boundary(edition: Edition, scenarios: tuple[Scenario, ...]) -> None:
    examples = who_can_apply(edition, scenarios)["t06-d1"].examples
    spent = {example.verdict: example.scenario.answers["rd_last_year"] for example in examples}
    assert spent.items() >= {"eligible": "100", "ineligible": "99.9999"}.items()


def test_the_common_conditions_are_counted(edition: Edition) -> None:
    for track, view in who_can_apply(edition, ()).items():
        [found] = [item for item in edition.tracks if item.id == track]
        every = [item for item in found.clauses if item.kind in ("required", "in_principle")]
        assert len(view.own) + view.common == len(every)
        assert sum(item.check is not None for item in (*view.own,)) + view.common_tested == sum(
            item.check is not None for item in every
        )
        assert view.examples == ()


def test_a_name_with_markup_is_shown_as_text(site: Site, edition: Edition, scenarios: tuple[Scenario, ...]) -> None:
    odd = text("<i>&“一”</i>", "<i>&“one”</i>")
    views = who_can_apply(edition, tuple(dataclasses.replace(item, name=odd) for item in scenarios))
    for lang in LANGUAGES:
        [shown] = [item for item in pages_of(site, edition, lang) if item.path.endswith("/type-05")]
        html = render(site, edition, shown, lang, Around(views=views))
        assert "<i>" not in html
        assert "&lt;i&gt;&amp;“" in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_search_finds_the_official_text_not_the_rules(site_dir: Path, site: Site, lang: str) -> None:
    index = (site_dir / FOLDERS[lang] / "search" / "index.json").read_text(encoding="utf-8")
    words = site.interface[lang]["rules"]
    assert words["who"]["summary"] not in index
    assert words["who"]["examples"] not in index
