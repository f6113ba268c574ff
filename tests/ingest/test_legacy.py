"""Old and other workbooks (.xls, .et, .xlsb, .ods): read like any other, and never a figure more or less."""

from __future__ import annotations

import datetime as dt
import shutil
import struct
import subprocess
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.ingest import legacy, load
from generator.ingest.ole import SIGNATURE
from generator.ingest.spreadsheet import read_spreadsheet
from generator.workspace import Workspace
from tests.ingest.old_files import (
    CELL,
    ROWS,
    SHEET,
    date,
    error,
    ods_cell,
    ods_table,
    percent,
    write_ods_xml,
    write_old,
    write_xlsb_rows,
    xlsb_cell,
)
from tests.ingest.support import load_unit, make_unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.finding import Finding
    from generator.ingest import Loaded
    from generator.ingest.grid import Grid

KINDS = (".xls", ".et", ".xlsb", ".ods")
PATH = ("expenditure", "lines", "208", "basic")


def load_old(folder: Path, kind: str, value: object) -> Loaded:
    make_unit(folder)
    write_old(folder / f"公开表{kind}", value)
    return load_unit(folder)


def amount(loaded: Loaded) -> Decimal | None:
    assert loaded.accounts is not None, [str(finding) for finding in loaded.findings]
    assert loaded.accounts.expenditure is not None
    return loaded.accounts.expenditure.lines["208"].basic


def only_grid(path: Path) -> Grid:
    book = read_spreadsheet(path, path.name)
    assert book.findings == ()
    (grid,) = book.grids
    return grid


def only_finding(path: Path) -> Finding:
    book = read_spreadsheet(path, path.name)
    assert book.grids == ()
    (finding,) = book.findings
    return finding


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("value", "words"),
    [
        (error("#DIV/0!"), ("错误值 #DIV/0!", "改正公式")),
        (error("#N/A"), ("错误值 #N/A",)),
        (percent(0.093), ("百分比", "数值")),
        (date(), ("日期", "2024-05-01")),
        (True, ("逻辑值", "TRUE")),
        ("约九万", ("不是数字", "约九万")),
        ("9.3%", ("百分号",)),
        (1234567890123456, ("15 位",)),
    ],
)
def test_what_is_no_amount_is_found_in_its_cell(
    kind: str, value: object, words: tuple[str, ...], tmp_path: Path
) -> None:
    loaded = load_old(tmp_path, kind, value)

    assert loaded.accounts is None
    (finding,) = loaded.findings
    assert finding.code == "SJ13"
    assert str(finding.source) == f"公开表{kind}:{SHEET}!{CELL}"
    assert finding.path == PATH
    said = f"{finding.message}{finding.found}{finding.advice}"
    assert all(word in said for word in words), said


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (8397.66, Decimal(83976600)),
        (0.1 + 0.2, Decimal(3000)),
        (2.675, Decimal(26750)),
        (0, Decimal(0)),
        (-1.5, Decimal(-15000)),
        ("１，２３４\uff0e５０ ", Decimal(12345000)),
        ("—", None),
        (None, None),
    ],
)
def test_amounts_are_exactly_what_the_sheet_shows(
    kind: str, value: object, expected: Decimal | None, tmp_path: Path
) -> None:
    assert amount(load_old(tmp_path, kind, value)) == expected


@settings(max_examples=60, deadline=None)
@given(st.decimals("-9999999999999", "9999999999999", places=2))
def test_any_typed_amount_comes_back_exactly(tmp_path_factory: pytest.TempPathFactory, number: Decimal) -> None:
    folder = tmp_path_factory.mktemp("数")
    for kind in (".xls", ".xlsb"):
        assert only_grid(write_old(folder / f"表{kind}", float(number))).cells[5, 4].number == number


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["公开表.xls", "公开表.et", "公开表.xlsx", "公开表.ods"])
def test_the_content_decides_and_not_the_name(kind: str, name: str, tmp_path: Path) -> None:
    make_unit(tmp_path)
    shutil.move(write_old(tmp_path / f"原来{kind}", 9.3), tmp_path / name)
    assert amount(load_unit(tmp_path)) == Decimal(93000)


def test_a_new_workbook_with_an_old_name_is_read_as_what_it_is(tmp_path: Path) -> None:
    make_unit(tmp_path)
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "公开表.xlsx")
    (tmp_path / "公开表.xlsx").rename(tmp_path / "公开表.et")
    assert amount(load_unit(tmp_path)) == Decimal(93000)


