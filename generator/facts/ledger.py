"""Reported tables → the nine tables, complete and traced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from generator.facts.figure import Figure, derive, reported, settle, total
from generator.facts.lines import Cells, FactLine, FactTable, complete_table
from generator.model.tables import (
    BasicTable,
    ExpenditureLine,
    FundAmounts,
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
    from generator.classification import CodeTable
    from generator.model.accounts import FinalAccounts

FUNDS = ("general_budget", "government_fund", "state_capital")
"""财政拨款 by fund."""

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


def titles(model: type[BaseModel], *, skip: Iterable[str] = ("name",)) -> dict[str, str]:
    """Field → Chinese title of a model class."""
    left_out = set(skip)
    return {name: field.title or name for name, field in model.model_fields.items() if name not in left_out}


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
    appropriation = _Appropriation(accounts, revenue, general_budget, government_fund, state_capital).build()
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


class _Cells:
    """Figures of one table under construction, by field path."""

    def __init__(self, table: str, given: BaseModel | None) -> None:
        self.table = table
        self.given = given
        self.found: dict[str, Figure] = {}

    def put(self, field: str, title: str, *computed: Figure | None) -> Figure | None:
        """The figure of ``field``: as reported, else the first that can be computed."""
        figure = settle(reported((self.table, *field.split(".")), title, self._value(field)), *computed)
        if figure is not None:
            self.found[field] = figure
        return figure

    def fallback(self, field: str, title: str, *computed: Figure | None) -> Figure | None:
        """As :meth:`put`, but what is computed from other tables is used only where nothing is reported."""
        return self.put(field, title, *(() if self._value(field) is not None else computed))

    def sum(self, field: str, title: str, parts: Iterable[str]) -> Figure | None:
        """The figure of ``field``, which is the sum of other fields of the table."""
        suffix = "" if self._value(field) is None else ".sum"
        figures = [self.found.get(part) for part in parts]
        return self.put(field, title, total(f"{self.table}.{field}{suffix}", title, figures))

    def _value(self, field: str) -> Any:
        value: Any = self.given
        for step in field.split("."):
            if value is None:
                return None
            value = value.get(step) if isinstance(value, dict) else getattr(value, step)
        return value


class _Appropriation:
    """财政拨款收入支出决算总表 from what is reported and from the funds' tables."""

    def __init__(
        self,
        accounts: FinalAccounts,
        revenue: FactTable,
        general_budget: FactTable,
        government_fund: FactTable,
        state_capital: FactTable,
    ) -> None:
        self.accounts = accounts
        self.revenue = revenue
        self.tables = dict(zip(FUNDS, (general_budget, government_fund, state_capital), strict=True))
        self.cells = _Cells("appropriation", accounts.appropriation)
        self.names = {fund: title for fund, title in titles(FundAmounts).items() if fund != "total"}

    def build(self) -> Cells:
        """All figures by field path."""
        cells, tables = self.cells, self.tables
        for fund in ("government_fund", "state_capital", "general_budget"):
            cells.fallback(f"revenue.{fund}", f"{self.names[fund]}收入", *self._revenue(fund))
        cells.sum("revenue.total", "财政拨款本年收入合计", [f"revenue.{fund}" for fund in FUNDS])
        for fund in FUNDS:
            title = f"年初{self.names[fund]}结转和结余"
            cells.fallback(f"opening.{fund}", title, tables[fund].total.get("opening"))
        cells.sum("opening.total", "年初财政拨款结转和结余", [f"opening.{fund}" for fund in FUNDS])
        self._classes()
        self._closing()
        cells.sum("revenue_grand_total", "财政拨款收入总计", ["revenue.total", "opening.total"])
        for column, name in {"total": "财政拨款", **self.names}.items():
            parts = [f"expenditure.{column}", f"closing.{column}"]
            cells.sum(f"expenditure_grand_total.{column}", f"{name}支出总计", parts)
        return cells.found

    def _revenue(self, fund: str) -> tuple[Figure | None, ...]:
        summary = self.accounts.summary
        told = reported(
            ("summary", "revenue", fund),
            f"{self.names[fund]}收入",
            getattr(summary.revenue, fund) if summary else None,
        )
        if fund != "general_budget":
            own = self.tables[fund].total
            return told, own.get("revenue"), own.get("total") if fund == "state_capital" else None
        everything = self.revenue.total.get("appropriation")
        if everything is None:
            return (told,)
        others = [self.cells.found.get(f"revenue.{other}") for other in FUNDS[1:]]
        operands = [everything, *(figure for figure in others if figure is not None)]
        title = f"{self.names[fund]}收入"
        return told, derive("appropriation.revenue.general_budget", title, "difference", operands)

    def _classes(self) -> None:
        cells = self.cells
        given = set(self.accounts.appropriation.classes) if self.accounts.appropriation else set()
        by_fund = {fund: {line.code: line for line in table.level("类")} for fund, table in self.tables.items()}
        codes = sorted(given.union(*by_fund.values()))
        for code in codes:
            name = next((lines[code].name for lines in by_fund.values() if code in lines), code)
            for fund, lines in by_fund.items():
                other = lines[code].get("total") if code in lines else None
                cells.fallback(f"classes.{code}.{fund}", f"{name}·{self.names[fund]}", other)
            cells.sum(f"classes.{code}.total", name, [f"classes.{code}.{fund}" for fund in FUNDS])
        for fund in FUNDS:
            parts = [f"classes.{code}.{fund}" for code in codes]
            cells.sum(f"expenditure.{fund}", f"{self.names[fund]}本年支出合计", parts)
        parts = [f"expenditure.{fund}" for fund in FUNDS]
        cells.sum("expenditure.total", "财政拨款本年支出合计", parts)

    def _closing(self) -> None:
        cells = self.cells
        for fund in FUNDS:
            title = f"年末{self.names[fund]}结转和结余"
            key = f"appropriation.closing.{fund}"
            income = [cells.found.get(f"{part}.{fund}") for part in ("opening", "revenue")]
            available = total(f"{key}.available", f"{self.names[fund]}年初结转和结余加本年收入", income)
            computed = None
            if available is not None:
                spent = cells.found.get(f"expenditure.{fund}")
                computed = derive(f"{key}.row", title, "difference", [available, *([spent] if spent else [])])
            cells.put(f"closing.{fund}", title, computed)
        cells.sum("closing.total", "年末财政拨款结转和结余", [f"closing.{fund}" for fund in FUNDS])


