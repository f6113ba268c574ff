"""What the document says in numbers, as one frozen value: the names that templates and charts use.

Every field carries its Chinese name, so that a style's text may write ``收入.合计`` for ``revenue.total``.
A field that is ``None`` is not known; it is never zero by default.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.naming import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.facts.disclosed import Assets, GeneralCosts, OperatingCost, Performance, Procurement, ThreePublic
    from generator.facts.figure import Change, Completion, Figure, Share
    from generator.facts.ledger import Ledger
    from generator.facts.lines import FactLine
    from generator.facts.naming import NamedFigure
    from generator.model.accounts import FinalAccounts
    from generator.model.unit import BudgetUnit


@dataclass(frozen=True, slots=True)
class Part:
    """总体的一个组成: 收入来源、支出性质."""

    key: str = named("键")
    name: str = named("名称")
    amount: Figure | None = named("金额")
    share: Share | None = named("占比")


@dataclass(frozen=True, slots=True)
class Fund:
    """财政拨款的一种资金."""

    key: str = named("键")
    name: str = named("名称")
    revenue: Figure | None = named("收入")
    change: Change | None = named("增减")


@dataclass(frozen=True, slots=True)
class Item:
    """项级（或最低一级）功能科目."""

    code: str = named("编码")
    class_name: str = named("类")
    section_name: str = named("款")
    name: str = named("项")
    outturn: Figure = named("决算数")
    completion: Completion = named("预算完成")


@dataclass(frozen=True, slots=True)
class FunctionalClass:
    """功能分类的一个类."""

    code: str = named("编码")
    name: str = named("名称")
    amount: Figure = named("金额")
    share: Share = named("占比")
    completion: Completion = named("预算完成")
    items: tuple[Item, ...] = named("科目")

    @property
    def short_name(self) -> str:
        """The name without a final 支出, as 社会保障和就业（类）."""
        return self.name.removesuffix("支出") if self.name != "其他支出" else "其他"


@dataclass(frozen=True, slots=True)
class Totals:
    """收入支出总体."""

    revenue: Figure | None = named("收入总计")
    expenditure: Figure | None = named("支出总计")
    change: Change | None = named("增减")


@dataclass(frozen=True, slots=True)
class Revenue:
    """收入."""

    total: Figure | None = named("合计")
    change: Change | None = named("增减")
    appropriation: Figure | None = named("财政拨款")
    sources: tuple[Part, ...] = named("来源")
    detailed: tuple[Part, ...] = named("分资金的来源")
    """来源, with 财政拨款 by fund."""


@dataclass(frozen=True, slots=True)
class Expenditure:
    """支出."""

    total: Figure | None = named("合计")
    change: Change | None = named("增减")
    kinds: tuple[Part, ...] = named("性质")
    classes: tuple[FunctionalClass, ...] = named("类")


@dataclass(frozen=True, slots=True)
class Appropriation:
    """财政拨款."""

    revenue: Figure | None = named("收入总计")
    expenditure: Figure | None = named("支出总计")
    change: Change | None = named("增减")
    funds: tuple[Fund, ...] = named("资金")


@dataclass(frozen=True, slots=True)
class GeneralBudget:
    """一般公共预算财政拨款支出."""

    total: Figure | None = named("合计")
    share: Share | None = named("占比")
    change: Change | None = named("增减")
    completion: Completion | None = named("预算完成")
    basic: Figure | None = named("基本支出")
    project: Figure | None = named("项目支出")
    classes: tuple[FunctionalClass, ...] = named("类")
    items: tuple[Item, ...] = named("科目")


@dataclass(frozen=True, slots=True)
class Basic:
    """一般公共预算财政拨款基本支出."""

    total: Figure | None = named("合计")
    personnel: Figure | None = named("人员经费")
    public: Figure | None = named("公用经费")
    personnel_share: Share | None = named("人员经费占比")
    public_share: Share | None = named("公用经费占比")
    personnel_items: tuple[NamedFigure, ...] = named("人员经费科目")
    public_items: tuple[NamedFigure, ...] = named("公用经费科目")
    personnel_includes: tuple[str, ...] = named("人员经费主要包括")
    public_includes: tuple[str, ...] = named("公用经费主要包括")


@dataclass(frozen=True, slots=True)
class FundAccount:
    """政府性基金、国有资本经营预算财政拨款."""

    is_empty: bool = named("没有收支")
    opening: Figure | None = named("年初结转和结余")
    revenue: Figure | None = named("本年收入")
    expenditure: Figure | None = named("本年支出")
    closing: Figure | None = named("年末结转和结余")
    classes: tuple[FactLine, ...] = named("类")
    """类 with expenditure."""


@dataclass(frozen=True, slots=True)
class FactBook:
    """全部指标."""

    year: int = named("年度")
    prior_year: int = named("上年")
    unit: BudgetUnit = named("单位")
    accounts: FinalAccounts = named("数据")
    ledger: Ledger = named("决算表")
    total: Totals = named("总体")
    revenue: Revenue = named("收入")
    expenditure: Expenditure = named("支出")
    appropriation: Appropriation = named("财政拨款")
    general_budget: GeneralBudget = named("一般公共预算")
    basic: Basic = named("基本支出")
    government_fund: FundAccount = named("政府性基金")
    state_capital: FundAccount = named("国有资本")
    three_public: ThreePublic = named("三公")
    operating_cost: OperatingCost = named("机关运行经费")
    procurement: Procurement = named("采购")
    assets: Assets = named("资产")
    general_costs: GeneralCosts = named("一般性支出")
    performance: Performance = named("绩效")
    subordinates: Figure | None = named("下属单位数")

    def used(self) -> Mapping[str, object]:
        """What the document speaks of: condition of a term → whether there is any."""
        kinds = {part.key: part.amount for part in self.expenditure.kinds}
        return {
            **self.ledger.summary,
            "basic": kinds["basic"],
            "project": kinds["project"],
            "business_expenditure": kinds["business"],
            "three_public": self.accounts.three_public is not None,
            "operating_cost": self.operating_cost.outturn is not None,
        }

    def explained_items(self) -> tuple[Item, ...]:
        """Functional items that 名词解释 explains one by one."""
        return tuple(item for group in self.expenditure.classes for item in group.items if item.outturn)

    def years(self) -> frozenset[int]:
        """The years that the document speaks of."""
        return frozenset(range(self.year - 1, self.year + 2))

    def three_public_total(self) -> Figure | None:
        """“三公”经费决算数."""
        return self.three_public.total.outturn

    def outside(self) -> Iterator[Figure]:
        """Figures that stand in no table and may be computed."""
        bought, owned, done = self.procurement, self.assets, self.performance
        known = (bought.total, bought.sme, bought.micro, owned.vehicles, done.count, done.funds)
        yield from (figure for figure in known if figure is not None and not figure.path)
