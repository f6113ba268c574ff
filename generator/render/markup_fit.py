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
    """How a table is set: type size in points, whether it stays whole, how high its rows will about be."""

    size: float
    whole: bool
    rows: tuple[float, ...]
    """Of the body."""
    room: float
    """For rows of the body, on a page that the table has for itself."""


def fit(table: TableBlock, page: Page, above: float = 0.0) -> Fit:
    """The largest of the style's table sizes at which ``table`` fits; ``above`` points of its page are taken.

    A size fits when every number stays on one line. A table with a page of its own is also made smaller, to a point
    below the style's small size, where that brings it from two pages to one. Within the text a short table, or a
    form whose cells span rows, is not broken if a page can hold it.
    """
    width, height = text_area(page, landscape=table.landscape)
    share = [width * column / sum(table.widths) for column in table.widths]
    widest = _widest_runs(table)
    sizes = _sizes(page)
    largest = next((size for size in sizes if _numbers_fit(size, widest, share)), sizes[-1])
    height *= _SAFETY
    found = _set_in(table, largest, share, height, above)
    if not table.own_page or found.whole:
        return found if found.whole and _spans_rows(table) else replace(found, whole=sum(found.rows) <= height / _SHORT)
    smaller = (size for size in sizes if page.small_size - 1 <= size < largest)
    tries = (_set_in(table, size, share, height, above) for size in smaller)
    return next((smaller for smaller in tries if smaller.whole), found)


def _set_in(table: TableBlock, size: float, share: list[float], height: float, above: float) -> Fit:
    """``table`` set in ``size`` points; whole if it fits on a page ``height`` high, ``above`` of it taken."""
    rows = [(lines * CELL_LINE + 2 * CELL_ABOVE) * size + _RULE for lines in _lines(table, size, share)]
    head = len(table.boxhead)
    beside = sum(1 for line in (table.label, table.owner or table.unit, *table.notes) if line) * CELL_LINE * size
    whole = above + beside + sum(rows) <= height
    return Fit(size, whole, tuple(rows[head:]), height - sum(rows[:head]))


def _spans_rows(table: TableBlock) -> bool:
    return any(cell.rowspan > 1 for row in table.body for cell in row)


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
    """Lines of text in each row, head and body."""
    lines = [1] * (len(table.boxhead) + len(table.body))
    for row, column, cell in _placed(table):
        if cell.rowspan == 1 and cell.text:
            room = sum(share[column : column + cell.colspan]) - (2 * CELL_SIDE + cell.indent) * size
            lines[row] = max(lines[row], ceil(em(cell.text) * size / max(room, size)))
    return lines


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
