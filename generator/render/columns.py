"""Table + page → the table with columns as wide as its text asks for, and with the lines of its centred cells."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from generator.render.cell_lines import cell_lines, narrowest
from generator.render.markup_fit import CELL_SIDE, balanced, em, placed, text_area, tight

if TYPE_CHECKING:
    from generator.document.table import Cell, TableBlock
    from generator.render.markup_fit import Fit
    from generator.style.model import Page

_AIR = 0.4
"""Em left free beside the longest text of a column that gives room to others."""

_SIDES = 2 * CELL_SIDE + 0.1
_SLIGHT = 0.01


def suited(table: TableBlock, page: Page) -> TableBlock:
    """``table`` with columns that hold its text where they can, and its numbers in any case."""
    return balanced(eased(table, page), page)


def eased(table: TableBlock, page: Page) -> TableBlock:
    """``table``, its columns whose text is broken widened by what others leave free.

    Columns that are equally wide stay so if they give or hold numbers; heads take no more lines than before. A form,
    whose cells span rows, keeps its columns.
    """
    if any(cell.rowspan > 1 for row in table.body for cell in row):
        return table
    width = text_area(page, landscape=table.landscape)[0]
    found = []
    for size in (page.table_size, page.small_size):
        rooms = [width / size * column / sum(table.widths) - _SIDES for column in table.widths]
        new, held = _shared(table, rooms)
        if held and new is rooms:
            return table
        found.append(table if new is rooms else replace(table, widths=tuple(room + _SIDES for room in new)))
        if held:
            return found[-1]
    return found[0]


def _shared(table: TableBlock, rooms: list[float]) -> tuple[list[float], bool]:
    """Room of each column in em after those with too little have got from the others; whether all have enough."""
    wanted, least = _wanted(table, rooms)
    lacking = {column: want - rooms[column] for column, want in enumerate(wanted) if want > rooms[column]}
    if not lacking:
        return rooms, True
    free: dict[float, float] = {}
    givers = [column for column in range(len(rooms)) if column not in lacking]
    for column in givers:
        width = round(table.widths[column], 3)
        spare = max(rooms[column] - max(wanted[column], least[column]) - _AIR, 0.0)
        free[width] = min(spare, free.get(width, spare))
    spares = {column: free[round(table.widths[column], 3)] for column in givers}
    given = min(sum(lacking.values()), sum(spares.values()))
    held = sum(lacking.values()) <= given + _SLIGHT
    if given < 1 and not held:
        return rooms, False
    new = list(rooms)
    for column, spare in spares.items():
        new[column] -= spare * given / sum(spares.values())
    left = given
    for count, (column, lack) in enumerate(sorted(lacking.items(), key=lambda item: item[1])):
        share = min(lack, left / (len(lacking) - count))
        new[column] += share
        left -= share
    return new, held


def _wanted(table: TableBlock, rooms: list[float]) -> tuple[list[float], list[float]]:
    """Em of the longest line of each column's body, and what its head needs to take no more lines than it does."""
    wanted, least = [0.0] * len(rooms), [0.0] * len(rooms)
    amounts: dict[float, set[int]] = {}
    heads = len(table.boxhead)
    for row, column, cell in placed(table):
        if cell.colspan > 1 or not cell.text:
            continue
        longest = max(map(em, cell.text.split("\n"))) + cell.indent
        if row >= heads:
            wanted[column] = max(wanted[column], longest + 0.2)
            if cell.role == "amount":
                amounts.setdefault(round(table.widths[column], 3), set()).add(column)
        elif longest <= rooms[column]:
            least[column] = max(least[column], longest)
        else:
            lines = ceil(longest / max(rooms[column], 1))
            least[column] = max(least[column], min(narrowest(cell.text, lines), rooms[column]))
    for columns in amounts.values():
        most = max(wanted[column] for column in columns)
        for column in columns:
            wanted[column] = most
    return wanted, least


def worded(table: TableBlock, fit: Fit, page: Page) -> TableBlock:
    """``table`` with the lines of its centred cells as they are to be broken when it is set as ``fit`` says."""
    width = text_area(tight(page) if fit.tight else page, landscape=table.landscape)[0] / fit.size
    rooms = [width * column / sum(table.widths) for column in table.widths]
    cells = iter(
        [_in_lines(cell, sum(rooms[column : column + cell.colspan]) - _SIDES) for _, column, cell in placed(table)]
    )
    boxhead, body = (tuple(tuple(next(cells) for _ in row) for row in rows) for rows in (table.boxhead, table.body))
    return replace(table, boxhead=boxhead, body=body)


def _in_lines(cell: Cell, room: float) -> Cell:
    if cell.align != "center" or em(cell.text) <= room:
        return cell
    text = cell_lines(cell.text, room)
    return cell if text == cell.text else replace(cell, text=text)
