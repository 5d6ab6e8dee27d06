"""What the tests share: the project's root, its data, and one built site a session."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from build_scripts.build import build
from build_scripts.loader import load_site
from build_scripts.rulebook_json import rulebook_json
from py_checker import Checker

if TYPE_CHECKING:
    from build_scripts.model import Edition, Site


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def site(root: Path) -> Site:
    return load_site(root)


@pytest.fixture(scope="session")
def edition(site: Site) -> Edition:
    return site.editions[site.current]


@pytest.fixture(scope="session")
def checker(edition: Edition) -> Checker:
    return Checker(rulebook_json(edition))


@pytest.fixture(scope="session")
def site_dir(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built once, as a visitor gets it."""
    logging.getLogger("build_scripts").setLevel(logging.INFO)
    out = tmp_path_factory.mktemp("built") / "site"
    build(root, out)
    return out
