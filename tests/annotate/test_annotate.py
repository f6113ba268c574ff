"""The copy with notes: the cells are marked, everything else in the workbook is what it was, the original untouched."""

from __future__ import annotations

import re
import warnings
import zipfile
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter
from lxml import etree
from PIL import Image

from generator.annotate.annotate import annotated
from generator.annotate.notes import FILLS, LONGEST, notes_of
from generator.annotate.plain import Values, annotated_values
from generator.finding import Finding
from generator.ingest.workbook import read_workbook
from generator.source import SourceRef
from generator.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from generator.finding import Severity

SAMPLES = sorted((Workspace.find().data / "samples").rglob("*.xlsx"))
FILE = "单位.xlsx"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def finding(cell: str, message: str = "不是金额", severity: Severity = "错误", sheet: str = "表1") -> Finding:
    source = SourceRef(FILE, sheet, cell)
    return Finding("SJ13", severity, message, source, found="约五万", expected="数字", advice="改为数字")


def annotate(content: bytes, *findings: Finding) -> bytes:
    return annotated(content, notes_of(findings, FILE))


def sheet_of(content: bytes, name: str = "表1") -> Worksheet:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(BytesIO(content))[name]


def comment(sheet: Worksheet, cell: str) -> str:
    found = sheet[cell].comment
    return found.text if found else ""


def colour(sheet: Worksheet, cell: str) -> str:
    fill = sheet[cell].fill
    return str(fill.fgColor.rgb) if fill.patternType == "solid" else ""


def rich_workbook(picture: Path) -> bytes:
    """A workbook with all that a clerk may have put into it."""
    Image.new("RGB", (8, 8), "red").save(picture)
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "num_format": "#,##0.00", "border": 1})
        sheet = book.add_worksheet("表1")
        other = book.add_worksheet("表2")
        sheet.write_row("A1", ["科目", "决算数", "说明"])
        sheet.write("B2", 9.3, bold)
        sheet.write("B3", "约五万", bold)
        sheet.write_formula("B4", "=SUM(B2:B3)", bold, 9.3)
        sheet.write_url("C2", "https://example.invalid/", string="依据")
        sheet.write_comment("B2", "会计张三的批注")
        sheet.merge_range("A6:C7", "合并")
        sheet.data_validation("B2:B5", {"validate": "decimal", "criteria": ">=", "value": 0, "input_message": "填金额"})
        sheet.conditional_format("B2:B5", {"type": "cell", "criteria": ">", "value": 5, "format": bold})
        sheet.insert_image("E2", str(picture))
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=表1!$B$2:$B$4"})
        sheet.insert_chart("E8", chart)
        sheet.add_table("G1:H3", {"columns": [{"header": "甲"}, {"header": "乙"}]})
        sheet.set_header("&L&G", {"image_left": str(picture)})
        sheet.protect("", {"format_cells": True})
        sheet.freeze_panes(1, 1)
        sheet.insert_button("J1", {"macro": "", "caption": "按钮"})
        other.write("A1", 1)
        book.define_name("范围", "=表1!$B$2:$B$4")
    return buffer.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(set(archive.namelist()))
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_bad_cell_is_marked_and_says_what_to_do(tmp_path: Path) -> None:
    sheet = sheet_of(annotate(rich_workbook(tmp_path / "图.png"), finding("B3", "“决算数”不是金额（不是数字）")))

    assert FILLS["错误"] == colour(sheet, "B3")
    text = comment(sheet, "B3")
    for words in ("错误 SJ13", "“决算数”不是金额（不是数字）", "发现：约五万", "应为：数字", "建议：改为数字"):
        assert words in text
    assert sheet["B3"].font.b is True
    assert sheet["B3"].number_format == "#,##0.00"
    assert sheet["B3"].border.left.style == "thin"
    assert sheet["B3"].value == "约五万"
    assert colour(sheet, "B4") == ""
    assert sheet.sheet_properties.tabColor.rgb == "FFC00000"


def test_severities_have_their_colours_and_the_worst_counts(tmp_path: Path) -> None:
    found = (
        *(finding("B2", "一", "提示"), finding("B2", "二", "警告")),
        *(finding("B4", "三", "提示"), finding("B4", "三", "提示")),
        *(finding("AC40", "四", "警告"), finding("A6:C7", "五", "提示")),
    )
    sheet = sheet_of(annotate(rich_workbook(tmp_path / "图.png"), *found))

    marked = {cell: colour(sheet, cell) for cell in ("B2", "B4", "AC40", "A6")}
    assert marked == {"B2": FILLS["警告"], "B4": FILLS["提示"], "AC40": FILLS["警告"], "A6": FILLS["提示"]}
    assert comment(sheet, "B2").index("一") < comment(sheet, "B2").index("二")
    assert comment(sheet, "B4").count("三") == 1
    assert "四" in comment(sheet, "AC40")


