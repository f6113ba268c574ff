"""A PDF → its texts and tables in reading order, by what is drawn on its pages; tags are not needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.readback.content import Grid, GridCell, Reading, Text
from generator.readback.pdf_flow import PageLines, PlacedLine, paragraphs, without_furniture
from generator.readback.pdf_flow import placed as placed_lines
from generator.readback.pdf_grid import PlacedGrid, grids_of
from generator.readback.pdf_lines import Line, lines_of
from generator.readback.pdf_page import Page, read_page
from generator.readback.refused import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from generator.readback.content import Item

MAX_SIZE = 100_000_000
MAX_PAGES = 2_000
_SAME_SIDE = 3.0
"""Points by which the columns of a table may shift from page to page."""


def read_pdf(path: Path) -> Reading:
    """The file at ``path``; page numbers, running heads and repeated heads of tables are left out.

    Raises:
        UnreadableError: it is no PDF, has a password, is too large, or holds pictures of text only.
    """
    import pypdfium2

    if path.stat().st_size > MAX_SIZE:
        raise UnreadableError(
            f"{path.name} 超过 {MAX_SIZE // 1_000_000} MB", "用本程序生成的 PDF，或由 Word 另存的 PDF"
        )
    try:
        file = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"{path.name} 不是 PDF，已损坏，或有打开密码", "取消密码，或重新另存为 PDF") from error
    try:
        if len(file) > MAX_PAGES:
            raise UnreadableError(f"{path.name} 超过 {MAX_PAGES} 页", "只留决算公开文本后重试")
        pages = [read_page(page, number) for number, page in enumerate(file, 1)]
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"{path.name} 已损坏，有的页读不出来", "重新生成，或由 Word 重新另存为 PDF") from error
    finally:
        file.close()
    if not any(page.chars for page in pages):
        raise UnreadableError(f"{path.name} 中没有文字，是图片或扫描件", "用 Word 文件，或由 Word 另存的 PDF")
    return Reading(tuple(_items(pages)))


def _items(pages: Sequence[Page]) -> Iterator[Item]:
    """Texts between tables; a table that goes on over pages is one."""
    grids = [grids_of(page.rules, page.chars) for page in pages]
    outside = [_outside(page, placed) for page, placed in zip(pages, grids, strict=True)]
    written = [PageLines(page.width, page.height, lines) for page, lines in zip(pages, outside, strict=True)]
    flows = placed_lines(written, without_furniture(written))
    waiting: list[PlacedLine] = []
    table: PlacedGrid | None = None
    for lines, placed in zip(flows, grids, strict=True):
        rest = list(lines)
        for grid in placed:
            above = [one for one in rest if one.line.base < grid.top]
            rest = rest[len(above) :]
            waiting += above
            if table is not None and not waiting and _goes_on(table, grid):
                table = _joined(table, grid)
                continue
            if table is not None:
                yield table.grid
            yield from map(Text, paragraphs(waiting))
            waiting, table = [], grid
        if rest and table is not None:
            yield table.grid
            table = None
        waiting += rest
    if table is not None:
        yield table.grid
    yield from map(Text, paragraphs(waiting))


def _outside(page: Page, grids: Sequence[PlacedGrid]) -> tuple[Line, ...]:
    return tuple(lines_of(char for char in page.chars if not any(grid.holds(char) for grid in grids)))


def _goes_on(table: PlacedGrid, grid: PlacedGrid) -> bool:
    """Whether ``grid`` at the head of a page goes on with ``table``: it is as wide, at the same place."""
    ends = ((table.sides[0], grid.sides[0]), (table.sides[-1], grid.sides[-1]))
    return all(abs(one - other) <= _SAME_SIDE for one, other in ends)


def _joined(table: PlacedGrid, grid: PlacedGrid) -> PlacedGrid:
    """Both, without the head that is repeated. A page shows only the columns that its own rows part."""
    sides = list(table.sides)
    sides += [side for side in grid.sides if all(abs(side - known) > _SAME_SIDE for known in sides)]
    sides.sort()
    rows, more = _on(sides, table), _on(sides, grid)
    repeated = 0
    for row, again in zip(rows, more, strict=False):
        if [cell.text for cell in row] != [cell.text for cell in again] or not any(cell.text for cell in row):
            break
        repeated += 1
    return replace(table, grid=Grid((*rows, *more[repeated:])), sides=tuple(sides))


def _on(sides: Sequence[float], table: PlacedGrid) -> tuple[tuple[GridCell, ...], ...]:
    """The rows of ``table`` on columns that may be more than its own."""
    if len(sides) == len(table.sides):
        return table.grid.rows
    place = [min(range(len(sides)), key=lambda index: abs(sides[index] - own)) for own in table.sides]
    return tuple(
        tuple(
            replace(cell, column=place[cell.column], colspan=place[cell.column + cell.colspan] - place[cell.column])
            for cell in row
        )
        for row in table.grid.rows
    )
