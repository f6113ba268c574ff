"""Placed blocks → the body in WordprocessingML, with its section breaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock, Heading, Paragraph
from generator.document.table import TableBlock
from generator.render.docx_grid import DIVIDER_LINES, Sheet
from generator.render.docx_picture import picture_run
from generator.render.docx_table import table_grid, table_lines, table_notes
from generator.render.docx_text import bookmark, paragraph, run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.render.docx_grid import TableGrid
    from generator.render.docx_picture import PlacedPicture
    from generator.render.docx_plan import Placed
    from generator.render.docx_section import Sections
    from generator.style.model import Page

_ROLES = {"body": "BodyText", "caption": "FigureCaption", "note": "TableNote"}
_KEEP = "<w:keepNext/>"
_BREAK = "<w:pageBreakBefore/>"
_NO_BREAK = '<w:pageBreakBefore w:val="0"/>'
_CARRIERS = tuple(paragraph(style, "").removesuffix("</w:pPr></w:p>") for style in ("BodyText", "TableNote", "TableEnd"))
"""Starts of the paragraphs that may end a section. A heading may not: the table of contents would copy the break."""


@dataclass(frozen=True, slots=True)
class Body:
    """What the printer puts into the shell."""

    xml: str
    section: str
    """Settings of the last section, which stand after the text."""


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """What the blocks need to know of their document."""

    page: Page
    bookmarks: Mapping[str, int]
    """Number of the bookmark of each anchor."""
    pictures: Mapping[int, PlacedPicture]
    """Picture of each chart, by its index in the plan."""

    def write(self, placed: Sequence[Placed], sections: Sections) -> Body:
        """All blocks in order; a section ends wherever the page turns."""
        pieces: list[str] = []
        landscape, first = bool(placed) and placed[0].landscape, True
        for index, item in enumerate(placed):
            turns = item.landscape != landscape
            if turns:
                _end_section(pieces, sections.of(landscape=landscape, first=first))
                landscape, first = item.landscape, False
            pieces += self._block(index, item, opens=turns or index == 0)
        return Body("".join(pieces), sections.of(landscape=landscape, first=first))

    def _block(self, index: int, placed: Placed, *, opens: bool) -> list[str]:
        """One block; ``opens`` where it stands at the top of its section, which has broken the page already."""
        breaks = _BREAK if placed.breaks and not opens else ""
        match placed.block:
            case Heading() as heading:
                return [self._heading(heading, placed, _NO_BREAK if opens and placed.heads_part else breaks)]
            case Paragraph() as text:
                return [paragraph(_ROLES[text.role], "".join([run(span.text) for span in text.spans]))]
            case TableBlock() as table if placed.grid is not None:
                return self._table(table, placed.grid, breaks)
            case ChartBlock() as chart:
                return _chart(chart, self.pictures[index])
        raise TypeError(placed.block)

    def _heading(self, heading: Heading, placed: Placed, breaks: str) -> str:
        space = ""
        if placed.divider:
            space = f'<w:spacing w:before="{DIVIDER_LINES * Sheet(self.page).line_pitch}"/>'
        return paragraph(f"Heading{heading.level + 1}", self._marked(heading.anchor, heading.text), breaks + space)

    def _table(self, table: TableBlock, grid: TableGrid, breaks: str) -> list[str]:
        outline = f'<w:outlineLvl w:val="{table.heading_level}"/>' if table.heading_level else ""
        title = [paragraph("TableTitle", self._marked(table.anchor, table.title), breaks + outline)] if table.title else []
        above = [*title, *table_lines(table, Sheet(self.page, table.landscape).width)]
        return [*above, table_grid(table, grid), *table_notes(table)]

    def _marked(self, anchor: str, text: str) -> str:
        return bookmark(self.bookmarks[anchor], run(text)) if anchor else run(text)


def _chart(chart: ChartBlock, picture: PlacedPicture) -> list[str]:
    drawing = picture_run(picture, chart.id, chart.alt)
    if chart.caption_above:
        return [paragraph("FigureCaption", run(chart.caption), _KEEP), paragraph("Picture", drawing)]
    return [paragraph("Picture", drawing, _KEEP), paragraph("FigureCaption", run(chart.caption))]


def _end_section(pieces: list[str], settings: str) -> None:
    if pieces and pieces[-1].startswith(_CARRIERS):
        before, end, after = pieces[-1].partition("</w:pPr>")
        pieces[-1] = f"{before}{settings}{end}{after}"
    else:
        pieces.append(paragraph("SectionEnd", "", settings))
