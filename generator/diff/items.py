"""Either side of a comparison in one shape: texts and tables with their places, and which figure a number is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.diff.tokens import squeezed

if TYPE_CHECKING:
    from generator.diff.model import Place
    from generator.document.blocks import Span


@dataclass(frozen=True, slots=True)
class TextItem:
    """A paragraph, heading, caption or line above a table."""

    place: Place
    spans: tuple[Span, ...]
    is_heading: bool = False

    @property
    def text(self) -> str:
        """The text without white space, which no two files have alike."""
        return squeezed("".join(span.text for span in self.spans))


@dataclass(frozen=True, slots=True)
class CellItem:
    """A cell, and the grid column in which it begins."""

    place: Place
    spans: tuple[Span, ...]
    column: int
    is_label: bool = False

    @property
    def text(self) -> str:
        """The text without white space."""
        return squeezed("".join(span.text for span in self.spans))


@dataclass(frozen=True, slots=True)
class RowItem:
    """A row of a table, with the names by which it is known."""

    place: Place
    cells: tuple[CellItem, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells' texts."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class TableItem:
    """A table's rows, its boxhead first."""

    place: Place
    rows: tuple[RowItem, ...]
    id: str = ""

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows' texts."""
        return tuple(row.texts for row in self.rows)


Item = TextItem | TableItem
