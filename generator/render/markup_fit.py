"""TableBlock + page → the type size at which the table fits: no number broken, one page where a page can do.

Widths are reckoned in em (全角 1, 半角 ½), which is what the CJK fonts are drawn to; no font is opened.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.document.table import Cell, TableBlock
    from generator.style.model import Page

SMALLEST = 7.5
"""六号, in points: below it no table is set."""

CELL_SIDE = 0.3
"""Space left and right of a cell's text, in em; the style sheet is built from these three."""

CELL_ABOVE = 0.2
CELL_LINE = 1.3

CLOSE = 0.08
"""Space above and below a cell's text where a table fits its page only so."""

TIGHT_MARGINS = {"top": 25.0, "right": 16.0, "bottom": 25.0, "left": 25.0}
"""Millimetres, of an upright page: for a table that fits on one page only so. The left edge is still wide enough to be
bound, the lower one holds the page number."""

READABLE = 8.0
"""Points: smaller type is a last resort."""

_MM = 72 / 25.4
_SAFETY = 0.98
_RULE = 0.5
_MIXED = 0.1
"""What digits of the Latin font add to the height of a line, in em, at most (more where the body's font is missing)."""
_UNBROKEN = re.compile(r"[!-~]+")
"""A run without a place to break a line: digits and Latin letters."""

_SHORT = 3
"""A table without row spans is short when it takes no more than this part of a page."""

_LONGEST_RUN = 18
"""Longer runs are no figures and may be broken."""


@lru_cache(maxsize=8192)
def em(text: str) -> float:
    """Width of ``text`` in em."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def text_area(page: Page, *, landscape: bool) -> tuple[float, float]:
    """Width and height of the type area (版心), in points; a landscape page is the portrait one turned."""
    across = (page.width - page.left - page.right) * _MM
    down = (page.height - page.top - page.bottom) * _MM
    return (down, across) if landscape else (across, down)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is set."""

    size: float
    """Points."""
    fits: bool
    """Whether all of it goes on one page."""
    rows: tuple[float, ...]
    """About how high each row of the body will be, in points."""
    room: float
    """Points for rows of the body on a page that the table has for itself."""
    keep: bool = False
    """Whether it is not to be broken over two pages."""
    above: float = CELL_ABOVE
    """Space above and below a cell's text, in em."""
    tight: bool = False
    """Whether its page has narrower margins."""
    breaks: bool = False
    """Whether a number is wider than its column at every size, and is broken so that it stays in its cell."""


def tight(page: Page) -> Page:
    """``page`` with narrower margins."""
    narrower = {edge: min(getattr(page, edge), width) for edge, width in TIGHT_MARGINS.items()}
    return page.model_copy(update=narrower)


def fit(table: TableBlock, page: Page, taken: float = 0.0) -> Fit:
    """The largest of the style's table sizes at which ``table`` fits; ``taken`` points of its page are not free.

    A size fits when every number stays on one line. A table with a page of its own, and a form whose cells span
    rows, are made smaller where that brings them on one page: first the type, then the rows, and then, if the table
    has a page of its own, the margins. Within the text such a form, and a short table, is kept.
    """
    settings = _settings(table, page, taken)
    largest = next(settings)
    spans = any(cell.rowspan > 1 for row in table.body for cell in row)
    if table.own_page or spans:
        found = next((smaller for smaller in (largest, *settings) if smaller.fits), largest)
        return replace(found, keep=found.fits and not table.own_page)
    height = text_area(page, landscape=table.landscape)[1] * _SAFETY
    return replace(largest, keep=largest.fits and sum(largest.rows) <= height / _SHORT)


def _settings(table: TableBlock, page: Page, taken: float) -> Iterator[Fit]:
    """The ways to set ``table`` without breaking a number, the best one first, not the narrower page in the text.

    The smallest type comes last: close rows and a narrower page are easier to read.
    """
    widest = _widest_runs(table)
    texts = tuple(_texts(table))
    sizes = _sizes(page)
    groups = [size for size in sizes if size >= READABLE], [size for size in sizes if size < READABLE]
    sheets = (page, tight(page)) if table.own_page else (page,)
    ways = [
        (size, above, sheet)
        for group, sheet, above in product(groups, sheets, (CELL_ABOVE, CLOSE))
        for size in group
        if _numbers_fit(size, widest, _shares(table, sheet))
    ]
    known: dict[tuple[float, bool], list[int]] = {}
    for size, above, sheet in ways:
        key = size, sheet is page
        lines = known[key] = known.get(key) or _lines(texts, size, _shares(table, sheet))
        yield replace(_set_in(table, texts, lines, (size, above), sheet, taken), tight=sheet is not page)
    if not ways:
        lines = _lines(texts, SMALLEST, _shares(table, page))
        yield replace(_set_in(table, texts, lines, (SMALLEST, CELL_ABOVE), page, taken), breaks=True)


