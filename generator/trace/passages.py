"""Document → its pieces of text in reading order, each with its place; printed figures stand in spans of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.document.blocks import ChartBlock, Document, Heading, Paragraph, Span
from generator.trace.grid import named_cells
from generator.trace.paper import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.document.blocks import Block
    from generator.document.table import Cell, TableBlock
    from generator.trace.grid import NamedCell
    from generator.trace.paper import PlaceKind

Meaning = Literal["", "行次", "栏次", "编码", "序号", "表号", "日期"]
"""What the numbers of a passage are, where its place alone says so."""

ShownAs = Callable[[str], str]
"""Key of a figure → its printed form, for cells that print it among words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading, cell or label. ``group`` tells the passages apart that stand in one row or chart."""

    place: Place
    spans: tuple[Span, ...]
    group: int
    meaning: Meaning = ""

    @property
    def text(self) -> str:
        """The passage as plain text."""
        return "".join(span.text for span in self.spans)


def passages(document: Document, shown_as: ShownAs) -> Iterator[Passage]:
    """Cover, headings, paragraphs, tables and charts; the table of contents and 替代文字 repeat what is there."""
    walker = _Walker(shown_as)
    cover = document.cover
    for line in (cover.title, cover.unit, *cover.lines):
        yield walker.passage("封面", "封面", line)
    yield walker.passage("封面", "公开日期", cover.date, "日期")
    for block in document.blocks:
        yield from walker.block(block)


class _Walker:
    """Remembers under which headings the reader stands."""

    def __init__(self, shown_as: ShownAs) -> None:
        self.shown_as = shown_as
        self.headings: list[str] = []
        self.paragraph = 0
        self.group = 0

    def block(self, block: Block) -> Iterator[Passage]:
        self.group += 1
        match block:
            case Heading():
                self.headings = [*self.headings[: block.level], block.text]
                self.paragraph = 0
                yield self.passage("标题", "标题", block.text)
            case Paragraph():
                self.paragraph += 1
                yield Passage(self.place("正文", f"第 {self.paragraph} 段"), block.spans, self.group)
            case ChartBlock():
                yield from self._chart(block)
            case _:
                yield from self._table(block)

    def place(self, kind: PlaceKind, where: str, section: str = "") -> Place:
        part = self.headings[0] if self.headings else ""
        return Place(part, section or " ".join(self.headings[1:]), kind, where)

    def passage(self, kind: PlaceKind, where: str, text: str, meaning: Meaning = "") -> Passage:
        return Passage(self.place(kind, where), (Span(text),), self.group, meaning)

    def _chart(self, chart: ChartBlock) -> Iterator[Passage]:
        yield self.passage("图", "图题", chart.caption)
        for series in chart.series:
            yield self.passage("图", f"{chart.caption} · 图例", series.name)
            for datum in series.data:
                where = f"{chart.caption} · {series.name} · {datum.label}"
                place = self.place("图", where)
                yield self.passage("图", where, datum.label)
                yield Passage(place, (Span(datum.amount, datum.ref),), self.group)
                yield Passage(place, (Span(datum.share, datum.share_ref),), self.group)
        yield self.passage("图", f"{chart.caption} · 说明", chart.note)

    def _table(self, table: TableBlock) -> Iterator[Passage]:
        if table.heading_level:
            self.headings = [*self.headings[: table.heading_level], table.title]
        section = "" if table.heading_level else " ".join((*self.headings[1:], table.title))

        def around(where: str, text: str, meaning: Meaning = "") -> Passage:
            return Passage(self.place("表格", where, section), (Span(text),), self.group, meaning)

        yield around("表题", table.title)
        yield around("表号", table.label, "表号")
        yield around("编制单位", table.owner)
        yield around("金额单位", table.unit)
        row = 0
        for named in named_cells(table):
            if named.row != row:
                self.group, row = self.group + 1, named.row
            where = " → ".join(part for part in (named.label, named.head) if part) or "表格"
            yield Passage(self.place("表格", where, section), self._spans(named.cell), self.group, _meaning(named))
        self.group += 1
        for number, note in enumerate(table.notes, 1):
            yield around(f"表注 {number}", note)

    def _spans(self, cell: Cell) -> tuple[Span, ...]:
        """An amount is the figure's printed form; a label has it among its words: 产出指标（40分）."""
        if not cell.ref or cell.role == "amount":
            return (Span(cell.text, cell.ref),)
        shown = self.shown_as(cell.ref)
        found = [*re.finditer(rf"(?<![\d.,]){re.escape(shown)}(?![\d.,])", cell.text)]
        if not shown or not found:
            return (Span(cell.text),)
        start, end = found[-1].span()
        return (Span(cell.text[:start]), Span(shown, cell.ref), Span(cell.text[end:]))


def _meaning(named: NamedCell) -> Meaning:
    """What the numbers in a cell are, if its place in the table says so."""
    text = named.cell.text
    if named.cell.ref or not text.isdecimal():
        return ""
    if named.in_boxhead:
        return "栏次"
    head = named.head.rsplit(" · ", 1)[-1]
    if "编码" in head:
        return "编码"
    return "行次" if head == "行次" else "序号" if head == "序号" else ""
