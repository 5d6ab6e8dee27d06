"""What a government site owes: who runs it, how old a page is, where errors go, and what machines read."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest

from build_scripts.content import addresses
from build_scripts.content.cases.scenarios import read_scenarios
from build_scripts.downloads import preview_images
from build_scripts.pages.catalogue import pages_of
from build_scripts.pages.last_changed import History, sources
from build_scripts.pages.write import write_pages
from build_scripts.search.index import add_search
from build_scripts.site.bundle import join_sheets
from build_scripts.site.mkdocs import ROBOTS, SITEMAP, base_settings, build_site, configuration, guide_crawlers
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.edition import Edition, Site

ADDRESS = "https://guide.example/"
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
PIXEL = b"\x89PNG fake"
OWNER = {"host": "甲局", "published": "", "site_code": "1234567890", "icp": "桂ICP备1号", "police_record": ""}

pytestmark = pytest.mark.built


@pytest.fixture(scope="module")
def published(root: Path, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the site with its public address, an owner and preview images; without the self-assessment."""
    stage = tmp_path_factory.mktemp("published")
    owned = dataclasses.replace(site, owner=OWNER, report_to="errors@guide.example")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", ADDRESS.rstrip("/"))
        patch.setattr(preview_images, "_draw", lambda pages: [PIXEL] * len(pages))
        scenarios = {
            year: read_scenarios(root / "guide_data" / year / "scenarios", root, edition)
            for year, edition in site.editions.items()
        }
        join_sheets(stage / "docs", write_pages(owned, stage / "docs", scenarios, {}, History(root=root)))
        social = preview_images.add_social_images(owned, stage / "docs" / "zh", stage)
        build_site(owned, stage / "docs", stage / "site", social)
        add_search(owned, stage / "site")
    return stage / "site"


def html_of(folder: Path, lang: str, page: str) -> str:
    return (folder / ("" if lang == "zh" else lang) / addresses.url(page) / "index.html").read_text(encoding="utf-8")


def urls(folder: Path) -> list[ET.Element]:
    """Return the entries of the sitemap."""
    return ET.parse(folder / SITEMAP).getroot().findall("s:url", SPACES)  # noqa: S314 - our own file


def head_of(html: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', html)
    return {name: unescape(value) for name, value in found}


def test_the_foot_names_the_owner_only_where_known(site_dir: Path, published: Path, edition: Edition) -> None:
    page = addresses.edition_page(edition, "contact")
    for lang in LANGUAGES:
        foot = re.search(r'<div class="site-foot">.*?</div>', html_of(published, lang, page), re.DOTALL)[0]
        assert "甲局" in foot
        assert "1234567890" in foot
        assert re.search(r'<a href="https://beian\.miit\.gov\.cn/"[^>]*>[^<]*桂ICP备1号</a>', foot)
        assert "mps.gov.cn" not in foot  # no record, no line
        plain = re.search(r'<div class="site-foot">.*?</div>', html_of(site_dir, lang, page), re.DOTALL)[0]
        assert "gov.cn" not in plain
        assert "Host" not in plain
        assert "主办单位" not in plain
        unofficial = {"zh": "不是官方网站", "en": "not an official site"}[lang]
        for place in (page, "index"):
            assert unofficial in html_of(site_dir, lang, place)
            assert unofficial not in html_of(published, lang, place)
        links = re.findall(r'href="([^"]+)"', plain)
        assert links == ["./", "../../about/"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_errors_are_reported_to_the_address_of_the_site_and_else_to_nobody(
    site_dir: Path, published: Path, edition: Edition, lang: str
) -> None:
    page = addresses.edition_page(edition, "type-07")
    assert "page-end__report" not in html_of(site_dir, lang, page)
    link = re.search(r'<a class="page-end__report" href="([^"]+)"', html_of(published, lang, page))
    mail = urlsplit(unescape(link[1]))
    told = {name: values[0] for name, values in parse_qs(mail.query).items()}
    assert (mail.scheme, mail.path) == ("mailto", "errors@guide.example")
    assert edition.sections["t07"].heading.text.of(lang) in told["subject"]
    assert ADDRESS in told["body"]
    assert "{" not in told["subject"] + told["body"]


def test_every_page_says_of_which_data_it_is_made(root: Path, site: Site, edition: Edition) -> None:
    for page in pages_of(site, edition, "zh"):
        made_of = sources(site, edition, page.path, page.context.get("section"))
        assert made_of
        for source in made_of:
            assert (root / source).exists(), (page.path, source)
    types = {page.path: page for page in pages_of(site, edition, "zh")}
    page = types[f"{edition.id}/type-06"]
    assert sources(site, edition, page.path, page.context["section"]) == (f"guide_data/{edition.id}/guide/p3-t06.yml",)


def git(folder: Path, *arguments: str) -> None:
    moment = "2031-02-03T10:00:00+0000"
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments], cwd=folder, check=True, capture_output=True,
        env={"GIT_COMMITTER_DATE": moment, "GIT_AUTHOR_DATE": moment, "PATH": "/usr/bin:/bin", "HOME": str(folder)},
    )  # fmt: skip


