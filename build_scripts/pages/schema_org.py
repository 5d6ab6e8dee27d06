"""What a project type is, for search engines: schema.org GovernmentService with the grants of its tracks.

Every value is one of the data: names, contacts, sums. https://schema.org/GovernmentService,
https://schema.org/MonetaryGrant. The theme writes it into the page as JSON-LD.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from build_scripts.content import roles
from build_scripts.source.figures import number_and_unit
from build_scripts.source.money import YUAN
from py_checker.core.rulebook import OPEN

if TYPE_CHECKING:
    from build_scripts.content.documents import Section, Track
    from build_scripts.content.edition import Edition, Grant, Site

CONTEXT = "https://schema.org"
CURRENCY = "CNY"
CONTACTS = {roles.PHONE: "telephone", roles.EMAIL: "email", roles.ADDRESS: "address"}  # roles -> properties


def of_type(site: Site, edition: Edition, kind: Section, lang: str, url: str) -> dict[str, Any]:
    """Return a project type as data; ``url`` is its public address, "" where that is not known."""
    service: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "GovernmentService",
        "name": kind.heading.text.of(lang),
        "serviceType": edition.sections[kind.plan or ""].heading.text.of(lang),
        "description": site.interface[lang]["pages"]["type"]["description"].format(
            title=edition.title.of(lang), heading=kind.heading.text.of(lang)
        ),
    }
    provider = _provider(edition, lang)
    if provider:
        service["provider"] = provider
    if url:
        service["url"] = url
    if kind.status == OPEN:
        tracks = [track for track in edition.tracks if track.type is kind]
        service["serviceOutput"] = [_grant(edition, track, lang, url) for track in tracks]
    return service


def _provider(edition: Edition, lang: str) -> dict[str, Any] | None:
    """Return the responsible section as the texts name it."""
    named = {role: entry.value.of(lang) for role, entry in roles.contacts(edition).items() if entry.value}
    if roles.OFFICE not in named:
        return None
    known = {name: named[contact] for contact, name in CONTACTS.items() if contact in named}
    return {"@type": "GovernmentOrganization", "name": named[roles.OFFICE]} | known


def _grant(edition: Edition, track: Track, lang: str, url: str) -> dict[str, Any]:
    grant: dict[str, Any] = {"@type": "MonetaryGrant", "name": track.section.heading.text.of(lang)}
    if url:
        grant["url"] = f"{url}#{track.id}"
    stated = [found for found in edition.grants if not track.places.isdisjoint(found.applies_to)]
    amounts = [_amount(found, lang) for found in stated if found.at_least or found.at_most]
    if amounts:
        grant["amount"] = amounts[0] if len(amounts) == 1 else amounts
    return grant


def _amount(grant: Grant, lang: str) -> dict[str, Any]:
    amount: dict[str, Any] = {"@type": "MonetaryAmount", "currency": CURRENCY}
    for name, figure in (("minValue", grant.at_least), ("maxValue", grant.at_most)):
        parts = number_and_unit(figure) if figure else None
        if parts:
            amount[name] = int(parts[0] * YUAN)
    if grant.condition:
        amount["description"] = grant.condition.of(lang)
    return amount
