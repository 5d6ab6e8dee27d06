"""What decides no verdict, in plain words: rules across applications, grants, who needs a material or a recommender."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from build_scripts.content import addresses
from build_scripts.content.documents import Across
from build_scripts.content.edition import Case
from build_scripts.content.needs import clauses_of_fact, only_preparing
from build_scripts.rules.in_words import Readback
from build_scripts.rules.needs_in_words import CaseReadback
from build_scripts.source.faults import Place
from build_scripts.source.text import LANGUAGES, Text
from py_checker.core.conditions import All, Is
from tests.rules.test_in_words import QUESTIONS, escaped, page, tree

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.edition import Edition, Site

PREPARING = {"lead_in_baidong", "municipal_health", "funded_by_appropriation", "county_funded"}
PLACE = Place("edition.yml", 1)
JOINT, PLEDGE, THIRD = (Is(fact, True) for fact in ("joint", "pledge", "third"))
RED = Is("colour", "red")
NOTE = Text(zh="原文没有写明。", en="The text does not say.")
CITES = {
    "p1": ("指南 计划一", "Guide, plan 1"),
    "t05": ("指南 项目类型5", "Guide, project type 5"),
    "t06-d7": ("指南 项目类型6 方向7", "Guide, project type 6, direction 7"),
}
SECTIONS = {name: SimpleNamespace(cite=Text(zh=zh, en=en)) for name, (zh, en) in CITES.items()}
GRANT = SimpleNamespace(clause="n1", when=RED)


def reader(site: Site, lang: str) -> CaseReadback:
    edition = SimpleNamespace(questions=QUESTIONS, sections=SECTIONS, grants=(GRANT,))
    return CaseReadback(Readback(site, edition, lang), site, edition)


ACROSS = [
    (
        Across(same=("leader",)), "required",
        "项目负责人相同的申报项目，最多只能有1个",
        "Of applications with the same project leader, at most 1 may be filed",
    ),
    (
        Across(same=("unit",), at_most=3), "in_principle",
        "牵头申报单位相同的申报项目超过3个的，提示先咨询市科技局",
        "Where there are more than 3 applications with the same lead applicant: advice to ask the Bureau first",
    ),
    (Across(same=()), "required", "这一类申报项目，最多只能有1个",
     "Of applications of this kind, at most 1 may be filed"),
    (
        Across(same=(), at_most=2, doubtful=NOTE), "informative",
        "这一类申报项目超过2个的，提示先咨询市科技局",
        "Where there are more than 2 applications of this kind: advice to ask the Bureau first",
    ),
    (
        Across(same=("content",), different=("applicant",)), "required",
        "研究内容相同或者相近、项目负责人或者牵头申报单位不同的申报项目，最多只能有1个",
        ("Of applications with the same or similar research content, a different project leader or lead applicant, "
         "at most 1 may be filed"),
    ),
    (
        Across(same=("content",), different=("type",), doubtful=NOTE), "required",
        "研究内容相同或者相近、项目类型不同的申报项目，最多只能有1个；研究内容相同或者相近、但不属于这种情形的，提示先咨询市科技局",
        ("Of applications with the same or similar research content, different project types, at most 1 may be filed; "
         "for other applications with the same or similar research content: advice to ask the Bureau first"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "kind", "zh", "en"), ACROSS, ids=[zh for _, _, zh, _ in ACROSS])
def test_a_rule_across_applications_reads_as_one_sentence(
    site: Site, rule: Across, kind: str, zh: str, en: str
) -> None:
    clause = SimpleNamespace(id="other", across=rule, kind=kind)
    for lang, sentence in (("zh", zh), ("en", en)):
        assert [(line.role, tree(line.reading)) for line in reader(site, lang).lines(clause)] == [("across", sentence)]


def test_a_clause_says_when_its_grant_is_shown(site: Site) -> None:
    clause = SimpleNamespace(id="n1", across=None, kind="informative")
    [line] = reader(site, "zh").lines(clause)
    assert (line.role, tree(line.reading)) == ("grant", "颜色是“红”")
    assert list(reader(site, "zh").lines(SimpleNamespace(id="n2", across=None, kind="informative"))) == []


CASES = [
    (Case(place=PLACE), "所有申报项目", "Any application"),
    (Case(place=PLACE, when=RED), "颜色是“红”", "The colour is “Red”"),
    (Case(place=PLACE, applies_to=("t06-d7",)), "申报项目类型6 方向7",
     "An application for project type 6, direction 7"),
    (Case(place=PLACE, applies_to=("p1", "t05"), when=RED), "申报计划一或项目类型5，并且颜色是“红”",
     "An application for plan 1 or project type 5, where the colour is “Red”"),
    (
        Case(place=PLACE, applies_to=("t05",), when=All((JOINT, PLEDGE, THIRD))),
        ("申报项目类型5，并且以下各项都成立：", "“联合申报”选“是”", "“‘绿色’承诺”选“是”", "“第三项”选“是”"),
        ("An application for project type 5, where all of these hold:", "The answer to “joint application” is “yes”",
         "The answer to “‘green’ pledge” is “yes”", "The answer to “third thing” is “yes”"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("case", "zh", "en"), CASES, ids=[str(zh) for _, zh, _ in CASES])
def test_a_case_reads_as_its_scope_and_its_condition(site: Site, case: Case, zh: str | tuple, en: str | tuple) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        [found] = reader(site, lang).lists(SimpleNamespace(needed=(case,), unclear=()), "needed")
        assert [tree(noted.reading) for noted in found.cases] == [words]


def test_what_is_unclear_comes_after_what_is_needed_with_its_note(site: Site) -> None:
    needed, unclear = Case(place=PLACE, when=RED), Case(place=PLACE, note=NOTE)
    entry = SimpleNamespace(needed=(needed,), unclear=(unclear,))
    first, second = reader(site, "zh").lists(entry, "recommends")
    assert (first.role, second.role) == ("recommends", "unclear_else")
    assert [case.note for case in (*first.cases, *second.cases)] == [None, NOTE]
    [alone] = reader(site, "zh").lists(SimpleNamespace(needed=(), unclear=(unclear,)), "recommends")
    assert alone.role == "unclear"
    assert list(reader(site, "zh").lists(SimpleNamespace(needed=(), unclear=()), "needed")) == []


# --- the data of the project


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_case_of_the_data_reads_without_leftovers(site: Site, edition: Edition, lang: str) -> None:
    cases = CaseReadback(Readback(site, edition, lang), site, edition)
    read = [line.reading for clause in edition.clauses.values() for line in cases.lines(clause)]
    assert len(read) >= sum(clause.across is not None for clause in edition.clauses.values()) > 0
    for entry in (*edition.materials, *edition.recommenders):
        found = [case.reading for group in cases.lists(entry, "needed") for case in group.cases]
        assert len(found) == len(entry.needed) + len(entry.unclear), entry.id
        read += found
    foreign = "[A-Za-z]" if lang == "zh" else "[\u4e00-\u9fff]"
    for sentence in (sentence for reading in read for sentence in reading.sentences()):
        assert not re.search(rf"[{{}}]|None|Text\(|\w_\w|{foreign}", sentence), sentence


def row(html: str, *words: str) -> str:
    [found] = [item for item in re.findall(r"<tr>.*?</tr>", html, re.DOTALL) if all(word in item for word in words)]
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_coverage_page_shows_the_rules_across_applications(
    site_dir: Path, site: Site, edition: Edition, lang: str
) -> None:
    html = page(site_dir, lang, f"{edition.id}/coverage")
    cases = CaseReadback(Readback(site, edition, lang), site, edition)
    shown = 0
    for clause in edition.clauses.values():
        for line in cases.lines(clause):
            shown += 1
            [found] = [item for item in re.findall(r"<tr>.*?</tr>", html, re.DOTALL) if f'#{clause.id}">' in item]
            assert site.interface[lang]["rules"]["roles"][line.role] in found
            assert all(escaped(sentence) in found for sentence in line.reading.sentences()), clause.id
    assert shown == 5  # the three rules across applications, the two grants that depend on the platform


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_obligation_shows_when_it_binds(site_dir: Path, edition: Edition, lang: str) -> None:
    html = page(site_dir, lang, f"{edition.id}/coverage")
    [found] = [item for item in re.findall(r"<tr>.*?</tr>", html, re.DOTALL) if '#n06-talent-2-assistant">' in item]
    assert {"zh": "申请科技经费 ≥ 50万元", "en": "Grant requested ≥ CNY 500,000"}[lang] in found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "group", "role"),
                         [("materials", "materials", "needed"), ("dates", "recommenders", "recommends")])  # fmt: skip
def test_each_list_says_folded_how_the_self_assessment_decides(
    site_dir: Path, site: Site, edition: Edition, lang: str, name: str, group: str, role: str
) -> None:
    html = page(site_dir, lang, f"{edition.id}/{name}")
    words = site.interface[lang]["rules"]["cases"]
    cases = CaseReadback(Readback(site, edition, lang), site, edition)
    for entry in getattr(edition, group):
        heading, beside = (entry.name, entry.who) if group == "materials" else (entry.who, entry.name)
        found = row(html, f">{escaped(heading.of(lang))}</th>", escaped(beside.of(lang)))
        lists = list(cases.lists(entry, role))
        assert found.count('<details class="how" data-search-exclude>') == bool(lists), entry.id
        assert not lists or words["summary"] in found
        for item in lists:
            assert words[item.role] in found
            for case in item.cases:
                assert all(escaped(sentence) in found for sentence in case.reading.sentences()), entry.id
                assert case.note is None or escaped(case.note.of(lang)) in found, entry.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_search_finds_the_lists_not_how_they_are_decided(site_dir: Path, site: Site, lang: str) -> None:
    index = (site_dir / {"zh": "", "en": "en"}[lang] / "search" / "index.json").read_text(encoding="utf-8")
    assert site.interface[lang]["rules"]["cases"]["summary"] not in index
    assert site.interface[lang]["pages"]["materials"]["lead"] in index


# --- why a question is asked


def test_questions_asked_only_to_prepare_name_the_clauses_of_the_list(edition: Edition) -> None:
    asked = clauses_of_fact(edition)
    assert asked["municipal_health"] == ["n10-paper-2-registered", "n10-paper-2-health"]
    assert asked["funded_by_appropriation"] == ["n01-unit-5-statements", "n01-unit-5-audit"]
    assert asked["lead_in_baidong"] == ["n10-paper-2-registered", "n10-paper-2-baidong"]
    assert asked["county_funded"][-1] == "n05-funding-5-county-letter"
    assert "n05-funding-2-municipal" in asked["lead_platform_built"]
    assert "n06-talent-2-assistant" in asked["grant_requested"]
    assert all(asked.values())


def test_only_what_never_moves_a_verdict_is_asked_for_the_checklist(edition: Edition) -> None:
    assert only_preparing(edition) == PREPARING


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_form_marks_what_is_asked_for_the_checklist_and_says_why(
    site_dir: Path, edition: Edition, lang: str
) -> None:
    html = page(site_dir, lang, addresses.edition_page(edition, "self-assessment"))
    boxes = dict(re.findall(r'<fieldset[^>]* data-fact="(\w+)"(.*?)</fieldset>', html, re.DOTALL))
    assert set(boxes) == set(edition.questions)
    assert {fact for fact, box in boxes.items() if 'data-purpose="preparation"' in box} == PREPARING
    for fact, clauses in clauses_of_fact(edition).items():
        for clause in clauses:
            assert f'#{clause}"' in boxes[fact], (fact, clause)
            assert edition.clauses[clause].cite.of(lang) in boxes[fact].split("sa-sources")[1], (fact, clause)
