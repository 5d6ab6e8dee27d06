"""Going on from a written-down memory: on fast lines only, never with another memory, and never the end of it."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.support.form import ROOT, fill_by_mouse, question, settle, shown_verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from build_scripts.content.edition import Edition
    from py_checker import Checker

LIBRARY, MEMORY = "python.zip.bin", "python.mem.bin"
FAST = {"downlink": 10, "saveData": False, "type": "wifi"}
PATIENCE = 60  # seconds
ANSWERS = {"lead_kind": "hospital", "lead_legal_entity": True, "site_in_baise": False}

pytestmark = pytest.mark.pyodide


def on_line(page: Page, line: dict[str, Any] | None) -> list[str]:
    """Open the form anew as on such a line; return the names of the files that are asked for from now on."""
    asked: list[str] = []
    told = json.dumps(line) if line is not None else "undefined"
    page.add_init_script(f"Object.defineProperty(navigator, 'connection', {{ value: {told} }})")
    page.reload()

    def note(request: Request) -> None:
        asked.append(request.url.rpartition("/")[2])

    page.on("request", note)
    return asked


def begin(page: Page) -> None:
    question(page, "lead_kind").locator("label").first.click()


@pytest.fixture
def form(visit: Callable[..., Page], edition: Edition) -> Page:
    return visit(f"{edition.id}/self-assessment/")


def test_on_a_fast_line_the_same_verdicts_come_from_the_memory_alone(
    form: Page, edition: Edition, checker: Checker
) -> None:
    asked = on_line(form, FAST)
    fill_by_mouse(form, edition, ANSWERS)
    message = {"format": "baise-check", "version": 1, "kind": "assess", "edition": edition.id, "answers": ANSWERS}
    expected = json.loads(checker.respond(json.dumps(message)))
    assert shown_verdicts(form) == {track["track"]: track["verdict"] for track in expected["tracks"]}
    assert MEMORY in asked
    assert LIBRARY not in asked


@pytest.mark.parametrize(
    "line", [FAST | {"downlink": 9.95}, FAST | {"saveData": True}, FAST | {"type": "cellular"}, None]
)
def test_where_bytes_are_dear_the_smaller_way_is_taken(form: Page, line: dict[str, Any] | None) -> None:
    asked = on_line(form, line)
    begin(form)
    settle(form)
    assert LIBRARY in asked
    assert MEMORY not in asked


def altered(route: Route) -> None:
    body = bytearray(route.fetch().body())
    body[len(body) // 2] ^= 1
    route.fulfill(status=200, body=bytes(body))


@pytest.mark.parametrize("fault", [altered, lambda route: route.fulfill(status=404), lambda route: route.abort()])
def test_without_the_right_memory_python_is_started(form: Page, edition: Edition, fault: Callable[..., None]) -> None:
    asked = on_line(form, FAST)
    form.route(f"**/{MEMORY}", fault)
    begin(form)
    settle(form)
    assert len(shown_verdicts(form)) == len(edition.tracks)
    assert LIBRARY in asked


def test_a_memory_that_is_not_proved_whole_is_not_used(form: Page, edition: Edition) -> None:
    """As though this browser had filled in another memory than the one that the build saw."""
    asked = on_line(form, FAST)
    other: dict[str, bytes] = {}

    def trust_other(route: Route) -> None:
        manifest = route.fetch().json()
        real = form.request.get(route.request.url.replace("runtime.json", f"{manifest['folder']}/{MEMORY}"))
        content = bytearray(gzip.decompress(real.body()))
        content[-100] ^= 1  # within the last part
        other["body"] = gzip.compress(bytes(content))
        digest = hashlib.sha256(other["body"]).hexdigest()
        manifest["files"][MEMORY] = {"bytes": len(other["body"]), "sha256": digest}
        route.fulfill(status=200, json=manifest)

    form.route("**/runtime.json", trust_other)
    form.route(f"**/{MEMORY}", lambda route: route.fulfill(status=200, body=other["body"]))
    begin(form)
    settle(form)
    assert len(shown_verdicts(form)) == len(edition.tracks)
    assert MEMORY in asked
    assert LIBRARY in asked


def test_a_way_that_hangs_is_not_tried_again(form: Page) -> None:
    form.clock.install()
    asked = on_line(form, FAST)
    form.route(f"**/{MEMORY}", lambda _: None)  # never answered
    with form.expect_request(f"**/{MEMORY}"):
        begin(form)
    for _ in range(PATIENCE):  # what else comes in meanwhile begins the silence anew
        form.clock.fast_forward(61_000)
        with contextlib.suppress(AssertionError):
            expect(form.locator(ROOT)).to_have_attribute("data-reason", "timeout", timeout=1000)
            break
    expect(form.locator(ROOT)).to_have_attribute("data-reason", "timeout", timeout=1000)
    assert LIBRARY not in asked
    form.locator("[data-action=retry]").click()
    settle(form)
    assert LIBRARY in asked
