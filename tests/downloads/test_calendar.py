"""The deadlines in people's own calendars: the right moment, the official sentence, a file any program reads."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from icalendar import Calendar

from build_scripts.content.addresses import FORM_DATA
from build_scripts.content.load import load_site
from build_scripts.downloads.calendar import add_calendars, deadlines_ics
from build_scripts.site.link_check import read_page
from build_scripts.source.text import LANGUAGES, Text

if TYPE_CHECKING:
    from pathlib import Path

    from icalendar import Event

    from build_scripts.content.edition import Edition, Site

LONGEST_LINE = 75  # octets, RFC 5545 3.1


def events(site: Site, edition: Edition, lang: str) -> dict[str, Event]:
    """Read the file back: event by deadline id."""
    calendar = Calendar.from_ical(deadlines_ics(site, edition, lang))
    return {str(event["uid"]).partition("@")[0].removeprefix(f"{edition.id}-"): event for event in calendar.events}


def with_deadline(edition: Edition, **changes: object) -> Edition:
    first, *others = edition.deadlines
    return dataclasses.replace(edition, deadlines=(dataclasses.replace(first, **changes), *others))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_deadline_is_an_event_that_ends_at_its_moment(site: Site, edition: Edition, lang: str) -> None:
    found = events(site, edition, lang)
    assert list(found) == [deadline.id for deadline in edition.deadlines]
    for deadline in edition.deadlines:
        event = found[deadline.id]
        assert event.end == deadline.at
        assert event.start == deadline.at - timedelta(minutes=30)
        assert event.start.utcoffset() == event.end.utcoffset() == timedelta(0)
        assert f"{deadline.at:%H:%M}" in event["summary"]
        assert deadline.name.of(lang) in event["summary"]
        assert edition.title.of(lang) in event["summary"]


def test_beijing_time_is_written_as_the_same_moment_in_utc(site: Site, edition: Edition) -> None:
    electronic = edition.deadlines[0].at
    assert f"{electronic:%H:%M %z}" == "18:00 +0800"
    for lang in LANGUAGES:
        assert f"DTEND:{electronic:%Y%m%d}T100000Z\r\n".encode() in deadlines_ics(site, edition, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_event_quotes_its_clause_and_says_what_decides(site: Site, edition: Edition, lang: str) -> None:
    found = events(site, edition, lang)
    decides = {"zh": "以市科技局公布的原文为准", "en": "the official Chinese text published by the Bureau decides"}
    for deadline in edition.deadlines:
        clause, text = edition.clauses[deadline.clause], str(found[deadline.id]["description"])
        assert clause.text.of(lang) in text
        assert clause.text.zh in text  # the official sentence, also for a reader of the translation
        assert clause.cite.of(lang) in text
        assert decides[lang] in text
        assert text.count(clause.text.zh) == 1
        assert "{" not in text


def test_the_chinese_file_has_no_english_in_it(site: Site, edition: Edition) -> None:
    for deadline in edition.deadlines:
        event = events(site, edition, "zh")[deadline.id]
        english = edition.clauses[deadline.clause].text.en
        assert english not in str(event["description"])
        assert deadline.name.en not in str(event["summary"])


def test_ids_are_unique_and_stay_when_moment_or_words_change(site: Site, edition: Edition) -> None:
    uids = {lang: [str(event["uid"]) for event in events(site, edition, lang).values()] for lang in LANGUAGES}
    assert len(set(uids["zh"])) == len(edition.deadlines)
    assert uids["zh"] == uids["en"]  # one deadline, whichever file is added
    assert all(uid.startswith(f"{edition.id}-") and uid.endswith(".invalid") for uid in uids["zh"])
    later = edition.deadlines[0].at + timedelta(days=3)
    moved = events(site, with_deadline(edition, at=later, name=Text(zh="改名", en="Renamed")), "zh")
    assert [str(event["uid"]) for event in moved.values()] == uids["zh"]
    assert moved[edition.deadlines[0].id].end == later


@pytest.mark.parametrize("lang", LANGUAGES)
def test_reminders_come_a_week_and_a_day_before(site: Site, edition: Edition, lang: str) -> None:
    for event in events(site, edition, lang).values():
        alarms = event.walk("VALARM")
        assert [alarm["trigger"].dt for alarm in alarms] == [timedelta(days=-7), timedelta(days=-1)]
        for alarm in alarms:
            assert alarm["action"] == "DISPLAY"
            assert alarm["description"] == event["summary"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_the_paper_deadline_has_a_place_and_only_from_its_own_clause(
    site: Site, edition: Edition, lang: str
) -> None:
    delivery = next(contact for contact in edition.contacts if contact.id == "delivery")
    places = {key: event.get("location") for key, event in events(site, edition, lang).items()}
    assert places == {"electronic": None, "supplement": None, "paper": delivery.value.of(lang)}
    untied = dataclasses.replace(delivery, clauses=("n12-contact-address",))
    contacts = tuple(untied if contact is delivery else contact for contact in edition.contacts)
    other = events(site, dataclasses.replace(edition, contacts=contacts), lang)
    assert not [event for event in other.values() if "location" in event]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_keeps_the_rules_of_the_format(site: Site, edition: Edition, lang: str) -> None:
    data = deadlines_ics(site, edition, lang)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert max(map(len, lines)) <= LONGEST_LINE
    for line in lines:
        line.decode("utf-8")  # no character is cut in two where a line is folded
    calendar = Calendar.from_ical(data)
    assert calendar["version"] == "2.0"
    assert edition.title.of(lang) in calendar["x-wr-calname"] == calendar["name"]
    for event in calendar.events:
        assert not event.errors
        assert event["transp"] == "TRANSPARENT"  # a deadline keeps nobody from another appointment


def test_the_same_data_give_the_same_bytes(root: Path, site: Site, edition: Edition) -> None:
    again = load_site(root)
    for lang in LANGUAGES:
        data = deadlines_ics(site, edition, lang)
        assert data == deadlines_ics(again, again.editions[edition.id], lang)
        stamps = {event["dtstamp"].dt for event in Calendar.from_ical(data).events}
        assert {stamp.date() for stamp in stamps} == {edition.reference_date}


def test_the_file_stands_with_the_data_of_the_edition(site: Site, edition: Edition, tmp_path: Path) -> None:
    add_calendars(site, tmp_path)
    for lang in LANGUAGES:
        assert (tmp_path / edition.id / FORM_DATA / f"deadlines.{lang}.ics").read_bytes() == deadlines_ics(
            site, edition, lang
        )


@pytest.mark.parametrize(("lang", "folder"), [("zh", ""), ("en", "en/")])
def test_the_dates_page_links_to_the_file_of_its_language(
    site_dir: Path, site: Site, edition: Edition, lang: str, folder: str
) -> None:
    own = f"{folder}{edition.id}/dates/"
    page = site_dir / own / "index.html"
    links = [link for link in read_page(page).links if link.endswith(".ics")]
    assert len(links) == 1
    target = urljoin(f"/{own}", links[0])
    assert (site_dir / target.lstrip("/")).read_bytes() == deadlines_ics(site, edition, lang)
    assert site.interface[lang]["pages"]["dates"]["calendar"]["link"] in page.read_text(encoding="utf-8")
