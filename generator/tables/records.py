"""A list of records → its printed table: 合计 first, then a row for each record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.table import Cell, Row
from generator.tables.boxhead import boxhead, head

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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

    def row(texts: Mapping[str, str], figures: Mapping[str, Figure]) -> Row:
        return tuple(
            amount(figures.get(column.field)) if column.field in with_figures else _text(texts.get(column.field, ""))
            for column in form.columns
        )

    body = [row(one.texts, one.figures) for one in records.rows]
    if form.total_at and body:
        body.insert(0, row({form.total_at: "合计"}, records.total))
    return ((*heads, numbers) if form.numbers else heads), tuple(body), tuple(column.width for column in form.columns)


def _text(text: str) -> Cell:
    return Cell(text, role="label", align="center" if len(text) <= _LONGEST_CENTRED else "left")
