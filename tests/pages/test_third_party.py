"""What of others the site ships is told, whole and with its licence; whatever joins it is noticed."""

from __future__ import annotations

import importlib.metadata
import json
import re
from pathlib import Path

import pytest

from build_scripts.pages.third_party.notices import FILE, ICONS, SHIPPED, third_parties
from build_scripts.site.link_check import read_page

THEIRS = {shipped.package: shipped for shipped in SHIPPED}
# What a build or a test needs, and no visitor gets. A new package is put here, or into SHIPPED.
TOOLS = {
    "npm": {"postcss", "purgecss"},
    "python": {
        *("click", "filelock", "icalendar", "jinja2", "mkdocs", "playwright", "pypdf", "pyyaml", "setuptools"),
        *("coverage", "hypothesis", "mypy", "pytest", "pytest-cov", "pytest-xdist", "ruff", "types-pyyaml"),
        *("websockets", "z3-solver", "zopfli"),
    },
}
IMPORTED = re.compile(r"""^(?:import|export)\s+(?:[\w{}*,$\s]+\sfrom\s+)?["']([^."'][^"']*)["']""", re.MULTILINE)
DRAWN = re.compile(r"""\bd=["'](M[^"']+)["']""", re.IGNORECASE)


def wanted(root: Path) -> dict[str, set[str]]:
    """The packages that the project asks for by name, by registry."""
    lines = (root / "requirements.in").read_text(encoding="utf-8").splitlines()
    found = {re.split(r"[\[<>= ]", line)[0].lower() for line in lines if line and not line.startswith("#")}
    npm = json.loads((root / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return {"python": found, "npm": set(npm)}


@pytest.mark.parametrize("registry", TOOLS)
def test_every_package_is_shipped_or_a_tool(root: Path, registry: str) -> None:
    shipped = {name for name, one in THEIRS.items() if one.registry == registry}
    assert wanted(root)[registry] == shipped | TOOLS[registry]
    assert not shipped & TOOLS[registry]


def test_scripts_of_the_site_import_what_is_listed(root: Path) -> None:
    scripts = (root / "docs" / "assets").rglob("*.js")
    imported = {name for script in scripts for name in IMPORTED.findall(script.read_text(encoding="utf-8"))}
    assert imported
    assert imported <= THEIRS.keys()


def test_icons_of_the_site_are_of_sets_that_are_listed(site_dir: Path) -> None:
    theme = importlib.metadata.distribution("mkdocs-material")
    folder = Path(str(theme.locate_file("material/templates/.icons")))
    drawings = {
        drawing: file.relative_to(folder).parts[0]
        for file in folder.rglob("*.svg")
        for drawing in DRAWN.findall(file.read_text(encoding="utf-8"))
    }
    files = [*site_dir.rglob("*.html"), *site_dir.rglob("*.css")]
    drawn = {drawing for file in files for drawing in DRAWN.findall(file.read_text(encoding="utf-8"))}
    assert {drawings[drawing] for drawing in drawn & drawings.keys()} == ICONS.keys()


def test_each_has_a_version_or_comes_with_the_theme_and_a_licence_with_its_text_or_address() -> None:
    for party in third_parties():
        assert party.version or party.use == "icons", party.name
        assert party.licence, party.name
        assert len(party.licence) < 40, party.name
        assert party.address.startswith("https://"), party.name
        assert len(party.text) > 500 or "LICENSE" in party.address, party.name


def test_versions_are_those_that_are_installed(root: Path) -> None:
    told = {party.name: party.version for party in third_parties()}
    assert told["mkdocs-material"] == importlib.metadata.version("mkdocs-material")
    lock = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))
    assert told["pyodide"] == lock["packages"]["node_modules/pyodide"]["version"]
    assert re.fullmatch(r"3\.\d+\.\d+", told["CPython"])


@pytest.mark.parametrize("folder", ["", "en"])
def test_the_page_about_the_site_names_all_and_leads_to_the_texts(site_dir: Path, folder: str) -> None:
    page = site_dir / folder / "about" / "index.html"
    html = page.read_text(encoding="utf-8")
    for party in third_parties():
        assert f"{party.name} {party.version}".strip() in html
        assert party.licence in html
    assert FILE in html
    assert "about-third-party" in read_page(page).anchors


def test_the_file_holds_the_licence_of_the_site_and_of_all_others(site_dir: Path) -> None:
    text = (site_dir / FILE).read_text(encoding="utf-8-sig")
    assert text.startswith("本站程序的许可")
    for words in ("Apache License", "Mozilla Public License Version 2.0", "PYTHON SOFTWARE FOUNDATION LICENSE"):
        assert words in text
    for party in third_parties():
        assert f"\n{party.name}" in text
        assert party.text.strip() in text
