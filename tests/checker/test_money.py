"""Sums of money: each language's own form, the same on the pages, in the browser and in a terminal."""

from __future__ import annotations

import json
import re
import subprocess
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from build_scripts.form_data.write import write_assessment_data
from build_scripts.source.money import FORMS, UNIT, YUAN, amount
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from build_scripts.content.edition import Edition, Site

SAID = {
    "0": ("0万元", "CNY 0"),
    "0.0001": ("0.0001万元", "CNY 1"),
    "0.5": ("0.5万元", "CNY 5,000"),
    "18": ("18万元", "CNY 180,000"),
    "99.9999": ("99.9999万元", "CNY 999,999"),
    "100": ("100万元", "CNY 1 million"),
    "180": ("180万元", "CNY 1.8 million"),
    "320.5": ("320.5万元", "CNY 3,205,000"),
    "1200": ("1,200万元", "CNY 12 million"),
    "123456": ("123,456万元", "CNY 1,234.56 million"),
    "1000000": ("1,000,000万元", "CNY 10 billion"),
    "-30": ("-30万元", "CNY -300,000"),
}
MULTIPLES = {"billion": 10**9, "million": 10**6}


@pytest.mark.parametrize(("sum_", "said"), SAID.items())
def test_a_sum_has_the_form_of_its_language(sum_: str, said: tuple[str, str]) -> None:
    found = amount(Decimal(sum_))
    assert (found.zh, found.en) == said


def test_no_form_changes_the_value() -> None:
    for number in range(0, 10**10, 98_765_431):
        sum_ = Decimal(number) / YUAN
        said = amount(sum_)
        assert Decimal(said.zh.removesuffix(UNIT).replace(",", "")) == sum_
        value, _, multiple = said.en.removeprefix("CNY ").replace(",", "").partition(" ")
        assert Decimal(value) * MULTIPLES.get(multiple, 1) == number


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_browser_says_the_same(root: Path, lang: str) -> None:
    sums = [*SAID, *(f"{Decimal(number) / YUAN:f}" for number in range(1, 10**10, 98_765_431))]
    texts = {
        "lang": lang,
        "facts": {"spent": {"unit": UNIT, "money": True}},
        "money": {"yuan": YUAN, "forms": FORMS[lang]},
    }
    command = ["node", str(root / "tests" / "scripts" / "money_words.mjs")]
    given = json.dumps({"texts": texts, "sums": sums})
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [amount(Decimal(sum_)).of(lang) for sum_ in sums]


def test_no_english_of_the_self_assessment_counts_a_sum_in_ten_thousands(
    site: Site, edition: Edition, tmp_path: Path
) -> None:
    """The unit of the form is named where a number is asked for, in its help and label, and nowhere else."""
    write_assessment_data(site, edition, tmp_path)
    texts = json.loads((tmp_path / "texts.en.json").read_text(encoding="utf-8"))
    for fact in texts["facts"].values():
        fact.pop("unit", None)
    said = re.findall(r"[^\"]*unit(?:s of|:) (?:CNY|\{unit)[^\"]*", json.dumps(texts, ensure_ascii=False))
    assert set(said) == {"unit: {unit}", "in units of {unit} (万元)"}
