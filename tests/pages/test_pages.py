"""What a reader notices on the finished pages: anchors, links, languages, labels, text without gaps."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from build_scripts.content import addresses
from build_scripts.pages.tables import coverage, funding
from build_scripts.site.link_check import broken_links, read_page
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.edition import Edition, Site

FOLDERS = {"zh": "", "en": "en"}
PLACELESS = ("404.html", "offline.html")  # shown in the place of other pages
TAGS = {"zh": "zh-Hans", "en": "en"}
VOID = {"meta", "link", "input", "br", "img", "hr", "path", "source", "wbr"}


class Reader(HTMLParser):
    """Collects the text of chosen elements: clauses by id, running paragraphs, labels, headings."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str]]] = []
        self.clauses: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.paragraphs: list[str] = []
        self.conditions: list[str] = []
        self.headings: dict[str, str] = {}
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append((tag, values))
        names = values.get("class", "").split()
        if "clause" in names:
            self.clauses[values["id"]] = ""
            self.kinds[values["id"]] = values["data-kind"]
        if tag == "p" and "text" in names:
            self.paragraphs.append("")
        if tag == "li" and self._inside("clause-list--labelled"):
            self.conditions.append("")
        if re.fullmatch("h[12]", tag) and "id" in values:
            self.headings[values["id"]] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and tag in [name for name, _ in self.open]:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        for tag, values in self.open:
            names = values.get("class", "").split()
            if "clause" in names:
                self.clauses[values["id"]] += data
            if tag == "p" and "text" in names and not self._inside("kind", "twin"):
                self.paragraphs[-1] += data
            if tag == "li" and self._inside("clause-list--labelled") and self._inside("kind"):
                self.conditions[-1] += data
            if values.get("id") in self.headings and not self._inside("headerlink"):
                self.headings[values["id"]] += data
        if not any(tag in ("script", "style") for tag, _ in self.open):
            self.text += data

    def _inside(self, *names: str) -> bool:
        return any(name in values.get("class", "").split() for _, values in self.open for name in names)


def read(path: Path) -> Reader:
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


def file_of(site_dir: Path, lang: str, page: str) -> Path:
    return site_dir / FOLDERS[lang] / addresses.url(page) / "index.html"


def html_pages(site_dir: Path, lang: str) -> list[Path]:
    other = {site_dir / "en"} if lang == "zh" else set()
    folder = site_dir / FOLDERS[lang]
    return sorted(path for path in folder.rglob("*.html") if not other & set(path.parents))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_clause_is_an_anchor_on_exactly_one_page(site_dir: Path, edition: Edition, lang: str) -> None:
    found: dict[str, list[str]] = {}
    for path in html_pages(site_dir, lang):
        for anchor in read_page(path).anchors:
            if anchor in edition.clauses:
                found.setdefault(anchor, []).append(path.as_posix())
    for clause in edition.clauses:
        page = file_of(site_dir, lang, addresses.page_of(edition, clause))
        assert found.get(clause) == [page.as_posix()], clause


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_has_an_anchor_twice(site_dir: Path, lang: str) -> None:
    for path in html_pages(site_dir, lang):
        anchors = read_page(path).anchors
        assert len(anchors) == len(set(anchors)), (path, sorted({a for a in anchors if anchors.count(a) > 1}))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_clause_reads_as_written_and_names_its_kind(site_dir: Path, edition: Edition, lang: str) -> None:
    pages = {addresses.page_of(edition, clause) for clause in edition.clauses}
    shown: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for page in pages:
        reader = read(file_of(site_dir, lang, page))
        shown |= reader.headings | reader.clauses
        kinds |= reader.kinds
    for clause in edition.clauses.values():
        assert shown[clause.id].split() == clause.text.of(lang).split(), clause.id
        if clause.role != "heading":
            assert kinds[clause.id] == clause.kind


def test_running_chinese_text_has_no_gaps_between_clauses(site_dir: Path, edition: Edition) -> None:
    for section in edition.sections.values():
        flowing = [paragraph for paragraph in section.body if paragraph.part in (None, "scope")]
        if flowing:
            shown = read(file_of(site_dir, "zh", addresses.page_of(edition, section.id))).paragraphs
            for paragraph in flowing:
                marker = paragraph.marker.zh if paragraph.marker else ""
                assert marker + "".join(clause.text.zh for clause in paragraph.clauses) in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_condition_carries_the_label_of_its_kind(site_dir: Path, site: Site, edition: Edition, lang: str) -> None:
    words = site.interface[lang]["pages"]["kinds"]
    for kind in edition.of_level("type"):
        wanted = [
            words[clause.kind]["label"]
            for section in kind.walk()
            if section.part("conditions")
            for clause in section.part("conditions").clauses
        ]
        assert read(file_of(site_dir, lang, addresses.page_of(edition, kind.id))).conditions == wanted


