"""The pictures that messengers and social networks show for an address that somebody sends on.

Made on this machine, in a browser, from the names in the data: one for each language and one for each project
type. They need the public address of the site (``SITE_URL``), since they are named by their whole address. A
build without a browser goes without them.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from build_scripts.content import addresses
from build_scripts.source.text import LANGUAGES, TAGS
from build_scripts.tools.chromium import NoBrowserError, in_browser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from build_scripts.content.edition import Site

log = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent / "templates"
FOLDER = "assets/social/"
WIDTH, HEIGHT = 1200, 630  # what the networks ask for
USUAL = "usual"


def add_social_images(site: Site, docs: Path, cache: Path) -> dict[str, dict[str, Any]]:
    """Write the pictures into ``docs`` and return, by language, what the theme has to know; {} without a browser.

    ``cache`` keeps what was drawn, by its content, so that the same site gets the same files.
    """
    wanted = {(lang, name): html for lang in LANGUAGES for name, html in _cards(site, lang)}
    places = {html: cache / f"social-{hashlib.sha256(html.encode()).hexdigest()[:16]}.png" for html in wanted.values()}
    missing = [html for html, place in places.items() if not place.is_file()]
    drawn = _draw(missing) if missing else []
    if drawn is None:
        return {}
    for html, image in zip(missing, drawn, strict=True):
        places[html].write_bytes(image)
    folder = docs / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    told: dict[str, dict[str, Any]] = {}
    for (lang, name), html in wanted.items():
        file = f"{lang}-{name}.png"
        shutil.copyfile(places[html], folder / file)
        known = told.setdefault(lang, {"folder": FOLDER, "width": WIDTH, "height": HEIGHT, "names": {}})
        if name == USUAL:
            known[USUAL] = file
        else:
            known["names"][name] = file
    return told


def _cards(site: Site, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the page of every picture: the usual one, and one a project type by its address."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    template = environment.get_template("social.html.j2")
    words = site.interface[lang]["pages"]
    common = {"lang": TAGS[lang], "width": WIDTH, "height": HEIGHT, "foot": words["disclaimer"]}
    current = site.editions[site.current]
    yield USUAL, template.render(kicker=current.title.of(lang), title=words["home"]["heading"], **common)
    for edition in site.editions.values():
        for kind in edition.of_level("type"):
            name = addresses.section_page(edition, kind).replace("/", "-")
            title = kind.heading.text.of(lang)
            yield name, template.render(kicker=edition.title.of(lang), title=title, **common)


def _draw(pages: list[str]) -> list[bytes] | None:
    """Return the pages as PNG images; None, saying why, where no browser draws them."""
    try:
        return in_browser(lambda browser: shots(browser, pages))
    except NoBrowserError as error:
        log.warning("不生成转发预览图。No preview images: %s", error)
        return None


def shots(browser: Browser, pages: list[str]) -> list[bytes]:
    """Return each page as the browser draws it."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    images = []
    for html in pages:
        page.set_content(html)
        images.append(page.screenshot(type="png"))
    page.close()
    return images
