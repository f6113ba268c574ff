"""Reported budget tables → all tables of a budget, complete and traced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from generator.classification import CodeTable
from generator.facts.budget_records import procurement_records, project_records, service_records
from generator.facts.cells import CellsBuilder, titles
from generator.facts.lines import codes_of, complete_table, table_figures
from generator.model import budget as model
from generator.model.tables import ThreePublicAmounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel

    from generator.facts.figure import Figure
    from generator.facts.lines import Cells, FactTable, RowSum
    from generator.facts.records import RecordTable

BUDGET_FUNDS = ("general_budget", "government_fund", "state_capital")
SOURCES = tuple(titles(model.BudgetSources))
"""各项收入."""
_UNIT_DIGITS = 3

_BASIC_AND_PROJECT: RowSum = ("total", ("basic", "project"))
BUDGET_ROW_SUMS: Mapping[str, tuple[RowSum, ...]] = {
    "budget_revenue": (("total", (*SOURCES, "opening")),),
    "budget_expenditure": (("total", ("basic", "project", "business", "remitted_to_superior", "subordinate_subsidy")),),
    "budget_general": (("basic", ("personnel", "public")), _BASIC_AND_PROJECT),
    "budget_units": (("basic", ("personnel", "public")), _BASIC_AND_PROJECT),
    "budget_basic": (("total", ("personnel", "public")),),
    "budget_fund": (_BASIC_AND_PROJECT,),
}
"""栏间勾稽: table → columns that are sums of others."""


@dataclass(frozen=True, slots=True)
class BudgetLedger:
    """The tables of a budget; two-sided and grouped ones are figures by field path."""

    BY_FUNCTION: ClassVar = ("budget_expenditure", "budget_general", "budget_fund")
    BY_ECONOMY: ClassVar = ("budget_basic",)

    budget_summary: Cells
    budget_revenue: FactTable
    budget_expenditure: FactTable
    budget_appropriation: Cells
    budget_general: FactTable
    budget_units: FactTable
    budget_basic: FactTable
    budget_three_public: Cells
    budget_fund: FactTable
    project_list: RecordTable
    procurement_list: RecordTable
    service_list: RecordTable

    def figures(self) -> Iterator[tuple[str, Figure]]:
        """Every figure of the tables by its path."""
        yield from table_figures(self, CLASSIFIED, SIDED)
        for records in (self.project_list, self.procurement_list, self.service_list):
            yield from records.figures()

    @property
    def codes(self) -> tuple[str, ...]:
        """The functional codes of the unit."""
        sides = (self.budget_summary, self.budget_appropriation)
        return codes_of((getattr(self, name) for name in self.BY_FUNCTION), sides)


CLASSIFIED = tuple(BUDGET_ROW_SUMS)
SIDED = ("budget_summary", "budget_appropriation", "budget_three_public")
BUDGET_TABLES = tuple(name for name in BudgetLedger.__dataclass_fields__ if name.startswith("budget_"))
"""The tables of a budget that are reported as tables."""


def build_budget_ledger(accounts: model.Budget, functional: CodeTable, economic: CodeTable) -> BudgetLedger:
    """The tables of ``accounts``, with every total."""
    units = CodeTable(accounts.year, {}, {}, {})

    def classified(table: str, line: type[BaseModel], codes: CodeTable) -> FactTable:
        given: Any = getattr(accounts, table)
        return complete_table(
            table,
            titles(line),
            given.total if given else None,
            given.lines if given else {},
            codes,
            rules=BUDGET_ROW_SUMS[table],
            **({"above": _department} if codes is units else {}),
        )

    expenditure = classified("budget_expenditure", model.BudgetExpenditureLine, functional)
    general = classified("budget_general", model.BudgetGeneralLine, functional)
    appropriation = _appropriation(accounts.budget_appropriation, general)
    return BudgetLedger(
        budget_summary=_summary(accounts.budget_summary, expenditure, appropriation),
        budget_revenue=classified("budget_revenue", model.BudgetRevenueLine, units),
        budget_expenditure=expenditure,
        budget_appropriation=appropriation,
        budget_general=general,
        budget_units=classified("budget_units", model.BudgetGeneralLine, units),
        budget_basic=classified("budget_basic", model.BudgetBasicLine, economic),
        budget_three_public=_three_public(accounts.budget_three_public),
        budget_fund=classified("budget_fund", model.BudgetFundLine, functional),
        project_list=project_records(accounts),
        procurement_list=procurement_records(accounts, functional, economic),
        service_list=service_records(accounts, functional, economic),
    )


def _department(code: str) -> tuple[str, ...]:
    """The units above a unit, the nearest first: 205001 → 205."""
    return tuple(code[:length] for length in range(len(code) - _UNIT_DIGITS, 0, -_UNIT_DIGITS))


def _summary(given: model.BudgetSummary | None, expenditure: FactTable, appropriation: Cells) -> Cells:
    """收支预算总表."""
    cells = CellsBuilder("budget_summary", given)
    for source, name in titles(model.BudgetSources).items():
        cells.fallback(f"revenue.{source}", name, appropriation.get(f"revenue.{source}"))
    cells.sum("revenue_total", "本年收入合计", [f"revenue.{source}" for source in SOURCES])
    cells.put("opening", "上年结转结余")
    cells.sum("revenue_grand_total", "收入总计", ["revenue_total", "opening"])
    cells.classes(expenditure)
    cells.put("closing", "年终结转结余")
    cells.sum("expenditure_grand_total", "支出总计", ["expenditure_total", "closing"])
    return cells.found


def _appropriation(given: model.BudgetAppropriation | None, general: FactTable) -> Cells:
    """财政拨款收支预算总表."""
    cells = CellsBuilder("budget_appropriation", given)
    for part, name in (("revenue", "本年收入"), ("opening", "上年结转")):
        for fund, title in titles(model.BudgetFunds, skip=("total",)).items():
            cells.put(f"{part}.{fund}", f"{title}{name}")
        cells.sum(f"{part}.total", f"财政拨款{name}", [f"{part}.{fund}" for fund in BUDGET_FUNDS])
    cells.sum("revenue_grand_total", "财政拨款收入总计", ["revenue.total", "opening.total"])
    cells.classes(general)
    cells.put("closing", "财政拨款年终结转结余")
    cells.sum("expenditure_grand_total", "财政拨款支出总计", ["expenditure_total", "closing"])
    return cells.found


def _three_public(given: ThreePublicAmounts | None) -> Cells:
    """“三公”经费支出表."""
    cells = CellsBuilder("budget_three_public", given)
    cells.three_public(titles(ThreePublicAmounts) | {"vehicles": "公务用车购置及运行费", "total": "“三公”经费"})
    return cells.found
