"""What the reader of old workbooks does not say of cells: error values, percentages, formulas, how far a sheet goes.

One :class:`Marks` a sheet, read from the file itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.ingest.grid import GridCell

if TYPE_CHECKING:
    from generator.ingest.grid import Place

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""Number of an error value → how a spreadsheet shows it."""

UNKNOWN_ERROR = "#N/A"


@dataclass
class Marks:
    """The marks of one sheet; rows and columns from 1."""

    instead: dict[Place, GridCell] = field(default_factory=dict)
    """Cells that the reader takes for blank ones or for numbers: what they are."""
    percents: set[Place] = field(default_factory=set)
    formulas: set[Place] = field(default_factory=set)
    dates: set[Place] = field(default_factory=set)
    """Dates that the reader takes for numbers."""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Merged ranges that the reader does not give: first row and column, last row and column."""
    rows: int = 0
    columns: int = 0
    cells: int = 0

    def error(self, place: Place, text: str) -> None:
        """Note an error value."""
        self.instead[place] = GridCell(text, f"是错误值 {text}")

    def uncalculated(self, place: Place) -> None:
        """Note a formula without a result."""
        self.instead[place] = GridCell("（公式）", "公式没有计算结果")

    def flag(self, place: Place, *, value: bool) -> None:
        """Note a truth value."""
        self.instead[place] = GridCell(str(value).upper(), "是逻辑值")

    def take(self, row: int, column: int) -> Place:
        """Count a cell that is not blank; its place."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        self.cells += 1
        return row, column

    @property
    def area(self) -> int:
        """Cells of the smallest range from A1 that holds them all."""
        return self.rows * self.columns
