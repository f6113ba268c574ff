"""What the law asks beside the nine tables: prior year, budgets, counts, procurement, assets, reasons."""

from __future__ import annotations

from pydantic import Field

from generator.model.base import Amount, Count, Frozen, Line, Number
from generator.model.tables import FunctionalCode, FundAmounts, RevenueSources, ThreePublicAmounts


class ItemBudget(Frozen):
    """一个功能科目的预算数和上年决算数."""

    initial: Amount = Field(default=None, title="年初预算数")
    adjusted: Amount = Field(default=None, title="全年（调整）预算数")
    prior: Amount = Field(default=None, title="上年决算数")


class GeneralBudgetPlan(Frozen):
    """一般公共预算财政拨款支出的预算数, 类 款 or 项 as far as known."""

    total: ItemBudget = Field(default_factory=ItemBudget, title="合计")
    lines: dict[FunctionalCode, ItemBudget] = Field(default_factory=dict, title="科目")


class PriorYear(Frozen):
    """上年决算数. What is absent is not known, and not zero."""

    none_because: Line = Field(
        default="", title="上年无决算的原因", description="上年没有决算的单位填写；填写后不与上年比较"
    )
    grand_total: Amount = Field(default=None, title="收入（支出）总计")
    revenue_total: Amount = Field(default=None, title="本年收入合计")
    revenue: RevenueSources = Field(default_factory=RevenueSources, title="各项收入")
    expenditure_total: Amount = Field(default=None, title="本年支出合计")
    basic: Amount = Field(default=None, title="基本支出")
    project: Amount = Field(default=None, title="项目支出")
    appropriation_grand_total: Amount = Field(default=None, title="财政拨款收入（支出）总计")
    appropriation_revenue: FundAmounts = Field(default_factory=FundAmounts, title="财政拨款收入")
    appropriation_expenditure: FundAmounts = Field(default_factory=FundAmounts, title="财政拨款支出")
    closing: Amount = Field(default=None, title="年末结转和结余")
    appropriation_closing: FundAmounts = Field(default_factory=FundAmounts, title="年末财政拨款结转和结余")
    three_public: ThreePublicAmounts = Field(default_factory=ThreePublicAmounts, title="“三公”经费")
    operating_cost: Amount = Field(default=None, title="机关运行经费")


class Delegations(Frozen):
    """因公出国（境）团组."""

    groups: Count = Field(default=None, title="团组数")
    persons: Count = Field(default=None, title="人次")
    lodging: Amount = Field(default=None, title="住宿费")
    travel: Amount = Field(default=None, title="旅费")
    meals: Amount = Field(default=None, title="伙食补助费")
    training: Amount = Field(default=None, title="培训费")
    miscellaneous: Amount = Field(default=None, title="杂费")
    exchange_groups: Count = Field(default=None, title="国际交流与合作团组数")
    exchange_persons: Count = Field(default=None, title="国际交流与合作人次")
    investment_groups: Count = Field(default=None, title="招商引资与会展团组数")
    investment_persons: Count = Field(default=None, title="招商引资与会展人次")
    conference_groups: Count = Field(default=None, title="国际组织会议团组数")
    conference_persons: Count = Field(default=None, title="国际组织会议人次")
    training_groups: Count = Field(default=None, title="境外培训团组数")
    training_persons: Count = Field(default=None, title="境外培训人次")
    inspection_groups: Count = Field(default=None, title="业务考察团组数")
    inspection_persons: Count = Field(default=None, title="业务考察人次")


class NamedAmount(Frozen):
    """一个名目和金额."""

    name: Line = Field(title="名目", min_length=1)
    amount: Amount = Field(title="金额")


class OfficialVehicles(Frozen):
    """公务用车."""

    purchased: Count = Field(default=None, title="购置（更新）数")
    held: Count = Field(default=None, title="保有量")
    use: Line = Field(default="", title="运行维护费用途")
    running_items: tuple[NamedAmount, ...] = Field(default=(), title="运行维护费明细")


