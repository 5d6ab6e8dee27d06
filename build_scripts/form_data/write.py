"""Writes the data that the self-assessment loads, beside the pages: rulebook, words, example applicants."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from build_scripts.content.addresses import FORM_DATA
from build_scripts.form_data.words import texts_json
from build_scripts.rules.rulebook import rulebook, rulebook_json
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition, Site


def examples_json(scenarios: Iterable[Scenario], lang: str) -> str:
    """Return ``examples.<lang>.json``: the applicants that a visitor can try, each with its answers."""
    examples = [
        {"id": scenario.id, "name": scenario.name.of(lang), "answers": scenario.answers}
        for scenario in scenarios
        if scenario.example
    ]
    return json.dumps({"examples": examples}, ensure_ascii=False, indent=1) + "\n"


def write_assessment_data(site: Site, edition: Edition, folder: Path) -> None:
    """Write ``rulebook.json`` and ``texts.<lang>.json`` of one edition into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rulebook.json").write_text(rulebook_json(edition), encoding="utf-8")
    clauses = set(rulebook(edition).clauses)
    for lang in LANGUAGES:
        texts = texts_json(site, edition, lang, clauses)
        (folder / f"texts.{lang}.json").write_text(texts, encoding="utf-8")


def add_assessment(site: Site, out: Path, scenarios: dict[str, tuple[Scenario, ...]]) -> None:
    """Add the data of every edition to ``out``, with the examples among its ``scenarios``."""
    for edition in site.editions.values():
        folder = out / edition.id / FORM_DATA
        write_assessment_data(site, edition, folder)
        for lang in LANGUAGES:
            examples = examples_json(scenarios[edition.id], lang)
            (folder / f"examples.{lang}.json").write_text(examples, encoding="utf-8")
