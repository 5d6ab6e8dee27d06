"""The navigation of a language build: the tree that mkdocs calls ``nav``, made from the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from build_scripts.content import addresses
from build_scripts.content.addresses import FORM
from build_scripts.pages.catalogue import QUICK_LOOKS

if TYPE_CHECKING:
    from build_scripts.content.documents import Section
    from build_scripts.content.edition import Edition, Site

Nav = list[dict[str, Any]]


def navigation(site: Site, lang: str, has_form: bool) -> Nav:  # noqa: FBT001 - read as a fact by its one caller
    """Return the navigation: the current edition spread out, earlier ones under their year."""
    words = site.interface[lang]["pages"]
    current = site.editions[site.current]
    tree: Nav = [{words["nav"]["home"]: _file(addresses.HOME)}]
    if has_form:
        tree.append({words["nav"]["check"]: _file(addresses.edition_page(current, FORM))})
    tree += _edition(current, site.interface[lang], lang)
    about = [_entry(words["nav"]["about"], addresses.ABOUT), _named(current, "coverage", words)]
    about.append(_entry(site.interface[lang]["reading"]["terms"]["short"], addresses.GLOSSARY))
    tree.append({words["nav"]["about"]: about})
    for edition in site.editions.values():
        if edition.id != current.id:
            inner = _edition(edition, site.interface[lang], lang)
            inner.append(_named(edition, "coverage", words))
            if has_form:
                inner.append(_named(edition, FORM, words))
            tree.append({words["nav"]["earlier"].format(edition=edition.id): inner})
    return tree


def _edition(edition: Edition, interface: dict[str, Any], lang: str) -> Nav:
    words, full_text = interface["pages"], interface["reading"]["full_text"]
    nav = words["nav"]
    guide: Nav = [_entry(nav["guide_whole"], addresses.edition_page(edition, "guide"))]
    for plan in edition.of_level("plan"):
        types = [_type(edition, kind, nav, lang) for kind in edition.types_of(plan)]
        guide.append({(plan.name or plan.heading.text).of(lang): types})
    guide.append(_entry(full_text["guide"]["short"], addresses.full_text(edition, "guide")))
    notice: Nav = [_entry(nav["notice_whole"], addresses.edition_page(edition, "notice"))]
    for chapter in edition.of_level("chapter"):
        notice.append(_entry(chapter.heading.text.of(lang), addresses.section_page(edition, chapter)))
    notice.append(_entry(full_text["notice"]["short"], addresses.full_text(edition, "notice")))
    looks = [_named(edition, name, words) for name in QUICK_LOOKS]
    return [{nav["guide"]: guide}, {nav["notice"]: notice}, {nav["looks"]: looks}]


def _type(edition: Edition, kind: Section, nav: dict[str, str], lang: str) -> dict[str, str]:
    name = (kind.name or kind.heading.text).of(lang)
    title = nav["type"].format(number=addresses.number_of(edition, kind), name=name)
    return _entry(title, addresses.section_page(edition, kind))


def _named(edition: Edition, name: str, words: dict[str, Any]) -> dict[str, str]:
    return _entry(words[name.replace("-", "_")]["short"], addresses.edition_page(edition, name))


def _entry(title: str, page: str) -> dict[str, str]:
    return {title: _file(page)}


def _file(page: str) -> str:
    return f"{page}.md"
