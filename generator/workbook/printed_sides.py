"""Tables with 收入 and 支出 side by side (公开01表, 公开04表), as sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.forms.model import SideRow
from generator.numerals import chinese
from generator.workbook import keys
from generator.workbook.heads import box_head
from generator.workbook.plan import Slot
from generator.workbook.totals import Totals

if TYPE_CHECKING:
    from generator.forms.model import Side, TwoSidedForm
    from generator.workbook.material import Material
    from generator.workbook.plan import Sheet

_BLANK = SideRow()
CLASSES = "classes."
"""What the fields of functional classes begin with."""


def lay_two_sided(sheet: Sheet, material: Material, table: str, form: TwoSidedForm, top: int) -> int:
    """Lay the table out from row ``top`` on; its last column."""
    sides = (form.left, form.right)
    starts = (1, 4 + len(form.left.columns))
    paths: dict[int, tuple[str, ...]] = {}
    for side, start in zip(sides, starts, strict=True):
        paths |= {start + 1: (side.title, side.label_head), start + 2: (side.title, side.number_head)}
        for index, column in enumerate(side.columns):
            paths[start + 3 + index] = (side.title, *column.spanner, column.label)
    row = box_head(sheet, top, paths)
    sheet.repeat = (top, row - 1)
    sheet.freeze = (row + 1, 1)
    for side, start in zip(sides, starts, strict=True):
        columns = enumerate(side.columns)
        sheet.marks(row, start, {start + 3 + index: column.field or keys.SELF for index, column in columns})
    rows = [_rows(side, material) for side in sides]
    items, ends = (max(len(part[index]) for part in rows) for index in (0, 1))
    printed = tuple(code for side in sides for code in printed_classes(side))
    totals = Totals(tuple(sorted({*material.functional.classes, *printed})))
    for half, (side, start) in enumerate(zip(sides, starts, strict=True)):
        padded = [*rows[half][0], *[_BLANK] * (items - len(rows[half][0])), *rows[half][1]]
        padded += [_BLANK] * (items + ends - len(padded))
        for index, line in enumerate(padded):
            ordinal = index + 1 if line.numbered else 0
            number = half * (items + ends) + index + 1
            _row(sheet, material, totals, (table, side, line), (row + 1 + index, start, ordinal, number))
        if not material.style.tables.line_numbers:
            sheet.hidden_columns.add(start + 2)
        sheet.widths |= {start + 1: 40, start + 2: 6} | {start + 3 + index: 17 for index in range(len(side.columns))}
    sheet.row = row + 1 + items + ends
    for start in starts:
        sheet.key(sheet.row, start, keys.STOP)
    sheet.row += 1
    return starts[1] + 2 + len(form.right.columns)


def _rows(side: Side, material: Material) -> tuple[tuple[SideRow, ...], tuple[SideRow, ...]]:
    names = material.functional.names
    if side.classes:
        return tuple(
            SideRow(field=f"{CLASSES}{code}", label=names[code], numbered=True) for code in material.functional.classes
        ), side.totals
    printed = printed_classes(side)
    if not printed:
        return side.items, side.totals
    others = (code for code in material.functional.classes if code not in printed)
    unprinted = (SideRow(field=f"{CLASSES}{code}", label=f"{names[code]}（表样没有）", indent=1) for code in others)
    last = max(index for index, row in enumerate(side.items, 1) if row.field.startswith(CLASSES))
    return (*side.items[:last], *unprinted, *side.items[last:]), side.totals


def printed_classes(side: Side) -> tuple[str, ...]:
    """The functional classes that a form prints one by one."""
    return tuple(row.field.removeprefix(CLASSES) for row in side.items if row.field.startswith(CLASSES))


def _row(
    sheet: Sheet,
    material: Material,
    totals: Totals,
    what: tuple[str, Side, SideRow],
    place: tuple[int, int, int, int],
) -> None:
    """One side of one row; ``place`` is its row, first column, ordinal among the items, and printed number."""
    (table, side, line), (row, start, ordinal, number) = what, place
    label = f"{chinese(ordinal)}、{line.label}" if ordinal else line.label
    is_total = line.role == "total"
    head = Slot("strong", label, align="center") if is_total else Slot("label", label, indent=line.indent)
    sheet.put(row, start + 1, head)
    sheet.put(row, start + 2, Slot("label", str(number), align="center"))
    if not line.field:
        sheet.key(row, start, keys.STOP)
        for index in range(len(side.columns)):
            sheet.put(row, start + 3 + index, Slot("label"))
        return
    slots = []
    for column in side.columns:
        path = (table, *line.field.split("."), *column.field.split(".")) if column.field else None
        path = path or (table, *line.field.split("."))
        slots.append(material.amount(path, totals.cell("/".join(path))))
    derived = all(slot.role == "total" for slot in slots)
    sheet.key(row, start, keys.row_key((table, *line.field.split(".")), derived=derived))
    for index, slot in enumerate(slots):
        sheet.put(row, start + 3 + index, slot)
