"""What helps a reader: both languages side by side, terms explained, figures set apart, full texts, print."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from build_scripts.content.edition import Edition, Site

SWITCH = "[data-side-by-side-switch]"
CLAUSE = "t01-d1-rd"
WITH_TABLES = ("compare", "coverage", "dates", "funding", "materials")


def twin_of(page: Page, clause: str) -> dict[str, float | str]:
    """Where the counterpart of a sentence stands, and its language."""
    return page.locator(f"#{clause}").evaluate(
        """(sentence) => {
          const twin = sentence.closest(".pair").querySelector(".twin");
          const [own, other] = [sentence, twin].map((part) => part.getBoundingClientRect());
          return { lang: twin.lang, width: other.width, left: other.left - own.left, top: other.top - own.top };
        }"""
    )


# ---- side by side ----


def test_both_languages_stand_side_by_side_on_every_page_once_wanted(
    visit: Callable[..., Page], address: str, edition: Edition
) -> None:
    page = visit(f"{edition.id}/type-01/")
    assert twin_of(page, CLAUSE)["width"] == 0
    page.locator(SWITCH).focus()
    page.keyboard.press("Space")
    expect(page.locator(SWITCH)).to_have_attribute("aria-pressed", "true")
    beside = twin_of(page, CLAUSE)
    assert beside["lang"] == "en"
    assert beside["left"] > 100, "English on the right"
    note = page.locator(".clause-note .pair").first
    expect(note.locator(".twin[lang=en]")).to_contain_text("Can be read in two ways")
    own, other = note.locator(".pair__own").bounding_box(), note.locator(".twin").bounding_box()
    assert other["x"] - own["x"] > 100, "the editors' notes, too"
    for path in (f"{edition.id}/notice/requirements/", f"{edition.id}/full-text/guide/"):
        page.goto(address + path)
        expect(page.locator(".twin").first).to_be_visible()
    page.goto(f"{address}{edition.id}/type-01/")
    page.locator(".language-switch").click()
    page.wait_for_url(f"{address}en/{edition.id}/type-01/")
    beside = twin_of(page, CLAUSE)
    assert beside["lang"] == "zh-Hans"
    assert beside["left"] < -100, "Chinese on the left, in both languages of the page"
    page.emulate_media(media="print")
    assert twin_of(page, CLAUSE)["width"] > 0, "paper shows what the screen shows"
    page.emulate_media(media="screen")
    page.locator(SWITCH).click()
    page.reload()
    assert twin_of(page, CLAUSE)["width"] == 0
    assert page.evaluate("localStorage.getItem('baise-side-by-side')") is None, "nothing stays behind"


@pytest.mark.parametrize("lang", ["", "en/"])
def test_on_a_phone_one_language_stands_below_the_other(
    visit: Callable[..., Page], edition: Edition, lang: str
) -> None:
    page = visit(f"{lang}{edition.id}/notice/requirements/", size=PHONE)
    page.locator(SWITCH).click()
    beside = twin_of(page, "n02-leader-3-age")
    assert abs(beside["left"]) < 20
    assert (beside["top"] > 0) is (lang == "")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_script_there_is_one_language_and_no_switch(browser: Browser, address: str, edition: Edition) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{edition.id}/type-01/")
    expect(page.locator(SWITCH)).to_be_hidden()
    expect(page.locator(".twin").first).to_be_hidden()
    page.locator("a.term").first.click()
    expect(page.locator(".terms :target")).to_be_visible()
    context.close()


def test_the_copy_to_take_away_needs_no_server_for_it(
    browser: Browser, site: Site, site_dir: Path, tmp_path: Path, edition: Edition
) -> None:
    with zipfile.ZipFile(site_dir / "download" / f"guide-{site.current}.zip") as archive:
        archive.extractall(tmp_path)
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto((tmp_path / f"guide-{site.current}" / edition.id / "type-01" / "index.html").as_uri())
    page.locator(SWITCH).click()
    assert twin_of(page, CLAUSE)["left"] > 100
    page.locator(".language-switch").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert twin_of(page, CLAUSE)["left"] < -100
    page.locator("a.term").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".term-box")).to_be_visible()
    context.close()


# ---- terms ----


def term(name: str) -> str:
    return f'a.term[href="#term-{name}"]'


@pytest.mark.parametrize(
    ("lang", "words"), [("", ["R&D expenditure", "申报须知"]), ("en/", ["研发投入", "Application Notice"])]
)
def test_a_term_is_explained_under_the_pointer_and_with_the_keyboard(
    visit: Callable[..., Page], edition: Edition, lang: str, words: list[str]
) -> None:
    page = visit(f"{lang}{edition.id}/type-01/")
    box = page.locator(".term-box")
    link = page.locator(term("rd-expenditure")).first
    link.scroll_into_view_if_needed()
    link.hover()
    for word in words:
        expect(box).to_contain_text(word)
    box.hover()  # it can be reached, read and copied
    expect(box).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    page.mouse.move(0, 0)
    link.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(box).to_be_visible()
    described = page.locator(f"#{link.get_attribute('aria-describedby')}")
    for word in words:
        expect(described).to_contain_text(word)
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    page.keyboard.press("Enter")
    expect(box).to_be_visible()
    edges = box.evaluate("e => { const b = e.getBoundingClientRect(); return [b.left >= 0, b.right <= innerWidth]; }")
    assert edges == [True, True]


def test_a_tap_explains_a_term_and_a_tap_elsewhere_ends_it(visit: Callable[..., Page], edition: Edition) -> None:
    page = visit(f"{edition.id}/type-01/", size=PHONE, has_touch=True)
    before = page.url
    page.locator(term("rd-expenditure")).first.tap()
    expect(page.locator(".term-box")).to_contain_text("R&D expenditure")
    assert page.url == before
    page.locator("h2").first.scroll_into_view_if_needed()
    page.locator("h2").first.tap()
    expect(page.locator(".term-box")).to_be_hidden()


def test_a_browser_without_popovers_follows_the_link(browser: Browser, address: str, edition: Edition) -> None:
    context = browser.new_context()
    context.add_init_script("delete HTMLElement.prototype.popover")
    page = context.new_page()
    page.goto(f"{address}{edition.id}/type-01/")
    page.locator(term("rd-expenditure")).first.click()
    expect(page.locator("#term-rd-expenditure")).to_be_in_viewport()
    assert page.url.endswith("#term-rd-expenditure")
    context.close()


# ---- at a glance ----


def test_figures_and_parts_stand_out_and_not_by_colour_alone(visit: Callable[..., Page], edition: Edition) -> None:
    page = visit(f"{edition.id}/type-01/")
    weights = page.locator(f"#{CLAUSE}").evaluate(
        "e => [e, e.querySelector('b')].map((part) => Number(getComputedStyle(part).fontWeight))"
    )
    assert weights[1] > weights[0]
    edges, signs = [], []
    for part in ("scope", "targets", "conditions"):
        edges.append(page.locator(f".part--{part}").first.evaluate("e => getComputedStyle(e).borderInlineStartStyle"))
        mask = "e => getComputedStyle(e, '::before').maskImage"
        signs.append(page.locator(f".part--{part} .part__label").first.evaluate(mask))
    assert len(set(edges)) == len(set(signs)) == 3
    assert "none" not in signs


def test_chinese_is_set_as_chinese_is_set(visit: Callable[..., Page], edition: Edition) -> None:
    page = visit(f"{edition.id}/full-text/notice/")
    style = page.locator(".text").first.evaluate(
        """(text) => {
          const { textSpacingTrim, lineBreak, textAlign, lineHeight, fontSize } = getComputedStyle(text);
          return [textSpacingTrim, lineBreak, textAlign, parseFloat(lineHeight) / parseFloat(fontSize)];
        }"""
    )
    assert style == ["trim-start", "strict", "justify", pytest.approx(1.8)]
    widths = page.locator(".text").evaluate_all(
        "all => all.map((text) => text.clientWidth / parseFloat(getComputedStyle(text).fontSize))"
    )
    assert max(widths) <= 44.1, "so many characters a line at most"


# ---- print ----


@pytest.mark.parametrize(
    "path",
    ["{year}/type-01/", "{year}/notice/requirements/", "{year}/full-text/notice/", "{year}/funding/", "glossary/", ""],
)
def test_paper_shows_the_text_and_nothing_that_only_a_screen_can_use(
    visit: Callable[..., Page], edition: Edition, path: str
) -> None:
    page = visit(path.format(year=edition.id))
    page.emulate_media(media="print")
    for gone in (".md-header", ".md-tabs", ".md-sidebar", ".md-top", ".offline", ".reading-tools", ".clause-link",
                 ".buttons", ".term-box", ".md-footer__inner"):  # fmt: skip
        assert page.locator(gone).evaluate_all("all => all.every((one) => !one.checkVisibility())"), gone
    assert page.locator("article h1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("lang", ["", "en/"])
@pytest.mark.parametrize("path", ["", "glossary/", *(f"{{year}}/{name}/" for name in WITH_TABLES)])
def test_no_column_of_a_table_is_cut_off_on_paper_and_dark_colours_stay_on_the_screen(
    visit: Callable[..., Page], edition: Edition, path: str, lang: str
) -> None:
    page = visit(lang + path.format(year=edition.id), size={"width": 673, "height": 986}, color_scheme="dark")
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    rights = page.locator("table.data :is(th, td):visible").evaluate_all(
        """all => all.map((cell) => {
            const words = document.createRange();
            words.selectNodeContents(cell);
            return Math.max(cell.getBoundingClientRect().right, words.getBoundingClientRect().right);
        })"""
    )
    assert max(rights) <= 673
    assert page.locator(".prevails, article h1, article summary").evaluate_all(
        "all => all.every((one) => getComputedStyle(one).color === 'rgb(0, 0, 0)')"
    )
    expect(page.locator(".looks, .prevails a").and_(page.locator(":visible"))).to_have_count(0)
