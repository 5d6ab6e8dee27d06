"""When the data of a page last changed, from the history of the repository (git).

Where the history cannot tell, there is no date: without git, in a copy without its history, in a shallow
clone (whose oldest commit seems to have changed everything), and for files with changes not committed yet.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from build_scripts.content.documents import Section
    from build_scripts.content.edition import Edition, Site

INTERFACE = "guide_data/interface/pages.yml"
NOTICE = ("notice",)
ALL = ("edition.yml", "guide", "notice", "facts.yml", "questionnaire.yml")
# What the pages without a section of their own are made of, below the folder of the edition.
_SOURCES: dict[str, tuple[str, ...]] = {
    "notice": NOTICE,
    "funding": ("edition.yml", "guide", "notice"),
    "compare": ("edition.yml", "guide", "notice"),
    "index": ("edition.yml", "guide", "notice"),
    "dates": ("edition.yml", *NOTICE),
    "materials": ("edition.yml", *NOTICE),
    "contact": ("edition.yml", *NOTICE),
    "coverage": ("guide", "notice", "facts.yml"),
    "self-assessment": ALL,
}


@dataclass(kw_only=True)
class History:
    """Asks the repository around ``root`` once for each set of files."""

    root: Path
    _told: dict[tuple[str, ...], date | None] = field(default_factory=dict)
    _whole: bool | None = None

    def last_change(self, files: Iterable[str]) -> date | None:
        """Return the day of the last commit that touched one of ``files`` (paths from the root), or None."""
        wanted = tuple(sorted(files))
        if wanted and wanted not in self._told:
            self._told[wanted] = self._ask(wanted) if self._is_whole() else None
        return self._told.get(wanted)

    def _is_whole(self) -> bool:
        if self._whole is None:
            self._whole = self._git("rev-parse", "--is-shallow-repository") == "false"
        return self._whole

    def _ask(self, files: tuple[str, ...]) -> date | None:
        if self._git("status", "--porcelain", "--", *files) != "":
            return None
        told = self._git("log", "-1", "--format=%cs", "--", *files)
        return date.fromisoformat(told) if told else None

    def _git(self, *arguments: str) -> str | None:
        """Return what git says, without the line end; None where it cannot be asked or refuses."""
        git = shutil.which("git")
        if git is None:
            return None
        run = subprocess.run([git, *arguments], cwd=self.root, capture_output=True, text=True, check=False)
        return run.stdout.strip() if run.returncode == 0 else None


def sources(site: Site, edition: Edition, page: str, section: Section | None) -> tuple[str, ...]:
    """Return the data files (or folders of them) that a page is made of, as paths from the root."""
    if section is not None:
        return tuple({clause.place.file for inner in section.walk() for clause in inner.own_clauses()})
    name = page.rpartition("/")[2]
    if name == "guide":  # the text of the page itself; types have pages of their own
        shown = [top for top in edition.documents["guide"] if top.level in ("preface", "plan")]
        return tuple({top.heading.place.file for top in shown})
    if name not in _SOURCES:
        return (INTERFACE,)
    year = edition.id if page != "index" else site.current
    return tuple(f"guide_data/{year}/{part}" for part in _SOURCES[name])
