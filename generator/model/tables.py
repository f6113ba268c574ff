"""The nine statutory tables as reported. Every figure may be absent; what follows from others need not be given.

Classified tables keep their lines by 科目编码, so that a path such as
``expenditure.lines.2080501.basic`` names one cell of one table.
Amounts are in 元.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from generator.model.base import Amount, Frozen, Line

FunctionalCode = Annotated[str, StringConstraints(pattern=r"^\d{3}(\d{2}(\d{2})?)?$")]
"""功能分类科目编码: 类 3, 款 5, 项 7 digits."""

EconomicCode = Annotated[str, StringConstraints(pattern=r"^\d{3}(\d{2})?$")]
"""部门预算支出经济分类科目编码: 类 3, 款 5 digits."""


class RevenueLine(Frozen):
    """收入决算表的一行."""

    name: Line = Field(default="", title="科目名称")
    total: Amount = Field(default=None, title="本年收入合计")
    appropriation: Amount = Field(default=None, title="财政拨款收入")
    superior_subsidy: Amount = Field(default=None, title="上级补助收入")
    operating: Amount = Field(default=None, title="事业收入")
    business: Amount = Field(default=None, title="经营收入")
    subordinate_remittance: Amount = Field(default=None, title="附属单位上缴收入")
    other: Amount = Field(default=None, title="其他收入")


class ExpenditureLine(Frozen):
    """支出决算表的一行."""

    name: Line = Field(default="", title="科目名称")
    total: Amount = Field(default=None, title="本年支出合计")
    basic: Amount = Field(default=None, title="基本支出")
    project: Amount = Field(default=None, title="项目支出")
    remitted_to_superior: Amount = Field(default=None, title="上缴上级支出")
    business: Amount = Field(default=None, title="经营支出")
    subordinate_subsidy: Amount = Field(default=None, title="对附属单位补助支出")


class GeneralBudgetLine(Frozen):
    """一般公共预算财政拨款支出决算表的一行."""

    name: Line = Field(default="", title="科目名称")
    total: Amount = Field(default=None, title="小计")
    basic: Amount = Field(default=None, title="基本支出")
    project: Amount = Field(default=None, title="项目支出")


class GovernmentFundLine(Frozen):
    """政府性基金预算财政拨款收入支出决算表的一行."""

    name: Line = Field(default="", title="科目名称")
    opening: Amount = Field(default=None, title="年初结转和结余")
    revenue: Amount = Field(default=None, title="本年收入")
    total: Amount = Field(default=None, title="本年支出小计")
    basic: Amount = Field(default=None, title="基本支出")
    project: Amount = Field(default=None, title="项目支出")
    closing: Amount = Field(default=None, title="年末结转和结余")


class StateCapitalLine(Frozen):
    """国有资本经营预算财政拨款支出决算表的一行."""

    name: Line = Field(default="", title="科目名称")
    opening: Amount = Field(default=None, title="年初结转和结余")
    revenue: Amount = Field(default=None, title="本年收入")
    total: Amount = Field(default=None, title="本年支出合计")
    basic: Amount = Field(default=None, title="基本支出")
    project: Amount = Field(default=None, title="项目支出")
    closing: Amount = Field(default=None, title="年末结转和结余")


class BasicLine(Frozen):
    """基本支出决算明细表的一个科目."""

    name: Line = Field(default="", title="科目名称")
    amount: Amount = Field(default=None, title="决算数")


class RevenueTable(Frozen):
    """收入决算表 (公开02表)."""

    total: RevenueLine | None = Field(default=None, title="合计")
    lines: dict[FunctionalCode, RevenueLine] = Field(default_factory=dict, title="科目")


class ExpenditureTable(Frozen):
    """支出决算表 (公开03表)."""

    total: ExpenditureLine | None = Field(default=None, title="合计")
    lines: dict[FunctionalCode, ExpenditureLine] = Field(default_factory=dict, title="科目")


class GeneralBudgetTable(Frozen):
    """一般公共预算财政拨款支出决算表 (公开05表)."""

    total: GeneralBudgetLine | None = Field(default=None, title="合计")
    lines: dict[FunctionalCode, GeneralBudgetLine] = Field(default_factory=dict, title="科目")


class GovernmentFundTable(Frozen):
    """政府性基金预算财政拨款收入支出决算表."""

    total: GovernmentFundLine | None = Field(default=None, title="合计")
    lines: dict[FunctionalCode, GovernmentFundLine] = Field(default_factory=dict, title="科目")


class StateCapitalTable(Frozen):
    """国有资本经营预算财政拨款支出决算表."""

    total: StateCapitalLine | None = Field(default=None, title="合计")
    lines: dict[FunctionalCode, StateCapitalLine] = Field(default_factory=dict, title="科目")


class BasicTable(Frozen):
    """一般公共预算财政拨款基本支出决算明细表 (公开06表), by economic classification."""

    personnel: Amount = Field(default=None, title="人员经费合计")
    public: Amount = Field(default=None, title="公用经费合计")
    lines: dict[EconomicCode, BasicLine] = Field(default_factory=dict, title="科目")


class BasicIncludes(Frozen):
    """基本支出主要包括的科目, named where 公开06表 does not list their amounts."""

    personnel: tuple[Line, ...] = Field(default=(), title="人员经费主要包括")
    public: tuple[Line, ...] = Field(default=(), title="公用经费主要包括")


class RevenueSources(Frozen):
    """收入支出决算总表的收入栏, rows 1 to 8."""

    general_budget: Amount = Field(default=None, title="一般公共预算财政拨款收入")
    government_fund: Amount = Field(default=None, title="政府性基金预算财政拨款收入")
    state_capital: Amount = Field(default=None, title="国有资本经营预算财政拨款收入")
    superior_subsidy: Amount = Field(default=None, title="上级补助收入")
    operating: Amount = Field(default=None, title="事业收入")
    business: Amount = Field(default=None, title="经营收入")
    subordinate_remittance: Amount = Field(default=None, title="附属单位上缴收入")
    other: Amount = Field(default=None, title="其他收入")


FunctionalClass = Annotated[str, StringConstraints(pattern=r"^\d{3}$")]
"""功能分类 类 code."""


class SummaryTable(Frozen):
    """收入支出决算总表 (公开01表)."""

    revenue: RevenueSources = Field(default_factory=RevenueSources, title="收入")
    revenue_total: Amount = Field(default=None, title="本年收入合计")
    surplus_used: Amount = Field(default=None, title="使用非财政拨款结余（含专用结余）")
    opening: Amount = Field(default=None, title="年初结转和结余")
    revenue_grand_total: Amount = Field(default=None, title="收入总计")
    classes: dict[FunctionalClass, Amount] = Field(default_factory=dict, title="支出功能分类")
    expenditure_total: Amount = Field(default=None, title="本年支出合计")
    surplus_distributed: Amount = Field(default=None, title="结余分配")
    closing: Amount = Field(default=None, title="年末结转和结余")
    expenditure_grand_total: Amount = Field(default=None, title="支出总计")


class FundAmounts(Frozen):
    """One row of 公开04表 by fund."""

    total: Amount = Field(default=None, title="小计")
    general_budget: Amount = Field(default=None, title="一般公共预算财政拨款")
    government_fund: Amount = Field(default=None, title="政府性基金预算财政拨款")
    state_capital: Amount = Field(default=None, title="国有资本经营预算财政拨款")


class AppropriationTable(Frozen):
    """财政拨款收入支出决算总表 (公开04表)."""

    revenue: FundAmounts = Field(default_factory=FundAmounts, title="本年收入")
    opening: FundAmounts = Field(default_factory=FundAmounts, title="年初财政拨款结转和结余")
    revenue_grand_total: Amount = Field(default=None, title="收入总计")
    classes: dict[FunctionalClass, FundAmounts] = Field(default_factory=dict, title="支出功能分类")
    expenditure: FundAmounts = Field(default_factory=FundAmounts, title="本年支出合计")
    closing: FundAmounts = Field(default_factory=FundAmounts, title="年末财政拨款结转和结余")
    expenditure_grand_total: FundAmounts = Field(default_factory=FundAmounts, title="支出总计")


class ThreePublicAmounts(Frozen):
    """“三公”经费的一组金额."""

    total: Amount = Field(default=None, title="合计")
    abroad: Amount = Field(default=None, title="因公出国（境）费")
    vehicles: Amount = Field(default=None, title="公务用车购置及运行维护费小计")
    vehicle_purchase: Amount = Field(default=None, title="公务用车购置费")
    vehicle_operation: Amount = Field(default=None, title="公务用车运行维护费")
    reception: Amount = Field(default=None, title="公务接待费")


class ThreePublicTable(Frozen):
    """“三公”经费支出决算表 (公开09表)."""

    budget: ThreePublicAmounts = Field(default_factory=ThreePublicAmounts, title="预算数")
    outturn: ThreePublicAmounts = Field(default_factory=ThreePublicAmounts, title="决算数")
