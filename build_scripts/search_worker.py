"""Packs the search worker: the libraries and our own scripts as one file, without comments and long names.

Material starts its worker as a classic script, so there are no imports: the parts are joined in order.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from build_scripts.packing import packed

FOLDER = "assets/search"
WORKER = "worker.js"
LIBRARIES = ("minisearch/dist/umd/index.js", "stemmer/index.js")
PARTS = ("tokens", "numbers", "letters", "meanings", "records", "engine", "excerpt", "results", "worker")
HELP = "help.js"  # loaded where nothing was found
OPTIONS = (
    *("--compress", "passes=3", "--mangle", "--mangle-props", "regex=/^_/", "--toplevel"),
    *("--ecma", "2018"),
)


def pack_worker(root: Path, out: Path) -> None:
    """Replace the scripts in ``out/assets/search`` by two. Raises ``PackingError``."""
    folder = out / FOLDER
    with tempfile.TemporaryDirectory() as scratch:
        libraries = []
        for number, name in enumerate(LIBRARIES):
            text = (root / "node_modules" / name).read_text(encoding="utf-8")
            library = Path(scratch, f"{number}.js")
            library.write_text(re.sub(r"^export ", "", text, flags=re.MULTILINE), encoding="utf-8")
            libraries.append(library)
        worker = packed([*libraries, *(folder / f"{part}.js" for part in PARTS)], OPTIONS)
        rest = packed([folder / HELP], OPTIONS)
    for script in folder.glob("*.js"):
        script.unlink()
    (folder / WORKER).write_text(worker, encoding="utf-8")
    (folder / HELP).write_text(rest, encoding="utf-8")
