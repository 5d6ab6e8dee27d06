"""Prints both documents of an edition as one tagged PDF per language, where this machine has a browser.

The text is set by ``templates/book.html.j2``, without the site builder. A PDF is kept in .cache under a
hash of what it was made from, so that a rebuild prints again only what has changed.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from build_scripts.content import addresses
from build_scripts.content.addresses import DOWNLOADS, Download
from build_scripts.downloads import pdf_characters
from build_scripts.pages.catalogue import Page
from build_scripts.pages.render import Around, body_of
from build_scripts.source.text import LANGUAGES
from build_scripts.tools.chromium import NoBrowserError, in_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from build_scripts.content.edition import Edition, Site

log = logging.getLogger(__name__)
SOURCES = (Path(__file__), Path(pdf_characters.__file__))  # what has another way of printing makes another PDF
# Two characters that a browser without a Chinese font draws as the same box.
KNOWS_CHINESE = """() => {
  const drawn = (sign) => {
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    pen.font = "40px sans-serif";
    pen.fillText(sign, 0, 60);
    return canvas.toDataURL();
  };
  return drawn("一") !== drawn("報");
}"""


class Book(NamedTuple):
    """A printed edition in one language: the PDF, and what pages say of it."""

    file: Path
    offer: Download


def make_books(site: Site, cache: Path) -> dict[tuple[str, str], Book]:
    """Return the PDF of every edition and language, by both; none where no browser can print them.

    That is no fault: it is said, and the pages then offer none.
    """
    wanted = {
        (edition.id, lang): book_html(site, edition, lang) for edition in site.editions.values() for lang in LANGUAGES
    }
    files = {key: cache / f"book-{_hash(page)}.pdf" for key, page in wanted.items()}
    missing = {files[key]: page for key, page in wanted.items() if not files[key].exists()}
    if missing and not _print(missing):
        return {}
    return {
        (year, lang): Book(
            file, Download(f"{DOWNLOADS}/guide-{year}.{lang}.pdf", f"{file.stat().st_size / 1e6:.1f} MB")
        )
        for (year, lang), file in files.items()
    }


def add_books(books: dict[tuple[str, str], Book], out: Path) -> None:
    """Put the PDFs where the pages of the site in ``out`` offer them."""
    for book in books.values():
        target = out / book.offer.address
        target.parent.mkdir(exist_ok=True)
        shutil.copy(book.file, target)


def book_html(site: Site, edition: Edition, lang: str) -> str:
    """Return what is printed: one HTML page that loads nothing."""
    words = site.interface[lang]["reading"]["book"]
    page = Page(
        path=addresses.full_text(edition, "book"),
        template="book.html.j2",
        title=words["title"].format(title=edition.title.of(lang)),
        description="",
    )
    return body_of(site, edition, page, lang, Around())


def _hash(page: str) -> str:
    made_from = b"".join([page.encode(), *(source.read_bytes() for source in SOURCES)])
    return hashlib.sha256(made_from).hexdigest()[:16]


def _print(pages: dict[Path, str]) -> bool:
    """Print pages into files; return whether it could be done, and say why not."""
    try:
        in_browser(lambda browser: _print_in(browser, pages))
    except NoBrowserError as error:
        log.warning("不生成 PDF，网页上也不提供下载。No PDF is made or offered: %s", error)
        return False
    return True


def _print_in(browser: Browser, pages: dict[Path, str]) -> None:
    sheet = browser.new_page(offline=True)
    if not sheet.evaluate(KNOWS_CHINESE):
        raise NoBrowserError("本机没有中文字体（如 fonts-noto-cjk） / no Chinese font (such as fonts-noto-cjk)")
    for file, page in pages.items():
        sheet.set_content(page)
        content = sheet.pdf(prefer_css_page_size=True, tagged=True, outline=True)
        part = file.with_suffix(".part")  # a build that is stopped leaves no half file behind
        part.write_bytes(pdf_characters.repaired(content))
        part.replace(file)
