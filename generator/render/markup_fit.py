"""TableBlock + page → the type size at which the table fits: no number broken, one page where a page can do.

Widths are reckoned in em (全角 1, 半角 ½), which is what the CJK fonts are drawn to; no font is opened.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.document.table import Cell, TableBlock
    from generator.style.model import Page

SMALLEST = 7.5
"""六号, in points: below it no table is set."""

CELL_SIDE = 0.3
"""Space left and right of a cell's text, in em; the style sheet is built from these three."""

CELL_ABOVE = 0.2
CELL_LINE = 1.3

_MM = 72 / 25.4
_SAFETY = 0.98
_RULE = 0.5
_MIXED = 0.06
"""What digits of the Latin font add to the height of a line, in em."""
_UNBROKEN = re.compile(r"[!-~]+")
"""A run without a place to break a line: digits and Latin letters."""

_SHORT = 3
"""A table without row spans is short when it takes no more than this part of a page."""

_LONGEST_RUN = 18
"""Longer runs are no figures and may be broken."""


@lru_cache(maxsize=8192)
def em(text: str) -> float:
    """Width of ``text`` in em."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def text_area(page: Page, *, landscape: bool) -> tuple[float, float]:
    """Width and height of the type area (版心), in points; a landscape page is the portrait one turned."""
    across = (page.width - page.left - page.right) * _MM
    down = (page.height - page.top - page.bottom) * _MM
    return (down, across) if landscape else (across, down)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is set."""

    size: float
    """Points."""
    fits: bool
    """Whether all of it goes on one page."""
    rows: tuple[float, ...]
    """About how high each row of the body will be, in points."""
    room: float
    """Points for rows of the body on a page that the table has for itself."""
    keep: bool = False
    """Whether it is not to be broken over two pages."""


def fit(table: TableBlock, page: Page, taken: float = 0.0) -> Fit:
    """The largest of the style's table sizes at which ``table`` fits; ``taken`` points of its page are not free.

    A size fits when every number stays on one line. A table with a page of its own, and a form whose cells span
    rows, are made smaller where that brings them on one page. Within the text such a form, and a short table, is kept.
    """
    width, height = text_area(page, landscape=table.landscape)
    share = [width * column / sum(table.widths) for column in table.widths]
    free = height * _SAFETY - taken - _notes_height(table, page, width)
    widest = _widest_runs(table)
    spans = any(cell.rowspan > 1 for row in table.body for cell in row)
    usable = [size for size in _sizes(page) if _numbers_fit(size, widest, share)] or [SMALLEST]
    tries = (_set_in(table, size, share, height * _SAFETY, free) for size in usable)
    largest = next(tries)
    if table.own_page or spans:
        found = next((smaller for smaller in (largest, *tries) if smaller.fits), largest)
        return replace(found, keep=found.fits and not table.own_page)
    return replace(largest, keep=largest.fits and sum(largest.rows) <= height / _SHORT)


def _set_in(table: TableBlock, size: float, share: list[float], height: float, free: float) -> Fit:
    """``table`` set in ``size`` points on pages ``height`` high, with ``free`` points on the first."""
    rows = [(lines * CELL_LINE + 2 * CELL_ABOVE + _MIXED) * size + _RULE for lines in _lines(table, size, share)]
    for first, column, cell in _placed(table):
        if cell.rowspan > 1 and cell.text:
            lines = _cell_lines(cell, column, size, share)
            last = min(first + cell.rowspan, len(rows))
            rows[last - 1] += max(0.0, (lines * CELL_LINE + 2 * CELL_ABOVE + _MIXED) * size - sum(rows[first:last]))
    head = len(table.boxhead)
    above = sum(1 for line in (table.label, table.owner or table.unit) if line) * CELL_LINE * size
    return Fit(size, above + sum(rows) <= free, tuple(rows[head:]), height - sum(rows[:head]))


def _notes_height(table: TableBlock, page: Page, width: float) -> float:
    return sum(note_height(note, page, width) for note in table.notes)


def note_height(text: str, page: Page, width: float) -> float:
    """Points that a note takes below a table ``width`` points wide."""
    return ceil(em(text) * page.small_size / width) * page.small_size * CELL_LINE


def _sizes(page: Page) -> list[float]:
    steps = {page.table_size, page.small_size, page.small_size - 0.5, page.small_size - 1, SMALLEST}
    return sorted((size for size in steps if SMALLEST <= size <= page.table_size), reverse=True) or [page.table_size]


def _numbers_fit(size: float, widest: list[float], share: list[float]) -> bool:
    return all(run * size <= room - 2 * CELL_SIDE * size for run, room in zip(widest, share, strict=True))


def _widest_runs(table: TableBlock) -> list[float]:
    widest = [0.0] * table.columns
    for _, column, cell in _placed(table):
        if cell.colspan == 1 and cell.text:
            runs = (len(run) / 2 for run in _UNBROKEN.findall(cell.text) if len(run) <= _LONGEST_RUN)
            widest[column] = max(widest[column], *runs, 0.0)
    return widest


def _lines(table: TableBlock, size: float, share: list[float]) -> list[int]:
    """Lines of text in each row, head and body, of the cells that are in this row alone."""
    lines = [1] * (len(table.boxhead) + len(table.body))
    for row, column, cell in _placed(table):
        if cell.rowspan == 1 and cell.text:
            lines[row] = max(lines[row], _cell_lines(cell, column, size, share))
    return lines


def _cell_lines(cell: Cell, column: int, size: float, share: list[float]) -> int:
    room = sum(share[column : column + cell.colspan]) - (2 * CELL_SIDE + cell.indent) * size
    per_line = max(room // size, 1)
    return sum(ceil(em(line) / per_line) or 1 for line in cell.text.split("\n"))


def _placed(table: TableBlock) -> Iterator[tuple[int, int, Cell]]:
    """Each cell with its row and first grid column."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate((*table.boxhead, *table.body)):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            if cell.rowspan > 1:
                taken.update(
                    (row + down, column + right) for down in range(1, cell.rowspan) for right in range(cell.colspan)
                )
            if column < table.columns:
                yield row, column, cell
            column += cell.colspan
