"""The sum of the units against the department's own tables → each item that differs, with the figures of the units."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.consolidate.amounts import PERFORMANCE, TABLES, title_of
from generator.consolidate.findings import problem
from generator.facts.figure import evaluate, first
from generator.finding import Operand
from generator.money import NumberFormat, rounding_bound, show_amount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.consolidate.amounts import Figures
    from generator.consolidate.members import Member
    from generator.facts.figure import Figure
    from generator.finding import Finding
    from generator.source import Path

_FORM = NumberFormat(thousands=True)
_ZERO = Decimal(0)
LEVELS = {"lines": 0, "classes": 1, "total": 2}
"""Steps of a path that say how much it adds up: details first."""


def compare(sums: Figures, members: Sequence[Member], department: Member) -> tuple[Finding, ...]:
    """A finding for each difference, details before the totals that differ in consequence.

    Where several items differ by the same amount, one finding names them all: they have one cause.
    """
    exact = all(member.accounts.amount_unit == "元" for member in (*members, department))
    bound = _ZERO if exact else rounding_bound(len(members), "万元")
    by_distance: dict[Decimal, list[Path]] = {}
    for path in _compared(sums, department):
        distance = evaluate("difference", [_value(department.figure(path)), _value(sums.get(path))])
        if distance:
            by_distance.setdefault(distance, []).append(path)
    groups = sorted(by_distance.items(), key=lambda group: (abs(group[0]) <= bound, _order(group[1][0]), str(group[0])))
    return tuple(_difference(distance, paths, sums, members, department, bound) for distance, paths in groups)


def _compared(sums: Figures, department: Member) -> list[Path]:
    """Every item of the tables that either side has; beside the tables, those that the department reports."""
    tables = {path for path in sums if path[0] in TABLES}
    return sorted(tables | {path for path in department.figures if path[0] != PERFORMANCE}, key=_order)


def _order(path: Path) -> tuple[bool, int, int, tuple[str, ...]]:
    """Tables first; in them longer codes, then shorter ones, then totals."""
    steps = tuple(str(step) for step in path)
    level = next((LEVELS[step] for step in steps if step in LEVELS), 1)
    code = next((step for step in steps if step.isdigit()), "")
    return (path[0] not in TABLES, level, -len(code), steps)


def _value(figure: Figure | None) -> Decimal:
    """What an item counts for; a line that one side does not have is nothing there."""
    return _ZERO if figure is None else figure.value


def _difference(
    distance: Decimal,
    paths: list[Path],
    sums: Figures,
    members: Sequence[Member],
    department: Member,
    bound: Decimal,
) -> Finding:
    path, *others = paths
    own, summed = department.figure(path), sums.get(path)
    known = first(own, summed)
    kind = known.kind if known is not None else "money"

    def show(value: Decimal) -> str:
        return f"{show_amount(value, '万元', _FORM)} 万元" if kind == "money" else f"{value:f}"

    found = "没有" if own is None else show(own.value)
    expected = "没有" if summed is None else show(summed.value)
    message = f"{_title(path, known)}：部门报表 {found}，各单位合计 {expected}，相差 {show(abs(distance))}"
    if others:
        named = "、".join(_title(other, first(department.figure(other), sums.get(other))) for other in others)
        message += f"；同样相差的还有：{named}"
    tail = abs(distance) <= bound
    suspects = [member.name for member in members if abs(_value(member.figure(path))) == abs(distance)]
    advice = (
        f"先核对{'、'.join(suspects)}：它的数正好是差额" if suspects else "对照下列各单位的数，找出与部门报表不一致的"
    )
    operands = tuple(
        Operand(member.name, show(figure.value), path, member.place(path))
        for member in members
        if (figure := member.figure(path)) is not None
    )
    return problem(
        "HZ06" if tail else "HZ05",
        message,
        department.place(path),
        path=path,
        found=found,
        expected=expected,
        advice="四舍五入的尾差，不用处理" if tail else advice,
        operands=operands,
    )


def _title(path: Path, figure: Figure | None) -> str:
    """Table and item, each once."""
    part = title_of(path)
    own = "" if figure is None else figure.title.removeprefix(f"{part}·")
    codes = [step for step in path if isinstance(step, str) and step.isdigit()]
    if all(code in own for code in codes):
        return f"{part}·{own}"
    return f"{part}·{''.join(f'{code} ' for code in codes)}{own}"
