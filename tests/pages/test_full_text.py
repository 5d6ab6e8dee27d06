"""The full texts and the pages in two languages: whole, in the official order, without gaps."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from build_scripts.content import addresses
from build_scripts.source.text import LANGUAGES, TAGS
from tests.content.test_fidelity import OFFICIAL, published
from tests.pages.test_pages import FOLDERS, VOID, file_of, html_pages, read

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.documents import Section
    from build_scripts.content.edition import Edition, Site

TEXT = ("sentence", "label", "marker")


class Order(HTMLParser):
    """Collects headings and text in the order of the page, the links of sentences, the counterparts."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.links: list[str] = []
        self.twins: list[tuple[str, bool, str]] = []
        self.nodes: list[str] = []
        self.titled = False  # whether the last piece of text stands in the title

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        names = values.get("class", "").split()
        if tag not in VOID:
            self.open.append((tag, values))
        if "clause-link" in names:
            self.links.append(values["href"])
        if "twin" in names:
            self.twins.append((values["lang"], "hidden" in values, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and tag in [name for name, _ in self.open]:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        classes = {name for _, values in self.open for name in values.get("class", "").split()}
        tags = {name for name, _ in self.open}
        if "twin" in classes:
            lang, hidden, text = self.twins[-1]
            self.twins[-1] = (lang, hidden, text + data)
        elif classes & set(TEXT) or (tags & {"h1", "h2", "h3", "h4"} and "headerlink" not in classes):
            if "h1" in tags and self.titled:
                self.text[-1] += data  # what must not be broken in a title is an element of its own
            else:
                self.text.append(data)
            self.titled = "h1" in tags
        if "article" in tags and not tags & {"script", "style", "pre"}:
            self.nodes.append(data)


def order_of(path: Path) -> Order:
    order = Order()
    order.feed(path.read_text(encoding="utf-8"))
    return order


def joined(sections: tuple[Section, ...], lang: str) -> str:
    """What a document holds, without white space: in English it stands between the pieces."""
    pieces: list[str] = []
    for section in (section for top in sections for section in top.walk()):
        pieces.append(section.heading.text.of(lang))
        for paragraph in section.body:
            pieces += [text.of(lang) for text in (paragraph.label and paragraph.label.text, paragraph.marker) if text]
            pieces += [clause.text.of(lang) for clause in paragraph.clauses]
    return re.sub(r"\s", "", "".join(pieces))


@pytest.mark.parametrize("document", OFFICIAL)
def test_the_full_text_is_the_official_text(root: Path, site_dir: Path, edition: Edition, document: str) -> None:
    official = published((root / "tests/official_text" / OFFICIAL[document]).read_text(encoding="utf-8"))
    shown = order_of(file_of(site_dir, "zh", addresses.full_text(edition, document))).text
    assert "".join(shown[1:] if document == "guide" else shown) == official  # the guide has no title of its own


@pytest.mark.parametrize("document", OFFICIAL)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_full_text_is_whole_and_leads_to_the_pages_of_its_topics(
    site_dir: Path, edition: Edition, document: str, lang: str
) -> None:
    page = addresses.full_text(edition, document)
    order = order_of(file_of(site_dir, lang, page))
    shown = re.sub(r"\s", "", "".join(order.text[1:] if document == "guide" else order.text))
    sections = edition.documents[document]
    assert shown == joined(sections, lang)
    sentences = [
        clause.id for top in sections for section in top.walk() for body in section.body for clause in body.clauses
    ]
    assert order.links == [addresses.relative(page, addresses.address(edition, clause)) for clause in sentences]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_search_finds_the_pages_of_the_topics_only(site_dir: Path, lang: str) -> None:
    index = json.loads((site_dir / FOLDERS[lang] / "search" / "index.json").read_text(encoding="utf-8"))
    assert index["sections"]
    assert not [url for url, *_ in index["sections"] if "full-text" in url]
    other = re.compile(r"[\u4e00-\u9fff]{12}") if lang == "en" else re.compile(r"(?:[a-z]+ ){6}")
    for url, *_, groups in index["sections"]:
        if "type-" in url or "notice/" in url:
            assert not other.search(json.dumps(groups, ensure_ascii=False)), url


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_has_its_counterpart_beside_it(site_dir: Path, edition: Edition, lang: str) -> None:
    [other] = [code for code in LANGUAGES if code != lang]
    pages = {addresses.page_of(edition, clause) for clause in edition.clauses} - {f"{edition.id}/notice"}
    shown: list[str] = []
    for page in pages | {addresses.full_text(edition, document) for document in OFFICIAL}:
        twins = order_of(file_of(site_dir, lang, page)).twins
        assert all(tag == TAGS[other] and hidden for tag, hidden, _ in twins)
        shown += [text for _, _, text in twins]
    for clause in edition.clauses.values():
        if clause.section != "notice":
            assert shown.count(clause.text.of(other)) >= 2, (clause.id, "on the page of its topic and in the full text")


def test_no_line_break_leaves_a_space_between_chinese_characters(site_dir: Path, edition: Edition) -> None:
    """Except where the text itself was published so (前 言)."""
    gap = re.compile(r"[\u4e00-\u9fff，。、；：“”（）《》]\s+[\u4e00-\u9fff，。、；：“”（）《》]")
    published_so = {found for clause in edition.clauses.values() for found in gap.findall(clause.text.zh)}
    meant = re.compile(r"^(申报)?(须知|指南) |类型|方向")  # cites and labels: 须知 一（一）2
    for path in html_pages(site_dir, "zh"):
        for node in order_of(path).nodes:
            for found in gap.finditer(node.strip()):
                assert found.group() in published_so or "\n" not in found.group() or meant.search(node), (path, node)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_glossary_has_every_term_and_says_only_what_the_data_hold(site_dir: Path, site: Site, lang: str) -> None:
    text = re.sub(r"\s+", "", read(file_of(site_dir, lang, addresses.GLOSSARY)).text)
    for term in site.glossary:
        for words in filter(None, (term.text.zh, term.text.en, term.note and term.note.of(lang))):
            assert re.sub(r"\s+", "", words) in text, term.id
