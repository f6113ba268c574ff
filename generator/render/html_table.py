"""TableBlock → a table for a web page: caption, column groups, heads with scope; a wide one scrolls in its own box."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.render.markup_fit import em
from generator.render.markup_text import attribute, escaped
from generator.render.open_data_grid import is_number_line, placed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.document.table import Cell, Row, TableBlock

    MarkText = Callable[[str, str], str]

_ALIGN = {"left": "", "center": "c", "right": "r"}
_DEEPEST = 3
_UNBROKEN = re.compile(r"[!-~]+")
_COMFORTABLE = 4.0
"""Em of a column of words that may still be broken into lines."""
_SIDES = 1.0
_LATIN = 1.2
_WIDEST = 90.0


def table_html(table: TableBlock, mark: MarkText, heading: str) -> str:
    """The table in a box of its own, its notes below.

    Args:
        table: what is printed.
        mark: makes the markup of a cell's text, given the text and the key of its figure.
        heading: markup of the title.
    """
    inside = f"{_caption(table, heading)}{_columns(table)}{_head(table.boxhead)}{_body(table.body, mark)}"
    notes = "".join(f'<p class="note">{escaped(note)}</p>' for note in table.notes)
    region = f'<div class="scroll" role="region" tabindex="0"{attribute("aria-label", table.title)}>'
    size = f"min-width:{least_width(table):.1f}em"
    landscape = " land" if table.landscape else ""
    page = " own" if table.own_page else ""
    return f'<div class="table{landscape}{page}">{region}<table style="{size}">{inside}</table></div>{notes}</div>'


def least_width(table: TableBlock) -> float:
    """Em below which a number would be broken or words squeezed."""
    needed = [_SIDES] * table.columns
    for place in placed((*table.boxhead, *table.body)):
        if place.cell.colspan == 1 and place.column < table.columns:
            runs = [em(run) * _LATIN for run in _UNBROKEN.findall(place.cell.text)]
            room = max(min(em(place.cell.text), _COMFORTABLE), *runs, 0.0) + _SIDES
            needed[place.column] = max(needed[place.column], room)
    total = sum(table.widths)
    return min(max(need * total / width for need, width in zip(needed, table.widths, strict=True)), _WIDEST)


def _caption(table: TableBlock, heading: str) -> str:
    label = f'<p class="label">{escaped(table.label)}</p>' if table.label else ""
    line = ""
    if table.owner or table.unit:
        line = f'<p class="line"><span>{escaped(table.owner)}</span><span>{escaped(table.unit)}</span></p>'
    inside = f"{heading}{label}{line}"
    return f"<caption><div>{inside}</div></caption>" if inside else ""


def _columns(table: TableBlock) -> str:
    total = sum(table.widths)
    columns = "".join(f'<col style="width:{100 * width / total:.2f}%">' for width in table.widths)
    return f"<colgroup>{columns}</colgroup>"


def _head(rows: tuple[Row, ...]) -> str:
    return f"<thead>{''.join(_head_row(row) for row in rows)}</thead>" if rows else ""


def _head_row(row: Row) -> str:
    if is_number_line(row):
        return f"<tr>{''.join(_element('td', cell, 'c', escaped(cell.text)) for cell in row)}</tr>"
    return f"<tr>{''.join(_head_cell(cell) for cell in row)}</tr>"


def _head_cell(cell: Cell) -> str:
    scope = "colgroup" if cell.colspan > 1 else "col"
    return _element("th", cell, "", escaped(cell.text), scope)


def _body(rows: tuple[Row, ...], mark: MarkText) -> str:
    lines = ("".join(_cells(row, mark)) for row in rows)
    return f"<tbody>{''.join(f'<tr>{line}</tr>' for line in lines)}</tbody>"


def _cells(row: Row, mark: MarkText) -> Iterator[str]:
    heads = all(cell.role == "head" for cell in row)
    for cell in row:
        names = " ".join(name for name in (_ALIGN[cell.align], _set_in(cell)) if name)
        text = mark(cell.text, cell.ref)
        if heads:
            yield _element("th", cell, names, text, "colgroup" if cell.colspan > 1 else "col")
        elif cell.text and cell.role in {"label", "total", "head"}:
            yield _element("th", cell, names, text, "rowgroup" if cell.rowspan > 1 else "row")
        else:
            yield _element("td", cell, names, text)


def _set_in(cell: Cell) -> str:
    return f"i{min(cell.indent, _DEEPEST)}" if cell.indent else ""


def _element(tag: str, cell: Cell, names: str, text: str, scope: str = "") -> str:
    attributes = attribute("class", names) + attribute("scope", scope)
    if cell.colspan > 1:
        attributes += attribute("colspan", str(cell.colspan))
    if cell.rowspan > 1:
        attributes += attribute("rowspan", str(cell.rowspan))
    return f"<{tag}{attributes}>{text}</{tag}>"
