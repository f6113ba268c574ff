"""A sheet and the tables recognised in it → what is left: every part of it that no table covers."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.ingest.grid import column_letters
from generator.ingest.messages import problem, show
from generator.ingest.reading import ROWS_ABOVE
from generator.source import SourceRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.finding import Finding
    from generator.ingest.grid import Grid, Place
    from generator.ingest.reading import Reading

NO_TABLE = frozenset({"SJ30", "SJ31", "SJ36"})
"""Findings that say of a part already that it was not read."""


def find_leftovers(grid: Grid, readings: Iterable[Reading], said: Iterable[Finding]) -> Iterator[Finding]:
    """A finding for each part of ``grid`` that is in no table and of which nothing was ``said`` yet."""
    known = tuple(readings)
    left = {place for place in grid.cells if not any(_covers(reading, place) for reading in known)}
    spoken_of = {finding.source.cell for finding in said if finding.code in NO_TABLE and finding.source}
    rows = sorted({row for row, _ in left})
    for _, group in groupby(enumerate(rows), lambda item: item[1] - item[0]):
        part = {row for _, row in group}
        places = sorted(place for place in left if place[0] in part)
        if not any(f"{column_letters(column)}{row}" in spoken_of for row, column in places):
            yield _leftover(grid, places)


def _covers(reading: Reading, place: Place) -> bool:
    """Whether a cell belongs to a table, or is a label in the few lines above its title."""
    row, column = place
    region = reading.region
    if not region.first_column <= column <= region.last_column or row > region.last_row:
        return False
    title = region.title[0]
    return row >= title or (row >= title - ROWS_ABOVE and not reading.grid.cells[place].numeric)


def _leftover(grid: Grid, places: list[Place]) -> Finding:
    columns = [column for _, column in places]
    area = f"{column_letters(min(columns))}{places[0][0]}:{column_letters(max(columns))}{places[-1][0]}"
    numbers = sum(grid.cells[place].numeric for place in places)
    text = show(grid.cells[places[0]].text)
    said = f"其中 {numbers} 个数" if numbers else "没有数"
    message = f"这一部分没有识别，没有导入：“{text}”（{len(places)} 格，{said}）"
    advice = "是决算公开表时，把表题改成表样中的名称；不是时不用处理"
    return problem("SJ30", message, SourceRef(grid.file, grid.sheet, area), advice=advice)
