"""“三公”经费支出决算表 (公开09表) → amounts by the heads over the one row, or by the labels beside the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.ingest.columns import Wanted, match_columns
from generator.ingest.labels import TOTALS, key
from generator.ingest.messages import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.forms.model import GroupForm
    from generator.ingest.grid import Place
    from generator.ingest.reading import Reading

FEWEST_COLUMNS = 3
"""Columns that make it the printed form, with all heads on top."""


def group_words(form: GroupForm) -> Iterator[str]:
    """The labels that its head may have."""
    for column in form.columns:
        yield from (column.label, *column.aliases, *column.spanner)


def read_group(reading: Reading, form: GroupForm) -> None:
    """Read the row, or the rows, below the head."""
    wanted = [Wanted.of(column) for column in form.columns]
    head = reading.head
    matched = match_columns(wanted, head.paths)
    if len(matched.fields) < FEWEST_COLUMNS:
        _read_upright(reading, form, wanted)
        return
    filled = [row for row in reading.rows if any(reading.numeric(row, column) for column in matched.fields)]
    totals = [row for row in filled if any(key(cell.text) in TOTALS for _, cell in reading.cells(row))]
    chosen = (totals or filled or list(reading.rows))[:1]
    for row in filled:
        if row not in chosen:
            reading.report("SJ41", row, reading.first(row), "这一行没有读取", "只读合计行；没有合计行时只读第一行")
    for row in chosen:
        for column, field in matched.fields.items():
            path = (reading.region.table, *field.split("."))
            reading.amount(path, row, column, " · ".join(head.paths[column]), note=True)
    stub = {column for row in chosen for column, cell in reading.cells(row) if not cell.numeric}
    reading.report_unknown({*matched.fields, *stub})


def _read_upright(reading: Reading, form: GroupForm, wanted: list[Wanted]) -> None:
    """The same figures with the items one below the other, 预算数 and 决算数 as columns."""
    spanners = tuple({want.spanners[0] for want in wanted if want.spanners})
    columns = {
        column: path for column, path in reading.head.paths.items() if any(step.endswith(spanners) for step in path)
    }
    paths: dict[Place, tuple[str, ...]] = {}
    for row in reading.rows:
        label = next((cell.text for _, cell in reading.cells(row) if not cell.numeric and not cell.dash), "")
        for column, path in columns.items():
            if label and reading.present(row, column):
                paths[row, column] = (*path, key(label))
    matched = match_columns(wanted, paths)
    if not columns or (paths and not matched.fields):
        advice = f"表头应有：{'、'.join(dict.fromkeys(item.label for item in form.columns))}"
        reading.report("SJ31", *reading.head.corner, "表头的栏目不认识", advice)
        return
    for (row, column), field in matched.fields.items():
        reading.amount((reading.region.table, *field.split(".")), row, column, " · ".join(paths[row, column]))
    for row, column in matched.unknown:
        if reading.numeric(row, column):
            message = f"项目“{show(paths[row, column][-1])}”不认识，它有金额"
            reading.report("SJ33", row, column, message, "项目名称按表样填写；是下级明细时删去这一行")
