"""Serves the built site and builds it again when the data changes: MkDocs' own live-reload server."""

from __future__ import annotations

import logging
import mimetypes
import threading
from typing import TYPE_CHECKING, Any

from mkdocs.livereload import LiveReloadServer

from build_scripts.site.offline_copy import CODE, WORKER
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

log = logging.getLogger(__name__)
RETIRE = CODE / "retire.js"
TEMPLATES = ("build_scripts/pages/templates", "build_scripts/downloads/templates")
WATCHED = ("guide_data", "docs", "overrides", *TEMPLATES, "mkdocs.yml")


class Server(LiveReloadServer):
    """MkDocs' server, with the not-found page of the language that was asked for."""

    def __init__(self, *, site: Path, **options: Any) -> None:  # noqa: ANN401 - handed on as they are
        """Serve the built ``site``."""
        super().__init__(root=str(site), **options)
        self.site = site
        self.asked = threading.local()
        self.error_handler = self.error_page

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:  # noqa: ANN401
        """Remember the path for ``error_page``, which MkDocs calls with the code alone."""
        self.asked.path = environ.get("PATH_INFO", "/")
        if self.asked.path == f"/{WORKER}":  # a preview shows what was just built, never a kept copy
            start_response("200 OK", [("Content-Type", "text/javascript"), ("Cache-Control", "no-store")])
            return [RETIRE.read_bytes()]
        return super().serve_request(environ, start_response)

    def error_page(self, code: int) -> bytes | None:
        """Return the site's own page for an error code."""
        folder = next((lang for lang in LANGUAGES[1:] if self.asked.path.startswith(f"/{lang}/")), "")
        page = self.site / folder / f"{code}.html"
        return page.read_bytes() if page.is_file() else None


def serve(root: Path, out: Path, host: str, port: int, rebuild: Callable[[], None]) -> None:
    """Serve ``out`` until interrupted; call ``rebuild`` after each change of the sources.

    ``rebuild`` tells its own errors and does not raise, so that the last good site stays up.
    """
    mimetypes.add_type("text/javascript", ".mjs")
    mimetypes.add_type("application/wasm", ".wasm")
    mimetypes.add_type("text/calendar", ".ics")  # a phone then offers to add the events
    server = Server(site=out, builder=rebuild, host=host, port=port)
    for name in WATCHED:
        server.watch(str(root / name))
    log.info("http://%s:%s/", host, port)
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs gives this method no types
    except KeyboardInterrupt:
        log.info("已停止 / Stopped")
    finally:
        server.shutdown()
