"""A slower processor for the browser: all of its processes stand still most of the time.

Chromium's own throttle slows the page's main thread only, and Python runs in a worker.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

PERIOD_S = 0.02
LOOK_AGAIN_S = 0.2
PROC = Path("/proc")


class Pace(NamedTuple):
    """A line and a processor: ``mbit_s`` 0 is as fast as this machine goes, ``cpu`` the factor of slowness."""

    mbit_s: float
    latency_s: float
    cpu: float


def browser_processes() -> dict[int, str]:
    """Return the command lines of all browser processes below this one, by number; none where there is no /proc."""
    children: dict[int, list[int]] = {}
    commands: dict[int, str] = {}
    for place in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(place.name))
            commands[int(place.name)] = (place / "cmdline").read_text().replace("\0", " ")
    below, queue = {}, [os.getpid()]
    while queue:
        found = children.get(queue.pop(), [])
        queue += found
        below |= {process: commands.get(process, "") for process in found}
    return {process: command for process, command in below.items() if "chrom" in command.partition(" ")[0]}


@contextlib.contextmanager
def slowed(factor: float) -> Iterator[None]:
    """Give every browser process one ``factor``-th of its time; 1 leaves them alone."""
    over = threading.Event()
    worker = threading.Thread(target=_hold, args=(factor, over), daemon=True)
    if factor > 1:
        worker.start()
    try:
        yield
    finally:
        over.set()
        if worker.is_alive():
            worker.join()


def _hold(factor: float, over: threading.Event) -> None:
    looked, processes = 0.0, {}
    while not over.is_set():
        if time.monotonic() - looked > LOOK_AGAIN_S:
            looked, processes = time.monotonic(), browser_processes()
        _signal(processes, signal.SIGSTOP)
        time.sleep(PERIOD_S * (1 - 1 / factor))
        _signal(processes, signal.SIGCONT)
        time.sleep(PERIOD_S / factor)


def _signal(processes: dict[int, str], which: signal.Signals) -> None:
    for process in processes:
        with contextlib.suppress(OSError):
            os.kill(process, which)


def memory_bytes() -> dict[int, int]:
    """Return the memory of every renderer, shared pages counted in part (PSS), by process."""
    found = {}
    for process, command in browser_processes().items():
        if "--type=renderer" in command:
            with contextlib.suppress(OSError):
                lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
                found[process] = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return found
