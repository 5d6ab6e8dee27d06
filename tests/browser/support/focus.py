"""Where the keyboard's focus is, and whether a sighted visitor sees it: SC 2.4.7, 2.4.11 and 1.4.11 of WCAG 2.2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

# The ring may be carried by the label of a control that is not drawn, or by what is drawn in its place. Its
# contrast is that of its colour to the ground it lies on: the nearest painted ground outside the ring, each
# colour of a gradient.
STOP = """() => {
  const focused = document.activeElement;
  const ringed = (e) => getComputedStyle(e).outlineStyle !== "none" && parseFloat(getComputedStyle(e).outlineWidth);
  const drawn = (e) => e.getBoundingClientRect().height > 4 && getComputedStyle(e).opacity > 0.1;
  const carriers = [focused, focused.closest("label"), focused.nextElementSibling].filter((e) => e && drawn(e));
  const carrier = carriers.find(ringed);
  const style = carrier && getComputedStyle(carrier);
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => { const [l, m] = [luminance(a), luminance(b)].sort(); return (m + 0.05) / (l + 0.05) };
  const grounds = (from) => {
    for (let e = from; e; e = e.parentElement) {
      const { backgroundImage, backgroundColor } = getComputedStyle(e);
      if (backgroundImage.startsWith("linear")) return backgroundImage.match(/rgb[^)]*\\)/g).map(numbers);
      const [r, g, b, a = 1] = numbers(backgroundColor);
      if (a > 0.99) return [[r, g, b]];
    }
    return [[255, 255, 255]];
  };
  let ring = 0;
  if (style) {
    const ground = grounds(parseFloat(style.outlineOffset) < 0 ? carrier : carrier.parentElement);
    ring = Math.min(...ground.map((one) => contrast(numbers(style.outlineColor), one)));
  }
  const seen = carrier ?? focused;
  const { x, y, width, height } = seen.getBoundingClientRect();
  const shares = [0.1, 0.3, 0.5, 0.7, 0.9];
  const open = [...seen.getClientRects()].flatMap(({ x, y, right, bottom }) => { // a link may run over two lines
    const [left, top] = [Math.max(x, 0), Math.max(y, 0)];
    const [wide, high] = [Math.min(Math.max(right, x + 8), innerWidth) - left, Math.min(bottom, innerHeight) - top];
    return wide <= 0 || high <= 0 ? [] : shares.flatMap((a) => shares.map((b) => [left + a * wide, top + b * high]));
  }).map((point) => document.elementFromPoint(...point)).filter((e) => seen.contains(e) || e === focused);
  return { at: focused.outerHTML.slice(0, 160), body: focused === document.body, ring: Math.round(ring * 100) / 100,
           width: style ? parseFloat(style.outlineWidth) : 0, open: open.length,
           box: [x, y, width, height].map(Math.round) };
}"""

# A date's field has several stops of its own.
AGAIN = """() => {
  const { activeElement: at, body } = document;
  const { seen = new Set(), last } = globalThis;
  const ended = at === body || (at !== last && seen.has(at));
  Object.assign(globalThis, { seen: seen.add(at), last: at });
  return ended;
}"""
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# What came in after the key was pressed (the first verdicts, on a busy machine) may have pushed the focus off the
# screen; the next key would bring it back. What covers it on the screen is left where it is.
BACK = """() => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) document.activeElement.scrollIntoView({ block: "nearest", behavior: "instant" });
}"""
TRIES = 15  # about half a second of a busy machine; only a stop that is not seen takes so long


def stop(page: Page) -> dict[str, Any]:
    """Say where the focus is, how its ring stands out, and how many of 25 points a line are not covered."""
    return page.evaluate(STOP)


def settled_stop(page: Page) -> dict[str, Any]:
    """Say the same once the page has drawn what the focus has moved; a busy machine takes a few frames more."""
    for _ in range(TRIES):
        page.evaluate(FRAMES)
        found = stop(page)
        if not unseen(found):
            break
        page.evaluate(BACK)
    return found


def unseen(found: dict[str, Any]) -> str:
    """Return what is wrong with a stop: no ring of 2 px and a contrast of 3, or something lies over all of it."""
    if found["width"] < 2 or found["ring"] < 3:
        return f"no ring: {found}"
    return "" if found["open"] else f"obscured: {found}"


def tab_through(page: Page, most: int = 700) -> list[str]:
    """Press Tab from the top of the page to its end.

    Return what was wrong on the way, one line a stop.
    """
    wrong: list[str] = []
    page.evaluate("() => { delete globalThis.seen; delete globalThis.last }")
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(AGAIN):
            return wrong
        if unseen(stop(page)) and (fault := unseen(settled_stop(page))):
            wrong.append(fault)
    raise AssertionError("the focus never leaves the page")
