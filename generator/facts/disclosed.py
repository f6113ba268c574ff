"""What stands beside the nine tables, in numbers: “三公”经费, 机关运行, 采购, 资产, 一般性支出, 绩效."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.naming import named

if TYPE_CHECKING:
    from generator.facts.evaluation import EvaluationFacts
    from generator.facts.figure import Change, Completion, Figure, Share
    from generator.facts.naming import NamedFigure
    from generator.model.performance import Project


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
    reception_per_head: Figure | None = named("接待人均")


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
class AssetPlan:
    """次年新增资产配置计划."""

    vehicles: Figure | None = named("车辆")
    vehicle_kinds: tuple[NamedFigure, ...] = named("车辆分类")
    equipment_500k: Figure | None = named("五十万元以上设备")
    equipment_1m: Figure | None = named("一百万元以上设备")


@dataclass(frozen=True, slots=True)
class Assets:
    """国有资产."""

    vehicles: Figure | None = named("车辆")
    vehicle_kinds: tuple[NamedFigure, ...] = named("车辆分类")
    equipment_500k: Figure | None = named("五十万元以上设备")
    equipment_1m: Figure | None = named("一百万元以上设备")
    floor_area: Figure | None = named("房屋面积")
    plan: AssetPlan | None = named("次年计划")

    @property
    def no_other_vehicles(self) -> bool:
        """Whether 其他用车 is reported as none."""
        return any(kind.name == "其他用车" and not kind.figure for kind in self.vehicle_kinds)


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
    basic_funds: Figure | None = named("基本支出资金")
    """整体资金 less 资金."""
    whole_share: Share | None = named("整体资金占比")
    grades: tuple[NamedFigure, ...] = named("评价等级")
    """优、良、合格、不合格: how many projects; none where a project has no score."""
    uses: tuple[NamedFigure, ...] = named("项目支出用途")
    projects: tuple[ProjectFact, ...] = named("项目")
    whole: EvaluationFacts | None = named("整体自评表")


@dataclass(frozen=True, slots=True)
class Gathering:
    """一次会议、培训或活动."""

    name: str = named("名称")
    persons: Figure | None = named("人数")
    content: str = named("内容")


@dataclass(frozen=True, slots=True)
class GeneralCosts:
    """一般性支出."""

    conference: Figure | None = named("会议费")
    training: Figure | None = named("培训费")
    festivals: Figure | None = named("节庆活动")
    meetings: tuple[Gathering, ...] = named("会议")
    trainings: tuple[Gathering, ...] = named("培训")
    events: tuple[Gathering, ...] = named("活动")
