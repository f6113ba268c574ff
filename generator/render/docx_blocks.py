"""Placed blocks → the body in WordprocessingML, with its section breaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock, Heading, Paragraph
from generator.document.table import TableBlock
from generator.render.docx_grid import DIVIDER_LINES, twips
from generator.render.docx_lines import title_width
from generator.render.docx_picture import drawing_run
from generator.render.docx_table import table_grid, table_lines, table_notes
from generator.render.docx_text import bookmark, paragraph, run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.document.blocks import Span
    from generator.render.docx_chart import PlacedChart
    from generator.render.docx_comments import Comments, Marker
    from generator.render.docx_grid import Sheet, Sheets, TableGrid
    from generator.render.docx_picture import PlacedPicture
    from generator.render.docx_plan import Placed
    from generator.render.docx_section import Sections

_ROLES = {"body": "BodyText", "caption": "FigureCaption", "note": "TableNote"}
_KEEP = "<w:keepNext/>"
_BREAK = "<w:pageBreakBefore/>"
_NO_BREAK = '<w:pageBreakBefore w:val="0"/>'
_CARRIERS = tuple(
    paragraph(name, "").removesuffix("</w:pPr></w:p>") for name in ("BodyText", "TableNote", "SectionEnd")
)
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

    sheets: Sheets
    bookmarks: Mapping[str, int]
    """Number of the bookmark of each anchor."""
    drawings: Mapping[int, PlacedPicture | PlacedChart]
    """Picture or native form of each chart, by its index in the plan."""
    comments: Comments
    """Those of a review copy."""

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
        mark = self.comments.marker(index)
        match placed.block:
            case Heading() as heading:
                return [self._heading(heading, placed, _NO_BREAK if opens and placed.heads_part else breaks, mark)]
            case Paragraph() as text:
                return [paragraph(_ROLES[text.role], _runs(text.spans, mark))]
            case TableBlock() as table if placed.fitted is not None:
                end = table_notes(table) or [paragraph("SectionEnd" if placed.closes else "TableEnd", "")]
                if mark and not table.title:
                    end[-1] = f"{end[-1].removesuffix('</w:p>')}{mark.whole('')}</w:p>"
                return [*self._table(table, placed.fitted.grid, breaks, mark), *end]
            case ChartBlock() as chart:
                return _chart(chart, self.drawings[index], mark)
        raise TypeError(placed.block)

    def _heading(self, heading: Heading, placed: Placed, breaks: str, mark: Marker | None) -> str:
        properties = breaks
        if placed.divides:
            properties += f'<w:spacing w:before="{DIVIDER_LINES * self.sheets[0].line_pitch}"/>'
        if placed.heads_part:
            properties += _narrowed(heading.text, self.sheets[0].page.title_size, self.sheets[0])
        return paragraph(f"Heading{heading.level + 1}", self._marked(heading.anchor, heading.text, mark), properties)

    def _table(self, table: TableBlock, grid: TableGrid, breaks: str, mark: Marker | None) -> list[str]:
        sheet = self.sheets[table.landscape]
        title = []
        if table.title:
            properties = breaks + _narrowed(table.title, sheet.page.body_size, sheet)
            if table.heading_level:
                properties += f'<w:outlineLvl w:val="{table.heading_level}"/>'
            title = [paragraph("TableTitle", self._marked(table.anchor, table.title, mark), properties)]
        return [*title, *table_lines(table, sheet.width), table_grid(table, grid, mark)]

    def _marked(self, anchor: str, text: str, mark: Marker | None) -> str:
        runs = mark.whole(run(text)) if mark else run(text)
        return bookmark(self.bookmarks[anchor], runs) if anchor else runs


def _runs(spans: Sequence[Span], mark: Marker | None) -> str:
    """The words of a paragraph."""
    if mark is None:
        return "".join([run(span.text) for span in spans])
    return mark.whole("".join([mark.number(span.ref, run(span.text)) for span in spans]))


def _narrowed(title: str, size: float, sheet: Sheet) -> str:
    """Indents that give a long centred title lines of like length."""
    width = sheet.width / 20
    side = twips((width - title_width(title, width, size)) / 2)
    return f'<w:ind w:left="{side}" w:right="{side}"/>' if side > 0 else ""


def _chart(chart: ChartBlock, picture: PlacedPicture | PlacedChart, mark: Marker | None) -> list[str]:
    drawing = drawing_run(picture, chart.id, chart.alt)
    caption = mark.whole(run(chart.caption)) if mark else run(chart.caption)
    if chart.caption_above:
        return [paragraph("FigureCaption", caption, _KEEP), paragraph("Picture", drawing)]
    return [paragraph("Picture", drawing, _KEEP), paragraph("FigureCaption", caption)]


def _end_section(pieces: list[str], settings: str) -> None:
    if pieces and pieces[-1].startswith(_CARRIERS):
        before, end, after = pieces[-1].partition("</w:pPr>")
        pieces[-1] = f"{before}{settings}{end}{after}"
    else:
        pieces.append(paragraph("SectionEnd", "", settings))
