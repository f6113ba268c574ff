"""预算绩效: indicators, projects, self-evaluation, applications."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.model.base import NOT_PUBLIC, Amount, Count, Frozen, Line, Number, Text
from generator.model.disclosures import NamedAmount

IndicatorKey = Annotated[str, StringConstraints(min_length=1, max_length=60)]
"""指标名, by which several forms use one indicator."""


class Indicator(Frozen):
    """绩效指标."""

    level1: Line = Field(default="", title="一级指标")
    level2: Line = Field(default="", title="二级指标")
    level3: Line = Field(default="", title="三级指标")
    target: Line = Field(default="", title="年初目标值")
    actual: Line = Field(default="", title="实际完成值")
    two_years_ago: Line = Field(default="", title="前年指标值")
    last_year: Line = Field(default="", title="上年指标值")
    basis: Line = Field(default="", title="指标值确定依据")
    remark: Line = Field(default="", title="未完成原因及改进措施")


class ScoredIndicator(Frozen):
    """A form's use of an indicator: named by ``indicator``, or written out in place; with weight and score."""

    indicator: Line = Field(default="", title="引用指标")
    level1: Line = Field(default="", title="一级指标")
    level2: Line = Field(default="", title="二级指标")
    level3: Line = Field(default="", title="三级指标")
    target: Line = Field(default="", title="年初目标值")
    actual: Line = Field(default="", title="实际完成值")
    two_years_ago: Line = Field(default="", title="前年指标值")
    last_year: Line = Field(default="", title="上年指标值")
    basis: Line = Field(default="", title="指标值确定依据")
    remark: Line = Field(default="", title="未完成原因及改进措施")
    weight: Number = Field(default=None, title="目标分值")
    score: Number = Field(default=None, title="得分")


class Goal(Frozen):
    """绩效目标 with its indicators."""

    kind: Literal["长期目标", "年度目标"] = Field(default="年度目标", title="类别")
    text: Text = Field(default="", title="目标")
    weight: Number = Field(default=None, title="目标分值")
    score: Number = Field(default=None, title="得分")
    indicators: tuple[ScoredIndicator, ...] = Field(default=(), title="指标")


class FundingRow(Frozen):
    """项目资金的一个来源."""

    source: Line = Field(title="资金来源")
    budget: Amount = Field(default=None, title="预算数")
    outturn: Amount = Field(default=None, title="执行数")


class Evaluation(Frozen):
    """绩效自评表, of the whole unit or of one project."""

    objective: Text = Field(default="", title="年度绩效目标")
    budget: Amount = Field(default=None, title="预算数")
    outturn: Amount = Field(default=None, title="执行数")
    execution_weight: Number = Field(default=None, title="预算执行分值")
    execution_score: Number = Field(default=None, title="预算执行得分")
    indicators: tuple[ScoredIndicator, ...] = Field(default=(), title="指标")
    goals: tuple[Goal, ...] = Field(default=(), title="目标")
    funding: tuple[FundingRow, ...] = Field(default=(), title="资金来源")
    score: Number = Field(default=None, title="总分")
    deviation: Text = Field(default="", title="偏差大或目标未完成原因分析")
    improvement: Text = Field(default="", title="改进措施及结果应用方案")


class CostLine(Frozen):
    """项目支出明细及依据的一行."""

    content: Line = Field(title="项目内容")
    basis: Text = Field(default="", title="测算依据及说明")
    own: Amount = Field(default=None, title="本级财政拨款金额")
    transferred: Amount = Field(default=None, title="上级转移支付金额")
    other: Amount = Field(default=None, title="其他资金")


class PurchasePlan(Frozen):
    """项目资产配置计划及采购计划的一行."""

    name: Line = Field(title="品名")
    quantity: Line = Field(default="", title="数量")
    amount: Amount = Field(default=None, title="金额")


class Application(Frozen):
    """项目支出绩效目标申报表."""

    code: Line = Field(default="", title="项目代码")
    department: Line = Field(default="", title="项目主管部门")
    executor: Line = Field(default="", title="项目执行单位")
    manager: Line = Field(default="", title="项目负责人", json_schema_extra=NOT_PUBLIC)
    telephone: Line = Field(default="", title="联系电话", json_schema_extra=NOT_PUBLIC)
    period: Line = Field(default="", title="项目年度")
    category: Line = Field(default="", title="项目类别")
    frequency: Line = Field(default="", title="项目安排频度")
    basis: Text = Field(default="", title="立项依据")
    plan: Text = Field(default="", title="项目实施方案")
    last_evaluation: Text = Field(default="", title="上年绩效评价结果、整改及应用")
    budget_history: Text = Field(default="", title="项目前两年预算及当年预算变动情况")
    total_budget: Amount = Field(default=None, title="项目总预算")
    own: Amount = Field(default=None, title="财政拨款收入（本级安排数）")
    transferred: Amount = Field(default=None, title="财政拨款收入（上级转移支付）")
    special_account: Amount = Field(default=None, title="专户管理的非税收入拨款")
    other: Amount = Field(default=None, title="其他资金")
    costs: tuple[CostLine, ...] = Field(default=(), title="支出明细及依据")
    purchases: tuple[PurchasePlan, ...] = Field(default=(), title="资产配置计划及采购计划")
    long_term: Text = Field(default="", title="长期绩效目标")
    annual: Text = Field(default="", title="年度绩效目标")
    goals: tuple[Goal, ...] = Field(default=(), title="绩效目标表")


