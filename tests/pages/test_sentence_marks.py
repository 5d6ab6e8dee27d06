"""Marks in the sentences: the eye finds figures, dates and terms, and not a character is changed."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from build_scripts.pages.citation_links import Citations
from build_scripts.pages.sentence_marks import Marker
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from build_scripts.content.edition import Edition, Site


def bare(marked: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", marked))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_the_tags_every_sentence_is_as_published(site: Site, edition: Edition, lang: str) -> None:
    marker = Marker(site, lang, terms=True)
    for clause in edition.clauses.values():
        assert bare(marker.marked(clause)) == clause.text.of(lang)


MARKED = {
    "n05-funding-1-amount": (["<b>30~100万元</b>"], ["<b>CNY 300,000 to 1 million</b>"]),
    "t01-d1-rd": (["<b>300万元</b>"], ["<b>CNY 3 million</b>"]),
    "n02-leader-3-age": (
        ["<b>57周岁</b>", '<time datetime="1968-06">1968年<wbr>6月</time>'],
        ["<b>57</b>", '<time datetime="1968-06">June 1968</time>'],
    ),
    "n02-leader-5-share": (["<b>90%</b>"], ["<b>90%</b>"]),
}


@pytest.mark.parametrize("clause", MARKED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_and_dates_are_set_apart(site: Site, edition: Edition, clause: str, lang: str) -> None:
    marked = Marker(site, lang, terms=False).marked(edition.clauses[clause])
    found = re.findall(r"<(?:b|time)[^>]*>.*?</(?:b|time)>", marked)
    assert found == MARKED[clause][LANGUAGES.index(lang)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_deadline_is_a_date_that_machines_can_read(site: Site, edition: Edition, lang: str) -> None:
    for deadline in edition.deadlines:
        marked = Marker(site, lang, terms=False).marked(edition.clauses[deadline.clause])
        assert f'<time datetime="{deadline.at:%Y-%m-%dT%H:%M}+08:00">' in marked


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_that_count_nothing_are_left_alone(site: Site, edition: Edition, lang: str) -> None:
    """House numbers, telephone numbers, annexes, 5G and A4 are no figures."""
    marker = Marker(site, lang, terms=False)
    found = {
        re.sub("<[^>]*>", "", mark)
        for clause in edition.clauses.values()
        for mark in re.findall(r"<b>.*?</b>", marker.marked(clause))
    }
    numbers = {re.match(r"(?:CNY )?[\d.,]+", figure).group() for figure in found}
    assert not {"21", "533000", "0776", "2834962", "163"} & numbers
    for clause in edition.clauses.values():
        for name in ("5G", "A4", "3D"):
            assert name in marker.marked(clause) or name not in clause.text.of(lang), (clause.id, "in one piece")
    contact = [clause for clause in edition.clauses.values() if clause.section == "n12-contact"]
    assert not any("<b>" in marker.marked(clause) for clause in contact)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_term_is_explained_where_it_first_stands_in_a_section(site: Site, edition: Edition, lang: str) -> None:
    marker = Marker(site, lang, terms=True)
    sentences = [clause for clause in edition.clauses.values() if clause.section == "n04-limits"]
    marked = "".join(marker.marked(clause) for clause in sentences)
    assert marked.count('href="#term-ongoing-project"') == 1
    assert "ongoing-project" in marker.used


def test_an_english_word_is_a_term_only_where_the_chinese_has_it(site: Site, edition: Edition) -> None:
    marker = Marker(site, "en", terms=True)
    for clause in edition.clauses.values():
        for term in re.findall(r'href="#term-([\w-]+)"', marker.marked(clause)):
            [found] = [entry for entry in site.glossary if entry.id == term]
            assert any(word in clause.text.zh for word in found.find["zh"]), (clause.id, term)


@pytest.mark.parametrize(
    ("lang", "text", "linked"),
    [
        ("zh", "额度见申报须知一（五）。", {"申报须知一（五）": "n05-funding"}),
        ("zh", "申报须知 一（五）3", {"申报须知 一（五）3": "n05-funding-3-amount"}),
        ("zh", "指南项目类型6方向7的", {"指南项目类型6方向7": "t06-d7"}),
        ("en", "Application Notice 1(5) gives it.", {"Notice 1(5)": "n05-funding"}),
        ("en", "The <Notice> asks", {}),
    ],
)
def test_a_citation_within_a_text_leads_to_its_place(
    edition: Edition, lang: str, text: str, linked: dict[str, str]
) -> None:
    made = Citations(edition, lang, "#{}".format).linked(text, "")
    assert {html.unescape(name): place for place, name in re.findall(r'href="#([^"]+)"[^>]*>([^<]+)<', made)} == linked
    assert bare(made) == text


def test_english_citations_have_no_chinese_numerals(edition: Edition) -> None:
    for clause in edition.clauses.values():
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", clause.cite.en), clause.id
    assert edition.clauses["n08-priority-talent"].cite.en == "Notice 2(5)"
