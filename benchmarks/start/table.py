"""The table of what a start costs, with the goals of the project beside it."""

from __future__ import annotations

from typing import Any

from benchmarks.start.measure import FLOOR, OURS, PYSCRIPT, RESTORED, STOCK, VISITS

MEGABYTE = 1e6
MOST_BYTES = 4_100_000
LEAST_TIMES = {
    OURS: {("plain", "cold"): 2.5, ("slowed", "cold"): 1.75},
    RESTORED: {("plain", "cold"): 4.0},
}
MOST_MS = {"verdict": 50, "input": 100}
NAMES = {
    OURS: "本站 / this site",
    RESTORED: "本站，从内存恢复 / this site, from the memory",
    STOCK: "原版 Pyodide / stock Pyodide + loadPackage",
    PYSCRIPT: "PyScript",
    FLOOR: "纯 JavaScript / plain JavaScript",
}
PACES = {"plain": "本机全速 / full speed", "slowed": "10 Mbit/s，CPU 慢 4 倍 / CPU 4 times slower"}


def start_table(browser: dict[str, Any]) -> list[str]:
    """Return the lines for what ``start.measured`` found."""
    lines = []
    for pace, ways in browser["start"].items():
        lines.append(f"从启动到首个结论 / start to first verdict - {PACES[pace]}")
        lines += [_line(pace, way, visit, ways[way][visit]) for visit in VISITS for way in ways]
    lines.append("首次访问传输 / bytes of a first visit")
    for host, ways in browser["bytes_by_host"].items():
        sent = {way: f"{count / MEGABYTE:.2f} MB" for way, count in ways.items()}
        mark = _mark(ways[OURS] <= MOST_BYTES)
        others = "，".join(f"{NAMES[way]} {sent[way]}" for way in (RESTORED, STOCK))
        lines.append(f"{mark} {sent[OURS]:>10}  {others}  (host: {host})")
    for pace, found in browser["form_ms"].items():
        lines.append(f"网页 / the page - {PACES[pace]}")
        lines.append(_form_line(pace, found["verdict"]["median"], "verdict", "从作答到结论 / answer to verdict"))
        lines.append(_form_line(pace, found["input"], "input", "加载时最慢的反应 / slowest reaction while loading"))
        lines.append(f"  {found['bare']:9.0f} ms  只有单选按钮的网页 / a page of radio buttons alone")
        lines.append(f"  {found['ready']:9.0f} ms  从第一次触碰到首个结论 / first touch to first verdict")
    memory = browser["memory_bytes"]
    if memory:
        page, engine = (memory[name] / MEGABYTE for name in ("page", "engine"))
        lines.append(f"  {page:8.0f} MB  网页占用内存 / memory of the page, {engine:.0f} MB of it the engine")
    return lines


def _line(pace: str, way: str, visit: str, found: dict[str, Any]) -> str:
    times = found["times_sooner_than_stock"]
    goal = LEAST_TIMES.get(way, {}).get((pace, visit))
    mark = _mark(times >= goal) if goal else " "
    wanted = f" (>= {goal})" if goal else ""
    moved = f"{found['bytes'] / MEGABYTE:6.2f} MB"
    return f"{mark} {visit:>5} {found['ms']:9.0f} ms {moved} {times:6.2f} x{wanted:10} {NAMES[way]}"


def _form_line(pace: str, found: float, kind: str, name: str) -> str:
    mark = _mark(found <= MOST_MS[kind]) if pace == "plain" or kind == "input" else " "
    return f"{mark} {found:9.0f} ms  {name} (<= {MOST_MS[kind]})"


def _mark(good: bool) -> str:  # noqa: FBT001 - the value itself is the subject
    return "✓" if good else "✗"