class Receptions(Frozen):
    """公务接待."""

    groups: Count = Field(default=None, title="国内来访团组（批次）数")
    persons: Count = Field(default=None, title="人次")
    escorts: Count = Field(default=None, title="陪同人员人次")
    foreign_groups: Count = Field(default=None, title="外宾批次")
    foreign_persons: Count = Field(default=None, title="外宾人次")
    hosts: Line = Field(default="", title="接待对象")
    purpose: Line = Field(default="", title="接待事由")
    domestic: Amount = Field(default=None, title="国内公务接待支出")
    foreign: Amount = Field(default=None, title="国（境）外公务接待支出")
    items: tuple[NamedAmount, ...] = Field(default=(), title="按活动分的接待支出")


class ThreePublicDetails(Frozen):
    """“三公”经费的团组、车辆、接待情况."""

    delegations: Delegations = Field(default_factory=Delegations, title="因公出国（境）")
    vehicles: OfficialVehicles = Field(default_factory=OfficialVehicles, title="公务用车")
    receptions: Receptions = Field(default_factory=Receptions, title="公务接待")


class OperatingCost(Frozen):
    """机关运行经费."""

    outturn: Amount = Field(default=None, title="决算数")
    initial: Amount = Field(default=None, title="年初预算数")
    includes: tuple[Line, ...] = Field(default=(), title="主要包括")


class ProcurementKind(Frozen):
    """货物、工程或服务采购."""

    amount: Amount = Field(default=None, title="支出金额")
    sme: Amount = Field(default=None, title="授予中小企业合同金额")
    micro: Amount = Field(default=None, title="授予小微企业合同金额")


class ProcurementItem(Frozen):
    """政府采购预算表的一行."""

    unit_code: Line = Field(default="", title="单位代码")
    unit_name: Line = Field(default="", title="单位名称")
    project: Line = Field(default="", title="项目")
    catalogue: Line = Field(default="", title="政府采购品目")
    functional: Line = Field(default="", title="功能科目")
    economic: Line = Field(default="", title="部门支出经济分类")
    source: Line = Field(default="", title="资金来源")
    fund: Line = Field(default="", title="资金性质")
    quantity: Number = Field(default=None, title="采购数量")
    price: Amount = Field(default=None, title="单价")
    measure: Line = Field(default="", title="计量单位")
    amount: Amount = Field(default=None, title="采购金额")
    sme: Amount = Field(default=None, title="其中面向中小企业")
    micro: Amount = Field(default=None, title="其中面向小微企业")


class Procurement(Frozen):
    """政府采购."""

    total: Amount = Field(default=None, title="支出总额")
    goods: ProcurementKind = Field(default_factory=ProcurementKind, title="货物")
    works: ProcurementKind = Field(default_factory=ProcurementKind, title="工程")
    services: ProcurementKind = Field(default_factory=ProcurementKind, title="服务")
    sme: Amount = Field(default=None, title="授予中小企业合同金额")
    micro: Amount = Field(default=None, title="授予小微企业合同金额")
    items: tuple[ProcurementItem, ...] = Field(default=(), title="采购明细")


class PurchasedService(Frozen):
    """政府购买服务预算表的一行."""

    unit_code: Line = Field(default="", title="单位代码")
    unit_name: Line = Field(default="", title="单位名称")
    in_procurement: bool | None = Field(default=None, title="是否包含政府采购")
    project: Line = Field(default="", title="项目")
    content: Line = Field(default="", title="政府购买服务内容")
    quantity: Number = Field(default=None, title="购买数量")
    amount: Amount = Field(default=None, title="购买金额")
    source: Line = Field(default="", title="资金来源")
    fund: Line = Field(default="", title="资金性质")
    functional: Line = Field(default="", title="支出功能分类科目")
    economic: Line = Field(default="", title="部门支出经济分类")
    directory_1: Line = Field(default="", title="一级目录")
    directory_2: Line = Field(default="", title="二级目录")
    directory_3: Line = Field(default="", title="三级目录")


