"""Checks the finished pages: every link within the site leads to a page and an anchor that exist."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

HOST = "https://site.invalid"
SOURCES = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src"}


@dataclass(kw_only=True)
class PageLinks:
    """What a page links to, loads, and offers as anchors."""

    anchors: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = PageLinks()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.found.anchors.append(values["id"])
        target = values.get(SOURCES.get(tag, ""))
        if target is None:
            return
        self.found.links.append(target)
        loads = tag not in ("a", "link") or values.get("rel") in ("stylesheet", "icon", "preload", "modulepreload")
        if loads:
            self.found.loads.append(target)


def read_page(path: Path) -> PageLinks:
    """Return the links and anchors of an HTML file."""
    collector = _Collector()
    collector.feed(path.read_text(encoding="utf-8"))
    return collector.found


def broken_links(site: Path) -> list[str]:
    """Return one line per link of ``site`` that leads nowhere, each naming its page and target."""
    pages = {path: read_page(path) for path in sorted(site.rglob("*.html"))}
    anchors = {_address(site, path): set(page.anchors) for path, page in pages.items()}
    broken = []
    for path, page in pages.items():
        if path.name == "404.html":  # its links begin at the root that the server will have
            continue
        own = f"{HOST}{_address(site, path)}"
        for link in page.links:
            target = urlsplit(urljoin(own, link))
            if f"{target.scheme}://{target.netloc}" != HOST:
                continue
            place = unquote(target.path)
            known = place in anchors or (site / place.lstrip("/")).is_file()
            if not known or (place in anchors and target.fragment and unquote(target.fragment) not in anchors[place]):
                broken.append(f"{path.relative_to(site)}: {link}")
    return broken


def _address(site: Path, path: Path) -> str:
    return "/" + path.relative_to(site).as_posix().removesuffix("index.html")
