"""What a first view of a page costs: its bytes, compressed as hosts do, and what the browser works out twice."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from build_scripts.content.addresses import FORM
from build_scripts.pages.catalogue import pages_of
from tests.browser.conftest import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Response

    from build_scripts.content.edition import Edition, Site

MOST = 100_000  # bytes
MANY = 400  # elements
PACKED = (".png", ".zip", ".bin")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_reading_page_weighs_less_than_100_kb(
    browser: Browser, address: str, site: Site, edition: Edition, lang: str
) -> None:
    weights: dict[str, int] = {}
    for page in pages_of(site, edition, lang):
        if page.path.endswith(FORM):  # it says itself how much it loads
            continue
        context = browser.new_context(service_workers="block")  # a first view: nothing is kept
        tab = context.new_page()
        seen: list[Response] = []
        tab.on("response", lambda answer, seen=seen: seen.append(answer))
        place = "" if page.path == "index" else f"{page.path}/"
        tab.goto(f"{address}{'' if lang == 'zh' else 'en/'}{place}", wait_until="networkidle")
        loaded = [answer for answer in seen if not answer.url.startswith("data:")]
        assert not [answer.url for answer in loaded if not answer.url.startswith(address)]
        assert not [answer.url for answer in loaded if not answer.ok]
        weights[page.path] = sum(
            len(body) if answer.url.endswith(PACKED) else len(gzip.compress(body, 6))
            for answer in loaded
            if (body := answer.body())
        )
        context.close()
    assert len(weights) > 20
    assert {path: weight for path, weight in weights.items() if weight >= MOST} == {}, weights


@pytest.mark.parametrize("path", ["", "{year}/compare/", "{year}/type-01/", "{year}/self-assessment/"])
def test_a_page_is_not_styled_anew_as_its_scripts_start(
    browser: Browser, address: str, edition: Edition, path: str
) -> None:
    """Once as it comes in and once more where a script shows its form, however many elements there are."""
    context = browser.new_context(viewport=PHONE, service_workers="block")
    page = context.new_page()
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    page.goto(address + path.format(year=edition.id), wait_until="networkidle")
    events = json.loads(browser.stop_tracing())["traceEvents"]
    styled = [event["args"].get("elementCount", 0) for event in events if event["name"] == "UpdateLayoutTree"]
    assert sum(styled) > MANY
    much = max(MANY, max(styled) / 2)  # a page may also come in, and be styled, bit by bit
    assert len([count for count in styled if count > much]) <= 2, styled
    context.close()
