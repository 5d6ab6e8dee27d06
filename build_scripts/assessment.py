"""Puts the self-assessment's data beside the pages: rulebook, words, and the Python that runs them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from build_scripts.model import LANGUAGES
from build_scripts.rulebook_json import rulebook_json
from build_scripts.runtime import build_runtime
from build_scripts.texts import texts_json
from build_scripts.wheel import build_wheel

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.model import Edition, Site

FOLDER = "assessment"
RUNTIME = "assets/runtime"


def write_assessment_data(site: Site, edition: Edition, folder: Path) -> None:
    """Write ``rulebook.json`` and ``texts.<lang>.json`` of one edition into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    rulebook = rulebook_json(edition)
    (folder / "rulebook.json").write_text(rulebook, encoding="utf-8")
    clauses = {clause["id"] for clause in json.loads(rulebook)["clauses"]}
    for lang in LANGUAGES:
        texts = texts_json(site, edition, lang, clauses)
        (folder / f"texts.{lang}.json").write_text(texts, encoding="utf-8")


def add_assessment(site: Site, root: Path, out: Path, cache: Path) -> None:
    """Add every edition's data and the shared runtime to the built site in ``out``."""
    for edition in site.editions.values():
        write_assessment_data(site, edition, out / edition.id / FOLDER)
    wheel = build_wheel(root, cache / "wheel")
    build_runtime(root, wheel, out / RUNTIME, cache)
