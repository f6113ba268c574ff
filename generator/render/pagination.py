"""Document + page → the page on which each heading of the printed DOCX stands: an estimate, nothing is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock, Heading, Paragraph
from generator.document.table import TableBlock
from generator.render.docx_grid import CAPTION_SIZE, DIVIDER_LINES, sheets_of, table_pitch, twips
from generator.render.docx_heights import SECTION_END, TABLE_END, height_above, note_height, text_lines
from generator.render.docx_lines import line_count
from generator.render.docx_plan import plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.document.blocks import Document
    from generator.render.docx_grid import Sheets
    from generator.render.docx_heights import FittedTable
    from generator.render.docx_plan import Placed
    from generator.style.model import Page

_AROUND_CAPTION = 180
_AROUND_PICTURE = 180
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
                flow.heading(heading, divides=item.divides)
            case Paragraph() as text:
                flow.paragraph(text)
            case TableBlock() as table if item.fitted is not None:
                flow.table(table, item.fitted, closes=item.closes)
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

    def heading(self, heading: Heading, *, divides: bool) -> None:
        """标题, kept with what follows."""
        pitch, page = self._sheet.line_pitch, self._page
        if heading.level:
            height = pitch * text_lines(heading.text, self._sheet)
        else:
            height = pitch * (self._plain_lines(heading.text, page.title_size) + 1 + divides * DIVIDER_LINES)
        self._keep(height, heading.anchor)

    def paragraph(self, text: Paragraph) -> None:
        """段落, split over pages by lines."""
        if text.role == "body":
            for _ in range(text_lines(text.text, self._sheet)):
                self.place(self._sheet.line_pitch)
        elif text.role == "note":
            self._note(text.text)
        else:
            self.place(self._plain_lines(text.text, CAPTION_SIZE) * table_pitch(CAPTION_SIZE) + _AROUND_CAPTION)

    def chart(self, chart: ChartBlock, picture: int) -> None:
        """图 and its caption, on one page."""
        caption = self._plain_lines(chart.caption, CAPTION_SIZE) * table_pitch(CAPTION_SIZE)
        self.place(caption + picture + _AROUND_CAPTION + _AROUND_PICTURE)

    def table(self, table: TableBlock, fitted: FittedTable, *, closes: bool) -> None:
        """表, split over pages by rows, its boxhead repeated."""
        self._keep(height_above(table, self._sheet), table.anchor)
        self._keep(fitted.head)
        for height in fitted.rows:
            self._row(height, fitted.head)
        for note in table.notes:
            self._note(note)
        if not table.notes:
            self.place(SECTION_END if closes else TABLE_END)

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
        height = note_height(text, self._sheet)
        self._used += height % table_pitch(self._page.table_size)
        for _ in range(height // table_pitch(self._page.table_size)):
            self.place(table_pitch(self._page.table_size))

    def _keep(self, height: int, anchor: str = "") -> None:
        self._waiting += height
        if anchor:
            self._anchors.append(anchor)

    def _turn(self) -> None:
        self._number += 1
        self._used = 0

    def _plain_lines(self, text: str, size: float) -> int:
        return line_count(text, self._sheet.width / 20, size)
