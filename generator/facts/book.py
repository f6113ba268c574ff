"""What the document says in numbers, as one frozen value: the names that templates and charts use.

Every field carries its Chinese name, so that a style's text may write ``收入.合计`` for ``revenue.total``.
A field that is ``None`` is not known; it is never zero by default.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.facts.evaluation import EvaluationFacts
    from generator.facts.figure import Change, Completion, Figure, Share
    from generator.facts.ledger import Ledger
    from generator.facts.lines import FactLine
    from generator.model.accounts import FinalAccounts
    from generator.model.performance import Project
    from generator.model.unit import BudgetUnit


def named(title: str) -> Any:  # noqa: ANN401 - as dataclasses.field, it stands for a value of any type
    """A field of the fact book with its Chinese name."""
    return field(metadata={"title": title})


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """一个名目和它的数."""

    name: str = named("名称")
    figure: Figure = named("数")


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


@dataclass(frozen=True, slots=True)
class FundAccount:
    """政府性基金 or 国有资本经营预算财政拨款."""

    is_empty: bool = named("没有收支")
    opening: Figure | None = named("年初结转和结余")
    revenue: Figure | None = named("本年收入")
    expenditure: Figure | None = named("本年支出")
    closing: Figure | None = named("年末结转和结余")
    classes: tuple[FactLine, ...] = named("类")


@dataclass(frozen=True, slots=True)
class ThreePublicItem:
    """“三公”经费的一项."""

    key: str = named("键")
    name: str = named("名称")
    budget: Figure | None = named("预算数")
    outturn: Figure | None = named("决算数")
    completion: Completion | None = named("预算完成")
    change: Change | None = named("增减")
    share: Share | None = named("占比")

    @property
    def is_nil(self) -> bool:
        """Neither budget nor outturn."""
        return not self.budget and not self.outturn


@dataclass(frozen=True, slots=True)
class ThreePublic:
    """“三公”经费, with the counts that go with it."""

    total: ThreePublicItem = named("合计")
    abroad: ThreePublicItem = named("因公出国")
    vehicles: ThreePublicItem = named("公务用车")
    purchase: ThreePublicItem = named("公务用车购置")
    operation: ThreePublicItem = named("公务用车运行")
    reception: ThreePublicItem = named("公务接待")
    counts: dict[str, Figure] = named("数量")
    running_items: tuple[NamedFigure, ...] = named("运行维护费明细")
    reception_items: tuple[NamedFigure, ...] = named("接待明细")


@dataclass(frozen=True, slots=True)
class OperatingCost:
    """机关运行经费."""

    outturn: Figure | None = named("决算数")
    change: Change | None = named("增减")
    against_budget: Change | None = named("比年初预算")


@dataclass(frozen=True, slots=True)
class Purchase:
    """一类政府采购."""

    key: str = named("键")
    name: str = named("名称")
    amount: Figure | None = named("金额")
    sme: Figure | None = named("中小企业")
    sme_share: Share | None = named("中小企业占比")


@dataclass(frozen=True, slots=True)
class Procurement:
    """政府采购."""

    total: Figure | None = named("总额")
    kinds: tuple[Purchase, ...] = named("类别")
    sme: Figure | None = named("中小企业")
    sme_share: Share | None = named("中小企业占比")
    micro: Figure | None = named("小微企业")
    micro_share_of_sme: Share | None = named("小微企业占中小企业")
    micro_share_of_total: Share | None = named("小微企业占总额")


@dataclass(frozen=True, slots=True)
class Assets:
    """国有资产."""

    vehicles: Figure | None = named("车辆")
    vehicle_kinds: tuple[NamedFigure, ...] = named("车辆分类")
    equipment_500k: Figure | None = named("五十万元以上设备")
    equipment_1m: Figure | None = named("一百万元以上设备")
    floor_area: Figure | None = named("房屋面积")
    plan: tuple[NamedFigure, ...] = named("次年计划")


@dataclass(frozen=True, slots=True)
class ProjectFact:
    """项目, with its figures."""

    data: Project = named("项目")
    name: str = named("名称")
    budget: Figure | None = named("预算数")
    outturn: Figure | None = named("执行数")
    completion: Completion | None = named("预算完成")
    score: Figure | None = named("得分")
    evaluation: EvaluationFacts | None = named("自评表")


@dataclass(frozen=True, slots=True)
class Performance:
    """预算绩效."""

    count: Figure | None = named("项目数")
    funds: Figure | None = named("资金")
    funds_share: Share | None = named("资金占比")
    score: Figure | None = named("综合得分")
    whole_funds: Figure | None = named("整体资金")
    projects: tuple[ProjectFact, ...] = named("项目")
    whole: EvaluationFacts | None = named("整体自评表")


@dataclass(frozen=True, slots=True)
class GeneralCosts:
    """一般性支出."""

    conference: Figure | None = named("会议费")
    training: Figure | None = named("培训费")
    festivals: Figure | None = named("节庆活动")


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
