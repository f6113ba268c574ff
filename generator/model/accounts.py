"""部门（单位）决算: the root of everything that a unit reports."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from generator.model.base import Frozen, Line, Text
from generator.model.disclosures import (
    Assets,
    GeneralBudgetPlan,
    GeneralCosts,
    OperatingCost,
    PriorYear,
    Procurement,
    PurchasedService,
    Reasons,
    ThreePublicDetails,
)
from generator.model.performance import ExtraTerm, Indicator, IndicatorKey, KeyTask, Performance, Project
from generator.model.tables import (
    AppropriationTable,
    BasicIncludes,
    BasicTable,
    EconomicCode,
    ExpenditureTable,
    FunctionalCode,
    FundAmounts,
    GeneralBudgetTable,
    GovernmentFundTable,
    RevenueTable,
    StateCapitalTable,
    SummaryTable,
    ThreePublicTable,
)
from generator.model.unit import BudgetUnit

FIRST_YEAR, LAST_YEAR = 2010, 2100


def _is_a_year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PydanticCustomError("year", "不是年度", {})
    return year


AccountingYear = Annotated[int, AfterValidator(_is_a_year)]
"""年度."""


class Waiver(Frozen):
    """已说明的核对问题: the unit accepts a finding, and says why."""

    code: Line = Field(title="编号", min_length=1, description="核对规则的编号，如 XT22")
    path: Line = Field(default="", title="数据路径", description="只说明这一处及其下的问题；留空时说明该编号的全部问题")
    reason: Line = Field(title="理由", min_length=1)


class FinalAccounts(Frozen):
    """部门（单位）决算. All amounts in 元; a table that is ``None`` was not reported."""

    style: Line = Field(title="样式", min_length=1)
    year: AccountingYear = Field(title="年度")
    amount_unit: Literal["元", "万元"] = Field(title="金额单位", description="本文件中金额的单位")
    unit: BudgetUnit = Field(title="单位信息")

    summary: SummaryTable | None = Field(default=None, title="收入支出决算总表")
    revenue: RevenueTable | None = Field(default=None, title="收入决算表")
    expenditure: ExpenditureTable | None = Field(default=None, title="支出决算表")
    appropriation: AppropriationTable | None = Field(default=None, title="财政拨款收入支出决算总表")
    general_budget: GeneralBudgetTable | None = Field(default=None, title="一般公共预算财政拨款支出决算表")
    basic: BasicTable | None = Field(default=None, title="一般公共预算财政拨款基本支出决算明细表")
    government_fund: GovernmentFundTable | None = Field(default=None, title="政府性基金预算财政拨款收入支出决算表")
    state_capital: StateCapitalTable | None = Field(default=None, title="国有资本经营预算财政拨款支出决算表")
    three_public: ThreePublicTable | None = Field(default=None, title="“三公”经费支出决算表")

    basic_includes: BasicIncludes = Field(default_factory=BasicIncludes, title="基本支出主要包括")
    project_detail: dict[EconomicCode, FundAmounts] = Field(
        default_factory=dict, title="项目支出（按经济分类）", description="有“支出决算明细表”的地区填写"
    )

    prior: PriorYear = Field(default_factory=PriorYear, title="上年决算数")
    plan: GeneralBudgetPlan = Field(default_factory=GeneralBudgetPlan, title="一般公共预算支出预算数")
    three_public_details: ThreePublicDetails = Field(default_factory=ThreePublicDetails, title="“三公”经费情况")
    operating_cost: OperatingCost = Field(default_factory=OperatingCost, title="机关运行经费")
    procurement: Procurement = Field(default_factory=Procurement, title="政府采购")
    purchased_services: tuple[PurchasedService, ...] = Field(default=(), title="政府购买服务")
    assets: Assets = Field(default_factory=Assets, title="国有资产")
    general_costs: GeneralCosts = Field(default_factory=GeneralCosts, title="一般性支出")
    reasons: Reasons = Field(default_factory=Reasons, title="原因")

    indicators: dict[IndicatorKey, Indicator] = Field(default_factory=dict, title="绩效指标")
    projects: tuple[Project, ...] = Field(default=(), title="项目")
    performance: Performance = Field(default_factory=Performance, title="预算绩效")
    key_work: tuple[KeyTask, ...] = Field(default=(), title="重点工作")
    definitions: dict[str, Text] = Field(default_factory=dict, title="名词解释（替换）")
    extra_terms: tuple[ExtraTerm, ...] = Field(default=(), title="名词解释（增加）")
    item_definitions: dict[FunctionalCode, Text] = Field(default_factory=dict, title="功能科目解释（替换）")
    waivers: tuple[Waiver, ...] = Field(default=(), title="已说明的核对问题")