def balanced(table: TableBlock, page: Page) -> TableBlock:
    """``table`` with columns as wide as their numbers need, if its own are too narrow even for the smallest type."""
    needed = [run * SMALLEST + 2 * CELL_SIDE * SMALLEST + _RULE for run in _widest_runs(table)]
    shares = _shares(table, tight(page) if table.own_page else page)
    spare = sum(shares) - sum(needed)
    if spare < 0 or all(need <= share for need, share in zip(needed, shares, strict=True)):
        return table
    widths = (need + spare * share / sum(shares) for need, share in zip(needed, shares, strict=True))
    return replace(table, widths=tuple(widths))


def _shares(table: TableBlock, page: Page) -> list[float]:
    """Width of each column, in points."""
    width = text_area(page, landscape=table.landscape)[0]
    return [width * column / sum(table.widths) for column in table.widths]


@dataclass(frozen=True, slots=True)
class _Text:
    """What a cell says, and where: its row, its first grid column and the one after its last."""

    row: int
    start: int
    end: int
    rows: int
    indent: int
    lines: tuple[float, ...]
    """Width of each of its lines, in em."""


def _texts(table: TableBlock) -> Iterator[_Text]:
    """The cells that are not empty."""
    for row, start, cell in placed(table):
        if cell.text:
            widths = tuple(map(em, cell.text.split("\n")))
            yield _Text(row, start, start + cell.colspan, cell.rowspan, cell.indent, widths)


def _set_in(
    table: TableBlock,
    texts: tuple[_Text, ...],
    lines: list[int],
    measure: tuple[float, float],
    page: Page,
    taken: float,
) -> Fit:
    """``table`` in a ``measure`` of type size and space above, on ``page``, of which ``taken`` points are not free.

    ``lines`` is how many each of ``texts`` takes.
    """
    size, above = measure
    width, height = text_area(page, landscape=table.landscape)
    height *= _SAFETY
    free = height - taken - _notes_height(table, page, width)
    around = 2 * above + _MIXED
    most = [1] * (len(table.boxhead) + len(table.body))
    for text, count in zip(texts, lines, strict=True):
        if text.rows == 1 and count > most[text.row]:
            most[text.row] = count
    rows = [(count * CELL_LINE + around) * size + _RULE for count in most]
    for text, count in zip(texts, lines, strict=True):
        if text.rows > 1:
            last = min(text.row + text.rows, len(rows))
            rows[last - 1] += max(0.0, (count * CELL_LINE + around) * size - sum(rows[text.row : last]))
    head = len(table.boxhead)
    caption = sum(1 for line in (table.label, table.owner or table.unit) if line) * CELL_LINE * size
    return Fit(size, caption + sum(rows) <= free, tuple(rows[head:]), height - sum(rows[:head]), above=above)


def _notes_height(table: TableBlock, page: Page, width: float) -> float:
    return sum(note_height(note, page, width) for note in table.notes)


def note_height(text: str, page: Page, width: float) -> float:
    """Points that a note takes below a table ``width`` points wide."""
    return ceil(em(text) * page.small_size / width) * page.small_size * CELL_LINE


def _sizes(page: Page) -> list[float]:
    steps = {page.table_size, page.small_size, page.small_size - 0.5, page.small_size - 1, SMALLEST}
    return sorted((size for size in steps if SMALLEST <= size <= page.table_size), reverse=True) or [page.table_size]


def _numbers_fit(size: float, widest: list[float], share: list[float]) -> bool:
    return all(run * size <= room - 2 * CELL_SIDE * size for run, room in zip(widest, share, strict=True))


def _widest_runs(table: TableBlock) -> list[float]:
    widest = [0.0] * table.columns
    for _, column, cell in placed(table):
        if cell.colspan == 1 and cell.text:
            runs = (latin_em(run) for run in _UNBROKEN.findall(cell.text) if len(run) <= _LONGEST_RUN)
            widest[column] = max(widest[column], *runs, 0.0)
    return widest


def latin_em(run: str) -> float:
    """Width of a run of the Latin font in em."""
    return len(run) / 2 - sum(map(run.count, ",.")) / 4 + run.count("%") / 3


def _lines(texts: tuple[_Text, ...], size: float, share: list[float]) -> list[int]:
    """Lines that each text takes."""
    per_line = {
        (start, end, indent): max((sum(share[start:end]) - (2 * CELL_SIDE + indent) * size) // size, 1)
        for start, end, indent in {(text.start, text.end, text.indent) for text in texts}
    }
    counts = []
    for text in texts:
        room = per_line[text.start, text.end, text.indent]
        whole = len(text.lines) == 1 and text.lines[0] <= room
        counts.append(1 if whole else sum(ceil(line / room) or 1 for line in text.lines))
    return counts


def placed(table: TableBlock) -> Iterator[tuple[int, int, Cell]]:
    """Each cell with its row and first grid column."""
    columns = table.columns
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate((*table.boxhead, *table.body)):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            if cell.rowspan > 1:
                taken.update(
                    (row + down, column + right) for down in range(1, cell.rowspan) for right in range(cell.colspan)
                )
            if column < columns:
                yield row, column, cell
            column += cell.colspan