def _summary(accounts: FinalAccounts, revenue: FactTable, expenditure: FactTable, appropriation: Cells) -> Cells:
    """收入支出决算总表."""
    cells = _Cells("summary", accounts.summary)
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
    every = sorted({*given, *(code[:3] for code in given)})
    lines: dict[str, FactLine] = {}
    for code in sorted(every, key=len, reverse=True):
        name = codes.names.get(code) or (given[code].name if code in given else "") or code
        own = reported(("basic", "lines", code, "amount"), name, given[code].amount if code in given else None)
        parts = [lines[below].get("amount") for below in every if len(code) == 3 and len(below) == 5 and below[:3] == code]
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
    cells = _Cells("three_public", table)
    for group, word in (("budget", "预算数"), ("outturn", "决算数")):
        names = {field: f"{title}{word}" for field, title in titles(ThreePublicAmounts).items()}
        for field in ("abroad", "vehicle_purchase", "vehicle_operation", "reception"):
            cells.put(f"{group}.{field}", names[field])
        parts = [f"{group}.vehicle_purchase", f"{group}.vehicle_operation"]
        cells.sum(f"{group}.vehicles", f"公务用车购置及运行维护费{word}", parts)
        parts = [f"{group}.{field}" for field in ("abroad", "vehicles", "reception")]
        cells.sum(f"{group}.total", f"“三公”经费{word}", parts)
    return cells.found


