"""Entries of the table of contents: none ends in a line of dots alone, or of a sign or two."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import pytest

from generator.document.blocks import Heading
from generator.render.docx_grid import Sheet
from generator.render.docx_lines import line_count
from tests.render.docx_support import base_style, document_of, printed

SHEET = Sheet(base_style().style.page)
SIZE = SHEET.page.body_size
WIDTH = SHEET.width / 20


def _entry(title: str) -> str:
    word = printed(document_of(Heading(0, title, "a")))
    return next(item.text for item in word.paragraphs if item.style and item.style.name == "toc 1")


@pytest.mark.parametrize("length", range(1, 60))
def test_the_number_has_room_in_the_last_line_of_an_entry(length: int) -> None:
    title = ("某" * max(length - 6, 0) + "支出决算情况说明")[-length - 2 :]
    *_, last = _entry(title).partition("\t")[0].split("\n")
    assert title == _entry(title).partition("\t")[0].replace("\n", "")
    if len(title) >= 6:
        assert line_count(f"{last}1", WIDTH, SIZE) == line_count(last, WIDTH, SIZE)


def test_an_entry_that_fits_is_left_as_it_is() -> None:
    assert "第一部分 概况\t1" == _entry("第一部分 概况")


def test_an_entry_is_parted_before_a_word() -> None:
    title = "七、" + "某" * 18 + "支出决算情况说明"
    assert f"七、{'某' * 18}支出决算\n情况说明\t1" == _entry(title)


def test_a_number_of_a_table_is_not_torn_off() -> None:
    title = "某" * 25 + "（表6）"
    assert "（表6）\t1" == _entry(title).split("\n")[1]
