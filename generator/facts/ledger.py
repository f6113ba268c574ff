"""Reported tables → the nine tables, complete and traced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from generator.facts.appropriation import FUNDS, complete_appropriation
from generator.facts.cells import CellsBuilder, titles
from generator.facts.economic import BasicFacts, basic_facts, by_economic_code
from generator.facts.figure import Figure, total
from generator.facts.lines import Cells, FactLine, FactTable, codes_of, complete_table, line_figures, table_figures
from generator.model.tables import (
    ExpenditureLine,
    GeneralBudgetLine,
    GovernmentFundLine,
    RevenueLine,
    RevenueSources,
    StateCapitalLine,
    SummaryTable,
    ThreePublicAmounts,
    ThreePublicTable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from generator.classification import CodeTable
    from generator.model.accounts import FinalAccounts

CLASSIFIED = ("revenue", "expenditure", "general_budget", "government_fund", "state_capital")
TWO_SIDED = ("summary", "appropriation", "three_public")

OTHER_SOURCES = ("superior_subsidy", "operating", "business", "subordinate_remittance", "other")
"""收入 that is not 财政拨款."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The nine tables. Two-sided and grouped tables are figures by field path (``revenue.general_budget``)."""

    BY_FUNCTION: ClassVar = CLASSIFIED
    BY_ECONOMY: ClassVar = ("basic",)

    summary: Cells
    revenue: FactTable
    expenditure: FactTable
    appropriation: Cells
    general_budget: FactTable
    basic: BasicFacts
    government_fund: FactTable
    state_capital: FactTable
    three_public: Cells
    economic: FactTable
    """财政拨款支出 by economic code, as some regions print it: fund and kind of expenditure → amount."""

    def figures(self) -> Iterator[tuple[str, Figure]]:
        """Every figure of the tables by its path."""
        yield from table_figures(self, CLASSIFIED, TWO_SIDED)
        yield from line_figures("basic", self.basic.lines.values())
        for part in ("personnel", "public"):
            if (whole := getattr(self.basic, part)) is not None:
                yield f"basic.{part}", whole

    @property
    def codes(self) -> tuple[str, ...]:
        """The functional codes of the unit."""
        return codes_of((getattr(self, name) for name in CLASSIFIED), (self.summary, self.appropriation))


def build_ledger(accounts: FinalAccounts, functional: CodeTable, economic: CodeTable) -> Ledger:
    """The nine tables of ``accounts``, with every total."""

    def classified(table: str, line: type[BaseModel]) -> FactTable:
        given: Any = getattr(accounts, table)
        return complete_table(
            table,
            titles(line),
            given.total if given else None,
            given.lines if given else {},
            functional,
        )

    revenue = classified("revenue", RevenueLine)
    general_budget = classified("general_budget", GeneralBudgetLine)
    government_fund = classified("government_fund", GovernmentFundLine)
    state_capital = classified("state_capital", StateCapitalLine)
    expenditure = classified("expenditure", ExpenditureLine)
    if accounts.expenditure is None and not any(revenue.total.get(source) for source in OTHER_SOURCES):
        expenditure = _combine("expenditure", (general_budget, government_fund, state_capital))
    appropriation = complete_appropriation(accounts, revenue, general_budget, government_fund, state_capital)
    basic = basic_facts(accounts.basic, economic)
    funds = {"general_budget": general_budget, "government_fund": government_fund, "state_capital": state_capital}
    return Ledger(
        summary=_summary(accounts, revenue, expenditure, appropriation),
        revenue=revenue,
        expenditure=expenditure,
        appropriation=appropriation,
        general_budget=general_budget,
        basic=basic,
        government_fund=government_fund,
        state_capital=state_capital,
        three_public=_three_public(accounts.three_public),
        economic=by_economic_code(accounts, basic, funds, economic),
    )


def _combine(table: str, tables: tuple[FactTable, ...]) -> FactTable:
    """支出决算表 of a unit that spent nothing but 财政拨款: the funds' tables added up."""
    columns = {"total": "本年支出合计", "basic": "基本支出", "project": "项目支出"}

    def added(place: str, name: str, parts: list[Cells]) -> dict[str, Figure]:
        sums = {
            column: total(f"{table}.{place}.{column}", f"{name}·{title}", [part.get(column) for part in parts])
            for column, title in columns.items()
        }
        return {column: figure for column, figure in sums.items() if figure is not None}

    names = {line.code: line.name for part in tables for line in part.lines}
    lines = tuple(
        FactLine(
            code,
            names[code],
            added(f"lines.{code}", names[code], [line.cells for part in tables if (line := part.line(code))]),
        )
        for code in sorted(names)
    )
    return FactTable(table, added("total", "合计", [part.total for part in tables]), lines)


def _summary(accounts: FinalAccounts, revenue: FactTable, expenditure: FactTable, appropriation: Cells) -> Cells:
    """收入支出决算总表."""
    cells = CellsBuilder("summary", accounts.summary)
    names = titles(RevenueSources)
    for fund in FUNDS:
        cells.fallback(f"revenue.{fund}", names[fund], appropriation.get(f"revenue.{fund}"))
    for source in OTHER_SOURCES:
        cells.fallback(f"revenue.{source}", names[source], revenue.total.get(source))
    cells.sum("revenue_total", "本年收入合计", [f"revenue.{source}" for source in names])
    own = titles(SummaryTable)
    for field in ("surplus_used", "surplus_distributed"):
        cells.put(field, own[field])
    alone = accounts.summary is None
    for field in ("opening", "closing"):
        cells.put(field, own[field], appropriation.get(f"{field}.total") if alone else None)
    cells.classes(expenditure)
    cells.sum("revenue_grand_total", "收入总计", ["revenue_total", "surplus_used", "opening"])
    cells.sum("expenditure_grand_total", "支出总计", ["expenditure_total", "surplus_distributed", "closing"])
    return cells.found


def _three_public(table: ThreePublicTable | None) -> Cells:
    """“三公”经费支出决算表."""
    cells = CellsBuilder("three_public", table)
    names = titles(ThreePublicAmounts) | {"vehicles": "公务用车购置及运行维护费", "total": "“三公”经费"}
    for group, word in (("budget", "预算数"), ("outturn", "决算数")):
        cells.three_public({field: f"{title}{word}" for field, title in names.items()}, f"{group}.")
    return cells.found