def test_a_note_for_a_cell_under_a_merged_one_goes_where_it_is_seen(tmp_path: Path) -> None:
    sheet = sheet_of(annotate(rich_workbook(tmp_path / "图.png"), finding("B7", "一"), finding("A6", "二", "警告")))
    assert FILLS["错误"] == colour(sheet, "A6")
    assert all(word in comment(sheet, "A6") for word in "一二")


def test_a_comment_that_was_there_stays_and_is_added_to(tmp_path: Path) -> None:
    text = comment(sheet_of(annotate(rich_workbook(tmp_path / "图.png"), finding("B2"), finding("B3"))), "B2")
    assert text.startswith("会计张三的批注")
    assert "SJ13" in text


def test_everything_else_is_byte_for_byte_what_it_was(tmp_path: Path) -> None:
    before = rich_workbook(tmp_path / "图.png")
    old, new = parts(before), parts(annotate(before, finding("B3"), finding("B2")))

    touched = {name for name in old if old[name] != new[name]}
    assert set(old) <= set(new)
    assert touched == {
        "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
    }  # fmt: skip
    kinds = ("media", "charts", "drawings/drawing", "tables", "theme", "docProps", "sheet2", "printerSettings")
    assert all(any(kind in name for name in old) for kind in kinds[:-1])


def test_the_sheet_itself_keeps_all_its_parts(tmp_path: Path) -> None:
    """Only the style of the cell, the tab and new rows or cells differ."""
    before = rich_workbook(tmp_path / "图.png")
    old, new = (
        etree.fromstring(parts(one)["xl/worksheets/sheet1.xml"]) for one in (before, annotate(before, finding("B3")))
    )
    assert [child.tag for child in new if child.tag != f"{MAIN}sheetPr"] == [
        child.tag for child in old if child.tag != f"{MAIN}sheetPr"
    ]
    for name in (
        *("sheetProtection", "dataValidations", "conditionalFormatting", "drawing", "legacyDrawing", "tableParts"),
        *("legacyDrawingHF", "hyperlinks", "mergeCells", "sheetViews"),
    ):
        pair = [etree.tostring(one.find(f"{MAIN}{name}"), method="c14n") for one in (old, new)]
        assert pair[0] == pair[1], name
    cells = [
        {cell.get("r"): (cell.get("s"), etree.tostring(cell)) for cell in one.iter(f"{MAIN}c")} for one in (old, new)
    ]
    assert [cell for cell in cells[1] if cells[1][cell] != cells[0].get(cell)] == ["B3"]


def test_a_sheet_without_notes_gets_its_drawing_in_the_right_place() -> None:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("表1")
        sheet.add_table("A1:B3")
        sheet.write("A5", 1)
    new = parts(annotate(buffer.getvalue(), finding("A5"), finding("D9")))
    root = etree.fromstring(new["xl/worksheets/sheet1.xml"])
    assert [etree.QName(child).localname for child in root][-2:] == ["legacyDrawing", "tableParts"]
    assert b'Extension="vml"' in new["[Content_Types].xml"]
    assert b"/xl/comments1.xml" in new["[Content_Types].xml"]
    shapes = re.findall(rb"<x:Row>(\d+)</x:Row><x:Column>(\d+)</x:Column>", new["xl/drawings/vmlDrawing1.vml"])
    assert [(int(row), int(column)) for row, column in shapes] == [(4, 0), (8, 3)]


