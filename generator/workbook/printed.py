"""The nine statutory tables as sheets: in the form in which they are printed, to be filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.forms.model import ClassifiedForm, EconomicForm, GroupForm, TwoSidedForm
from generator.workbook.formulas import joined
from generator.workbook.outlines import OUTLINES
from generator.workbook.plan import Sheet, Slot
from generator.workbook.printed_lines import lay_classified
from generator.workbook.printed_others import lay_economic, lay_group
from generator.workbook.printed_sides import lay_two_sided

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.forms.model import Form
    from generator.workbook.material import Material

TOP = 5
"""The first row of the boxhead."""
LONGEST_NAME = 31
OWNER, MEASURE = "编制单位：", "金额单位："
_UNFIT = re.compile(r"[\[\]:*?/\\'“”]")
"""Signs that the name of a sheet must not have, or that formulas would have to escape."""


def table_sheets(material: Material) -> Iterator[Sheet]:
    """A sheet for each table of the year's forms, in the order of the style."""
    tables = fillable(material)
    ordered = [table for table in material.style.tables.order if table in tables]
    ordered += [table for table in tables if table not in ordered]
    for table, name in sheet_names(material, {table: tables[table] for table in ordered}).items():
        yield _sheet(material, table, tables[table], name)


def fillable(material: Material) -> dict[str, Form]:
    """The forms of the year that show figures of their own: those that a person fills in."""
    found = {table: material.forms.find(table) for table in OUTLINES[material.model].tables}
    known = {**material.forms.tables, **found}
    return {table: form for table, form in known.items() if form is not None and form.kind != "records"}


def sheet_names(material: Material, tables: Mapping[str, Form]) -> dict[str, str]:
    """Table → name of its sheet: the label that the style prints over it, else its title."""
    names: dict[str, str] = {}
    for table, form in tables.items():
        spec = material.style.tables.specs.get(table)
        label = _UNFIT.sub("", spec.label if spec else "")
        title = _UNFIT.sub("", form.title)
        wanted = label if label and label not in names.values() else title
        names[table] = wanted[:LONGEST_NAME]
    return names


def _sheet(material: Material, table: str, form: Form, name: str) -> Sheet:
    is_fixed = form.kind != "classified"
    sheet = Sheet(name, landscape=form.landscape or is_fixed, one_page=is_fixed)
    _above(sheet, material, table, form, _lay(sheet, material, table, form))
    return sheet


def _lay(sheet: Sheet, material: Material, table: str, form: Form) -> int:
    """Lay the boxhead and the rows out; the last printed column."""
    match form:
        case TwoSidedForm():
            return lay_two_sided(sheet, material, table, form, TOP)
        case ClassifiedForm():
            return lay_classified(sheet, material, table, form, TOP)
        case EconomicForm():
            return lay_economic(sheet, material, form, TOP)
        case GroupForm():
            return lay_group(sheet, material, table, form, TOP)


def _above(sheet: Sheet, material: Material, table: str, form: Form, last: int) -> None:
    """Title, label, owner and unit of amounts over the columns up to ``last``."""
    spec = material.style.tables.specs.get(table)
    title = spec.title if spec and spec.title and "{" not in spec.title else form.title
    sheet.merge(1, 2, 1, last, Slot("title", f"{material.year}年度{title}", align="center"))
    sheet.heights[1] = 28
    sheet.put(2, last, Slot("plain", sheet.name, align="right"))
    unit = material.data.get("unit", {})
    owned = Slot("plain", f"{OWNER}{unit.get('name') or ''}", joined(OWNER, "unit/name"))
    sheet.merge(3, 2, 3, min(last - 1, 4), owned)
    amounts = f"{MEASURE}{material.data.get('amount_unit') or ''}"
    sheet.put(3, last, Slot("plain", amounts, joined(MEASURE, "amount_unit"), align="right"))
    hint = "黄色格填写；浅绿格自动合计或带出，与批复的表有尾差时可以直接改写。没有发生的留空。"
    sheet.merge(4, 2, 4, last, Slot("note", hint))
    row = sheet.row
    for note in (*form.notes, form.formula_note):
        if note:
            sheet.merge(row, 2, row, last, Slot("note", note))
            row += 1
    sheet.row = row
