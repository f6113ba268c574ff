"""Budget → BudgetBook: every number of a budget document, each computed once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.classification import SECTION
from generator.facts import budget_book as book
from generator.facts.application import project_targets, whole_targets
from generator.facts.book import Part, Totals
from generator.facts.budget_ledger import BUDGET_FUNDS, build_budget_ledger
from generator.facts.cells import titles
from generator.facts.figure import Figure, change, first, nothing, reported, settle, share, total
from generator.facts.naming import NamedFigure
from generator.model.budget import BudgetExpenditureLine, BudgetFunds, BudgetSources, PriorBudget

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from generator.classification import CodeTable
    from generator.facts.budget_ledger import BudgetLedger
    from generator.facts.figure import Change, Share
    from generator.facts.lines import FactTable
    from generator.model.budget import Budget

KINDS_OF_PURCHASE = {"goods": ("货物", "A"), "works": ("工程", "B"), "services": ("服务", "C")}
"""Kind of procurement → its name, and the letter that its 品目 begin with."""


def build_budget(accounts: Budget, functional: CodeTable, economic: CodeTable, quantum: Decimal) -> book.BudgetBook:
    """The book of the budget ``accounts``; a difference under half of ``quantum`` is 持平."""
    ledger = build_budget_ledger(accounts, functional, economic)
    builder = _Builder(accounts, ledger, quantum)
    return book.BudgetBook(
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
        economic=_economic(ledger.budget_basic),
        government_fund=builder.government_fund(),
        state_capital=builder.state_capital(),
        three_public=builder.three_public(),
        operating_cost=builder.operating_cost(),
        procurement=_procurement(accounts, ledger),
        services=book.PurchasedServices(
            ledger.service_list.total.get("amount"),
            tuple(dict.fromkeys(one.content for one in accounts.purchased_services if one.content)),
        ),
        assets=book.BudgetAssets(
            reported(("assets", "vehicles_total"), "车辆总数", accounts.assets.vehicles_total, "count"),
            reported(("assets", "floor_area"), "房屋面积", accounts.assets.floor_area, "number"),
        ),
        staffing=_staffing(accounts),
        performance=builder.performance(),
        units=reported(("unit", "subordinates"), "单位数", len(accounts.unit.subordinates) or None, "count"),
    )


@dataclass(frozen=True, slots=True)
class _Builder:
    accounts: Budget
    ledger: BudgetLedger
    quantum: Decimal

    def totals(self) -> Totals:
        cells = self.ledger.budget_summary
        revenue, expenditure = cells.get("revenue_grand_total"), cells.get("expenditure_grand_total")
        return Totals(revenue, expenditure, self._change("total", "收支总预算", revenue, "total"))

    def revenue(self) -> book.BudgetRevenue:
        cells = self.ledger.budget_summary
        whole = cells.get("revenue_total")
        names = titles(BudgetSources)
        sources = (
            self._part("budget_revenue", key, name, cells.get(f"revenue.{key}"), whole) for key, name in names.items()
        )
        return book.BudgetRevenue(whole, tuple(sources))

    def expenditure(self) -> book.BudgetExpenditure:
        cells = self.ledger.budget_expenditure.total
        whole = first(cells.get("total"), self.ledger.budget_summary.get("expenditure_total"))
        names = titles(BudgetExpenditureLine, skip=("name", "total"))
        kinds = (self._part("budget_expenditure", key, name, cells.get(key), whole) for key, name in names.items())
        return book.BudgetExpenditure(whole, tuple(kinds))

    def appropriation(self) -> book.BudgetAppropriated:
        cells = self.ledger.budget_appropriation
        names = titles(BudgetFunds, skip=("total",))
        listed = [
            (f"{names[fund]}{word}", cells.get(f"{part}.{fund}"))
            for part, word in (("revenue", "本年收入"), ("opening", "上年结转"))
            for fund in BUDGET_FUNDS
        ]
        classes = [(figure.title, figure) for key, figure in cells.items() if key.startswith("classes.")]
        return book.BudgetAppropriated(cells.get("revenue_grand_total"), _present(listed), _present(classes))

    def general_budget(self) -> book.BudgetGeneral:
        table = self.ledger.budget_general
        cells = table.total
        whole, basic, project = cells.get("total"), cells.get("basic"), cells.get("project")
        return book.BudgetGeneral(
            total=whole,
            change=self._change("general_budget", "一般公共预算拨款", whole, "general_budget"),
            basic=basic,
            basic_share=_share("budget_general.basic", "基本支出占比", basic, whole),
            personnel=cells.get("personnel"),
            public=cells.get("public"),
            project=project,
            project_share=_share("budget_general.project", "项目支出占比", project, whole),
            classes=_present([(line.name, line.get("total")) for line in table.level("类")]),
        )

    def government_fund(self) -> book.BudgetFundFact:
        whole = self.ledger.budget_fund.total.get("total")
        return book.BudgetFundFact(not whole, whole)

    def state_capital(self) -> book.BudgetFundFact:
        whole = reported(("state_capital_budget",), "国有资本经营预算支出", self.accounts.state_capital_budget)
        return book.BudgetFundFact(not whole, whole)

    def three_public(self) -> book.BudgetThreePublic:
        cells = self.ledger.budget_three_public
        is_given = self.accounts.budget_three_public is not None
        prior = self.accounts.prior_budget.three_public

        def item(field: str, title: str) -> Change | None:
            blank = nothing(f"budget_three_public.{field}", title) if is_given else None
            current = first(cells.get(field), blank)
            base = reported(("prior_budget", "three_public", field), f"上年{title}", getattr(prior, field))
            return (
                None if current is None else change(f"budget_three_public.{field}", title, current, base, self.quantum)
            )

        return book.BudgetThreePublic(
            total=item("total", "“三公”经费"),
            abroad=item("abroad", "因公出国（境）费"),
            purchase=item("vehicle_purchase", "公务用车购置费"),
            operation=item("vehicle_operation", "公车运行维护费"),
            reception=item("reception", "公务接待费"),
        )

    def operating_cost(self) -> book.BudgetCost:
        given = self.accounts.budget_operating_cost
        own = reported(("budget_operating_cost", "amount"), "机关运行经费", given.amount)
        table = self.ledger.budget_basic
        items = tuple(line.name for line in table.leaves if line.get("public"))
        return book.BudgetCost(first(own, table.total.get("public")), given.includes or items)

    def performance(self) -> book.Targets:
        given = self.accounts.performance
        own = reported(("performance", "whole_funds"), "整体支出绩效目标涉及预算", given.whole_funds)
        form = given.application
        indicators = self.accounts.indicators
        projects = (project_targets(index, one, indicators) for index, one in enumerate(self.accounts.projects))
        return book.Targets(
            funds=settle(own, self.ledger.budget_summary.get("expenditure_grand_total")),
            whole=whole_targets(form, self.accounts.year, indicators) if form else None,
            projects=tuple(one for one in projects if one is not None),
        )

    def _part(self, key: str, field: str, name: str, amount: Figure | None, whole: Figure | None) -> Part:
        return Part(field, name, amount, _share(f"{key}.{field}", f"{name}占比", amount, whole))

    def _change(self, key: str, title: str, current: Figure | None, prior: str) -> Change | None:
        name = PriorBudget.model_fields[prior].title
        base = reported(("prior_budget", prior), f"上年{name}", getattr(self.accounts.prior_budget, prior))
        return None if current is None else change(key, title, current, base, self.quantum)


def _share(key: str, title: str, part: Figure | None, whole: Figure | None) -> Share | None:
    return None if part is None else share(key, title, part, whole)


def _present(listed: Iterable[tuple[str, Figure | None]]) -> tuple[NamedFigure, ...]:
    """Those that have an amount."""
    return tuple(NamedFigure(name, figure) for name, figure in listed if figure)


def _economic(table: FactTable) -> tuple[book.EconomicClass, ...]:
    """类 of the economic classification that have an amount, each with the 款 that have one."""
    return tuple(
        book.EconomicClass(
            line.code,
            line.name,
            amount,
            tuple(
                below.name
                for below in table.lines
                if len(below.code) == SECTION and below.code.startswith(line.code) and below.get("total")
            ),
        )
        for line in table.level("类")
        if (amount := line.get("total"))
    )


def _procurement(accounts: Budget, ledger: BudgetLedger) -> book.BudgetProcurement:
    """政府采购预算: each kind as reported, else the sum of its 品目."""
    given = accounts.procurement
    kinds = []
    for kind, (name, letter) in KINDS_OF_PURCHASE.items():
        items = tuple(
            NamedFigure(row.texts["catalogue"].rpartition("]")[2], row.figures["amount"])
            for row in ledger.procurement_list.rows
            if row.texts.get("catalogue", "").lstrip("[").startswith(letter) and "amount" in row.figures
        )
        own = reported(("procurement", kind, "amount"), f"{name}类采购预算", getattr(given, kind).amount)
        summed = total(f"procurement.{kind}.amount.sum", f"{name}类采购预算", [item.figure for item in items])
        amount = settle(own, summed)
        if amount:
            kinds.append(book.PlannedPurchase(name, amount, items))
    own = reported(("procurement", "total"), "政府采购预算", given.total)
    return book.BudgetProcurement(settle(own, ledger.procurement_list.total.get("amount")), tuple(kinds))


def _staffing(accounts: Budget) -> book.Establishment:
    """人员构成: 编制 and 在职人员 by kind, with their sums."""
    given = accounts.unit.staffing

    def counted(field: str, name: str) -> Figure | None:
        return reported(("unit", "staffing", field), name, getattr(given, field) if given else None, "count")

    posts = [
        ("行政编制", counted("posts_administrative", "行政编制")),
        ("事业编制", counted("posts_institutional", "事业编制")),
    ]
    serving = [
        ("行政人员", counted("serving_administrative", "在职行政人员")),
        ("事业人员", counted("serving_institutional", "在职事业人员")),
    ]
    return book.Establishment(
        posts=total("unit.staffing.posts", "编制", [figure for _, figure in posts], "count"),
        posts_by_kind=_present(posts),
        serving=total("unit.staffing.serving", "在职人员", [figure for _, figure in serving], "count"),
        serving_by_kind=_present(serving),
        retired=counted("retired", "离退休人员"),
    )
