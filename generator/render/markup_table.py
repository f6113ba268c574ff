"""TableBlock → HTML table: caption, fixed column widths, head with scope, rows that stay together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.markup_fit import CELL_ABOVE
from generator.render.markup_text import attribute, centred, escaped, identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.document.table import Align, Cell, Row, TableBlock
    from generator.render.markup_fit import Fit

_ALIGN: dict[Align, str] = {"left": "", "center": "c", "right": "r"}

_KEPT = '<tbody class="kept">'
"""The engine breaks a kept group that is the table's first: an empty one before it takes that place."""


def table_markup(table: TableBlock, fit: Fit, title_width: float) -> str:
    """``table`` set as ``fit`` says, its title in lines of at most ``title_width`` em."""
    head = "".join(_row(row, "th") for row in table.boxhead)
    body = "".join(
        _group(table.body[group], kept=joined and sum(fit.rows[group]) <= fit.room)
        for group, joined in groups(table.body)
    )
    if body.startswith(_KEPT):
        body = f'<tbody class="before"></tbody>{body}'
    inside = f"{_caption(table, title_width)}{_columns(table)}{f'<thead>{head}</thead>' if head else ''}{body}"
    notes = "".join(f'<p class="note">{escaped(note)}</p>' for note in table.notes)
    asked = {"kept": fit.keep, "close": fit.above < CELL_ABOVE, "breaks": fit.breaks}
    kind = " ".join(("table", *(name for name, wanted in asked.items() if wanted)))
    return f'<div class="{kind}" style="font-size:{fit.size:g}pt"><table>{inside}</table>{notes}</div>'


def _caption(table: TableBlock, title_width: float) -> str:
    """Title, number, owner and unit: 表题、表号、部门、单位."""
    tag = f"h{table.heading_level + 1}" if table.heading_level else "p"
    title = (
        f'<{tag} class="title"{attribute("id", identifier(table.anchor))}>{centred(table.title, title_width)}</{tag}>'
    )
    label = f'<p class="label">{escaped(table.label)}</p>' if table.label else ""
    line = ""
    if table.owner or table.unit:
        owner, unit = escaped(table.owner) or "&#160;", escaped(table.unit)
        line = f'<p class="line"><span>{owner}</span><span class="unit">{unit}</span></p>'
    return f"<caption>{title if table.title else ''}{label}{line}</caption>"


def _columns(table: TableBlock) -> str:
    total = sum(table.widths)
    columns = "".join(f'<col style="width:{100 * width / total:.3f}%"/>' for width in table.widths)
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


def _group(rows: tuple[Row, ...], *, kept: bool) -> str:
    return f"<tbody{attribute('class', 'kept' if kept else '')}>{''.join(_row(row, 'td') for row in rows)}</tbody>"


def groups(rows: tuple[Row, ...]) -> Iterator[tuple[slice, bool]]:
    """Runs of rows, and whether a cell that spans them joins them."""
    start = 0
    below = 0
    for number, row in enumerate(rows):
        reached = below > 0
        below = max(below - 1, max((cell.rowspan for cell in row), default=1) - 1)
        if below > 0 and not reached:
            if number > start:
                yield slice(start, number), False
            start = number
        elif reached and below == 0:
            yield slice(start, number + 1), True
            start = number + 1
    if start < len(rows):
        yield slice(start, len(rows)), below > 0
