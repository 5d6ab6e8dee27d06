"""The clauses, joined in order, are the published texts, character for character."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.documents import Section
    from build_scripts.content.edition import Edition

OFFICIAL = {"guide": "guide-2025.zh.txt", "notice": "notice-2025.zh.txt"}


def published(text: str) -> str:
    """Only paragraph breaks and the white space around paragraphs are set aside."""
    return "".join(line.strip() for line in text.splitlines())


def joined(sections: tuple[Section, ...]) -> str:
    pieces: list[str] = []
    for top in sections:
        for section in top.walk():
            pieces.append(section.heading.text.zh)
            for paragraph in section.body:
                pieces += [paragraph.label.text.zh] if paragraph.label else []
                pieces += [paragraph.marker.zh] if paragraph.marker else []
                pieces += [clause.text.zh for clause in paragraph.clauses]
    return "".join(pieces)


def first_difference(ours: str, official: str) -> str:
    for at, (one, other) in enumerate(zip(ours, official, strict=False)):
        if one != other:
            return f"at {at}: ours …{ours[at - 15 : at + 15]}…, official …{official[at - 15 : at + 15]}…"
    return f"lengths differ: {len(ours)} and {len(official)}"


@pytest.mark.parametrize("document", OFFICIAL)
def test_the_clauses_are_the_official_text(edition: Edition, root: Path, document: str) -> None:
    official = published((root / "tests/official_text" / OFFICIAL[document]).read_text(encoding="utf-8"))
    ours = joined(edition.documents[document])
    assert ours == official, first_difference(ours, official)


@pytest.mark.parametrize("document", OFFICIAL)
def test_one_changed_character_is_seen(edition: Edition, root: Path, document: str) -> None:
    official = published((root / "tests/official_text" / OFFICIAL[document]).read_text(encoding="utf-8"))
    for at in (0, len(official) // 3, len(official) - 1):
        changed = official[:at] + "囍" + official[at + 1 :]
        assert joined(edition.documents[document]) != changed


def test_the_guide_is_whole(edition: Edition) -> None:
    assert len(edition.of_level("plan")) == 4
    assert len(edition.of_level("type")) == 10
    assert len(edition.of_level("direction")) == 16
    assert len(edition.tracks) == 22
    assert [track.id for track in edition.tracks if track.type.status == "announced_separately"] == ["t03"]


def test_every_clause_says_how_it_is_covered(edition: Edition) -> None:
    for clause in edition.clauses.values():
        if clause.kind in ("required", "in_principle"):
            assert clause.check or clause.no_check, clause.id


def test_every_locator_names_its_document(edition: Edition) -> None:
    for clause in edition.clauses.values():
        name = "指南" if clause.id.startswith(("p", "t")) else "申报须知"
        assert clause.cite.zh.startswith(name), (clause.id, clause.cite.zh)


def test_people_can_cite_a_clause(edition: Edition) -> None:
    assert edition.clauses["t01-d2-rd"].cite.zh == "指南 项目类型1 方向2 申报条件"
    assert edition.clauses["n01-unit-3-count"].cite.zh == "申报须知 一（一）3"
    assert edition.clauses["n04-limits-4-overdue"].cite.en == "Notice 1(4)4(1)"


def test_modal_words_survive_in_english(edition: Edition) -> None:
    """原则上 and 一般 change a verdict; losing them in translation would promise or deny too much."""
    for clause in edition.clauses.values():
        if clause.kind == "in_principle":
            english = clause.text.en.lower()
            assert ("in principle" in english) == ("原则上" in clause.text.zh), clause.id
            assert ("normally" in english) == ("一般" in clause.text.zh), clause.id
        if "不得" in clause.text.zh:
            assert "must not" in clause.text.en.lower(), clause.id
