"""Tells what of others the site ships, and under which licence, from the metadata of the installed packages.

``SHIPPED`` is the one list. It names what reaches a visitor's device; tools that only build or test are not in it.
Fonts are not in it either: pages load none, and the PDFs hold a part of one as a document may (OFL, clause 5).
Versions, licences and addresses are read from the packages. Beside this file stand the texts that a package leaves out.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parent.parent.parent.parent
NODE_MODULES = ROOT / "node_modules"
LICENCES = Path(__file__).parent  # by SPDX name
FILE = "download/third-party-notices.txt"  # beside the zip
PYODIDE_LOCK = NODE_MODULES / "pyodide" / "pyodide-lock.json"
RULER = "\n\n" + "=" * 80 + "\n\n"
OF_ICONS = re.compile(r"^# Icons: ([^(\n]+?) \(", re.MULTILINE)  # where code and fonts have another licence
LICENCE_FILE = re.compile(r"(^|/)licen[cs]e(\.\w+)?$", re.IGNORECASE)
SOURCE_MAP = re.compile(r"/(javascripts|stylesheets)/[^/]+\.map$")  # those of workers lie deeper: none is shipped
BUNDLED = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/")


class Shipped(NamedTuple):
    """A package that is shipped, the registry it comes from, and what for: a word of ``interface/pages.yml``."""

    package: str
    registry: str
    use: str


SHIPPED = (
    Shipped("mkdocs-material", "python", "theme"),  # page frame, style sheet and script of every page
    Shipped("minisearch", "npm", "search"),  # bundled into the search worker
    Shipped("stemmer", "npm", "stems"),  # the same
    Shipped("pypinyin", "python", "pinyin"),  # its readings stand in the search's table
    Shipped("opencc-python-reimplemented", "python", "traditional"),  # its characters stand in the search's table
    Shipped("pyodide", "npm", "pyodide"),  # slimmed; runs py_checker
)

ICONS = {  # by folder of the theme, which tells neither name nor home page; all stand in its style sheet
    "material": ("Material Design Icons", "https://pictogrammers.com/"),
    "octicons": ("Octicons", "https://github.com/primer/octicons"),
    "fontawesome": ("Font Awesome Free", "https://fontawesome.com/"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ThirdParty:
    """Something of others: its name, version, licence, home page, use, the licence's text, and what it bundles."""

    name: str
    version: str
    licence: str
    address: str
    use: str
    text: str = ""
    bundles: tuple[str, ...] = ()


@cache
def third_parties() -> tuple[ThirdParty, ...]:
    """Return all of others that the site ships: the packages, then what lies within them under its own licence."""
    read = {"npm": _of_npm, "python": _of_python}
    return (*(read[shipped.registry](shipped) for shipped in SHIPPED), *_icons(), *_within_pyodide())


def write_third_parties(out: Path) -> None:
    """Write the notices of all that is shipped, with the texts of the licences, as one file of the site in ``out``."""
    target = out / FILE
    target.parent.mkdir(exist_ok=True)
    own = (ROOT / "LICENSE").read_text(encoding="utf-8")
    notices = [f"本站程序的许可 / The licence of this site's own code\n\n{own}", *map(_notice, third_parties())]
    target.write_text("\ufeff" + RULER.join(notice.strip() for notice in notices) + "\n", encoding="utf-8")


def _notice(party: ThirdParty) -> str:
    bundled = [f"Bundles {name}: https://www.npmjs.com/package/{name}" for name in party.bundles]
    return "\n".join([f"{party.name} {party.version}".strip(), party.licence, party.address, *bundled, "", party.text])


def _of_npm(shipped: Shipped) -> ThirdParty:
    folder = NODE_MODULES / shipped.package
    told: dict[str, Any] = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    return ThirdParty(
        name=shipped.package,
        version=told["version"],
        licence=told["license"],
        address=told["homepage"],
        use=shipped.use,
        text=_text(folder.iterdir(), told["license"]),
    )


def _of_python(shipped: Shipped) -> ThirdParty:
    package = importlib.metadata.distribution(shipped.package)
    told: dict[str, Any] = package.metadata.json
    files = [Path(str(file.locate())) for file in package.files or ()]
    licence = told.get("license_expression") or told["license"]
    links = dict(link.split(", ", 1) for link in told.get("project_url", ()))
    return ThirdParty(
        name=told["name"],
        version=told["version"],
        licence=licence,
        address=told.get("home_page") or links["Source"],
        use=shipped.use,
        text=_text((file for file in files if ".dist-info" in file.as_posix()), licence),
        bundles=tuple(sorted(_bundled(files))),
    )


def _bundled(files: Iterable[Path]) -> set[str]:
    """Return the npm packages within the scripts and style sheets of pages, as their source maps tell."""
    maps = [json.loads(file.read_text(encoding="utf-8")) for file in files if SOURCE_MAP.search(file.as_posix())]
    return {found[1] for told in maps for source in told["sources"] if (found := BUNDLED.search(source))}


def _icons() -> tuple[ThirdParty, ...]:
    """Return the sets of icons that the theme brings, each with a licence of its own beside it."""
    theme = importlib.metadata.distribution(SHIPPED[0].package)
    found = []
    for folder, (name, address) in ICONS.items():
        [file] = Path(str(theme.locate_file(f"material/templates/.icons/{folder}"))).glob("LICENSE*")
        text = file.read_text(encoding="utf-8")
        of_icons = OF_ICONS.search(text)
        found.append(
            ThirdParty(
                name=name,
                version="",
                licence=of_icons[1] if of_icons else text.partition("\n")[0],
                address=address,
                use="icons",
                text=text,
            )
        )
    return tuple(found)


def _within_pyodide() -> tuple[ThirdParty, ...]:
    """Return what Pyodide is made of; its lock file names the versions, such as ``emscripten_5_0_3``."""
    told = json.loads(PYODIDE_LOCK.read_text(encoding="utf-8"))["info"]
    python, (name, *numbers) = told["python"], told["platform"].split("_")
    emscripten = ".".join(numbers)
    minor = python.rpartition(".")[0]
    return (
        ThirdParty(
            name="CPython",
            version=python,
            licence="PSF-2.0",
            address=f"https://docs.python.org/{minor}/license.html",  # and the licences of what CPython contains
            use="python",
            text=_text((), "PSF-2.0"),
        ),
        ThirdParty(
            name=name.capitalize(),
            version=emscripten,
            licence="MIT",
            address=f"https://github.com/emscripten-core/emscripten/blob/{emscripten}/LICENSE",
            use="emscripten",
        ),
    )


def _text(files: Iterable[Path], licence: str) -> str:
    """Return the text of a licence: the one among a package's ``files``, else ours of that licence."""
    own = sorted(file for file in files if LICENCE_FILE.search(file.name))
    return "\n\n".join(file.read_text(encoding="utf-8") for file in own or [LICENCES / f"{licence}.txt"])