def test_windows_of_several_sheets_have_identities_of_their_own(tmp_path: Path) -> None:
    findings = [finding(f"L{row}", sheet=name) for name in ("表1", "表2") for row in range(1, 1200)]
    new = parts(annotate(rich_workbook(tmp_path / "图.png"), *findings))
    drawings = [new[name] for name in new if name.endswith(".vml")]
    identities = [re.findall(rb'id="_x0000_s(\d+)"', drawing) for drawing in drawings]
    most = sorted(len(found) for found in identities)
    assert most[-2:] == [500, 502]
    assert all(len(found) == len(set(found)) for found in identities)
    for drawing, found in zip(drawings, identities, strict=True):
        (block,) = re.findall(rb'idmap v:ext="edit" data="(\d+)"', drawing)
        assert {int(identity) // 1024 for identity in found} <= {int(block)}


def test_cells_beyond_the_notes_that_fit_are_still_marked(tmp_path: Path) -> None:
    findings = [finding(f"A{row}") for row in range(1, 602)]
    sheet = sheet_of(annotate(rich_workbook(tmp_path / "图.png"), *findings))
    assert FILLS["错误"] == colour(sheet, "A601") == colour(sheet, "A500")
    assert (comment(sheet, "A500") != "", comment(sheet, "A601")) == (True, "")


def test_rows_and_cells_that_do_not_say_where_they_are() -> None:
    """Some programs leave the addresses out."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("表1")
        for row in range(3):
            sheet.write_row(row, 0, [1, 2, 3])
    content = parts(buffer.getvalue())
    name = "xl/worksheets/sheet1.xml"
    content[name] = re.sub(rb' (r|spans)="[A-Z0-9:]+"', b"", content[name])
    bare = BytesIO()
    with zipfile.ZipFile(bare, "w") as archive:
        for part, data in content.items():
            archive.writestr(part, data)
    sheet = sheet_of(annotate(bare.getvalue(), finding("B2")))
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if colour(sheet, cell.coordinate)] == ["B2"]


def test_notes_are_for_cells_of_this_file_that_wait_for_someone() -> None:
    other = Finding("X", "错误", "别的文件", SourceRef("别的.xlsx", "表1", "A1"))
    line = Finding("X", "错误", "一行", SourceRef(FILE, line=3))
    nowhere = Finding("X", "错误", "没有位置")
    waived = Finding("X", "错误", "已说明", SourceRef(FILE, "表1", "A1"), waived="批复如此")
    odd = Finding("X", "错误", "怪", SourceRef(FILE, "表1", "ZZZZ1"))
    assert notes_of((other, line, nowhere, waived, odd), FILE) == {}
    assert len(notes_of((finding("A1", "长" * 9_000),), FILE)["表1"][0].text) == LONGEST + 1


def test_text_of_findings_is_only_text(tmp_path: Path) -> None:
    words = "</t><evil/>&lt; =cmd|'/c calc'!A1 <script>"
    sheet = sheet_of(annotate(rich_workbook(tmp_path / "图.png"), finding("B3", words)))
    assert words in comment(sheet, "B3")


def test_unknown_sheets_are_passed_over(tmp_path: Path) -> None:
    content = rich_workbook(tmp_path / "图.png")
    assert set(parts(content)) == set(parts(annotate(content, finding("A1", sheet="没有这个表"))))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_marked_copy_says_the_same_as_the_original(sample: Path, tmp_path: Path) -> None:
    """Every cell of every sheet, and so the unit."""
    before = read_workbook(sample, sample.name)
    findings = [
        Finding("TB01", "错误", "不相等", grid.ref(*place))
        for grid in before.grids
        for place in sorted(grid.cells)[:: max(len(grid.cells) // 5, 1)]
    ]
    copy = tmp_path / sample.name
    copy.write_bytes(annotated(sample.read_bytes(), notes_of(findings, sample.name)))
    assert before == read_workbook(copy, copy.name)


def test_annotating_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    content = rich_workbook(tmp_path / "图.png")
    assert annotate(content, finding("B3")) == annotate(content, finding("B3"))


def test_files_of_other_kinds_become_a_workbook_of_their_values() -> None:
    values = Values("表1", {(1, 1): "科目", (2, 2): "=1+1", (2, 3): Decimal("9.3")})
    sheet = sheet_of(annotated_values((values,), notes_of((finding("B2"), finding("D9")), FILE)))
    assert [sheet[cell].value for cell in ("A1", "B2", "C2")] == ["科目", "=1+1", 9.3]
    assert sheet["B2"].data_type == "s"
    assert FILLS["错误"] == colour(sheet, "B2") == colour(sheet, "D9")
    assert "改为数字" in comment(sheet, "B2")


@pytest.mark.parametrize("name", ["", "一" * 31])
def test_sheets_without_a_name_get_one(name: str) -> None:
    content = annotated_values((Values(name, {(1, 1): "甲"}),), {})
    assert openpyxl.load_workbook(BytesIO(content)).sheetnames == [name or "数据"]
