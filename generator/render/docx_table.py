"""TableBlock on its grid → WordprocessingML: title, lines above, ruled table, notes below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.docx_grid import least_row_height, twips
from generator.render.docx_text import attribute, paragraph, run

if TYPE_CHECKING:
    from generator.document.table import Cell, TableBlock
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
_NO_SPLIT = "<w:cantSplit/>"


def table_lines(table: TableBlock, width: int) -> list[str]:
    """What stands between title and table: number of the form at the right, then owner at the left, unit at the right."""
    lines = [paragraph("TableLabel", run(table.label))] if table.label else []
    if table.owner or table.unit:
        stop = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
        tab = "<w:r><w:tab/></w:r>" if table.unit else ""
        lines.append(paragraph("TableLine", f"{run(table.owner)}{tab}{run(table.unit)}", stop))
    return lines


def table_grid(table: TableBlock, grid: TableGrid) -> str:
    """The table itself; the rows of its boxhead are repeated on every page, no row is split."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.widths)
    height = f'<w:trHeight w:val="{least_row_height(grid.size)}" w:hRule="atLeast"/>'
    head = [_row(row, grid, f"{_NO_SPLIT}{height}<w:tblHeader/>") for row in grid.boxhead]
    body = [_row(row, grid, f"{_NO_SPLIT}{height}") for row in grid.body]
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="RuledTable"/>'
        f'<w:tblW w:w="{sum(grid.widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
        f'w:noVBand="0"/><w:tblCaption w:val="{attribute(table.title)}"/>'
        f'<w:tblDescription w:val="{attribute(_describe(table))}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(head)}{''.join(body)}</w:tbl>"
    )


def table_notes(table: TableBlock) -> list[str]:
    """表注, or the small gap that Word wants between a table and what follows."""
    return [paragraph("TableNote", run(note)) for note in table.notes] or [paragraph("TableEnd", "")]


def _describe(table: TableBlock) -> str:
    return "，".join(part for part in (table.title, table.label, table.owner, table.unit) if part)


def _row(row: tuple[Slot, ...], grid: TableGrid, properties: str) -> str:
    cells = "".join([_cell(slot, grid) for slot in row])
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _cell(slot: Slot, grid: TableGrid) -> str:
    cell = slot.cell
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    merge = ""
    if cell.rowspan > 1:
        merge = '<w:vMerge w:val="restart"/>' if slot.starts else "<w:vMerge/>"
    content = _content(cell, grid) if slot.starts else f'<w:p><w:pPr><w:pStyle w:val="{_style(cell, grid)}"/></w:pPr></w:p>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{grid.width(slot)}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{content}</w:tc>"
    )


def _content(cell: Cell, grid: TableGrid) -> str:
    style = _STYLES[cell.role]
    indent = f'<w:ind w:leftChars="{100 * cell.indent}" w:left="{twips(cell.indent * grid.size)}"/>' if cell.indent else ""
    align = "" if cell.align == _ALIGNED[style] else f'<w:jc w:val="{cell.align}"/>'
    return paragraph(_style(cell, grid), run(cell.text), indent + align)


def _style(cell: Cell, grid: TableGrid) -> str:
    return f"{_STYLES[cell.role]}Small" if grid.small else _STYLES[cell.role]
