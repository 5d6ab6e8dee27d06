"""The finder and the comparison as a visitor uses them: chips, the address, the back button, side by side."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from build_scripts.content.edition import Edition

PHONE = {"width": 390, "height": 844}
SHEET = {"width": 673, "height": 986}  # what A4 leaves between the margins of print.css


def shown(page: Page) -> list[str]:
    rows = page.locator(".finder__table tr[data-track]:visible")
    return rows.evaluate_all("rows => rows.map(row => row.dataset.track)")


def chip(page: Page, name: str) -> None:
    page.locator(".finder__form .chip", has_text=name).first.click()


def test_chips_keep_what_may_fit_and_the_address_remembers(visit: Callable[..., Page], edition: Edition) -> None:
    page = visit("")
    every = [track.id for track in edition.tracks]
    count = page.locator(".finder__count")
    expect(count).to_contain_text(f"共{len(every)}个")
    chip(page, "企业")
    expect(page.locator('tr[data-track="t10"]')).to_be_hidden()
    assert shown(page) == [track for track in every if track != "t10"]
    expect(count).to_contain_text("20个可能适合（共21个")  # without the one announced separately
    assert page.url.endswith("#who=enterprise")
    chip(page, "林业")
    assert {"t01-d4", "t06-d2", "t03"} <= set(shown(page))
    assert "t09" not in shown(page)
    assert page.url.endswith("#who=enterprise&field=forestry")
    link = page.locator(".language-switch")
    expect(link).to_have_attribute("href", re.compile(r"/en/#who=enterprise&field=forestry$"))

    page.go_back()
    assert len(shown(page)) == 21
    page.go_back()
    assert shown(page) == every
    page.go_forward()
    expect(page.get_by_role("radio", name="企业")).to_be_checked()
    assert len(shown(page)) == 21

    page.get_by_role("button", name="清除所选").click()
    assert shown(page) == every
    assert "#" not in page.url


def test_a_sent_address_opens_with_its_choice_and_tells_the_grounds(visit: Callable[..., Page]) -> None:
    page = visit("en/#who=hospital&platform=none")
    expect(page.locator(".finder__count")).to_contain_text("19 of 21 may be open to you")
    expect(page.locator("#finder")).to_be_in_viewport()
    row = page.locator('tr[data-track="t04-d1"]')
    expect(row).to_be_hidden()
    page.get_by_label("Also list what does not fit, with the grounds").check()
    expect(row.locator(".finder__note--against:visible a")).to_have_attribute("href", "2025/type-04/#t04-d1-platform")
    expect(page.locator('tr[data-track="t01-d1"] .finder__note--doubt').first).to_be_visible()
    page.locator(".finder__form .chip", has_text="State organ").click()
    expect(page.locator(".finder__count")).to_contain_text("Nothing is left")


def test_two_to_four_tracks_stand_side_by_side(visit: Callable[..., Page], edition: Edition) -> None:
    page = visit("")
    link = page.locator(".finder__compare")
    for number, track in enumerate(("t01-d1", "t05", "t10", "t06-d1")):
        page.locator(f'tr[data-track="{track}"] .finder__pick .chip').click()
        if number == 0:
            expect(page.locator(".finder__picked")).to_contain_text("再选1至3个")
    expect(link).to_have_text("对比所选的4个")
    expect(page.locator('tr[data-track="t07"] .finder__pick input')).to_be_disabled()
    page.locator('tr[data-track="t06-d1"] .finder__pick .chip').click()
    expect(page.locator('tr[data-track="t07"] .finder__pick input')).to_be_enabled()
    link.click()
    page.wait_for_url(f"**/{edition.id}/compare/#compare=t01-d1.t05.t10")
    columns = page.locator(".compare__table thead th[data-track]:visible")
    assert columns.evaluate_all("cells => cells.map(cell => cell.dataset.track)") == ["t01-d1", "t05", "t10"]
    expect(page.locator(".compare__count")).to_have_text("正在对比3个。")

    age, targets = page.locator('tr[data-row="age"]'), page.locator('tr[data-row="targets"]')
    expect(age).to_be_visible()
    page.locator(".compare__form .chip", has_text="只看不同的项").click()
    expect(age).to_be_hidden()
    expect(targets).to_be_visible()
    page.go_back()
    expect(age).to_be_visible()


@pytest.mark.parametrize("path", ["", "en/", "{year}/compare/#compare=t01-d1.t05.t06-d6", "en/{year}/compare/"])
def test_on_a_phone_only_the_table_itself_scrolls(visit: Callable[..., Page], edition: Edition, path: str) -> None:
    page = visit(path.format(year=edition.id), size=PHONE)
    expect(page.locator(".finder__form, .compare__form")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for figure in page.locator('.finder__table tr[data-track="t01-d1"] .figure').all():
        expect(figure).to_be_visible()  # the thresholds, too
    region = page.locator(".compare__wrap")
    if region.count():
        region.focus()
        page.keyboard.press("End")
        names = page.locator('.compare__table tr[data-row="age"] > th')
        for _ in range(5):
            page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('.compare__wrap').scrollLeft > 0")
        assert names.bounding_box()["x"] < PHONE["width"] / 3  # the names of the rows stay in sight


@pytest.mark.parametrize("lang", ["", "en/"])
def test_on_a_phone_the_effect_of_a_chip_is_told_in_sight_of_it(visit: Callable[..., Page], lang: str) -> None:
    page = visit(lang, size=PHONE)
    count = page.locator(".finder__count")
    before = count.inner_text()
    first = page.locator(".finder__form .chip").nth(1)
    first.evaluate("(chip) => chip.scrollIntoView({ block: 'center' })")
    first.click()
    expect(first).to_be_in_viewport()
    expect(count).not_to_have_text(before)
    expect(count).to_be_in_viewport(ratio=1)
    assert count.evaluate(
        "(one) => { const box = one.getBoundingClientRect();"
        " return one.contains(document.elementFromPoint(box.x + 5, box.y + 5)); }"
    )
    form, table = page.locator(".finder__form").bounding_box(), page.locator(".finder__table").bounding_box()
    assert table["y"] - form["y"] - form["height"] < 40  # what is left follows at once


@pytest.mark.parametrize("lang", ["", "en/"])
def test_what_is_wider_than_a_sheet_prints_below_one_another(
    visit: Callable[..., Page], edition: Edition, lang: str
) -> None:
    page = visit(f"{lang}{edition.id}/compare/", size=SHEET)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= SHEET["width"]
    cells = page.locator('.compare__table tr[data-row="grants"] > td')
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert all(above["y"] < below["y"] for above, below in itertools.pairwise(boxes))
    heads = [head.bounding_box() for head in page.locator(".compare__table tbody th").all()]
    assert min(box["width"] for box in (*boxes, *heads)) > SHEET["width"] * 0.9
    names = cells.evaluate_all("cells => cells.map((cell) => getComputedStyle(cell, '::before').content)")
    tracks = page.locator(".compare__table thead th[data-track] a").all_inner_texts()
    assert [name.strip('"').split()[-1] in track for name, track in zip(names, tracks, strict=True)] == [True] * 22
    page.goto(page.url.replace("compare", "guide"))
    assert page.locator(".pic svg:visible").bounding_box()["height"] <= SHEET["height"]


@pytest.mark.parametrize("path", ["", "{year}/compare/"])
def test_without_a_script_everything_is_in_the_table(visit: Callable[..., Page], edition: Edition, path: str) -> None:
    page = visit(path.format(year=edition.id), java_script_enabled=False)
    expect(page.locator(".finder__form, .compare__form")).to_be_hidden()
    expect(page.locator(".finder__pick:visible")).to_have_count(0)
    tracks = page.locator(".finder__table tr[data-track]:visible, .compare__table th[data-track]:visible")
    expect(tracks).to_have_count(len(edition.tracks))
