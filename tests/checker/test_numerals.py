"""Numbers as people type them, in both scripts and all widths."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_checker.core.numerals import read_number

MONEY = [
    ("300", "300"), ("３００", "300"), ("300万", "300"), ("３００万", "300"), ("300万元", "300"), ("300 万元", "300"),
    ("1,200", "1200"), ("１，２００", "1200"), ("12.5", "12.5"), ("３．５万元", "3.5"), ("3000000元", "300"),
    ("3,000,000 元", "300"), ("500元", "0.05"), ("1.5亿", "15000"), ("2亿元", "20000"), ("三百", "300"),
    ("三百万", "300"), ("三百万元", "300"), ("三百二十万五千", "320.5"), ("叁佰万元", "300"), ("十二", "12"),
    ("二十", "20"), ("一百零五", "105"), ("两千", "2000"), ("3百万", "300"), ("1千5百", "1500"), ("0", "0"),
    ("零", "0"), ("3万亿", "300000000"), ("1e3", "1000"), ("1亿2千万", "12000"), ("二〇〇", "200"),
]  # fmt: skip
PEOPLE = [("12", "12"), ("12人", "12"), ("十二人", "12"), ("１２ 人", "12"), ("两人", "2"), ("十", "10")]
NO_NUMBERS = ["", "abc", "约300", "300左右", "12人以上", "元", "万元", "-", "3.4.5百", "三3", "½", "300美元", "."]


@pytest.mark.parametrize(("typed", "meant"), MONEY)
def test_amounts_are_read_in_the_unit_asked_for(typed: str, meant: str) -> None:
    assert read_number(typed, "万元") == Decimal(meant)


@pytest.mark.parametrize(("typed", "meant"), PEOPLE)
def test_people_are_counted(typed: str, meant: str) -> None:
    assert read_number(typed, "人") == Decimal(meant)


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_is_none(typed: str) -> None:
    assert read_number(typed, "万元") is None


HAN = "零一二三四五六七八九"
PLACES = [(1000, "千"), (100, "百"), (10, "十")]


def in_han(number: int) -> str:
    """The number as it is read aloud, up to 9999."""
    if number == 0:
        return HAN[0]
    text, gap = "", False
    for place, name in PLACES:
        digit, number = divmod(number, place)
        if digit:
            text += (HAN[0] if gap else "") + HAN[digit] + name
            gap = False
        else:
            gap = bool(text) or gap
    return text + ((HAN[0] if gap and text else "") + HAN[number] if number else "")


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_every_number_written_in_han_is_read(myriads: int, rest: int) -> None:
    assert read_number(in_han(rest), "个") == rest
    if myriads:
        assert read_number(f"{in_han(myriads)}万元", "万元") == myriads
        if rest:
            tail = in_han(rest) if rest >= 1000 else HAN[0] + in_han(rest)
            assert read_number(f"{in_han(myriads)}万{tail}元", "万元") == Decimal(myriads * 10_000 + rest) / 10_000


@given(st.text(max_size=30))
def test_nothing_that_is_typed_raises(typed: str) -> None:
    for unit in ("万元", "人", "年", ""):
        read_number(typed, unit)
