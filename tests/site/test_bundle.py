"""The files that every page loads are one style sheet and one script, with everything that stood in them."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml

from build_scripts.site.bundle import SCRIPTS, STYLES, BundleError, merge_scripts, merge_styles
from build_scripts.site.link_check import read_page

if TYPE_CHECKING:
    from pathlib import Path


def test_comments_go_and_strings_stay(tmp_path: Path) -> None:
    (tmp_path / "assets/stylesheets").mkdir(parents=True)
    (tmp_path / "a.css").write_text('/* a */\n.x::before {\n  content: "/* b */";\n}\n', encoding="utf-8")
    (tmp_path / "b.css").write_text("/* c\n d */\n.y { margin: 0 }\n", encoding="utf-8")
    [sheet] = merge_styles(tmp_path, ["a.css", "b.css"])
    assert (tmp_path / sheet).read_text(encoding="utf-8") == '.x:before{content:"/* b */"}.y{margin:0}\n'


def test_what_cannot_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("const a = ;\n", encoding="utf-8")
    with pytest.raises(BundleError, match=r"没有打包成(?s:.)*a\.js:1:10"):
        merge_scripts(tmp_path, ["a.js"])


@pytest.mark.parametrize(("kind", "target"), [("css", STYLES), ("javascript", SCRIPTS)])
def test_a_page_loads_one_file_for_all_that_stand_in_the_list(
    root: Path, site_dir: Path, kind: str, target: str
) -> None:
    text = re.sub(r"!ENV ", "", (root / "mkdocs.yml").read_text(encoding="utf-8"))
    names = yaml.safe_load(text)[f"extra_{kind}"]
    merged = (site_dir / target).read_text(encoding="utf-8")
    if kind == "css":
        for name in names:
            sheet = re.sub(r"/\*.*?\*/", "", (root / "docs" / name).read_text(encoding="utf-8"), flags=re.DOTALL)
            classes = set(re.findall(r"\.[a-z][\w-]+(?=[^{}]*\{)", sheet))
            assert not [one for one in classes if one not in merged], name
    else:
        assert merged.count("catch(") >= len(names)  # each on its own
    assert not [name for name in names if (site_dir / name).exists()]
    for page in ("index.html", "en/about/index.html"):
        loads = [load for load in read_page(site_dir / page).loads if load.endswith(target)]
        assert len(loads) == 1


def test_a_script_that_fails_leaves_those_after_it_alone(tmp_path: Path) -> None:
    (tmp_path / "assets/javascripts").mkdir(parents=True)
    (tmp_path / "a.js").write_text("const word = 'first';\nnoSuchThing.fails();\n", encoding="utf-8")
    (tmp_path / "b.js").write_text("const word = 'second';\nprocess.stdout.write(word);\n", encoding="utf-8")
    [script] = merge_scripts(tmp_path, ["a.js", "b.js"])
    run = subprocess.run(["node", str(tmp_path / script)], capture_output=True, text=True, check=False)
    assert run.stdout == "second"
    assert "noSuchThing" in run.stderr


def test_the_style_sheet_keeps_what_pages_use_of_the_theme_and_nothing_else(site_dir: Path) -> None:
    for folder in (site_dir, site_dir / "en"):
        styles = folder / "assets" / "stylesheets"
        css = (styles / "site.css").read_text(encoding="utf-8")
        theme = [".md-header", ".md-search-result__article", ".md-nav__link", ".md-typeset details", ".md-top"]
        for kept in (*theme, "data-md-color-scheme=slate"):
            assert kept in css, kept
        hues = ["data-md-color-primary", "data-md-color-accent"]
        for gone in (".tabbed-set", ".md-consent", ".critic", ".arithmatex", *hues, "[dir=rtl]"):
            assert gone not in css, gone
        assert css.index(".md-header{") < css.index("--ink:")  # ours has the last word
        assert css.count("{") == css.count("}")
        assert not [*styles.glob("main.*"), *styles.glob("palette.*")]


def test_every_table_of_a_page_has_a_class(site_dir: Path) -> None:
    """Rules for tables without one are taken out."""
    for page in site_dir.rglob("*.html"):
        assert "<table>" not in page.read_text(encoding="utf-8"), page


def test_pages_carry_no_indentation(site_dir: Path) -> None:
    assert not re.search(r"\n\s", (site_dir / "index.html").read_text(encoding="utf-8"))
