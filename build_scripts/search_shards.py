"""Writes everyday words in small files (shards), so that a query fetches those of its own words alone.

``search/<version>/words-<number>.json`` of a language holds ``{synonyms: [[typed, text], …], asked: [[result, words],
…]}`` with ``|`` between words; ``characters-<number>.json`` what is to be known of characters that the text lacks. In
which file a word is tell the worker's own scripts (docs/assets/search/shards.js), run by search_shards.mjs.
``search/words.json`` holds all of them, by name, for an offline copy. The version is a hash of it all: results have
numbers, so that words of one version must never meet the index of another.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_scripts.packing import PackingError

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent
FILER = Path(__file__).with_suffix(".mjs")
LIBRARIES = [ROOT / "node_modules" / name for name in ("minisearch/dist/es/index.js", "stemmer/index.js")]
PARTS = ("tokens", "numbers", "shards", "letters", "meanings", "records", "asked", "vocabulary", "engine")
WHOLE = "words.json"
DIGITS = 8  # of a hash, to tell one version from the next
# So many files that a question moves no more than Material's own search does.
FILES = {"zh": {"words": 1024, "characters": 128}, "en": {"words": 256, "characters": 0}}


def filed(
    index: dict[str, Any], synonyms: list[list[str]], asked: Sequence[str], characters: dict[str, dict[str, str]]
) -> tuple[list[list[str]], dict[str, Any]]:
    """Return the synonyms that belong into the index after all, and the content of each file by its name.

    ``index`` is that of the language, ``synonyms`` those of words that the text lacks, ``asked`` a line for each
    result, ``characters`` what is to be known of characters that the text lacks. Raises ``PackingError``.
    """
    scripts = [ROOT / "docs" / "assets" / "search" / f"{part}.js" for part in PARTS]
    given = {"index": index, "synonyms": synonyms, "asked": asked, "characters": characters}
    command = ["node", str(FILER), *map(str, [*LIBRARIES, *scripts])]
    run = subprocess.run(
        command, input=json.dumps(given), capture_output=True, text=True, encoding="utf-8", check=False
    )
    if run.returncode:
        raise PackingError(run.stderr)
    found = json.loads(run.stdout)
    return found["always"], found["files"]


def version_of(content: dict[str, Any]) -> str:
    """Return what tells this content from another."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:DIGITS]
