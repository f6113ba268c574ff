"""The head of a table: its rows, and for each column the labels over it, the uppermost first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from generator.ingest.labels import SUBTOTALS, TOTALS, key, squeeze, year_free

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

_LEVELS = frozenset({"类", "款", "项"})
_STUB_WORDS = frozenset(
    key(word)
    for word in (
        *("项目", "行次", "栏次", "序号", "行号", "收入", "支出", "收入项目", "支出项目", "项目（按功能分类）"),
        *("编码", "科目编码", "科目代码", "功能分类科目编码", "支出功能分类科目编码", "经济分类科目编码", *_LEVELS),
        *("名称", "科目名称", "科目", "功能分类", "支出功能分类", "经济分类", "人员经费", "公用经费"),
    )
)
_LINE_WORDS = _LEVELS | {"栏次", "行次", "栏目", "序号"}
_ORDINALS = re.compile("[甲乙丙丁戊]")
_LABEL = re.compile(r"(?:其中:)?[^:。;]{1,20}")
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
    return frozenset(key(label) for label in labels if label) | _STUB_WORDS | SUBTOTALS


@dataclass(frozen=True)
class Finder:
    """Finds the head of a table of one form."""

    grid: Grid
    region: Region
    words: frozenset[str]
    year: int
    labelled: bool
    """Whether rows of nothing but text may belong to the body: labels of items without amounts."""

    def find(self) -> Head | None:
        """The head; ``None`` where no row has two of the form's words."""
        first = next((row for row in islice(self.region.rows(self.grid), SEARCHED) if self._begins(row)), None)
        if first is None:
            return None
        head = [first]
        below = (row for row in self.region.rows(self.grid) if row > first)
        after = next(below, None)
        while after is not None and len(head) < MAX_HEAD and self._goes_on(after, head):
            head.append(after)
            after = next(below, None)
        numbers: tuple[int, ...] = ()
        if after is not None and is_line_of_numbers(self.region.cells(self.grid, after)):
            numbers, after = (after,), next(below, None)
        return self._build(tuple(head), numbers, self.region.last_row + 1 if after is None else after)

    def _known(self, cells: list[tuple[int, GridCell]]) -> int:
        return sum(year_free(key(cell.text), self.year) in self.words for _, cell in cells)

    def _begins(self, row: int) -> bool:
        cells = self.region.cells(self.grid, row)
        return not _has_figures(cells) and self._known(cells) >= FEWEST_WORDS

    def _goes_on(self, row: int, head: list[int]) -> bool:
        """Whether a row is text only, not a total row, and most of it words of heads or at least short labels."""
        cells = self.region.cells(self.grid, row)
        if _has_figures(cells):
            return False
        column, first = cells[0]
        if key(first.text) in TOTALS and column < self._figures_begin(head):
            return False
        if not self.labelled and len(cells) > 1 and all(_LABEL.fullmatch(squeeze(cell.text)) for _, cell in cells):
            return True
        return self._known(cells) * 2 > len(cells)

    def _figures_begin(self, head: list[int]) -> int:
        """The first column with a label that is not one of the stub."""
        cells = (found for row in head for found in self.region.cells(self.grid, row))
        return min((column for column, cell in cells if not _is_stub(key(cell.text))), default=1)

    def _build(self, rows: tuple[int, ...], numbers: tuple[int, ...], body: int) -> Head:
        below = (row for row in self.region.rows(self.grid) if row >= rows[0])
        columns = {column for row in below for column, _ in self.region.cells(self.grid, row)}
        paths: dict[int, tuple[str, ...]] = {}
        corners: dict[int, tuple[int, int]] = {}
        for column in sorted(columns):
            path: list[str] = []
            for row in (*rows, *numbers):
                if (cell := self._over(rows, row, column)) is None or cell.numeric:
                    continue
                label = year_free(key(cell.text), self.year)
                if (row not in numbers or label in _LEVELS) and (not path or path[-1] != label):
                    path.append(label)
                    corners[column] = (row, column)
            if path:
                paths[column] = tuple(path)
        return Head(rows, body, paths, corners)

    def _over(self, rows: tuple[int, ...], row: int, column: int) -> GridCell | None:
        """The head over a column in a row: its own, the one merged over it, or the spanner to its left."""
        grid = self.grid
        if (cell := grid.filled(row, column)) is not None:
            return cell
        if (row, column) in grid.merged or not any(below > row and (below, column) in grid.cells for below in rows):
            return None
        for left in range(column - 1, self.region.first_column - 1, -1):
            if (row, left) in grid.merged:
                return None
            if (found := grid.cells.get((row, left))) is not None:
                return found
        return None


def is_line_of_numbers(cells: list[tuple[int, GridCell]]) -> bool:
    """Whether a row is the line of column numbers (栏次 1 2 3 …, 甲 乙 1 2 …)."""
    texts = [squeeze(cell.text) for _, cell in cells]
    if "栏次" in texts:
        return True
    numbers = [int(text) for text in texts if text.isdecimal() and int(text) <= MOST_COLUMNS]
    words = [text for text in texts if text in _LINE_WORDS or _ORDINALS.fullmatch(text)]
    if not numbers or len(numbers) + len(words) < len(texts):
        return False
    in_order = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return in_order and (bool(words) or (numbers[0] == 1 and len(numbers) > 1))


def is_repeated(grid: Grid, region: Region, row: int, head: Head) -> bool:
    """Whether a row of the body is a row of the head, printed again at the top of a page."""
    cells = region.cells(grid, row)
    if is_line_of_numbers(cells):
        return True
    words = {word for path in head.paths.values() for word in path}
    return len(cells) > 1 and all(not cell.numeric and key(cell.text) in words for _, cell in cells)


def _has_figures(cells: list[tuple[int, GridCell]]) -> bool:
    return any(cell.numeric or cell.dash or CODE.fullmatch(squeeze(cell.text)) for _, cell in cells)


def _is_stub(label: str) -> bool:
    return label in _STUB_WORDS or any(word in label for word in ("编码", "代码", "名称"))
