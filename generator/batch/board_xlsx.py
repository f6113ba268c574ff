"""Status board → 批量结果.xlsx: one row a unit, one row a finding."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

from generator.batch.board import BOARD
from generator.finding import SEVERITIES
from generator.money import convert
from generator.stamp import CREATED

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.batch.board import Board, Row

A3 = 8
LINK = "#0B5CAD"
MAX_LINKS = 60_000
"""Links of one sheet; a spreadsheet allows 65,530."""
MAX_ROWS = 1_000_000
"""Findings of one sheet; a spreadsheet has 1,048,576 rows."""
FINDINGS = "问题"

Value = str | int | float | None

COLUMNS: tuple[tuple[str, float, Callable[[Row], Value]], ...] = (
    ("单位", 34, lambda row: row.record.unit),
    ("状态", 9, lambda row: row.record.state),
    *((severity, 6, lambda row, severity=severity: row.record.count(severity) or None) for severity in SEVERITIES),
    ("首个问题", 42, lambda row: row.record.first_problem),
    ("页数", 6, lambda row: row.record.pages),
    ("收入总计（万元）", 16, lambda row: _amount(row.record.figures.revenue)),
    ("支出总计（万元）", 16, lambda row: _amount(row.record.figures.expenditure)),
    ("上年收支总计（万元）", 18, lambda row: _amount(row.record.figures.prior)),
    ("比上年增减（万元）", 17, lambda row: _amount(row.record.figures.change)),
    ("增减率", 9, lambda row: float(row.record.figures.rate) if row.record.figures.rate else None),
    ("“三公”经费（万元）", 16, lambda row: _amount(row.record.figures.three_public)),
    ("用时（秒）", 9, lambda row: row.entry.seconds if row.entry else None),
    ("生成时间", 19, lambda row: row.entry.when[:19].replace("T", " ") if row.entry else None),
    ("备注", 28, lambda row: row.note),
)
FORMATS = {
    "比上年增减（万元）": "#,##0.00",
    "收入总计（万元）": "#,##0.00",
    "支出总计（万元）": "#,##0.00",
    "上年收支总计（万元）": "#,##0.00",
    "“三公”经费（万元）": "#,##0.00",
    "增减率": "0.00%",
    "用时（秒）": "0.0",
}
COLOURS = {"未提交": "#E6E0EC", "有错误": "#F8D7DA", "未生成": "#E7E6E6", "有警告": "#FFF2CC", "成功": "#E2EFDA"}

FINDING_COLUMNS = (
    ("单位", 30, "unit"),
    ("级别", 7, "severity"),
    ("编号", 8, "code"),
    ("位置", 34, "place"),
    ("问题", 60, "message"),
    ("发现", 24, "found"),
    ("应为", 24, "expected"),
    ("建议", 50, "advice"),
)


def board_workbook(board: Board) -> bytes:
    """The workbook as a file, the same bytes for the same board."""
    stream = io.BytesIO()
    _Writer(board, xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False})).write()
    return stream.getvalue()


class _Writer:
    def __init__(self, board: Board, book: Any) -> None:  # noqa: ANN401 - the library brings no types
        self.board = board
        self.book = book
        self.head = book.add_format({"bold": True, "bg_color": "#EEF2F7", "border": 1, "text_wrap": True})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.links = 0

    def write(self) -> None:
        """Both sheets."""
        self.book.set_properties({"title": BOARD, "created": CREATED})
        units, findings = self.book.add_worksheet(BOARD), self.book.add_worksheet(FINDINGS)
        first = self.findings(findings)
        self.units(units, first)
        self.book.close()

    def units(self, page: Any, first: dict[str, int]) -> None:  # noqa: ANN401 - no types
        """One row a unit; ``first``: key → row of its first finding."""
        page.write_string(0, 0, self.board.summary)
        formats = {title: self.book.add_format({"num_format": form}) for title, form in FORMATS.items()}
        colours = {state: self.book.add_format({"bg_color": colour}) for state, colour in COLOURS.items()}
        linked = {
            state: self.book.add_format({"bg_color": colour, "font_color": LINK, "underline": 1})
            for state, colour in COLOURS.items()
        }
        width = max((len(row.record.documents) for row in self.board.rows), default=0)
        titles = [*(title for title, _, _ in COLUMNS), *(["文件"] * width)]
        for column, title in enumerate(titles):
            page.write_string(1, column, title, self.head)
        for column, (_, size, _) in enumerate(COLUMNS):
            page.set_column(column, column, size)
        page.set_column(len(COLUMNS), len(titles), 12)
        for number, row in enumerate(self.board.rows, 2):
            for column, (title, _, value_of) in enumerate(COLUMNS):
                form = colours[row.record.state] if title == "状态" else formats.get(title)
                _cell(page, number, column, value_of(row), form)
            if row.record.key in first:
                address = f"internal:'{FINDINGS}'!A{first[row.record.key] + 1}"
                self.link(page, (number, 1), address, row.record.state, linked[row.record.state])
            for column, document in enumerate(row.record.documents, len(COLUMNS)):
                address = "external:" + f"{row.record.key}/{document.name}".replace("%", "%25").replace("#", "%23")
                self.link(page, (number, column), address, document.name.rsplit(".", 1)[-1].upper())
        page.freeze_panes(2, 1)
        page.autofilter(1, 0, max(len(self.board.rows) + 1, 1), len(titles) - 1)
        page.set_landscape()
        page.set_paper(A3)
        page.fit_to_pages(1, 0)
        page.repeat_rows(1)

    def findings(self, page: Any) -> dict[str, int]:  # noqa: ANN401 - no types
        """One row a finding; the first row of each unit by its key."""
        for column, (title, size, _) in enumerate(FINDING_COLUMNS):
            page.write_string(0, column, title, self.head)
            page.set_column(column, column, size)
        first: dict[str, int] = {}
        number = 0
        for row in self.board.rows:
            if number + len(row.record.findings) > MAX_ROWS:
                page.write_string(number + 1, 0, f"问题太多，“{row.record.unit}”起的见各单位的 状态.json")
                break
            for finding in row.record.findings:
                number += 1
                first.setdefault(row.record.key, number)
                for column, (_, _, field) in enumerate(FINDING_COLUMNS):
                    text = row.record.unit if field == "unit" else str(finding.get(field, ""))
                    page.write_string(number, column, text, self.wrapped)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(number, 1), len(FINDING_COLUMNS) - 1)
        return first

    def link(self, page: Any, place: tuple[int, int], address: str, text: str, form: Any = None) -> None:  # noqa: ANN401 - no types
        """A link, or the text alone where there are too many."""
        self.links += 1
        if self.links <= MAX_LINKS:
            page.write_url(*place, address, form, text)
        else:
            page.write_string(*place, text, form)


def _cell(page: Any, row: int, column: int, value: Value, form: Any) -> None:  # noqa: ANN401 - no types
    if value is None or value == "":
        page.write_blank(row, column, None, form)
    elif isinstance(value, str):
        page.write_string(row, column, value, form)
    else:
        page.write_number(row, column, value, form)


def _amount(yuan: str) -> float | None:
    return float(convert(Decimal(yuan), "元", "万元")) if yuan else None
