"""Code knows no id of an edition: pages find what they speak of by its role, and every id can be renamed."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from build_scripts.content import roles
from build_scripts.content.cases.scenarios import read_scenarios
from build_scripts.content.load import load_site
from build_scripts.form_data.write import write_assessment_data
from build_scripts.pages.catalogue import pages_of
from build_scripts.pages.navigation import navigation
from build_scripts.pages.render import Around, render
from build_scripts.rules.who_can_apply import who_can_apply

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from build_scripts.content.edition import Edition, Site

DATA = "guide_data"
NEW = "renamed"  # what a new id begins with; no text of the data holds the word
_CODES = re.compile(r'"(?:content|content_hash|code)": ?"[^"]*"')  # of an edition, of a question


def written(site: Site, root: Path, out: Path) -> dict[str, str]:
    """Return what is written of the data in ``root`` before MkDocs runs: pages in Chinese, rulebook, calendar, …"""
    edition = site.editions[site.current]
    scenarios = read_scenarios(root / DATA / edition.id / "scenarios", root, edition)
    around = Around(views=who_can_apply(edition, scenarios))
    texts = {page.path: render(site, edition, page, "zh", around) for page in pages_of(site, edition, "zh")}
    write_assessment_data(site, edition, out)
    texts |= {path.name: path.read_text(encoding="utf-8") for path in out.iterdir()}
    return texts | {"navigation": repr(navigation(site, "zh", has_form=True))}


def edit(data: Path, edits: dict[str, str]) -> None:
    """Replace patterns in all YAML files of a folder."""
    for path in data.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        for pattern, new in edits.items():
            text = re.sub(pattern, new, text, flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8")


def with_old_ids(text: str) -> str:
    """Return a text with the ids as they were, and without the codes that the form makes of ids."""
    return _CODES.sub("", re.sub(rf"\b{NEW}[-_]", "", text))


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A folder with a copy of the data, to be edited."""
    shutil.copytree(root / DATA, tmp_path / "copy" / DATA)
    return tmp_path / "copy"


def test_ids_can_be_renamed_and_no_page_changes(
    root: Path, site: Site, edition: Edition, copy: Path, tmp_path: Path
) -> None:
    """Every fact with a role, the sections with one, a plan and a type: with the ids of all that stands in them."""
    facts = [fact for fact, question in edition.questions.items() if question.role]
    kind = edition.of_level("type")[0]
    sections = [section.id for section in edition.sections.values() if section.role] + [kind.id, kind.plan]
    edits = {rf"\b{fact}\b": f"{NEW}_{fact}" for fact in facts}
    edits |= {rf"(?<![\w-]){section}\b(?!_)": f"{NEW}-{section}" for section in sections}
    edits |= {rf"^- id: {entry.id}$": f"- id: {NEW}-{entry.id}" for entry in edition.contacts}
    edit(copy / DATA, edits)
    renamed = load_site(copy)
    found = renamed.editions[edition.id]
    assert not {*facts, *sections} & {*found.questions, *found.sections}
    assert not {entry.id for entry in edition.contacts} & {entry.id for entry in found.contacts}
    now = written(renamed, copy, tmp_path / "now")
    before = written(site, root, tmp_path / "before")
    assert now.keys() == before.keys()
    for name, text in before.items():
        assert with_old_ids(now[name]) == with_old_ids(text), name


@pytest.fixture
def bare(copy: Path, edition: Edition) -> Edition:
    """The edition without any role."""
    edit(copy / DATA, {r"^ *role: .*\n": ""})
    return load_site(copy).editions[edition.id]


