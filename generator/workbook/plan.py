"""The plan of a workbook: every cell of every sheet as a value, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from generator.workbook import keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.source import Path
    from generator.workbook.fields import Kind
    from generator.workbook.formulas import Formula
    from generator.workbook.values import Value

Role = Literal[
    "title", "section", "head", "label", "strong", "plain", "text", "note", "link", "input", "total", "shown", "key"
]
"""What a cell is: ``input`` is for the clerk, ``total`` our formula that may be written over, ``shown`` ours alone."""

Place = tuple[int, int]
"""Row and column, both from 1."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell."""

    role: Role
    value: Value = None
    """Fixed text, the datum, or the stored result of the formula."""
    formula: Formula | None = None
    kind: Kind = "line"
    path: Path | None = None
    """Of an input: which datum it holds."""
    choices: tuple[str, ...] = ()
    source: str = ""
    """Name of a range, or pattern of a column, that the drop-down list offers."""
    message: str = ""
    indent: int = 0
    align: Literal["left", "center", "right"] = "left"
    renew: bool = False
    """Whether it was emptied because it must be new this year."""
    locked: bool = False
    """Whether it only looks like a cell to fill in."""


@dataclass
class Sheet:
    """One worksheet under construction."""

    name: str
    landscape: bool = False
    one_page: bool = False
    """Printed on one page, however small."""
    slots: dict[Place, Slot] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    freeze: Place = (1, 1)
    """The first cell that scrolls."""
    repeat: tuple[int, int] | None = None
    """Rows printed again on every page."""
    hidden: bool = False
    alerts: list[tuple[str, str]] = field(default_factory=list)
    """Areas that turn orange where a formula is true."""
    row: int = 1
    """The next free row, for builders that go downwards."""

    def put(self, row: int, column: int, slot: Slot) -> None:
        """Lay down a cell."""
        self.slots[row, column] = slot

    def merge(self, row: int, column: int, last_row: int, last_column: int, slot: Slot) -> None:
        """Lay down a cell over several."""
        self.put(row, column, slot)
        if (row, column) != (last_row, last_column):
            self.merges.append((row, column, last_row, last_column))

    def key(self, row: int, column: int, text: str) -> None:
        """Lay down a hidden key."""
        self.put(row, column, Slot("key", text))

    def marks(self, row: int, column: int, columns: Mapping[int, str]) -> None:
        """The hidden row that begins a block: the mark in ``column``, then column → key."""
        self.key(row, column, keys.MARK)
        for place, text in columns.items():
            self.key(row, place, text)
        self.hidden_rows.add(row)
        self.hidden_columns.add(column)


@dataclass(frozen=True)
class Places:
    """Where each datum stands: path → cell, and pattern of a column of entries → range."""

    cells: dict[str, tuple[str, int, int]]
    ranges: dict[str, tuple[str, int, int, int]]

    def address(self, name: str, sheet: str) -> str:
        """The cell or range of a path or pattern, as a formula on ``sheet`` writes it; empty where there is none."""
        if name in self.cells:
            home, row, column = self.cells[name]
            return _on(home, sheet) + a1(row, column)
        if name in self.ranges:
            home, first, last, column = self.ranges[name]
            return f"{_on(home, sheet)}{absolute(first, column)}:{absolute(last, column)}"
        return ""


def find_places(sheets: Iterable[Sheet]) -> Places:
    """The cells and ranges of all blocks, found as a reader finds them: by their keys."""
    places = Places({}, {})
    for sheet in sheets:
        marks = [place for place, slot in sheet.slots.items() if slot.role == "key" and slot.value == keys.MARK]
        for row, column in sorted(marks):
            following = [other for other_row, other in marks if other_row == row and other > column]
            below = [other_row for other_row, other in marks if other == column and other_row > row]
            _block(sheet, row, column, min(following, default=1 << 20), min(below, default=1 << 20), places)
    return places


def _block(sheet: Sheet, row: int, column: int, right: int, bottom: int, places: Places) -> None:
    columns = {
        place: str(slot.value).removeprefix(keys.DERIVED)
        for (other, place), slot in sheet.slots.items()
        if other == row and column < place < right and slot.role == "key" and slot.value != keys.STOP
    }
    for (line, place), slot in sheet.slots.items():
        if place != column or not row < line < bottom or slot.role != "key" or slot.value == keys.STOP:
            continue
        base = str(slot.value).removeprefix(keys.DERIVED)
        for other, name in columns.items():
            path = base if name == keys.SELF else f"{base}/{name}"
            if "@" in base or keys.INDEX in base.split("/") or "{" in base:
                home, first, last, _ = places.ranges.get(path, (sheet.name, line, line, other))
                places.ranges[path] = (home, min(first, line), max(last, line), other)
            else:
                places.cells[path] = (sheet.name, line, other)


def letters(column: int) -> str:
    """1 → A, 27 → AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def a1(row: int, column: int) -> str:
    """The address of a cell."""
    return f"{letters(column)}{row}"


def absolute(row: int, column: int) -> str:
    """The address of a cell that stays when a formula is copied."""
    return f"${letters(column)}${row}"


def _on(home: str, sheet: str) -> str:
    return "" if home == sheet else "'" + home.replace("'", "''") + "'!"
