"""The pictures as they are seen: the layout that fits, no text beyond its box, links large enough to touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from build_scripts.content.edition import Edition

SIZES = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}
SPILLS = """pictures => pictures.flatMap(svg => {
  const whole = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].flatMap(text => {
    const inner = text.getBoundingClientRect();
    const outline = text.parentElement.querySelector("rect");
    const outer = outline ? outline.getBoundingClientRect() : whole;
    const spills = inner.left < outer.left - 1 || inner.right > outer.right + 1
      || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
    return spills ? [text.textContent] : [];
  });
})"""


OVERLAPS = """pictures => pictures.flatMap(svg => {
  const texts = [...svg.querySelectorAll("text")].map(text => [text.textContent, text.getBBox()]);
  return texts.flatMap(([one, a], place) => texts.slice(place + 1).flatMap(([other, b]) => {
    const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
    const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
    return across > 0 && down > 0 ? [`${one} / ${other}`] : [];
  }));
})"""


@pytest.mark.parametrize("layout", SIZES)
@pytest.mark.parametrize("path", ["{year}/dates/", "en/{year}/dates/", "{year}/guide/", "en/{year}/guide/"])
def test_text_stays_in_its_box_in_the_layout_that_fits(
    visit: Callable[..., Page], edition: Edition, path: str, layout: str
) -> None:
    page = visit(path.format(year=edition.id), size=SIZES[layout])
    shown = page.locator(f".pic__{layout} > svg")
    other = page.locator(f".pic__{'narrow' if layout == 'wide' else 'wide'} > svg")
    assert shown.count() == other.count() == (2 if "dates" in path else 1)
    for number in range(shown.count()):
        expect(shown.nth(number)).to_be_visible()
        expect(other.nth(number)).to_be_hidden()
    assert shown.evaluate_all(SPILLS) == []
    assert shown.evaluate_all(OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[layout]["width"]


def test_the_boxes_of_the_map_lead_to_their_text(visit: Callable[..., Page], edition: Edition) -> None:
    page = visit(f"{edition.id}/guide/", size=SIZES["narrow"])
    links = page.locator(".pic__narrow a")
    heights = links.evaluate_all("links => links.map(link => link.getBoundingClientRect().height)")
    assert min(heights) >= 24
    target = page.get_by_role("group").get_by_role("link", name=edition.sections["t06-d2"].heading.text.zh)
    target.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{edition.id}/type-06/#t06-d2")
