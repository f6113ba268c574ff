"""公开表 as xlsx, CSV and JSON: they say what the pages say, programs read them, and nothing in them runs."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.table import Cell, TableBlock
from generator.importing.run import Answers, import_into, look_at
from generator.render.open_data import as_csv, as_json, as_xlsx
from generator.render.open_data_grid import amount_of, column_heads, placed, statutory_tables
from generator.render.open_data_json import OpenData
from generator.render.open_data_xlsx import NO_TABLES, number_format
from generator.render.registry import printers
from generator.style.load import load_style
from generator.workspace import Workspace
from tests.conftest import SAMPLES
from tests.documents import amount, sample_document, wide_table

if TYPE_CHECKING:
    from pathlib import Path

    from generator.document.blocks import Document
    from generator.pipeline import Composed

STYLE = load_style(Workspace.find().templates, "base")


def shown(value: float, form: str) -> str:
    """What a spreadsheet shows of ``value`` in the number format ``form``, by the test's own reckoning."""
    pattern = form.removesuffix("_ ")
    places = len(pattern.partition(".")[2])
    return f"{Decimal(repr(value)):,.{places}f}" if "," in pattern else f"{Decimal(repr(value)):.{places}f}"


def printed_cells(table: TableBlock) -> dict[tuple[int, int], str]:
    """Row and column (from 0, head first) → printed text, blanks left out."""
    return {
        (place.row, place.column): place.cell.text for place in placed((*table.boxhead, *table.body)) if place.cell.text
    }