def test_formulas_of_old_workbooks(tmp_path: Path) -> None:
    """The stored result counts; a date stays one; one that was never calculated is no zero."""
    path = write_old(tmp_path / "表.xls", 9.3)
    book = xlwt.Workbook()
    page = book.add_sheet(SHEET)
    page.write(0, 0, xlwt.Formula("A2+A3"))
    page.write(1, 0, xlwt.Formula("A2"), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    page.write(2, 0, xlwt.Formula("A2"))
    book.save(str(path))
    calculated = bytes.fromhex("030000000000ffff")
    content = path.read_bytes()
    first = content.index(calculated)
    second = content.index(calculated, first + 1)
    third = content.index(calculated, second + 1)
    changed = bytearray(content)
    for at, result in ((first, 8397.659999999998), (second, 45413.0), (third, 0.0)):
        changed[at : at + 8] = struct.pack("<d", result)
    changed[third + 8] |= 2
    path.write_bytes(changed)

    cells = only_grid(path).cells

    assert cells[1, 1].number == Decimal("8397.66")
    assert "日期" in cells[2, 1].problem
    assert cells[3, 1].problem == "公式没有计算结果"


def test_addresses_survive_blank_rows_and_columns(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("表")
    page.write(9, 5, 1.5)
    page.write_merge(11, 12, 5, 7, "合并")
    page.write(12, 9, 3)
    book.save(str(tmp_path / "表.xls"))
    grid = only_grid(tmp_path / "表.xls")
    assert sorted(grid.cells) == [(10, 6), (12, 6), (13, 10)]
    assert str(grid.ref(10, 6)) == "表.xls:表!F10"
    merged = grid.filled(13, 8)
    assert merged is not None
    assert merged.text == "合并"


def test_repeated_and_merged_cells_of_ods(tmp_path: Path) -> None:
    wide = '<table:table-cell table:number-columns-spanned="2"><text:p>合并</text:p></table:table-cell>'
    covered = "<table:covered-table-cell/>"
    bad = ods_cell(error("#REF!")).replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="2"')
    rows = (
        f'<table:table-row table:number-rows-repeated="3">{bad}</table:table-row>'
        f"<table:table-row>{wide}{covered}{ods_cell(1)}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048572"><table:table-cell/></table:table-row>'
    )
    write_ods_xml(tmp_path / "表.ods", ods_table(rows))
    grid = only_grid(tmp_path / "表.ods")
    errors = [place for place, cell in grid.cells.items() if "错误值" in cell.problem]
    assert sorted(errors) == [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)]
    assert grid.merged == {(4, 1): (4, 1), (4, 2): (4, 1)}


def test_hidden_sheets_are_left_aside_and_named(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, 1)
    hidden = book.add_sheet("上年")
    hidden.write(0, 0, 2)
    hidden.visibility = 1
    book.save(str(tmp_path / "表.et"))
    found = read_spreadsheet(tmp_path / "表.et", "表.et")
    assert [grid.sheet for grid in found.grids] == ["表"]
    assert [f"{finding.code} {finding.source}" for finding in found.findings] == ["SJ30 表.et:上年!A1"]


def far_cell_xls(path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("表")
    page.write(0, 0, 1)
    page.write(65535, 255, 1)
    book.save(str(path))


def far_cell_xlsb(path: Path) -> None:
    write_xlsb_rows(path, [(0, xlsb_cell(0, 1)), (1_048_575, xlsb_cell(16_383, 1))])


def many_cells_ods(path: Path) -> None:
    cell = ods_cell(1).replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"')
    write_ods_xml(path, ods_table(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'))


def secret_ods(path: Path) -> None:
    write_old(path, 9.3)
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts["META-INF/manifest.xml"] = b"<manifest><encryption-data/></manifest>"
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)


def wrong_size(path: Path) -> None:
    """A stated size that would take more memory than there is, were it believed."""
    write_old(path, 9.3)
    content = bytearray(path.read_bytes())
    at = content.index(struct.pack("<HH", 0x0200, 14)) + 4
    content[at : at + 14] = struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)
    path.write_bytes(content)


def wrong_count(path: Path) -> None:
    write_old(path, 9.3)
    content = bytearray(path.read_bytes())
    at = content.index(struct.pack("<H", 0x00FC)) + 4
    content[at + 4 : at + 8] = struct.pack("<i", 0x7FFFFFFF)
    path.write_bytes(content)


def excel_95(path: Path) -> None:
    write_old(path, 9.3)
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<HHH", 0x0809, 16, 0x0600), struct.pack("<HHH", 0x0809, 16, 0x0500)))


def protected_xls(path: Path) -> None:
    write_old(path, 9.3)
    content = path.read_bytes()
    code_page = struct.pack("<HH", 0x0042, 2)
    path.write_bytes(content.replace(code_page, struct.pack("<HH", 0x002F, 2), 1))


BAD_FILES: dict[str, tuple[str, Callable[[Path], object], str, str]] = {
    "网页": (".xls", lambda path: path.write_text("<html><table><tr><td>1"), "SJ07", "网页格式"),
    "Excel 2003 的 XML": (
        ".xls",
        lambda path: path.write_text(
            '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
        ),
        "SJ07",
        "XML 格式",
    ),
    "文字": (".et", lambda path: path.write_text("科目编码,金额"), "SJ07", "不是 Excel 工作簿"),
    "空文件": (".xls", lambda path: path.write_bytes(b""), "SJ07", "空的"),
    "不完整的头": (".xls", lambda path: path.write_bytes(SIGNATURE[:5]), "SJ07", "不是 Excel"),
    "截断": (".xls", lambda path: path.write_bytes(write_old(path, 9.3).read_bytes()[:2000]), "SJ07", "损坏"),
    "截断的 ods": (
        ".ods",
        lambda path: path.write_bytes(write_old(path, 9.3).read_bytes()[:-60]),
        "SJ07",
        "不是 Excel",
    ),
    "Excel 95": (".xls", excel_95, "SJ07", "Excel 95"),
    "有密码的 xls": (".xls", protected_xls, "SJ07", "密码"),
    "有密码的 ods": (".ods", secret_ods, "SJ07", "密码"),
    "字串数不对": (".xls", wrong_count, "SJ07", "损坏"),
    "范围过大的 xls": (".xls", far_cell_xls, "SJ08", "IV65536"),
    "范围过大的 xlsb": (".xlsb", far_cell_xlsb, "SJ08", "XFD1048576"),
    "格数过多的 ods": (".ods", many_cells_ods, "SJ08", "300000 格"),
    "没有内容": (".ods", lambda path: write_ods_xml(path, ods_table("")), "SJ07", "没有可读的内容"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_bad_files_are_findings(kind: str, tmp_path: Path) -> None:
    suffix, make, code, words = BAD_FILES[kind]
    path = tmp_path / f"公开表{suffix}"
    make(path)
    finding = only_finding(path)
    assert (finding.code, finding.source.file if finding.source else "") == (code, path.name)
    assert words in finding.message
    assert finding.advice


def test_a_stated_size_is_not_believed(tmp_path: Path) -> None:
    wrong_size(tmp_path / "表.xls")
    assert only_grid(tmp_path / "表.xls").cells[5, 4].number == Decimal("9.3")


def test_too_long_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_old(tmp_path / "表.xls", 9.3)
    monkeypatch.setattr(legacy, "MAX_BYTES", 1000)
    assert only_finding(path).code == "SJ08"
    monkeypatch.setattr(legacy, "MAX_BYTES", 10_000_000)
    monkeypatch.setattr(legacy, "MAX_CELLS", 3)
    assert only_finding(path).code == "SJ08"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5631), st.integers(0, 255)), min_size=1, max_size=6))