def test_pages_leave_out_what_has_no_role(site: Site, edition: Edition, bare: Edition) -> None:
    def page(of: Edition, name: str) -> str:
        found = next(page for page in pages_of(site, of, "zh") if page.path == name)
        return render(site, of, found, "zh", Around())

    words = site.interface["zh"]["pages"]
    columns = [words["funding"][role] for role in (roles.RESEARCH, roles.PLATFORM, roles.TEAM)]
    rows = ["who", "matching", "research", "team", "platform"]
    groups = [f'name="{group}"' for group in ("who", "platform", "park")]
    requirements = roles.section(edition, roles.REQUIREMENTS)
    materials = roles.section(edition, roles.MATERIALS)
    assert requirements
    assert materials
    for name, texts in {
        f"{edition.id}/funding": [*(f'<th scope="col">{column}</th>' for column in columns), f'#{requirements.id}"'],
        f"{edition.id}/type-01": [f'#{requirements.id}"'],
        f"{edition.id}/materials": [f'#{materials.id}"'],
        f"{edition.id}/compare": [f'data-row="{row}"' for row in rows],
        "index": [*groups, f'<th scope="col">{words["finder"]["who"]}</th>'],
        f"{edition.id}/contact": ["mailto:", "tel:"],
    }.items():
        shown, left = page(edition, name), page(bare, name)
        for text in texts:
            assert text in shown, (name, text)
            assert text not in left, (name, text)
        assert left.count("<details") == left.count("</details>")


# Ids that are words of code in senses of their own.
ORDINARY = {
    "none": "a value of style sheets and headers; an empty place of a table",
    "other": "the other language, the other of two facts",
    "lead": "the first paragraph of a page",
    "unit": "the unit of a number; the organisation of an application",
    "leader": "the leader of an application",
    "project": "the project of an application",
    "prepare": "a request to the checker, a part of a scenario",
    "preparation": "the part of the form and of the rulebook",
    "money": "sums, in the finder and in the form",
    "notice": "one of the two documents; a message",
    "preface": "a level of sections",
    "procedure": "a kind of clause",
    "contact": "a page",
    **dict.fromkeys((*roles.FACT_ROLES, *roles.SECTION_ROLES, *roles.CONTACT_ROLES), "a role"),
}
CODE = ("build_scripts", "py_checker", "docs", "overrides", "mkdocs.yml")
ENDINGS = {".py", ".js", ".mjs", ".css", ".j2", ".html", ".xml", ".yml", ".svg", ".sh", ".txt"}
_NAMES = (
    re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)+"),
    re.compile(r"""(?<=["'`#])[\w-]+(?=["'`])"""),
    re.compile(r"\b\d{4}\b"),  # a year
)


def ids_of(edition: Edition) -> Iterator[str]:
    """Yield every id of an edition."""
    yield edition.id
    for fact, question in edition.questions.items():
        yield from (fact, *(choice.id for choice in question.choices))
    yield from edition.clauses
    yield from edition.sections
    yield from (section.slug for section in edition.sections.values() if section.slug)
    entries = (edition.contacts, edition.steps, edition.recommenders, edition.materials)
    for listed in (edition.laws, edition.questionnaire, edition.deadlines, edition.grants, *entries):
        yield from (entry.id for entry in listed)
    yield from (field.id for field in edition.fields.named)


def code_of(root: Path) -> Iterator[Path]:
    for name in CODE:
        place = root / name
        yield from ([place] if place.is_file() else (path for path in place.rglob("*") if path.suffix in ENDINGS))


def test_code_names_no_id_of_an_edition(root: Path, edition: Edition) -> None:
    """Names made of several words stand nowhere, not even in comments; single words not as names in quotes."""
    ids = set(ids_of(edition))
    named = {}
    for path in code_of(root):
        text = path.read_text(encoding="utf-8")
        for name in ids.intersection(name for pattern in _NAMES for name in pattern.findall(text)):
            named.setdefault(name, set()).add(path.relative_to(root).as_posix())
    assert {name: paths for name, paths in named.items() if name not in ORDINARY} == {}
    unneeded = ORDINARY.keys() - named.keys()
    assert {ORDINARY[name] for name in unneeded} <= {"a role"}
