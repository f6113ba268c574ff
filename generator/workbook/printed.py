"""The nine statutory tables as sheets: in the form in which they are printed, to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.forms.model import ClassifiedForm, EconomicForm, GroupForm, TwoSidedForm
from generator.workbook.formulas import joined
from generator.workbook.plan import Sheet, Slot
from generator.workbook.printed_lines import lay_classified
from generator.workbook.printed_others import lay_economic, lay_group
from generator.workbook.printed_sides import lay_two_sided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.forms.model import Form
    from generator.workbook.material import Material

TOP = 5
"""The first row of the boxhead."""


def table_sheets(material: Material) -> Iterator[Sheet]:
    """A sheet for each table of the year's forms, in the order of the style."""
    tables = material.forms.tables
    ordered = [table for table in material.style.tables.order if table in tables]
    ordered += [table for table in tables if table not in ordered]
    for number, table in enumerate(ordered, 1):
        yield _sheet(material, table, tables[table], number)


def sheet_name(material: Material, table: str, number: int) -> str:
    """The label that the style prints over the table."""
    spec = material.style.tables.specs.get(table)
    return spec.label if spec and spec.label else f"公开{number:02}表"


def _sheet(material: Material, table: str, form: Form, number: int) -> Sheet:
    sheet = Sheet(sheet_name(material, table, number), landscape=form.landscape or form.kind != "classified")
    match form:
        case TwoSidedForm():
            last = lay_two_sided(sheet, material, table, form, TOP)
        case ClassifiedForm():
            last = lay_classified(sheet, material, table, form, TOP)
        case EconomicForm():
            last = lay_economic(sheet, material, form, TOP)
        case GroupForm():
            last = lay_group(sheet, material, table, form, TOP)
    _above(sheet, material, table, form, last)
    return sheet


def _above(sheet: Sheet, material: Material, table: str, form: Form, last: int) -> None:
    """Title, label, owner and unit of amounts over the columns up to ``last``."""
    spec = material.style.tables.specs.get(table)
    title = (spec.title if spec else "") or form.title
    text = material.style.tables.title_form.format(year=material.year, title=title)
    sheet.merge(1, 2, 1, last, Slot("title", text, align="center"))
    sheet.heights[1] = 28
    sheet.put(2, last, Slot("plain", sheet.name, align="right"))
    unit = material.data.get("unit", {})
    owner, measure = material.style.tables.owner_form, material.style.tables.unit_form
    name, amounts = unit.get("name"), material.data.get("amount_unit")
    before = owner.format(name="")
    owned = Slot("plain", f"{before}{name or ''}", joined(before, "unit/name"))
    sheet.merge(3, 2, 3, min(last - 1, 4), owned)
    before = measure.format(unit="")
    sheet.put(3, last, Slot("plain", f"{before}{amounts or ''}", joined(before, "amount_unit"), align="right"))
    hint = "黄色格填写；浅绿格自动合计或带出，与批复的表有尾差时可以直接改写。没有发生的留空。"
    sheet.merge(4, 2, 4, last, Slot("note", hint))
    row = sheet.row
    for note in (*form.notes, form.formula_note):
        if note:
            sheet.merge(row, 2, row, last, Slot("note", note))
            row += 1
    sheet.row = row
