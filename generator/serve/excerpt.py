"""A place in a unit's files → the part of the sheet or of the text around it, the place itself lit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.annotate.notes import number as column_number
from generator.importing.recognise import open_exported
from generator.ingest import csv_file
from generator.ingest.files import CSV, TABLES
from generator.ingest.grid import column_letters
from generator.ingest.spreadsheet import read_spreadsheet
from generator.serve.view import Excerpt, ExcerptLine
from generator.workbook import keys

if TYPE_CHECKING:
    from pathlib import Path

    from generator.ingest.grid import Grid
    from generator.source import SourceRef

ROWS, COLUMNS, LINES = 7, 6, 12
"""How much is shown on each side of the place."""
LONGEST = 80
"""Characters of a cell that are shown."""
MOST_BYTES = 20_000_000
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})(?::.*)?")


def excerpt_of(folder: Path, source: SourceRef) -> Excerpt:
    """The part around ``source`` of a file in ``folder``, the unit's own."""
    place = str(source)
    path = folder / source.file
    if path.parent != folder or not path.is_file():
        return Excerpt(place, (), (), f"没有找到文件 {source.file}")
    if path.is_symlink():
        return Excerpt(place, (), (), f"{source.file} 是指向别处的链接，这里不显示它的内容")
    match = _CELL.fullmatch(source.cell)
    if path.suffix.lower() in TABLES and match:
        for grid in _grids(path, path.stat().st_mtime_ns):
            if grid.sheet == source.sheet:
                return _of_grid(place, grid, int(match[2]), column_number(match[1]))
        return Excerpt(place, (), (), f"没有找到工作表 {source.sheet}")
    if path.suffix.lower() in TABLES:
        return Excerpt(place, (), (), "出处是整个文件")
    return _of_text(place, path, source.line)


@lru_cache(maxsize=4)
def _grids(path: Path, _changed: int) -> tuple[Grid, ...]:
    if path.suffix.lower() == CSV:
        return open_exported(path).grids
    return read_spreadsheet(path, path.name).grids


def _of_grid(place: str, grid: Grid, row: int, column: int) -> Excerpt:
    marks = [at for at, cell in grid.cells.items() if cell.value == keys.MARK]
    hidden_rows, hidden_columns = {at[0] for at in marks}, {at[1] for at in marks}
    last = max((at[1] for at in grid.cells), default=column)
    span = range(max(1, column - COLUMNS), min(max(last, column), column + COLUMNS) + 1)
    columns = [one for one in span if one not in hidden_columns]
    around = [one for one in range(max(1, row - ROWS), row + ROWS + 1) if one not in hidden_rows]
    lines = []
    for number in around:
        found = [grid.cells.get((number, one)) for one in columns]
        lines.append(
            ExcerptLine(
                number,
                tuple(
                    (_short(cell.text) if cell else "", number == row and one == column)
                    for one, cell in zip(columns, found, strict=True)
                ),
                number == row,
                tuple(cell is not None and cell.number is not None for cell in found),
            )
        )
    return Excerpt(place, tuple(column_letters(one) for one in columns), tuple(lines))


def _of_text(place: str, path: Path, line: int) -> Excerpt:
    with path.open("rb") as stream:
        content = stream.read(MOST_BYTES)
    text = csv_file.decode(content) or ""
    every = text.splitlines()
    first = max(1, line - LINES)
    lines = tuple(
        ExcerptLine(number, ((_short(words, 3 * LONGEST), number == line),), number == line)
        for number, words in enumerate(every[first - 1 : max(line, 1) + LINES], first)
    )
    return Excerpt(place, (), lines)


def _short(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
