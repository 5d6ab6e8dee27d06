"""The content that the tests are about, read once a process: the site, its current edition, its scenarios."""

from __future__ import annotations

from pathlib import Path

from build_scripts.content.cases.scenarios import read_scenarios
from build_scripts.content.load import load_site

ROOT = Path(__file__).resolve().parent.parent.parent
SITE = load_site(ROOT)
EDITION = SITE.editions[SITE.current]
SCENARIOS = read_scenarios(ROOT / "guide_data" / EDITION.id / "scenarios", ROOT, EDITION)
