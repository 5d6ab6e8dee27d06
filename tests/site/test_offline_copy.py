"""The lists behind the offline copy and the zip: whole, cut as promised, and the same every time."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from build_scripts.downloads.whole_site_zip import page_from_disk, write_zip
from build_scripts.site.form_address import stamp_form
from build_scripts.site.link_check import read_page
from build_scripts.site.offline_copy import groups_of, write_worker
from build_scripts.site.serve import Server
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.edition import Edition, Site

HOST = "https://site.invalid/"


def listed(out: Path) -> dict[str, Any]:
    head = (out / "sw.js").read_text(encoding="utf-8").splitlines()[0]
    return json.loads(head.removeprefix("const SITE = ").removesuffix(";"))


def test_every_file_that_a_page_loads_is_kept_with_the_page(site_dir: Path) -> None:
    groups = listed(site_dir)["groups"]
    for lang in ("zh", "en"):
        kept = groups["shared"] | groups[lang]
        for path in [path for path in groups[lang] if path.endswith(".html")]:
            own = urljoin(HOST, path)
            if "/self-assessment/" in path:  # it asks for its scripts by itself
                kept |= groups["form"]
            for load in read_page(site_dir / path).loads:
                target = urlsplit(urljoin(own, load))
                assert unquote(target.path).lstrip("/") in kept, (path, load)


def test_every_file_is_listed_once_or_left_out_for_a_reason(site_dir: Path) -> None:
    groups = listed(site_dir)["groups"]
    names = [name for files in groups.values() for name in files]
    assert len(names) == len(set(names))
    left = {path.relative_to(site_dir).as_posix() for path in site_dir.rglob("*") if path.is_file()} - set(names)
    plain = r"assets/self-assessment/(?!\w{16}/).+|\d+/assessment/[^/]+\.json|assets/runtime/[^/]+/python\.mem\.bin"
    downloads = {f"download/{path.name}" for path in site_dir.glob("download/*")}
    assert len(downloads) == 4, "the zip, a PDF in each language, the licences of others"
    words = [name for name in names if re.fullmatch(r"(en/)?search/words-[0-9a-f]{8}\.json", name)]
    assert len(words) == len(LANGUAGES)
    apart = {"404.html", "en/404.html", "sw.js", *downloads}
    assert {name for name in left if not re.fullmatch(plain, name)} == apart


def test_a_reader_is_not_made_to_fetch_what_only_the_self_assessment_needs(site_dir: Path, edition: Edition) -> None:
    groups = listed(site_dir)["groups"]
    for name in (*groups["shared"], *groups["zh"], *groups["en"]):
        assert not name.startswith("assets/runtime/")
        assert not re.search(r"assessment/.*\.json$|self-assessment/.*(?<!too-old)\.js$", name)
    assert not [name for name in groups["zh"] if name.startswith("en/")]
    data = {name.rpartition("/")[2] for name in groups[f"assessment/{edition.id}"]}
    assert data >= {"rulebook.json", "texts.zh.json", "texts.en.json"}


def test_pages_of_earlier_editions_are_a_group_of_their_own(site: Site, site_dir: Path) -> None:
    import dataclasses  # noqa: PLC0415

    later = dataclasses.replace(site, current="2026")
    groups = groups_of(later, site_dir)
    assert [name for name in groups["zh/2025"] if name.endswith("guide/index.html")]
    assert not [name for name in groups["zh"] if name.startswith("2025/")]


def test_a_preview_sends_the_worker_that_takes_the_copy_back(site_dir: Path) -> None:
    server = Server(site=site_dir, builder=lambda: None, host="127.0.0.1", port=0)
    heads: list[Any] = []
    body = server.serve_request({"PATH_INFO": "/sw.js"}, lambda *head: heads.append(head))
    server.server_close()
    assert heads[0][0] == "200 OK"
    assert ("Content-Type", "text/javascript") in heads[0][1]
    assert b"unregister" in b"".join(body)


@pytest.fixture
def copy(site_dir: Path, tmp_path: Path) -> Path:
    return shutil.copytree(site_dir, tmp_path / "site")


def test_the_version_changes_with_any_file_and_only_then(site: Site, copy: Path, edition: Edition) -> None:
    before = listed(copy)["version"]
    assert write_worker(site, copy) == before
    page = copy / edition.id / "dates" / "index.html"
    page.write_text(page.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert write_worker(site, copy) != before


def test_the_form_loads_everything_from_one_stamp(site: Site, copy: Path, edition: Edition) -> None:
    page = copy / edition.id / "self-assessment" / "index.html"
    first = page.read_text(encoding="utf-8")
    found = re.findall(r'assets/self-assessment/([^/"]+)/|data-data="[^"]*/([^/"]+)/"', first)
    [stamp] = {one or other for one, other in found}
    assert stamp_form(copy, site.editions) == stamp, "the same files give the same stamp"
    rules = copy / edition.id / "assessment" / "rulebook.json"
    rules.write_text(rules.read_text(encoding="utf-8") + " ", encoding="utf-8")
    other = stamp_form(copy, site.editions)
    second = page.read_text(encoding="utf-8")
    assert other != stamp
    assert second == first.replace(stamp, other)
    assert not (copy / "assets" / "self-assessment" / stamp).exists()


def test_the_zip_is_the_same_every_time_and_its_links_need_no_server(site: Site, copy: Path) -> None:
    [packed] = copy.glob("download/*.zip")
    first = packed.read_bytes()
    with zipfile.ZipFile(packed) as archive:
        names = set(archive.namelist())
        [folder] = {name.partition("/")[0] for name in names}
        own = [name for name in names if re.fullmatch(r"[^/]+/[^/]+\.txt", name)]
        files = [name.removeprefix(f"{folder}/") for name in archive.namelist() if name not in own]
        for name in [name for name in names if name.endswith(".html")]:
            place = archive.extract(name, copy.parent / "unpacked")
            for link in read_page(type(copy)(place)).links:
                parts = urlsplit(urljoin(HOST + name, link))
                if f"{parts.scheme}://{parts.netloc}/" == HOST and link:
                    assert unquote(parts.path).lstrip("/") in names, (name, link)
        notes = [archive.read(name).decode("utf-8-sig") for name in own]
    assert len(notes) == 2
    assert all("\r\n" in note for note in notes)
    write_zip(site, copy, files)
    assert packed.read_bytes() == first


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../type-01/#t01-d1", "../type-01/index.html#t01-d1"),
        ("../..", "../../index.html"),
        (".", "./index.html"),
        ("../type-01/?q=1&amp;r=2", "../type-01/index.html?q=1&amp;r=2"),
        ("#here", "#here"),
        ("https://example.org/", "https://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("../dates.ics", "../dates.ics"),
    ],
)
def test_links_to_folders_become_links_to_their_pages(link: str, expected: str) -> None:
    files = {"index.html", "2025/guide/index.html", "2025/type-01/index.html", "2025/dates.ics"}
    page = page_from_disk(f'<a class="x" href="{link}">', "2025/guide/index.html", files)
    assert page == f'<a class="x" href="{expected}">'
