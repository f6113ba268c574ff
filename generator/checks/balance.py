"""Every figure that is both reported and follows from others: are the two the same?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.facts.figure import Figure, walk
from generator.finding import Finding
from generator.money import NumberFormat, rounding_bound, show_amount

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.facts.ledger import Ledger

_EXACT = NumberFormat(places=6, thousands=True, strip_zeros=True)


def all_figures(ledger: Ledger) -> Iterator[Figure]:
    """Every figure of the nine tables."""
    for table in (ledger.revenue, ledger.expenditure, ledger.general_budget, ledger.government_fund, ledger.state_capital):
        yield from table.total.values()
        for line in table.lines:
            yield from line.cells.values()
    for cells in (ledger.summary, ledger.appropriation, ledger.three_public):
        yield from cells.values()
    for line in ledger.basic.lines.values():
        yield from line.cells.values()
    yield from (figure for figure in (ledger.basic.personnel, ledger.basic.public) if figure is not None)


def check_balance(figures: Iterable[Figure], unit: str) -> Iterator[Finding]:
    """A finding for each reported figure that differs from what it should be; tail differences are 提示."""
    seen: set[str] = set()
    for figure in figures:
        if figure.key in seen:
            continue
        seen.add(figure.key)
        for derived in figure.derived:
            finding = _compare(figure, derived, unit)
            if finding is not None:
                yield finding


def _compare(figure: Figure, derived: Figure, unit: str) -> Finding | None:
    difference = figure.value - derived.value
    if difference == 0:
        return None
    addends = sum(1 for part in walk(derived) if part.operation == "reported")
    is_tail = figure.kind == "money" and abs(difference) <= rounding_bound(addends, unit)
    show = _amount if figure.kind == "money" else _plain
    terms = describe(derived)
    return Finding(
        code="TB02" if is_tail else "TB01",
        severity="提示" if is_tail else "错误",
        message=f"{figure.title}与各项之和{'有尾差' if is_tail else '不符'}，相差 {show(difference, unit)}",
        path=figure.path,
        found=show(figure.value, unit),
        expected=f"{show(derived.value, unit)}（{terms}）",
        advice="属金额单位转换的尾差，表下印尾差说明" if is_tail else "核对该数与各组成项，改正有误的一个",
    )


def describe(figure: Figure) -> str:
    """How a computed figure follows from its operands, in words."""
    sign = {"sum": " + ", "difference": " − ", "product": " × ", "ratio": " ÷ "}.get(figure.operation, "、")
    shown = [part.title for part in figure.operands[:6]]
    more = len(figure.operands) - len(shown)
    return sign.join(shown) + (f"{sign}……共 {len(figure.operands)} 项" if more else "")


def _amount(value: Decimal, unit: str) -> str:
    return f"{show_amount(value, unit, _EXACT)} {unit}"


def _plain(value: Decimal, _: str) -> str:
    return str(value)
