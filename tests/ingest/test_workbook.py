"""Workbooks: what cells are, and files that are none or would do harm."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest import archive, workbook
from generator.ingest.workbook import read_workbook
from tests.ingest.support import load_unit, make_unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.ingest import Loaded

HEAD = (
    ("2024年度支出决算表",),
    ("部门：测试单位", None, None, None, "单位：万元"),
    ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"),
)
ROWS = (("合计", None, 9.3, 9.3, None), ("208", "社会保障和就业支出", 9.3, 9.3, None))
CELL = "D5"
PATH = ("expenditure", "lines", "208", "basic")


def write_table(folder: Path, value: object, number_format: str = "General") -> Path:
    """A workbook with one table, ``value`` in its cell D5; formulas have no stored result."""
    make_unit(folder)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "公开03表"
    for row in (*HEAD, *ROWS):
        sheet.append(row)
    sheet[CELL] = value
    sheet[CELL].number_format = number_format
    book.save(folder / "公开表.xlsx")
    return folder / "公开表.xlsx"


def change_sheet(path: Path, change: Callable[[str], str]) -> None:
    """Rewrite the XML of the first sheet."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = change(parts[name].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for part, content in parts.items():
            book.writestr(part, content)


def amount(loaded: Loaded) -> Decimal | None:
    assert loaded.accounts is not None, [str(finding) for finding in loaded.findings]
    assert loaded.accounts.expenditure is not None
    return loaded.accounts.expenditure.lines["208"].basic


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        ("约九万", "General", ("不是数字", "约九万")),
        ("9.3%", "General", ("百分号",)),
        (0.093, "0.00%", ("百分比", "数值")),
        (dt.date(2024, 5, 1), "yyyy-mm-dd", ("日期", "2024-05-01")),
        (45000, 'yyyy"年"m"月"', ("日期",)),
        (dt.timedelta(hours=30), "[h]:mm", ("日期或时间",)),
        (True, "General", ("逻辑值", "TRUE")),
        ("#DIV/0!", "General", ("错误值 #DIV/0!", "改正公式")),
        ("#REF!", "General", ("错误值 #REF!",)),
        (1234567890123456, "General", ("15 位",)),
        (1234567890.123456, "General", ("15 位",)),
        ("=C5-E5", "General", ("没有计算结果", "保存一次")),
        ("=cmd|'/c calc'!A1", "General", ("启动其他程序",)),
        ("=1+cmd|' /C calc'!D2", "General", ("启动其他程序",)),
        ('=WEBSERVICE("x")', "General", ("启动其他程序",)),
        ("='甲|乙'!A1&\"|\"", "General", ("没有计算结果",)),
    ],
)
def test_what_is_no_amount_is_found_in_its_cell(
    value: object, number_format: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    write_table(tmp_path, value, number_format)

    loaded = load_unit(tmp_path)

    assert loaded.accounts is None
    (finding,) = loaded.findings
    assert finding.code == "SJ13"
    assert str(finding.source) == f"公开表.xlsx:公开03表!{CELL}"
    assert finding.path == PATH
    said = f"{finding.message}{finding.found}{finding.advice}"
    assert all(word in said for word in words), said


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (8397.66, Decimal(83976600)),
        (0.1 + 0.2, Decimal(3000)),
        (2.675, Decimal(26750)),
        (0, Decimal(0)),
        (-1.5, Decimal(-15000)),
        ("１，２３４\uff0e５０ ", Decimal(12345000)),
        (" 1,183.81", Decimal(11838100)),
        ("—", None),
        ("  ", None),
        (None, None),
    ],
)
def test_amounts_are_exactly_what_the_sheet_shows(value: object, expected: Decimal | None, tmp_path: Path) -> None:
    write_table(tmp_path, value)
    assert amount(load_unit(tmp_path)) == expected


@given(st.decimals("-9999999999999", "9999999999999", places=2))
def test_any_typed_amount_comes_back_exactly(number: Decimal) -> None:
    cell = workbook.number_cell(float(number), percent=False, formula=False)
    assert cell.number == number


