"""Bundles and minifies scripts and style sheets with esbuild.

A phone waits for every style sheet before it draws anything: eleven small ones cost more in requests than in
bytes, and together they compress to half. They stay apart where people edit them (mkdocs.yml lists them, and
``pages`` those of one kind of page).
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parent.parent.parent
BINARIES = "node_modules/@esbuild/*/bin/esbuild"  # npm installs the one for this machine
STYLES, SCRIPTS = "assets/stylesheets/site.css", "assets/javascripts/site.js"
SEARCH, WORKER, LATER = "assets/search", "worker.js", "later.js"
# esbuild puts newer syntax in older words; style sheets have a target of browsers, since no year of CSS has a name.
SYNTAX, CSS_SYNTAX = "--target=es2020", "--target=chrome80,firefox78,safari13"
GUARDED = "try {{ require({name}); }} catch (error) {{ setTimeout(() => {{ throw error; }}); }}"


class BundleError(Exception):
    """esbuild is missing, or refused a script or a style sheet; the message tells which."""


def bundle_worker(out: Path) -> None:
    """Replace the scripts of the search in ``out`` by the worker and what it loads later. Raises ``BundleError``.

    Older browsers start classic scripts as workers only, hence no modules. ``mangle`` shortens names inside MiniSearch.
    """
    shutil.rmtree(out / SEARCH)
    (out / SEARCH).mkdir()
    for name, *options in ((WORKER, "--mangle-props=^_|acuum|Stored|FieldLength"), (LATER, "--global-name=later")):
        script = _esbuild(ROOT / "docs", f"./{SEARCH}/{name}", "--format=iife", SYNTAX, *options)
        (out / SEARCH / name).write_text(script, encoding="utf-8")


def merge_styles(docs: Path, names: Sequence[str]) -> list[str]:
    """Join the style sheets ``names`` of ``docs`` into one, in that order, and remove them; return what to load."""
    return _replace(docs, names, STYLES, _joined(docs, names))


def join_sheets(docs: Path, sheets: Mapping[str, Sequence[str]]) -> None:
    """Join style sheets into those that one kind of page loads, by name, and remove the parts.

    All languages load those at the root of the site. One part may stand in several.
    """
    root = docs / LANGUAGES[0]
    for target, names in sheets.items():
        (root / target).write_text(_joined(root, names), encoding="utf-8")
    for name in {name for names in sheets.values() for name in names}:
        for lang in LANGUAGES:
            (docs / lang / name).unlink(missing_ok=True)


def merge_scripts(docs: Path, names: Sequence[str]) -> list[str]:
    """Join the scripts ``names`` of ``docs`` into a classic one, in that order, and remove them; return what to load.

    A script that fails is told as an error of the page, and leaves those after it alone.
    Raises ``BundleError``.
    """
    entry = "\n".join(GUARDED.format(name=json.dumps(f"./{name}")) for name in names)
    return _replace(docs, names, SCRIPTS, _esbuild(docs, "--loader=js", "--format=iife", SYNTAX, source=entry))


def _joined(docs: Path, names: Sequence[str]) -> str:
    entry = "\n".join(f"@import {json.dumps(f'./{name}')};" for name in names)
    return _esbuild(docs, "--loader=css", CSS_SYNTAX, source=entry)


def _replace(docs: Path, names: Sequence[str], target: str, whole: str) -> list[str]:
    for name in names:
        (docs / name).unlink()
    (docs / target).parent.mkdir(parents=True, exist_ok=True)
    (docs / target).write_text(whole, encoding="utf-8")
    return [target]


def _esbuild(folder: Path, *options: str, source: str = "") -> str:
    """Run esbuild in ``folder``, over the file that ``options`` name or over ``source``; return what it writes."""
    binary = next(ROOT.glob(BINARIES), None)
    if binary is None:
        message = "缺少打包工具 esbuild：请用 make build 安装 / esbuild is missing: `make build` installs it"
        raise BundleError(message)
    command = [str(binary), *options, "--bundle", "--minify", "--charset=utf8", "--legal-comments=none"]
    run = subprocess.run(
        command, input=source, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if run.returncode:
        message = f"脚本或样式表没有打包成 / Scripts or style sheets could not be bundled:\n{run.stderr}"
        raise BundleError(message)
    return run.stdout
