"""Writes the deadlines of an edition as an iCalendar file (RFC 5545) that phones and mail programs read."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from icalendar import Alarm, Calendar, Event

from build_scripts.content import roles
from build_scripts.content.addresses import FORM_DATA
from build_scripts.source.dates import date_in_words
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.edition import Deadline, Edition, Site

DOMAIN = "baise-guide.invalid"  # makes the ids unique in a calendar; ".invalid" is nobody's (RFC 2606)
LENGTH = timedelta(minutes=30)
ALARMS = (timedelta(days=7), timedelta(days=1))


def add_calendars(site: Site, out: Path) -> None:
    """Put the calendar files of every edition where its pages offer them."""
    for edition in site.editions.values():
        folder = out / edition.id / FORM_DATA
        folder.mkdir(parents=True, exist_ok=True)
        for lang in LANGUAGES:
            (folder / f"deadlines.{lang}.ics").write_bytes(deadlines_ics(site, edition, lang))


def deadlines_ics(site: Site, edition: Edition, lang: str) -> bytes:
    """Return the calendar file of an edition's deadlines in ``lang``: one event per deadline.

    An event is the last half hour before its deadline, in UTC, and leaves the owner's time free. An event
    without length would be at the mercy of the calendar: the standard wants an end after the start, and some
    draw an hour *after* the moment, which would say that there is still time. The title names the hour.

    The reminders come 7 days and 1 day before the event. The description quotes the clause, in Chinese
    also under an English translation. Both languages name an event by the same id, so that somebody who
    adds both files has each deadline once. No clock is read: the same data give the same bytes.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{DOMAIN}//{edition.id}//{lang.upper()}")
    name = _words(site, lang)["calendar"]["name"].format(title=edition.title.of(lang))
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what most programs read instead
    for deadline in edition.deadlines:
        calendar.add_component(_event(site, edition, deadline, lang))
    text: bytes = calendar.to_ical()
    return text


def _words(site: Site, lang: str) -> dict[str, Any]:
    words: dict[str, Any] = site.interface[lang]["pages"]["dates"]
    return words


def _event(site: Site, edition: Edition, deadline: Deadline, lang: str) -> Event:
    end = deadline.at.astimezone(UTC)
    summary = _words(site, lang)["calendar"]["summary"].format(
        clock=f"{deadline.at:%H:%M}", name=deadline.name.of(lang), title=edition.title.of(lang)
    )
    event = Event()
    event.add("uid", f"{edition.id}-{deadline.id}@{DOMAIN}")
    event.add("dtstamp", datetime.combine(edition.reference_date, time(), UTC))
    event.add("dtstart", end - LENGTH)
    event.add("dtend", end)
    event.add("summary", summary)
    event.add("description", _description(site, edition, deadline, lang))
    event.add("transp", "TRANSPARENT")
    place = roles.contacts(edition).get(roles.DELIVERY)  # where paper materials go
    if place and place.clauses == (deadline.clause,) and place.value:
        event.add("location", place.value.of(lang))
    for before in ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -before)
        alarm.add("description", summary)
        event.add_component(alarm)
    return event


def _description(site: Site, edition: Edition, deadline: Deadline, lang: str) -> str:
    """Return when it ends, the clause with its citation (and the official sentence), and what decides."""
    words, clause = _words(site, lang), edition.clauses[deadline.clause]
    moment = date_in_words(deadline.at, words["moment"], site.interface[lang]["pages"]["months"])
    quotations = [
        _words(site, code)["calendar"]["sentence"].format(sentence=clause.text.of(code), cite=clause.cite.of(code))
        for code in dict.fromkeys((lang, LANGUAGES[0]))
    ]
    lines = [words["calendar"]["moment"].format(moment=moment), *quotations, words["calendar"]["prevails"]]
    return "\n".join(lines)
