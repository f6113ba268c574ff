"""A table's rows → each cell with what names it: the label at its left, the head above it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.document.table import Cell, Row, TableBlock

_NO_HEAD = re.compile(r"\d*|栏次")
"""Texts of a boxhead that name no column."""
_LONGEST = 40
"""Characters of a name that is quoted whole."""

Grid = list[list["Cell | None"]]


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A cell, the row (boxhead first) and the column it begins in, and its names."""

    cell: Cell
    row: int
    column: int
    in_boxhead: bool
    label: str
    head: str


def named_cells(table: TableBlock) -> Iterator[NamedCell]:
    """All cells in reading order."""
    heads = _grid(table.boxhead, table.columns)
    body = _grid(table.body, table.columns)
    columns = [_column_head(heads, column) for column in range(table.columns)]
    for number, row in enumerate(heads):
        for column, cell in _starting(heads, number, row):
            yield NamedCell(cell, number, column, in_boxhead=True, label="", head="表头")
    above: list[Cell | None] = [None] * table.columns
    for number, row in enumerate(body):
        starting = list(_starting(body, number, row))
        for column, cell in starting:
            head = columns[column] or _head_above(cell, above[column])
            label = _label(row, column)
            yield NamedCell(cell, len(heads) + number, column, in_boxhead=False, label=label, head=head)
        for column, cell in starting:
            if cell.role == "label" and cell.text:
                above[column : column + cell.colspan] = [cell] * cell.colspan


def _grid(rows: Sequence[Row], columns: int) -> Grid:
    """Every place of the rows with the cell that covers it."""
    grid: Grid = [[None] * columns for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column < columns and grid[number][column] is not None:
                column += 1
            for line in grid[number : number + cell.rowspan]:
                line[column : column + cell.colspan] = [cell] * min(cell.colspan, columns - column)
            column += cell.colspan
    return grid


def _starting(grid: Grid, number: int, row: Sequence[Cell | None]) -> Iterator[tuple[int, Cell]]:
    """The cells that begin in a row, with their first columns."""
    for column, cell in enumerate(row):
        is_left = column > 0 and row[column - 1] is cell
        is_above = number > 0 and grid[number - 1][column] is cell
        if cell is not None and not is_left and not is_above:
            yield column, cell


def _column_head(heads: Grid, column: int) -> str:
    texts = [row[column].text for row in heads if row[column] is not None]  # type: ignore[union-attr] # not None here
    return " · ".join(dict.fromkeys(text for text in texts if not _NO_HEAD.fullmatch(text)))


def _head_above(cell: Cell, above: Cell | None) -> str:
    """The head of a cell in a form, which has its heads among its lines: the label above it that is as wide."""
    is_headed = above is not None and above.colspan == cell.colspan and cell.role != "label"
    return above.text if above is not None and is_headed else ""


def _label(row: Sequence[Cell | None], column: int) -> str:
    """The names that stand together nearest to the left of a place, or its own where it is a label."""
    own = row[column]
    place = column if own is not None and own.role in {"label", "total"} else column - 1
    while place >= 0 and not _names(row[place]):
        place -= 1
    found: list[str] = []
    while place >= 0 and (cell := row[place]) is not None and _names(cell):
        found.append(cell.text if len(cell.text) <= _LONGEST else f"{cell.text[: _LONGEST - 1]}…")
        place -= 1
    return " · ".join(dict.fromkeys(reversed(found)))


def _names(cell: Cell | None) -> bool:
    """Whether the cell is a label: by its role, or a text set at the left as in lists."""
    if cell is None or not cell.text:
        return False
    return cell.role in {"label", "total"} or (cell.role == "text" and cell.align == "left")
