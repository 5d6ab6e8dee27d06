"""Writes the pages as plain Markdown, per language, before any site builder runs.

One template per kind of page serves both languages. Templates hold no prose: words come from
``guide_data/interface``, content from the model. All text is escaped.
"""

from __future__ import annotations

import functools
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import yaml

from build_scripts.content import addresses, roles
from build_scripts.content.documents import PARTS
from build_scripts.content.needs import only_preparing, preparation_rules
from build_scripts.downloads.whole_site_zip import SIZE, ZIP_FOLDER, zip_name
from build_scripts.form_data.kept_answers import answers_data
from build_scripts.pages import schema_org
from build_scripts.pages.citation_links import Citations
from build_scripts.pages.jinja import TEMPLATES, environment, namespace
from build_scripts.pages.last_changed import History, sources
from build_scripts.pages.pictures.gallery import picture
from build_scripts.pages.sentence_marks import Marker, broken_at_terms
from build_scripts.pages.tables import comparison, coverage, finder, funding
from build_scripts.rules.in_words import Readback
from build_scripts.rules.needs_in_words import CaseReadback
from build_scripts.rules.who_can_apply import who_can_apply
from build_scripts.site.bundle import join_sheets
from build_scripts.source.money import is_money
from build_scripts.source.text import LANGUAGES, TAGS
from py_checker.core.conditions import facts_of
from py_checker.core.rulebook import KINDS, OPEN

if TYPE_CHECKING:
    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.documents import Section
    from build_scripts.content.edition import Edition, Site
    from build_scripts.downloads.pdf import Book
    from build_scripts.rules.who_can_apply import WhoCanApply

HAND_WRITTEN = Path(__file__).parent.parent.parent / "docs"
FORM = "self-assessment"
FORM_FILES = f"assets/{FORM}"  # one copy, at the root of the site: see the Chinese pages
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
EXPLAINING = ("type.md.j2", "chapter.md.j2", "guide.md.j2")  # the pages that explain terms of the glossary
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """What the pages of an edition show that is not in the model: who can apply, the PDFs."""

    views: dict[str, WhoCanApply] = field(default_factory=dict)
    books: dict[tuple[str, str], Book] = field(default_factory=dict)


def write_pages(
    site: Site,
    out: Path,
    scenarios: dict[str, tuple[Scenario, ...]],
    books: dict[tuple[str, str], Book],
    history: History,
) -> None:
    """Write every page to ``out/zh`` and ``out/en``, with the hand-written files of docs/ beside them.

    ``scenarios`` are those of each edition; the examples of its type pages come from them. ``books`` are
    the PDFs that pages offer, by edition and language; ``history`` tells when the data of a page last changed.
    """
    views = {year: who_can_apply(edition, scenarios[year]) for year, edition in site.editions.items()}
    sheets: set[str] = set()
    for lang in LANGUAGES:
        folder = out / lang
        shutil.copytree(HAND_WRITTEN, folder, dirs_exist_ok=True)
        if lang != LANGUAGES[0]:
            shutil.rmtree(folder / FORM_FILES, ignore_errors=True)
        for edition in site.editions.values():
            around = Around(views=views[edition.id], books=books)
            for page in pages_of(site, edition, lang):
                told = _last_change(site, edition, page, history, lang)
                styles = page.meta.get("styles", [])
                if len(styles) > 1:  # all languages load the one at the root
                    sheets.update(styles)
                    told["styles"] = [join_sheets(out / LANGUAGES[0], styles, page.template.partition(".")[0])]
                page = replace(page, meta=page.meta | told)  # noqa: PLW2901 - the same page, knowing one thing more
                target = folder / f"{page.path}.md"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(render(site, edition, page, lang, around), encoding="utf-8")
    for name in sheets:
        for lang in LANGUAGES:
            (out / lang / name).unlink(missing_ok=True)


def _last_change(site: Site, edition: Edition, page: Page, history: History, lang: str) -> dict[str, Any]:
    """Return the front matter that says when the page's data last changed; none where that is not known."""
    day = history.last_change(sources(site, edition, page.path, page.context.get("section")))
    if day is None:
        return {}
    words = site.interface[lang]["pages"]
    month = words["months"][f"m{day.month}"]
    text = words["page_end"]["updated"].format(year=day.year, month_name=month, day=day.day)
    return {"updated": {"date": day.isoformat(), "text": text}}


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