def test_every_note_is_shown_beside_its_clause(site_dir: Path, edition: Edition) -> None:
    for clause in edition.clauses.values():
        notes = [clause.note, clause.doubtful and clause.doubtful.note, clause.exempts and clause.exempts.note]
        for note in filter(None, notes):
            page = addresses.page_of(edition, clause.id)
            for lang in LANGUAGES:
                assert note.of(lang) in read(file_of(site_dir, lang, page)).text, (clause.id, lang)


def test_every_link_within_the_site_resolves(site_dir: Path) -> None:
    assert broken_links(site_dir) == []


def test_a_broken_link_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<p id="here"><a href="#here"></a><a href="#gone"></a>', encoding="utf-8")
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text('<a href="../#here"></a><a href="../no/"></a>', encoding="utf-8")
    assert broken_links(tmp_path) == ["index.html: #gone", "page/index.html: ../no/"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_loads_anything_from_elsewhere(site_dir: Path, lang: str) -> None:
    for path in html_pages(site_dir, lang):
        page = read_page(path)
        for target in page.loads:
            assert not urlsplit(target).netloc, (path, target)
        for target in page.links:
            assert urlsplit(target).scheme in ("", "mailto", "tel"), (path, target)
    for path in site_dir.rglob("*.css"):
        css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"(url\(|@import)\s*['\"]?(https?:)?//", css), path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_head_names_language_alternates_title_and_description(site_dir: Path, lang: str) -> None:
    seen: dict[str, set[str]] = {"title": set(), "description": set()}
    for path in html_pages(site_dir, lang):
        html = path.read_text(encoding="utf-8")
        assert f'<html lang="{TAGS[lang]}"' in html
        title = re.search(r"<title>(.+?)</title>", html)[1]
        assert title not in seen["title"], path
        seen["title"].add(title)
        assert "generator" not in html
        if path.name in PLACELESS:
            continue
        description = re.search(r'<meta name="description" content="(.+?)">', html)[1]
        assert description not in seen["description"], path
        seen["description"].add(description)
        links = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html))
        assert list(links) == ["zh-Hans", "en", "x-default"]
        own = path.relative_to(site_dir / FOLDERS[lang])
        for tag, folder in (("zh-Hans", ""), ("en", "en"), ("x-default", "")):
            target = (path.parent / links[tag] / "index.html").resolve()
            assert target == (site_dir / folder / own).resolve(), (path, tag)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_language_switch_keeps_the_page(site_dir: Path, lang: str) -> None:
    other = next(code for code in LANGUAGES if code != lang)
    for path in html_pages(site_dir, lang):
        html = path.read_text(encoding="utf-8")
        switch = re.search(r'language-switch" href="([^"]+)" hreflang="([^"]+)"', html)
        assert switch[2] == TAGS[other]
        if path.name not in PLACELESS:
            own = path.relative_to(site_dir / FOLDERS[lang])
            target = (path.parent / switch[1] / "index.html").resolve()
            assert target == (site_dir / FOLDERS[other] / own).resolve()


def test_english_pages_say_that_the_chinese_prevails(site_dir: Path, site: Site) -> None:
    said = site.interface["en"]["pages"]["prevails"]["text"]
    for path in html_pages(site_dir, "en"):
        assert said in path.read_text(encoding="utf-8"), path
    for path in html_pages(site_dir, "zh"):
        assert 'class="prevails"' not in path.read_text(encoding="utf-8"), path


def test_both_languages_have_the_same_pages(site_dir: Path) -> None:
    zh, en = ({path.relative_to(site_dir / FOLDERS[lang]) for path in html_pages(site_dir, lang)} for lang in LANGUAGES)
    assert zh == en


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_that_is_not_there_gets_a_helpful_answer(site_dir: Path, site: Site, lang: str) -> None:
    page = site_dir / FOLDERS[lang] / "404.html"
    words = site.interface[lang]["pages"]["not_found"]
    text = page.read_text(encoding="utf-8")
    assert words["title"] in text
    assert words["text"] in text
    root = "/" + (FOLDERS[lang] + "/" if FOLDERS[lang] else "")
    links = [link for link in read_page(page).links if not link.startswith(("#", "javascript:"))]
    for link in links:
        assert link.startswith(root) or link == "/en/", link
        assert not link.startswith("//"), link


