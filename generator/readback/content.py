"""What is read of a finished file: texts and tables in reading order, nothing of how they look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Revisions = Literal["accept", "reject"]
"""修订: taken over, or undone."""


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph, title or note."""

    text: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """单元格, with the grid column in which it begins."""

    text: str
    column: int
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """表格: rows of cells; a cell covered by a span from above or from the left is left out, as in HTML."""

    rows: tuple[tuple[GridCell, ...], ...]


Item = Text | Grid


@dataclass(frozen=True, slots=True)
class Reading:
    """A finished file. Page numbers, running heads and pictures are left out."""

    items: tuple[Item, ...]