class Project(Frozen):
    """项目."""

    name: Line = Field(title="项目名称", min_length=1)
    aliases: tuple[Line, ...] = Field(default=(), title="别名")
    report_title: Line = Field(default="", title="评价报告所用名称")
    level: Literal["一级", "二级"] = Field(default="二级", title="项目层级")
    budget: Amount = Field(default=None, title="全年预算数")
    outturn: Amount = Field(default=None, title="执行数")
    initial: Amount = Field(default=None, title="年初预算数")
    total_budget: Amount = Field(default=None, title="项目总预算")
    functional: Line = Field(default="", title="功能科目编码")
    supervisor: Line = Field(default="", title="主管部门")
    executor: Line = Field(default="", title="项目实施单位")
    category: Line = Field(default="", title="项目类别")
    attribute: Line = Field(default="", title="项目属性")
    type: Line = Field(default="", title="项目类型")
    spending_kind: Line = Field(default="", title="支出项目类别")
    use: Text = Field(default="", title="主要支出方向和用途")
    effect: Line = Field(default="", title="主要成效")
    outputs: Line = Field(default="", title="主要产出和效益")
    problems: Line = Field(default="", title="发现的问题及原因")
    measures: Line = Field(default="", title="下一步改进措施")
    score: Number = Field(default=None, title="绩效自评得分")
    evaluation: Evaluation | None = Field(default=None, title="绩效自评表")
    application: Application | None = Field(default=None, title="绩效目标申报表")


class WholeApplication(Frozen):
    """部门（单位）整体绩效目标申报表."""

    filed_on: Line = Field(default="", title="填报日期")
    revenue: tuple[NamedAmount, ...] = Field(default=(), title="收入构成")
    revenue_history: dict[str, tuple[NamedAmount, ...]] = Field(default_factory=dict, title="近两年收入")
    expenditure: tuple[NamedAmount, ...] = Field(default=(), title="支出构成")
    expenditure_history: dict[str, tuple[NamedAmount, ...]] = Field(default_factory=dict, title="近两年支出")
    tasks: tuple[Line, ...] = Field(default=(), title="年度工作任务")
    long_term_until: Line = Field(default="", title="长期目标截止年度")
    goals: tuple[Goal, ...] = Field(default=(), title="绩效目标")


class Performance(Frozen):
    """预算绩效情况."""

    project_count: Count = Field(default=None, title="绩效自评项目数")
    project_funds: Amount = Field(default=None, title="绩效自评项目资金")
    score: Number = Field(default=None, title="综合得分")
    grade: Line = Field(default="", title="评价结果类型")
    grade_level: Line = Field(default="", title="评价结果级别")
    management: Text = Field(default="", title="绩效管理工作评价")
    whole_funds: Amount = Field(default=None, title="整体支出绩效自评资金")
    whole_result: Text = Field(default="", title="整体支出自评评价")
    uses_of_results: tuple[Line, ...] = Field(default=(), title="绩效自评结果应用情况")
    project_uses: tuple[NamedAmount, ...] = Field(
        default=(), title="项目支出主要用途", description="留空时用各项目的名称和执行数"
    )
    project_spending: Text = Field(default="", title="项目支出总的成效")
    whole: Evaluation | None = Field(default=None, title="整体绩效自评表")
    application: WholeApplication | None = Field(default=None, title="整体绩效目标申报表")


class KeyTask(Frozen):
    """重点工作."""

    title: Line = Field(title="重要事项", min_length=1)
    heading: Line = Field(default="", title="标题", description="正文小标题，留空时用重要事项")
    goal: Text = Field(default="", title="工作内容及目标")
    result: Text = Field(default="", title="完成情况")
    narrative: Text = Field(default="", title="正文", description="留空时用完成情况或工作内容")


class ExtraTerm(Frozen):
    """单位自己的名词解释."""

    term: Line = Field(title="名词", min_length=1)
    definition: Text = Field(title="解释", min_length=1)
