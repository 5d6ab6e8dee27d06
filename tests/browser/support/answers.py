"""Making links and files of answers as another copy of the page would have made them, and reading the form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

FORMAT = "baise-self-assessment-answers"
KEY = "baise-self-assessment-answers-{edition}"
# A raw answer as the form itself would read it, by fact.
HELD = """() => {
  const answers = {};
  for (const question of document.querySelectorAll("[data-fact]")) {
    const chosen = question.querySelector("input:checked");
    const typed = question.querySelector("input:is([type=text], [type=date])");
    if (chosen) answers[question.dataset.fact] = "unknown" in chosen.dataset ? null : chosen.value;
    else if (typed?.value) answers[question.dataset.fact] = typed.value;
  }
  return answers;
}"""
WRITE = """async ([answers, content, site]) => {
  const { writeLink } = await import(`${site}assets/self-assessment/keeping/link.js`);
  return writeLink(answers, content);
}"""


def assets(page: Page) -> str:
    """Where the page finds its scripts, from where it stands."""
    return page.locator("#self-assessment").get_attribute("data-assets") or ""


def content_of(page: Page) -> dict[str, Any]:
    """What the page says of its edition and questions."""
    return json.loads(page.locator("script[data-role=answers-data]").text_content() or "")


def fragment(page: Page, answers: dict[str, Any], **changed: Any) -> str:
    """The fragment for these answers, as a page with a content changed like this writes it."""
    site = page.evaluate("assets => new URL(`${assets}../`, location).href", assets(page))
    return "#" + page.evaluate(WRITE, [answers, content_of(page) | changed, site])


def envelope(page: Page, answers: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """An envelope with these answers, as a file or the browser's storage holds it."""
    content = content_of(page)
    whole = {"format": FORMAT, "version": 1, "edition": content["edition"], "content": content["content"],
             "saved": "2025-06-30T08:15:00.000Z", "answers": answers}  # fmt: skip
    return whole | changed


def held(page: Page) -> dict[str, str | None]:
    """What the form holds; a choice, a yes and a no by the value of the control."""
    return page.evaluate(HELD)


def as_held(answers: dict[str, Any]) -> dict[str, str | None]:
    """Answers of a scenario as ``held`` gives them."""
    return {fact: str(answer).lower() if isinstance(answer, bool) else answer for fact, answer in answers.items()}


def load_file(page: Page, content: str, name: str = "answers.json") -> None:
    """Choose a file of this content."""
    file = {"name": name, "mimeType": "application/json", "buffer": content.encode()}
    page.locator("[data-role=answers-file]").set_input_files(file)


def unfold(page: Page, role: str = "answers") -> None:
    page.locator(f"details[data-role={role}] > summary").click()
