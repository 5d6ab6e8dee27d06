"""A page as Markdown: its front matter, and what its template makes of the model and the rules.

Templates hold no prose: words come from ``guide_data/interface``, content from the model. All text is escaped.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import yaml

from build_scripts.content import addresses, roles
from build_scripts.content.addresses import DOWNLOADS, ZIP_SIZE, Download, zip_name
from build_scripts.content.needs import clauses_of_fact, only_preparing
from build_scripts.pages.citation_links import Citations
from build_scripts.pages.jinja import environment, namespace
from build_scripts.pages.kept_answers import answers_data
from build_scripts.pages.pictures.gallery import picture
from build_scripts.pages.sentence_marks import Marker, broken_at_terms
from build_scripts.pages.tables import comparison, coverage, finder, funding
from build_scripts.pages.third_party import notices
from build_scripts.rules.in_words import Readback
from build_scripts.rules.needs_in_words import CaseReadback
from build_scripts.source.text import LANGUAGES, TAGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from build_scripts.content.documents import Section
    from build_scripts.content.edition import Edition, Site
    from build_scripts.pages.catalogue import Page
    from build_scripts.rules.who_can_apply import WhoCanApply

EXPLAINING = ("type.md.j2", "chapter.md.j2", "guide.md.j2")  # the pages that explain terms of the glossary


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """What the pages of an edition show that is not in the model: who can apply, the PDFs."""

    views: dict[str, WhoCanApply] = field(default_factory=dict)
    books: dict[tuple[str, str], Download] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """Where a template is filled in: the page, its edition and language, and what is around."""

    site: Site
    edition: Edition
    lang: str
    page: Page
    around: Around

    def href(self, node: str) -> str:
        """Return the link from the page to a clause or section."""
        return addresses.relative(self.page.path, addresses.address(self.edition, node))


def render(site: Site, edition: Edition, page: Page, lang: str, around: Around) -> str:
    """Return the Markdown of a page with its front matter."""
    front = {"title": page.title, "description": page.description} | page.meta
    body = body_of(site, edition, page, lang, around)
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)}---\n\n{body.strip()}\n"


def body_of(site: Site, edition: Edition, page: Page, lang: str, around: Around) -> str:
    """Return what the template of a page makes of it."""
    setting = Setting(site=site, edition=edition, lang=lang, page=page, around=around)
    particular = PARTICULAR[page.template](setting) if page.template in PARTICULAR else {}
    names = _common(setting) | particular | page.context
    return environment(lang).get_template(page.template).render(names)


def _common(setting: Setting) -> dict[str, Any]:
    """Return the names that any template may use."""
    site, edition, lang, page = setting.site, setting.edition, setting.lang, setting.page
    marker = Marker(site, lang, terms=page.template in EXPLAINING)
    [other] = [code for code in LANGUAGES if code != lang]
    readback = Readback(site, edition, lang)
    cases = CaseReadback(readback, site, edition)
    return {
        "site": site,
        "edition": edition,
        "other": SimpleNamespace(lang=other, tag=TAGS[other], notes=site.interface[other]["pages"]["clause"]),
        "t": namespace(site.interface[lang]),
        "owner": namespace(site.owner),
        "page_title": page.title,
        "href": setting.href,
        "to": lambda name: addresses.relative(page.path, addresses.url(_named(edition, name))),
        "site_root": addresses.to_root(page.path) + ("" if lang == LANGUAGES[0] else "../"),
        "clause": edition.clauses.__getitem__,
        "clauses_named": lambda ids: [edition.clauses[node] for node in ids],
        "section_for": functools.partial(roles.section, edition),
        "number_of": functools.partial(addresses.number_of, edition),
        "unasked": roles.FACT_ROLES.keys() - {question.role for question in edition.questions.values()},
        "marked": marker.marked,
        "terms_used": marker.used.values,
        "readback_of": lambda node: (*readback.lines(node), *cases.lines(node)),
        "cases_of": cases.lists,
        "picture_of": functools.partial(picture, site, edition, lang, setting.href),
        "book": setting.around.books.get((edition.id, lang)),
    }


def _form(setting: Setting) -> dict[str, Any]:
    edition = setting.edition
    return {
        "citations": Citations(edition, setting.lang, setting.href),
        "clauses_of_fact": clauses_of_fact(edition),
        "only_preparing": only_preparing(edition),
        "answers_data": answers_data(setting.site, edition, setting.lang),
        "root": addresses.to_root(setting.page.path),
    }


def _type(setting: Setting) -> dict[str, Any]:
    kind: Section = setting.page.context["section"]
    return {
        "grants": funding.grants_at(setting.edition, {kind.id, kind.plan}),
        "who_can_apply": setting.around.views,
    }


def _home(setting: Setting) -> dict[str, Any]:
    return {
        "finder": finder.finder(setting.edition),
        "at_terms": functools.partial(broken_at_terms, setting.site),
    }


def _about(setting: Setting) -> dict[str, Any]:
    return {
        "zip": Download(f"{DOWNLOADS}/{zip_name(setting.site)}.zip", ZIP_SIZE),
        "third_parties": notices.third_parties(),
        "licences": notices.FILE,
    }


# What only one kind of page shows, by its template.
PARTICULAR: dict[str, Callable[[Setting], dict[str, Any]]] = {
    "home.md.j2": _home,
    "type.md.j2": _type,
    "self-assessment.md.j2": _form,
    "funding.md.j2": lambda setting: {"glance": funding.rows(setting.edition)},
    "compare.md.j2": lambda setting: {
        "columns": comparison.columns(setting.edition, finder.finder(setting.edition)),
    },
    "coverage.md.j2": lambda setting: {"table": coverage.table(setting.edition)},
    "about.md.j2": _about,
}


def _named(edition: Edition, name: str) -> str:
    """Return the page of a name: some stand alone, others under their edition."""
    alone = {"home": addresses.HOME, "about": addresses.ABOUT, "glossary": addresses.GLOSSARY}
    return alone.get(name) or addresses.edition_page(edition, name)
