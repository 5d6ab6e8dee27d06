"""``python -m py_checker --answers FILE [--lang zh|en] [--json]``: the verdicts in a terminal.

FILE is JSON or YAML (YAML where PyYAML is installed): a mapping from fact ids to answers, or one
with such a mapping under ``answers``. The rulebook and the words are those of the built site.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path
from typing import Any

from py_checker import Checker, CheckerError
from py_checker.terminal import report
from py_checker.wire import FORMAT, VERSION


def main(arguments: list[str] | None = None) -> int:
    """Print the verdicts. Return 0, or 1 where the answers could not be assessed."""
    parser = argparse.ArgumentParser(prog="py_checker", description="申报条件自测 / self-assessment")
    parser.add_argument("--answers", type=Path, required=True, help="YAML / JSON")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--json", action="store_true", help="原样输出 / print the wire format")
    parser.add_argument("--data", type=Path, help="rulebook.json, texts.*.json (site/<year>/assessment)")
    options = parser.parse_args(arguments)
    try:
        folder = options.data or _built()
        checker = Checker((folder / "rulebook.json").read_text(encoding="utf-8"))
        texts = json.loads((folder / f"texts.{options.lang}.json").read_text(encoding="utf-8"))
        answers = _answers(options.answers)
    except (OSError, ValueError, CheckerError) as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    request = {"format": FORMAT, "version": VERSION, "kind": "assess", "edition": texts["edition"], "answers": answers}
    response = checker.respond(json.dumps(request, ensure_ascii=False, default=str))
    if options.json:
        print(response)
    else:
        print("\n".join(report(json.loads(response), texts)))
    return 0 if json.loads(response)["kind"] == "verdicts" else 1


def _built() -> Path:
    """Return the newest edition's data in the built site."""
    folders = sorted(Path("site").glob("*/assessment"))
    if not folders:
        raise ValueError("请先运行 make build，或用 --data 指明目录。 / Run `make build` first, or name --data.")
    return folders[-1]


def _answers(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        data = json.loads(text)
    else:
        try:
            yaml = importlib.import_module("yaml")
        except ImportError as error:
            raise ValueError("读 YAML 需要 PyYAML；请改用 JSON。 / YAML needs PyYAML; use JSON instead.") from error
        try:
            data = yaml.safe_load(text)
        except yaml.YAMLError as error:
            raise ValueError(f"{path}: YAML: {error}") from error
    answers = data.get("answers", data) if isinstance(data, dict) else data
    if not isinstance(answers, dict):
        raise ValueError(f"{path}: 应为“问题编号: 回答” / expected a mapping from fact ids to answers")  # noqa: TRY004
    return {str(fact): value for fact, value in answers.items()}


if __name__ == "__main__":
    sys.exit(main())
