"""Chinese numerals as they are written in headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.numerals import chinese, numbered

PLACES = {"十": 10, "百": 100, "千": 1000}


def read(text: str) -> int:
    """The number that a reader takes ``text`` for."""
    number = digit = 0
    for char in text.replace("零", ""):
        if char in PLACES:
            number += (digit or 1) * PLACES[char]
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(char)
    return number + digit


@given(st.integers(1, 9999))
def test_a_numeral_is_read_as_its_number_and_in_one_way(number: int) -> None:
    text = chinese(number)
    assert read(text) == number
    assert not text.startswith(("零", "一十"))
    assert not text.endswith("零")
    assert "零零" not in text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (10, "十"),
        (21, "二十一"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1010, "一千零一十"),
    ],
)
def test_numerals_are_those_of_the_language(number: int, text: str) -> None:
    assert chinese(number) == text


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_what_has_no_such_numeral_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese(number)


def test_a_pattern_takes_either_form() -> None:
    assert (numbered("（{c}）", 12), numbered("{n}.", 12), numbered("", 12)) == ("（十二）", "12.", "")
