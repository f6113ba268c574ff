"""Document → its statutory tables (公开表) as grids: where cells stand, what columns are called, what cells say.

What all forms of the open data share. Nothing is computed: a number is the printed text, read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.document.table import TableBlock
from generator.money import AmountError, parse_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from generator.document.blocks import Document
    from generator.document.table import Cell, Row
    from generator.style.load import LoadedStyle

NUMBER_LINE_HEAD = "栏次"

_YEAR = re.compile(r"^\d{4}年度?")
_WORDS = re.compile(r"[^\d.,+-]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its row and first column, both from 0 in the grid of its rows."""

    row: int
    column: int
    cell: Cell

    @property
    def rows(self) -> range:
        """The rows that it covers."""
        return range(self.row, self.row + self.cell.rowspan)

    @property
    def last_column(self) -> int:
        """The last column that it covers."""
        return self.column + self.cell.colspan - 1


def statutory_tables(document: Document, style: LoadedStyle) -> tuple[TableBlock, ...]:
    """The statutory tables of ``document`` in printed order: no annex, no list."""
    known = set(style.style.tables.order)
    return tuple(block for block in document.blocks if isinstance(block, TableBlock) and block.id in known)


def placed(rows: Iterable[Row]) -> Iterator[Placed]:
    """Each cell of ``rows`` at its place, spans from above and from the left reckoned in."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            if cell.rowspan > 1:
                taken.update(
                    (number + down, column + right) for down in range(1, cell.rowspan) for right in range(cell.colspan)
                )
            yield Placed(number, column, cell)
            column += cell.colspan


def is_number_line(row: Row) -> bool:
    """Whether a line of the head only counts the columns (栏次)."""
    texts = [cell.text for cell in row]
    return any(texts) and all(not text or text == NUMBER_LINE_HEAD or text.isdecimal() for text in texts)


def column_heads(table: TableBlock) -> tuple[tuple[str, ...], ...]:
    """For each column its head from top to bottom, the line of column numbers left out."""
    heads: list[list[str]] = [[] for _ in table.widths]
    for place in placed(row for row in table.boxhead if not is_number_line(row)):
        for column in range(place.column, min(place.last_column + 1, len(heads))):
            if place.cell.text:
                heads[column].append(place.cell.text)
    return tuple(tuple(head) for head in heads)


def column_numbers(table: TableBlock) -> tuple[str, ...]:
    """For each column its printed number (栏次), empty where none is printed."""
    numbers = [""] * len(table.widths)
    for place in placed(row for row in table.boxhead if is_number_line(row)):
        if place.cell.text.isdecimal():
            numbers[place.column] = place.cell.text
    return tuple(numbers)


def amount_of(cell: Cell) -> Decimal | None:
    """The number that an amount's cell shows; ``None`` for words and for a cell that shows nothing."""
    return _amount(cell.text) if cell.role == "amount" else None


@lru_cache(maxsize=8192)
def _amount(text: str) -> Decimal | None:
    if _WORDS.search(text):
        return None
    try:
        return parse_decimal(text)
    except AmountError:
        return None


def short_title(table: TableBlock) -> str:
    """The title without the year, after the table's number: 公开01表 收入支出决算总表."""
    title = _YEAR.sub("", table.title)
    return f"{table.label} {title}" if table.label else title
