"""The finder and the comparison: what the rules rule out, and nothing else; every track for those without a script."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from build_scripts.content import addresses
from build_scripts.content.search_words.fields import naming
from build_scripts.pages.tables.comparison import columns
from build_scripts.pages.tables.finder import FIELD, GROUPS, MONEY, Finder, finder
from build_scripts.rules.situations import PARK, PLATFORM, WHO
from build_scripts.source.text import LANGUAGES
from py_checker.core.answers import parse_answers

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition, Site
    from build_scripts.pages.tables.finder import FinderRow
    from py_checker import Checker

LEVELS = ("none", "municipal", "regional", "national")
PLATFORMS = ("lead_platform_built", "lead_platform_building", "lead_platform_elsewhere", "joint_platform_built",
             "joint_platform_building")  # fmt: skip


@pytest.fixture(scope="module")
def found(edition: Edition) -> Finder:
    return finder(edition)


def row_of(found: Finder, track: str) -> FinderRow:
    return next(row for row in found.rows if row.row.track.id == track)


def out(found: Finder, key: str) -> set[str]:
    return {row.row.track.id for row in found.rows if key not in row.fits}


def verdicts(checker: Checker, edition: Edition, answers: dict[str, object]) -> dict[str, str]:
    message = {"format": "baise-check", "version": 1, "kind": "assess", "edition": edition.id, "answers": answers}
    told = json.loads(checker.respond(json.dumps(message)))
    return {entry["track"]: entry["verdict"] for entry in told["tracks"]}


def test_a_lead_is_ruled_out_exactly_where_the_checker_says_so(
    found: Finder, checker: Checker, edition: Edition
) -> None:
    for choice in edition.questions["lead_kind"].choices:
        judged = verdicts(checker, edition, {"lead_kind": choice.id})
        assert out(found, f"{WHO}:{choice.id}") == {track for track, told in judged.items() if told == "ineligible"}


def test_the_best_platform_is_built_or_being_built(found: Finder) -> None:
    assert out(found, f"{PLATFORM}:none") == {"t04-d1", "t04-d2"}
    assert out(found, f"{PLATFORM}:municipal") == {"t04-d1"}
    assert out(found, f"{PLATFORM}:regional") == out(found, f"{PLATFORM}:national") == set()
    assert (out(found, f"{PARK}:yes"), out(found, f"{PARK}:no")) == (set(), {"t05"})


def test_nobody_who_may_apply_is_ever_ruled_out(
    found: Finder, scenarios: tuple[Scenario, ...], checker: Checker
) -> None:
    """Every applicant of the scenarios, by the chips that describe it."""
    looked_at = 0
    for scenario in scenarios:
        book = checker.assessor.rulebook
        usable, _ = parse_answers(book.facts, book.consistency, scenario.answers)
        answers = {fact: answer for fact, answer in scenario.answers.items() if fact in usable}
        keys = [f"{WHO}:{answers['lead_kind']}"] if answers.get("lead_kind") else []
        levels = [answers.get(fact) for fact in PLATFORMS]
        if None not in levels:
            keys.append(f"{PLATFORM}:{max(levels, key=LEVELS.index)}")
        if answers.get("lead_in_park") is not None:
            keys.append(f"{PARK}:{'yes' if answers['lead_in_park'] else 'no'}")
        for track, verdict in scenario.expected.items():
            if verdict != "ineligible":
                assert set(keys) <= set(row_of(found, track).fits), (scenario.id, track)
                looked_at += bool(keys)
    assert looked_at > 100


def test_who_is_ruled_out_is_told_by_which_clause(found: Finder, edition: Edition) -> None:
    barred = {f"{WHO}:{choice.id}" for choice in found.barred}
    assert barred == {f"{WHO}:state_organ"}
    assert [clause.id for clause in found.barred_clauses] == ["n01-unit-1-state-organ"]
    keys = {chip.key for group in found.groups if group.id in (WHO, PLATFORM, PARK) for chip in group.chips}
    for row in found.rows:
        told = {key for note in row.notes if note.role == "against" for key in note.keys}
        assert told == keys - set(row.fits) - barred, row.row.track.id
    assert [choice.id for choice in row_of(found, "t10").kinds] == ["university", "hospital"]
    assert row_of(found, "t10").kinds_clause is edition.clauses["t10-unit"]
    assert row_of(found, "t07").kinds is None


def test_doubts_principles_and_priorities_stay_in_with_a_mark(found: Finder) -> None:
    def marks(track: str) -> dict[str, dict[str, tuple[str, ...]]]:
        told: dict[str, dict[str, tuple[str, ...]]] = {}
        for note in row_of(found, track).notes:
            told.setdefault(note.role, {})[note.clause.id] = note.keys
        return told

    assert f"{WHO}:hospital" in marks("t01-d1")["doubt"]["t01-d1-rd"]
    assert f"{WHO}:enterprise" not in marks("t01-d1")["doubt"]["t01-d1-rd"]
    assert marks("t01-d1")["principle"] == {"t01-d1-platform": (f"{PLATFORM}:none",)}
    assert marks("t06-d1")["favour"] == {"t06-d1-lead": (f"{WHO}:enterprise",)}
    assert marks("t09")["favour"] == {"t09-priority": (f"{WHO}:university", f"{WHO}:hospital")}


def test_a_field_holds_the_tracks_whose_own_words_name_it(found: Finder, edition: Edition) -> None:
    open_tracks = {row.row.track.id for row in found.rows if naming(row.row.track.section, edition.fields.left_open)}
    assert open_tracks == {"t04-d1", "t04-d2", "t05", "t07", "t10"}
    for field in edition.fields.named:
        fitting = {row.row.track.id for row in found.rows} - out(found, f"{FIELD}:{field.id}")
        named = {row.row.track.id for row in found.rows if naming(row.row.track.section, field.words)}
        assert named
        assert fitting == named | open_tracks | {"t03"}  # type 3 has no scope to be found in
    assert "t09" in {row.row.track.id for row in found.rows} - out(found, f"{FIELD}:health")
    assert "t09" in out(found, f"{FIELD}:forestry")


def test_every_group_has_chips_and_every_chip_keeps_something(found: Finder) -> None:
    assert [group.id for group in found.groups] == list(GROUPS)
    for group in found.groups:
        for chip in group.chips:
            assert out(found, chip.key) != {row.row.track.id for row in found.rows} or chip.key == f"{WHO}:state_organ"
    money = next(group for group in found.groups if group.id == MONEY)
    assert {key for row in found.rows for key in row.fits if key.startswith(f"{MONEY}:")} == {
        chip.key for chip in money.chips
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_script_the_home_page_has_the_plain_table(
    site_dir: Path, site: Site, edition: Edition, found: Finder, lang: str
) -> None:
    html = (site_dir / ("" if lang == "zh" else lang) / "index.html").read_text(encoding="utf-8")
    table = re.search(r"<table class=\"data data--stack finder__table\">.*?</table>", html, re.DOTALL)[0]
    assert re.findall(r'<tr data-track="([^"]+)"', table) == [track.id for track in edition.tracks]
    assert not re.search(r'<tr data-track="[^>]* hidden', table)
    assert '<form class="finder__form with-scripts"' in html
    for row in found.rows:
        for figure in row.row.grants:
            assert f'href="{addresses.relative(addresses.HOME, addresses.address(edition, figure.clause.id))}"' in table
    assert site.interface[lang]["pages"]["finder"]["all_kinds"] in table
    dates = re.search(r'<p class="[^"]*finder__dates">.*?</p>', html, re.DOTALL)[0]
    for deadline in edition.deadlines:
        assert deadline.name.of(lang) in dates
        assert f"{deadline.at:%H:%M}" in dates
        assert edition.clauses[deadline.clause].cite.of(lang) in dates


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_comparison_has_every_track_as_a_column_of_sentences(
    site_dir: Path, edition: Edition, found: Finder, lang: str
) -> None:
    folder = site_dir / ("" if lang == "zh" else lang)
    html = (folder / edition.id / "compare" / "index.html").read_text(encoding="utf-8")
    table = unescape(re.search(r"<table class=\"data compare__table\">.*?</table>", html, re.DOTALL)[0])
    assert re.findall(r'<th scope="col" data-track="([^"]+)"', table) == [track.id for track in edition.tracks]
    rows = re.findall(r'<tr data-row="(\w+)">(.*?)</tr>', table, re.DOTALL)
    assert [name for name, _ in rows] == ["plan", "who", "grants", "matching", "research", "age", "team", "platform",
                                          "decides", "targets", "materials", "recommenders"]  # fmt: skip
    cells = {name: re.findall(r"<td [^>]*>(.*?)</td>", content, re.DOTALL) for name, content in rows}
    assert {len(found) for found in cells.values()} == {len(edition.tracks)}
    for place, column in enumerate(columns(edition, found)):
        for name, clauses in (("matching", column.matching), ("age", column.age), ("targets", column.targets)):
            for clause in clauses:
                assert clause.text.of(lang) in cells[name][place]


def test_the_comparison_tells_what_everybody_prepares_from_what_depends(edition: Edition, found: Finder) -> None:
    made = {column.track.id: column for column in columns(edition, found)}
    assert [entry.id for entry in made["t05"].recommenders["needed"]] == ["park"]
    assert "needed" not in made["t01-d1"].recommenders
    assert "application-form" in [entry.id for entry in made["t09"].materials["needed"]]
    assert "novelty-search" in [entry.id for entry in made["t09"].materials["unclear"]]
    assert made["t03"].materials == {}
    assert {clause.id for clause in made["t07"].age} == {"n02-leader-3-age"}
    assert {clause.id for clause in made["t07"].matching} == {"n01-unit-9-lead-ratio", "n01-unit-9-partner-ratio"}
