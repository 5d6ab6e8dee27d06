"""Packs the search worker: the libraries and our own scripts as one file, without comments and long names.

Material starts its worker as a classic script, so there are no imports: the parts are joined in order. Of
MiniSearch, whose classes no packer can take apart, the methods that nobody calls are left out (search_slim.mjs).
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from build_scripts.packing import PackingError, packed

FOLDER = "assets/search"
WORKER = "worker.js"
MINISEARCH, STEMMER = "minisearch/dist/es/index.js", "stemmer/index.js"
PARTS = (
    *("tokens", "numbers", "letters", "meanings", "records", "asked", "vocabulary", "engine"),
    *("excerpt", "results", "worker"),
)
LATER = ("spelling.js", "help.js")  # loaded where the text lacks something, and where nothing was found
SLIM = Path(__file__).with_name("search_slim.mjs")
OF_STRINGS = "replace,remove,discard"  # MiniSearch has methods of these names, too; ours call only those of strings
OPTIONS = (
    *("--compress", "passes=3", "--mangle", "--mangle-props", "regex=/^_/", "--toplevel"),
    *("--ecma", "2018"),
)


def pack_worker(root: Path, out: Path) -> None:
    """Replace the scripts in ``out/assets/search`` by the worker and what it loads later. Raises ``PackingError``."""
    folder = out / FOLDER
    parts = [folder / f"{part}.js" for part in PARTS]
    with tempfile.TemporaryDirectory() as scratch:
        libraries = []
        for number, text in enumerate((_slim(root / "node_modules" / MINISEARCH, parts), _text(root, STEMMER))):
            library = Path(scratch, f"{number}.js")
            library.write_text(re.sub(r"^export (\{.*|(?=\w))", "", text, flags=re.MULTILINE), encoding="utf-8")
            libraries.append(library)
        worker = packed([*libraries, *parts], OPTIONS)
        later = {name: packed([folder / name], OPTIONS) for name in LATER}
    for source in folder.glob("*.js"):
        source.unlink()
    (folder / WORKER).write_text(worker, encoding="utf-8")
    for name, script in later.items():
        (folder / name).write_text(script, encoding="utf-8")


def _text(root: Path, library: str) -> str:
    return (root / "node_modules" / library).read_text(encoding="utf-8")


def _slim(library: Path, users: list[Path]) -> str:
    command = ["node", str(SLIM), OF_STRINGS, str(library), *map(str, users)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if run.returncode:
        raise PackingError(run.stderr)
    return run.stdout
