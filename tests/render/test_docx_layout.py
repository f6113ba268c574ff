"""Where lines, rows and pages end: laws of the estimate, and LibreOffice as its judge."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.blocks import Heading, Paragraph, Span
from generator.document.table import Cell, TableBlock
from generator.render.docx import print_docx
from generator.render.docx_grid import place, sheets_of
from generator.render.docx_heights import FittedTable, fit
from generator.render.docx_lines import _cuts, fits, line_count, text_width, title_width
from generator.render.docx_plan import plan
from generator.render.pagination import estimate_pages
from tests.documents import amount, form_table, sample_document, wide_table
from tests.render.docx_support import base_style, document_of

if TYPE_CHECKING:
    from pathlib import Path

    from generator.document.blocks import Block

PAGE = base_style().style.page
SHEETS = sheets_of(PAGE)
TEXT = st.text("本单位收支，。（）“”12,345.67%万元 abc", max_size=300)


def run(folder: Path, *command: str) -> str:
    """What a tool says."""
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout  # noqa: S603 - ours


def pages(*blocks: Block) -> dict[str, int]:
    return estimate_pages(document_of(*blocks), PAGE)


def words(lines: int) -> Paragraph:
    """A paragraph of so many lines."""
    return Paragraph((Span("字" * (28 * lines - 2)),))


@given(TEXT, st.floats(40, 500), st.floats(1, 100))
def test_a_wider_column_never_needs_more_lines_of_unbroken_text(text: str, width: float, more: float) -> None:
    plain = re.sub(r"[^本单位收支万元]", "", text)
    assert line_count(plain, width + more, 16) <= line_count(plain, width, 16)


@given(TEXT, st.floats(40, 500))
def test_lines_are_at_least_as_many_as_the_width_asks_for(text: str, width: float) -> None:
    hanging = 16
    assert line_count(text, width, 16) >= text_width(text.strip(), 16) // (width + hanging) - text.count(" ")


@given(TEXT, st.floats(40, 500))
def test_what_fits_is_one_line(text: str, width: float) -> None:
    assert not fits(text, width, 16) or 1 == line_count(text, width, 16)


@given(st.integers(1, 200))
def test_chinese_text_fills_its_lines(count: int) -> None:
    assert -(-count // 10) == line_count("字" * count, 160, 16)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("字" * 10 + "。", 1),  # hangs over the end
        ("字" * 9 + "）。", 1),
        ("字" * 10 + "）", 2),
        ("字" * 9 + "（字", 2),
        ("字" * 8 + "12,345.67", 2),  # a number is not torn
        ("1" * 45, 3),  # unless it is wider than the column
        ("字\n字", 2),
        ("", 1),
    ],
)
def test_what_may_not_begin_or_end_a_line_is_kept(text: str, lines: int) -> None:
    assert lines == line_count(text, 160, 16)


@given(st.text("第三部分武汉市医疗保险中心2024年度决算情况说明", min_size=1, max_size=70))
def test_a_narrowed_title_has_no_more_lines(title: str) -> None:
    narrow = title_width(title, 440, 22)
    assert narrow <= 440
    assert line_count(title, 440, 22) >= line_count(title, narrow, 22)


def test_a_long_title_is_parted_evenly_and_not_inside_the_year() -> None:
    title = "第三部分 测试单位2024年度部门决算情况说明"
    narrow = title_width(title, 440, 22)
    assert 1 == line_count("第三部分 测试单位2024年度", narrow, 22)
    assert 2 == line_count("第三部分 测试单位2024年度部门", narrow, 22)


def test_every_row_has_a_slot_for_every_column() -> None:
    rows = place(form_table().body, 5)
    assert [[0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [0, 4]] == [
        [slot.column for slot in row] for row in rows
    ]
    assert ["产出指标", "产出指标", "产出指标"] == [row[0].cell.text for row in rows[:3]]
    assert [True, False, False] == [row[0].starts for row in rows[:3]]


def test_short_rows_are_filled_and_no_cell_is_lost() -> None:
    placed = place(((Cell("甲"),), (Cell("乙"), Cell("丙"), Cell("丁"))), 2)
    assert [["甲", ""], ["乙", "丙", "丁"]] == [[slot.cell.text for slot in row] for row in placed]


def fitted(table: TableBlock) -> FittedTable:
    return fit(table, SHEETS[table.landscape], 0)


def rows(count: int, *, own_page: bool = True) -> TableBlock:
    return TableBlock("t", "表", (), ((Cell("甲"),),) * count, (1.0,), own_page=own_page)


def test_a_table_whose_amounts_do_not_fit_is_set_smaller() -> None:
    def table(text: str) -> TableBlock:
        return TableBlock("t", "表", (), ((amount(text),) * 12,), (1.0,) * 12)

    sizes = [fitted(table(text)).grid.setting.size for text in ("1.00", "1,234.5", "12,345.67", "123,456,789.00")]
    assert [10.5, 9, 7.5, 7.5] == sizes


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (rows(30), (10.5, False)),
        (rows(42), (10.5, True)),
        (rows(46), (9, True)),
        (rows(55), (7.5, True)),
        (rows(200), (10.5, False)),
        (rows(46, own_page=False), (10.5, False)),
    ],
)
def test_a_table_is_set_closer_and_smaller_only_where_that_keeps_it_on_its_page(
    table: TableBlock, expected: tuple[float, bool]
) -> None:
    setting = fitted(table).grid.setting
    assert expected == (setting.size, setting.tight)


def test_a_spanning_cell_stretches_the_last_of_its_rows() -> None:
    body = ((Cell("长" * 60, rowspan=2), Cell("短")), (Cell("短"),), (Cell("短"), Cell("短")))
    first, second, third = fitted(TableBlock("t", "表", (), body, (1.0, 9.0))).rows
    assert first == third
    assert second > 10 * third


def test_parts_and_tables_of_their_own_start_pages() -> None:
    own = TableBlock("t", "表", (), ((Cell("甲"),),), (1.0,), own_page=True, heading_level=1, anchor="t")
    found = pages(Heading(0, "一", "a"), words(1), Heading(0, "二", "b"), Heading(1, "（一）", "c"), own, words(1))
    assert {"a": 1, "b": 2, "c": 3, "t": 3} == found


def test_lines_flow_over_pages() -> None:
    filled = words(PAGE.lines - 1)
    assert {"a": 1} == pages(filled, Heading(1, "甲", "a"))
    assert {"a": 2} == pages(filled, Heading(1, "甲", "a"), words(1))
    assert {"a": 2} == pages(words(PAGE.lines), Heading(1, "甲", "a"), words(1))
    assert {"a": 1} == pages(words(PAGE.lines - 2), Heading(1, "甲", "a"), words(5))


def test_a_landscape_table_takes_its_heading_and_its_notes_along() -> None:
    note = Paragraph((Span("注"),), role="note")
    blocks = (Heading(0, "一", "a"), Heading(1, "甲", "b"), wide_table(2), note, words(1))
    placed = plan(blocks, SHEETS)
    assert [False, True, True, True, False] == [item.landscape for item in placed]
    assert [True, True, False, False, False] == [item.breaks for item in placed]
    assert [True, False, False, False, False] == [item.divides for item in placed]


def test_a_long_table_takes_the_pages_that_its_rows_need() -> None:
    found = pages(wide_table(10), Heading(0, "甲", "a"), wide_table(300), Heading(0, "乙", "b"))
    assert 2 == found["a"]
    assert 11 <= found["b"] - found["a"] <= 14


def test_a_row_higher_than_a_page_goes_on() -> None:
    table = TableBlock("t", "表", (), ((Cell("长" * 5000),), (Cell("短"),)), (1.0,), own_page=True)
    assert {"a": 4} == pages(table, Heading(0, "甲", "a"))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_it_and_finds_every_heading_on_the_page_that_the_contents_say(tmp_path: Path) -> None:
    document = sample_document()
    (tmp_path / "t.docx").write_bytes(print_docx(document, base_style()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    run(tmp_path, "soffice", profile, "--headless", "--convert-to", "pdf", "t.docx")
    text = run(tmp_path, "pdftotext", "-raw", "t.pdf", "-")
    sheets = [re.sub(r"\s", "", page) for page in text.split("\f")][:-1]
    body = sheets[next(number for number, sheet in enumerate(sheets) if sheet.endswith("—1—")) :]
    found = {
        heading.anchor: next(number for number, sheet in enumerate(body, 1) if re.sub(r"\s", "", heading.text) in sheet)
        for heading in document.toc
    }
    assert estimate_pages(document, PAGE) | found == estimate_pages(document, PAGE)
    assert [f"—{number}—" for number in range(1, len(body) + 1)] == [
        re.findall("—[0-9]+—", sheet)[-1] for sheet in body
    ]


@pytest.mark.parametrize(
    ("size", "lines"),
    [
        (22, ["第三部分 一般公共预算“三公”", "经费预算情况说明"]),
        (22, ["第二部分 武汉市医疗保险中心", "2024年度部门决算表"]),
        (16, ["2023年江汉区项目支出绩效目标申报表", "（统筹地区共建、乡情社情）"]),
    ],
)
def test_a_long_title_is_parted_between_words(size: float, lines: list[str]) -> None:
    title, width = "".join(lines), SHEETS[0].width / 20
    cuts = [0, *_cuts(title, title_width(title, width, size), size), len(title)]
    assert lines == [title[start:end] for start, end in pairwise(cuts)]