def test_no_line_break_of_a_template_stands_between_chinese_characters(site_dir: Path) -> None:
    """Browsers would draw it as a space."""
    inline = r"(?:</?(?:b|em|strong|time)\b[^>]*>)*"
    for page in site_dir.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        text = re.sub(r'"[^"]*"', "", re.search(r"<article.*?</article>", html, re.DOTALL)[0])  # no attributes
        found = re.search(rf"[\u3001-\u9fff，；：？]{inline}\n{inline}[\u4e00-\u9fff]", text)
        assert not found, (page, found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_at_a_glance_has_every_track_and_links_each_figure(
    site_dir: Path, edition: Edition, lang: str
) -> None:
    page = addresses.edition_page(edition, "funding")
    html = file_of(site_dir, lang, page).read_text(encoding="utf-8")
    rows = funding.rows(edition)
    assert [row.track.id for row in rows] == [track.id for track in edition.tracks]
    for row in rows:
        for figure in (*row.grants, *row.research, *row.platform, *row.team, *row.decides):
            link = addresses.relative(page, addresses.address(edition, figure.clause.id))
            assert f'href="{link}"' in html, figure
        assert row.grants, row.track.id
        assert row.team, row.track.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_coverage_page_lists_every_clause_and_counts_right(site_dir: Path, edition: Edition, lang: str) -> None:
    page = addresses.edition_page(edition, "coverage")
    html = file_of(site_dir, lang, page).read_text(encoding="utf-8")
    clauses = [clause for clause in edition.clauses.values() if clause.role == "clause"]
    for clause in clauses:
        assert html.count(f'href="{addresses.relative(page, addresses.address(edition, clause.id))}"') >= 1, clause.id
    table = coverage.table(edition)
    assert table.total.clauses == len(clauses) == sum(count.clauses for count in table.counts)
    assert table.total.checked == sum(clause.check is not None for clause in clauses)
    for clause in clauses:
        if clause.no_check:
            assert clause.no_check.of(lang) in read(file_of(site_dir, lang, page)).text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_dates_say_their_moment_without_a_script(site_dir: Path, edition: Edition, lang: str) -> None:
    for page in (addresses.HOME, addresses.edition_page(edition, "dates")):
        html = file_of(site_dir, lang, page).read_text(encoding="utf-8")
        for deadline in edition.deadlines:
            assert f'data-at="{deadline.at.isoformat()}"' in html
            assert re.search(rf"<time [^>]*>[^<]*{deadline.at:%H:%M}[^<]*</time>", html)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_reading_pages_load_neither_the_search_index_nor_the_form(site_dir: Path, edition: Edition, lang: str) -> None:
    folder = site_dir / FOLDERS[lang]
    assert not (folder / "search" / "search_index.json").exists()
    index = json.loads((folder / "search" / "index.json").read_text(encoding="utf-8"))
    docs = [doc for *_, groups in index["sections"] for _, group in groups for doc in group]
    texts = {doc[2] for doc in docs} | {heading for _, _, heading, _, _ in index["sections"]}
    for clause in edition.clauses.values():
        assert clause.text.of(lang) in texts, clause.id
    for page in {addresses.page_of(edition, clause) for clause in edition.clauses}:
        assert not any("self-assessment" in target for target in read_page(file_of(site_dir, lang, page)).loads)


def test_nothing_is_left_over_from_the_site_builder(site_dir: Path) -> None:
    assert not list(site_dir.rglob("*.map"))
    assert not list(site_dir.rglob("lunr"))


def test_no_year_stands_in_code_templates_or_theme(root: Path, site: Site) -> None:
    files = [*(root / "build_scripts").rglob("*.py"), *(root / "build_scripts").rglob("*.j2")]
    files += [path for path in (root / "overrides").rglob("*") if path.is_file()]
    files += [path for path in (root / "docs" / "assets").rglob("*") if path.suffix in (".js", ".css")]
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not any(edition in text for edition in site.editions), path


def test_templates_hold_no_prose(root: Path) -> None:
    for path in (root / "build_scripts").rglob("*.j2"):
        text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = text.replace("startswith('（')", "")
        assert not re.search(r"[\u3400-\u9fff（）]", text), path
