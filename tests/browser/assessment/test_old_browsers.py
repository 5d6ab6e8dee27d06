"""Browsers in which the checker cannot run get the printable list at once, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.support.form import ROOT, question

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from build_scripts.content.edition import Edition, Site

# What older browsers lack: WebAssembly; its reference types (Chrome before 96); the syntax of main.js.
LACKS = {
    "webassembly": "delete globalThis.WebAssembly",
    "reference types": "WebAssembly.validate = () => false",
    "workers": "delete globalThis.Worker",
}


def expect_list_with_reason(page: Page, site: Site, edition: Edition, lang: str) -> None:
    notice = page.locator(".sa-too-old")
    expect(notice).to_contain_text(site.interface[lang]["pages"]["browsers"]["too_old"])
    expect(notice).to_be_in_viewport()
    for fact in edition.questions:
        expect(question(page, fact)).to_be_visible()
    expect(page.locator(".sa-steps").first).to_be_hidden()
    page.evaluate("() => { globalThis.print = () => (document.title = 'printed') }")
    notice.locator("[data-action=print]").click()
    expect(page).to_have_title("printed")
    notice.locator("a").click()
    expect(page.locator("#about-browsers")).to_be_in_viewport()


@pytest.mark.parametrize("lack", LACKS)
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_browser_that_lacks_a_feature(
    visit: Callable[..., Page], site: Site, edition: Edition, lack: str, size: dict[str, int]
) -> None:
    page = visit("about/", size=size)
    page.add_init_script(LACKS[lack])
    page.goto(page.url.replace("about/", f"{edition.id}/self-assessment/"))
    expect(page.locator(ROOT)).to_have_attribute("data-reason", "unsupported")
    expect_list_with_reason(page, site, edition, "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_browser_that_cannot_read_the_script(
    browser: Browser, address: str, site: Site, edition: Edition, lang: str
) -> None:
    context = browser.new_context(viewport=DESKTOP, service_workers="block")
    page = context.new_page()
    page.route("**/main.js", lambda route: route.fulfill(content_type="text/javascript", body="syntax from the future"))
    page.goto(f"{address}{'en/' if lang == 'en' else ''}{edition.id}/self-assessment/")
    expect_list_with_reason(page, site, edition, lang)
    context.close()


def test_a_browser_that_can_run_it_is_not_told_so(visit: Callable[..., Page], edition: Edition) -> None:
    page = visit(f"{edition.id}/self-assessment/")
    page.wait_for_load_state("load")
    expect(page.locator(".sa-too-old")).to_be_hidden()
