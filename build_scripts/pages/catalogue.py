"""The pages of an edition: what each is called, which template makes it, what else it loads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from build_scripts.content import addresses
from build_scripts.content.addresses import FORM, FORM_FILES
from build_scripts.pages import schema_org
from build_scripts.pages.jinja import TEMPLATES

if TYPE_CHECKING:
    from build_scripts.content.documents import Section
    from build_scripts.content.edition import Edition, Site

FORM_SHEETS = (  # in the order of the cascade
    "keeping/keeping.css",
    "base.css",
    "form/form.css",
    "results/panel.css",
    "preparation/preparation.css",
    "print.css",
    "receipt/receipt.css",
    "form/review.css",
    "shared/sheet.css",
)
QUICK_LOOKS = ("funding", "compare", "dates", "materials", "contact")


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page of one language: its path, template, title, description and what else it needs."""

    path: str
    template: str
    title: str
    description: str
    context: dict[str, Any] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)


def pages_of(site: Site, edition: Edition, lang: str) -> list[Page]:
    """Return the pages of an edition; home and about belong to the current one."""
    words = site.interface[lang]["pages"]
    names = {"edition": edition.id, "title": edition.title.of(lang), "site": site.name.of(lang)}

    def page(
        path: str, template: str, text: dict[str, str], values: dict[str, Any] | None = None, **more: dict[str, Any]
    ) -> Page:
        filled = names | (values or {})
        return Page(
            path=path,
            template=f"{template}.md.j2",
            title=text["title"].format(**filled),
            description=text["description"].format(**filled),
            **more,
        )

    def of_edition(name: str, **more: dict[str, Any]) -> Page:
        return page(addresses.edition_page(edition, name), name, words[name.replace("-", "_")], **more)

    drawn = {"styles": ["assets/reading/styles/pictures.css"]}
    pages = [of_edition("guide", meta=drawn), of_edition("notice")]
    pages += [
        page(
            addresses.section_page(edition, section),
            section.level,
            words[section.level],
            {"heading": section.heading.text.of(lang)},
            context={"section": section},
            meta=_structured(site, edition, section, lang),
        )
        for section in (*edition.of_level("type"), *edition.of_level("chapter"))
    ]
    pages += [
        page(
            addresses.full_text(edition, name),
            "full-text",
            site.interface[lang]["reading"]["full_text"][name],
            context={"sections": sections},
            meta={"search": {"exclude": True}},  # a search should find the page of the topic
        )
        for name, sections in edition.documents.items()
    ]
    wide = {"hide": ["toc"]}
    unsought = wide | {"search": {"exclude": True}}  # repeats what a search finds where it belongs
    metas = {"funding": wide, "dates": drawn, "compare": unsought | _finder_meta("comparison")}
    pages += [of_edition(name, meta=metas.get(name, {})) for name in QUICK_LOOKS]
    pages.append(of_edition("coverage", meta=unsought))
    if (TEMPLATES / f"{FORM}.md.j2").exists() and "self_assessment" in site.interface[lang]:
        pages.append(of_edition(FORM, meta=_form_meta()))
    if edition.id == site.current:
        quiet = {"search": {"boost": 0.3}}  # a search is for the official text first
        home_meta = quiet | {"hide": ["navigation", "toc"]} | _finder_meta("finder")
        home_meta["styles"] = ["assets/reading/styles/home.css", *home_meta["styles"]]
        pages.append(page(addresses.HOME, "home", words["home"], meta=home_meta))
        pages.append(page(addresses.ABOUT, "about", words["about"], meta=quiet))
        terms = site.interface[lang]["reading"]["terms"]
        pages.append(page(addresses.GLOSSARY, "glossary", terms, meta=quiet | {"hide": ["toc"]}))
    return pages


def _structured(site: Site, edition: Edition, section: Section, lang: str) -> dict[str, Any]:
    """Return the front matter that tells search engines what a project type is; none for other sections."""
    if section.level != "type":
        return {}
    root = addresses.public_address()
    url = f"{root}{addresses.FOLDERS[lang]}{addresses.url(addresses.section_page(edition, section))}" if root else ""
    return {"structured": schema_org.of_type(site, edition, section, lang, url)}


def _finder_meta(script: str) -> dict[str, Any]:
    """Return the front matter of a page with the finder or the comparison: its style sheets and its module."""
    names = dict.fromkeys(["finder", script])  # the comparison has the finder's chips
    return {"styles": [f"assets/finder/{name}.css" for name in names], "modules": [f"assets/finder/{script}.js"]}


def _form_meta() -> dict[str, Any]:
    """Return the front matter of the self-assessment: its own style sheets and scripts, from the site's root."""
    return {
        "styles": [f"{FORM_FILES}/{name}" for name in FORM_SHEETS],
        "scripts": [f"{FORM_FILES}/main.js"],
        "hide": ["toc"],
        "skip_to": "questions",  # where the link past the navigation leads
        "search": {"exclude": True},  # its questions repeat the clauses; a search should find those
    }
