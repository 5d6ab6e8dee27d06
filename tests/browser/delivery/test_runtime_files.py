"""The engine's files on the way: altered, truncated, kept by the browser, compressed by the host or not."""

from __future__ import annotations

import gzip
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Route, expect

from tests.browser.support.form import ROOT, START_MS, question, settle, shown_verdicts
from tests.browser.support.server import Files, Server, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from build_scripts.content.edition import Edition

ENGINE = ["pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python.zip"]
DATA = ["rulebook.json", "texts.zh.json"]
EVERY = [*ENGINE, "runtime.json", *DATA]
RUNTIME = "/assets/runtime/"

pytestmark = pytest.mark.pyodide


@pytest.fixture
def form(visit: Callable[..., Page], edition: Edition) -> Callable[..., Page]:
    return lambda lang="", **options: visit(f"{lang}{edition.id}/self-assessment/", **options)


def altered(route: Route) -> None:
    """One byte in the middle is another one."""
    response = route.fetch()
    body = bytearray(response.body())
    body[len(body) // 2] ^= 1
    route.fulfill(response=response, body=bytes(body))


def truncated(route: Route) -> None:
    """The host itself has only the first half of the file, and says so."""
    response = route.fetch()
    body = response.body()
    route.fulfill(response=response, body=body[: len(body) // 2])


def begin(page: Page) -> None:
    question(page, "lead_kind").locator("label").first.click()


def expect_refused(page: Page) -> None:
    expect(page.locator(ROOT)).to_have_attribute("data-reason", "altered", timeout=START_MS)
    expect(page.locator("p[data-reason=altered]")).to_be_visible()
    expect(page.locator("[data-role=status] [data-action=print]")).to_be_visible()
    expect(question(page, "lead_kind").locator("input").first).to_be_checked()


@pytest.mark.parametrize("name", EVERY)
def test_a_truncated_file_is_refused_and_a_retry_works(form: Callable[..., Page], edition: Edition, name: str) -> None:
    page = form()
    page.route(f"**/{name}*", truncated)
    begin(page)
    expect_refused(page)
    page.unroute(f"**/{name}*")
    page.locator("[data-action=retry]").click()
    settle(page)
    assert len(shown_verdicts(page)) == len(edition.tracks)


@pytest.mark.parametrize("name", ENGINE)
def test_a_file_of_the_right_size_with_another_byte_is_refused(form: Callable[..., Page], name: str) -> None:
    page = form("en/")
    page.route(f"**/{name}*", altered)
    begin(page)
    expect_refused(page)
    expect(page.locator("p[data-reason=altered]")).to_contain_text("not the one that was published")


def test_an_altered_file_is_fetched_anew_before_anybody_is_bothered(form: Callable[..., Page]) -> None:
    page = form()
    bad = [True]
    page.route("**/pyodide.asm.wasm*", lambda route: altered(route) if bad.pop() else route.continue_(), times=1)
    seen: list[str] = []
    page.expose_function("told", lambda status: seen.append(status))  # noqa: PLW0108 - Playwright marks it
    page.evaluate(
        f"() => new MutationObserver(() => told(document.querySelector('{ROOT}').dataset.status))"
        f".observe(document.querySelector('{ROOT}'), {{ attributeFilter: ['data-status'] }})"
    )
    begin(page)
    settle(page)
    assert not bad
    assert "failed" not in seen


@pytest.mark.parametrize("name", DATA)
def test_rules_and_words_are_fetched_anew_before_anybody_is_bothered(form: Callable[..., Page], name: str) -> None:
    page = form()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if name in request.url else None)
    page.route(f"**/{name}*", truncated, times=1)
    begin(page)
    settle(page)
    assert len(asked) == 2


def test_without_https_at_least_the_size_is_checked(form: Callable[..., Page]) -> None:
    page = form()

    def insecure(route: Route) -> None:
        response = route.fetch()
        hide = "Object.defineProperty(crypto, 'subtle', { value: undefined });\n"
        route.fulfill(response=response, body=hide + response.text())

    page.route("**/runtime-files.js*", insecure)
    page.route("**/python.zip*", truncated)
    begin(page)
    expect_refused(page)
    page.unroute("**/python.zip*")
    page.locator("[data-action=retry]").click()
    settle(page)


def brotli(data: bytes) -> bytes:
    """Compress as hosts do; Python has it from no library of its own, Node does."""
    code = "process.stdout.write(require('zlib').brotliCompressSync(require('fs').readFileSync(0), {params: {1: 1}}))"
    return subprocess.run(["node", "-e", code], input=data, capture_output=True, check=True).stdout


ENCODERS = {"br": brotli, "gzip": lambda data: gzip.compress(data, 1)}


class Host(Files):
    """A host that says how long files may be kept, compresses or does not, and writes down what it sent."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.translate_path(self.path)
        encoding = self.server.encoding if path.endswith((".js", ".wasm", ".json")) else ""
        if not encoding or self.headers.get("If-Modified-Since"):
            super().do_GET()
            return
        file = Path(path)
        body = ENCODERS[encoding](file.read_bytes())
        self.send_response(200)
        self.send_header("Last-Modified", self.date_time_string(int(file.stat().st_mtime)))
        self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        forever = RUNTIME in self.path and not self.path.endswith("runtime.json")
        self.send_header("Cache-Control", "max-age=31536000, immutable" if forever else "no-cache")
        super().end_headers()

    def log_request(self, code: int | str = "-", _size: int | str = "-") -> None:
        self.server.sent.append((self.path, int(code)))


@pytest.fixture(params=["br", "gzip", ""], ids=["Brotli", "gzip", "sends files as they are"])
def host(request: pytest.FixtureRequest, site_dir: Path) -> Iterator[Server]:
    server = serve(site_dir, Host)
    server.encoding, server.sent = request.param, []
    yield server
    server.shutdown()


@pytest.mark.whole_browser
def test_a_second_visit_moves_nothing_of_the_engine(host: Server, browser: Browser, edition: Edition) -> None:
    context = browser.new_context(locale="zh-CN", service_workers="block")  # the browser's own cache alone
    page = context.new_page()
    moved: list[list[str]] = []
    for _ in range(2):
        host.sent.clear()
        page.goto(f"{host.address}{edition.id}/self-assessment/")
        begin(page)
        settle(page)
        moved.append([path.split("/")[-1] for path, code in host.sent if RUNTIME in path and code == 200])
        page.goto("about:blank")
    context.close()
    wasm = "pyodide.asm.wasm" if host.encoding == "br" else "pyodide.asm.wasm.bin"  # smaller than gzip on the way
    once = ["probe.wasm", "pyodide.asm.js", "pyodide.js", "python.zip.bin", "runtime.json", wasm]
    assert sorted(moved[0]) == sorted(once), "every file once, in the one form that suits the host"
    assert moved[1] == []
