"""A small table in a file (.xlsx, .csv) → its rows by column title, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.errors import UsageError, why
from generator.ingest.csv_file import read_csv
from generator.ingest.files import WORKBOOKS
from generator.ingest.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.ingest.grid import Grid
    from generator.source import SourceRef

LISTS = WORKBOOKS | {".csv"}
"""Suffixes of files that may hold a list."""

Titles = Mapping[str, tuple[str, ...]]
"""Key → the titles that its column may have, the first one shown in messages."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list: key of the column → text, and where it stands."""

    cells: Mapping[str, str]
    place: SourceRef

    def get(self, key: str) -> str:
        """The text of a column; empty where there is none."""
        return self.cells.get(key, "")


def read_list(path: Path, titles: Titles, needed: Iterable[str]) -> tuple[ListRow, ...]:
    """The rows below the first row that has a title for each column of ``needed``; blank rows left out.

    Raises:
        UsageError: the file cannot be read, or no row has these titles.
    """
    wanted = tuple(needed)
    for grid in _grids(path):
        for row in grid.rows:
            columns = _columns(grid, row, titles)
            if all(key in columns.values() for key in wanted):
                return tuple(_rows(grid, row, columns))
    heads = "、".join(titles[key][0] for key in wanted)
    raise UsageError(f"{path.name} 中没有找到表头", f"第一行写上：{heads}")


def _grids(path: Path) -> tuple[Grid, ...]:
    try:
        if path.suffix.lower() in WORKBOOKS:
            grids, findings = read_workbook(path, path.name)
        else:
            grid, findings = read_csv(path.read_bytes(), path.name)
            grids = (grid,) if grid else ()
    except OSError as error:
        raise UsageError(f"{path.name} 无法读取（{why(error)}）", "核对路径和读取权限") from error
    if not grids and findings:
        raise UsageError(f"{path.name}：{findings[0].message}", findings[0].advice)
    return grids


def _columns(grid: Grid, row: int, titles: Titles) -> dict[int, str]:
    """Column → key, for the titles in a row."""
    keys = {title: key for key, known in titles.items() for title in known}
    found = ((column, keys.get("".join(cell.text.split()))) for column, cell in grid.row(row))
    return {column: key for column, key in found if key}


def _rows(grid: Grid, head: int, columns: Mapping[int, str]) -> Iterable[ListRow]:
    for row in grid.rows:
        if row > head:
            cells = {columns[column]: cell.text.strip() for column, cell in grid.row(row) if column in columns}
            if any(cells.values()):
                yield ListRow(cells, grid.ref(row, min(columns)))
