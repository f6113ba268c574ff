"""A table on its grid → how high its parts are, and the size at which it is best set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.render.docx_grid import lay_out, table_pitch
from generator.render.docx_lines import fits, line_count, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.document.table import TableBlock
    from generator.render.docx_grid import Sheet, Slot, TableGrid

    Rows = Sequence[Sequence[Slot]]

_AFTER_LINE = 40
_BEFORE_NOTE = 40
TABLE_END = 120
SECTION_END = 20
"""Twips, as the shell's styles have them."""
_SLACK = 80
"""Twips by which the estimate of a whole page may be wrong."""


@dataclass(frozen=True, slots=True)
class FittedTable:
    """A table at the size at which it is printed."""

    grid: TableGrid
    head: int
    """Twips of its boxhead."""
    rows: tuple[int, ...]
    """Twips of each row of its body."""

    @property
    def height(self) -> int:
        """Twips of all rows."""
        return self.head + sum(self.rows)


def fit(table: TableBlock, sheet: Sheet, taken: int) -> FittedTable:
    """``table`` in the most readable setting in which no amount is broken.

    A table that has its own page is set smaller where that keeps it on this page, of which its headings have
    ``taken`` some.
    """
    grid = lay_out(table, sheet)
    head, body = _long(grid.boxhead, grid), _long(grid.body, grid)
    grids = [replace(grid, setting=setting) for setting in sheet.table_settings]
    usable = (_at(candidate, head, body) for candidate in grids if _has_room(candidate, body))
    largest = next(usable, None) or _at(grids[-1], head, body)
    notes = sum(note_height(note, sheet) for note in table.notes) or SECTION_END
    room = sheet.height - taken - height_above(table, sheet) - notes - _SLACK
    if not table.own_page or largest.height <= room:
        return largest
    return next((fitted for fitted in usable if fitted.height <= room), largest)


def _long(rows: Rows, grid: TableGrid) -> list[list[Slot]]:
    """The cells of each row whose text may need more than one line."""
    size = grid.setting.size
    return [
        [slot for slot in row if slot.starts and slot.cell.text and not fits(slot.cell.text, grid.room(slot), size)]
        for row in rows
    ]


def _at(grid: TableGrid, head: Rows, body: Rows) -> FittedTable:
    return FittedTable(grid, sum(row_heights(head, grid)), tuple(row_heights(body, grid)))


def _has_room(grid: TableGrid, rows: Rows) -> bool:
    """Whether every amount keeps to one line."""
    return all(
        slot.cell.role != "amount" or text_width(slot.cell.text, grid.setting.size) <= grid.room(slot)
        for row in rows
        for slot in row
    )


def text_lines(text: str, sheet: Sheet) -> int:
    """Lines of a paragraph of the text, its first line set in by two characters."""
    size = sheet.page.body_size
    return line_count(text, sheet.width / 20, size, sheet.tracking / 20, indent=2 * size)


def height_above(table: TableBlock, sheet: Sheet) -> int:
    """Twips of title, 表号 and the line of owner and unit."""
    page, pitch = sheet.page, table_pitch(sheet.page.table_size)
    title = line_count(table.title, sheet.width / 20, page.body_size) * sheet.line_pitch if table.title else 0
    return title + pitch * bool(table.label) + (pitch + _AFTER_LINE) * bool(table.owner or table.unit)


def note_height(note: str, sheet: Sheet) -> int:
    """Twips of a 表注 with the space before it."""
    size = sheet.page.table_size
    return _BEFORE_NOTE + line_count(note, sheet.width / 20, size) * table_pitch(size)


def row_heights(rows: Rows, grid: TableGrid) -> list[int]:
    """Twips of each row: its tallest cell, or the least height; a spanning cell stretches its last row."""
    setting = grid.setting
    one_line = setting.row_height(1)
    heights: list[int] = []
    ends: dict[int, list[tuple[int, int]]] = {}
    for index, row in enumerate(rows):
        height = one_line
        for slot in row:
            if not slot.starts:
                continue
            needed = setting.row_height(line_count(slot.cell.text, grid.room(slot), setting.size))
            if slot.cell.rowspan > 1:
                ends.setdefault(index + slot.cell.rowspan - 1, []).append((index, needed))
            else:
                height = max(height, needed)
        for start, needed in ends.pop(index, ()):
            height = max(height, needed - sum(heights[start:]))
        heights.append(height)
    return heights
