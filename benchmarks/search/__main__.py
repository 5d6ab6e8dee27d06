"""``python -m benchmarks.search``: our search beside Material's own and Pagefind, on the committed queries.

Prints a table and writes ``.cache/search.json``. Needs the built site; fetches jieba (pip, into .cache) and
Pagefind (npx), which are compared with and depended on by nothing else.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.search.judging import Judge, Query, read_queries, rows, scores
from benchmarks.search.pagefind import asked_pagefind
from benchmarks.search.stock import Stock
from benchmarks.search.workers import OURS, asked_first, asked_ours
from build_scripts.content.load import load_site
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent.parent
JIEBA = "jieba==0.42.1"
# Ours fetches more for a query with words that the text lacks: of all queries, each pasted whole as the first one.
BYTES = {"bytes": "bytes to the first result", "bytes95": "… of 95 % of queries", "most": "… of any query"}
EVERY = 7  # one query in so many is also typed sign by sign, to time it


def main(arguments: list[str] | None = None) -> int:
    """Measure; return 0, or 1 where there is no built site."""
    parser = argparse.ArgumentParser(prog="benchmarks.search", description="搜索对比 / the search compared")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="已生成的网站 / the built site")
    parser.add_argument("--out", type=Path, default=ROOT / ".cache" / "search.json")
    parser.add_argument("--only-ours", action="store_true", help="不和别的搜索比较 / without the others")
    options = parser.parse_args(arguments)
    if not (options.site / OURS).is_file():
        print("✗ 请先运行 make build。 / Run `make build` first.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        result = _measured(options.site.resolve(), Path(scratch), only_ours=options.only_ours)
    for line in table(result):
        print(line)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"→ {options.out}")
    return 0


def _measured(site: Path, scratch: Path, *, only_ours: bool) -> dict[str, Any]:
    content = load_site(ROOT)
    judge = Judge(content.editions[content.current])
    queries = read_queries()
    typed = {lang: [query.typed for query in queries if query.lang == lang] for lang in LANGUAGES}
    strokes = {lang: _strokes(listed) for lang, listed in typed.items()}
    engines = {"ours": {lang: _ours(site, lang, typed[lang], strokes[lang]) for lang in LANGUAGES}}
    if not only_ours:
        for name, jieba in (("material", None), ("material + jieba", _jieba())):
            stock = Stock(content, ROOT, scratch / name.replace(" ", ""), jieba)
            engines[name] = {lang: _stock(stock, lang, typed[lang], strokes[lang]) for lang in LANGUAGES}
        found = asked_pagefind(site, scratch / "pagefind", typed)
        engines["pagefind"] = {
            lang: {
                "rows": [answer["rows"] for answer in one["answers"]],
                "ms": [answer["ms"] for answer in one["answers"]],
                "bytes": one["bytes"],
            }
            for lang, one in found.items()
        }
    return {name: _judged(judge, queries, engine) for name, engine in engines.items()}


def _strokes(typed: list[str]) -> list[str]:
    """Return what stands in the box after every sign of some of the queries."""
    return [query[:end] for query in typed[::EVERY] for end in range(1, len(query) + 1)]


def _worker(ask: Callable[[list[str]], dict[str, Any]], typed: list[str], strokes: list[str], worker: Path) -> dict:
    answered, timed = ask(typed), ask(strokes)
    times = [answer["ms"] for answer in timed["answers"]]
    files = [worker, *(Path(file) for file in timed["files"])]
    return {
        "rows": [rows(answer["items"]) for answer in answered["answers"]],
        "ms": times,  # of one pass: what is fetched and built for a stroke counts as part of it
        "ready": answered["ready"],
        "bytes": sum(len(gzip.compress(file.read_bytes(), 9)) for file in files),
    }


def _ours(site: Path, lang: str, typed: list[str], strokes: list[str]) -> dict[str, Any]:
    found = _worker(lambda queries: asked_ours(site, lang, queries), typed, strokes, site / OURS)
    moved = sorted(answer["bytes"] for answer in asked_first(site, lang, typed))
    return found | {"bytes": moved[len(moved) // 2], "bytes95": moved[int(len(moved) * 0.95)], "most": moved[-1]}


def _stock(stock: Stock, lang: str, typed: list[str], strokes: list[str]) -> dict[str, Any]:
    found = _worker(lambda queries: stock.asked(lang, queries), typed, strokes, stock.worker(lang))
    found["bytes"] += len(gzip.compress(stock.index(lang).read_bytes(), 9))  # the page fetches it for the worker
    return found


def _jieba() -> Path:
    folder = ROOT / ".cache" / "jieba"
    if not folder.is_dir():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), JIEBA]
        subprocess.run(pip, check=True)
    return folder


def _judged(judge: Judge, queries: list[Query], engine: dict[str, Any]) -> dict[str, Any]:
    shown = {lang: iter(found["rows"]) for lang, found in engine.items()}
    by_section, by_sentence = defaultdict(list), defaultdict(list)
    for query in queries:
        found = next(shown[query.lang])
        for key in ((query.set, query.kind), (query.set, "all")):
            by_section[key].append(judge.rank(found, query))
            by_sentence[key].append(judge.rank(found, query, exact=True))
    return {
        "sets": {
            name: {
                kind: scores(ranks) | {"sentence3": scores(by_sentence[one, kind])["hit3"]}
                for (one, kind), ranks in by_section.items()
                if one == name
            }
            for name in dict.fromkeys(query.set for query in queries)
        },
        **{key: {lang: found.get(key, found["bytes"]) for lang, found in engine.items()} for key in BYTES},
        "ready_ms": {lang: found["ready"] for lang, found in engine.items() if "ready" in found},
        "stroke_ms": {lang: _summary(found["ms"]) for lang, found in engine.items()},
    }


def _summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"median": statistics.median(ordered), "p95": ordered[int(len(ordered) * 0.95)], "most": ordered[-1]}


def table(result: dict[str, Any]) -> list[str]:
    """Return the figures as lines: hit@1, hit@3 and MRR per set and class, then bytes and milliseconds."""
    names = list(result)
    lines = [" " * 28 + "".join(f"{name:>24}" for name in names), " " * 28 + f"{'hit@1  hit@3   MRR':>24}" * len(names)]
    for name, kinds in result["ours"]["sets"].items():
        for kind, first in kinds.items():
            found = [result[engine]["sets"][name][kind] for engine in names]
            cells = "".join(f"{one['hit1']:>12.2f}{one['hit3']:>6.2f}{one['mrr']:>6.2f}" for one in found)
            lines.append(f"{name:10}{kind:12}{first['queries']:>5} {cells}")
    for title, cell in (
        *((title, lambda found, lang, key=key: f"{found[key][lang]:,}") for key, title in BYTES.items()),
        ("ms a keystroke, median", lambda found, lang: f"{found['stroke_ms'][lang]['median']:.1f}"),
        ("ms a keystroke, p95", lambda found, lang: f"{found['stroke_ms'][lang]['p95']:.1f}"),
    ):
        lines += [
            f"{title:26}{lang}" + "".join(f"{cell(result[name], lang):>24}" for name in names) for lang in LANGUAGES
        ]
    return lines


if __name__ == "__main__":
    sys.exit(main())