def test_a_date_is_told_only_where_the_history_knows_it(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir()
    (first / "a.yml").write_text("a", encoding="utf-8")
    assert History(root=first).last_change(["a.yml"]) is None  # no history
    git(first, "init", "--quiet", "--initial-branch=main")
    git(first, "add", "-A")
    git(first, "commit", "--quiet", "-m", "one")
    told = History(root=first).last_change(["a.yml"])
    assert told is not None
    assert told.isoformat() == "2031-02-03"
    assert History(root=first).last_change(["b.yml"]) is None  # unknown to the history
    (first / "a.yml").write_text("changed", encoding="utf-8")
    assert History(root=first).last_change(["a.yml"]) is None  # newer than its last commit
    git(first, "commit", "--quiet", "-am", "two")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{first}", "shallow")
    assert History(root=tmp_path / "shallow").last_change(["a.yml"]) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_shows_its_date_in_words_and_the_sitemap_too(
    root: Path, site_dir: Path, published: Path, edition: Edition, lang: str
) -> None:
    page = addresses.edition_page(edition, "type-06")
    told = History(root=root).last_change([f"guide_data/{edition.id}/guide/p3-t06.yml"])
    shown = re.search(r'<p class="page-end"[^>]*>\s*<time datetime="([^"]+)">', html_of(site_dir, lang, page))
    day = told.isoformat() if told else None
    assert (shown[1] if shown else None) == day
    place = f"{ADDRESS}{'en/' if lang == 'en' else ''}{page}/"
    [entry] = [entry for entry in urls(published) if entry.findtext("s:loc", "", SPACES) == place]
    assert entry.findtext("s:lastmod", None, SPACES) == day


@pytest.mark.parametrize("lang", LANGUAGES)
def test_project_types_are_described_for_machines_by_the_data_alone(
    site_dir: Path, published: Path, edition: Edition, lang: str
) -> None:
    for kind in edition.of_level("type"):
        page = addresses.section_page(edition, kind)
        raw = re.search(r'<script type="application/ld\+json">(.*?)</script>', html_of(site_dir, lang, page))[1]
        assert "<" not in raw
        data = json.loads(raw)
        assert data["@type"] == "GovernmentService"
        assert data["name"] == kind.heading.text.of(lang)
        assert "url" not in data  # not known before the site is public
        values = [entry.value.of(lang) for entry in edition.contacts]
        assert {value for name, value in data["provider"].items() if name != "@type"} <= set(values)
        if kind.status != "open":
            assert "serviceOutput" not in data
            continue
        tracks = [track for track in edition.tracks if track.type is kind]
        assert [grant["name"] for grant in data["serviceOutput"]] == [
            track.section.heading.text.of(lang) for track in tracks
        ]
    data = json.loads(
        re.search(r'ld\+json">(.*?)</script>', html_of(published, lang, addresses.edition_page(edition, "type-01")))[1]
    )
    place = "" if lang == "zh" else "en/"
    assert data["serviceOutput"][0]["url"] == f"{ADDRESS}{place}{edition.id}/type-01/#t01-d1"
    assert data["serviceOutput"][0]["amount"] == {
        "@type": "MonetaryAmount", "currency": "CNY", "minValue": 300_000, "maxValue": 1_000_000,
    }  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_previews_have_title_words_and_with_an_address_a_picture(
    site_dir: Path, published: Path, edition: Edition, lang: str
) -> None:
    page = addresses.edition_page(edition, "type-09")
    plain, public = head_of(html_of(site_dir, lang, page)), head_of(html_of(published, lang, page))
    assert plain["og:description"] == plain["description"]
    assert edition.sections["t09"].heading.text.of(lang) in plain["og:title"]
    assert plain["og:locale"] == {"zh": "zh_CN", "en": "en_US"}[lang]
    assert not {"og:url", "og:image"} & set(plain)  # they would have to be whole
    place = "" if lang == "zh" else "en/"
    assert public["og:url"] == f"{ADDRESS}{place}{page}/"
    assert public["og:image"] == f"{ADDRESS}assets/social/{lang}-{edition.id}-type-09.png"
    assert head_of(html_of(published, lang, addresses.ABOUT))["og:image"].endswith(f"{lang}-usual.png")
    for name in (f"{lang}-{edition.id}-type-09.png", f"{lang}-usual.png"):
        assert (published / "assets" / "social" / name).read_bytes() == PIXEL


def test_the_sitemap_lists_every_page_in_both_languages(published: Path) -> None:
    listed = [entry.findtext("s:loc", "", SPACES) for entry in urls(published)]
    assert len(listed) == len(set(listed))
    files = {path.parent.relative_to(published).as_posix() for path in published.rglob("index.html")}
    assert {url.removeprefix(ADDRESS).rstrip("/") or "." for url in listed} == files
    for entry in urls(published):
        alternates = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", SPACES)}
        assert set(alternates) == {"zh-Hans", "en", "x-default"}
        assert set(alternates.values()) <= set(listed)
    assert not (published / "en" / SITEMAP).exists()


def test_crawlers_are_guided_on_a_public_site_only(
    site_dir: Path, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert f"Sitemap: {ADDRESS}{SITEMAP}" in (published / ROBOTS).read_text(encoding="utf-8")
    for name in (ROBOTS, SITEMAP):
        assert not (site_dir / name).exists()
    (tmp_path / SITEMAP).touch()
    monkeypatch.delenv("SITE_URL", raising=False)
    with caplog.at_level("INFO"):
        guide_crawlers(tmp_path)
    assert not list(tmp_path.iterdir())
    [told] = [record.getMessage() for record in caplog.records]
    assert told.startswith("没有设置 SITE_URL")  # staff read Chinese first


def test_without_a_browser_there_is_no_picture_and_no_fault(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview_images, "_draw", lambda _: None)
    assert preview_images.add_social_images(site, tmp_path, tmp_path) == {}
    settings = configuration(site, "zh", tmp_path, tmp_path, base_settings())
    assert "previews" not in settings["extra"]
