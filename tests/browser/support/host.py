"""A web server for one test, which can stop, and on which another version can be published."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from build_scripts.site.form_address import stamp_form
from build_scripts.site.offline_copy import write_worker
from tests.browser.support.server import Files, serve

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.edition import Site


class Forgotten(Files):
    """A plain file server whose files no browser may keep by itself: what works offline is kept by us."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


class Host:
    """Serves a copy of the built site from the path ``at`` on a port of its own."""

    def __init__(self, built: Path, folder: Path, at: str = "") -> None:
        self.folder, self.at = folder, at
        self.site = folder / at
        shutil.copytree(built, self.site)
        self.port = 0
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.at}"

    def start(self) -> None:
        self.server = serve(self.folder, Forgotten, self.port)
        self.port = self.server.server_address[1]

    def stop(self) -> None:
        """Be gone, as far as browsers can tell."""
        self.server.shutdown()
        self.server.server_close()

    def change(self, path: str, old: str, new: str) -> None:
        """Edit a published file."""
        file = self.site / path
        content = file.read_text(encoding="utf-8")
        assert old in content, (path, old)
        file.write_text(content.replace(old, new), encoding="utf-8")

    def publish(self, site: Site) -> str:
        """Make what stands there now a version of the site, as a build does; return the version."""
        stamp_form(self.site, site.editions)
        return write_worker(site, self.site)