def render(site: Site, edition: Edition, page: Page, lang: str, around: Around) -> str:
    """Return the Markdown of a page with its front matter."""
    front = {"title": page.title, "description": page.description} | page.meta
    body = body_of(site, edition, page, lang, around)
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)}---\n\n{body.strip()}\n"


def body_of(site: Site, edition: Edition, page: Page, lang: str, around: Around) -> str:
    """Return what the template of a page makes of it."""
    marker = Marker(site, lang, terms=page.template in EXPLAINING)
    [other] = [code for code in LANGUAGES if code != lang]
    readback = Readback(site, edition, lang)
    cases = CaseReadback(readback, site, edition)

    def href(node: str) -> str:
        return addresses.relative(page.path, addresses.address(edition, node))

    return (
        environment(lang)
        .get_template(page.template)
        .render(
            site=site,
            edition=edition,
            lang=lang,
            tag=TAGS[lang],
            other=SimpleNamespace(lang=other, tag=TAGS[other], notes=site.interface[other]["pages"]["clause"]),
            marked=marker.marked,
            at_terms=functools.partial(broken_at_terms, site),
            citations=Citations(edition, lang, href),
            terms_used=marker.used.values,
            t=namespace(site.interface[lang]),
            page_title=page.title,
            clause=edition.clauses.__getitem__,
            number_of=functools.partial(addresses.number_of, edition),
            unasked=roles.FACT_ROLES.keys() - {question.role for question in edition.questions.values()},
            section_for=functools.partial(roles.section, edition),
            clauses_named=lambda ids: [edition.clauses[node] for node in ids],
            href=href,
            to=lambda name: addresses.relative(page.path, addresses.url(_named(edition, name))),
            root=addresses.to_root(page.path),
            site_root=addresses.to_root(page.path) + ("" if lang == LANGUAGES[0] else "../"),
            clauses_of_fact=clauses_of_fact(edition),
            is_money=is_money,
            only_preparing=only_preparing(edition),
            grants_of=lambda kind: funding.grants_of(edition, kind),
            glance_rows=lambda: funding.rows(edition),
            picture_of=functools.partial(picture, site, edition, lang, href),
            finder_of=lambda: finder.finder(edition),
            columns_of=lambda found: comparison.columns(edition, found),
            coverage_of=lambda: coverage.table(edition),
            readback_of=lambda node: (*readback.lines(node), *cases.lines(node)),
            cases_of=cases.lists,
            who_can_apply=around.views,
            book=around.books.get((edition.id, lang)),
            zip=SimpleNamespace(address=f"{ZIP_FOLDER}/{zip_name(site)}.zip", size=SIZE),
            answers_data=lambda: answers_data(site, edition, lang),
            directions_of=lambda kind: [track.section for track in edition.tracks if track.type is kind],
            types_of=lambda plan: [kind for kind in edition.of_level("type") if kind.plan == plan.id],
            PARTS=PARTS,
            KINDS=KINDS,
            OPEN=OPEN,
            **page.context,
        )
    )


def clauses_of_fact(edition: Edition) -> dict[str, list[str]]:
    """Return, for each question, the clauses that need its answer: to decide, or to say what has to be prepared."""
    prepared = preparation_rules(edition)
    asked = {
        clause.id: {fact for rule in (*clause.rules(), *prepared.get(clause.id, ())) for fact in facts_of(rule)}
        for clause in edition.clauses.values()
    }
    return {fact: [clause for clause, facts in asked.items() if fact in facts] for fact in edition.questions}


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
    folder = HAND_WRITTEN / FORM_FILES
    return {
        "styles": [f"{FORM_FILES}/{name}" for name in FORM_SHEETS],
        "scripts": [f"{FORM_FILES}/main.js"] if (folder / "main.js").exists() else [],
        "hide": ["toc"],
        "skip_to": "questions",  # where the link past the navigation leads
        "search": {"exclude": True},  # its questions repeat the clauses; a search should find those
    }


def _named(edition: Edition, name: str) -> str:
    """Return the page of a name: some stand alone, others under their edition."""
    alone = {"home": addresses.HOME, "about": addresses.ABOUT, "glossary": addresses.GLOSSARY}
    return alone.get(name) or addresses.edition_page(edition, name)
