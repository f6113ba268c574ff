"""The status board: what a person sees of each unit, on paper and on screen."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from generator.batch.board import Board, Line, Row, make_board
from generator.batch.board_html import board_page
from generator.batch.board_xlsx import board_workbook
from generator.batch.discover import Found
from generator.batch.journal import Entry
from generator.batch.record import KeyFigures, Printed, Record
from tests.batch import hooks
from tests.batch.support import plain_department, real_unit, row_of, run, tree

if TYPE_CHECKING:
    from pathlib import Path

WRONG = {"code": "BN01", "severity": "错误", "message": "<合计>不等", "place": "表.csv:3", "advice": "核对"}
DOUBTFUL = {"code": "YY02", "severity": "警告", "message": "原因可疑", "place": "", "advice": "核对"}


@pytest.fixture
def board() -> Board:
    figures = KeyFigures("91111100.00", "91111100.00", "80808200.00", "-10302900.00", "-0.1275", "0")
    documents = (Printed("2024年度 公开#1.docx", 10, "a"), Printed("2024年度 公开#1.pdf", 20, "b", 33))
    return Board(
        (
            Row(Record("", "没交的单位", "未提交")),
            Row(Record("乙/=1+1", "=1+1", "有错误", findings=(WRONG, DOUBTFUL))),
            Row(
                Record("甲", "甲<单位>", "有警告", 2024, "base", documents, figures, (DOUBTFUL,)),
                ("不在名单中",),
                Entry("2026-11-22T00:18:49+00:00", 2.345),
            ),
        )
    )


def sheet(content: bytes, name: str) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [[cell.value for cell in row] for row in book[name].iter_rows()]


def test_the_workbook_has_a_row_for_each_unit_and_its_figures(board: Board) -> None:
    rows = sheet(board_workbook(board), "批量结果")
    assert rows[0][0] == "共 3 个单位：未提交 1，有错误 1，有警告 1。"
    table = [dict(zip(rows[1], row, strict=True)) for row in rows[2:]]
    assert [row["单位"] for row in table] == ["没交的单位", "=1+1", "甲<单位>"]
    assert [row["状态"] for row in table] == ["未提交", "有错误", "有警告"]
    assert (table[1]["错误"], table[1]["警告"], table[1]["提示"]) == (1, 1, None)
    assert table[1]["首个问题"] == "表.csv:3：<合计>不等"
    last = table[2]
    assert (
        last["收入总计（万元）"],
        last["上年收支总计（万元）"],
        last["比上年增减（万元）"],
    ) == (9111.11, 8080.82, -1030.29)
    assert (last["增减率"], last["“三公”经费（万元）"], last["页数"]) == (-0.1275, 0, 33)
    assert (last["备注"], last["用时（秒）"]) == ("不在名单中", 2.345)


def test_the_workbook_links_to_documents_and_findings(board: Board) -> None:
    book = openpyxl.load_workbook(io.BytesIO(board_workbook(board)))
    links = {
        cell.hyperlink.location or cell.hyperlink.target for row in book["批量结果"] for cell in row if cell.hyperlink
    }
    assert "'问题'!A2" in links
    documents = [link for link in links if "docx" in link or "pdf" in link]
    assert len(documents) == 2
    assert all("%23" in link for link in documents), "a # would cut the address"
    findings = sheet(board_workbook(board), "问题")
    assert [row[0] for row in findings[1:]] == ["=1+1", "=1+1", "甲<单位>"]
    assert findings[1][1:5] == ["错误", "BN01", "表.csv:3", "<合计>不等"]


def test_the_workbook_is_the_same_for_the_same_board(board: Board) -> None:
    assert board_workbook(board) == board_workbook(board)


def test_the_page_shows_the_same_and_nothing_of_the_data_is_markup(board: Board) -> None:
    page = board_page(board)
    assert "甲&lt;单位&gt;" in page
    assert "<单位>" not in page
    assert "&lt;合计&gt;不等" in page
    assert "-1,030.29" in page
    assert "-12.75%" in page
    assert 'href="%E7%94%B2/2024%E5%B9%B4%E5%BA%A6%20%E5%85%AC%E5%BC%80%231.pdf"' in page
    assert 'href="#u1"' in page
    assert 'id="u1"' in page
    assert "<script" not in page


def test_of_very_many_units_the_page_lists_the_findings_of_failed_ones(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.batch.board_html.MANY", 2)
    monkeypatch.setattr("generator.batch.board_xlsx.MAX_ROWS", 2)
    page = board_page(board)
    assert 'id="u1"' in page
    assert 'id="u2"' not in page
    assert 'href="#u2"' not in page
    assert "问题太多" in str(sheet(board_workbook(board), "问题")[3][0])


def test_a_run_writes_both_and_a_parcel_of_all_documents(tmp_path: Path) -> None:
    data = plain_department(tmp_path / "data", 3)
    (data / "unit-02" / "unit.yaml").write_text("WRONG", encoding="utf-8")
    for folder in ("a", "b"):
        board, _ = run(data, tmp_path / folder, parcel=True)
        assert len(board.failed) == 1
    parcels = [(tmp_path / folder / "批量成果.zip").read_bytes() for folder in ("a", "b")]
    assert parcels[0] == parcels[1]
    with zipfile.ZipFile(io.BytesIO(parcels[0])) as archive:
        assert archive.namelist() == ["unit-01/公开.docx", "unit-03/公开.docx"]
        assert tree(tmp_path / "a")["unit-01/公开.docx"] == archive.read("unit-01/公开.docx")
    assert sheet((tmp_path / "a" / "批量结果.xlsx").read_bytes(), "问题")[1][2] == "XX01"
    assert "不对" in (tmp_path / "a" / "批量结果.html").read_text(encoding="utf-8")


def test_the_key_figures_are_those_of_the_document(tmp_path: Path) -> None:
    real_unit(tmp_path / "data" / "甲")
    board, _ = run(tmp_path / "data", tmp_path / "out", do=hooks.run_task)
    record = row_of(board, "甲").record
    assert record.style == "hubei-wuhan-2024"
    figures = record.figures
    assert figures.revenue == figures.expenditure != ""
    assert float(figures.prior) + float(figures.change) == pytest.approx(float(figures.revenue))
    assert float(figures.rate) == pytest.approx(float(figures.change) / float(figures.prior))
    assert figures.three_public == "18100.00"


def test_data_of_one_unit_that_lie_there_twice_are_said() -> None:
    records = [Record(key, "甲中心", "成功", year) for key, year in (("甲", 2024), ("甲（2）", 2024), ("旧/甲", 2023))]
    board = make_board(Found(()), tuple(Line(one) for one in records), interrupted=False)
    assert [row.note for row in board.rows] == ["", "与“甲”是同一单位同一年度的数据，只留一份", ""]
