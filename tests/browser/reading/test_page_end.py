"""The end of a page in a browser: reporting the marked sentence; and the preview image, which a browser draws."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from build_scripts.downloads import preview_images

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from playwright.sync_api import Browser, Page, Route

    from build_scripts.content.edition import Edition, Site

PNG = b"\x89PNG"


def mail(link: str | None) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(link or "").query).items()}


def with_report(route: Route) -> None:
    """Serve a page as it is where site.yml names who is told of errors."""
    page = route.fetch()
    link = (
        '<p><a class="page-end__report" href="mailto:errors@guide.example" data-to="errors@guide.example"'
        ' data-subject="{clause}" data-body="{address} {clause}" data-clause="report {clause}" data-here="report">'
        "report</a></p>"
    )
    route.fulfill(response=page, body=page.text().replace("</article>", f"{link}</article>"))


def test_the_mail_names_the_sentence_that_is_marked(visit: Callable[..., Page], edition: Edition) -> None:
    page = visit("404.html")
    page.route("**/type-01/", with_report)
    page.goto(page.url.replace("404.html", f"{edition.id}/type-01/#t01-d1-rd"))
    link, beside = page.locator(".page-end__report"), page.locator(".page-end__beside")
    expect(link).to_contain_text("t01-d1-rd")
    told = mail(link.get_attribute("href"))
    assert told["subject"].endswith("t01-d1-rd")
    assert page.url in told["body"]
    assert mail(beside.get_attribute("href")) == told
    assert beside.bounding_box()["height"] >= 24
    assert page.locator("#t01-d1-rd").text_content() == edition.clauses["t01-d1-rd"].text.zh

    page.evaluate("location.hash = 't01-d1-target-1'")
    expect(link).to_contain_text("t01-d1-target-1")
    expect(beside).to_have_count(1)
    page.evaluate("location.hash = 't01-d2'")  # a heading is no sentence
    expect(beside).to_have_count(0)
    assert "t01-d2" not in mail(link.get_attribute("href")).get("subject", "")


def test_the_picture_is_drawn_here_in_the_size_that_is_asked_for(
    site: Site, edition: Edition, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def draw(pages: list[str]) -> list[bytes]:
        drawn.append(len(pages))
        return [*preview_images.shots(browser, pages[:2]), *[PNG] * (len(pages) - 2)]

    monkeypatch.setattr(preview_images, "_draw", draw)
    told = preview_images.add_social_images(site, tmp_path / "docs", tmp_path)
    assert drawn == [2 * (1 + len(edition.of_level("type")))]
    image = (tmp_path / "docs" / told["zh"]["folder"] / told["zh"]["usual"]).read_bytes()
    assert struct.unpack(">II", image[16:24]) == (1200, 630)
    assert preview_images.add_social_images(site, tmp_path / "again", tmp_path) == told
    assert len(drawn) == 1  # the second time everything is kept
