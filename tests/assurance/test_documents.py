"""The documents name what exists: files, folders, links, commands of make."""

from __future__ import annotations

import fnmatch
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TEXTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md")
DOCUMENTS = [*(ROOT / name for name in TEXTS), *sorted((ROOT / ".github" / "decisions").glob("*.md"))]
MADE = {".venv", "node_modules", ".cache", ".git", "site", "__pycache__"}
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"\bmake ([a-z][a-z-]*)")
PATH = re.compile(r"[\w.*-]+(/[\w.*-]+)*/?")
ENDINGS = (".py", ".js", ".mjs", ".j2", ".css", ".yml", ".md", ".txt", ".json", ".html", ".in", ".toml")
# Names of a file that is made, or of what somebody else has.
NOT_OURS = {"index.html", "sitemap.xml", "robots.txt", "sw.js", "runtime.json", "search_index.json", "answers.yml"}
NOT_PATHS = (".venv/", ".cache", ".js", "application/", "text/", "NNNN")  # made, an ending, a type, a pattern


@cache
def known() -> frozenset[str]:
    """What files and folders of the project can be called: their paths and the ends of these, modules also bare."""
    found: set[str] = set()
    todo = [ROOT]
    while todo:
        for path in todo.pop().iterdir():
            if path.parent == ROOT and path.name in MADE:
                continue
            if path.is_dir():
                todo.append(path)
            parts = path.relative_to(ROOT).parts
            ends = ["/".join(parts[start:]) for start in range(len(parts))]
            found |= {*ends, *(end.removesuffix(".py") for end in ends)}
    return frozenset(found)


def exists(word: str) -> bool:
    """Whether a path is there: from the root, or as the end of one."""
    name = word.rstrip("/")
    return bool(fnmatch.filter(known(), name)) if "*" in name else name in known()


def is_path(word: str) -> bool:
    """Whether a word in code marks is meant as a path of the project."""
    if not PATH.fullmatch(word) or word in NOT_OURS or word.startswith(NOT_PATHS):
        return False
    return "/" in word or word.endswith(ENDINGS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_names_paths_that_exist(document: Path) -> None:
    named = [word for code in CODE.findall(document.read_text(encoding="utf-8")) for word in code.split()]
    assert [word for word in named if is_path(word) and not exists(word)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_links_to_files_that_exist(document: Path) -> None:
    links = [link for link in LINK.findall(document.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (document.parent / link.partition("#")[0]).exists()] == []


def test_the_commands_of_make_that_documents_name_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    lines = re.findall(r"^([a-z-]+(?: [a-z-]+)*):", makefile, re.MULTILINE)
    targets = {target for line in lines for target in line.split()}
    words = " ".join(code for document in DOCUMENTS for code in CODE.findall(document.read_text(encoding="utf-8")))
    assert set(COMMAND.findall(words)) - targets == set()
    assert set(COMMAND.findall(words)) >= {"serve", "test", "build", "check"}


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in DOCUMENTS if path.parent.name == "decisions" and path.name[0].isdigit()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_is_not_there_would_be_noticed() -> None:
    words = ["content/nobody", "rules/in_words", "purge_*.mjs", "nobody.py", "site/bundle"]
    assert all(map(is_path, words))
    assert [word for word in words if not exists(word)] == ["content/nobody", "nobody.py"]
