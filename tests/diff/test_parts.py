"""The parts: what a number is, how two sequences are laid side by side, where words end and numbers begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diff.matching import Match, by_keys, most_alike
from generator.diff.model import Place
from generator.diff.texts import compare_tokens
from generator.diff.tokens import Token, Tokenizer
from generator.document.blocks import Span

NOWHERE = Place("", "")


def tokens(text: str, tokenizer: Tokenizer | None = None) -> list[Token]:
    """The tokens of a text."""
    return (tokenizer or Tokenizer()).tokens((Span(text),), NOWHERE)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("收入9,111.11万元，增长12.7%。", ["9,111.11", "12.7%"]),
        ("2024年度", ["2024"]),
        ("减少-3.5万元", ["-3.5"]),
        ("2023-2024年", ["2023", "2024"]),
        ("1.一般公共服务", ["1"]),
        ("占比.5%", [".5%"]),
        ("57行＝（55+56）行", ["57", "55", "56"]),
        ("公开01表", ["01"]),
        ("没有数字", []),
    ],
)
def test_what_a_number_is(text: str, numbers: list[str]) -> None:
    assert numbers == [token.text for token in tokens(text) if token.is_number]


@given(st.text())
def test_nothing_of_a_text_is_lost_but_its_white_space(text: str) -> None:
    joined = "".join(token.text for token in tokens(text))
    assert "".join(joined.split()) == joined
    assert sorted(joined) == sorted(sign for sign in text if sign in joined and not sign.isspace())


@pytest.mark.parametrize(
    ("left", "right", "numbers", "words"),
    [
        ("支出100万元。", "支出100元。", [("改动", "100万元", "100元")], []),
        ("支出100万元。", "支出100万圆。", [], [("改动", "元", "圆")]),
        ("增加1.5万元", "减少1.6万元", [("改动", "1.5", "1.6")], [("改动", "增加", "减少")]),
        ("共3个项目", "共个项目", [("缺少", "3", "")], []),
        ("共个项目", "共3个项目", [("多出", "", "3")], []),
        ("共8个", "共八个", [("缺少", "8", "")], [("多出", "", "八")]),
    ],
)
def test_numbers_apart_from_words(
    left: str, right: str, numbers: list[tuple[str, str, str]], words: list[tuple[str, str, str]]
) -> None:
    changes = compare_tokens(tokens(left), tokens(right), NOWHERE)
    assert numbers == [(one.kind, one.left, one.right) for one in changes.numbers]
    assert words == [(one.kind, one.left, one.right) for one in changes.words]


def test_names_that_mean_the_same_are_the_same() -> None:
    one, other = Tokenizer({"2023年": "本年", "甲中心": "单位"}), Tokenizer({"2024年": "本年", "乙局": "单位"})
    changes = compare_tokens(tokens("甲中心2023年收入", one), tokens("乙局2024年收入", other), NOWHERE)
    assert (changes.numbers, changes.words) == ((), ())


KEYS = st.lists(st.integers(0, 4), max_size=12)


@given(KEYS, KEYS)
def test_stretches_cover_both_sides_once_and_in_order(left: list[int], right: list[int]) -> None:
    stretches = by_keys((left, right), Match(range(len(left)), range(len(right))))
    assert list(range(len(left))) == [index for match, _ in stretches for index in match.left]
    assert list(range(len(right))) == [index for match, _ in stretches for index in match.right]
    for match, same in stretches:
        if same:
            assert [left[index] for index in match.left] == [right[index] for index in match.right]


@given(KEYS, KEYS)
def test_the_most_alike_cover_both_sides_once_and_in_order(left: list[int], right: list[int]) -> None:
    matches = most_alike(
        Match(range(len(left)), range(len(right))),
        lambda one, other: float(left[one.start] == right[other.start]),
    )
    assert list(range(len(left))) == [index for match in matches for index in match.left]
    assert list(range(len(right))) == [index for match in matches for index in match.right]


@given(KEYS)
def test_a_sequence_is_the_same_as_itself(keys: list[int]) -> None:
    stretches = by_keys((keys, keys), Match(range(len(keys)), range(len(keys))))
    assert all(same for _, same in stretches)
