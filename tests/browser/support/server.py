"""A web server for tests: serves a folder, quietly, on a port of its own."""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from py_checker import Checker

DOUBLE = Path(__file__).with_name("checker_double.js")
WORKER = "/worker.js"  # of the self-assessment; the search has another


class Files(http.server.SimpleHTTPRequestHandler):
    """A static host: right types for modules and WebAssembly."""

    extensions_map = {  # noqa: RUF012 - as the base class has it
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """A server on a port of its own; ``port`` 0 is a free one."""

    def __init__(self, port: int, handler: Callable[..., Files]) -> None:
        super().__init__(("127.0.0.1", port), handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_: object) -> None:
        """Say nothing when a browser hangs up."""

    @property
    def address(self) -> str:
        """Where it is found, with a slash at the end."""
        return f"http://127.0.0.1:{self.server_address[1]}/"


def serve(folder: Path, handler: type[Files] = Files, port: int = 0) -> Server:
    """Serve ``folder`` until the server is shut down."""
    return Server(port, functools.partial(handler, directory=str(folder)))


def answering(checker: Checker) -> type[Files]:
    """Make a host whose form asks ``checker`` of the tests themselves, in CPython.

    It stands in for a Pyodide that would take seconds to start: ``test_pyodide`` holds that both answer alike,
    byte for byte. The form's worker is checker_double.js then; all else is the site as it was built.
    """

    class Answering(Files):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path.endswith(WORKER) and "/self-assessment/" in path:
                self._send(DOUBLE.read_bytes(), "text/javascript")
            else:
                super().do_GET()

        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._send(checker.respond(asked).encode(), "application/json")

        def _send(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Answering
