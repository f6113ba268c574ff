"""A filling-in workbook and one reason → the workbook with that text in its cell; all other parts byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.annotate.package import Package
from generator.annotate.worksheet import cells_at, put_text
from generator.ingest.keyed import keyed_rows
from generator.ingest.workbook import read_workbook
from generator.workbook import keys

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.ingest.keyed import KeyedRow

REASONS = "reasons"


class NoRowError(ValueError):
    """The workbook has no row left for the reason."""


def put_reason(path: Path, steps: Sequence[str], value: str) -> bytes:
    """The workbook at ``path`` with ``value`` as the reason ``steps`` (total; items, 2080505; vehicles, prior).

    Raises:
        NoRowError: there is no row for it.
        KeyError, XMLSyntaxError, BadZipFile: it is no workbook.
    """
    rows, _ = keyed_rows(read_workbook(path, path.name).grids)
    row = _row_of(rows, steps)
    if row is None:
        raise NoRowError
    texts = {_column(row, keys.SELF): value}
    if row.is_entry:
        texts[_column(row, keys.KEY)] = steps[-1]
    package = Package.read(path.read_bytes())
    part = package.sheets()[row.grid.sheet]
    root = package.root(part)
    cells = cells_at(root, ((row.row, column) for column in texts))
    for column, text in texts.items():
        put_text(cells[row.row, column], text)
    package.put(part, root)
    return package.write()


def _row_of(rows: Sequence[KeyedRow], steps: Sequence[str]) -> KeyedRow | None:
    """The row of its own, that of the code, or the first that is free for a code."""
    fixed = next((row for row in rows if row.steps == (REASONS, *steps)), None)
    if fixed is not None:
        return fixed
    entries = [row for row in rows if row.steps == (REASONS, *steps[:-1], keys.KEY)]
    own = next((row for row in entries if row.label(keys.KEY) == steps[-1]), None)
    free = (row for row in entries if not row.label(keys.KEY) and row.cell(_column(row, keys.SELF)) is None)
    return own or next(free, None)


def _column(row: KeyedRow, name: str) -> int:
    return next(column for column, key in row.columns.items() if key == name)
