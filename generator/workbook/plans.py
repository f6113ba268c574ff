"""预算数: budgets and last year's outturn, a line for each functional code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.workbook import keys
from generator.workbook.coding import FUNCTIONAL
from generator.workbook.fields import leaves
from generator.workbook.formulas import lookup, name_of, plus, tops
from generator.workbook.plan import Sheet, Slot, a1
from generator.workbook.printed_lines import CODE, NAME

if TYPE_CHECKING:
    from generator.workbook.material import Material

BLOCK = "plan/lines/@key"
_FIRST = 4
_HEAD = 3


def plan_sheet(material: Material) -> Sheet:
    """The sheet 预算数."""
    sheet = Sheet("预算数")
    fields = {leaf.steps[0]: leaf.title for leaf in leaves(("plan", "total"))}
    columns = {field: _FIRST + index for index, field in enumerate(fields)}
    outturn = _FIRST + len(fields)
    sheet.merge(1, CODE, 1, outturn, Slot("title", "一般公共预算财政拨款支出预算数"))
    sheet.heights[1] = 28
    note = "按项级科目填写年初预算数、全年（调整）预算数和上年决算数；没有安排的填 0，不知道的留空。"
    sheet.merge(2, CODE, 2, outturn, Slot("note", note))
    heads = {CODE: "科目编码", NAME: "科目名称", outturn: f"{material.year}年决算数"}
    for column, title in (heads | {columns[field]: title for field, title in fields.items()}).items():
        sheet.put(_HEAD, column, Slot("head", title, align="center"))
    marked = {CODE: keys.KEY} | {place: field for field, place in columns.items()}
    sheet.marks(_HEAD + 1, 1, marked)
    row = _HEAD + 2
    sheet.key(row, 1, keys.row_key(("plan", "total"), derived=True))
    sheet.merge(row, CODE, row, NAME, Slot("strong", "合计", align="center"))
    for field, column in columns.items():
        sheet.put(row, column, material.amount(("plan", "total", field), tops(BLOCK, field)))
    whole = "general_budget/total/total"
    sheet.put(row, outturn, Slot("shown", material.stored.get(whole), plus(whole), "amount", align="right"))
    listed = [code for code, line in material.data.get("plan", {}).get("lines", {}).items() if line]
    for code in (*listed, *[""] * material.spare):
        row += 1
        _line(sheet, material, columns, row, code)
    sheet.key(row + 1, 1, keys.STOP)
    sheet.freeze = (_HEAD + 3, _FIRST)
    sheet.repeat = (_HEAD, _HEAD)
    sheet.widths |= {CODE: 13, NAME: 34, outturn: 17} | dict.fromkeys(columns.values(), 17)
    return sheet


def _line(sheet: Sheet, material: Material, columns: dict[str, int], row: int, code: str) -> None:
    sheet.key(row, 1, BLOCK)
    sheet.put(row, CODE, Slot("input", code or None, source=FUNCTIONAL.source, message=FUNCTIONAL.message))
    name = material.functional.names.get(code)
    sheet.put(row, NAME, Slot("shown", name, name_of(a1(row, CODE), "功能")))
    for field, column in columns.items():
        sheet.put(row, column, material.amount(("plan", "lines", code, field)))
    formula = lookup(a1(row, CODE), "general_budget/lines/@key", "total")
    stored = material.stored.get(f"general_budget/lines/{code}/total")
    sheet.put(row, _FIRST + len(columns), Slot("shown", stored, formula, "amount", align="right"))
