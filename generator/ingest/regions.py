"""Which parts of a sheet are which statutory table: by the title over it, and how far down and across it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.ingest.labels import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.forms.model import FormSet
    from generator.ingest.grid import Grid, GridCell, Place

LONGEST_TITLE = 60
LAST_COLUMN = 1 << 20

_YEAR = re.compile(r"(20\d\d)年")
_AFTER = re.compile(r"(?:\([^()]*(?:\)|$)|公开|财决|表|续|[-—_/\dA-Za-z]|(?:金额)?单位:(?:人民币)?[万千]?元)*")
"""What may follow a title: （表1）, (财决01表), （续）, 单位：万元; the name of a sheet may be cut off in it."""
_BEFORE = re.compile(
    r"(?:附件|附表|公开|财决|部门决算|决算公开|[A-Za-z]{1,4}|\d+|表|[-—_:、./()]|20\d\d年度?|部门|单位|本级)*"
)
"""What may stand before a title, beside the unit's name: 附件2：, 公开03表, Z03, 2024年度."""
_OTHER_MEANING = re.compile(
    r"(?:项目|基本|拨款|预算|资金|经费|收入|支出|科目|分类|经营|上年|结转|结余|基金|资本|采购|明细|其中|调整|见|按|及|和|与)$"
)
"""Words before a title that make it the title of another table: 项目支出决算表."""
_SENTENCE = re.compile(r"[。;]|^(?:注|说明|备注|本表)")
_OTHER_TABLE = re.compile(r"(?:决算|预算|收支|明细|情况|统计|绩效|说明|目标|信息|补充).{0,12}表(?:\([^()]*\))?$")
"""A title of a table that is not one of the nine."""


@dataclass(frozen=True, slots=True)
class Region:
    """一张表所在的区域: from the row of its title down to the row before the next title."""

    table: str
    """Name of the table; empty for a region whose title is none of the nine."""
    title: Place
    title_text: str
    year: int | None
    """The year that the title names."""
    above: int
    """The row above the first row of the table: that of the title, where the sheet has one."""
    last_row: int
    first_column: int = 1
    last_column: int = LAST_COLUMN

    def rows(self, grid: Grid) -> Iterator[int]:
        """Its rows below the title that are not blank."""
        below = (row for row in grid.rows if self.above < row <= self.last_row)
        return (row for row in below if self.cells(grid, row))

    def cells(self, grid: Grid, row: int) -> list[tuple[int, GridCell]]:
        """The cells of a row that belong to it."""
        return list(grid.row(row, self.first_column, self.last_column))


def title_keys(forms: FormSet) -> Mapping[str, str]:
    """Titles and their aliases in plain form → table, the longest first."""
    titles = {squeeze(title): table for table, form in forms.tables.items() for title in (form.title, *form.aliases)}
    return dict(sorted(titles.items(), key=lambda item: -len(item[0])))


def match_title(text: str, titles: Mapping[str, str], unit_names: tuple[str, ...] = ()) -> str | None:
    """The table of which ``text`` is the title: ``None`` if it is no title, ``""`` if that of another table."""
    found = squeeze(text)
    if len(found) > LONGEST_TITLE or _SENTENCE.search(found):
        return None
    for title, table in titles.items():
        start = found.find(title)
        if start < 0:
            continue
        before, after = found[:start], found[start + len(title) :]
        for name in unit_names:
            before = before.replace(name, "")
        meant = not _OTHER_MEANING.search(before) or _BEFORE.fullmatch(before)
        if meant and _AFTER.fullmatch(after):
            return table
        break
    return "" if _OTHER_TABLE.search(found) else None


def title_year(text: str) -> int | None:
    """The year that a title names."""
    match = _YEAR.search(squeeze(text))
    return int(match[1]) if match else None


def find_regions(grid: Grid, titles: Mapping[str, str], unit_names: tuple[str, ...]) -> tuple[Region, ...]:
    """All titled regions of a sheet, from top to bottom and left to right."""
    found = [hit for row in grid.rows for hit in _titles_of_row(grid, row, titles, unit_names)]
    rows = sorted({row for (row, _), _, _ in found})
    regions = []
    for (row, column), table, text in found:
        beside = [other for (other_row, other), _, _ in found if other_row == row]
        first, last = _span(column, beside)
        below = next((later for later in rows if later > row), None)
        end = below - 1 if below else grid.rows[-1]
        regions.append(Region(table, (row, column), text, title_year(text), row, end, first, last))
    return tuple(regions)


def whole_sheet(grid: Grid, table: str, text: str) -> Region:
    """All of a sheet as one table: where the name of the sheet is the only title there is."""
    first = min(grid.cells)
    return Region(table, first, text, title_year(text), first[0] - 1, grid.rows[-1])


def _titles_of_row(
    grid: Grid, row: int, titles: Mapping[str, str], unit_names: tuple[str, ...]
) -> Iterator[tuple[Place, str, str]]:
    cells = tuple(grid.row(row))
    if any(cell.numeric for _, cell in cells):
        return
    for column, cell in cells:
        table = match_title(cell.text, titles, unit_names)
        if table or (table == "" and len(cells) == 1):
            yield (row, column), table or "", cell.text


def _span(column: int, beside: list[int]) -> tuple[int, int]:
    """Columns of a table whose title stands beside others: from its own title to the next."""
    if len(beside) == 1:
        return 1, LAST_COLUMN
    first = 1 if column == min(beside) else column
    later = [other for other in beside if other > column]
    return first, min(later) - 1 if later else LAST_COLUMN
