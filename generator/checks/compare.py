"""Two figures that should agree → passed, a tail difference, or a finding with both and their difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from generator.checks.check import Check, Passed, Result, Tail
from generator.checks.figures import full_title, is_blank
from generator.facts.figure import evaluate
from generator.finding import Operand
from generator.money import NumberFormat, rounding_bound, show_amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from generator.checks.figures import FigureIndex
    from generator.facts.figure import Figure
    from generator.source import Path

Relation = Literal["==", "<="]

_EXACT = NumberFormat(places=6, thousands=True, strip_zeros=True)
_SIGNS = {"sum": " + ", "difference": " − ", "product": " × ", "ratio": " ÷ "}
_LISTED = 6
"""Addends that are listed below a message; more are counted."""
_NAMED = 3
"""Addends that the message itself names."""


def compare(
    check: Check, left: Figure, right: Figure, index: FigureIndex, relation: Relation = "==", advice: str = ""
) -> Result:
    """What comes of ``left`` against ``right``; the tolerance follows from how many rounded figures take part."""
    difference = evaluate("difference", [left.value, right.value])
    if difference == 0 or (relation == "<=" and difference < 0):
        return Passed()
    unit = index.accounts.amount_unit
    if left.kind == "money":
        parts = len(index.leaves(left)) + len(index.leaves(right))
        if abs(difference) <= rounding_bound(max(parts - 1, 0), unit):
            return Tail(check.code, left, right)
    gap = show(abs(difference), left.kind, unit)
    said = "大于" if relation == "<=" else "不等于"
    return check.finding(
        f"{_words(left)} {said} {_words(right)}，相差 {gap}",
        _place(left) or _place(right),
        found=show_figure(left, unit),
        expected=f"{'不超过 ' if relation == '<=' else ''}{show_figure(right, unit)}",
        advice=advice or "核对这几个数，改正有误的一个",
        operands=(*_operands(left, unit), *_operands(right, unit)),
    )


def compare_each(
    check: Check,
    pairs: Iterable[tuple[Figure | None, Figure | None]],
    index: FigureIndex,
    otherwise: Result,
    relation: Relation = "==",
    advice: str = "",
) -> Iterator[Result]:
    """What comes of each of ``pairs`` of which both figures are known; ``otherwise`` where there is none."""
    known = [(left, right) for left, right in pairs if left is not None and right is not None]
    if not known:
        yield otherwise
    for left, right in known:
        yield compare(check, left, right, index, relation, advice)


def show(value: Decimal, kind: str, unit: str) -> str:
    """A value in the unit of the data, exact."""
    return f"{show_amount(value, unit, _EXACT)} {unit}" if kind == "money" else _EXACT.show(value)


def show_figure(figure: Figure, unit: str) -> str:
    """A figure's value, or that its cell is blank."""
    return "空白" if is_blank(figure) else show(figure.value, figure.kind, unit)


def describe(figure: Figure) -> str:
    """How a computed figure follows from its operands, in words."""
    sign = _SIGNS.get(figure.operation, "、")
    shown = [part.title or describe(part) for part in figure.operands[:_NAMED]]
    more = len(figure.operands) - len(shown)
    return sign.join(shown) + (f"{sign}……共 {len(figure.operands)} 项" if more else "")


def _words(figure: Figure) -> str:
    if figure.path or not figure.operands:
        return full_title(figure)
    if figure.operation == "sum" and len(figure.operands) > _NAMED:
        return f"其组成（{len(figure.operands)} 项）之和"
    return f"“{describe(figure)}”"


def _place(figure: Figure) -> Path:
    """Where a person looks first: the figure, be it reported or the sum of a table; else the first of its parts."""
    if figure.path:
        return figure.path
    if figure.title:
        return tuple(figure.key.split("."))
    return next((place for part in figure.operands if (place := _place(part))), ())


def _operand(figure: Figure, unit: str) -> Operand:
    return Operand(full_title(figure), show_figure(figure, unit), figure.path)


def _operands(figure: Figure, unit: str) -> tuple[Operand, ...]:
    """A reported figure itself; of a computed one its parts, as far as a message names them, and the result."""
    if figure.path or not figure.operands:
        return (_operand(figure, unit),)
    parts = tuple(_operand(part, unit) for part in figure.operands[:_LISTED])
    more = len(figure.operands) - len(parts)
    rest = (Operand(f"……共 {len(figure.operands)} 项", ""),) if more else ()
    return (*parts, *rest, Operand("合计" if figure.operation == "sum" else "结果", show_figure(figure, unit)))
