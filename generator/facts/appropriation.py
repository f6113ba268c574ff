"""财政拨款收入支出决算总表 from what is reported and from the funds' own tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.cells import CellsBuilder, titles
from generator.facts.figure import Figure, derive, reported, total
from generator.model.tables import FundAmounts

if TYPE_CHECKING:
    from generator.facts.lines import Cells, FactTable
    from generator.model.accounts import FinalAccounts

FUNDS = ("general_budget", "government_fund", "state_capital")
"""财政拨款 by fund."""


def complete_appropriation(
    accounts: FinalAccounts,
    revenue: FactTable,
    general_budget: FactTable,
    government_fund: FactTable,
    state_capital: FactTable,
) -> Cells:
    """All figures of the table by field path."""
    return _Appropriation(accounts, revenue, general_budget, government_fund, state_capital).build()


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
        self.cells = CellsBuilder("appropriation", accounts.appropriation)
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
            spent = own.get("total") if fund == "state_capital" and not self._is_blank_zero() else None
            return told, own.get("revenue"), spent
        everything = self.revenue.total.get("appropriation")
        if everything is None:
            return (told,)
        others = [self.cells.found.get(f"revenue.{other}") for other in FUNDS[1:]]
        operands = [everything, *(figure for figure in others if figure is not None)]
        title = f"{self.names[fund]}收入"
        return told, derive("appropriation.revenue.general_budget", title, "difference", operands)

    def _is_blank_zero(self) -> bool:
        """Whether 本年收入合计 is reported, so that a fund left blank beside it had no revenue."""
        own, summary = self.accounts.appropriation, self.accounts.summary
        totals = (own.revenue.total if own else None, summary.revenue_total if summary else None)
        return any(amount is not None for amount in totals)

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
