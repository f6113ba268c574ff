"""Page and tables of a style → their measures. Printer and page estimate share them, so that they agree."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.document.table import Cell
from generator.render.columns import eased

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.document.table import Row, TableBlock
    from generator.style.model import Page

CELL_MARGIN = 57
"""Twips left free at the left and at the right in a cell (1 mm)."""
FOOTER_MM = 10
"""From the foot of the type area to that of the page number: the number's dash then lies 7 mm below the text."""
CAPTION_SIZE = 12.0
"""图题: points."""
DIVIDER_LINES = 6
"""Lines left free above the heading of a part that has its page to itself."""
TINY_SIZE = 7.5
"""六号: no table is set smaller."""
_TABLE_LEADING = 1.3
_ROW_LEADING = 1.5
_PADDING = 20
_BORDER = 10


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def mm_to_twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres / 25.4 * 1440)


def table_pitch(size: float) -> int:
    """Twips from line to line in tables, captions and notes: exact, so that no font changes the height of a row."""
    return twips(size * _TABLE_LEADING)


class TableSetting(NamedTuple):
    """How large and how close a table is set."""

    size: float
    """Points of its text."""
    styles: str
    """End of the names of its paragraph styles."""
    tight: bool
    """Without space above and below the text of a cell."""
    pitch: int
    """Twips from line to line."""
    least_row: int
    """Twips that a row is high at least."""

    def row_height(self, lines: int) -> int:
        """Twips of a row of so many lines."""
        return max(self.least_row, lines * self.pitch + _BORDER + (0 if self.tight else 2 * _PADDING))


def _setting(size: float, styles: str, *, tight: bool) -> TableSetting:
    least = _TABLE_LEADING if tight else _ROW_LEADING
    return TableSetting(size, styles, tight, table_pitch(size), twips(size * least))


@dataclass(frozen=True)
class Sheet:
    """A page in twips; turned by a quarter for landscape, so that its type area keeps its form."""

    page: Page
    landscape: bool = False

    @cached_property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        width, height = mm_to_twips(self.page.width), mm_to_twips(self.page.height)
        return (height, width) if self.landscape else (width, height)

    @cached_property
    def margins(self) -> tuple[int, int, int, int]:
        """Top, right, bottom, left."""
        page = self.page
        upright = mm_to_twips(page.top), mm_to_twips(page.right), mm_to_twips(page.bottom), mm_to_twips(page.left)
        return (upright[3], upright[0], upright[1], upright[2]) if self.landscape else upright

    @cached_property
    def width(self) -> int:
        """Width of the type area (版心)."""
        return self.size[0] - self.margins[1] - self.margins[3]

    @cached_property
    def height(self) -> int:
        """Height of the type area (版心)."""
        return self.size[1] - self.margins[0] - self.margins[2]

    @cached_property
    def line_pitch(self) -> int:
        """Twips from line to line of the text, so that the lines of an upright page just fit."""
        return (self.width if self.landscape else self.height) // self.page.lines

    @cached_property
    def tracking(self) -> int:
        """Twips added to each character of the text, so that the characters of an upright line just fit."""
        width = self.height if self.landscape else self.width
        return math.floor(width / self.page.characters - 20 * self.page.body_size)

    @cached_property
    def table_settings(self) -> tuple[TableSetting, ...]:
        """All settings of tables, the most readable first."""
        normal, small = self.page.table_size, self.page.small_size
        return (
            _setting(normal, "", tight=False),
            _setting(normal, "", tight=True),
            _setting(small, "Small", tight=False),
            _setting(small, "Small", tight=True),
            _setting(min(small, TINY_SIZE), "Tiny", tight=True),
        )


Sheets = tuple[Sheet, Sheet]
"""Portrait and landscape: ``sheets[table.landscape]``."""


def sheets_of(page: Page) -> Sheets:
    """Both ways in which a page is used."""
    return Sheet(page), Sheet(page, landscape=True)


class Slot(NamedTuple):
    """A cell at its column; ``starts`` is false where it comes down from a row above."""

    cell: Cell
    column: int
    starts: bool = True


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table laid out on its columns."""

    widths: tuple[int, ...]
    """Twips of each column; together they fill the type area exactly."""
    boxhead: tuple[tuple[Slot, ...], ...]
    body: tuple[tuple[Slot, ...], ...]
    setting: TableSetting

    def width(self, slot: Slot) -> int:
        """Twips of a cell."""
        if slot.cell.colspan == 1 and slot.column < len(self.widths):
            return self.widths[slot.column]
        return sum(self.widths[slot.column : slot.column + slot.cell.colspan])

    def room(self, slot: Slot) -> float:
        """Points that a cell has for a line of text."""
        return (self.width(slot) - 2 * CELL_MARGIN) / 20 - slot.cell.indent * self.setting.size


def lay_out(table: TableBlock, sheet: Sheet) -> TableGrid:
    """``table`` on its columns, in the most readable setting."""
    table = eased(table, sheet.page)
    whole = sum(table.widths)
    edges = [round(sheet.width * part / whole) for part in accumulate(table.widths, initial=0.0)]
    return TableGrid(
        widths=tuple(right - left for left, right in pairwise(edges)),
        boxhead=place(table.boxhead, table.columns),
        body=place(table.body, table.columns),
        setting=sheet.table_settings[0],
    )


def place(rows: Sequence[Row], columns: int) -> tuple[tuple[Slot, ...], ...]:
    """Each row with a slot for every part of the grid: its own cells, those from above, blanks where it is short."""
    above: dict[int, tuple[Cell, int]] = {}
    return tuple(tuple(_place_row(row, columns, above)) for row in rows)


def _place_row(row: Row, columns: int, above: dict[int, tuple[Cell, int]]) -> list[Slot]:
    slots: list[Slot] = []
    waiting = list(reversed(row))
    column = 0
    while column < columns or waiting:
        if column in above:
            cell, rows_left = above.pop(column)
            slots.append(Slot(cell, column, starts=False))
        else:
            cell = waiting.pop() if waiting else Cell()
            rows_left = cell.rowspan
            slots.append(Slot(cell, column))
        if rows_left > 1:
            above[column] = (cell, rows_left - 1)
        column += cell.colspan
    return slots
