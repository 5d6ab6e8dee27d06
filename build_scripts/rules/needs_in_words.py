"""The read-back of what decides no verdict: rules across applications, grants, who needs a material or a recommender.

Like ``in_words``, made from the rule alone and the words of ``guide_data/interface/rules.yml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from build_scripts.rules.in_words import Line, Reading, capitalised
from build_scripts.source.text import Text
from py_checker.core.rulebook import REQUIRED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from build_scripts.content.documents import Across, Clause, Section
    from build_scripts.content.edition import Case, Edition, Entry, Site
    from build_scripts.rules.in_words import Readback

BETWEEN = Text(zh=" ", en=", ")  # stands in a cite after the name of the document


@dataclass(frozen=True, kw_only=True, slots=True)
class NotedReading:
    """A case in words, with the note that says why it cannot be told, where it has one."""

    reading: Reading
    note: Text | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseList:
    """The cases of an entry that come to the same: ``role`` is a key of ``cases`` in the words."""

    role: str
    cases: tuple[NotedReading, ...]


class CaseReadback:
    """Reads the lists of an edition, and rules across applications, back in one language."""

    def __init__(self, readback: Readback, site: Site, edition: Edition) -> None:
        """Keep the reader of conditions, the words, and the sections that cases name."""
        self.readback = readback
        self.lang = readback.lang
        words = site.interface[self.lang]["rules"]
        across = words["across"]
        self.across: dict[str, str] = {key: form for key, form in across.items() if isinstance(form, str)}
        self.same: dict[str, str] = across["same"]
        self.different: dict[str, str] = across["different"]
        self.cases: dict[str, str] = words["cases"]
        self.edition = edition

    def lines(self, clause: Clause) -> Iterator[Line]:
        """Yield the clause's rule across applications, and when each grant that it states is shown."""
        if clause.across:
            yield Line(role="across", reading=capitalised(Reading(text=self._across(clause.across, clause.kind))))
        for grant in self.edition.grants:
            if grant.clause == clause.id and grant.when:
                yield Line(role="grant", reading=self.readback.read(grant.when))

    def lists(self, entry: Entry, needed: str) -> Iterator[CaseList]:
        """Yield when an entry is needed (called ``needed`` in the words), and when that cannot be told."""
        if entry.needed:
            yield CaseList(role=needed, cases=tuple(self._case(case) for case in entry.needed))
        if entry.unclear:
            role = "unclear_else" if entry.needed else "unclear"
            yield CaseList(role=role, cases=tuple(self._case(case) for case in entry.unclear))

    def _case(self, case: Case) -> NotedReading:
        scopes = [self._short_title(self.edition.sections[place]) for place in case.applies_to]
        condition = self.readback.inner(case.when) if case.when else None
        if scopes:
            form = self.cases["scope_where" if condition else "scope"]
            text = form.format(scopes=self.readback.listed(scopes), condition=condition and condition.text)
            reading = Reading(text=text, items=condition.items if condition else ())
        else:
            reading = condition or Reading(text=self.cases["everybody"])
        return NotedReading(reading=capitalised(reading), note=case.note)

    def _across(self, rule: Across, kind: str) -> str:
        """Return what the checker does: bar what is over the number, or tell to ask; and ask about the rest."""
        words = self.across
        same = [self.same[name] for name in rule.same]
        alike = self._joined([*same, *(self.different[name] for name in rule.different)])
        form = "limit" if kind == REQUIRED else "ask"
        sentence = words[form if alike else f"{form}_any"].format(alike=alike, count=rule.at_most)
        if rule.different and rule.doubtful:
            return words["rest"].format(rule=sentence, alike=self._joined(same))
        return sentence

    def _joined(self, parts: list[str]) -> str:
        joined = self.across["joined"]
        return reduce(lambda first, second: joined.format(first=first, second=second), parts) if parts else ""

    def _short_title(self, section: Section) -> str:
        """Return the section's cite without the name of the document: 项目类型2 方向3."""
        return section.cite.of(self.lang).partition(BETWEEN.of(self.lang))[2]
