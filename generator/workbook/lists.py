"""The sheets without data of their own: hidden code tables and choices, and 其他 for what has no cell elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.workbook import keys
from generator.workbook.formulas import raw
from generator.workbook.plan import Sheet, Slot, a1
from generator.workbook.records import OWNERS
from generator.workbook.values import leaf_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.classification import CodeTable
    from generator.source import Path
    from generator.workbook.material import Material
    from generator.workbook.values import Value

OTHERS = "其他"
_SPARE = 8

Names = dict[str, str]
"""Name of a range → its address."""


def code_sheet(material: Material) -> tuple[Sheet, Names]:
    """The hidden code tables: functional codes and names, economic codes and names."""
    sheet = Sheet("科目", hidden=True)
    names: Names = {}
    for column, kind, table in ((1, "功能", material.functional), (3, "经济", material.economic)):
        _codes(sheet, column, table)
        last = len(table.names) + 1
        for place, word in ((column, "编码"), (column + 1, "名称")):
            sheet.put(1, place, Slot("head", f"{kind}科目{word}"))
            letter = "ABCD"[place - 1]
            names[f"{kind}科目{word}"] = f"='科目'!${letter}$2:${letter}${last}"
    sheet.widths |= {1: 12, 2: 44, 3: 12, 4: 44}
    return sheet, names


def _codes(sheet: Sheet, column: int, table: CodeTable) -> None:
    for row, (code, name) in enumerate(table.names.items(), 2):
        sheet.put(row, column, Slot("plain", code))
        sheet.put(row, column + 1, Slot("plain", name))


def choice_sheet(material: Material, listed: tuple[str, int, int, int]) -> tuple[Sheet, Names]:
    """The hidden list of owners of forms: the unit itself, then the projects.

    ``listed`` is where their names stand: sheet, first and last row, column.
    """
    sheet = Sheet("选项", hidden=True)
    sheet.put(1, 1, Slot("plain", keys.WHOLE))
    home, first, last, column = listed
    projects = material.data.get("projects", ())
    for index, row in enumerate(range(first, last + 1)):
        address = f"'{home}'!{a1(row, column)}"
        name = projects[index].get("name") if index < len(projects) else None
        sheet.put(index + 2, 1, Slot("plain", name, raw(f'IF(LEN({address})=0,"",{address})')))
    sheet.widths[1] = 30
    return sheet, {OWNERS: f"='选项'!$A$1:$A${last - first + 2}"}


def other_sheet(material: Material, sheets: Iterable[Sheet]) -> Sheet:
    """The sheet 其他: every value of the data that no cell of ``sheets`` shows."""
    sheet = Sheet(OTHERS)
    sheet.merge(1, 2, 1, 4, Slot("title", OTHERS))
    sheet.merge(2, 2, 2, 4, Slot("note", "程序用来保存前面各表没有位置的数据，一般不用填写。"))
    for column, head in ((2, "数据项"), (3, "值"), (4, "说明")):
        sheet.put(3, column, Slot("head", head, align="center"))
    sheet.marks(4, 1, {2: keys.KEY, 3: keys.SELF})
    slots = (slot for one in sheets for slot in one.slots.values() if slot.formula is None)
    shown = {slot.path for slot in slots if slot.path and slot.value not in (None, "")}
    above = {path[:length] for path in shown for length in range(len(path) + 1)}
    left = [(path, value) for path, value in leaf_values(material.data) if not _is_shown(path, value, shown, above)]
    row = 4
    for path, value in (*left, *[((), None)] * _SPARE):
        row += 1
        sheet.key(row, 1, keys.row_key((keys.POINTER,)))
        sheet.put(row, 2, Slot("input", keys.pointer(path) or None))
        sheet.put(row, 3, Slot("input", json.dumps(value, ensure_ascii=False, default="{:f}".format) if path else None))
        sheet.put(row, 4, Slot("note", "报了，但没有内容" if path and value in ({}, (), "") else None))
    sheet.key(row + 1, 1, keys.STOP)
    sheet.widths |= {2: 50, 3: 40, 4: 20}
    sheet.freeze = (5, 1)
    return sheet


def _is_shown(path: Path, value: Value, shown: set[Path], above: set[Path]) -> bool:
    """Whether a value stands in a cell: itself, as a part of a cell's list, or as an empty part that has cells."""
    if value is None:
        return path[:-1] in above
    return any(path[:length] in shown for length in range(len(path), 0, -1)) or (value == {} and path in above)
