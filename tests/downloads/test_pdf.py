"""The PDF of both documents: tagged, with an outline, whole and in order, the same every time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error, sync_playwright
from pypdf import PdfReader

from build_scripts.content import addresses
from build_scripts.downloads import pdf
from build_scripts.pages.catalogue import pages_of
from build_scripts.pages.render import Around, body_of
from build_scripts.site.link_check import read_page
from build_scripts.source.text import LANGUAGES, TAGS
from build_scripts.tools import chromium
from tests.pages.test_pages import file_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from build_scripts.content.edition import Edition, Site

pytestmark = pytest.mark.built


@pytest.fixture
def browser_of_the_caller() -> Iterator[None]:
    try:
        with sync_playwright():
            yield
    except Error:  # another test of this run drives one already
        yield


def pdf_of(site_dir: Path, edition: Edition, lang: str) -> Path:
    return site_dir / "download" / f"guide-{edition.id}.{lang}.pdf"


def bare(text: str) -> str:
    """The text without white space: lines end anywhere."""
    return re.sub(r"\s", "", text)


def titles(outline: list[object]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from titles(entry)
        else:
            yield entry.title


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pdf_is_tagged_and_says_its_language_and_title(site_dir: Path, edition: Edition, lang: str) -> None:
    reader = PdfReader(pdf_of(site_dir, edition, lang))
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/StructTreeRoot"]["/K"]
    assert catalog["/Lang"] == TAGS[lang]
    assert edition.title.of(lang) in reader.metadata.title


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_outline_has_every_heading_in_order(site_dir: Path, edition: Edition, lang: str) -> None:
    found = list(titles(PdfReader(pdf_of(site_dir, edition, lang)).outline))
    wanted = [section.heading.text.of(lang) for tops in edition.documents.values() for top in tops
              for section in top.walk()]  # fmt: skip
    assert [bare(title) for title in found[1:]] == [bare(title) for title in wanted]
    assert found[0] == edition.document_names["guide"].of(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_holds_every_sentence_in_order(site_dir: Path, edition: Edition, lang: str) -> None:
    reader = PdfReader(pdf_of(site_dir, edition, lang))
    pages = [page.extract_text() for page in reader.pages]
    assert not re.search(r"[\u2e80-\u2fd5]", "".join(pages)), "radicals that look like the characters"
    feet = [f"{number} / {len(pages)}" for number in range(1, len(pages) + 1)]
    assert all(foot in page for foot, page in zip(feet, pages, strict=True))
    text = bare("".join(page.replace(foot, "", 1) for foot, page in zip(feet, pages, strict=True)))
    at = 0
    for tops in edition.documents.values():
        for section in (section for top in tops for section in top.walk()):
            for clause in section.own_clauses():
                found = text.find(bare(clause.text.of(lang)), at)
                assert found >= 0, (clause.id, text[at : at + 80])
                at = found + len(bare(clause.text.of(lang)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_fonts_travel_with_it(site_dir: Path, edition: Edition, lang: str) -> None:
    """A Type 3 font is drawn in the file itself; others hold a font file."""
    fonts = [
        font.get_object()
        for page in PdfReader(pdf_of(site_dir, edition, lang)).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        files = {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.get("/FontDescriptor", {}))
        assert files or (inner["/Subtype"] == "/Type3" and inner["/CharProcs"])
        assert "/ToUnicode" in font


def test_the_same_text_gives_the_same_file(site: Site, site_dir: Path, edition: Edition, tmp_path: Path) -> None:
    made = pdf.make_books(site, tmp_path)
    for lang in LANGUAGES:
        assert made[edition.id, lang].file.read_bytes() == pdf_of(site_dir, edition, lang).read_bytes()
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    pdf.make_books(site, tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == kept, "nothing is printed twice"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_of_the_documents_offer_it_with_its_size(site_dir: Path, edition: Edition, lang: str) -> None:
    size = f"{pdf_of(site_dir, edition, lang).stat().st_size / 1e6:.1f} MB"
    pages = [addresses.edition_page(edition, name) for name in edition.documents]
    for page in (addresses.HOME, *pages, *(addresses.full_text(edition, name) for name in edition.documents)):
        path = file_of(site_dir, lang, page)
        assert [link for link in read_page(path).links if link.endswith(f"guide-{edition.id}.{lang}.pdf")], page
        assert size in path.read_text(encoding="utf-8")


@pytest.mark.usefixtures("browser_of_the_caller")
def test_it_is_printed_although_the_caller_drives_a_browser_itself(site: Site, tmp_path: Path) -> None:
    assert len(pdf.make_books(site, tmp_path)) == len(LANGUAGES)


def test_without_a_browser_there_is_none_and_the_build_says_so(
    site: Site, edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(chromium, "chromium_path", lambda _playwright: None)
    assert pdf.make_books(site, tmp_path) == {}
    [told] = [record.getMessage() for record in caplog.records]
    assert told.startswith("不生成 PDF")
    assert "No PDF is made" in told
    for page in pages_of(site, edition, "zh"):
        if page.template in ("home.md.j2", "full-text.md.j2", "guide.md.j2", "notice.md.j2"):
            assert ".pdf" not in body_of(site, edition, page, "zh", Around())
