"""What the tests share: the project's root, its data, and one built site a session."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from coverage import Coverage
from filelock import FileLock
from hypothesis import HealthCheck, settings

from build_scripts.build import build
from build_scripts.rules.rulebook import rulebook_json
from py_checker import Checker
from tests.content import guide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition, Site

# A busy machine is slow, not wrong.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

FIRST = ("browser", "search", "runtime", "downloads", "assurance", "checker")  # rooms whose files take minutes


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--site", help="test this built site instead of building one, while working on the tests")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the built site (`make test-fast` leaves it out), and begin with what takes long."""
    for item in items:
        if "site_dir" in getattr(item, "fixturenames", ()):
            item.add_marker("built")
        if _room(item) == "browser":
            item.add_marker("untraced")  # what it runs is the site
    items.sort(key=lambda item: FIRST.index(_room(item)) if _room(item) in FIRST else len(FIRST))


def _room(item: pytest.Item) -> str:
    """Return the folder of tests/ in which a test lies."""
    return item.path.relative_to(guide.ROOT / "tests").parts[0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Measure no coverage while a test with the mark ``untraced`` runs: of a thousand applicants it takes minutes."""
    tracer = Coverage.current() if item.get_closest_marker("untraced") else None
    if tracer:
        tracer.stop()
    try:
        yield
    finally:
        if tracer:
            tracer.start()


@pytest.fixture(scope="session")
def root() -> Path:
    return guide.ROOT


@pytest.fixture(scope="session")
def site() -> Site:
    return guide.SITE


@pytest.fixture(scope="session")
def edition() -> Edition:
    return guide.EDITION


@pytest.fixture(scope="session")
def scenarios() -> tuple[Scenario, ...]:
    return guide.SCENARIOS


@pytest.fixture(scope="session")
def scenario_of(scenarios: tuple[Scenario, ...]) -> dict[str, Scenario]:
    return {scenario.id: scenario for scenario in scenarios}


@pytest.fixture(scope="session")
def answers_of(scenario_of: dict[str, Scenario]) -> dict[str, dict[str, Any]]:
    return {name: scenario.answers for name, scenario in scenario_of.items()}


@pytest.fixture(scope="session")
def checker(edition: Edition) -> Checker:
    return Checker(rulebook_json(edition))


@pytest.fixture(scope="session")
def site_dir(root: Path, pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, as a visitor gets it: built once a run, by whichever process needs it first."""
    if given := pytestconfig.getoption("--site"):
        return Path(given).resolve()
    of_this_run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        of_this_run = of_this_run.parent  # each process has a folder of its own in it
    out = of_this_run / "built" / "site"
    with FileLock(of_this_run / "built.lock"):
        if not out.is_dir():
            logging.getLogger("build_scripts").setLevel(logging.INFO)
            build(root, out)
    return out
