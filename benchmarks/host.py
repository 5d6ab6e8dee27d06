"""A host to measure against: compresses like a good one or not at all, at a given speed, and counts every byte."""

from __future__ import annotations

import gzip
import hashlib
import http.server
import subprocess
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SQUEEZE = Path(__file__).with_name("squeeze.mjs")
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".json": "application/json",
         ".html": "text/html", ".css": "text/css", ".svg": "image/svg+xml"}  # fmt: skip
PACKED = (".bin", ".png", ".woff2")
FOREVER = ("/assets/runtime/", "/stock/", "/npm/", "/bench/")
CHUNK = 16_384


class Sent(NamedTuple):
    """The bytes that go over the line, their Content-Encoding ("" for none) and their ETag."""

    data: bytes
    encoding: str
    tag: str


class Host(http.server.ThreadingHTTPServer):
    """Serves folders under addresses until closed.

    ``encoding``: ``br`` (the best, made beforehand, as hosts serve it from files), ``gzip`` or ``""``;
    ``mbit_s``: the speed of the line that all connections share, 0 for none; ``latency_s``: before each
    answer. ``moved``: the bytes sent so far, heads included.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, folders: Mapping[str, Path], cache: Path) -> None:
        """Serve ``folders`` by address; ``cache`` keeps what was compressed."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folders, self.cache = dict(folders), cache
        self.encoding, self.mbit_s, self.latency_s = "br", 0.0, 0.0
        self.moved = 0
        self._sent: dict[tuple[Path, int, str], Sent] = {}
        self._free = 0.0  # when the line will be free again
        self._lock = threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()
        self.root = f"http://127.0.0.1:{self.server_address[1]}/"

    def handle_error(self, *_: object) -> None:
        """Say nothing when a browser hangs up."""

    def find(self, address: str) -> Path | None:
        """Return the file at an address."""
        for prefix in sorted(self.folders, key=len, reverse=True):
            if address.startswith(prefix):
                path = self.folders[prefix] / address.removeprefix(prefix)
                path = path / "index.html" if path.is_dir() else path
                return path if path.is_file() else None
        return None

    def encoded(self, path: Path) -> Sent:
        """Return what is sent for a file, made once: a host that serves files has it ready."""
        key = (path, path.stat().st_mtime_ns, self.encoding)
        if key not in self._sent:
            data, encoding = self._encode(path)
            self._sent[key] = Sent(data, encoding, f'"{hashlib.sha256(data).hexdigest()[:16]}"')
        return self._sent[key]

    def _encode(self, path: Path) -> tuple[bytes, str]:
        data = path.read_bytes()
        if not self.encoding or path.suffix in PACKED or len(data) < CHUNK // 16:
            return data, ""
        if self.encoding == "gzip":
            return gzip.compress(data, 6), "gzip"
        place = self.cache / f"brotli-{hashlib.sha256(data).hexdigest()[:16]}"
        with self._lock:
            if not place.is_file():
                self.cache.mkdir(parents=True, exist_ok=True)
                subprocess.run(["node", str(SQUEEZE), str(path), str(place)], check=True)  # noqa: S607 - as make finds it
        return place.read_bytes(), "br"

    def paced(self, data: bytes) -> Iterator[bytes]:
        """Yield the parts of ``data`` when the line has carried them."""
        chunk = CHUNK if self.mbit_s else max(len(data), 1)
        for start in range(0, len(data), chunk):
            part = data[start : start + chunk]
            with self._lock:
                now = time.perf_counter()
                took = len(part) * 8 / (self.mbit_s * 1e6) if self.mbit_s else 0
                self._free = max(self._free, now) + took
                wait = self._free - now
                self.moved += len(part)
            if took:
                time.sleep(wait)
            yield part


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Host

    def do_GET(self) -> None:
        host = self.server
        time.sleep(host.latency_s)
        address = self.path.partition("?")[0]
        path = host.find(address)
        if path is None:
            self._answer(404, b"", {})
            return
        data, encoding, tag = host.encoded(path)
        kept_for = 600 if address.endswith("runtime.json") or not address.startswith(FOREVER) else 31_536_000
        headers = {"ETag": tag, "Cache-Control": f"max-age={kept_for}"}
        if self.headers.get("If-None-Match") == tag:
            self._answer(304, None, headers)
            return
        headers["Content-Type"] = TYPES.get(path.suffix, "application/octet-stream")
        self._answer(200, data, headers | ({"Content-Encoding": encoding} if encoding else {}))

    def _answer(self, code: int, body: bytes | None, headers: Mapping[str, str]) -> None:
        self.send_response_only(code)
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.server.moved += sum(map(len, self._headers_buffer))
        self.end_headers()
        for part in self.server.paced(body or b""):
            self.wfile.write(part)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
