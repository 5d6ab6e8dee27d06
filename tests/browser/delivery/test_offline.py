"""The offline copy: what works without a network, how updates come, and that versions never mix."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PATIENCE_MS
from tests.browser.support.form import ROOT, START_MS, question, reveal, settle, shown_verdicts
from tests.browser.support.host import Host
from tests.browser.support.search_box import search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from build_scripts.content.edition import Edition, Site

KEPT = "html[data-kept]"
CHECKER_KEPT = "html[data-kept=checker]"
BAR = "#offline [role=status]"
ACCEPT = f"{BAR} [data-offline=act]"


@pytest.fixture
def host(site_dir: Path, tmp_path: Path) -> Iterator[Host]:
    made = Host(site_dir, tmp_path / "web")
    yield made
    made.stop()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody with a browser of their own. Fails the test on an error of a page's own."""
    errors: list[str] = []
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert not errors


@pytest.fixture
def words(site: Site) -> Callable[..., str]:
    """What the interface says, by keys."""

    def say(*keys: str, lang: str = "zh") -> str:
        found = site.interface[lang]["pages"]
        for key in keys:
            found = found[key]
        return found

    return say


def go(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def look_for_updates(page: Page) -> None:
    """What a browser does when the visitor comes back to the tab."""
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")


def start_checker(page: Page) -> None:
    question(page, "lead_kind").locator("label").first.click()
    settle(page)


def track_name(host: Host, edition: Edition, lang: str) -> str:
    texts = json.loads((host.site / edition.id / "assessment" / f"texts.{lang}.json").read_text(encoding="utf-8"))
    return next(iter(texts["tracks"].values()))["name"]


def kept_files(page: Page) -> set[str]:
    return set(
        page.evaluate(
            "async () => { const names = (await caches.keys()).filter((name) => name.startsWith('guide files'));"
            " const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));"
            " return all.flat().map((request) => request.url.split('/').pop()) }"
        )
    )


def is_styled(page: Page) -> bool:
    colour = page.locator(".md-header").evaluate("e => getComputedStyle(e).backgroundColor")
    return colour == "rgb(11, 79, 108)"


def test_after_one_visit_all_pages_of_the_language_and_the_search_work_offline(
    visitor: BrowserContext, host: Host, edition: Edition
) -> None:
    page = go(visitor, host.address)
    page.locator(KEPT).wait_for()
    host.stop()
    for path in ("type-01/", "notice/requirements/", "funding/", "coverage/", "self-assessment/"):
        answer = page.goto(f"{host.address}{edition.id}/{path}")
        assert answer
        assert answer.ok, path
        assert is_styled(page), path
    page.goto(f"{host.address}about/")
    assert any("type-10" in found for found in search(page, "包干制"))
    host.start()


def test_the_runtime_is_not_forced_on_a_reader(visitor: BrowserContext, host: Host) -> None:
    page = go(visitor, host.address)
    page.locator(KEPT).wait_for()
    size = page.evaluate("async () => (await navigator.storage.estimate()).usage")
    assert size < 6_000_000, "the pages of one language, no runtime"
    answer = page.request.get(f"{host.address}en/")
    assert answer.ok
    held = page.evaluate("async () => (await caches.match(location.href)) === undefined")
    assert held, "nothing is kept but under its content"


@pytest.mark.parametrize("at", ["", "sub/path/"])
def test_addresses_are_understood_offline_as_a_server_would(
    visitor: BrowserContext,
    site_dir: Path,
    tmp_path: Path,
    edition: Edition,
    words: Callable[..., str],
    at: str,
) -> None:
    host = Host(site_dir, tmp_path / "web", at)
    page = go(visitor, f"{host.address}en/")
    page.locator(KEPT).wait_for()
    host.stop()
    for asked in ("guide", "guide/?from=mail", "guide/index.html"):
        page.goto(f"{host.address}en/{edition.id}/{asked}")
        assert is_styled(page), asked
        expect(page.locator("h1")).to_contain_text("Application Guide")
    page.goto(f"{host.address}en/{edition.id}/guide")
    assert page.url == f"{host.address}en/{edition.id}/guide/"

    missing = page.goto(f"{host.address}en/{edition.id}/no-such/page/")
    assert missing
    assert missing.status == 404
    assert is_styled(page)
    expect(page.locator("h1")).to_have_text(words("offline", "page", "title", lang="en"))
    page.locator("article a", has_text=words("guide", "short", lang="en")).first.click()
    page.wait_for_url(f"{host.address}en/{edition.id}/guide/")

    other = page.goto(f"{host.address}{edition.id}/guide/")
    assert other
    assert other.status == 503, "the other language was never visited"
    expect(page.locator("h1")).to_have_text(words("offline", "page", "title"))
    host.start()
    page.reload()
    expect(page.locator("h1")).not_to_have_text(words("offline", "page", "title"))
    host.stop()


@pytest.mark.parametrize("lang", ["", "en/"])
def test_after_one_self_assessment_it_works_offline(
    visitor: BrowserContext, host: Host, edition: Edition, lang: str
) -> None:
    page = go(visitor, f"{host.address}{lang}{edition.id}/self-assessment/")
    start_checker(page)
    page.locator(CHECKER_KEPT).wait_for()
    verdicts = shown_verdicts(page)
    page.close()
    host.stop()
    page = go(visitor, f"{host.address}{lang}{edition.id}/self-assessment/")
    start_checker(page)
    assert shown_verdicts(page) == verdicts
    host.start()


def test_an_update_is_announced_and_never_forced(
    visitor: BrowserContext, host: Host, site: Site, edition: Edition, words: Callable[..., str]
) -> None:
    page = go(visitor, host.address)
    page.locator(KEPT).wait_for()
    page.goto(f"{host.address}about/")
    old = kept_files(page)
    host.change("about/index.html", words("about", "what", "title"), "新版本的标题")
    host.change(f"{edition.id}/dates/index.html", words("dates", "steps"), "新版本的步骤")
    host.publish(site)

    look_for_updates(page)
    expect(page.locator(BAR)).to_contain_text(words("offline", "update"))
    page.reload()
    expect(page.locator("#about-what")).to_contain_text(words("about", "what", "title"))
    page.goto(f"{host.address}{edition.id}/dates/")
    expect(page.locator("article")).to_contain_text(words("dates", "steps"))
    expect(page.locator(BAR)).to_contain_text(words("offline", "update"))
    keeps_clear = "() => parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom) > 0"
    assert page.evaluate(keeps_clear), "what has the focus must not lie under the bar"
    page.locator(f"{BAR} [data-offline=later]").click()
    expect(page.locator(BAR)).to_be_empty()
    assert not page.evaluate(keeps_clear)

    page.reload()
    page.locator(ACCEPT).click()
    expect(page.locator("article")).to_contain_text("新版本的步骤")
    page.locator(KEPT).wait_for()
    new = kept_files(page)
    assert len(old - new) == 2, "what has changed is gone, and nothing else"
    assert len(new - old) == 2
    host.stop()
    page.goto(f"{host.address}about/")
    expect(page.locator("#about-what")).to_contain_text("新版本的标题")
    host.start()


def test_a_form_that_is_open_goes_on_with_its_own_version(
    visitor: BrowserContext, host: Host, site: Site, edition: Edition, words: Callable[..., str]
) -> None:
    """Its checker starts only after another window has put the next version in place."""
    form_address = f"{host.address}{edition.id}/self-assessment/"
    page = go(visitor, form_address)
    page.locator(KEPT).wait_for()
    page.reload()  # now the service worker is there from the start
    expect(page.locator(ROOT)).to_have_attribute("data-status", "idle")
    name = track_name(host, edition, "zh")
    host.change(f"{edition.id}/assessment/texts.zh.json", name, "新版本的名称")
    host.publish(site)

    other = go(visitor, host.address)
    look_for_updates(other)
    other.locator(ACCEPT).click()
    expect(page.locator(BAR)).to_contain_text(words("offline", "elsewhere_form"))
    start_checker(page)
    panel = page.locator("[data-role=panel]")
    expect(panel).to_contain_text(name)
    expect(panel).not_to_contain_text("新版本的名称")

    page.on("dialog", lambda dialog: dialog.accept())  # the browser's own question about the answers
    page.locator(ACCEPT).click()
    expect(page.locator(ROOT)).to_have_attribute("data-status", re.compile("idle|loading|ready"))
    expect(page.locator("#offline [role=status]")).to_be_empty()
    start_checker(page)
    expect(panel).to_contain_text("新版本的名称")
    expect(panel).not_to_contain_text(name)


def test_a_waiting_update_warns_of_the_answers(
    visitor: BrowserContext, host: Host, site: Site, edition: Edition, words: Callable[..., str]
) -> None:
    page = go(visitor, f"{host.address}{edition.id}/self-assessment/")
    page.locator(KEPT).wait_for()
    page.reload()
    start_checker(page)
    host.change("about/index.html", words("about", "what", "title"), "新版本的标题")
    host.publish(site)
    look_for_updates(page)
    expect(page.locator(BAR)).to_contain_text(words("offline", "update_form"))
    page.once("dialog", lambda dialog: dialog.dismiss())  # stay: the answers are worth more
    page.locator(ACCEPT).click()
    reveal(page, "rd_last_year")
    question(page, "rd_last_year").locator("input[type=text]").fill("600")
    settle(page)
    expect(question(page, "lead_kind").locator("input").first).to_be_checked()


def test_without_a_service_worker_a_form_whose_files_were_replaced_says_so(
    browser: Browser, host: Host, site: Site, edition: Edition, words: Callable[..., str]
) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN", service_workers="block")
    page = go(context, f"{host.address}{edition.id}/self-assessment/")
    host.change(f"{edition.id}/assessment/texts.zh.json", track_name(host, edition, "zh"), "新版本的名称")
    host.publish(site)
    question(page, "lead_kind").locator("label").first.click()
    expect(page.locator(BAR)).to_contain_text(words("offline", "replaced"), timeout=START_MS)
    expect(question(page, "lead_kind").locator("input").first).to_be_checked()
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(ACCEPT).click()
    expect(page.locator("#offline [role=status]")).to_be_empty()
    start_checker(page)
    expect(page.locator("[data-role=panel]")).to_contain_text("新版本的名称")
    context.close()


def test_a_page_of_another_version_is_left_to_the_server(
    visitor: BrowserContext, host: Host, site: Site, edition: Edition, words: Callable[..., str]
) -> None:
    """English was never visited: its pages are not kept, and the server has newer ones."""
    page = go(visitor, host.address)
    page.locator(KEPT).wait_for()
    name = track_name(host, edition, "en")
    host.change(f"{edition.id}/assessment/texts.en.json", name, "A name of the new version")
    host.publish(site)
    page.goto(f"{host.address}en/{edition.id}/self-assessment/")
    start_checker(page)
    panel = page.locator("[data-role=panel]")
    expect(panel).to_contain_text("A name of the new version")
    expect(panel).not_to_contain_text(name)
    page.goto(f"{host.address}about/")
    expect(page.locator("#about-what")).to_contain_text(words("about", "what", "title"))


def test_a_host_that_rewrites_its_pages_does_not_hold_the_visitor_on_an_old_version(
    visitor: BrowserContext, host: Host, site: Site, words: Callable[..., str]
) -> None:
    page = go(visitor, f"{host.address}about/")
    page.locator(KEPT).wait_for()
    page.reload()
    host.change("about/index.html", words("about", "what", "title"), "新版本的标题")
    host.publish(site)
    host.change("about/index.html", "</body>", "<!-- written in by the host --></body>")
    look_for_updates(page)
    page.locator(ACCEPT).click()
    expect(page.locator("#about-what")).to_contain_text("新版本的标题")


def test_a_full_device_costs_the_offline_copy_and_nothing_else(
    visitor: BrowserContext, host: Host, site: Site, edition: Edition, words: Callable[..., str]
) -> None:
    page = visitor.new_page()
    session = visitor.new_cdp_session(page)
    origin = host.address.rstrip("/")
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 300_000})
    page.goto(host.address)
    page.wait_for_function("async () => (await navigator.serviceWorker.ready).active.state === 'activated'")
    page.goto(f"{host.address}about/")
    assert page.evaluate("() => Boolean(navigator.serviceWorker.controller)")
    host.change("about/index.html", words("about", "what", "title"), "新版本的标题")
    host.publish(site)
    look_for_updates(page)
    page.locator(ACCEPT).click()
    expect(page.locator("#about-what")).to_contain_text("新版本的标题")
    page.goto(f"{host.address}{edition.id}/self-assessment/")
    start_checker(page)
    assert len(shown_verdicts(page)) == len(edition.tracks)
    assert page.locator(KEPT).count() == 0, "nobody is promised what there is no room for"


def test_a_preview_takes_the_offline_copy_back(visitor: BrowserContext, host: Host) -> None:
    from build_scripts.site.serve import RETIRE  # noqa: PLC0415

    page = go(visitor, host.address)
    page.locator(KEPT).wait_for()
    (host.site / "sw.js").write_bytes(RETIRE.read_bytes())
    page.reload()
    page.wait_for_function(
        "async () => (await caches.keys()).length === 0"
        " && (await navigator.serviceWorker.getRegistrations()).length === 0"
    )
