"""A printed table as an immutable value made of named parts (heading, boxhead, body, source notes)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right"]
CellRole = Literal["head", "label", "amount", "text", "total"]
"""head 表头, label 项目名称, amount 金额, text 文字, total 合计行的名称."""


@dataclass(frozen=True, slots=True)
class Cell:
    """单元格. ``ref`` names the figure that the text shows; empty for plain text."""

    text: str = ""
    ref: str = ""
    colspan: int = 1
    rowspan: int = 1
    role: CellRole = "text"
    align: Align = "left"
    indent: int = 0
    """Levels by which a label is set in (类 0, 款 1, 项 2)."""
    counted: bool = False
    """Whether the number in the cell of an amount is a count and no money (采购数量)."""


Row = tuple[Cell, ...]
"""One row; a cell covered by a span from above or from the left is left out, as in HTML."""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """表格: one statutory table, annex form or list.

    ``widths`` are relative column widths; their count is the number of grid columns.
    """

    id: str
    title: str
    boxhead: tuple[Row, ...]
    body: tuple[Row, ...]
    widths: tuple[float, ...]
    label: str = ""
    """表号 at the right above the table: 公开01表."""
    owner: str = ""
    """Left of the line above the table: 部门：…."""
    unit: str = ""
    """Right of the line above the table: 单位：万元."""
    notes: tuple[str, ...] = ()
    landscape: bool = False
    own_page: bool = False
    """Starts on a new page."""
    heading_level: int = 0
    """Outline level of the title (1 = section); 0 keeps the title out of the table of contents."""
    anchor: str = ""

    @property
    def columns(self) -> int:
        """Number of grid columns."""
        return len(self.widths)
