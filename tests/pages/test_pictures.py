"""The pictures say what the data say, in both languages and both layouts, and read as text."""

from __future__ import annotations

import dataclasses
import itertools
import re
from datetime import timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from build_scripts.pages.pictures.canvas import width_of, wrap, wrap_evenly
from build_scripts.pages.pictures.gallery import picture
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from build_scripts.content.edition import Edition, Site
    from build_scripts.pages.pictures.canvas import Picture

SVG = "{http://www.w3.org/2000/svg}"


def draw(site: Site, edition: Edition, lang: str, name: str) -> Picture:
    return picture(site, edition, lang, lambda section: f"#{section}", name)


def layouts(drawn: Picture) -> list[ET.Element]:
    return [ET.fromstring(svg) for svg in (drawn.wide, drawn.narrow)]  # noqa: S314 - our own


def texts(svg: ET.Element) -> list[str]:
    """Every text with its lines put together, without spaces."""
    return [re.sub(r"\s", "", "".join(text.itertext())) for text in svg.iter(f"{SVG}text")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["timeline", "route", "map"])
def test_a_picture_names_itself_and_holds_no_colour_of_its_own(
    site: Site, edition: Edition, lang: str, name: str
) -> None:
    for svg in layouts(draw(site, edition, lang, name)):
        assert svg.get("aria-label") == site.interface[lang]["pages"]["pictures"][name]["title"]
        assert svg.get("role") == ("group" if name == "map" else "img")  # what is an image hides its links
        for part in svg.iter():
            assert not {"style", "fill", "stroke"} & set(part.keys())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_timeline_has_every_deadline_at_its_distance(site: Site, edition: Edition, lang: str) -> None:
    dates = sorted(deadline.at for deadline in edition.deadlines)
    for place, svg in enumerate(layouts(draw(site, edition, lang, "timeline"))):
        told = texts(svg)
        for deadline in edition.deadlines:
            assert re.sub(r"\s", "", deadline.name.of(lang)) in told
            assert any(f"{deadline.at:%H:%M}" in text and str(deadline.at.day) in text for text in told)
        dots = [float(dot.get("cy" if place else "cx")) for dot in svg.iter(f"{SVG}circle")]
        assert dots == sorted(dots)
        if place == 0:
            shares = [(later - earlier) / (dots[-1] - dots[0]) for earlier, later in itertools.pairwise(dots)]
            whole = (dates[-1] - dates[0]).days
            days = [(later - earlier).days / whole for earlier, later in itertools.pairwise(dates)]
            assert shares == pytest.approx(days, abs=0.01)


def test_a_single_day_between_deadlines_is_no_plural(site: Site, edition: Edition) -> None:
    first, second, *_ = sorted(edition.deadlines, key=lambda deadline: deadline.at)
    for span, told in ((1, {"zh": "1天", "en": "1day"}), (2, {"zh": "2天", "en": "2days"})):
        later = dataclasses.replace(second, at=first.at + timedelta(days=span))
        near = dataclasses.replace(edition, deadlines=(first, later))
        for lang in LANGUAGES:
            for svg in layouts(draw(site, near, lang, "timeline")):
                assert told[lang] in texts(svg)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_route_has_every_step_and_every_kind_of_applicant(site: Site, edition: Edition, lang: str) -> None:
    for svg in layouts(draw(site, edition, lang, "route")):
        told = texts(svg)
        steps = [f"{number}{step.name.of(lang)}" for number, step in enumerate(edition.steps, start=1)]
        found = [told.index(re.sub(r"\s", "", step)) for step in steps]
        assert found == sorted(found)
        for entry in edition.recommenders:
            who, by = (told.index(re.sub(r"\s", "", text.of(lang))) for text in (entry.who, entry.name))
            assert by == who + 1
            assert found[4] < who < found[5]  # between the review and what comes after it
        broken = [box for box in svg.iter(f"{SVG}g") if "may" in (box.get("class") or "").split()]
        assert len(broken) == sum(not entry.needed for entry in edition.recommenders) == 1
        assert sum("18:00" in text for text in told) == len(edition.deadlines)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_leads_to_every_plan_type_and_direction(site: Site, edition: Edition, lang: str) -> None:
    wanted = {
        f"#{section.id}": section.heading.text.of(lang)
        for section in edition.sections.values()
        if section.level in ("plan", "type", "direction")
    }
    for svg in layouts(draw(site, edition, lang, "map")):
        links = {link.get("href"): "".join(link.itertext()) for link in svg.iter(f"{SVG}a")}
        assert set(links) == set(wanted)
        for target, heading in wanted.items():
            assert re.sub(r"\s", "", links[target]).startswith(re.sub(r"\s", "", heading))
        assert sum("may" in (box.get("class") or "").split() for box in svg.iter(f"{SVG}g")) == 1  # type 3


def test_lines_break_where_a_typesetter_would_break_them() -> None:
    assert wrap("注册地址所在地科技管理部门，或市直", 13) == ["注册地址所在地科技管理部", "门，或市直"]
    assert wrap("一二三四（五六）七", 5) == ["一二三四", "（五六）七"]
    assert wrap("innovation platform at municipal level", 10) == ["innovation platform", "at municipal level"]
    assert wrap("Baise Zone) may", width_of("Baise Zone")) == ["Baise", "Zone) may"]
    assert wrap("", 5) == []
    assert [len(line) for line in wrap("注册地址所在地科技管理部门或市直行业主管部门", 21)] == [21, 1]
    assert [len(line) for line in wrap_evenly("注册地址所在地科技管理部门或市直行业主管部门", 21)] == [15, 7]
    assert [len(line) for line in wrap_evenly("注册地址所在地科技管理部门", 21)] == [13]
    opened = width_of("“Foundation") + 0.1  # too narrow for the closing mark, too
    assert wrap("Baise “Foundation” action", opened) == ["Baise", "“Foundation”", "action"]
    for text in ("百东新区（百色高新区）管委会", "The park administration and the administration of the county"):
        lines = wrap(text, 9)
        assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
        assert all(width_of(line) <= 10 for line in lines)