def tables_of(content: bytes) -> list[list[list[str]]]:
    """The lines of each CSV file in the zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = [archive.read(name).decode("utf-8-sig") for name in archive.namelist()]
    return [list(csv.reader(io.StringIO(text))) for text in texts]


def document_with(*tables: TableBlock) -> Document:
    return replace(sample_document(), blocks=tables)


@pytest.mark.parametrize(
    ("name", "suffix"), [("xlsx", "（公开表）.xlsx"), ("csv", "（公开表）.csv.zip"), ("json", "（公开表）.json")]
)
def test_each_form_is_a_printer(name: str, suffix: str) -> None:
    assert suffix == printers()[name].suffix


@pytest.mark.parametrize("name", SAMPLES)
def test_the_nine_tables_and_nothing_else(name: str, composed: dict[str, Composed]) -> None:
    unit = composed[name]
    tables = statutory_tables(unit.composition.document, unit.style)
    assert unit.style.style.tables.order == tuple(table.id for table in tables)
    assert 9 == len(tables)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_workbook_shows_every_cell_as_printed(name: str, composed: dict[str, Composed]) -> None:
    unit = composed[name]
    document, style = unit.composition.document, unit.style
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(document, style)))
    tables = statutory_tables(document, style)
    assert len(tables) == len(book.worksheets)
    for table, sheet in zip(tables, book.worksheets, strict=True):
        top = sum(1 for row in (table.title, table.label, table.owner or table.unit) if row) + 1
        for (row, column), text in printed_cells(table).items():
            cell = sheet.cell(top + row, column + 1)
            found = cell.value
            said = shown(found, cell.number_format) if isinstance(found, (int, float)) else found
            assert text == said, f"{table.title} {cell.coordinate}"
        everything = [value for row in sheet.iter_rows(values_only=True) for value in row if value is not None]
        assert {table.title, table.label, table.owner, table.unit, *table.notes} - {""} <= set(everything)


def test_amounts_are_numbers_and_codes_and_words_are_text(composed: dict[str, Composed]) -> None:
    unit = composed["wuhan-center-2024"]
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(unit.composition.document, unit.style)))
    sheet = book["公开03表 支出决算表"]
    values = {str(row[0]): row for row in sheet.iter_rows(min_row=7, values_only=True) if row[0]}
    assert 7930.05 == values["21015"][2]
    assert "医疗保障管理事务" == values["21015"][1]


def test_merged_heads_printing_and_reading_are_set_up(composed: dict[str, Composed]) -> None:
    unit = composed["wuhan-center-2024"]
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(unit.composition.document, unit.style)))["公开03表 支出决算表"]
    assert {"A1:H1", "A4:B4", "C4:C5", "A6:B6"} <= {str(merged) for merged in sheet.merged_cells.ranges}
    assert ("landscape", 9, 0) == (
        sheet.page_setup.orientation,
        sheet.page_setup.paperSize,
        sheet.page_setup.fitToHeight,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "$4:$6" == sheet.print_title_rows
    assert "A7" == sheet.freeze_panes
    assert [] == [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_no_number_is_wider_than_its_column() -> None:
    long = "-123,456,789,012.34"
    table = replace(
        wide_table(3), body=((Cell("2080101", role="label"), Cell("名"), amount(long), amount(""), amount("")),)
    )
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(document_with(table), STYLE))).worksheets[0]
    assert len(long) < sheet.column_dimensions["C"].width
    assert -123456789012.34 == sheet["C6"].value


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=2) | st.decimals(-999, 999, places=0),
    st.booleans(),
)
def test_a_number_format_shows_the_number_as_printed(value: Decimal, thousands: bool) -> None:  # noqa: FBT001 - drawn
    text = f"{value + 0:,f}" if thousands else f"{value + 0:f}"
    assert value == amount_of(amount(text))
    assert text == shown(float(value), number_format(text)).replace("-0.00", "0.00") or value == 0


def test_what_is_no_number_stays_text() -> None:
    words = ("", "—", "12.5%", "无", "1,2,3x", "－")
    assert [None] * len(words) == [amount_of(amount(text)) for text in words]
    assert amount_of(Cell("12.00")) is None


@pytest.mark.parametrize("name", SAMPLES)
def test_json_has_the_keys_of_the_schema_and_the_printed_figures(name: str, composed: dict[str, Composed]) -> None:
    unit = composed[name]
    document, style = unit.composition.document, unit.style
    data = OpenData.model_validate_json(as_json(document, style))
    for table, found in zip(statutory_tables(document, style), data.tables, strict=True):
        assert (table.title, table.label, table.unit, table.notes) == (
            found.title,
            found.label,
            found.unit,
            found.notes,
        )
        cells = {(row, cell.column - 1): cell for row, line in enumerate(found.rows) for cell in line}
        for place in placed(table.body):
            cell = cells[place.row, place.column]
            assert (place.cell.text, place.cell.ref or None) == (cell.text, cell.figure)
            if cell.value is not None:
                assert place.cell.text.replace(",", "") == cell.value
                assert style.style.text_unit == cell.unit


def test_a_count_is_a_number_without_a_unit_of_money() -> None:
    body = (
        (Cell("电脑", role="label"), Cell("台"), replace(amount("3", "count.1"), counted=True), amount("1.50"), Cell()),
    )
    document = document_with(replace(wide_table(1), body=body))
    (row,) = json.loads(as_json(document, STYLE))["tables"][0]["rows"]
    assert {"column": 3, "kind": "amount", "text": "3", "value": "3", "figure": "count.1"} == row[2]
    assert "万元" == row[3]["unit"]


def test_json_says_what_a_column_is_called(composed: dict[str, Composed]) -> None:
    unit = composed["wuhan-center-2024"]
    (table,) = [one for one in statutory_tables(unit.composition.document, unit.style) if one.id == "three_public"]
    heads = column_heads(table)
    assert ("预算数", "公务用车购置及运行维护费", "公务用车运行维护费") == heads[4]
    assert ("决算数", "公务接待费") == heads[11]
    found: Any = json.loads(as_json(unit.composition.document, unit.style))["tables"][8]["columns"][4]
    assert {"number": 5, "head": list(heads[4]), "printed_number": "5"} == found


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_published_tables_read_back_as_the_data_they_came_from(
    name: str, form: str, composed: dict[str, Composed], tmp_path: Path
) -> None:
    """发布出去的表可以再导入: nothing is lost, nothing is changed."""
    unit = composed[name]
    document, style = unit.composition.document, unit.style
    if form == "xlsx":
        files = [tmp_path / "公开表.xlsx"]
        files[0].write_bytes(as_xlsx(document, style))
    else:
        with zipfile.ZipFile(io.BytesIO(as_csv(document, style))) as archive:
            archive.extractall(tmp_path)
        files = sorted(tmp_path.glob("*.csv"))
    results = [look_at(file, Answers(), Workspace.find()) for file in files]
    found = {table.table: table.figures for result in results for table in result.recognised.tables}
    assert set(style.style.tables.order) == set(found)
    assert [] == [str(one) for result in results for one in result.findings if one.severity == "错误"]


def test_importing_the_published_workbook_into_its_own_unit_finds_only_zeros_printed_as_blanks(
    composed: dict[str, Composed], samples: dict[str, Path], tmp_path: Path
) -> None:
    unit = composed["wuhan-center-2024"]
    shutil.copytree(samples["wuhan-center-2024"], tmp_path / "unit")
    (tmp_path / "公开表.xlsx").write_bytes(as_xlsx(unit.composition.document, unit.style))
    result = import_into(tmp_path / "公开表.xlsx", tmp_path / "unit", Answers(), Workspace.find())
    assert result.comparison is not None
    assert (0, 200) == (result.comparison.added, result.comparison.same)
    assert {(Decimal(0), None)} == {(one.before, one.after) for one in result.comparison.differences}


def test_csv_is_one_file_a_table_with_plain_numbers(composed: dict[str, Composed]) -> None:
    unit = composed["wuhan-center-2024"]
    content = as_csv(unit.composition.document, unit.style)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert all(archive.read(name).startswith(b"\xef\xbb\xbf") for name in names)
    assert "01 公开01表 收入支出决算总表.csv" == names[0]
    assert 9 == len(names)
    lines = tables_of(content)[2]
    assert {len(lines[0])} == {len(line) for line in lines}
    assert ["21015", "医疗保障管理事务", "7930.05", "2704.18", "5225.87", "", "", ""] in lines


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1"])
def test_a_text_that_looks_like_a_formula_is_no_formula(text: str) -> None:
    table = replace(
        wide_table(1), body=((Cell(text, role="label"), Cell("名"), amount("-1.50"), amount(""), amount("")),)
    )
    lines = tables_of(as_csv(document_with(table), STYLE))[0]
    assert [f"'{text}", "名", "-1.50", "", ""] in lines
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(document_with(table), STYLE))).worksheets[0]
    assert [] == [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_awkward_titles_make_names_that_every_system_accepts() -> None:
    tables = tuple(replace(wide_table(1), title="2024年度[支/出]:*?表" + "长" * 80, label="") for _ in range(3))
    document = document_with(*tables)
    names = openpyxl.load_workbook(io.BytesIO(as_xlsx(document, STYLE))).sheetnames
    assert 3 == len({name.casefold() for name in names})
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
    with zipfile.ZipFile(io.BytesIO(as_csv(document, STYLE))) as archive:
        assert not [name for name in archive.namelist() if re.search(r'[\\/:*?"<>|]', name)]


def test_a_draft_says_so_in_every_form() -> None:
    reason = "草稿：供核对，不得公开"
    document = replace(sample_document(), draft=reason)
    assert reason == json.loads(as_json(document, STYLE))["draft"]
    assert reason == tables_of(as_csv(document, STYLE))[0][0][0]
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(document, STYLE))).worksheets[0]
    assert reason == sheet["A1"].value
    assert "草稿" == sheet.oddHeader.center.text


def test_a_document_without_tables_makes_files_that_open() -> None:
    document = document_with()
    assert NO_TABLES == openpyxl.load_workbook(io.BytesIO(as_xlsx(document, STYLE))).worksheets[0]["A1"].value
    assert [] == json.loads(as_json(document, STYLE))["tables"]
    assert [] == tables_of(as_csv(document, STYLE))


def test_the_same_document_makes_the_same_bytes(composed: dict[str, Composed]) -> None:
    unit = composed["jiangan-2022"]
    for printed in (as_xlsx, as_csv, as_json):
        assert printed(unit.composition.document, unit.style) == printed(unit.composition.document, unit.style)
