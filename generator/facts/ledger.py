"""Reported tables → the nine tables, complete and traced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.classification import CLASS, SECTION
from generator.facts.appropriation import FUNDS, complete_appropriation
from generator.facts.cells import CellsBuilder, titles
from generator.facts.figure import Figure, reported, settle, total
from generator.facts.lines import Cells, FactLine, FactTable, complete_table
from generator.model.tables import (
    BasicTable,
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
    from collections.abc import Mapping

    from pydantic import BaseModel

    from generator.classification import CodeTable
    from generator.model.accounts import FinalAccounts

OTHER_SOURCES = ("superior_subsidy", "operating", "business", "subordinate_remittance", "other")
"""收入 that is not 财政拨款."""

PERSONNEL_CLASSES = ("301", "303")
PUBLIC_CLASSES = ("302", "307", "309", "310", "311", "312", "313", "399")


@dataclass(frozen=True, slots=True)
class BasicFacts:
    """基本支出决算明细表: lines by economic code, and the two totals."""

    lines: Mapping[str, FactLine]
    personnel: Figure | None
    public: Figure | None
    total: Figure | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The nine tables. Two-sided and grouped tables are figures by field path (``revenue.general_budget``)."""

    summary: Cells
    revenue: FactTable
    expenditure: FactTable
    appropriation: Cells
    general_budget: FactTable
    basic: BasicFacts
    government_fund: FactTable
    state_capital: FactTable
    three_public: Cells


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
    return Ledger(
        summary=_summary(accounts, revenue, expenditure, appropriation),
        revenue=revenue,
        expenditure=expenditure,
        appropriation=appropriation,
        general_budget=general_budget,
        basic=_basic(accounts.basic, economic),
        government_fund=government_fund,
        state_capital=state_capital,
        three_public=_three_public(accounts.three_public),
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
    given = set(accounts.summary.classes) if accounts.summary else set()
    lines = {line.code: line for line in expenditure.level("类")}
    codes = sorted(given | set(lines))
    for code in codes:
        line = lines.get(code)
        cells.fallback(f"classes.{code}", line.name if line else code, line.get("total") if line else None)
    cells.sum("expenditure_total", "本年支出合计", [f"classes.{code}" for code in codes])
    cells.sum("revenue_grand_total", "收入总计", ["revenue_total", "surplus_used", "opening"])
    cells.sum("expenditure_grand_total", "支出总计", ["expenditure_total", "surplus_distributed", "closing"])
    return cells.found


def _basic(table: BasicTable | None, codes: CodeTable) -> BasicFacts:
    """基本支出决算明细表: 类 = Σ款, 人员经费 and 公用经费 = Σ类."""
    given = table.lines if table else {}
    every = sorted({*given, *(code[:CLASS] for code in given)})
    lines: dict[str, FactLine] = {}
    for code in sorted(every, key=len, reverse=True):
        name = codes.names.get(code) or (given[code].name if code in given else "") or code
        own = reported(("basic", "lines", code, "amount"), name, given[code].amount if code in given else None)
        parts = [
            lines[below].get("amount")
            for below in every
            if len(code) == CLASS and len(below) == SECTION and below[:CLASS] == code
        ]
        key = f"basic.lines.{code}.amount{'' if own is None else '.sum'}"
        figure = settle(own, total(key, name, parts))
        lines[code] = FactLine(code, name, {} if figure is None else {"amount": figure})

    def part(field: str, title: str, classes: tuple[str, ...]) -> Figure | None:
        own = reported(("basic", field), title, getattr(table, field) if table else None)
        figures = [lines[code].get("amount") for code in classes if code in lines]
        return settle(own, total(f"basic.{field}{'' if own is None else '.sum'}", title, figures))

    personnel = part("personnel", titles(BasicTable)["personnel"], PERSONNEL_CLASSES)
    public = part("public", titles(BasicTable)["public"], PUBLIC_CLASSES)
    ordered = {code: lines[code] for code in every}
    return BasicFacts(ordered, personnel, public, total("basic.total", "基本支出合计", (personnel, public)))


def _three_public(table: ThreePublicTable | None) -> Cells:
    """“三公”经费支出决算表: 小计 = 购置 + 运行, 合计 = 出国 + 小计 + 接待."""
    cells = CellsBuilder("three_public", table)
    for group, word in (("budget", "预算数"), ("outturn", "决算数")):
        names = {field: f"{title}{word}" for field, title in titles(ThreePublicAmounts).items()}
        for field in ("abroad", "vehicle_purchase", "vehicle_operation", "reception"):
            cells.put(f"{group}.{field}", names[field])
        parts = [f"{group}.vehicle_purchase", f"{group}.vehicle_operation"]
        cells.sum(f"{group}.vehicles", f"公务用车购置及运行维护费{word}", parts)
        parts = [f"{group}.{field}" for field in ("abroad", "vehicles", "reception")]
        cells.sum(f"{group}.total", f"“三公”经费{word}", parts)
    return cells.found