class VehicleCounts(Frozen):
    """车辆, by use (辆)."""

    ministerial: Count = Field(default=None, title="副部（省）级及以上领导用车")
    chief: Count = Field(default=None, title="主要负责人用车")
    confidential: Count = Field(default=None, title="机要通信用车")
    emergency: Count = Field(default=None, title="应急保障用车")
    enforcement: Count = Field(default=None, title="执法执勤用车")
    special: Count = Field(default=None, title="特种专业技术用车")
    retired_cadres: Count = Field(default=None, title="离退休干部服务用车")
    other: Count = Field(default=None, title="其他用车")


class AssetPlan(Frozen):
    """次年新增资产配置计划."""

    vehicles: VehicleCounts = Field(default_factory=VehicleCounts, title="公务用车")
    equipment_500k: Count = Field(default=None, title="单位价值50万元以上通用设备（台）")
    equipment_1m: Count = Field(default=None, title="单位价值100万元以上专用设备（台）")


class Assets(Frozen):
    """国有资产占用, at the end of the year."""

    vehicles_total: Count = Field(default=None, title="车辆总数")
    vehicles: VehicleCounts = Field(default_factory=VehicleCounts, title="车辆")
    other_vehicles_use: Line = Field(default="", title="其他用车主要用途")
    equipment_500k: Count = Field(default=None, title="单价50万元以上通用设备（台）")
    equipment_1m: Count = Field(default=None, title="单价100万元以上设备（台）")
    floor_area: Number = Field(default=None, title="房屋面积（平方米）")
    plan: AssetPlan | None = Field(default=None, title="次年计划")


class Meeting(Frozen):
    """一次会议、培训或活动."""

    name: Line = Field(title="名称")
    persons: Count = Field(default=None, title="人数")
    content: Line = Field(default="", title="内容")
    amount: Amount = Field(default=None, title="金额")


class GeneralCosts(Frozen):
    """一般性支出."""

    conference: Amount = Field(default=None, title="会议费")
    meetings: tuple[Meeting, ...] = Field(default=(), title="会议")
    training: Amount = Field(default=None, title="培训费")
    trainings: tuple[Meeting, ...] = Field(default=(), title="培训")
    festivals: Amount = Field(default=None, title="节庆、晚会、论坛、赛事活动开支")
    events: tuple[Meeting, ...] = Field(default=(), title="活动")


class Variance(Frozen):
    """两个比较各自的原因."""

    budget: Line = Field(default="", title="决算数与预算数差异的原因")
    prior: Line = Field(default="", title="决算数较上年增减的原因")


class Reasons(Frozen):
    """原因: what a person must write, one for each place that may need one."""

    total: Line = Field(default="", title="收支总计增减的原因")
    revenue: Line = Field(default="", title="收入合计增减的原因")
    expenditure: Line = Field(default="", title="支出合计增减的原因")
    appropriation: Line = Field(default="", title="财政拨款收支总计增减的原因")
    general_budget_revenue: Line = Field(default="", title="一般公共预算财政拨款收入增减的原因")
    government_fund_revenue: Line = Field(default="", title="政府性基金预算财政拨款收入增减的原因")
    state_capital_revenue: Line = Field(default="", title="国有资本经营预算财政拨款收入增减的原因")
    general_budget_expenditure: Line = Field(default="", title="一般公共预算财政拨款支出增减的原因")
    items: dict[FunctionalCode, Line] = Field(default_factory=dict, title="科目决算数与年初预算数差异的原因")
    uses: dict[FunctionalCode, Line] = Field(default_factory=dict, title="科目支出的主要用途")
    three_public: Variance = Field(default_factory=Variance, title="“三公”经费")
    abroad: Variance = Field(default_factory=Variance, title="因公出国（境）费")
    vehicles: Variance = Field(default_factory=Variance, title="公务用车购置及运行维护费")
    vehicle_purchase: Variance = Field(default_factory=Variance, title="公务用车购置费")
    vehicle_operation: Variance = Field(default_factory=Variance, title="公务用车运行维护费")
    reception: Variance = Field(default_factory=Variance, title="公务接待费")
    operating_cost: Line = Field(default="", title="机关运行经费增减的原因")
