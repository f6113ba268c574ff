"""What may be entered into a cell, and the message that says so: slot → the rule of a spreadsheet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from generator.workbook.plan import a1

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.workbook.plan import Places, Sheet, Slot

LARGEST = 10**13
MAX_MESSAGE = 250
"""Characters of a message; spreadsheets allow 255."""

_AMOUNT = {
    "validate": "decimal",
    "criteria": "between",
    "minimum": -LARGEST,
    "maximum": LARGEST,
    "error_title": "不是金额",
    "error_message": "请输入数字，如 1234.56；没有发生的留空或填 0。",
}
_COUNT = {
    "validate": "integer",
    "criteria": "between",
    "minimum": 0,
    "maximum": LARGEST,
    "error_title": "不是数量",
    "error_message": "请输入 0 或正整数；不知道的留空。",
}
_DAY = {
    "validate": "date",
    "criteria": ">=",
    "value": dt.date(2000, 1, 1),
    "input_title": "日期",
    "input_message": "写成 2025-10-11 这样的日期。",
    "error_title": "不是日期",
    "error_message": "请写成 2025-10-11 这样的日期。",
}
_FLAGS = ("是", "否")


MOST_AREAS = 100
"""Areas that one rule names; more of them become a second rule."""


def sheet_rules(sheet: Sheet, places: Places) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rules of a sheet, each with all the areas that it is for."""
    cells: dict[str, list[tuple[int, int]]] = {}
    rules: dict[str, dict[str, Any]] = {}
    for (row, column), slot in sorted(sheet.slots.items(), key=lambda item: item[0]):
        if (rule := validation_of(slot, places, sheet.name)) is not None:
            known = repr(sorted(rule.items()))
            rules[known] = rule
            cells.setdefault(known, []).append((column, row))
    for known, rule in rules.items():
        areas = list(_areas(sorted(cells[known])))
        for start in range(0, len(areas), MOST_AREAS):
            yield " ".join(areas[start : start + MOST_AREAS]), rule


def _areas(cells: list[tuple[int, int]]) -> Iterator[str]:
    """Cells (column, row) in order → areas that go down a column without a gap."""
    start = 0
    for index, (column, row) in enumerate(cells):
        if index + 1 < len(cells) and cells[index + 1] == (column, row + 1):
            continue
        first = cells[start][1]
        yield a1(first, column) if first == row else f"{a1(first, column)}:{a1(row, column)}"
        start = index + 1


def validation_of(slot: Slot, places: Places, sheet: str) -> dict[str, Any] | None:
    """The rule for a cell; ``None`` where anything may be entered."""
    if slot.locked or slot.role not in {"input", "total"}:
        return None
    rule = _rule(slot, places, sheet)
    if rule is None:
        return {"validate": "any", "input_message": slot.message[:MAX_MESSAGE]} if slot.message else None
    return {**rule, "input_message": slot.message[:MAX_MESSAGE]} if slot.message else rule


def _rule(slot: Slot, places: Places, sheet: str) -> dict[str, Any] | None:
    if slot.source:
        listed = places.address(slot.source, sheet) if "/" in slot.source else slot.source
        if not listed:
            return None
        return {
            "validate": "list",
            "source": f"={listed}",
            "error_type": "warning",
            "error_title": "列表中没有",
            "error_message": "列表中没有这一项。确认无误时可以继续。",
        }
    if slot.choices or slot.kind == "flag":
        choices = slot.choices or _FLAGS
        message = f"只能选：{'、'.join(choices)}"[:MAX_MESSAGE]
        return {"validate": "list", "source": list(choices), "error_title": "不能这样填", "error_message": message}
    return {"amount": _AMOUNT, "number": _AMOUNT, "count": _COUNT, "day": _DAY}.get(slot.kind)
