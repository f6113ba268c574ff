"""TableBlock → HTML table: caption, fixed column widths, head with scope, rows that stay together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.markup_text import attribute, centred, escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.document.table import Align, Cell, Row, TableBlock

_ALIGN: dict[Align, str] = {"left": "", "center": "c", "right": "r"}

KEPT_ROWS = 12
"""Rows joined by a cell that spans them stay on one page when they are no more than these."""


def table_markup(table: TableBlock, size: float, title_width: float) -> str:
    """``table`` set in ``size`` points, its title in lines of at most ``title_width`` em."""
    head = "".join(_row(row, "th") for row in table.boxhead)
    body = "".join(
        f"<tbody{attribute('class', 'kept' if joined and len(rows) <= KEPT_ROWS else '')}>"
        f"{''.join(_row(row, 'td') for row in rows)}</tbody>"
        for rows, joined in _groups(table.body)
    )
    notes = "".join(f'<p class="note">{escaped(note)}</p>' for note in table.notes)
    return (
        f'<div class="table" style="font-size:{size:g}pt"><table>{_caption(table, title_width)}{_columns(table)}'
        f"{f'<thead>{head}</thead>' if head else ''}{body}</table>{notes}</div>"
    )


def _caption(table: TableBlock, title_width: float) -> str:
    """Title, number, owner and unit: 表题、表号、部门、单位."""
    tag = f"h{table.heading_level + 1}" if table.heading_level else "p"
    title = f'<{tag} class="title"{attribute("id", table.anchor)}>{centred(table.title, title_width)}</{tag}>'
    label = f'<p class="label">{escaped(table.label)}</p>' if table.label else ""
    line = ""
    if table.owner or table.unit:
        line = f'<p class="line"><span>{escaped(table.owner)}</span><span class="unit">{escaped(table.unit)}</span></p>'
    return f"<caption>{title if table.title else ''}{label}{line}</caption>"


def _columns(table: TableBlock) -> str:
    total = sum(table.widths)
    columns = "".join(f'<col style="width:{100 * width / total:.3f}%">' for width in table.widths)
    return f"<colgroup>{columns}</colgroup>"


def _row(row: Row, tag: str) -> str:
    return f"<tr>{''.join(_cell(cell, tag) for cell in row)}</tr>"


def _cell(cell: Cell, tag: str) -> str:
    names = [_ALIGN[cell.align], f"i{min(cell.indent, 3)}" if cell.indent else ""]
    attributes = attribute("class", " ".join(name for name in names if name))
    if tag == "th":
        attributes += attribute("scope", "colgroup" if cell.colspan > 1 else "col")
    if cell.colspan > 1:
        attributes += attribute("colspan", str(cell.colspan))
    if cell.rowspan > 1:
        attributes += attribute("rowspan", str(cell.rowspan))
    return f"<{tag}{attributes}>{escaped(cell.text)}</{tag}>"


def _groups(rows: tuple[Row, ...]) -> Iterator[tuple[list[Row], bool]]:
    """Runs of rows, and whether a cell that spans them joins them."""
    plain: list[Row] = []
    joined: list[Row] = []
    below = 0
    for row in rows:
        reached = below > 0
        below = max(below - 1, _reach(row), 0)
        if not reached and below == 0:
            plain.append(row)
            continue
        if plain:
            yield plain, False
            plain = []
        joined.append(row)
        if below == 0:
            yield joined, True
            joined = []
    if plain or joined:
        yield plain or joined, bool(joined)


def _reach(row: Row) -> int:
    """How many rows below ``row`` its cells span."""
    return max((cell.rowspan for cell in row), default=1) - 1
