"""Puts the data beside the pages: rulebook, words, the Python that runs them, the deadlines as a calendar."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from build_scripts.downloads.calendar import deadlines_ics, file_name
from build_scripts.form_data.kept_answers import examples_json
from build_scripts.form_data.words import texts_json
from build_scripts.rules.rulebook import rulebook_json
from build_scripts.runtime.folder import build_runtime
from build_scripts.runtime.wheel import build_wheel
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition, Site

FOLDER = "assessment"
RUNTIME = "assets/runtime"


def write_assessment_data(site: Site, edition: Edition, folder: Path) -> None:
    """Write ``rulebook.json``, ``texts.<lang>.json`` and ``deadlines.<lang>.ics`` of one edition into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    rulebook = rulebook_json(edition)
    (folder / "rulebook.json").write_text(rulebook, encoding="utf-8")
    clauses = {clause["id"] for clause in json.loads(rulebook)["clauses"]}
    for lang in LANGUAGES:
        texts = texts_json(site, edition, lang, clauses)
        (folder / f"texts.{lang}.json").write_text(texts, encoding="utf-8")
        (folder / file_name(lang)).write_bytes(deadlines_ics(site, edition, lang))


def add_assessment(site: Site, root: Path, out: Path, cache: Path, scenarios: dict[str, tuple[Scenario, ...]]) -> None:
    """Add every edition's data, with the examples among its ``scenarios``, and the shared runtime to ``out``."""
    for edition in site.editions.values():
        folder = out / edition.id / FOLDER
        write_assessment_data(site, edition, folder)
        for lang in LANGUAGES:
            examples = examples_json(scenarios[edition.id], lang)
            (folder / f"examples.{lang}.json").write_text(examples, encoding="utf-8")
    wheel = build_wheel(root, cache / "wheel")
    build_runtime(root, wheel, out / RUNTIME, cache)
