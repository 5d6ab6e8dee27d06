"""What axe-core finds in a page: WCAG 2.2 A and AA, and its own best practices.

The themes differ in colours alone, so that one page serves for both, by the attribute that Material's switch sets:
in the light all rules are tried, in the dark those on colours.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser.conftest import DESKTOP, PHONE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"
# One of each kind of page.
KINDS = ["", "{year}/guide/", "{year}/type-06/", "{year}/notice/", "{year}/notice/requirements/", "{year}/funding/",
         "{year}/dates/", "{year}/materials/", "{year}/contact/", "about/", "404.html", "offline.html",
         "{year}/coverage/", "{year}/self-assessment/"]  # fmt: skip
SIZES = {"desktop": DESKTOP, "phone": PHONE}
ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
THEMES = {"default": ALL_RULES, "slate": COLOUR_RULES}
# Motion would have axe look at half-transparent text; what sticks covers others by halves, wherever the page stands.
STILL = """
[data-axe] *, [data-axe] ::before, [data-axe] ::after, [data-axe] ::backdrop {
  animation: none !important; transition: none !important;
}
[data-axe] :is(.md-header, .sa-bar) { position: static !important }
"""
RUN = """async ([within, options]) => {
  const page = document.documentElement;
  page.dataset.axe = "";
  const { violations } = await axe.run(within ?? document, options);
  delete page.dataset.axe;
  return violations;
}"""


def faults(page: Page, within: str | None = None, rules: Any = ALL_RULES) -> list[str]:
    """Return one line an element at fault, in all of the page or in one part; none where axe is content."""
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    if not page.evaluate("() => 'axe' in window"):
        page.add_style_tag(content=STILL)
        page.add_script_tag(path=SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, [within, options])
    return [
        f"{fault['id']} ({fault['help']}): {node['html'][:200]} {_why(node)}"
        for fault in found
        for node in fault["nodes"][:5]
    ]


def faults_in(page: Page, within: str | None = None, sizes: Iterable[str] = SIZES) -> list[str]:
    """Return the faults of the page as it stands, in these sizes and both themes, each with where it was seen first."""
    found: dict[str, str] = {}
    for size in sizes:
        page.set_viewport_size(SIZES[size])
        for theme, rules in THEMES.items():
            page.evaluate("theme => { document.body.dataset.mdColorScheme = theme }", theme)
            for fault in faults(page, within, rules):
                found.setdefault(fault, f"{size}, {theme}")
    return [f"{where}: {fault}" for fault, where in found.items()]


def _why(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for check in node["any"] + node["all"] + node["none"])
