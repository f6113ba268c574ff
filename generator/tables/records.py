"""A list of records → its printed table: 合计 first, then a row for each record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.table import Cell, Row
from generator.tables.boxhead import boxhead, head

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.facts.figure import Figure
    from generator.facts.records import RecordTable
    from generator.forms.model import RecordsForm

_LONGEST_CENTRED = 12
"""Characters of a text that is set in the middle of its cell."""


def records_content(
    records: RecordTable, form: RecordsForm, amount: Callable[[Figure | None], Cell]
) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[float, ...]]:
    """Boxhead, body and relative widths; ``amount`` makes the cell of a figure."""
    heads = boxhead([(*column.spanner, column.label) for column in form.columns])
    numbers = tuple(head(str(index)) for index, _ in enumerate(form.columns, 1))
    with_figures = {column for row in records.rows for column in row.figures} | set(records.total)

    def row(texts: dict[str, str], figures: dict[str, Figure]) -> Row:
        return tuple(
            amount(figures.get(column.field)) if column.field in with_figures else _text(texts.get(column.field, ""))
            for column in form.columns
        )

    body = [row(dict(one.texts), dict(one.figures)) for one in records.rows]
    if form.total_at and records.rows:
        whole = {column.field: "合计" for column in form.columns if column.field == form.total_at}
        body.insert(0, row(whole, dict(records.total)))
    return ((*heads, numbers) if form.numbers else heads), tuple(body), tuple(column.width for column in form.columns)


def _text(text: str) -> Cell:
    return Cell(text, role="label", align="center" if len(text) <= _LONGEST_CENTRED else "left")
