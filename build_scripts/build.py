"""Builds the whole site beside the old one and swaps it in only when everything has worked."""

from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING

from build_scripts.assessment import add_assessment
from build_scripts.loader import load_site
from build_scripts.mkdocs_site import build_site
from build_scripts.pages import write_pages

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)


def build(root: Path, out: Path) -> None:
    """Build the site of ``root`` into ``out``.

    Raises ``DataError``, ``RuntimeBuildError`` or ``SiteBuildError``; ``out`` is then as it was.
    """
    log.info("读取 guide_data / Reading guide_data")
    site = load_site(root)
    cache = root / ".cache"
    stage = cache / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    docs, fresh = stage / "docs", stage / "site"
    log.info("生成页面 / Writing the pages")
    write_pages(site, docs)
    log.info("生成网站（中文、英文） / Building the site (Chinese, English)")
    build_site(site, docs, fresh)
    log.info("加入自测程序 / Adding the self-assessment")
    add_assessment(site, root, fresh, cache)
    _swap(fresh, out)
    shutil.rmtree(stage, ignore_errors=True)


def _swap(fresh: Path, out: Path) -> None:
    """Put ``fresh`` in the place of ``out`` by two renames."""
    old = out.with_name(out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)
