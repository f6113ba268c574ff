"""What is in an exported file: every table recognised, every number accounted for, what is not known asked for."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importing.leftovers import find_leftovers
from generator.importing.recognise import open_exported, recognise_tables, survey
from generator.importing.run import Answers, look_at
from generator.ingest.context import make_context
from generator.ingest.grid import Grid, GridCell
from generator.ingest.regions import match_title, title_keys
from generator.ingest.tables import recognise
from generator.ingest.tree import Tree
from tests.importing.exports import workbook, write_export
from tests.importing.support import EXPORTED, TABLES, WORKSPACE, workbook_unit

if TYPE_CHECKING:
    from pathlib import Path

    from generator.importing.run import ImportResult
    from generator.ingest.reading import Context


def context(year: int = 2024, unit: str = "元") -> Context:
    found, problems = make_context(Tree({"year": year, "amount_unit": unit}), WORKSPACE)
    assert problems == ()
    return found


def look(path: Path, sheets: tuple[str, ...] = ()) -> ImportResult:
    return look_at(path, Answers(sheets=sheets), WORKSPACE)


def said(result: ImportResult) -> list[str]:
    return [f"{finding.code} {finding.source}" for finding in result.findings]


def csv(folder: Path, text: str, name: str = "表.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


TABLE = "{title}\n部门：测试单位,,{unit}\n科目编码,科目名称,本年支出合计\n合计,,9.30\n208,社会保障和就业支出,9.30\n"


def test_each_table_says_where_it_is_and_in_which_unit() -> None:
    tables = look(EXPORTED).recognised.tables
    assert {table.table for table in tables} == set(TABLES)
    found = {
        table.table: (table.place.sheet, table.place.cell, table.amount_unit, table.figures, table.year)
        for table in tables
    }
    assert found["summary"] == ("表1", "A1:F37", "万元", 10, 2022)
    assert found["expenditure"] == ("表3", "A1:H28", "万元", 45, 2022)
    assert found["state_capital"] == ("表9", "A1:E8", "万元", 0, 2022)


@pytest.mark.parametrize(
    ("title", "table"),
    [
        ("公开01表 收入支出决算总表", "summary"),
        ("GK01 收入支出决算总表", "summary"),
        ("Z01 收入支出决算总表(财决01表)", "summary"),
        ("表1 收入支出决算总表", "summary"),
        ("收入支出决算总表（公开01表）", "summary"),
        ("附表1-1：收入支出决算总表", "summary"),
        ("Z01_1 财政拨款收入支出决算总表(财决01-1表)", "appropriation"),
        ("Z03 收入决算表(财决03表)", "revenue"),
        ("Z04 支出决算表(财决04表)", "expenditure"),
        ("Z07 一般公共预算财政拨款收入支出决算表(财决07表)", "general_budget"),
        ("GK05 一般公共预算财政拨款支出决算表", "general_budget"),
        ("Z08_1 一般公共预算财政拨款基本支出决算明细表(财决08-", "basic"),
        ("Z09 政府性基金预算财政拨款收入支出决算表(财决09表)", "government_fund"),
        ("Z11 国有资本经营预算财政拨款支出决算表(财决11表)", "state_capital"),
        ("GK09 “三公”经费支出决算表", "three_public"),
        ("Z05 支出决算明细表(财决05表)", ""),
        ("Z06 项目支出决算明细表(财决06表)", ""),
        ("F03 机构运行信息表(财决附03表)", ""),
    ],
)
def test_titles_of_real_exports(title: str, table: str | None) -> None:
    assert table == match_title(title, title_keys(context().forms))


def test_a_whole_export_of_the_software(tmp_path: Path) -> None:
    result = look(write_export(tmp_path / "测试单位.xls", workbook()))

    assert {table.table: table.figures for table in result.recognised.tables} == {
        "summary": 10, "revenue": 18, "expenditure": 18, "general_budget": 12,
    }  # fmt: skip
    value = result.recognised.tree.value
    assert value(("summary", "revenue", "other")) == Decimal("6600.55")
    assert value(("summary", "classes", "210")) == Decimal("11401300.55")
    assert value(("summary", "expenditure_total")) == Decimal("11494300.55")
    assert value(("revenue", "lines", "2100402", "other")) == Decimal("6600.55")
    assert value(("general_budget", "total")) == {"total": 11487700, "basic": 93000, "project": 11394700}
    assert {finding.severity for finding in result.findings} == {"警告", "提示"}
    unread = {
        finding.source.sheet.split()[0] for finding in result.findings if finding.code == "SJ30" and finding.source
    }
    assert unread == {"FM", "Z05", "Z08_1", "F03"}


def test_year_unit_and_owner_are_read_from_the_tables(tmp_path: Path) -> None:
    export = write_export(tmp_path / "测试单位.xls", workbook())
    found = survey(open_exported(export), WORKSPACE)
    assert (found.years, found.amount_unit, found.unit_name) == ((2024,), "元", "测试市卫生监督所")
    found = survey(open_exported(EXPORTED), WORKSPACE)
    assert (found.years, found.amount_unit, found.unit_name) == ((2022,), "万元", "江岸区医保局")


def test_a_missing_unit_of_amounts_is_asked_for(tmp_path: Path) -> None:
    path = csv(tmp_path, TABLE.format(title="2024年度支出决算表", unit=""))
    (finding,) = look(path).findings
    assert (finding.code, finding.severity, str(finding.source)) == ("SJ61", "错误", "表.csv:A1")
    assert "--unit" in finding.advice

    for unit, yuan in (("元", Decimal("9.30")), ("万元", Decimal(93000))):
        file = open_exported(path)
        found = recognise_tables(file, replace(context(), answered_unit=unit))
        assert found.findings == ()
        assert found.tree.value(("expenditure", "total", "total")) == yuan
        assert found.tables[0].amount_unit == unit


def test_an_answer_does_not_contradict_the_table(tmp_path: Path) -> None:
    path = csv(tmp_path, TABLE.format(title="2024年度支出决算表", unit="单位：万元"))
    found = recognise_tables(open_exported(path), replace(context(), answered_unit="元"))
    assert found.tables[0].amount_unit == "万元"


def test_a_table_twice_with_other_figures_is_one_finding(tmp_path: Path) -> None:
    first = TABLE.format(title="2024年度支出决算表", unit="单位：万元")
    path = csv(tmp_path, first + "\n" + first.replace("9.30", "9.31"))
    (finding,) = look(path).findings
    assert finding.code == "SJ62"
    assert "2 处的数不同" in finding.message
    assert "--sheet" in finding.advice


def test_a_table_twice_with_the_same_figures_is_no_matter(tmp_path: Path) -> None:
    first = TABLE.format(title="2024年度支出决算表", unit="单位：万元")
    result = look(csv(tmp_path, first + "\n" + first.replace("单位：万元", "单位：元").replace("9.30", "93000")))
    assert result.findings == ()
    assert len(result.recognised.tables) == 2


def test_only_the_named_sheets_are_read() -> None:
    result = look(EXPORTED, sheets=("表3", "没有的表"))
    assert [table.table for table in result.recognised.tables] == ["expenditure"]
    (finding,) = result.findings
    assert finding.code == "SJ65"
    assert "表1" in finding.advice


def test_a_filling_in_workbook_is_not_taken_for_an_export(tmp_path: Path) -> None:
    (finding,) = look(workbook_unit(tmp_path / "单位.xlsx")).findings
    assert finding.code == "SJ64"
    assert "juesuan convert" in finding.advice


def test_a_file_without_tables_says_so(tmp_path: Path) -> None:
    result = look(csv(tmp_path, "甲,乙\n1,2\n"))
    assert said(result) == ["SJ64 表.csv", "SJ30 表.csv:A1"]
    assert "没有认出" in result.findings[0].message


def test_what_stands_beside_the_tables_is_listed(tmp_path: Path) -> None:
    text = "内部资料\n联系人,张三\n,\n,\n,\n,\n" + TABLE.format(title="2024年度支出决算表", unit="单位：万元")
    result = look(csv(tmp_path, text))
    (finding,) = result.findings
    assert (finding.code, str(finding.source)) == ("SJ30", "表.csv:A1:B2")
    assert "内部资料" in finding.message
    assert "3 格，没有数" in finding.message


def test_a_number_just_above_a_title_is_not_passed_over(tmp_path: Path) -> None:
    path = csv(tmp_path, "公开03表,,123.45\n" + TABLE.format(title="2024年度支出决算表", unit="单位：万元"))
    (finding,) = look(path).findings
    assert (finding.code, str(finding.source)) == ("SJ30", "表.csv:C1:C1")


def test_hidden_sheets_are_named(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(EXPORTED)
    book["表9"].sheet_state = "hidden"
    book.save(tmp_path / "公开表.xlsx")
    result = look(tmp_path / "公开表.xlsx")
    assert said(result) == ["SJ30 公开表.xlsx:表9!A1"]
    assert "state_capital" not in result.recognised.tree.data


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(1, 45), st.integers(1, 12)), st.sampled_from(("7.25", "杂项", "合计")), max_size=6
    )
)
def test_no_number_is_in_no_table_and_in_no_finding(strays: dict[tuple[int, int], str]) -> None:
    """Whatever lies on the sheets: it is in the range of a table, or in a part that was listed."""
    for grid in open_exported(EXPORTED).grids[:3]:
        cells = {**{(row + 6, column): cell for (row, column), cell in grid.cells.items()}}
        cells |= {place: GridCell(text) for place, text in strays.items() if place not in cells}
        strewn = Grid(grid.file, grid.sheet, cells)
        found = recognise(strewn, grid.sheet, context(2022, "万元"))
        listed = [*found.findings, *find_leftovers(strewn, found.readings, found.findings)]
        areas = [finding.source.cell for finding in listed if finding.source and finding.code == "SJ30"]
        whole = any(":" not in area for area in areas)
        for row, column in cells:
            inside = any(
                reading.region.title[0] - 3 <= row <= reading.region.last_row
                and reading.region.first_column <= column <= reading.region.last_column
                for reading in found.readings
            )
            assert inside or whole or any(_within(area, row, column) for area in areas), (row, column)


def _within(area: str, row: int, column: int) -> bool:
    match = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", area)
    if not match:
        return False
    left, right = (ord(letter) - 64 for letter in (match[1], match[3]))
    return left <= column <= right and int(match[2]) <= row <= int(match[4])
