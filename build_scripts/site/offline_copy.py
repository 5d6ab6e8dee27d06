"""Writes the service worker of the finished site: the list of every file with its hash, and the code.

The list is cut into groups, so that a reader is not made to fetch what only the self-assessment needs:
what all pages share, the pages of a language (earlier editions apart), the form's scripts, the data
of an edition, the runtime. The worker keeps a group once a page has asked for it (docs/assets/offline/worker/).
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_scripts.content.addresses import DOWNLOADS, FOLDERS, FORM_DATA, FORM_FILES, RUNTIME
from build_scripts.downloads.preview_images import FOLDER as SOCIAL
from build_scripts.downloads.whole_site_zip import write_zip
from build_scripts.runtime.folder import MEMORY, PACKED_ENDING, PROBE
from build_scripts.site.form_address import is_plain_twin, stamp_form
from build_scripts.site.mkdocs import ROBOTS, SITEMAP
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from build_scripts.content.edition import Site

CODE = Path(__file__).parent.parent.parent / "docs" / "assets" / "offline"
PARTS = ("store", "versions", "fetches", "events")
WORKER = "sw.js"
PAGE = "offline.html"  # what the worker shows where a page is not kept
SHARED, FORM_GROUP, CHECKER = "shared", "form", "runtime"  # form-news.js asks for the last two
CHECKLIST = "too-old.js"  # with its style sheets the form is a checklist, also for who was never there
HASH_DIGITS = 32  # 128 bits of SHA-256; store.js compares as many
APART = {"404.html", SITEMAP, ROBOTS, WORKER}  # the server's own business
APART |= {MEMORY + PACKED_ENDING}  # where the line is fast; without a line the library does


def add_offline(site: Site, out: Path) -> None:
    """Finish the built site in ``out``: stamp the form, write the zip to take away and the service worker."""
    shutil.rmtree(out / FOLDERS["en"] / "assets" / "offline", ignore_errors=True)  # one copy, at the root
    shutil.rmtree(out / "assets" / "offline" / "worker", ignore_errors=True)
    stamp_form(out, site.editions)
    groups = groups_of(site, out)
    apart = {f"{RUNTIME}/{PROBE}", *_twins(groups)}  # without the probe the packed twins do for every host
    packed = [path for files in groups.values() for path in files if path not in apart]
    offered = [path for path in (out / DOWNLOADS).glob("*") if path.suffix in {".pdf", ".txt"}]  # as pages offer them
    packed += [path.relative_to(out).as_posix() for path in offered]
    write_zip(site, out, packed)
    write_worker(site, out)


def write_worker(site: Site, out: Path) -> str:
    """Write ``sw.js`` for the files that stand in ``out`` now; return the version, a hash of all of it."""
    code = "\n".join((CODE / "worker" / f"{part}.js").read_text(encoding="utf-8") for part in PARTS)
    groups = groups_of(site, out)
    listed: dict[str, Any] = {
        "groups": groups,
        "shared": SHARED,
        "probe": f"{RUNTIME}/{PROBE}",
        "twins": _twins(groups),
        "offline": {FOLDERS[lang]: f"{FOLDERS[lang]}{PAGE}" for lang in LANGUAGES},
        "apart": f"{DOWNLOADS}/",
    }
    version = _hash((json.dumps(listed) + code).encode())
    head = json.dumps({"version": version} | listed, ensure_ascii=False, separators=(",", ":"))
    (out / WORKER).write_text(f"const SITE = {head};\n\n{code}", encoding="utf-8")
    return version


def groups_of(site: Site, out: Path) -> dict[str, dict[str, str]]:
    """Return the hash of every file that a page may load, by group and path, the most needed group first."""
    groups: dict[str, dict[str, str]] = {SHARED: {}}
    groups |= {group: {} for group in (*LANGUAGES, FORM_GROUP)}
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        name = path.relative_to(out).as_posix()
        apart = path.name in APART or name.startswith((f"{DOWNLOADS}/", SOCIAL))
        if apart or is_plain_twin(name):
            continue
        groups.setdefault(_group(site, name), {})[name] = _hash(path.read_bytes())
    return {name: groups[name] for name in sorted(groups, key=lambda name: name == CHECKER)}


def _twins(groups: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return the files of the runtime that have a packed twin beside them, with it."""
    files = groups.get(CHECKER, {})
    return {path: f"{path}{PACKED_ENDING}" for path in files if f"{path}{PACKED_ENDING}" in files}


def _group(site: Site, name: str) -> str:
    """Return the group of a file, such as ``shared``, ``zh``, ``en/<earlier edition>``, ``assessment/<edition>``."""
    lang = next((lang for lang, folder in FOLDERS.items() if folder and name.startswith(folder)), LANGUAGES[0])
    first, _, rest = name.removeprefix(FOLDERS[lang]).partition("/")
    if name.startswith(f"{RUNTIME}/"):
        return CHECKER
    if name.startswith(f"{FORM_FILES}/") and name.endswith(".js") and not name.endswith(f"/{CHECKLIST}"):
        return FORM_GROUP
    if first in ("assets", PAGE):
        return SHARED
    if rest.startswith(f"{FORM_DATA}/") and not name.endswith(".ics"):
        return f"{FORM_DATA}/{first}"
    return f"{lang}/{first}" if first in site.editions and first != site.current else lang


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:HASH_DIGITS]
