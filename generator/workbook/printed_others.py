"""公开06表 (economic codes in blocks side by side) and 公开09表 (one row of “三公” amounts), as sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.classification import CLASS
from generator.workbook import keys
from generator.workbook.formulas import name_of
from generator.workbook.heads import box_head
from generator.workbook.plan import Slot, a1
from generator.workbook.totals import Totals, entries

if TYPE_CHECKING:
    from generator.forms.model import EconomicForm, GroupForm
    from generator.workbook.material import Material
    from generator.workbook.plan import Sheet

FEWEST_SPARE = 10
"""Blank lines for economic codes that the form does not print."""

WIDTH = 4
"""Columns of a block: keys, code, name, amount."""


def lay_economic(sheet: Sheet, material: Material, form: EconomicForm, top: int) -> int:
    """Lay 公开06表 out from row ``top`` on; its last column."""
    starts = [1 + WIDTH * index for index in range(len(form.blocks))]
    titles = [title for title, count in form.block_heads for _ in range(count)]
    paths = {
        start + 1 + index: (title, head)
        for start, title in zip(starts, titles, strict=True)
        for index, head in enumerate(form.heads)
    }
    row = box_head(sheet, top, paths)
    sheet.repeat = (top, row - 1)
    sheet.freeze = (row + 1, 1)
    printed = tuple(code for block in form.blocks for code in block.codes)
    lines = material.data.get("basic", {}).get("lines", {})
    others = [code for code, line in lines.items() if code not in printed and line]
    last = len(form.blocks[-1].codes) + len(others) + FEWEST_SPARE
    body = max(*(len(block.codes) for block in form.blocks), last)
    for block, start in zip(form.blocks, starts, strict=True):
        sheet.marks(row, start, {start + 1: keys.KEY, start + 2: f"{keys.DERIVED}name", start + 3: "amount"})
        codes = [*block.codes, *(others if start == starts[-1] else ())]
        for index in range(body):
            code = codes[index] if index < len(codes) else ""
            if code in printed:
                _printed(sheet, material, printed, (row + 1 + index, start), code)
            elif start == starts[-1]:
                _other(sheet, material, (row + 1 + index, start), code)
            else:
                for column in range(start + 1, start + WIDTH):
                    sheet.put(row + 1 + index, column, Slot("label"))
                sheet.key(row + 1 + index, start, keys.STOP)
        sheet.widths |= {start + 1: 13, start + 2: 30, start + 3: 15}
    _sums(sheet, material, form, (row + 1 + body, starts[-1]), printed)
    sheet.row = row + 4 + body
    return starts[-1] + WIDTH - 1


def _printed(sheet: Sheet, material: Material, printed: tuple[str, ...], place: tuple[int, int], code: str) -> None:
    """The line of a code that the form prints."""
    row, start = place
    path = ("basic", "lines", code)
    is_class = len(code) == CLASS
    sheet.put(row, start + 1, Slot("strong" if is_class else "label", code))
    sheet.put(row, start + 2, material.name((*path, "name"), code, name_of(a1(row, start + 1), "经济"), "经济"))
    formula = Totals((), printed).cell("/".join((*path, "amount"))) if is_class else None
    sheet.key(row, start, keys.row_key(path, derived=formula is not None))
    sheet.put(row, start + 3, material.amount((*path, "amount"), formula))


def _other(sheet: Sheet, material: Material, place: tuple[int, int], code: str) -> None:
    """A line for a code that the form does not print."""
    row, start = place
    path = ("basic", "lines", code)
    sheet.key(row, start, entries("basic"))
    message = "表中没有列出的经济科目填在这里：从列表中选编码，或直接输入。"
    sheet.put(row, start + 1, Slot("input", code or None, source="经济科目编码", message=message))
    sheet.put(row, start + 2, material.name((*path, "name"), code, name_of(a1(row, start + 1), "经济"), "经济"))
    sheet.put(row, start + 3, material.amount((*path, "amount")))


def _sums(
    sheet: Sheet, material: Material, form: EconomicForm, place: tuple[int, int], printed: tuple[str, ...]
) -> None:
    """人员经费合计 and 公用经费合计, below the blocks; ``place`` is the row of their marks and the last block."""
    row, last = place
    totals = Totals((), printed)
    for start in range(1, last + 1, WIDTH):
        sheet.key(row, start, keys.STOP)
    for field, label, start, amount in (
        ("personnel", form.personnel_total, 1, WIDTH),
        ("public", form.public_total, 1 + WIDTH, last + WIDTH - 1),
    ):
        sheet.marks(row, start, {amount: keys.SELF})
        sheet.key(row + 1, start, keys.row_key(("basic", field), derived=True))
        sheet.merge(row + 1, start + 1, row + 1, amount - 1, Slot("strong", label, align="center"))
        sheet.put(row + 1, amount, material.amount(("basic", field), totals.cell(f"basic/{field}")))
        sheet.key(row + 2, start, keys.STOP)


def lay_group(sheet: Sheet, material: Material, table: str, form: GroupForm, top: int) -> int:
    """Lay 公开09表 out from row ``top`` on; its last column."""
    columns = dict(enumerate(form.columns, 2))
    row = box_head(sheet, top, {place: (*column.spanner, column.label) for place, column in columns.items()})
    sheet.repeat = (top, row - 1)
    totals = Totals(())
    slots, marked = {}, {}
    for place, column in columns.items():
        name = column.field.replace(".", "/")
        formula = totals.cell(f"{table}/{name}")
        slots[place] = material.amount((table, *column.field.split(".")), formula)
        marked[place] = (keys.DERIVED if formula else "") + name
    sheet.marks(row, 1, marked)
    sheet.key(row + 1, 1, table)
    for place, slot in slots.items():
        sheet.put(row + 1, place, slot)
    sheet.freeze = (row + 1, 1)
    sheet.widths |= dict.fromkeys(columns, 15.0)
    sheet.row = row + 2
    sheet.key(sheet.row, 1, keys.STOP)
    return 1 + len(columns)
