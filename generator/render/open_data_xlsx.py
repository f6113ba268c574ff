"""Statutory tables → an xlsx workbook, a sheet a table: as printed, amounts as real numbers, ready for the printer."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import ceil
from typing import TYPE_CHECKING

from generator.render.docx_text import escape
from generator.render.markup_fit import em
from generator.render.open_data_book import Look, Shared, SheetPart, workbook
from generator.render.open_data_grid import amount_of, placed, short_title, statutory_tables

if TYPE_CHECKING:
    from generator.document.blocks import Document
    from generator.document.table import Cell, TableBlock
    from generator.render.open_data_grid import Placed
    from generator.style.load import LoadedStyle

NO_TABLES = "本文本没有决算公开表。"

_A4 = 9
_ACROSS = {False: 100.0, True: 140.0}
"""Characters across a portrait and a landscape page."""
_NARROWEST = 5.0
_FILL = 0.98
"""How much of a cell's width text fills, at the most."""
_SIZE = 10.5
_LINE = 15.0
"""Points of a line of text in a row."""
_TITLE_LINE = 28.0
_PADDING = "_ "
"""Keeps a number off the line at its right."""
_LONGEST_NAME = 31
_NOT_IN_NAME = re.compile(r"[\x00-\x1f\[\]:*?/\\]")

_PLAIN = Look()
_RIGHT = Look(align="right")
_TITLE = Look(font="黑体", size=16, align="center", wrap=True)
_NOTE = Look(size=9, wrap=True)
_DRAFT = Look(font="黑体", color="C00000", align="center", wrap=True)


def xlsx_workbook(document: Document, style: LoadedStyle) -> bytes:
    """The workbook; the same bytes for the same document."""
    shared = Shared()
    names: set[str] = set()
    sheets = [
        _Sheet(shared, table).part(_sheet_name(table, names), document.draft)
        for table in statutory_tables(document, style)
    ]
    if not sheets:
        row = f'<row r="1"><c r="A1" t="s"><v>{shared.text(NO_TABLES)}</v></c></row>'
        sheets.append(SheetPart("说明", f"<sheetData>{row}</sheetData>"))
    return workbook(document.title, document.cover.unit, sheets, shared)


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


@cache
def _letters(column: int) -> str:
    """A column's name; the first is 0."""
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


