"""Tables with a line for each code, as sheets: a 合计 row, the lines that there are, and blank ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.workbook import keys
from generator.workbook.coding import coding_of
from generator.workbook.fields import leaves
from generator.workbook.formulas import name_of
from generator.workbook.heads import box_head
from generator.workbook.plan import Slot, a1
from generator.workbook.totals import across, entries, whole_row

if TYPE_CHECKING:
    from generator.forms.model import ClassifiedForm
    from generator.workbook.material import Material
    from generator.workbook.plan import Sheet

CODE, NAME, FIRST = 2, 3, 4
"""Columns of codes, names and the first amount; keys stand in the first column."""


def lay_classified(sheet: Sheet, material: Material, table: str, form: ClassifiedForm, top: int) -> int:
    """Lay the table out from row ``top`` on; its last printed column."""
    titles = {
        leaf.steps[0]: leaf.title
        for leaf in leaves((table, "lines", keys.KEY), material.model)
        if leaf.steps != ("name",)
    }
    spanner = (form.body_spanner,) if form.body_spanner else ()
    heads = {column.field: (*spanner, *column.spanner, column.label) for column in form.columns}
    heads |= {field: ("表外补充", title) for field, title in titles.items() if field not in heads}
    columns = {field: FIRST + index for index, field in enumerate(heads)}
    stub = (form.stub_head,) if form.stub_head else ()
    paths = {CODE: (*stub, form.code_head), NAME: (*stub, form.name_head)}
    row = box_head(sheet, top, paths | {columns[field]: head for field, head in heads.items()})
    sheet.repeat = (top, row - 1)
    marked = {CODE: keys.KEY, NAME: f"{keys.DERIVED}name" if coding_of(table).source else "name"}
    cells = dict.fromkeys(columns, "")
    marked |= {place: (keys.DERIVED if across(table, field, cells) else "") + field for field, place in columns.items()}
    sheet.marks(row, 1, marked)
    row += 1
    _total(sheet, material, table, columns, row)
    sheet.freeze = (row + 1, FIRST)
    lines = material.data.get(table, {}).get("lines", {})
    listed = [code for code, line in lines.items() if line]
    for code in (*listed, *[""] * min(material.spare, coding_of(table).spare)):
        row += 1
        _line(sheet, material, table, columns, row, code)
    sheet.row = row + 1
    sheet.key(sheet.row, 1, keys.STOP)
    sheet.widths |= {CODE: 13, NAME: 34} | dict.fromkeys(columns.values(), 15)
    return FIRST + len(form.columns) - 1


def _total(sheet: Sheet, material: Material, table: str, columns: dict[str, int], row: int) -> None:
    sheet.key(row, 1, keys.row_key((table, "total"), derived=True))
    sheet.merge(row, CODE, row, NAME, Slot("strong", "合计", align="center"))
    for field, column in columns.items():
        sheet.put(row, column, material.amount((table, "total", field), whole_row(table, field)))


def _line(sheet: Sheet, material: Material, table: str, columns: dict[str, int], row: int, code: str) -> None:
    sheet.key(row, 1, entries(table))
    coding = coding_of(table)
    sheet.put(row, CODE, Slot("input", code or None, source=coding.source, message=coding.message, kind="line"))
    path = (table, "lines", code)
    formula = name_of(a1(row, CODE), coding.kind) if coding.source else None
    sheet.put(row, NAME, material.name((*path, "name"), code, formula, coding.kind))
    cells = {field: a1(row, column) for field, column in columns.items()}
    for field, column in columns.items():
        sheet.put(row, column, material.amount((*path, field), across(table, field, cells)))
