"""A sheet as a grid: cells by row and column with their addresses, whatever kind of file they came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.money import AmountError, parse_decimal
from generator.source import SourceRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

Place = tuple[int, int]
"""Row and column, both from 1."""

MAX_MERGED = 200_000
"""Cells that merged ranges may cover; beyond, a range is taken for its first cell only."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell that is not blank."""

    value: str | Decimal
    problem: str = ""
    """Why it can be no amount, although it may look like one: an error value, a date, a percentage …"""
    formula: str = ""
    """The formula that gives the value, with ``=``; one that a spreadsheet copied down may be ``=`` alone."""

    @property
    def text(self) -> str:
        """The cell as text; a whole number without decimals."""
        if isinstance(self.value, str):
            return self.value
        return f"{self.value:f}" if self.value % 1 else str(int(self.value))

    @property
    def number(self) -> Decimal | None:
        """The amount, if the cell is one."""
        if self.problem:
            return None
        try:
            return parse_decimal(self.value)
        except AmountError:
            return None

    @property
    def numeric(self) -> bool:
        """Whether it is a number, or was meant as one."""
        return bool(self.problem) or self.number is not None

    @property
    def dash(self) -> bool:
        """Whether it only says that there is nothing."""
        try:
            return not self.problem and parse_decimal(self.value) is None
        except AmountError:
            return False


@dataclass(frozen=True)
class Grid:
    """工作表 or CSV file."""

    file: str
    sheet: str
    cells: dict[Place, GridCell]
    merged: dict[Place, Place] = field(default_factory=dict)
    """Covered cell → first cell of its merged range."""

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """Rows that are not blank."""
        return tuple(sorted({row for row, _ in self.cells}))

    @cached_property
    def _columns(self) -> dict[int, tuple[int, ...]]:
        columns: dict[int, list[int]] = {}
        for row, column in self.cells:
            columns.setdefault(row, []).append(column)
        return {row: tuple(sorted(found)) for row, found in columns.items()}

    def row(self, row: int, first: int = 1, last: int = 1 << 20) -> Iterator[tuple[int, GridCell]]:
        """The cells of a row that are not blank, from left to right."""
        for column in self._columns.get(row, ()):
            if first <= column <= last:
                yield column, self.cells[row, column]

    def filled(self, row: int, column: int) -> GridCell | None:
        """The cell, or the one that is merged over it."""
        return self.cells.get(self.merged.get((row, column), (row, column)))

    def ref(self, row: int, column: int) -> SourceRef:
        """The place of a cell."""
        return SourceRef(self.file, self.sheet, f"{column_letters(column)}{row}")


def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def spread(ranges: Iterable[tuple[int, int, int, int]], cells: dict[Place, GridCell]) -> dict[Place, Place]:
    """Merged ranges (first row and column, last row and column) → covered cell → first cell.

    Ranges are cut to the part of the sheet that is in use; one that covers other cells is no merged range.
    """
    last_row = max((row for row, _ in cells), default=0)
    last_column = max((column for _, column in cells), default=0)
    covered: dict[Place, Place] = {}
    for top, left, bottom, right in ranges:
        height, width = min(bottom, last_row) - top + 1, min(right, max(last_column, left)) - left + 1
        if height <= 0 or width <= 0 or len(covered) + height * width > MAX_MERGED:
            continue
        area = [(row, column) for row in range(top, top + height) for column in range(left, left + width)]
        if not any(place in cells for place in area[1:]):
            covered.update(dict.fromkeys(area, (top, left)))
    return covered
