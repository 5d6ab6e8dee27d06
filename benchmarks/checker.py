"""The checker on CPython: one check of all tracks, and its import into a fresh interpreter."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from py_checker import Checker

ROUNDS = 1000
WARM_UP = 100
STARTS = 41


def respond_ms(checker: Checker, messages: Sequence[str]) -> list[float]:
    """Return how long single answers took, JSON in and JSON out, the messages by turns."""
    taken = []
    for number in range(WARM_UP + ROUNDS):
        message = messages[number % len(messages)]
        started = time.perf_counter_ns()
        checker.respond(message)
        taken.append((time.perf_counter_ns() - started) / 1e6)
    return taken[WARM_UP:]


def import_ms(root: Path) -> dict[str, float]:
    """Return the medians of fresh interpreters that import py_checker and of bare ones, started by turns.

    Bytecode is kept, as wherever a package is installed, whatever this process was told about it.
    """
    bare = f"import sys; sys.path.insert(0, {str(root)!r})"
    taken: dict[str, list[float]] = {bare: [], f"{bare}; import py_checker": []}
    with tempfile.TemporaryDirectory() as bytecode:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = bytecode
        for number in range(STARTS + 2):
            for code, times in taken.items():
                started = time.perf_counter_ns()
                subprocess.run([sys.executable, "-c", code], env=environment, check=True)
                if number > 1:  # the first ones write the bytecode
                    times.append((time.perf_counter_ns() - started) / 1e6)
    start, whole = (statistics.median(times) for times in taken.values())
    return {"bare_start": start, "with_import": whole, "median": whole - start}


def summary(taken: Sequence[float]) -> dict[str, float]:
    """Return the median, and what one in twenty exceeds."""
    return {"median": statistics.median(taken), "p95": statistics.quantiles(taken, n=20)[-1]}
