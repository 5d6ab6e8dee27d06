"""Builds the whole site beside the old one and swaps it in only when everything has worked."""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path

from build_scripts.content.addresses import RUNTIME, public_address
from build_scripts.content.cases.scenarios import read_scenarios
from build_scripts.content.load import load_site
from build_scripts.downloads.calendar import add_calendars
from build_scripts.downloads.pdf import add_books, make_books
from build_scripts.downloads.preview_images import add_social_images
from build_scripts.form_data.write import add_assessment
from build_scripts.pages.last_changed import History
from build_scripts.pages.third_party.notices import write_third_parties
from build_scripts.pages.write import write_pages
from build_scripts.runtime.folder import build_runtime
from build_scripts.runtime.wheel import build_wheel
from build_scripts.search.index import add_search
from build_scripts.site.bundle import join_sheets
from build_scripts.site.mkdocs import build_site, refuse_broken_links
from build_scripts.site.offline_copy import add_offline
from build_scripts.source.text import LANGUAGES

log = logging.getLogger(__name__)


def build(root: Path, out: Path) -> None:
    """Build the site of ``root`` into ``out``.

    Raises ``DataError``, ``RuntimeBuildError`` or ``SiteBuildError``; ``out`` is then as it was.
    """
    log.info("读取 guide_data / Reading guide_data")
    site = load_site(root)
    scenarios = {
        year: read_scenarios(root / "guide_data" / year / "scenarios", root, edition)
        for year, edition in site.editions.items()
    }
    cache = root / ".cache"
    cache.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="stage-", dir=cache) as stage:  # two builds never share one
        docs, fresh = Path(stage, "docs"), Path(stage, "site")
        log.info("打印 PDF / Printing the PDFs")
        books = make_books(site, cache)
        log.info("生成页面 / Writing the pages")
        offers = {key: book.offer for key, book in books.items()}
        join_sheets(docs, write_pages(site, docs, scenarios, offers, History(root=root)))
        log.info("生成网站（中文、英文） / Building the site (Chinese, English)")
        social = add_social_images(site, docs / LANGUAGES[0], cache) if public_address() else {}
        build_site(site, docs, fresh, social)
        add_search(site, fresh)
        log.info("加入自测程序 / Adding the self-assessment")
        add_assessment(site, fresh, scenarios)
        add_calendars(site, fresh)
        build_runtime(root, build_wheel(root, cache / "wheel"), fresh / RUNTIME, cache)
        log.info("加入断网使用和整站下载 / Adding the offline copy and the zip")
        add_books(books, fresh)
        write_third_parties(fresh)
        add_offline(site, fresh)
        refuse_broken_links(fresh)  # only now: pages link to files that were just added
        _swap(fresh, out)


def _swap(fresh: Path, out: Path) -> None:
    """Put ``fresh`` in the place of ``out`` by two renames, once it stands beside it whole."""
    new, old = (out.with_name(out.name + ending) for ending in (".new", ".old"))
    for left_over in (new, old):
        shutil.rmtree(left_over, ignore_errors=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(fresh, new)
    if out.exists():
        out.rename(old)
    new.rename(out)
    shutil.rmtree(old, ignore_errors=True)
