"""Document + page → the page on which each heading of the printed DOCX stands: an estimate, nothing is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock, Heading, Paragraph
from generator.document.table import TableBlock
from generator.render.docx_grid import CAPTION_SIZE, DIVIDER_LINES, least_row_height, sheets_of, table_pitch, twips
from generator.render.docx_lines import line_count
from generator.render.docx_plan import plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.document.blocks import Document
    from generator.render.docx_grid import Sheets, Slot, TableGrid
    from generator.render.docx_plan import Placed
    from generator.style.model import Page

_AROUND_CAPTION = 180
_AROUND_PICTURE = 180
_AFTER_LINE = 40
_BEFORE_NOTE = 40
_TABLE_END = 120
_CELL_MARGINS = 50
"""Twips, as the shell's styles have them."""
_CHART_HEIGHT = 230.0
"""Points of a chart whose picture is not known."""


def estimate_pages(document: Document, page: Page) -> dict[str, int]:
    """The page number of every anchor; the first page after the table of contents is 1."""
    sheets = sheets_of(page)
    return estimate(plan(document.blocks, sheets), sheets, {})


def estimate(placed: Sequence[Placed], sheets: Sheets, pictures: Mapping[int, float]) -> dict[str, int]:
    """As :func:`estimate_pages`, for blocks that have their places, with the heights of the pictures by index."""
    flow = _Flow(sheets)
    for index, item in enumerate(placed):
        flow.open(item)
        match item.block:
            case Heading() as heading:
                flow.heading(heading, divider=item.divider)
            case Paragraph() as text:
                flow.paragraph(text)
            case TableBlock() as table if item.grid is not None:
                flow.table(table, item.grid)
            case ChartBlock() as chart:
                flow.chart(chart, twips(pictures.get(index, _CHART_HEIGHT)))
    flow.place(0)
    return flow.pages


class _Flow:
    """Where the text has got to, in twips from the top of the type area."""

    def __init__(self, sheets: Sheets) -> None:
        self.pages: dict[str, int] = {}
        self._page = sheets[0].page
        self._sheets = sheets
        self._sheet = sheets[0]
        self._number = 1
        self._used = 0
        self._waiting = 0
        """Height of what is kept with the next thing placed."""
        self._anchors: list[str] = []
        self._empty = True

    def open(self, placed: Placed) -> None:
        """Turn the page where ``placed`` wants it."""
        turns = placed.landscape != self._sheet.landscape
        if (turns or placed.breaks) and not self._empty:
            self.place(0)
            self._turn()
        if turns:
            self._sheet = self._sheets[placed.landscape]
        self._empty = False

    def place(self, height: int) -> None:
        """Put ``height`` and what was kept with it on this page, or else on the next."""
        if self._used and self._used + self._waiting + height > self._sheet.height:
            self._turn()
        self.pages |= dict.fromkeys(self._anchors, self._number)
        self._used += self._waiting + height
        self._waiting, self._anchors = 0, []

    def heading(self, heading: Heading, *, divider: bool) -> None:
        """标题, kept with what follows."""
        pitch, page = self._sheets[0].line_pitch, self._page
        if heading.level:
            height = pitch * self._text_lines(heading.text)
        else:
            height = pitch * (self._plain_lines(heading.text, page.title_size) + 1 + divider * DIVIDER_LINES)
        self._keep(height, heading.anchor)

    def paragraph(self, text: Paragraph) -> None:
        """段落, split over pages by lines."""
        if text.role == "body":
            for _ in range(self._text_lines(text.text)):
                self.place(self._sheet.line_pitch)
        elif text.role == "note":
            self._note(text.text)
        else:
            self.place(self._plain_lines(text.text, CAPTION_SIZE) * table_pitch(CAPTION_SIZE) + _AROUND_CAPTION)

    def chart(self, chart: ChartBlock, picture: int) -> None:
        """图 and its caption, on one page."""
        caption = self._plain_lines(chart.caption, CAPTION_SIZE) * table_pitch(CAPTION_SIZE)
        self.place(caption + picture + _AROUND_CAPTION + _AROUND_PICTURE)

    def table(self, table: TableBlock, grid: TableGrid) -> None:
        """表, split over pages by rows, its boxhead repeated."""
        page = self._page
        if table.title:
            self._keep(self._sheets[0].line_pitch * self._plain_lines(table.title, page.body_size), table.anchor)
        pitch = table_pitch(page.table_size)
        self._keep(pitch * bool(table.label) + (pitch + _AFTER_LINE) * bool(table.owner or table.unit))
        head, body = sum(row_heights(grid.boxhead, grid)), row_heights(grid.body, grid)
        self._keep(head)
        for height in body:
            self._row(height, head)
        for note in table.notes:
            self._note(note)
        if not table.notes:
            self.place(_TABLE_END)

    def _row(self, height: int, head: int) -> None:
        """One row, never split unless it is higher than a page has room for."""
        room = self._sheet.height - head
        if height > room:
            if self._waiting:
                self.place(0)
            while self._used + height > self._sheet.height:
                height -= self._sheet.height - self._used
                self._turn()
                self._used = head
        elif self._used + height > self._sheet.height and not self._waiting:
            self._turn()
            self._used = head
        self.place(height)

    def _note(self, text: str) -> None:
        size = self._page.table_size
        lines = self._plain_lines(text, size)
        self._used += _BEFORE_NOTE
        for _ in range(lines):
            self.place(table_pitch(size))

    def _keep(self, height: int, anchor: str = "") -> None:
        self._waiting += height
        if anchor:
            self._anchors.append(anchor)

    def _turn(self) -> None:
        self._number += 1
        self._used = 0

    def _text_lines(self, text: str) -> int:
        size = self._page.body_size
        return line_count(text, self._sheet.width / 20, size, self._sheets[0].tracking / 20, indent=2 * size)

    def _plain_lines(self, text: str, size: float) -> int:
        return line_count(text, self._sheet.width / 20, size)


def row_heights(rows: Sequence[tuple[Slot, ...]], grid: TableGrid) -> list[int]:
    """Twips of each row: its tallest cell, or the least height; a spanning cell stretches its last row."""
    pitch, least = table_pitch(grid.size), least_row_height(grid.size)
    heights: list[int] = []
    ends: dict[int, list[tuple[int, int]]] = {}
    for index, row in enumerate(rows):
        height = least
        for slot in row:
            if not slot.starts or not slot.cell.text:
                continue
            needed = pitch * line_count(slot.cell.text, grid.room(slot), grid.size) + _CELL_MARGINS
            if slot.cell.rowspan > 1:
                ends.setdefault(index + slot.cell.rowspan - 1, []).append((index, needed))
            else:
                height = max(height, needed)
        for start, needed in ends.pop(index, ()):
            height = max(height, needed - sum(heights[start:]))
        heights.append(height)
    return heights
