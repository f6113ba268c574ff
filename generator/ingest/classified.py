"""Tables with a line for each functional code (收入、支出、一般公共预算、基金、国资) → amounts by code and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.ingest.codes import find_stub
from generator.ingest.columns import Wanted, match_columns
from generator.ingest.fields import line_fields
from generator.ingest.labels import TOTALS, key
from generator.ingest.lines import Lines
from generator.ingest.messages import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.forms.model import ClassifiedForm
    from generator.ingest.reading import Reading


def classified_words(form: ClassifiedForm) -> Iterator[str]:
    """The labels that its head may have."""
    yield from (form.body_spanner, form.code_head, form.name_head)
    for column in form.columns:
        yield from (column.label, *column.aliases, *column.spanner)


def read_classified(reading: Reading, form: ClassifiedForm) -> None:
    """Read the table below its head."""
    table, head = reading.region.table, reading.head
    titles = line_fields(table)
    wanted = [Wanted.of(column, titles.pop(column.field, "")) for column in form.columns]
    wanted += [Wanted(field, frozenset({key(title)}), ()) for field, title in titles.items()]
    generic = frozenset({key(form.body_spanner), key(form.stub_head)}) if form.body_spanner else frozenset()
    matched = match_columns(wanted, head.paths, generic)
    stub = find_stub(reading.grid, head, matched.unknown, reading.rows)
    if not matched.fields or not stub.codes:
        lacking = "金额栏目" if stub.codes else "科目编码栏"
        advice = f"表头应有：{form.code_head}、{form.name_head}、{'、'.join(item.label for item in form.columns)}"
        reading.report("SJ31", *head.corner, f"表头中没有找到{lacking}", advice)
        return
    lines = Lines(reading, "functional")
    for row in reading.rows:
        coded = lines.stub(stub, row)
        present = {column: field for column, field in matched.fields.items() if reading.present(row, column)}
        if coded.code:
            lines.read(coded, row, reading.first(row), present)
        elif key(coded.name) in TOTALS:
            for column, field in present.items():
                label = f"{coded.name} · {head.label(column)}"
                reading.amount((table, "total", field), row, column, label, note=True)
        elif not coded.bad and any(reading.numeric(row, column) for column in present):
            message = f"这一行有金额，但“{show(coded.name)}”没有科目编码"
            reading.report("SJ33", row, min(present), message, "补上科目编码；说明文字不要和金额写在同一行")
    reading.report_unknown({*matched.fields, *stub.columns})
