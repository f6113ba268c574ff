"""FinalAccounts → FactBook: every number of the document, each computed once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.classification import CLASS, SECTION
from generator.facts import book
from generator.facts.appropriation import FUNDS
from generator.facts.basic import basic, part_of
from generator.facts.cells import titles
from generator.facts.disclosures import assets, general_costs, operating_cost, procurement, three_public
from generator.facts.figure import (
    Change,
    Figure,
    change,
    completion,
    first,
    nothing,
    reported,
    settle,
    share,
    total,
)
from generator.facts.ledger import OTHER_SOURCES, Ledger, build_ledger
from generator.facts.performance import performance
from generator.model.disclosures import PriorYear
from generator.model.tables import ExpenditureLine, FundAmounts, GovernmentFundLine, RevenueLine, RevenueSources

if TYPE_CHECKING:
    from generator.classification import CodeTable
    from generator.facts.lines import FactLine, FactTable
    from generator.model.accounts import FinalAccounts


def build_facts(
    accounts: FinalAccounts,
    functional: CodeTable,
    economic: CodeTable,
    quantum: Decimal = Decimal(100),
) -> book.FactBook:
    """The fact book of ``accounts``.

    Args:
        accounts: what was reported.
        functional: functional codes of the year.
        economic: economic codes of the year.
        quantum: the smallest difference, in 元, that the document can show; below half of it is 持平.
    """
    ledger = build_ledger(accounts, functional, economic)
    builder = _Builder(accounts, ledger, functional, quantum)
    return book.FactBook(
        year=accounts.year,
        prior_year=accounts.year - 1,
        unit=accounts.unit,
        accounts=accounts,
        ledger=ledger,
        total=builder.totals(),
        revenue=builder.revenue(),
        expenditure=builder.expenditure(),
        appropriation=builder.appropriation(),
        general_budget=builder.general_budget(),
        basic=basic(accounts, ledger, part_of(accounts, ledger.general_budget, "basic", "基本支出")),
        government_fund=builder.fund_account("government_fund", ledger.government_fund),
        state_capital=builder.fund_account("state_capital", ledger.state_capital),
        three_public=three_public(accounts, ledger.three_public, quantum),
        operating_cost=operating_cost(accounts, quantum),
        procurement=procurement(accounts),
        assets=assets(accounts),
        general_costs=general_costs(accounts),
        performance=performance(accounts, ledger, quantum),
        subordinates=reported(("unit", "subordinates"), "下属单位数", len(accounts.unit.subordinates) or None, "count"),
    )


@dataclass(frozen=True, slots=True)
class _Builder:
    accounts: FinalAccounts
    ledger: Ledger
    codes: CodeTable
    quantum: Decimal

    def totals(self) -> book.Totals:
        cells = self.ledger.summary
        revenue, expenditure = cells.get("revenue_grand_total"), cells.get("expenditure_grand_total")
        prior = self._prior("grand_total")
        return book.Totals(revenue, expenditure, self._change("total", "收、支总计", revenue, prior))

    def revenue(self) -> book.Revenue:
        cells = self.ledger.summary
        whole = cells.get("revenue_total")
        is_given = self.accounts.summary is not None or self.accounts.revenue is not None
        parts = [cells.get(f"revenue.{fund}") for fund in FUNDS]
        appropriation = first(
            self.ledger.revenue.total.get("appropriation"),
            total("revenue.appropriation", "财政拨款收入", parts),
        )
        names = titles(RevenueLine)
        others = {key: cells.get(f"revenue.{key}") for key in OTHER_SOURCES}
        funds = dict(zip(FUNDS, parts, strict=True))

        def listed(amounts: dict[str, Figure | None]) -> tuple[book.Part, ...]:
            """Each source with its share; zero where the table that was given leaves it blank."""
            known = {**names, **titles(RevenueSources)}
            figures = {
                key: first(amount, nothing(f"summary.revenue.{key}", known[key]) if is_given else None)
                for key, amount in amounts.items()
            }
            return tuple(self._part("revenue", key, known[key], figure, whole) for key, figure in figures.items())

        return book.Revenue(
            total=whole,
            change=self._change("revenue", "收入合计", whole, self._prior("revenue_total")),
            appropriation=appropriation,
            sources=listed({"appropriation": appropriation, **others}),
            detailed=listed({**funds, **others}),
        )

    def expenditure(self) -> book.Expenditure:
        table = self.ledger.expenditure
        whole = self.ledger.summary.get("expenditure_total")
        names = titles(ExpenditureLine, skip=("name", "total"))
        blanks = {key: nothing(f"expenditure.total.{key}", name) for key, name in names.items()} if table.total else {}
        kinds = tuple(
            self._part("expenditure", key, name, first(table.total.get(key), blanks.get(key)), whole)
            for key, name in names.items()
        )
        prior = self._prior("expenditure_total")
        classes = self._classes("expenditure", table, whole)
        return book.Expenditure(whole, self._change("expenditure", "支出合计", whole, prior), kinds, classes)

    def appropriation(self) -> book.Appropriation:
        cells = self.ledger.appropriation
        revenue, expenditure = cells.get("revenue_grand_total"), cells.get("expenditure_grand_total.total")
        prior = self._prior("appropriation_grand_total")
        funds = tuple(self._fund(fund, name) for fund, name in titles(FundAmounts, skip=("total",)).items())
        moved = self._change("appropriation", "财政拨款收、支总计", revenue, prior)
        return book.Appropriation(revenue, expenditure, moved, funds)

    def _fund(self, fund: str, name: str) -> book.Fund:
        cells, key = self.ledger.appropriation, f"revenue.{fund}"
        blank = nothing(f"appropriation.{key}", f"{name}收入") if "revenue.total" in cells else None
        revenue = first(cells.get(key), blank)
        prior = self._prior("appropriation_revenue", fund)
        return book.Fund(fund, name, revenue, self._change(f"appropriation.{fund}", f"{name}收入", revenue, prior))

    def general_budget(self) -> book.GeneralBudget:
        table = self.ledger.general_budget
        whole = part_of(self.accounts, table, "total", "小计")
        classes = self._classes("general_budget", table, whole)
        key, title = "general_budget", "一般公共预算财政拨款支出"
        everything = self.ledger.summary.get("expenditure_total")
        planned = self._planned_total()
        return book.GeneralBudget(
            total=whole,
            share=share(key, f"{title}占本年支出合计", whole, everything) if whole is not None else None,
            change=self._change(key, title, whole, self._prior("appropriation_expenditure", "general_budget")),
            completion=completion(key, title, whole, planned, self.quantum) if whole is not None else None,
            basic=part_of(self.accounts, table, "basic", "基本支出"),
            project=part_of(self.accounts, table, "project", "项目支出"),
            classes=classes,
            items=tuple(item for group in classes for item in group.items),
        )

    def _planned_total(self) -> Figure | None:
        own = reported(("plan", "total", "initial"), "年初预算合计", self.accounts.plan.total.initial)
        summed = total(f"plan.total.initial{'' if own is None else '.sum'}", "年初预算合计", self._planned_below(""))
        return settle(own, summed)

    def _planned(self, code: str) -> Figure | None:
        """年初预算数 of ``code``: as given, else the sum of the codes below it."""
        title = f"{self.codes.names.get(code, code)}年初预算数"
        line = self.accounts.plan.lines.get(code)
        own = reported(("plan", "lines", code, "initial"), title, line.initial if line else None)
        key = f"plan.lines.{code}.initial{'' if own is None else '.sum'}"
        return settle(own, total(key, title, self._planned_below(code)))

    def _planned_below(self, code: str) -> list[Figure | None]:
        below = sorted(other for other in self.accounts.plan.lines if other != code and other.startswith(code))
        tops = [one for one in below if not any(one != other and one.startswith(other) for other in below)]
        return [self._planned(one) for one in tops]

    def fund_account(self, fund: str, table: FactTable) -> book.FundAccount:
        cells = self.ledger.appropriation
        columns = {"opening": "opening", "revenue": "revenue", "total": "expenditure", "closing": "closing"}
        figures = [first(table.total.get(own), cells.get(f"{other}.{fund}")) for own, other in columns.items()]
        is_empty = not any(figures)
        line = GovernmentFundLine.model_fields
        opening, revenue, expenditure, closing = (
            first(figure, nothing(f"{fund}.total.{own}", f"合计·{line[own].title}"))
            for own, figure in zip(columns, figures, strict=True)
        )
        spent = tuple(line for line in table.level("类") if line.get("total"))
        return book.FundAccount(is_empty, opening, revenue, expenditure, closing, spent)

    def _classes(self, key: str, table: FactTable, whole: Figure | None) -> tuple[book.FunctionalClass, ...]:
        names = {line.code: line.name for line in table.lines}
        found = []
        for line in table.level("类"):
            amount = line.get("total")
            if not amount:
                continue
            place = f"{key}.{line.code}"
            items = [leaf for leaf in table.leaves if leaf.code.startswith(line.code) and len(leaf.code) > CLASS]
            found.append(
                book.FunctionalClass(
                    code=line.code,
                    name=line.name,
                    amount=amount,
                    share=share(place, f"{line.name}占比", amount, whole),
                    completion=completion(place, line.name, amount, self._planned(line.code), self.quantum),
                    items=tuple(item for leaf in items if (item := self._item(key, leaf, names)) is not None),
                )
            )
        return tuple(found)

    def _item(self, key: str, line: FactLine, names: dict[str, str]) -> book.Item | None:
        outturn = line.get("total")
        planned = self._planned(line.code)
        if outturn is None or not (outturn or planned):
            return None
        return book.Item(
            code=line.code,
            class_name=names.get(line.code[:CLASS], ""),
            section_name=names.get(line.code[:SECTION], "") if len(line.code) > SECTION else line.name,
            name=line.name,
            outturn=outturn,
            completion=completion(f"{key}.{line.code}", line.name, outturn, planned, self.quantum),
        )

    def _part(self, key: str, field: str, name: str, amount: Figure | None, whole: Figure | None) -> book.Part:
        part = share(f"{key}.{field}", f"{name}占比", amount, whole) if amount is not None else None
        return book.Part(field, name, amount, part)

    def _prior(self, *path: str) -> Figure | None:
        value: object = self.accounts.prior
        for step in path:
            value = getattr(value, step)
        title = PriorYear.model_fields[path[0]].title
        return reported(("prior", *path), f"上年{title}", value if isinstance(value, Decimal) else None)

    def _change(self, key: str, title: str, current: Figure | None, base: Figure | None) -> Change | None:
        return None if current is None else change(key, title, current, base, self.quantum)
