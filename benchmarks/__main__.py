"""``python -m benchmarks``: measures, prints a table, and writes it as JSON (``.cache/bench.json``).

Needs the built site. Figures depend on the machine and on what else it does: nothing here fails
where one is over its bar, the table only says so.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from benchmarks.against import against, against_table
from benchmarks.applicants import full_answers, request, scenarios_of, variants
from benchmarks.checker import import_ms, respond_ms, summary
from benchmarks.questions import shares
from benchmarks.start.measure import Bench, measured
from benchmarks.start.table import start_table
from build_scripts.content.load import load_site
from build_scripts.rules.rulebook import rulebook_json
from py_checker import Checker

ROOT = Path(__file__).resolve().parent.parent
BARS_MS = {"cpython": 2, "pyodide": 15, "advice_cpython": 20, "advice_pyodide": 150, "import": 30}
REPLIES = {"assess": "verdicts", "advise": "changes"}
NAMES = {
    "cpython": "一次核对全部方向，CPython / one check of all tracks, CPython",
    "pyodide": "同上，浏览器内往返 / the same in Chromium, round trip",
    "advice_cpython": "最小改动，CPython / the smallest changes, CPython",
    "advice_pyodide": "同上，浏览器内往返 / the same in Chromium, round trip",
    "import": "导入 py_checker / importing py_checker",
}
KINDS = {"uniform": "随机回答 / random answers", "lifelike": "近似真实 / lifelike answers"}


def main(arguments: list[str] | None = None) -> int:
    """Measure everything; return 0, or 1 where there is no built site."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="测速 / benchmark")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="已生成的网站 / the built site")
    parser.add_argument("--out", type=Path, default=ROOT / ".cache" / "bench.json")
    parser.add_argument("--plain", type=int, default=3, help="全速轮数 / rounds at full speed")
    parser.add_argument("--slowed", type=int, default=2, help="限速轮数 / rounds on a slow line and processor")
    parser.add_argument(
        "--against", default="HEAD~1", metavar="COMMIT", help="和哪个提交比 / compared with this commit"
    )
    options = parser.parse_args(arguments)
    if not (options.site / "assets" / "runtime").is_dir():
        print("✗ 请先运行 make build。 / Run `make build` first.", file=sys.stderr)
        return 1
    result = _measured(options.site, {"plain": max(options.plain, 1), "slowed": options.slowed})
    result["against"] = against(ROOT, options.against, max(options.plain, 1))
    for line in (*_table(result), *against_table(result["against"])):
        print(line)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"→ {options.out}")
    return 0


def _measured(site: Path, rounds: dict[str, int]) -> dict[str, Any]:
    content = load_site(ROOT)
    edition = content.editions[content.current]
    scenarios = scenarios_of(edition, ROOT)
    checker = Checker(rulebook_json(edition))
    answers = full_answers(edition, scenarios)
    whole = [full_answers(edition, scenarios, scenario.id) for scenario in scenarios]
    kinds = {"assess": variants(answers), "advise": whole}
    messages = {kind: [json.loads(request(edition, item, kind)) for item in items] for kind, items in kinds.items()}
    bench = Bench(ROOT, site, edition.id, messages["assess"][0])
    browser = measured(bench, edition.id, messages, rounds)
    if {kind: found["kind"] for kind, found in browser["answers"].items()} != REPLIES:
        raise RuntimeError(f"the worker answered {browser['answers']}")
    return {
        "machine": {"python": platform.python_version(), "processors": os.cpu_count(), "system": platform.platform()},
        "answers": len(answers),
        "tracks": len(edition.tracks),
        "bars_ms": BARS_MS,
        "ms": {
            "cpython": summary(respond_ms(checker, [request(edition, item) for item in variants(answers)])),
            "pyodide": summary(browser["answers"]["assess"]["ms"]),
            "advice_cpython": summary(respond_ms(checker, [request(edition, item, "advise") for item in whole])),
            "advice_pyodide": summary(browser["answers"]["advise"]["ms"]),
            "import": import_ms(ROOT),
        },
        "questions": shares(checker.assessor, whole),
        "browser": {name: browser[name] for name in ("chromium", "start", "bytes_by_host", "form_ms", "memory_bytes")},
    }


def _table(result: dict[str, Any]) -> list[str]:
    lines = [f"{'中位数 median':>16} {'p95':>9} {'目标 bar':>10}"]
    for key, bar in BARS_MS.items():
        found = result["ms"][key]
        mark = "✓" if found["median"] < bar else "✗"
        p95 = f"{found['p95']:6.2f} ms" if "p95" in found else ""
        lines.append(f"{mark} {found['median']:12.2f} ms {p95:>9} {'<':>6} {bar} ms  {NAMES[key]}")
    for key, found in result["questions"].items():
        lines.append(
            f"  {found['mean_share']:12.1%}    {found['mean_asked']:.1f} / {found['questions']} "
            f"问题定全部结论 questions settle all ({KINDS[key]}, {found['applicants']})"
        )
    return [*lines, *start_table(result["browser"])]


if __name__ == "__main__":
    sys.exit(main())
