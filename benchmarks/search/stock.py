"""Material's own search over the same pages: its plug-in's index, with and without jieba, and its worker.

The pages are those of the site; only the theme's settings are Material's own for the language. jieba is
not in the lock: it is unmaintained and only compared with. ``jieba`` names a folder to import it from.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import material
import yaml

from benchmarks.search.workers import asked
from build_scripts.content.cases.scenarios import read_scenarios
from build_scripts.pages.last_changed import History
from build_scripts.pages.write import write_pages
from build_scripts.site.bundle import join_sheets
from build_scripts.site.mkdocs import base_settings, configuration

if TYPE_CHECKING:
    from build_scripts.content.edition import Site

THEME_LANGUAGES = {"zh": "zh", "en": "en"}
SCRIPTS = Path(material.__file__).parent / "templates" / "assets" / "javascripts"


class Stock:
    """Material's search, built into a folder of its own for both languages."""

    def __init__(self, site: Site, root: Path, folder: Path, jieba: Path | None = None) -> None:
        """Build the pages with Material's own search. ``folder`` must be new."""
        self.folder = folder
        scenarios = {
            year: read_scenarios(root / "guide_data" / year / "scenarios", root, edition)
            for year, edition in site.editions.items()
        }
        with tempfile.TemporaryDirectory() as scratch:
            docs = Path(scratch, "docs")
            join_sheets(docs, write_pages(site, docs, scenarios, {}, History(root=root)))
            for lang in ("zh", "en"):
                self._build(site, root, docs / lang, lang, jieba)

    def _build(self, site: Site, root: Path, docs: Path, lang: str, jieba: Path | None) -> None:
        settings = configuration(site, lang, docs, self.folder / lang, base_settings())
        base = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", "")
        inherited = yaml.safe_load(base)
        settings = (
            inherited
            | settings
            | {
                "theme": {"name": "material", "font": False, "language": THEME_LANGUAGES[lang]},
                "plugins": ["search"],
                "site_url": "http://localhost:8000/",
                "markdown_extensions": inherited["markdown_extensions"],
                "validation": {"anchors": "ignore", "links": {"not_found": "ignore"}},
            }
        )
        settings.pop("INHERIT")
        config = docs.parent / f"stock.{lang}.yml"
        config.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        if jieba:
            environment["PYTHONPATH"] = os.pathsep.join([str(jieba), environment.get("PYTHONPATH", "")])
        command = [sys.executable, "-m", "mkdocs", "build", "--clean", "--config-file", str(config)]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        worker = self.folder / lang / "assets" / "javascripts" / "workers"
        shutil.copytree(SCRIPTS / "workers", worker, dirs_exist_ok=True)

    def asked(self, lang: str, queries: list[str]) -> dict[str, Any]:
        """Return what the worker answers, as ``workers.asked``."""
        return asked(self.worker(lang), queries, str(self.index(lang)))

    def worker(self, lang: str) -> Path:
        """Return the worker's script."""
        [found] = (self.folder / lang / "assets" / "javascripts" / "workers").glob("search.*.js")
        return found

    def index(self, lang: str) -> Path:
        """Return the index."""
        return self.folder / lang / "search" / "search_index.json"
