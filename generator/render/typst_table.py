"""TableBlock → Typst: heads that repeat, fixed column widths, rows that stay together."""

from __future__ import annotations

from collections import Counter
from math import inf
from typing import TYPE_CHECKING

from generator.render.markup_fit import CELL_LINE, CELL_SIDE, placed, text_area, tight
from generator.render.markup_table import groups
from generator.render.typst_text import at_most, centred, literal, sentence

if TYPE_CHECKING:
    from generator.document.table import Cell, TableBlock
    from generator.render.markup_fit import Fit
    from generator.style.model import Page

    Placed = tuple[int, int, Cell]

_DEEPEST = 3
_MORE = 0.05
_RULE = 0.25
"""Em and points above and below the text of a cell that :func:`fit` reckons with besides its own."""


def table_code(table: TableBlock, fit: Fit, page: Page, label: str) -> str:
    """``table`` set as ``fit`` says, its title named ``label``."""
    width = text_area(tight(page) if fit.tight else page, landscape=table.landscape)[0]
    share = [width * column / sum(table.widths) for column in table.widths]
    grid = _grid(table, fit, share)
    notes = "".join(f"{sentence(note, width / page.small_size)}," for note in table.notes)
    words = ",".join(literal(text) if text else "none" for text in (table.label, table.owner, table.unit))
    title = _title(table, width / page.body_size, label)
    keep = "true" if fit.keep else "false"
    return f"tabled({fit.size:g}pt,{_above(fit)},{keep},{title},{words},{grid},({notes}))"


def _above(fit: Fit) -> str:
    return f"{fit.above + _MORE:g}em+{_RULE}pt"


def _title(table: TableBlock, width: float, label: str) -> str:
    if not table.title:
        return "none"
    text = centred(table.title, width)
    heading = f"[#heading(level:{table.heading_level + 1},{text}){label}]"
    return f"title({heading if table.heading_level else text})"


def _grid(table: TableBlock, fit: Fit, share: list[float]) -> str:
    cells = tuple(placed(table))
    head = len(table.boxhead)
    sides = _sides(table.columns, cells, head)
    loose = _loose_rows(table, fit)
    heights = ["auto"] * (head + len(table.body))
    for row in _single_lines(len(heights), cells, fit.size, share):
        heights[row] = f"{(CELL_LINE + 2 * (fit.above + _MORE)) * fit.size + 2 * _RULE:g}pt"
    filled = {row for row, _, cell in cells if cell.rowspan == 1 and cell.text}
    rows = [""] * len(heights)
    for row, column, cell in cells:
        room = sum(share[column : column + cell.colspan]) / fit.size - 2 * CELL_SIDE
        room = inf if cell.align == "right" and not fit.breaks else room
        strut = cell.rowspan == 1 and row not in filled and heights[row] == "auto"
        filled |= {row} if strut else set()
        wanted = _side(cell, is_head=row < head)
        wanted = "" if wanted == sides[column] and cell.colspan == 1 else wanted
        rows[row] += _cell(cell, room, _named(cell, fit, wanted, loose=row in loose), strut=strut) + ","
    top = f"table.header({''.join(rows[:head])})," if head else ""
    aligned = ",".join(f"{side}+horizon" for side in sides)
    columns = ",".join(f"{width:.3f}pt" for width in share)
    return f"table(columns:({columns},),rows:({','.join(heights)},),align:({aligned},),{top}{''.join(rows[head:])})"


def _single_lines(count: int, cells: tuple[Placed, ...], size: float, share: list[float]) -> set[int]:
    """Rows whose cells surely are of one line, so that their height is known; the engine then need not measure them."""
    single = set(range(count))
    for row, column, cell in cells:
        if cell.text and not (cell.rowspan > 1 and row + cell.rowspan - 1 not in single):
            room = sum(share[column : column + cell.colspan]) - (2 * CELL_SIDE + cell.indent) * size
            if "\n" in cell.text or at_most(cell.text) * size > room:
                single.discard(row + cell.rowspan - 1)
    return single


def _sides(columns: int, cells: tuple[Placed, ...], head: int) -> list[str]:
    """The alignment that most cells of each column have."""
    counted = [Counter[str]({"left": 0}) for _ in range(columns)]
    for row, column, cell in cells:
        if row >= head:
            counted[column][cell.align] += 1
    return [count.most_common(1)[0][0] for count in counted]


def _side(cell: Cell, *, is_head: bool) -> str:
    return "center" if is_head and cell.align == "left" else cell.align


def _loose_rows(table: TableBlock, fit: Fit) -> set[int]:
    """Rows that may be broken over two pages, as what must stay together with them is higher than a page."""
    head = len(table.boxhead)
    loose: set[int] = set()
    for group, joined in groups(table.body):
        whole = joined and sum(fit.rows[group]) <= fit.room
        if not whole:
            loose |= {head + row for row in range(group.start, group.stop) if joined or fit.rows[row] > fit.room}
    return loose


def _named(cell: Cell, fit: Fit, side: str, *, loose: bool) -> list[str]:
    """What is special about a cell; most have nothing."""
    named = [f"colspan:{cell.colspan}"] if cell.colspan > 1 else []
    if cell.rowspan > 1:
        named.append(f"rowspan:{cell.rowspan}")
    if side:
        named.append(f"align:{side}+horizon")
    if cell.indent and cell.role != "head":
        inner = CELL_SIDE + min(cell.indent, _DEEPEST)
        named.append(f"inset:(left:{inner:g}em,right:{CELL_SIDE:g}em,y:{_above(fit)})")
    if loose:
        named.append("breakable:true")
    return named


def _cell(cell: Cell, room: float, named: list[str], *, strut: bool) -> str:
    text = "strut" if strut else sentence(cell.text, room - cell.indent)
    return f"table.cell({text},{','.join(named)})" if named else text
