"""How a computed figure follows from its operands: in words, and as a formula of a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.money import NumberFormat, show_amount, show_percent
from generator.trace.paper import Leaf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from generator.facts.figure import Kind, Operation
    from generator.trace.paper import Derivation, Origin

OPERATION_NAMES: dict[Operation, str] = {
    "reported": "填报",
    "sum": "合计",
    "difference": "差额",
    "distance": "增减额",
    "ratio": "比率",
    "growth": "增减率",
    "product": "乘积",
    "count": "个数",
}
_SIGNS = {"sum": " + ", "difference": " − ", "product": " × ", "ratio": " ÷ "}
_LONGEST = 4
"""Operands of a sum that are written out in words."""
_EXACT = NumberFormat(places=8, thousands=True, strip_zeros=True)


def in_words(origin: Origin) -> str:
    """收入总计 ÷ 上年收入总计; a reported figure is 填报数."""
    if isinstance(origin, Leaf):
        return "填报数"
    return _written(origin, [operand.title for operand in origin.operands])


def in_figures(derivation: Derivation, amount_unit: str) -> str:
    """The same with the operands' values."""
    values = [exact(operand.value, operand.kind, amount_unit, named=False) for operand in derivation.operands]
    return _written(derivation, [f"({value})" if value.startswith("-") else value for value in values])


def _written(derivation: Derivation, operands: Sequence[str]) -> str:
    match derivation.operation:
        case "distance":
            return f"|{operands[0]} − {operands[1]}|"
        case "growth":
            return f"|{operands[0]} − {operands[1]}| ÷ |{operands[1]}|"
        case "count":
            return f"共 {len(operands)} 项"
        case _ if not operands:
            return "表中空白，记 0"
    sign = _SIGNS[derivation.operation]
    shown = sign.join(operands[:_LONGEST])
    return shown if len(operands) <= _LONGEST else f"{shown}{sign}…（共 {len(operands)} 项）"


_IN_EXCEL: dict[Operation, str] = {
    "sum": "=SUM({whole})",
    "difference": "={first}-SUM({rest})",
    "distance": "=ABS({first}-{second})",
    "ratio": "={first}/{second}",
    "growth": "=ABS({first}-{second})/ABS({second})",
    "product": "={first}*{second}",
    "count": "=ROWS({whole})",
}


def in_excel(operation: Operation, column: str, row: int, count: int) -> str:
    """The formula over ``count`` operands that stand in ``column`` from ``row`` on."""
    if not count:
        return "=0"
    first, last = f"{column}{row}", f"{column}{row + count - 1}"
    if count == 1 and operation != "count":
        return f"={first}"
    return _IN_EXCEL[operation].format(
        first=first, second=f"{column}{row + 1}", rest=f"{column}{row + 1}:{last}", whole=f"{first}:{last}"
    )


def exact(value: Decimal, kind: Kind, amount_unit: str, *, named: bool = True) -> str:
    """The value before any rounding (ratios to eight decimals of a percent), in the unit of the data."""
    if kind == "money":
        return show_amount(value, amount_unit, _EXACT) + (f" {amount_unit}" if named else "")
    return show_percent(value, _EXACT) if kind == "ratio" else _EXACT.show(value)
