"""Packs the search worker: the libraries and our own scripts as one file, without comments and long names.

Material starts its worker as a classic script, so there are no imports: the parts are joined in order.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

FOLDER = "assets/search"
WORKER = f"{FOLDER}/worker.js"
LIBRARIES = ("minisearch/dist/umd/index.js", "stemmer/index.js")
PARTS = ("tokens", "numbers", "letters", "meanings", "records", "engine", "excerpt", "results", "help", "worker")
OPTIONS = ("--compress", "passes=3", "--mangle", "--toplevel", "--ecma", "2018", "--comments", "false")
TERSER = "node_modules/terser/bin/terser"


class PackingError(Exception):
    """terser refused a script; the message is its own."""


def pack_worker(root: Path, out: Path) -> None:
    """Replace the scripts in ``out/assets/search`` by one. Raises ``PackingError``."""
    folder = out / FOLDER
    with tempfile.TemporaryDirectory() as scratch:
        parts = []
        for number, name in enumerate(LIBRARIES):
            text = (root / "node_modules" / name).read_text(encoding="utf-8")
            part = Path(scratch, f"{number}.js")
            part.write_text(re.sub(r"^export ", "", text, flags=re.MULTILINE), encoding="utf-8")
            parts.append(part)
        parts += [folder / f"{name}.js" for name in PARTS]
        command = ["node", str(root / TERSER), *map(str, parts), *OPTIONS]
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if run.returncode:
        raise PackingError(run.stderr)
    for script in folder.glob("*.js"):
        script.unlink()
    (out / WORKER).write_text(run.stdout, encoding="utf-8")
