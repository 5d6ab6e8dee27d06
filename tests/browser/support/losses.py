"""What is lost where the page gets narrow or its text large: beyond the edge, or cut off by a box."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# What scrolls sideways in a box of its own is not lost. The header's title yields to its controls: it stands at the
# top of the drawer and in the page's own heading. Pictures keep their own spacing; all they say stands beside them.
LOSSES = """() => {
  const lost = new Set();
  const boxes = new Map();
  const cuts = (overflow) => ["hidden", "clip"].includes(overflow);
  const scrolls = (overflow) => ["auto", "scroll"].includes(overflow);
  const boxOf = (e) => {
    if (!boxes.has(e)) {
      const { overflowX, overflowY, clipPath } = getComputedStyle(e);
      const rect = e.getBoundingClientRect();
      const forReaders = clipPath.startsWith("inset(50%") || (cuts(overflowX) && rect.width <= 1 && rect.height <= 1);
      boxes.set(e, { overflowX, overflowY, forReaders, rect });
    }
    return boxes.get(e);
  };
  const look = (rect, from, words) => {
    if (rect.width < 1 || rect.height < 1) return;
    for (let e = from; e; e = e.parentElement) if (boxOf(e).forReaders) return;
    let [sideways, downwards] = [true, true];
    for (let e = from; e && e !== document.body; e = e.parentElement) {
      const { overflowX, overflowY, rect: box } = boxOf(e);
      const wide = sideways && cuts(overflowX) && (rect.right > box.right + 1 || rect.left < box.left - 1);
      const high = downwards && cuts(overflowY) && (rect.bottom > box.bottom + 3 || rect.top < box.top - 3);
      if (wide || high) lost.add(`cut: ${words}`);
      if (scrolls(overflowX)) sideways = false;
      if (scrolls(overflowY)) downwards = false;
    }
    if (sideways && (rect.right > innerWidth + 1 || rect.left < -1)) lost.add(`beyond the edge: ${words}`);
  };
  const drawn = { opacityProperty: true, visibilityProperty: true };
  const seen = (e) => e.checkVisibility(drawn) && !e.closest(".md-header__title, .pic svg");
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const { currentNode: node } = texts;
    if (!node.data.trim() || !seen(node.parentElement)) continue;
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) look(rect, node.parentElement, node.data.trim().slice(0, 40));
  }
  for (const control of document.querySelectorAll("input, button, summary, progress, label svg")) {
    if (seen(control)) look(control.getBoundingClientRect(), control.parentElement, control.outerHTML.slice(0, 80));
  }
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) lost.add(`the page scrolls sideways: ${scrollWidth} > ${innerWidth}`);
  return [...lost];
}"""


def losses(page: Page) -> list[str]:
    """Return what cannot be read or reached on the page as it stands without scrolling it sideways."""
    return page.evaluate(LOSSES)