class _Sheet:
    """One table on its sheet, written from top to bottom."""

    def __init__(self, shared: Shared, table: TableBlock) -> None:
        self.shared, self.table = shared, table
        self.last = table.columns - 1
        self.body = tuple(placed(table.body))
        self.widths = _widths(table, self.body)
        self.rows: list[str] = []
        self.merged: list[str] = []

    def part(self, name: str, draft: str) -> SheetPart:
        """All of the table, and how the sheet is printed."""
        table = self.table
        if draft:
            self._across(draft, _DRAFT, _LINE)
        self._across(table.title, _TITLE, _TITLE_LINE)
        if table.label:
            self._sides("", table.label)
        if table.owner or table.unit:
            self._sides(table.owner, table.unit)
        head = len(self.rows)
        self._grid(tuple(placed(table.boxhead)), len(table.boxhead))
        top = len(self.rows)
        self._grid(self.body, len(table.body))
        for note in table.notes:
            self._across(note, _NOTE, _LINE)
        area = f"$A$1:${_letters(self.last)}${len(self.rows)}"
        return SheetPart(name, self._xml(draft, head, top), area, f"${head + 1}:${top}" if top > head else "")

    def _cell(self, row: int, column: int, look: int, text: str) -> str:
        place = f'<c r="{_letters(column)}{row + 1}" s="{look}"'
        return f'{place} t="s"><v>{self.shared.text(text)}</v></c>' if text else f"{place}/>"

    def _add(self, cells: str, height: float | None = None) -> None:
        high = f' ht="{height:g}" customHeight="1"' if height else ""
        self.rows.append(f'<row r="{len(self.rows) + 1}"{high}>{cells}</row>')

    def _across(self, text: str, look: Look, height: float) -> None:
        """A line over the whole width."""
        row, number = len(self.rows), self.shared.look(look)
        if self.last:
            self.merged.append(f"A{row + 1}:{_letters(self.last)}{row + 1}")
        cells = "".join([self._cell(row, column, number, "" if column else text) for column in range(self.last + 1)])
        self._add(cells, height * _lines_of(text, sum(self.widths) * _SIZE / look.size))

    def _sides(self, left: str, right: str) -> None:
        """Text at the left and at the right; it may run over the blank cells between."""
        row = len(self.rows)
        first = self._cell(row, 0, self.shared.look(_PLAIN), left) if left and self.last else ""
        self._add(first + self._cell(row, self.last, self.shared.look(_RIGHT), right))

    def _grid(self, places: tuple[Placed, ...], count: int) -> None:
        """Rows of the grid, each as high as its text: not every program fits the height when it opens the file."""
        start = len(self.rows)
        heights = [1] * count
        cells: list[dict[int, str]] = [{} for _ in range(count)]
        for place in places:
            cell, column = place.cell, place.column
            last_row, last_column = min(place.rows[-1], count - 1), min(place.last_column, self.last)
            look, value = self._value(cell)
            if (last_row, last_column) != (place.row, column):
                corner = f"{_letters(column)}{start + place.row + 1}"
                self.merged.append(f"{corner}:{_letters(last_column)}{start + last_row + 1}")
                for row in range(place.row, last_row + 1):
                    for covered in range(column, last_column + 1):
                        cells[row][covered] = self._cell(start + row, covered, look, "")
            cells[place.row][column] = f'<c r="{_letters(column)}{start + place.row + 1}" s="{look}"{value}'
            if cell.rowspan == 1 and cell.text:
                room = sum(self.widths[column : last_column + 1]) - 2 * cell.indent
                heights[place.row] = max(heights[place.row], _lines_of(cell.text, room))
        for line, lines in zip(cells, heights, strict=True):
            self._add("".join([line[column] for column in sorted(line)]), _LINE * lines + 2)

    def _value(self, cell: Cell) -> tuple[int, str]:
        """The number of a cell's look, and the rest of the cell after that."""
        amount = amount_of(cell)
        if amount is not None:
            look = Look(border=True, align="right", number=number_format(cell.text))
            return self.shared.look(look), f"><v>{float(amount)!r}</v></c>"
        is_head = cell.role == "head"
        align, indent = ("center", 0) if is_head else (cell.align, cell.indent)
        look = Look(border=True, wrap=True, align=align, indent=indent)
        return self.shared.look(look), f' t="s"><v>{self.shared.text(cell.text)}</v></c>' if cell.text else "/>"

    def _xml(self, draft: str, head: int, top: int) -> str:
        plain = self.shared.look(_PLAIN)
        columns = "".join(
            f'<col min="{number}" max="{number}" width="{width:g}" style="{plain}" customWidth="1"/>'
            for number, width in enumerate(self.widths, 1)
        )
        frozen = f'<pane ySplit="{top}" topLeftCell="A{top + 1}" activePane="bottomLeft" state="frozen"/>'
        listed = "".join([f'<mergeCell ref="{one}"/>' for one in self.merged])
        merged = f'<mergeCells count="{len(self.merged)}">{listed}</mergeCells>' if listed else ""
        said = f"<oddHeader>&amp;C{escape(draft.partition('：')[0])}</oddHeader>" if draft else ""
        side = ' orientation="landscape"' if self.table.landscape else ' orientation="portrait"'
        return (
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
            f"{frozen if top > head else ''}</sheetView></sheetViews>"
            f'<sheetFormatPr defaultRowHeight="{_LINE:g}"/><cols>{columns}</cols>'
            f"<sheetData>{''.join(self.rows)}</sheetData>"
            f"{merged}"
            '<printOptions horizontalCentered="1"/>'
            '<pageMargins left="0.6" right="0.6" top="0.8" bottom="0.8" header="0.3" footer="0.3"/>'
            f'<pageSetup paperSize="{_A4}"{side} fitToHeight="0"/>'
            f"<headerFooter>{said}<oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>"
            f'<ignoredErrors><ignoredError sqref="A1:XFD{len(self.rows)}" numberStoredAsText="1"/></ignoredErrors>'
        )


def _widths(table: TableBlock, body: tuple[Placed, ...]) -> list[float]:
    """Characters of each column: its share of the page, and at least what its longest number takes."""
    across = _ACROSS[table.landscape]
    total = sum(table.widths)
    shares = [across * width / total for width in table.widths]
    for place in body:
        cell = place.cell
        if cell.colspan == 1 and (cell.text.isascii() or amount_of(cell) is not None):
            shares[place.column] = max(shares[place.column], len(cell.text) * 1.1 + 2, _NARROWEST)
    return [round(share, 2) for share in shares]


@lru_cache(maxsize=4096)
def _lines_of(text: str, room: float) -> int:
    """Lines that ``text`` takes in ``room`` characters."""
    per_line = max(room * _FILL, 2)
    return sum(ceil(2 * em(line) / per_line) or 1 for line in text.split("\n"))
