"""Statutory tables → an xlsx workbook, a sheet a table: as printed, amounts as real numbers, ready for the printer."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from generator.render.markup_fit import em
from generator.render.open_data_grid import amount_of, placed, short_title, statutory_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from generator.document.blocks import Document
    from generator.document.table import Cell, Row, TableBlock
    from generator.style.load import LoadedStyle

NO_TABLES = "本文本没有决算公开表。"

_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the file has no time of its own, so that it is the same every time
_A4 = 9
_ACROSS = {False: 100.0, True: 140.0}
"""Characters across a portrait and a landscape page."""
_NARROWEST = 5.0
_FILL = 0.98
"""How much of a cell's width text fills, at the most."""
_LINE = 15.0
"""Points of a line of text in a row."""
_TITLE_LINE = 28.0
_PADDING = "_ "
"""Keeps a number off the line at its right."""
_LONGEST_NAME = 31
_NOT_IN_NAME = re.compile(r"[\x00-\x1f\[\]:*?/\\]")

_PLAIN: dict[str, Any] = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
_BOX: dict[str, Any] = {**_PLAIN, "border": 1, "text_wrap": True}
_TITLE: dict[str, Any] = {**_PLAIN, "font_name": "黑体", "font_size": 16, "align": "center", "text_wrap": True}
_NOTE: dict[str, Any] = {**_PLAIN, "font_size": 9, "text_wrap": True}
_DRAFT: dict[str, Any] = {**_PLAIN, "font_name": "黑体", "font_color": "#C00000", "align": "center", "text_wrap": True}


def xlsx_workbook(document: Document, style: LoadedStyle) -> bytes:
    """The workbook; the same bytes for the same document."""
    import xlsxwriter

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": document.title, "author": document.cover.unit, "created": _CREATED})
        formats = _Formats(book)
        names: set[str] = set()
        for table in statutory_tables(document, style):
            _Sheet(book.add_worksheet(_sheet_name(table, names)), formats, table).write(document.draft)
        if not names:
            book.add_worksheet("说明").write_string(0, 0, NO_TABLES)
    return buffer.getvalue()


def number_format(text: str) -> str:
    """The spreadsheet's number format that shows a printed amount as it is printed."""
    _, point, decimals = text.partition(".")
    whole = "#,##0" if "," in text else "0"
    return f"{whole}{point}{'0' * len(decimals)}{_PADDING}"


def _sheet_name(table: TableBlock, taken: set[str]) -> str:
    name = _NOT_IN_NAME.sub(" ", short_title(table)).strip(" '")[:_LONGEST_NAME].strip(" '") or table.id[:_LONGEST_NAME]
    number = 1
    found = name
    while found.casefold() in taken:
        number += 1
        found = f"{name[: _LONGEST_NAME - 3]} {number}"
    taken.add(found.casefold())
    return found


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, properties: dict[str, Any]) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


class _Sheet:
    """One table on its sheet, written from top to bottom."""

    def __init__(self, sheet: Worksheet, formats: _Formats, table: TableBlock) -> None:
        self.sheet, self.formats, self.table = sheet, formats, table
        self.last = table.columns - 1
        self.widths = _widths(table)
        self.row = 0

    def write(self, draft: str) -> None:
        """All of the table, and how the sheet is printed."""
        table = self.table
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width, self.formats.get(_PLAIN))
        if draft:
            self._across(draft, _DRAFT, _LINE)
        self._across(table.title, _TITLE, _TITLE_LINE, size=16)
        if table.label:
            self._sides("", table.label)
        if table.owner or table.unit:
            self._sides(table.owner, table.unit)
        head = self.row
        self._rows(table.boxhead)
        body = self.row
        self._rows(table.body)
        for note in table.notes:
            self._across(note, _NOTE, _LINE, size=9)
        self._set_up(draft, head, body)

    def _across(self, text: str, look: dict[str, Any], height: float, size: float = 10.5) -> None:
        """A line over the whole width."""
        form = self.formats.get(look)
        if self.last:
            self.sheet.merge_range(self.row, 0, self.row, self.last, "", form)
        self.sheet.write_string(self.row, 0, text, form)
        self.sheet.set_row(self.row, height * _lines_of(text, sum(self.widths) * 10.5 / size))
        self.row += 1

    def _sides(self, left: str, right: str) -> None:
        """Text at the left and at the right; it may run over the blank cells between."""
        if left:
            self.sheet.write_string(self.row, 0, left, self.formats.get(_PLAIN))
        self.sheet.write_string(self.row, self.last, right, self.formats.get({**_PLAIN, "align": "right"}))
        self.row += 1

    def _rows(self, rows: tuple[Row, ...]) -> None:
        """Rows of the grid, each as high as its text: not every program fits the height when it opens the file."""
        heights = [1] * len(rows)
        for place in placed(rows):
            cell, top = place.cell, self.row + place.row
            form = self.formats.get(_look(cell))
            last_row, last_column = self.row + place.rows[-1], min(place.last_column, self.last)
            if (last_row, last_column) != (top, place.column):
                self.sheet.merge_range(top, place.column, last_row, last_column, "", form)
            self._value(top, place.column, cell, form)
            if cell.rowspan == 1:
                room = sum(self.widths[place.column : last_column + 1]) - 2 * cell.indent
                heights[place.row] = max(heights[place.row], _lines_of(cell.text, room))
        for number, lines in enumerate(heights):
            self.sheet.set_row(self.row + number, _LINE * lines + 2)
        self.row += len(rows)

    def _value(self, row: int, column: int, cell: Cell, form: Format) -> None:
        amount = amount_of(cell)
        if amount is not None:
            self.sheet.write_number(row, column, float(amount), form)
        elif cell.text:
            self.sheet.write_string(row, column, cell.text, form)
        else:
            self.sheet.write_blank(row, column, None, form)

    def _set_up(self, draft: str, head: int, body: int) -> None:
        sheet = self.sheet
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        if self.table.landscape:
            sheet.set_landscape()
        if draft:
            sheet.set_header(f"&C{draft.partition('：')[0]}")
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.print_area(0, 0, max(self.row - 1, 0), self.last)
        if body > head:
            sheet.repeat_rows(head, body - 1)
            sheet.freeze_panes(body, 0)
        sheet.hide_gridlines(2)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{max(self.row, 1)}"})


def _look(cell: Cell) -> dict[str, Any]:
    look: dict[str, Any] = {**_BOX, "align": cell.align}
    if cell.role == "head":
        look["align"] = "center"
    elif cell.indent:
        look["indent"] = cell.indent
    if amount_of(cell) is not None:
        look.update(num_format=number_format(cell.text), align="right", text_wrap=False)
    return look


def _widths(table: TableBlock) -> list[float]:
    """Characters of each column: its share of the page, and at least what its longest number takes."""
    across = _ACROSS[table.landscape]
    shares = [across * width / sum(table.widths) for width in table.widths]
    for place in _alone(table.body):
        if amount_of(place.cell) is not None or place.cell.text.isascii():
            shares[place.column] = max(shares[place.column], len(place.cell.text) * 1.1 + 2, _NARROWEST)
    return [round(share, 2) for share in shares]


def _alone(rows: Iterable[Row]) -> Iterable[Any]:
    return (place for place in placed(rows) if place.cell.colspan == 1)


def _lines_of(text: str, room: float) -> int:
    """Lines that ``text`` takes in ``room`` characters."""
    per_line = max(room * _FILL, 2)
    return sum(ceil(2 * em(line) / per_line) or 1 for line in text.split("\n"))
