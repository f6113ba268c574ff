"""What a budget says in numbers, as one frozen value: the names that its templates and tables use.

Fields that mean the same as in the book of 决算 have the same names and types.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.naming import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.facts.application import ProjectTargets, WholeTargets
    from generator.facts.book import Item, Part, Totals
    from generator.facts.budget_ledger import BudgetLedger
    from generator.facts.figure import Change, Figure, Share
    from generator.facts.naming import NamedFigure
    from generator.model.budget import Budget
    from generator.model.unit import BudgetUnit


@dataclass(frozen=True, slots=True)
class BudgetRevenue:
    """收入预算."""

    total: Figure | None = named("合计")
    sources: tuple[Part, ...] = named("来源")


@dataclass(frozen=True, slots=True)
class BudgetExpenditure:
    """支出预算."""

    total: Figure | None = named("合计")
    kinds: tuple[Part, ...] = named("性质")


@dataclass(frozen=True, slots=True)
class BudgetAppropriated:
    """财政拨款收支预算."""

    total: Figure | None = named("总计")
    revenue: tuple[NamedFigure, ...] = named("收入")
    """本年收入 and 上年结转 by fund, those that have an amount."""
    classes: tuple[NamedFigure, ...] = named("类")


@dataclass(frozen=True, slots=True)
class BudgetGeneral:
    """一般公共预算拨款."""

    total: Figure | None = named("合计")
    change: Change | None = named("增减")
    basic: Figure | None = named("基本支出")
    basic_share: Share | None = named("基本支出占比")
    personnel: Figure | None = named("人员经费")
    public: Figure | None = named("公用经费")
    project: Figure | None = named("项目支出")
    project_share: Share | None = named("项目支出占比")
    classes: tuple[NamedFigure, ...] = named("类")


@dataclass(frozen=True, slots=True)
class EconomicClass:
    """部门预算支出经济分类的一个类."""

    code: str = named("编码")
    name: str = named("名称")
    amount: Figure = named("金额")
    items: tuple[str, ...] = named("科目")
    """款 with an amount."""


@dataclass(frozen=True, slots=True)
class BudgetFundFact:
    """政府性基金预算、国有资本经营预算."""

    is_empty: bool = named("没有安排")
    total: Figure | None = named("合计")


@dataclass(frozen=True, slots=True)
class BudgetThreePublic:
    """“三公”经费预算, each item against the budget of the year before."""

    total: Change | None = named("合计")
    abroad: Change | None = named("因公出国")
    purchase: Change | None = named("公务用车购置")
    operation: Change | None = named("公务用车运行")
    reception: Change | None = named("公务接待")


@dataclass(frozen=True, slots=True)
class BudgetCost:
    """机关运行经费预算."""

    amount: Figure | None = named("预算数")
    includes: tuple[str, ...] = named("主要包括")


@dataclass(frozen=True, slots=True)
class PlannedPurchase:
    """一类政府采购预算."""

    name: str = named("名称")
    amount: Figure = named("金额")
    items: tuple[NamedFigure, ...] = named("品目")


@dataclass(frozen=True, slots=True)
class BudgetProcurement:
    """政府采购预算."""

    total: Figure | None = named("总额")
    kinds: tuple[PlannedPurchase, ...] = named("类别")


@dataclass(frozen=True, slots=True)
class PurchasedServices:
    """政府购买服务预算."""

    total: Figure | None = named("总额")
    contents: tuple[str, ...] = named("内容")


@dataclass(frozen=True, slots=True)
class BudgetAssets:
    """国有资产."""

    vehicles: Figure | None = named("车辆")
    floor_area: Figure | None = named("房屋面积")


@dataclass(frozen=True, slots=True)
class Establishment:
    """人员构成."""

    posts: Figure | None = named("编制")
    posts_by_kind: tuple[NamedFigure, ...] = named("编制分类")
    serving: Figure | None = named("在职人员")
    serving_by_kind: tuple[NamedFigure, ...] = named("在职人员分类")
    retired: Figure | None = named("离退休人员")


@dataclass(frozen=True, slots=True)
class Targets:
    """预算绩效."""

    funds: Figure | None = named("资金")
    whole: WholeTargets | None = named("整体申报表")
    projects: tuple[ProjectTargets, ...] = named("项目申报表")


@dataclass(frozen=True, slots=True)
class BudgetBook:
    """预算的全部指标."""

    year: int = named("年度")
    prior_year: int = named("上年")
    unit: BudgetUnit = named("单位")
    accounts: Budget = named("数据")
    ledger: BudgetLedger = named("预算表")
    total: Totals = named("总体")
    revenue: BudgetRevenue = named("收入")
    expenditure: BudgetExpenditure = named("支出")
    appropriation: BudgetAppropriated = named("财政拨款")
    general_budget: BudgetGeneral = named("一般公共预算")
    economic: tuple[EconomicClass, ...] = named("基本支出")
    government_fund: BudgetFundFact = named("政府性基金")
    state_capital: BudgetFundFact = named("国有资本")
    three_public: BudgetThreePublic = named("三公")
    operating_cost: BudgetCost = named("机关运行经费")
    procurement: BudgetProcurement = named("采购")
    services: PurchasedServices = named("购买服务")
    assets: BudgetAssets = named("资产")
    staffing: Establishment = named("人员")
    performance: Targets = named("绩效")
    units: Figure | None = named("单位数")

    def used(self) -> Mapping[str, object]:
        """What the document speaks of: condition of a term → whether there is any."""
        kinds = {part.key: part.amount for part in self.expenditure.kinds}
        return {
            **self.ledger.budget_summary,
            "basic": kinds["basic"],
            "project": kinds["project"],
            "business_expenditure": kinds["business"],
            "three_public": self.accounts.budget_three_public is not None,
            "operating_cost": self.operating_cost.amount,
        }

    def explained_items(self) -> tuple[Item, ...]:
        """Functional items that 名词解释 explains one by one: none."""
        return ()

    def years(self) -> frozenset[int]:
        """The years that the document speaks of; the application forms go back two years."""
        return frozenset(range(self.year - 2, self.year + 2))

    def three_public_total(self) -> Figure | None:
        """“三公”经费预算数."""
        return self.three_public.total.current if self.three_public.total else None

    def movements(self) -> dict[str, Change]:
        """Key of a reason → the change that it explains."""
        moved = {"total": self.total.change, "general_budget": self.general_budget.change}
        return {key: one for key, one in moved.items() if one is not None}

    def outside(self) -> Iterator[Figure]:
        """Figures that stand in no table and may be computed."""
        known = (self.procurement.total, self.services.total, self.operating_cost.amount, self.performance.funds)
        yield from (figure for figure in known if figure is not None and not figure.path)
