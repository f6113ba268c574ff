"""部门（单位）预算: the root of everything that a budget document reports.

The tables have names of their own (``budget_general``), so that a path says of which kind of document it speaks.
What both kinds know in the same form (单位、采购、资产、项目、绩效) is the same model.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.model.accounts import AccountingYear, Waiver
from generator.model.base import Amount, Frozen, Line, Text
from generator.model.disclosures import Assets, Procurement, PurchasedService
from generator.model.performance import ExtraTerm, Indicator, IndicatorKey, Performance, Project
from generator.model.tables import EconomicCode, FunctionalClass, FunctionalCode, ThreePublicAmounts
from generator.model.unit import BudgetUnit

UnitCode = Annotated[str, StringConstraints(pattern=r"^\d{3}(\d{3})*$")]
"""单位编码: a department has 3 digits, a unit below it 3 more."""


class BudgetSources(Frozen):
    """各项收入."""

    general_budget: Amount = Field(default=None, title="一般公共预算拨款收入")
    government_fund: Amount = Field(default=None, title="政府性基金预算拨款收入")
    state_capital: Amount = Field(default=None, title="国有资本经营预算拨款收入")
    special_account: Amount = Field(default=None, title="财政专户管理资金收入")
    operating: Amount = Field(default=None, title="事业收入")
    business: Amount = Field(default=None, title="事业单位经营收入")
    superior_subsidy: Amount = Field(default=None, title="上级补助收入")
    subordinate_remittance: Amount = Field(default=None, title="附属单位上缴收入")
    other: Amount = Field(default=None, title="其他收入")


class BudgetSummary(Frozen):
    """收支预算总表."""

    revenue: BudgetSources = Field(default_factory=BudgetSources, title="收入")
    revenue_total: Amount = Field(default=None, title="本年收入合计")
    opening: Amount = Field(default=None, title="上年结转结余")
    revenue_grand_total: Amount = Field(default=None, title="收入总计")
    classes: dict[FunctionalClass, Amount] = Field(default_factory=dict, title="支出功能分类")
    expenditure_total: Amount = Field(default=None, title="本年支出合计")
    closing: Amount = Field(default=None, title="年终结转结余")
    expenditure_grand_total: Amount = Field(default=None, title="支出总计")


class BudgetRevenueLine(BudgetSources):
    """收入预算总表的一个单位."""

    name: Line = Field(default="", title="单位名称")
    total: Amount = Field(default=None, title="合计")
    opening: Amount = Field(default=None, title="上年结转结余")


class BudgetRevenueTable(Frozen):
    """收入预算总表."""

    total: BudgetRevenueLine | None = Field(default=None, title="合计")
    lines: dict[UnitCode, BudgetRevenueLine] = Field(default_factory=dict, title="单位")


class BudgetExpenditureLine(Frozen):
    """支出预算总表的一行."""

    name: Line = Field(default="", title="科目名称")
    total: Amount = Field(default=None, title="合计")
    basic: Amount = Field(default=None, title="基本支出")
    project: Amount = Field(default=None, title="项目支出")
    business: Amount = Field(default=None, title="事业单位经营支出")
    remitted_to_superior: Amount = Field(default=None, title="上缴上级支出")
    subordinate_subsidy: Amount = Field(default=None, title="对附属单位补助支出")


class BudgetExpenditureTable(Frozen):
    """支出预算总表."""

    total: BudgetExpenditureLine | None = Field(default=None, title="合计")
    lines: dict[FunctionalCode, BudgetExpenditureLine] = Field(default_factory=dict, title="科目")


class BudgetFunds(Frozen):
    """财政拨款 by fund."""

    total: Amount = Field(default=None, title="合计")
    general_budget: Amount = Field(default=None, title="一般公共预算拨款")
    government_fund: Amount = Field(default=None, title="政府性基金预算拨款")
    state_capital: Amount = Field(default=None, title="国有资本经营预算拨款")


class BudgetAppropriation(Frozen):
    """财政拨款收支预算总表."""

    revenue: BudgetFunds = Field(default_factory=BudgetFunds, title="本年收入")
    opening: BudgetFunds = Field(default_factory=BudgetFunds, title="上年结转")
    revenue_grand_total: Amount = Field(default=None, title="收入总计")
    classes: dict[FunctionalClass, Amount] = Field(default_factory=dict, title="支出功能分类")
    expenditure_total: Amount = Field(default=None, title="本年支出")
    closing: Amount = Field(default=None, title="年终结转结余")
    expenditure_grand_total: Amount = Field(default=None, title="支出总计")


class BudgetGeneralLine(Frozen):
    """一般公共预算支出表的一行, by function or by unit."""

    name: Line = Field(default="", title="名称")
    total: Amount = Field(default=None, title="合计")
    basic: Amount = Field(default=None, title="基本支出小计")
    personnel: Amount = Field(default=None, title="人员经费")
    public: Amount = Field(default=None, title="公用经费")
    project: Amount = Field(default=None, title="项目支出")


class BudgetGeneralTable(Frozen):
    """一般公共预算支出表（分功能科目）."""

    total: BudgetGeneralLine | None = Field(default=None, title="合计")
    lines: dict[FunctionalCode, BudgetGeneralLine] = Field(default_factory=dict, title="科目")


class BudgetUnitsTable(Frozen):
    """一般公共预算支出表（分单位）."""

    total: BudgetGeneralLine | None = Field(default=None, title="合计")
    lines: dict[UnitCode, BudgetGeneralLine] = Field(default_factory=dict, title="单位")


class BudgetBasicLine(Frozen):
    """一般公共预算基本支出表的一行."""

    name: Line = Field(default="", title="科目名称")
    total: Amount = Field(default=None, title="合计")
    personnel: Amount = Field(default=None, title="人员经费")
    public: Amount = Field(default=None, title="公用经费")


class BudgetBasicTable(Frozen):
    """一般公共预算基本支出表, by economic classification."""

    total: BudgetBasicLine | None = Field(default=None, title="合计")
    lines: dict[EconomicCode, BudgetBasicLine] = Field(default_factory=dict, title="科目")


class BudgetFundLine(Frozen):
    """政府性基金预算支出表的一行."""

    name: Line = Field(default="", title="科目名称")
    total: Amount = Field(default=None, title="合计")
    basic: Amount = Field(default=None, title="基本支出")
    project: Amount = Field(default=None, title="项目支出")


class BudgetFundTable(Frozen):
    """政府性基金预算支出表."""

    total: BudgetFundLine | None = Field(default=None, title="合计")
    lines: dict[FunctionalCode, BudgetFundLine] = Field(default_factory=dict, title="科目")


class PriorBudget(Frozen):
    """上年预算数. What is absent is not known, and not zero."""

    none_because: Line = Field(
        default="", title="上年无预算的原因", description="上年没有预算的单位填写；填写后不与上年比较"
    )
    total: Amount = Field(default=None, title="收支总预算")
    general_budget: Amount = Field(default=None, title="一般公共预算拨款")
    three_public: ThreePublicAmounts = Field(default_factory=ThreePublicAmounts, title="“三公”经费")


class BudgetOperatingCost(Frozen):
    """机关运行经费预算."""

    amount: Amount = Field(default=None, title="预算数", description="留空时用一般公共预算基本支出的公用经费")
    includes: tuple[Line, ...] = Field(default=(), title="主要包括", description="留空时列公用经费中有预算数的科目")


class BudgetReasons(Frozen):
    """原因: what a person must write, one for each place that may need one."""

    total: Line = Field(default="", title="收支总预算变动的原因")
    general_budget: Line = Field(default="", title="一般公共预算拨款变动的原因")


class Budget(Frozen):
    """部门（单位）预算. All amounts in 元; a table that is ``None`` was not reported."""

    document: Literal["预算"] = Field(title="文种")
    style: Line = Field(title="样式", min_length=1)
    year: AccountingYear = Field(title="年度")
    amount_unit: Literal["元", "万元"] = Field(title="金额单位", description="本文件中金额的单位")
    unit: BudgetUnit = Field(title="单位信息")
    district: Line = Field(default="", title="本级辖区", description="如 江汉区；用于预算表和申报表的标题")

    budget_summary: BudgetSummary | None = Field(default=None, title="收支预算总表")
    budget_revenue: BudgetRevenueTable | None = Field(default=None, title="收入预算总表")
    budget_expenditure: BudgetExpenditureTable | None = Field(default=None, title="支出预算总表")
    budget_appropriation: BudgetAppropriation | None = Field(default=None, title="财政拨款收支预算总表")
    budget_general: BudgetGeneralTable | None = Field(default=None, title="一般公共预算支出表（分功能科目）")
    budget_units: BudgetUnitsTable | None = Field(default=None, title="一般公共预算支出表（分单位）")
    budget_basic: BudgetBasicTable | None = Field(default=None, title="一般公共预算基本支出表")
    budget_three_public: ThreePublicAmounts | None = Field(default=None, title="一般公共预算“三公”经费支出表")
    budget_fund: BudgetFundTable | None = Field(default=None, title="政府性基金预算支出表")
    state_capital_budget: Amount = Field(default=None, title="国有资本经营预算支出")

    prior_budget: PriorBudget = Field(default_factory=PriorBudget, title="上年预算数")
    budget_operating_cost: BudgetOperatingCost = Field(default_factory=BudgetOperatingCost, title="机关运行经费")
    procurement: Procurement = Field(default_factory=Procurement, title="政府采购")
    purchased_services: tuple[PurchasedService, ...] = Field(default=(), title="政府购买服务")
    assets: Assets = Field(default_factory=Assets, title="国有资产")
    reasons: BudgetReasons = Field(default_factory=BudgetReasons, title="原因")

    indicators: dict[IndicatorKey, Indicator] = Field(default_factory=dict, title="绩效指标")
    projects: tuple[Project, ...] = Field(default=(), title="项目")
    performance: Performance = Field(default_factory=Performance, title="预算绩效")
    definitions: dict[str, Text] = Field(default_factory=dict, title="名词解释（替换）")
    extra_terms: tuple[ExtraTerm, ...] = Field(default=(), title="名词解释（增加）")
    item_definitions: dict[FunctionalCode, Text] = Field(default_factory=dict, title="功能科目解释（替换）")
    waivers: tuple[Waiver, ...] = Field(default=(), title="已说明的核对问题")
