"""Serves the built site and builds it again when the data changes: MkDocs' own live-reload server."""

from __future__ import annotations

import logging
import mimetypes
from typing import TYPE_CHECKING

from mkdocs.livereload import LiveReloadServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

log = logging.getLogger(__name__)
WATCHED = ("guide_data", "docs", "overrides", "build_scripts/templates", "mkdocs.yml")


def serve(root: Path, out: Path, host: str, port: int, rebuild: Callable[[], None]) -> None:
    """Serve ``out`` until interrupted; call ``rebuild`` after each change of the sources.

    ``rebuild`` tells its own errors and does not raise, so that the last good site stays up.
    """
    mimetypes.add_type("text/javascript", ".mjs")
    mimetypes.add_type("application/wasm", ".wasm")
    server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(out))

    def error_page(code: int) -> bytes | None:
        page = out / f"{code}.html"
        return page.read_bytes() if page.is_file() else None

    server.error_handler = error_page
    for name in WATCHED:
        server.watch(str(root / name))
    log.info("http://%s:%s/", host, port)
    try:
        server.serve()
    except KeyboardInterrupt:
        log.info("已停止 / Stopped")
    finally:
        server.shutdown()
