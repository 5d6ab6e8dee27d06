"""The whole site as a zip: behind any file server, and read from a folder without one."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PATIENCE_MS, PHONE
from tests.browser.support.form import ROOT, question, settle, shown_verdicts
from tests.browser.support.host import Host
from tests.browser.support.search_box import search

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from build_scripts.content.edition import Edition, Site


@pytest.fixture(scope="module")
def unpacked(site_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one folder in the zip."""
    place = tmp_path_factory.mktemp("unpacked")
    [packed] = (site_dir / "download").glob("*.zip")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(place)
    [folder] = place.iterdir()
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def test_the_page_about_the_site_offers_it_with_its_size(page: Page, site_dir: Path, tmp_path: Path) -> None:
    host = Host(site_dir, tmp_path / "web")
    for lang in ("", "en/"):
        page.goto(f"{host.address}{lang}about/")
        offer = page.locator('a[download][href$=".zip"]')
        with page.expect_download() as started:
            offer.click()
        size = started.value.path().stat().st_size
        expect(offer).to_contain_text(f"{size / 1e6:.1f} MB")
    host.stop()


@pytest.mark.parametrize("lang", ["", "en/"])
def test_it_works_whole_from_a_folder_behind_a_file_server(
    page: Page, unpacked: Path, tmp_path: Path, edition: Edition, lang: str
) -> None:
    host = Host(unpacked, tmp_path / "web", "some/folder/")
    page.goto(f"{host.address}{lang}")
    asked = {"": "包干制", "en/": "lump-sum"}[lang]
    assert any("type-10" in found for found in search(page, asked))
    page.goto(f"{host.address}{lang}{edition.id}/self-assessment/")
    question(page, "lead_kind").locator("label").first.click()
    settle(page)
    assert len(shown_verdicts(page)) == len(edition.tracks)
    assert not page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length")
    host.stop()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_it_reads_from_disk(page: Page, unpacked: Path, site: Site, edition: Edition, size: dict[str, int]) -> None:
    words = site.interface["zh"]["pages"]
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_viewport_size(size)
    page.goto((unpacked / "index.html").as_uri())
    assert page.locator(".md-header").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(11, 79, 108)"
    expect(page.locator(".offline__note")).to_have_text(words["offline"]["from_disk"])
    expect(page.locator(".md-search__input")).to_have_count(0)

    seen: set[str] = set()
    for _ in range(3):  # along the links at the foot of each page
        page.locator(".md-footer__link--next").click()
        page.locator("article h1").wait_for()
        seen.add(page.url)
    assert len(seen) == 3
    page.goto((unpacked / edition.id / "funding" / "index.html").as_uri())
    page.locator("article table a").first.click()
    page.wait_for_url("file://**#*")
    page.locator(".md-header [hreflang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.startswith((unpacked / "en").as_uri())
    assert not errors


def test_from_disk_the_self_assessment_is_a_checklist_and_says_why(
    page: Page, unpacked: Path, site: Site, edition: Edition
) -> None:
    page.goto((unpacked / edition.id / "self-assessment" / "index.html").as_uri())
    expect(page.locator(".offline__note")).to_have_text(site.interface["zh"]["pages"]["offline"]["from_disk"])
    for fact in edition.questions:
        expect(question(page, fact)).to_be_visible()
    expect(page.locator(f"{ROOT} [data-role=panel]")).to_be_hidden()
    expect(page.locator(".sa-too-old")).to_be_hidden()
