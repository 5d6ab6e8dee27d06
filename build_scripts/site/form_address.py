"""Puts what the self-assessment loads under addresses made from its content.

Its page, scripts, rules, words and runtime have to be of one build. A browser may hold an older copy of
any file, and a new version may be published while the form is open; under an address of its own a file
is the right one or missing, and missing is something that the page can say (docs/assets/offline/form-news.js).
The plain files stay beside the stamped ones for whoever asks for them by name, such as the terminal.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from typing import TYPE_CHECKING

from build_scripts.content.addresses import FORM, FORM_DATA, FORM_FILES, RUNTIME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DIGITS = 16
STAMP = rf"[0-9a-f]{{{DIGITS}}}"


def stamp_form(out: Path, years: Iterable[str]) -> str:
    """Stamp the form of every edition in the site ``out`` anew, whatever stamp it had; return the stamp."""
    data = [out / year / FORM_DATA for year in years]
    scripts = out / FORM_FILES
    files = {folder: _plain_files(folder) for folder in (scripts, *data)}
    files = {folder: [path for path in paths if path.suffix != ".ics"] for folder, paths in files.items()}
    stamp = _stamp(out, [path for paths in files.values() for path in paths])
    for folder, paths in files.items():
        for earlier in folder.iterdir():
            if re.fullmatch(STAMP, earlier.name):
                shutil.rmtree(earlier)
        (folder / stamp).mkdir()
        for path in paths:
            copy = folder / stamp / path.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    for page in sorted(out.glob(f"**/{FORM}/index.html")):
        html = page.read_text(encoding="utf-8")
        html = re.sub(rf"({FORM_FILES}/)(?:{STAMP}/)?", rf"\g<1>{stamp}/", html)
        html = re.sub(rf'(data-data="[^"]*/{FORM_DATA}/)(?:{STAMP}/)?"', rf'\g<1>{stamp}/"', html)
        page.write_text(html, encoding="utf-8")
    return stamp


def is_plain_twin(path: str) -> bool:
    """Tell whether no page loads ``path``, since its stamped twin stands beside it."""
    if path.startswith(f"{FORM_FILES}/"):
        return not re.match(rf"{STAMP}/", path.removeprefix(f"{FORM_FILES}/"))
    folder, _, name = path.rpartition("/")
    return folder.endswith(f"/{FORM_DATA}") and not name.endswith(".ics")


def _plain_files(folder: Path) -> list[Path]:
    """List what stands in ``folder`` and below it, stamped copies aside."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in files if not re.fullmatch(STAMP, path.relative_to(folder).parts[0]))


def _stamp(out: Path, files: list[Path]) -> str:
    """Hash names and contents, and those of the runtime: whatever the form loads changes the stamp."""
    digest = hashlib.sha256()
    for path in [*files, *sorted(path for path in (out / RUNTIME).rglob("*") if path.is_file())]:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(out).as_posix()} {content}\n".encode())
    return digest.hexdigest()[:DIGITS]
