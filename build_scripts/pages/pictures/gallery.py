"""Which pictures there are: each by its name in the interface words, made for one edition and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.pages.pictures.plan_map import plan_map
from build_scripts.pages.pictures.route import route
from build_scripts.pages.pictures.timeline import timeline
from build_scripts.source.dates import date_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from build_scripts.content.edition import Deadline, Edition, Site
    from build_scripts.pages.pictures.canvas import Picture


def picture(site: Site, edition: Edition, lang: str, href: Callable[[str], str], name: str) -> Picture:
    """Return the picture ``name`` (timeline, route, map); ``href`` leads from its page to a section."""
    words = site.interface[lang]["pages"]

    def moment(deadline: Deadline) -> str:
        return date_in_words(deadline.at, words["dates"]["moment"], words["months"])

    named = words["pictures"][name]
    if name == "timeline":
        return timeline(edition.deadlines, named, moment, lang)
    if name == "route":
        return route(edition, named, moment, lang)
    return plan_map(edition, named, href, lang)
