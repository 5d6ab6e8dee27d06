"""Packs the site to take away: a zip that works behind any file server, and for reading without one.

A browser that opens a folder from disk shows its contents, not its page: so every link to a folder is
made a link to the page in it. The rest is the site as it is. Scripts that are modules do not run from
disk at all; assets/offline/from-disk.js says so where the search and the self-assessment would stand.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from build_scripts.content.addresses import DOWNLOADS, ZIP_SIZE, zip_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from build_scripts.content.edition import Site

EPOCH = (1980, 1, 1, 0, 0, 0)  # the same files always give the same zip
INDEX = "index.html"
LINK = re.compile(r'(?P<head><(?:a|link)\b[^>]*?\shref=")(?P<target>[^"]*)(?P<tail>")')
OFFER = re.compile(r'<p class="buttons" data-offer="zip">.*?</p>', re.DOTALL)  # of this very zip
REGISTER = re.compile(r'<script type="module" src="(?P<folder>[^"]*assets/offline/)register\.js"></script>')
BUNDLE = re.compile(r"<script (?:defer )?src=[^>]*assets/javascripts/bundle\.")


def write_zip(site: Site, out: Path, files: Iterable[str]) -> None:
    """Pack ``files`` of the site in ``out`` and write the size into the pages that offer the zip."""
    name = zip_name(site)
    target = out / DOWNLOADS / f"{name}.zip"
    target.parent.mkdir(exist_ok=True)
    chosen = sorted(files)
    known = set(chosen)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for words in site.interface.values():
            note = words["pages"]["zip"]
            archive.writestr(_entry(f"{name}/{note['file']}"), _lines(note["text"]))
        for path in chosen:
            content = (out / path).read_bytes()
            if path.endswith(".html"):
                content = page_from_disk(content.decode(), path, known).encode()
            archive.writestr(_entry(f"{name}/{path}"), content)
    size = f"{target.stat().st_size / 1e6:.1f} MB"
    for page in out.rglob(INDEX):
        text = page.read_text(encoding="utf-8")
        if ZIP_SIZE in text:
            page.write_text(text.replace(ZIP_SIZE, size), encoding="utf-8")


def page_from_disk(page: str, path: str, files: set[str]) -> str:
    """Return the page at ``path`` with links that need no server, and without what only the web has."""

    def whole(link: re.Match[str]) -> str:
        parts = urlsplit(html.unescape(link["target"]))
        if parts.scheme or parts.netloc or not parts.path:
            return link[0]
        place = posixpath.normpath(posixpath.join("/", posixpath.dirname(path), unquote(parts.path)))
        folder = place.lstrip("/")
        if folder in files or f"{folder}/{INDEX}".lstrip("/") not in files:
            return link[0]
        address = parts._replace(path=f"{parts.path.rstrip('/')}/{INDEX}").geturl()
        return f"{link['head']}{html.escape(address)}{link['tail']}"

    page = OFFER.sub("", LINK.sub(whole, page))
    here = REGISTER.search(page)
    if here:
        page = REGISTER.sub("", page)
        page = BUNDLE.sub(rf'<script src="{here["folder"]}from-disk.js"></script>\g<0>', page, count=1)
    return page


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _lines(text: str) -> str:
    """Return a text as Windows' own editor shows it: with its line ends and a mark that it is UTF-8."""
    return "\ufeff" + text.strip().replace("\n", "\r\n") + "\r\n"
