"""What the site uses a question, a section or a contact for: the ``role`` that the data give it.

Code finds what it speaks of by its role, never by its id. What has no role is left out of the pages that need it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.content.edition import is_money
from build_scripts.source.money import UNIT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from build_scripts.content.documents import Section
    from build_scripts.content.edition import Edition, Entry, Question
    from build_scripts.source.faults import Place
    from build_scripts.source.record import Record

KEY = "role"
WHO, PARK, PLATFORM = "who", "park", "platform"
RESEARCH, TEAM, MATCHING, AMOUNT_ASKED = "research", "team", "matching", "amount_asked"
BORN = "born"
REQUIREMENTS, MATERIALS = "requirements", "materials"
OFFICE, ADDRESS, PHONE, EMAIL, DELIVERY = "office", "address", "phone", "email", "delivery"

MONEY = "money"  # a number that counts a sum
ANY = "any"
FACT_ROLES = {
    WHO: "choice",  # what kind of organisation leads
    PARK: "yes_no",  # whether it is in a park
    PLATFORM: "choice",  # the level of an innovation platform, the lowest first
    RESEARCH: MONEY,  # what was spent on research
    TEAM: "number",  # how many people take part
    BORN: "date",  # when the project leader was born
    MATCHING: ANY,  # what is put in beside the grant, or whether it is enough
    AMOUNT_ASKED: MONEY,  # what grants are compared with
}
SEVERAL = (PLATFORM, MATCHING)  # more than one question can have these
SECTION_ROLES = (REQUIREMENTS, MATERIALS)  # whom everything is open to; what has to be handed in
CONTACT_ROLES = (OFFICE, ADDRESS, PHONE, EMAIL, DELIVERY)

_TYPES = {
    "choice": ("选择题", "a choice"),
    "yes_no": ("是非题", "a yes/no question"),
    "number": ("数字题", "a number"),
    "date": ("日期题", "a date"),
    MONEY: (f"以{UNIT}为单位的数字题", f"a number in {UNIT}"),
}


def facts(edition: Edition, role: str) -> tuple[str, ...]:
    """Return the ids of the facts that have a role, in the order of facts.yml."""
    return tuple(fact for fact, question in edition.questions.items() if question.role == role)


def question(edition: Edition, role: str) -> Question | None:
    """Return the first question that has a role, if any has."""
    return next((found for found in edition.questions.values() if found.role == role), None)


def section(edition: Edition, role: str) -> Section | None:
    """Return the section that has a role, if any has."""
    return next((found for found in edition.sections.values() if found.role == role), None)


def contacts(edition: Edition) -> dict[str, Entry]:
    """Return the contacts that have a role, by role."""
    return {entry.role: entry for entry in edition.contacts if entry.role}


def read_role(item: Record, allowed: Collection[str], given: dict[str, Place]) -> str:
    """Return the role of a record, "" where it has none; note an unknown one, and one ``given`` before."""
    if not item.has(KEY):
        return ""
    role = item.choice(KEY, allowed)
    if role in given and role not in SEVERAL:
        item.faults.add(item.at(KEY), "role_twice", found=role, first=str(given[role]))
    given.setdefault(role, item.at(KEY))
    return role


def check_role(item: Record, asked: Question, before: Iterable[Question]) -> None:
    """Note a role for another type of question, and choices other than those of a question ``before`` with the role."""
    wanted, fact = FACT_ROLES.get(asked.role), asked.fact
    if wanted in (None, ANY) or fact.type not in _TYPES:
        return
    if wanted != fact.type and not (wanted == MONEY and is_money(asked)):
        (wanted_zh, wanted_en), (found_zh, found) = _TYPES[wanted], _TYPES[fact.type]
        words = {"wanted_zh": wanted_zh, "wanted": wanted_en, "found_zh": found_zh, "found": found}
        if fact.unit:
            words |= {"found_zh": f"以{fact.unit}为单位的{found_zh}", "found": f"{found} in {fact.unit}"}
        item.faults.add(item.at(KEY), "wrong_type_for_role", role=asked.role, fact=fact.id, **words)
        return
    like = next((other for other in before if other.role == asked.role in SEVERAL), None)
    if like and like.fact.choices != fact.choices:
        item.faults.add(item.at(KEY), "role_choices_differ", role=asked.role, fact=fact.id, other=like.fact.id)
