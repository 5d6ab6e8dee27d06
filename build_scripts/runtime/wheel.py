"""Builds the wheel of py_checker: the very code that the tests run, as one reproducible file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# Every archive of this project carries this time (1 January 2020, UTC), so that the same sources
# give the same bytes. Zip files know no time before 1980.
SOURCE_DATE_EPOCH = "1577836800"


class RuntimeBuildError(Exception):
    """The wheel or the browser's runtime could not be built; the message is for people."""


def build_wheel(root: Path, out_dir: Path) -> Path:
    """Build the pure-Python wheel of ``root/py_checker`` into ``out_dir`` and return its path.

    setuptools writes ``build/`` and ``*.egg-info`` beside what it builds, so it works on a copy:
    the tree stays clean. It comes from .venv, no network is used.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="py_checker-wheel-") as scratch:
        source, built = Path(scratch, "source"), Path(scratch, "built")
        _copy_sources(root, source)
        # fmt: off
        command = [
            sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check",
            "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", str(built),
            str(source),
        ]
        # fmt: on
        environment = os.environ | {"SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH, "PYTHONHASHSEED": "0"}
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        wheels = sorted(built.glob("*.whl"))
        if run.returncode != 0 or len(wheels) != 1:
            raise RuntimeBuildError(
                "无法打包 py_checker，原因见下；缺少工具时请运行 make clean，再运行 make build。 / "
                "The wheel of py_checker could not be built, for the reason below; if a tool is "
                f"missing, run `make clean`, then `make build`.\n{run.stdout}{run.stderr}".rstrip()
            )
        return Path(shutil.copy(wheels[0], out_dir))


def _copy_sources(root: Path, target: Path) -> None:
    """Copy what the wheel is made of, with one mode for all: it is recorded in the archive."""
    shutil.copytree(
        root / "py_checker",
        target / "py_checker",
        ignore=shutil.ignore_patterns("__pycache__", "*.pyc"),
    )
    shutil.copy(root / "pyproject.toml", target)
    for path in target.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
