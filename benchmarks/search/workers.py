"""Asks search workers, ours and Material's, in Node, exactly as Material's page asks them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("shipped.mjs")
OURS = "assets/search/worker.js"


def asked(worker: Path, queries: list[str], index: str = "-", setup: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return ``{ready, files, answers: [{ms, items}]}``.

    ``ready`` are the milliseconds until the first answer, ``files`` what was loaded for it, the worker apart.
    """
    command = ["node", str(SCRIPT), str(worker.resolve()), index, json.dumps(setup or {})]
    run = subprocess.run(
        command, input=json.dumps(queries), capture_output=True, text=True, encoding="utf-8", check=True
    )
    return json.loads(run.stdout)


def asked_ours(site: Path, lang: str, queries: list[str]) -> dict[str, Any]:
    """Ask the worker that a built site ships, as a page of a language does."""
    root = {"zh": "en/", "en": "../"}[lang]
    folder = site if lang == "zh" else site / "en"
    return asked(folder / OURS, queries, setup={"other": {"root": root, "label": "·"}})
