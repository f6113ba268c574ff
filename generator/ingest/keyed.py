"""A filling-in workbook's hidden keys → its rows: which cells belong together, and to which path they say they go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.ingest.messages import problem, show
from generator.workbook import keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.finding import Finding
    from generator.ingest.grid import Grid, GridCell
    from generator.source import SourceRef

_FAR = 1 << 20
_LABELS = frozenset({keys.KEY, keys.OWNER, keys.GOAL, keys.NUMBER, keys.LAST_REASON})
_TOKENS = frozenset({keys.KEY, keys.INDEX, keys.GOAL, keys.POINTER, *keys.FORMS})


@dataclass(frozen=True)
class KeyedRow:
    """A row of a block: the steps of its key, and which column holds what."""

    grid: Grid
    row: int
    steps: tuple[str, ...]
    derived: bool
    columns: dict[int, str]

    @property
    def is_entry(self) -> bool:
        """Whether it is one of a list, and not a row of its own."""
        return any(step in _TOKENS for step in self.steps)

    @property
    def rank(self) -> int:
        """Rows that others refer to come first: projects before their forms, goals before their indicators."""
        if keys.GOAL in self.steps:
            return 2
        return 3 if self.steps == (keys.POINTER,) else int(any(step in keys.FORMS for step in self.steps))

    def cell(self, column: int) -> GridCell | None:
        """The cell in a column, if it is not blank."""
        return self.grid.cells.get((self.row, column))

    def label(self, name: str) -> str:
        """What stands in a key column."""
        for column, key in self.columns.items():
            if key == name and (cell := self.cell(column)) is not None and not cell.problem:
                return cell.text.strip()
        return ""

    def place(self, name: str) -> SourceRef:
        """The cell of a column, or of the first column."""
        column = next((column for column, key in self.columns.items() if key == name), min(self.columns))
        return self.grid.ref(self.row, column)

    def values(self) -> Iterator[tuple[int, str, bool]]:
        """The columns of values: column, key, whether our own formula may stand there."""
        for column, key in self.columns.items():
            if key not in _LABELS:
                derived = self.derived or key.startswith(keys.DERIVED)
                yield column, key.removeprefix(keys.DERIVED), derived


def keyed_rows(grids: Iterable[Grid]) -> tuple[list[KeyedRow], list[Finding]]:
    """All keyed rows of a workbook, those first that others refer to; and what stands where nothing is expected."""
    rows: list[KeyedRow] = []
    findings: list[Finding] = []
    for grid in grids:
        found, problems = _sheet_rows(grid)
        rows.extend(found)
        findings.extend(problems)
    return sorted(rows, key=lambda row: row.rank), findings


def has_keys(grid: Grid) -> bool:
    """Whether a sheet has any block."""
    return any(cell.value == keys.MARK for cell in grid.cells.values())


def _sheet_rows(grid: Grid) -> tuple[list[KeyedRow], list[Finding]]:
    marks = sorted(place for place, cell in grid.cells.items() if cell.value == keys.MARK)
    rows: list[KeyedRow] = []
    findings: list[Finding] = []
    for row, column in marks:
        right = min((other for other_row, other in marks if other_row == row and other > column), default=_FAR)
        bottom = min((other_row for other_row, other in marks if other == column and other_row > row), default=_FAR)
        heads = grid.row(row, column + 1, right - 1)
        columns = {place: cell.text for place, cell in heads if cell.text != keys.STOP}
        if columns:
            found, problems = _block(grid, row, column, bottom, columns)
            rows.extend(found)
            findings.extend(problems)
    return rows, findings


def _block(
    grid: Grid, top: int, column: int, bottom: int, columns: dict[int, str]
) -> tuple[list[KeyedRow], list[Finding]]:
    """The rows below a mark; a row without a key that someone put in between goes with the entries above it."""
    rows: list[KeyedRow] = []
    findings: list[Finding] = []
    current = KeyedRow(grid, top, (), derived=False, columns=columns)
    stopped = False
    for row in (one for one in grid.rows if top < one < bottom):
        key = grid.cells.get((row, column))
        if key is not None:
            stopped = key.text == keys.STOP
            steps = tuple(key.text.removeprefix(keys.DERIVED).split("/"))
            current = KeyedRow(grid, row, steps, derived=key.text.startswith(keys.DERIVED), columns=columns)
            if not stopped:
                rows.append(current)
        elif stopped:
            continue
        elif current.is_entry:
            rows.append(KeyedRow(grid, row, current.steps, derived=current.derived, columns=columns))
        else:
            findings.extend(_stray(grid, row, columns))
    return rows, findings


def _stray(grid: Grid, row: int, columns: dict[int, str]) -> Iterator[Finding]:
    """What stands in a row that someone put between rows that each have their own meaning."""
    for column in columns:
        if (cell := grid.cells.get((row, column))) is not None:
            advice = "删去插入的行，把内容填到原来的行；多出的项目填在可以增加行的表中"
            message = f"这一行不是填写行，“{show(cell.text)}”没有读取"
            yield problem("SJ55", message, grid.ref(row, column), found=show(cell.text), advice=advice)
            return
