"""Which cells of the tables follow from others, and by which formula; as the ledger completes the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.appropriation import FUNDS
from generator.facts.budget_ledger import BUDGET_ROW_SUMS
from generator.facts.economic import PERSONNEL_CLASSES, PUBLIC_CLASSES
from generator.facts.ledger import OTHER_SOURCES
from generator.facts.lines import CARRIED, ROW_SUMS
from generator.workbook.budget_totals import sided_total
from generator.workbook.coding import coding_of
from generator.workbook.formulas import either, minus, plus, raw, tops

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.workbook.formulas import Formula

COMBINED = ("total", "basic", "project")
"""Columns of 支出决算表 that follow from the funds' tables where it is left blank."""

_TAKEN = ("opening", "closing", "surplus_used", "surplus_distributed")
"""Cells of 公开01表 that nothing else says."""


def entries(table: str) -> str:
    """The pattern of a classified table's lines."""
    return f"{table}/lines/@key"


@dataclass(frozen=True)
class Totals:
    """The formulas of one workbook."""

    classes: tuple[str, ...]
    """Functional classes of the year."""
    economic: tuple[str, ...] = ()
    """Economic codes that 公开06表 prints."""

    def cell(self, path: str) -> Formula | None:
        """The formula of a cell outside the classified tables; ``None`` where a person fills it in."""
        table, _, field = path.partition("/")
        of_table: Mapping[str, Callable[[str], Formula | None]] = {
            "summary": self._summary,
            "appropriation": self._appropriation,
            "basic": self._basic,
            "three_public": lambda name: _three_public("three_public", name),
            "budget_three_public": lambda name: _three_public("budget_three_public", name),
            "budget_summary": lambda name: sided_total("budget_summary", name, self.classes),
            "budget_appropriation": lambda name: sided_total("budget_appropriation", name, self.classes),
        }
        return of_table[table](field)

    def _summary(self, field: str) -> Formula | None:
        part, _, name = field.partition("/")
        if part == "revenue":
            other = f"revenue/total/{name}" if name in OTHER_SOURCES else f"appropriation/revenue/{name}"
            return plus(other)
        if part == "classes":
            own = tops(entries("expenditure"), "total", (name,))
            return either((f"{entries('expenditure')}/total",), own, plus(f"appropriation/classes/{name}/total"))
        taken = tuple(f"summary/{one}" for one in _TAKEN)
        return {
            "revenue_total": plus(*(f"summary/revenue/{one}" for one in (*FUNDS, *OTHER_SOURCES))),
            "expenditure_total": plus(*(f"summary/classes/{code}" for code in self.classes)),
            "revenue_grand_total": either(
                taken,
                plus("summary/revenue_total", "summary/surplus_used", "summary/opening"),
                plus("summary/revenue_total", "appropriation/opening/total"),
            ),
            "expenditure_grand_total": either(
                taken,
                plus("summary/expenditure_total", "summary/surplus_distributed", "summary/closing"),
                plus("summary/expenditure_total", "appropriation/closing/total"),
            ),
        }.get(field)

    def _appropriation(self, field: str) -> Formula | None:
        if field == "revenue_grand_total":
            return plus("appropriation/revenue/total", "appropriation/opening/total")
        part, *between, column = field.split("/")
        rows = "/".join(("appropriation", part, *between))
        if column == "total" and part != "expenditure_grand_total":
            return plus(*(f"{rows}/{fund}" for fund in FUNDS))
        of_part: Mapping[str, Callable[[], Formula | None]] = {
            "revenue": lambda: _fund_revenue(column),
            "opening": lambda: None if column == "general_budget" else plus(f"{column}/total/opening"),
            "classes": lambda: tops(entries(column), "total", tuple(between)),
            "expenditure": lambda: plus(*(f"appropriation/classes/{code}/{column}" for code in self.classes)),
            "closing": lambda: minus(
                (f"appropriation/opening/{column}", f"appropriation/revenue/{column}"),
                f"appropriation/expenditure/{column}",
            ),
            "expenditure_grand_total": lambda: plus(
                f"appropriation/expenditure/{column}", f"appropriation/closing/{column}"
            ),
        }
        return of_part[part]()

    def _basic(self, field: str) -> Formula | None:
        if field in {"personnel", "public"}:
            classes = PERSONNEL_CLASSES if field == "personnel" else PUBLIC_CLASSES
            printed = tuple(f"basic/lines/{code}/amount" for code in classes if code in self.economic)
            others = tuple(code for code in classes if code not in self.economic)
            return tops(entries("basic"), "amount", others, printed) if others else plus(*printed)
        code = field.split("/")[1]
        below = tuple(one for one in self.economic if one != code and one.startswith(code))
        if not below:
            return None
        return tops(entries("basic"), "amount", (code,), tuple(f"basic/lines/{one}/amount" for one in below))


def _fund_revenue(fund: str) -> Formula:
    if fund == "general_budget":
        return minus(("revenue/total/appropriation",), *(f"appropriation/revenue/{one}" for one in FUNDS[1:]))
    own = plus(f"{fund}/total/revenue")
    if fund == "state_capital":
        return either((f"{fund}/total/revenue",), own, plus(f"{fund}/total/total"))
    return own


def _three_public(table: str, field: str) -> Formula | None:
    *group, name = field.split("/")
    parts = {"vehicles": ("vehicle_purchase", "vehicle_operation"), "total": ("abroad", "vehicles", "reception")}
    return plus(*("/".join((table, *group, one)) for one in parts[name])) if name in parts else None


def whole_row(table: str, column: str) -> Formula:
    """The 合计 of a column of a classified table."""
    own = tops(entries(table), column, levels=coding_of(table).levels)
    if table == "expenditure" and column in COMBINED:
        return either((f"{entries(table)}/{column}",), own, plus(*(f"{fund}/total/{column}" for fund in FUNDS)))
    return own


def across(table: str, column: str, cells: Mapping[str, str]) -> Formula | None:
    """What follows from the other columns of the same line; ``cells`` are the line's addresses by column."""
    for total, parts in BUDGET_ROW_SUMS.get(table) or (ROW_SUMS[table],):
        if column == total:
            listed = ",".join(cells[part] for part in parts)
            return raw(f'IF(COUNT({listed})=0,"",SUM({listed}))')
    if table in CARRIED and column == "closing":
        income, spent = f"{cells['opening']},{cells['revenue']}", cells["total"]
        return raw(f'IF(COUNT({income})=0,"",SUM({income})-SUM({spent}))')
    return None
