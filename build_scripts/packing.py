"""Packs scripts with terser: several as one, without comments and long names."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent
TERSER = ROOT / "node_modules/terser/bin/terser"


class PackingError(Exception):
    """terser refused a script; the message is its own."""


def packed(scripts: Sequence[Path], options: Sequence[str]) -> str:
    """Return ``scripts``, joined in order and packed with terser's ``options``. Raises ``PackingError``."""
    command = ["node", str(TERSER), *map(str, scripts), *options, "--comments", "false"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if run.returncode:
        raise PackingError(run.stderr)
    return run.stdout
