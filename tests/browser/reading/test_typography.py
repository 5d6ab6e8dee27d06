"""Lines as they are drawn: of a readable length, and broken where a typesetter would break them."""

from __future__ import annotations

import itertools
import re
import statistics
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from build_scripts.content.edition import Edition, Site

# The lines of each element that can be seen, told apart by where its characters stand.
LINES = """(all) => all.filter((one) => one.offsetParent).map((one) => {
  const lines = [];
  const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let last = -Infinity;
  for (let node; (node = walker.nextNode()); ) {
    if (node.parentElement.closest("[hidden], .headerlink, .clause-link")) continue;
    for (let at = 0; at < node.data.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = [...range.getClientRects()].pop();
      if (!box?.width) continue;
      if (box.top > last + box.height * 0.6) {
        lines.push("");
        last = box.top;
      }
      lines[lines.length - 1] += node.data[at];
    }
  }
  return lines.map((line) => line.trim());
})"""
MEASURES = {"": (38, 44), "en/": (58, 78)}  # characters of a full line
FIGURES = ":is(.clause, .sentence) > :is(b, time), .figure a"
UNIT = r"[万元%倍周岁年月日项件个次名人份]|(?:million|billion|members|years)\b"


def lines_of(page: Page, elements: str) -> list[list[str]]:
    """The lines of each element that the selector names."""
    return page.locator(elements).evaluate_all(LINES)


@pytest.mark.parametrize("lang", MEASURES, ids=["zh", "en"])
def test_lines_have_a_readable_measure(visit: Callable[..., Page], address: str, edition: Edition, lang: str) -> None:
    page = visit(size=DESKTOP)
    least, most = MEASURES[lang]
    for path in ("full-text/notice", "type-01", "coverage", "funding"):
        page.goto(f"{address}{lang}{edition.id}/{path}/")
        found = lines_of(page, "article > p, article .text, article .lead, article .clause-note p")
        full = [len(line) for lines in found for line in lines[:-1] if not re.search(r"[A-Za-z0-9]", line) or lang]
        assert max(full, default=0) <= most + 8, path  # narrow letters and punctuation make up for much
        if path.startswith("full"):
            assert least <= statistics.median(full) <= most


@pytest.mark.parametrize("lang", MEASURES, ids=["zh", "en"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_number_and_its_unit_stand_on_one_line(
    visit: Callable[..., Page], address: str, edition: Edition, lang: str, size: dict[str, int]
) -> None:
    page = visit(size=size)
    broken, seen = [], 0
    for path in ("notice/requirements", "full-text/guide", "funding", "compare"):
        page.goto(f"{address}{lang}{edition.id}/{path}/")
        for lines in lines_of(page, FIGURES):
            seen += 1
            ends = itertools.pairwise(lines)
            broken += [lines for end, start in ends if re.search(r"\d$|CNY$", end) and re.match(rf"\d|{UNIT}", start)]
    assert seen > 100
    assert not broken


def test_no_heading_ends_in_a_line_of_one_character(
    visit: Callable[..., Page], address: str, site_dir: Path, edition: Edition
) -> None:
    page = visit(size=PHONE)
    paths = [path.parent.relative_to(site_dir).as_posix() for path in site_dir.rglob("index.html")]
    found = {}
    for path in paths:
        if path.split("/")[0] != "en":
            page.goto(f"{address}{path}/")
            lines = lines_of(page, "article :is(h1, h2, h3)")
            found[path] = [" / ".join(heading) for heading in lines if len(heading) > 1 and len(heading[-1]) < 2]
    assert not {path: headings for path, headings in found.items() if headings}
    page.goto(f"{address}{edition.id}/type-01/")
    [[first, *_]] = lines_of(page, "h1")
    assert first.endswith("：")


@pytest.mark.parametrize("width", [320, 360, 390, 430])
def test_the_headline_is_not_broken_within_a_term(visit: Callable[..., Page], site: Site, width: int) -> None:
    page = visit(size={"width": width, "height": 844})
    [lines] = lines_of(page, "h1#home")
    title = "".join(lines)
    terms = [word for term in site.glossary for word in term.find["zh"] if word in title]
    assert terms
    assert all(any(word in line for line in lines) for word in terms), lines
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("lang", MEASURES, ids=["zh", "en"])
def test_the_first_question_begins_on_the_first_screen(visit: Callable[..., Page], edition: Edition, lang: str) -> None:
    page = visit(f"{lang}{edition.id}/self-assessment/", size=PHONE)
    legend, bar = page.locator(".sa-question legend").first, page.locator("[data-role=bar]")
    expect(bar).to_be_visible()
    assert legend.bounding_box()["y"] + 24 <= bar.bounding_box()["y"]  # its first line


def test_on_a_phone_a_term_without_a_note_has_no_empty_line_for_it(visit: Callable[..., Page]) -> None:
    page = visit("glossary/", size=PHONE)
    cells = page.locator("article td[data-label]:visible")
    expect(cells.first).to_be_visible()
    assert all(text.strip() for text in cells.all_inner_texts())
