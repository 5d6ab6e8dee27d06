"""Marks in the sentences: figures and dates set apart for the eye, terms of the glossary with their explanation.

The text is never changed: without the tags, what remains is the sentence.
"""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from build_scripts.content.documents import Clause
    from build_scripts.content.edition import Site, Term

MONTHS = list(calendar.month_name)
BEIJING = "+08:00"  # the time of the official text
NUMBER = r"\d+(?:\.\d+)?"
UNITS = "万元|%|倍|周岁|年|项|件|个|次|名|人|份"
MONTH_NAMES = "|".join(MONTHS[1:])
DATES = {
    "zh": re.compile(
        r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日(?:(?P<hour>\d{1,2}):(?P<minute>\d{2}))?)?)?"
    ),
    "en": re.compile(
        rf"(?:(?:(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}}) on )?(?P<day>\d{{1,2}}) )?(?:(?P<month>{MONTH_NAMES}) )?"
        r"(?<![\d.])(?P<year>(?:19|20)\d{2})(?![\d.]\d|\d)"
    ),
}
DATE = "time"
BETWEEN = {"zh": re.compile(r"[年月日](?=\d)"), "en": re.compile(r" on (?=\d)")}  # where a date may be broken
FIGURES = {
    "zh": re.compile(rf"(?<![\d.A-Za-z]){NUMBER}(?:[~～]{NUMBER})?(?:{UNITS})"),
    "en": re.compile(
        rf"CNY [\d,]+(?:\.\d+)?(?: (?:million|billion))?(?: to [\d,]+(?:\.\d+)?(?: (?:million|billion))?)?"
        rf"|(?<![\w./,@-]){NUMBER}%?(?![\w/@-]|[.,:]\d)"
    ),
}


class Span(NamedTuple):
    """A piece of a sentence and the tag around it: its name with attributes."""

    start: int
    end: int
    name: str
    attributes: str = ""


class Marker:
    """Marks the sentences of one page in one language.

    A term is marked where it first stands in a section; the page then explains those of ``used``, in
    the order in which they came.
    """

    def __init__(self, site: Site, lang: str, *, terms: bool) -> None:
        """Keep the words to look for; ``terms`` says whether the page explains the glossary."""
        self.lang = lang
        self.used: dict[str, Term] = {}
        self._seen: set[tuple[str, str]] = set()
        looked_for = [(term, word) for term in site.glossary for word in term.find[lang]] if terms else []
        self._terms = sorted(looked_for, key=lambda pair: -len(pair[1]))  # the longest first

    def marked(self, clause: Clause) -> Markup:
        """Return the sentence of a clause with its marks."""
        text = clause.text.of(self.lang)
        dates = list(_dates(text, self.lang, clause))
        spans = _apart([*dates, *_figures(text, self.lang, clause), *self._found(text, clause)])
        parts, at = [], 0
        for span in spans:
            parts += [escape(text[at : span.start]), Markup("<{}{}>").format(span.name, Markup(span.attributes))]  # noqa: S704
            inner = escape(text[span.start : span.end])
            if span.name == DATE:
                inner = Markup(BETWEEN[self.lang].sub(r"\g<0><wbr>", str(inner)))  # noqa: S704 - was just escaped
            parts += [inner, Markup("</{}>").format(span.name)]
            at = span.end
        return Markup().join([*parts, escape(text[at:])])

    def _found(self, text: str, clause: Clause) -> Iterator[Span]:
        taken: list[tuple[int, int]] = []
        for term, word in self._terms:
            ending = "(?:s|es)?(?!\\w)" if self.lang == "en" else ""
            starting = r"(?<!\w)" if self.lang == "en" else ""
            found = re.search(f"{starting}{re.escape(word)}{ending}", text, re.IGNORECASE)
            if not found or not any(chinese in clause.text.zh for chinese in term.find["zh"]):
                continue  # an English word that stands for something else in this sentence
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            taken.append(found.span())
            if (clause.section, term.id) not in self._seen:
                self._seen.add((clause.section, term.id))
                self.used[term.id] = term
                link = f' class="term" href="#term-{term.id}" aria-describedby="term-{term.id}"'
                yield Span(*found.span(), "a", link)


def broken_at_terms(site: Site, text: str) -> Markup:
    """Return a Chinese heading that may be broken before and after terms of the glossary, for ``keep-all``.

    Terms with several spaces or in another language are simply not found; the text itself never changes.
    """
    words = sorted((word for term in site.glossary for word in term.find["zh"]), key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, words))})", text) if words else [text]
    return Markup("<wbr>").join(part for part in parts if part)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in the order of the text, without those that overlap an earlier one."""
    kept: list[Span] = []
    for span in spans:
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept)


def _dates(text: str, lang: str, clause: Clause) -> Iterator[Span]:
    for found in DATES[lang].finditer(text):
        if lang == "zh" or f"{found['year']}年" in clause.text.zh:
            yield Span(*found.span(), DATE, f' datetime="{_moment(found)}"')


def _moment(found: re.Match[str]) -> str:
    """Return a date as HTML's ``datetime`` has it, as exact as the sentence is."""
    parts = found.groupdict()
    month = parts["month"] or ""
    number = MONTHS.index(month) if month in MONTHS[1:] else int(month or 0)
    moment = parts["year"]
    if number:
        moment += f"-{number:02}"
    if number and parts["day"]:
        moment += f"-{int(parts['day']):02}"
        if parts["hour"]:
            moment += f"T{int(parts['hour']):02}:{parts['minute']}{BEIJING}"
    return moment


def _figures(text: str, lang: str, clause: Clause) -> Iterator[Span]:
    """Yield the figures; a bare English number only where the Chinese sentence has it as a figure."""
    counted = {
        number.group()
        for found in FIGURES["zh"].finditer(clause.text.zh)
        if (number := re.match(NUMBER, found.group()))
    }
    for found in FIGURES[lang].finditer(text):
        if lang == "zh" or found.group().startswith("CNY") or found.group().rstrip("%") in counted:
            yield Span(*found.span(), "b")
