"""``python -m build_scripts check | build | serve | mutate``: what the Makefile calls."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from build_scripts.source.faults import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 1 faults in the data or the build."""
    parser = argparse.ArgumentParser(prog="build_scripts", description="检查、生成、预览 / check, build, serve")
    parser.add_argument("command", choices=("check", "build", "serve", "mutate"))
    parser.add_argument("--root", type=Path, default=ROOT, help="项目目录 / the project's folder")
    parser.add_argument("--out", type=Path, help="网站目录，默认 site/ / where the site goes")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="· %(message)s", stream=sys.stdout)
    root, out = options.root.resolve(), (options.out or options.root / "site").resolve()
    commands = {
        "check": lambda: _check(root),
        "build": lambda: _build(root, out),
        "mutate": lambda: _mutate(root),
    }
    if options.command in commands:
        return _told(commands[options.command])
    return _serve(root, out, options.host, options.port)


def _check(root: Path) -> None:
    from build_scripts.assurance.check import check  # noqa: PLC0415 - what a command does not need is not loaded

    for line in check(root):
        print(line)


def _mutate(root: Path) -> None:
    from build_scripts.assurance.mutation.run import mutate  # noqa: PLC0415

    for line in mutate(root):
        print(line)


def _build(root: Path, out: Path) -> None:
    from build_scripts.build import build  # noqa: PLC0415

    build(root, out)
    print(f"✓ 网站已生成：{out} / The site is built.")


def _serve(root: Path, out: Path, host: str, port: int) -> int:
    from build_scripts.site.serve import serve  # noqa: PLC0415

    def rebuild() -> None:
        _told(lambda: _build(root, out))

    code = _told(lambda: _build(root, out))
    if not out.is_dir():
        return code
    serve(root, out, host, port, rebuild)
    return 0


def _told(work: Callable[[], None]) -> int:
    """Do the work; tell whatever is wrong in sentences, never as a traceback."""
    from build_scripts.assurance.mutation.verdict_judge import MutationError  # noqa: PLC0415
    from build_scripts.runtime.wheel import RuntimeBuildError  # noqa: PLC0415
    from build_scripts.site.bundle import BundleError  # noqa: PLC0415
    from build_scripts.site.mkdocs import SiteBuildError  # noqa: PLC0415

    try:
        work()
    except DataError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        count = len(error.faults)
        print(f"✗ 共 {count} 处要改；网站没有改动。 / {count} to mend; the site is as it was.", file=sys.stderr)
        return 1
    except (BundleError, MutationError, RuntimeBuildError, SiteBuildError) as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
