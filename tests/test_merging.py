"""The files that every page loads are one style sheet and one script, with everything that stood in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from build_scripts.links import read_page
from build_scripts.merging import without_comments

if TYPE_CHECKING:
    from pathlib import Path


def test_comments_go_and_strings_stay() -> None:
    css = '/* a */\n.x::before {\n  content: "/* b */";\n}\n\n/* c\n d */\n.y { margin: 0 }\n'
    assert without_comments(css) == '.x::before {\ncontent: "/* b */";\n}\n.y { margin: 0 }\n'


@pytest.mark.parametrize(("kind", "target"), [("css", "stylesheets/site.css"), ("javascript", "javascripts/site.js")])
def test_a_page_loads_one_file_for_all_that_stand_in_the_list(
    root: Path, site_dir: Path, kind: str, target: str
) -> None:
    text = re.sub(r"!ENV ", "", (root / "mkdocs.yml").read_text(encoding="utf-8"))
    names = yaml.safe_load(text)[f"extra_{kind}"]
    merged = (site_dir / "assets" / target).read_text(encoding="utf-8")
    for name in names:
        part = (root / "docs" / name).read_text(encoding="utf-8")
        assert (without_comments(part) if kind == "css" else part).strip() in merged
        assert not (site_dir / name).exists()
    for page in ("index.html", "en/about/index.html"):
        loads = [load for load in read_page(site_dir / page).loads if load.endswith(target)]
        assert len(loads) == 1


def test_the_style_sheet_of_the_theme_keeps_what_pages_use_and_nothing_else(site_dir: Path) -> None:
    for folder in (site_dir, site_dir / "en"):
        [sheet] = (folder / "assets" / "stylesheets").glob("main.*.css")
        css = sheet.read_text(encoding="utf-8")
        for kept in (".md-header", ".md-search-result__article", ".md-nav__link", ".md-typeset details", ".md-top"):
            assert kept in css, kept
        for gone in (".tabbed-set", ".md-consent", ".critic", ".arithmatex"):
            assert gone not in css, gone


def test_pages_carry_no_indentation_and_no_ready_made_hues(site_dir: Path) -> None:
    html = (site_dir / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"\n[ \t]", html)
    [palette] = (site_dir / "assets" / "stylesheets").glob("palette.*.css")
    css = palette.read_text(encoding="utf-8")
    assert "data-md-color-scheme=slate" in css
    assert "data-md-color-primary" not in css
    assert css.count("{") == css.count("}")
