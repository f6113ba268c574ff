"""The head of a table: its rows, and for each column the labels over it, the uppermost first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.ingest.labels import TOTALS, key, squeeze, year_free

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.ingest.grid import Grid, GridCell
    from generator.ingest.regions import Region

MAX_HEAD = 6
FEWEST_WORDS = 2
"""Known words that make a row the first row of a head."""
MOST_COLUMNS = 99
SEARCHED = 12
"""Rows below a title in which a head is looked for."""

_STUB_WORDS = (
    *("项目", "行次", "栏次", "序号", "行号", "收入", "支出", "收入项目", "支出项目", "项目（按功能分类）"),
    *("编码", "科目编码", "科目代码", "功能分类科目编码", "支出功能分类科目编码", "经济分类科目编码", "类", "款", "项"),
    *("名称", "科目名称", "科目", "功能分类", "支出功能分类", "经济分类", "人员经费", "公用经费"),
)
_LINE_WORDS = frozenset({"栏次", "行次", "栏目", "序号", "类", "款", "项"})
_ORDINALS = re.compile("[甲乙丙丁戊]")
CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")


@dataclass(frozen=True)
class Head:
    """表头."""

    rows: tuple[int, ...]
    body: int
    """The first row below the head and the row of column numbers."""
    paths: dict[int, tuple[str, ...]]
    """Column → keys of the labels over it."""
    corners: dict[int, tuple[int, int]]
    """Column → the cell of its lowest label."""

    @property
    def corner(self) -> tuple[int, int]:
        """Its first cell."""
        return self.rows[0], min(self.paths)

    def label(self, column: int) -> str:
        """The lowest label over a column."""
        return self.paths[column][-1] if column in self.paths else ""


def vocabulary(labels: Iterable[str]) -> frozenset[str]:
    """The words that make a row a row of heads: those of the form, and those of every table."""
    return frozenset(key(label) for label in labels if label) | {key(word) for word in _STUB_WORDS}


def find_head(grid: Grid, region: Region, words: frozenset[str], year: int) -> Head | None:
    """The head of the table in ``region``; ``None`` where no row has two of its words."""
    rows = [row for row in grid.rows if region.above < row <= region.last_row]
    first = next(
        (row for row in rows[:SEARCHED] if _known(_cells(grid, region, row), words, year) >= FEWEST_WORDS), None
    )
    if first is None:
        return None
    head: list[int] = []
    for row in rows[rows.index(first) :]:
        cells = _cells(grid, region, row)
        if len(head) == MAX_HEAD or not _is_head(cells, words, year):
            break
        head.append(row)
    after = [row for row in rows if row > head[-1]]
    numbers = [row for row in after[:1] if is_line_of_numbers(_cells(grid, region, row))]
    body = after[len(numbers)] if len(after) > len(numbers) else region.last_row + 1
    return _build(grid, region, tuple(head), tuple(numbers), body, year)


def is_line_of_numbers(cells: list[tuple[int, GridCell]]) -> bool:
    """Whether a row is the line of column numbers (栏次 1 2 3 …, 甲 乙 1 2 …)."""
    texts = [squeeze(cell.text) for _, cell in cells]
    numbers = [int(text) for text in texts if text.isdecimal() and int(text) <= MOST_COLUMNS]
    words = [text for text in texts if text in _LINE_WORDS or _ORDINALS.fullmatch(text)]
    if not numbers or len(numbers) + len(words) < len(texts):
        return False
    in_order = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return in_order and (bool(words) or (numbers[0] == 1 and len(numbers) > 1))


def is_repeated(grid: Grid, region: Region, row: int, head: Head) -> bool:
    """Whether a row of the body is a row of the head, printed again at the top of a page."""
    cells = _cells(grid, region, row)
    if is_line_of_numbers(cells):
        return True
    words = {word for path in head.paths.values() for word in path}
    return len(cells) > 1 and all(not cell.numeric and key(cell.text) in words for _, cell in cells)


def _cells(grid: Grid, region: Region, row: int) -> list[tuple[int, GridCell]]:
    return list(grid.row(row, region.first_column, region.last_column))


def _known(cells: list[tuple[int, GridCell]], words: frozenset[str], year: int) -> int:
    return sum(year_free(key(cell.text), year) in words for _, cell in cells)


def _is_head(cells: list[tuple[int, GridCell]], words: frozenset[str], year: int) -> bool:
    """Text only, most of it words of heads; not a code, not a total row."""
    if any(cell.numeric or CODE.fullmatch(squeeze(cell.text)) for _, cell in cells):
        return False
    if key(cells[0][1].text) in TOTALS and not _known(cells[1:], words, year):
        return False
    return _known(cells, words, year) * 2 > len(cells)


def _build(grid: Grid, region: Region, rows: tuple[int, ...], numbers: tuple[int, ...], body: int, year: int) -> Head:
    columns = {
        column
        for row in grid.rows
        if rows[0] <= row <= region.last_row
        for column, _ in grid.row(row, region.first_column, region.last_column)
    }
    paths: dict[int, tuple[str, ...]] = {}
    corners: dict[int, tuple[int, int]] = {}
    for column in sorted(columns):
        path: list[str] = []
        for row in (*rows, *numbers):
            if (cell := _over(grid, region, rows, row, column)) is None or cell.numeric:
                continue
            label = year_free(key(cell.text), year)
            if row in numbers and label not in {"类", "款", "项"}:
                continue
            if not path or path[-1] != label:
                path.append(label)
                corners[column] = (row, column)
        if path:
            paths[column] = tuple(path)
    return Head(rows, body, paths, corners)


def _over(grid: Grid, region: Region, rows: tuple[int, ...], row: int, column: int) -> GridCell | None:
    """The head over a column in a row: its own, the one merged over it, or the spanner to its left."""
    if (cell := grid.filled(row, column)) is not None:
        return cell
    if (row, column) in grid.merged or not any(below > row and (below, column) in grid.cells for below in rows):
        return None
    for left in range(column - 1, region.first_column - 1, -1):
        if (row, left) in grid.merged:
            return None
        if (found := grid.cells.get((row, left))) is not None:
            return found
    return None
