"""Where everything stands on the site: the page of an id, its address, and the links between pages.

A page is named by its path without suffix (``<edition>/type-01``), the same in every language.
An address is relative to the language root and ends in a slash or an anchor.
"""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from build_scripts.content.documents import Section
    from build_scripts.content.edition import Edition, Site

FOLDERS = {"zh": "", "en": "en/"}  # of the languages, below the root of the site
HOME = "index"
ABOUT = "about"
GLOSSARY = "glossary"
FORM = "self-assessment"
# Below the root of the site, one copy for all languages:
FORM_FILES = f"assets/{FORM}"
RUNTIME = "assets/runtime"
DOWNLOADS = "download"
ZIP_SIZE = "%zip-size%"  # stands for the size of the zip, which is packed after all pages
FORM_DATA = "assessment"  # below the folder of an edition


class Download(NamedTuple):
    """A file that pages offer: its address below the root of the site, its size in words."""

    address: str
    size: str


def zip_name(site: Site) -> str:
    """Return the name of the zip of the whole site, and of the one folder in it, without its ending."""
    return f"guide-{site.current}"


def edition_page(edition: Edition, name: str) -> str:
    """Return the path of an edition's page: ``funding`` → ``<edition>/funding``."""
    return f"{edition.id}/{name}"


def full_text(edition: Edition, document: str) -> str:
    """Return the page that holds a whole document in the official order."""
    return edition_page(edition, f"full-text/{document}")


def section_page(edition: Edition, section: Section) -> str:
    """Return the page on which an outermost section of a document stands."""
    if section.level == "type":
        return edition_page(edition, f"type-{number_of(edition, section):02d}")
    if section.level == "chapter":
        return edition_page(edition, f"notice/{section.slug}")
    return edition_page(edition, "notice" if section.level == "document" else "guide")


def number_of(edition: Edition, section: Section) -> int:
    """Return which project type of the guide a section is, or which direction of its type, from 1."""
    types = edition.of_level("type")
    rows = [types, *(kind.sections for kind in types)]
    return next(number for row in rows for number, found in enumerate(row, 1) if found.id == section.id)


def page_of(edition: Edition, node: str) -> str:
    """Return the page that holds the anchor of a clause or section id. Raises ``KeyError`` for others."""
    section = edition.clauses[node].section if node in edition.clauses else node
    for document in edition.documents.values():
        for outermost in document:
            if any(inner.id == section for inner in outermost.walk()):
                return section_page(edition, outermost)
    raise KeyError(node)


def address(edition: Edition, node: str) -> str:
    """Return the address of a clause or section id: its page and its anchor."""
    return f"{url(page_of(edition, node))}#{node}"


def url(page: str) -> str:
    """Return the address of a page; the home page is the language root itself, ``""``."""
    return "" if page == HOME else f"{page}/"


def relative(page: str, target: str) -> str:
    """Return the link that leads from ``page`` to an address of the same language."""
    path, mark, anchor = target.partition("#")
    own = url(page)
    if mark and path == own:
        return f"#{anchor}"
    link = posixpath.relpath(f"/{path}", f"/{own}")
    return f"{link}/{mark}{anchor}"


def public_address() -> str:
    """Return the address under which the site will be public, with a slash (``SITE_URL``); "" where not given."""
    address = os.environ.get("SITE_URL", "").rstrip("/")
    return f"{address}/" if address else ""


def to_root(page: str) -> str:
    """Return the link from ``page`` to its language root, ending in a slash."""
    return relative(page, "")
