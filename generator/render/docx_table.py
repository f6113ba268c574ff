"""TableBlock on its grid → WordprocessingML: title, lines above, ruled table, notes below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.render.cell_lines import cell_lines
from generator.render.docx_grid import twips
from generator.render.docx_lines import fits, line_count, text_width
from generator.render.docx_text import attribute, paragraph, run

if TYPE_CHECKING:
    from generator.document.table import TableBlock
    from generator.render.docx_comments import Marker
    from generator.render.docx_grid import Slot, TableGrid

_STYLES = {
    "head": "TableHead",
    "label": "TableText",
    "text": "TableText",
    "total": "TableText",
    "amount": "TableNumber",
}
_ALIGNED = {"TableHead": "center", "TableText": "left", "TableNumber": "right"}
"""What the styles say themselves."""
_SEAM = re.compile(r"(?<=[㐀-鿿])(?=\w)(?![㐀-鿿])|(?<=[A-Za-z0-9])(?=[㐀-鿿])")
_KEEP = "<w:keepNext/>"
_TIGHT = '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/></w:tblCellMar>'


def table_lines(table: TableBlock, width: int) -> list[str]:
    """What stands between title and table: 表号 at the right; below it the owner at the left, the unit at the right."""
    lines = [paragraph("TableLabel", run(table.label))] if table.label else []
    if table.owner or table.unit:
        stop = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
        tab = "<w:r><w:tab/></w:r>" if table.unit else ""
        lines.append(paragraph("TableLine", f"{run(table.owner)}{tab}{run(table.unit)}", stop))
    return lines


def table_grid(table: TableBlock, grid: TableGrid, mark: Marker | None = None) -> str:
    """The table itself; the rows of its boxhead are repeated on every page, no row is split.

    ``mark`` puts comments on its numbers.
    """
    setting = grid.setting
    columns = "".join([f'<w:gridCol w:w="{width}"/>' for width in grid.widths])
    unsplit = f'<w:cantSplit/><w:trHeight w:val="{setting.least_row}" w:hRule="atLeast"/>'
    head = [_row(row, grid, f"{unsplit}<w:tblHeader/>", mark, _KEEP) for row in grid.boxhead]
    body = [_row(row, grid, unsplit, mark) for row in grid.body]
    description = "，".join(part for part in (table.title, table.label, table.owner, table.unit) if part)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="RuledTable"/>'
        f'<w:tblW w:w="{sum(grid.widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f"{_TIGHT if setting.tight else ''}"
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
        f'w:noVBand="0"/><w:tblCaption w:val="{attribute(table.title)}"/>'
        f'<w:tblDescription w:val="{attribute(description)}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(head)}{''.join(body)}</w:tbl>"
    )


def table_notes(table: TableBlock) -> list[str]:
    """表注, a paragraph each."""
    return [paragraph("TableNote", run(note)) for note in table.notes]


def _row(row: tuple[Slot, ...], grid: TableGrid, properties: str, mark: Marker | None, keep: str = "") -> str:
    cells = "".join([_cell(slot, grid, keep, mark) for slot in row])
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _cell(slot: Slot, grid: TableGrid, keep: str, mark: Marker | None) -> str:
    cell, _, starts = slot
    style = _STYLES[cell.role]
    layout = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    if cell.rowspan > 1:
        layout += '<w:vMerge w:val="restart"/>' if starts else "<w:vMerge/>"
    properties = keep
    if cell.indent:
        properties += f'<w:ind w:leftChars="{100 * cell.indent}" w:left="{twips(cell.indent * grid.setting.size)}"/>'
    if cell.align != _ALIGNED[style]:
        properties += f'<w:jc w:val="{cell.align}"/>'
    runs = run(_in_lines(slot, grid) if cell.align == "center" else cell.text) if starts else ""
    if mark and starts:
        runs = mark.number(cell.ref, runs)
    content = paragraph(style + grid.setting.styles, runs, properties)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{grid.width(slot)}" w:type="dxa"/>{layout}<w:vAlign w:val="center"/></w:tcPr>'
        f"{content}</w:tc>"
    )


def _in_lines(slot: Slot, grid: TableGrid) -> str:
    """Text of a centred cell, broken between words if that takes no more lines."""
    text, room, size = slot.cell.text, grid.room(slot), grid.setting.size
    if fits(text, room, size):
        return text
    return cell_lines(text, room / size, line_count(text, room, size), _ems)


def _ems(text: str) -> float:
    """Width of ``text`` in em, with what Word leaves free where Chinese and Western signs meet."""
    return text_width(text, 1.0) + len(_SEAM.findall(text)) / 4
