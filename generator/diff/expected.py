"""A composed document → its texts and tables as they are compared."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.diff.items import CellItem, RowItem, TableItem, TextItem
from generator.diff.model import Place
from generator.document.blocks import ChartBlock, Heading, Paragraph, Span
from generator.trace.grid import named_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diff.items import Item
    from generator.document.blocks import Block, Document
    from generator.document.table import TableBlock


def expected_items(document: Document) -> tuple[Item, ...]:
    """Cover and blocks in reading order; the table of contents repeats headings and is left out."""
    return tuple(item for item in _Walker().items(document) if not isinstance(item, TextItem) or item.text)


class _Walker:
    """Remembers under which headings the reader stands."""

    def __init__(self) -> None:
        self.headings: list[str] = []
        self.paragraph = 0

    def items(self, document: Document) -> Iterator[Item]:
        cover = document.cover
        for text in (cover.title, cover.unit, *cover.lines, cover.date):
            yield TextItem(Place("封面", ""), (Span(text),))
        for block in document.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Item]:
        match block:
            case Heading():
                self._under(block.level, block.text)
                yield TextItem(self._place("标题"), (Span(block.text),), is_heading=True)
            case Paragraph():
                self.paragraph += 1
                yield TextItem(self._place(f"第 {self.paragraph} 段"), block.spans)
            case ChartBlock():
                yield TextItem(self._place("图题"), (Span(block.caption),))
            case _:
                yield from self._table(block)

    def _under(self, level: int, title: str) -> None:
        self.headings = [*self.headings[:level], title]
        self.paragraph = 0

    def _place(self, where: str) -> Place:
        return Place(" · ".join(self.headings), where)

    def _table(self, table: TableBlock) -> Iterator[Item]:
        if table.heading_level:
            self._under(table.heading_level, table.title)
        name = f"《{table.title}》" if not table.heading_level and table.title else "表格"
        yield TextItem(self._place(f"{name}标题"), (Span(table.title),), is_heading=True)
        yield TextItem(self._place(f"{name}表号"), (Span(table.label),))
        yield TextItem(self._place(f"{name}编制单位和金额单位"), (Span(table.owner), Span(table.unit)))
        yield TableItem(self._place(name), tuple(self._rows(table, name)), table.id)
        for number, note in enumerate(table.notes, 1):
            yield TextItem(self._place(f"{name}表注 {number}"), (Span(note),))

    def _rows(self, table: TableBlock, name: str) -> Iterator[RowItem]:
        for number, group in groupby(named_cells(table), key=lambda named: named.row):
            named_row = list(group)
            label = next((named.label for named in named_row if named.label), "")
            line = "表头" if named_row[0].in_boxhead else label or f"第 {number - len(table.boxhead) + 1} 行"
            cells = tuple(
                CellItem(
                    self._place(f"{name} {_where(named.label or line, named.head)}"),
                    (Span(named.cell.text, named.cell.ref),),
                    named.column,
                    is_label=named.cell.role != "amount",
                )
                for named in named_row
            )
            yield RowItem(self._place(f"{name} {line}"), cells)


def _where(label: str, head: str) -> str:
    return f"{label} → {head}" if head and head != label else label
