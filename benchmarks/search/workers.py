"""Asks search workers, ours and Material's, in Node, exactly as Material's page asks them."""

from __future__ import annotations

import gzip
import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("shipped.mjs")
OURS = "assets/search/worker.js"
AT_ONCE = 50  # workers in one process: none of them is freed before it ends


def asked(
    worker: Path, queries: list[str], index: str = "-", setup: dict[str, Any] | None = None, *, apart: bool = False
) -> dict[str, Any]:
    """Return ``{ready, files, answers: [{ms, items}]}``.

    ``ready`` are the milliseconds until the first answer, ``files`` what was loaded for it, the worker apart. Where the
    queries are asked ``apart``, each of a new worker, answers have their own ``files``.
    """
    command = ["node", str(SCRIPT), str(worker.resolve()), index, json.dumps(setup or {}), "apart" if apart else ""]
    run = subprocess.run(
        command, input=json.dumps(queries), capture_output=True, text=True, encoding="utf-8", check=True
    )
    return json.loads(run.stdout)


def asked_ours(site: Path, lang: str, queries: list[str], *, apart: bool = False) -> dict[str, Any]:
    """Ask the worker that a built site ships, as a page of a language does."""
    root = {"zh": "en/", "en": "../"}[lang]
    folder = site if lang == "zh" else site / "en"
    return asked(folder / OURS, queries, setup={"other": {"root": root, "label": "·"}}, apart=apart)


def asked_first(site: Path, lang: str, queries: list[str]) -> list[dict[str, Any]]:
    """Return the answers of ``asked`` to queries of which each is a visitor's first, with its ``bytes``.

    They are what is moved (gzip) until something is shown.
    """
    worker = str((site if lang == "zh" else site / "en") / OURS)
    found: list[dict[str, Any]] = []
    for start in range(0, len(queries), AT_ONCE):
        found += asked_ours(site, lang, queries[start : start + AT_ONCE], apart=True)["answers"]
    return [answer | {"bytes": sum(map(_size, [worker, *answer["files"]]))} for answer in found]


@cache
def _size(path: str) -> int:
    return len(gzip.compress(Path(path).read_bytes(), 9))
