"""Heads of columns with the heads above them → the rows of a table's boxhead, with spans."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.document.table import Cell, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

HeadPath = tuple[str, ...]
"""One column's heads from the uppermost down to its own label."""


def head(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    """A head cell."""
    return Cell(text, colspan=colspan, rowspan=rowspan, role="head", align="center")


def boxhead(paths: Sequence[HeadPath]) -> tuple[Row, ...]:
    """The boxhead: neighbours that share heads share a cell; a shorter path reaches down to the last row."""
    depth = max(len(path) for path in paths)
    rows: list[list[Cell]] = [[] for _ in range(depth)]
    _fill(rows, list(paths), 0)
    return tuple(tuple(row) for row in rows)


def headed(paths: Sequence[HeadPath], numbers: Row, *, numbered: bool) -> tuple[Row, ...]:
    """The boxhead, with the row of column numbers where the form has one."""
    return (*boxhead(paths), numbers) if numbered else boxhead(paths)


def _fill(rows: list[list[Cell]], paths: list[HeadPath], level: int) -> None:
    for first, group in groupby(paths, key=lambda path: (path[level], len(path) == level + 1)):
        columns = list(group)
        text, is_last = first
        if not is_last:
            rows[level].append(head(text, colspan=len(columns)))
            _fill(rows, columns, level + 1)
            continue
        for _ in columns:
            rows[level].append(head(text, rowspan=len(rows) - level))