def test_sums_of_formulas_are_read_as_shown(tmp_path: Path) -> None:
    make_unit(tmp_path)
    with xlsxwriter.Workbook(tmp_path / "公开表.xlsx") as book:
        sheet = book.add_worksheet("公开03表")
        for row, cells in enumerate((*HEAD, *ROWS)):
            sheet.write_row(row, 0, cells)
        sheet.write_formula(CELL, "=SUM(A1:A60)", None, 8397.659999999998)
        sheet.write_formula("E5", '=IF(C5>0,"","")', None, "空")
        sheet.write_formula("E4", "='[去年.xlsx]公开03表'!E4", None, 5)
    change_sheet(tmp_path / "公开表.xlsx", lambda xml: xml.replace("<v>空</v>", "<v></v>"))
    loaded = load_unit(tmp_path)
    assert [(finding.code, str(finding.source)) for finding in loaded.findings] == [("SJ69", "公开表.xlsx:公开03表!E4")]
    assert amount(loaded) == Decimal(83976600)
    assert loaded.accounts is not None
    assert loaded.accounts.expenditure is not None
    assert loaded.accounts.expenditure.lines["208"].project is None
    assert loaded.accounts.expenditure.total is not None
    assert loaded.accounts.expenditure.total.project == Decimal(50000)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("8397.6599999999999", "8397.66"),
        ("0.30000000000000004", "0.3"),
        ("1183.8099999999999", "1183.81"),
        ("9999999999999.9902", "9999999999999.99"),
        ("1E-2", "0.01"),
        ("-2.6749999999999998", "-2.675"),
    ],
)
def test_seventeen_stored_digits_are_the_fifteen_that_are_shown(stored: str, shown: str, tmp_path: Path) -> None:
    path = write_table(tmp_path, 12345)
    change_sheet(path, lambda xml: xml.replace("<v>12345</v>", f"<v>{stored}</v>"))
    assert amount(load_unit(tmp_path)) == Decimal(shown) * 10000


def test_a_wrong_stored_dimension_is_not_believed(tmp_path: Path) -> None:
    path = write_table(tmp_path, 9.3)
    change_sheet(path, lambda xml: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', xml))
    assert amount(load_unit(tmp_path)) == Decimal(93000)


def test_merging_a_million_cells_costs_nothing(tmp_path: Path) -> None:
    path = write_table(tmp_path, 9.3)
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><pageMargins'
    change_sheet(path, lambda xml: xml.replace("<pageMargins", merge, 1))
    assert amount(load_unit(tmp_path)) == Decimal(93000)


def test_hidden_sheets_are_left_aside_and_named(tmp_path: Path) -> None:
    path = write_table(tmp_path, 9.3)
    book = openpyxl.load_workbook(path)
    hidden = book.copy_worksheet(book["公开03表"])
    hidden.title, hidden.sheet_state, hidden[CELL] = "上年", "hidden", "约九"
    book.save(path)
    loaded = load_unit(tmp_path)
    assert amount(loaded) == Decimal(93000)
    (finding,) = loaded.findings
    assert (finding.code, str(finding.source)) == ("SJ30", "公开表.xlsx:上年!A1")


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", bytes(30_000_000))


def entities(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


def empty_workbook(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("空表")


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("word/document.xml", "<document/>")


def truncated(path: Path) -> None:
    write_table(path.parent, 9.3)
    path.write_bytes(path.read_bytes()[:-200])


def damaged(path: Path) -> None:
    write_table(path.parent, 9.3)
    change_sheet(path, lambda xml: xml[: len(xml) // 2])


def many_rows(path: Path) -> None:
    write_table(path.parent, 9.3)
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(6, 110_006))
    change_sheet(path, lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>"))


def wide_row(path: Path) -> None:
    write_table(path.parent, 9.3)
    change_sheet(path, lambda xml: xml.replace("</row>", "<c><v>1</v></c>" * 20_000 + "</row>", 1))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

BAD_FILES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "不是工作簿": (lambda path: path.write_text("科目编码,金额", encoding="utf-8"), "SJ07", "不是 Excel 工作簿"),
    "空文件": (lambda path: path.write_bytes(b""), "SJ07", "空的"),
    "有密码": (lambda path: path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le")), "SJ07", "密码"),
    "旧格式，损坏": (lambda path: path.write_bytes(OLE), "SJ07", "损坏"),
    "压缩炸弹": (bomb, "SJ08", "过大"),
    "实体声明": (entities, "SJ07", "DOCTYPE"),
    "空工作簿": (empty_workbook, "SJ07", "没有可读的内容"),
    "其他压缩包": (other_zip, "SJ07", "损坏"),
    "截断": (truncated, "SJ07", "不是 Excel 工作簿"),
    "内容损坏": (damaged, "SJ07", "损坏"),
    "十万行以上": (many_rows, "SJ08", "100000 行"),
    "一行过宽": (wide_row, "SJ08", "300000 格"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_bad_files_are_findings(kind: str, tmp_path: Path) -> None:
    make_unit(tmp_path)
    path = tmp_path / "公开表.xlsx"
    make, code, words = BAD_FILES[kind]
    make(path)

    loaded = load_unit(tmp_path)

    assert loaded.accounts is None
    (finding,) = loaded.findings
    assert (finding.code, str(finding.source)) == (code, "公开表.xlsx")
    assert words in finding.message
    assert finding.advice


def test_too_much_to_unpack_is_refused_before_unpacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_table(tmp_path, 9.3)
    for limit in ("MAX_UNPACKED", "MAX_PART", "MAX_PARTS"):
        with monkeypatch.context() as patched:
            patched.setattr(archive, limit, 3)
            (finding,) = read_workbook(path, path.name).findings
            assert finding.code == "SJ08"