def test_damaged_bytes_never_make_the_reader_stumble(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]
) -> None:
    path = write_old(tmp_path_factory.mktemp("坏") / "表.xls", error("#N/A"))
    content = bytearray(path.read_bytes())
    for at, byte in changes:
        content[at % len(content)] = byte
    path.write_bytes(content)
    book = read_spreadsheet(path, path.name)
    assert all(finding.advice and finding.source is not None for finding in book.findings)


@pytest.mark.parametrize("name", ["单位.et", "单位.xls", "公开表.csv"])
def test_a_file_of_another_kind_alone_is_no_unit(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"?")
    (finding,) = load(tmp_path / name, Workspace.find()).findings
    assert (finding.code, str(finding.source)) == ("SJ51", name)
    assert "另存为 .xlsx" in finding.advice
    assert "juesuan import" in finding.advice


def test_durations_are_no_amounts(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, dt.time(1, 30), xlwt.easyxf(num_format_str="[h]:mm"))
    book.save(str(tmp_path / "表.xls"))
    assert "日期或时间" in only_grid(tmp_path / "表.xls").cells[1, 1].problem


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_what_another_program_saved_is_the_same_unit(kind: str, tmp_path: Path) -> None:
    """The printed tables of the sample, saved in an old format by LibreOffice."""
    sample = Workspace.find().data / "samples" / "jiangan-2022"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path)]
    done = subprocess.run(  # noqa: S603 - LibreOffice, a file of our own
        [*command, str(sample / "公开表.xlsx")], capture_output=True, check=False, timeout=180
    )
    assert done.returncode == 0, done.stderr
    unit = make_unit(tmp_path / "单位", year=2022)
    shutil.move(tmp_path / f"公开表.{kind}", unit)
    loaded, expected = load_unit(unit), load_unit(sample)
    assert loaded.findings == ()
    assert loaded.accounts is not None
    assert expected.accounts is not None
    for name in ("summary", "revenue", "expenditure", "appropriation", "general_budget", "basic", "three_public"):
        assert getattr(expected.accounts, name) == getattr(loaded.accounts, name)
    assert {path for path in loaded.sources.entries if len(path) > 1} >= {
        path for path, place in expected.sources.entries.items() if place.sheet and len(path) > 2
    }
