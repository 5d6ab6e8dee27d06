"""Runs the Firefox that a distribution packages, and stands between it and Playwright.

    python firefox_relay.py /usr/bin/firefox-esr ARGUMENTS…

Playwright drives a stock Firefox by WebDriver BiDi (its channel ``moz-firefox``) and takes the newest
release for granted. A long-term release is up to a year older: what it does not know (to pretend a
colour scheme, to collect the bodies of responses) counts as done. All else passes through as it is.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import re
import sys
from typing import TYPE_CHECKING

from websockets.asyncio.client import connect
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

if TYPE_CHECKING:
    from collections.abc import Callable

    from websockets.asyncio.connection import Connection
    from websockets.asyncio.server import ServerConnection

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
LINE_BYTES = 2**20


async def run(command: list[str]) -> int:
    """Run Firefox; where it says at which address it listens, say the relay's own. Returns its exit code."""
    firefox = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE, limit=LINE_BYTES)
    async with contextlib.AsyncExitStack() as servers:
        async for line in firefox.stderr:
            said = line.decode(errors="replace")
            if found := LISTENING.search(said):
                server = serve(functools.partial(relay, address=found[1]), "127.0.0.1", 0, max_size=None)
                host, port = (await servers.enter_async_context(server)).sockets[0].getsockname()
                said = said.replace(found[1], f"ws://{host}:{port}")
            sys.stderr.write(said)
            sys.stderr.flush()
        return await firefox.wait()


async def relay(playwright: ServerConnection, address: str) -> None:
    """Carry one connection to Firefox and back."""
    async with connect(address + playwright.request.path, max_size=None, proxy=None) as firefox:
        await asyncio.gather(_carry(playwright, firefox, lambda text: text), _carry(firefox, playwright, _forgive))


async def _carry(source: Connection, target: Connection, look: Callable[[str], str]) -> None:
    with contextlib.suppress(ConnectionClosed):
        async for text in source:
            await target.send(look(text))
    await target.close()


def _forgive(text: str) -> str:
    message = json.loads(text)
    if message.get("error") != "unknown command":
        return text
    result = {"collector": "none"}  # the one name in such a result that Playwright asks for
    return json.dumps({"type": "success", "id": message["id"], "result": result})


if __name__ == "__main__":
    sys.exit(asyncio.run(run(sys.argv[1:])))
