"""Which cells of the sided and grouped budget tables follow from others, as the ledger of a budget completes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.budget_ledger import BUDGET_FUNDS, SOURCES
from generator.workbook.formulas import plus, tops

if TYPE_CHECKING:
    from generator.workbook.formulas import Formula

_SHOWN = {"budget_summary": "budget_expenditure", "budget_appropriation": "budget_general"}
"""Two-sided table → the table by function whose classes it shows."""


def sided_total(table: str, field: str, classes: tuple[str, ...]) -> Formula | None:
    """The formula of a cell of 收支预算总表 or 财政拨款收支预算总表; ``None`` where a person fills it in."""
    part, _, name = field.partition("/")
    if part == "classes":
        return tops(f"{_SHOWN[table]}/lines/@key", "total", (name,))
    if table == "budget_summary" and part == "revenue":
        return plus(f"budget_appropriation/revenue/{name}") if name in BUDGET_FUNDS else None
    if name == "total":
        return plus(*(f"{table}/{part}/{fund}" for fund in BUDGET_FUNDS))
    revenue = {
        "budget_summary": ("revenue_total", "opening"),
        "budget_appropriation": ("revenue/total", "opening/total"),
    }[table]
    sums = {
        "revenue_total": tuple(f"revenue/{source}" for source in SOURCES),
        "revenue_grand_total": revenue,
        "expenditure_total": tuple(f"classes/{code}" for code in classes),
        "expenditure_grand_total": ("expenditure_total", "closing"),
    }
    return plus(*(f"{table}/{one}" for one in sums[field])) if field in sums else None
