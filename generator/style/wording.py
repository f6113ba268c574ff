"""How numbers, ordinals, comparisons and reasons are written: those keys of ``style.yaml``, validated."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.money import NumberFormat
from generator.style.base import Part


class Numbers(Part):
    """Amounts in the text or in tables."""

    places: int = Field(default=2, title="小数位数")
    thousands: bool = Field(default=False, title="千分位")
    strip_zeros: bool = Field(default=False, title="去掉末尾的零")

    @property
    def form(self) -> NumberFormat:
        """As the formatter wants it."""
        return NumberFormat(self.places, self.thousands, self.strip_zeros)


class TableNumbers(Numbers):
    """Amounts in tables, and what a reported zero looks like there."""

    zero: str = Field(default="", title="零值", description="空白或 0.00")
    zero_overrides: dict[str, str] = Field(
        default_factory=dict,
        title="个别表或栏的零值",
        description="键是表名或“表名.字段开头”，如 basic、basic.310、three_public.outturn.total",
    )


class Percent(Part):
    """百分比."""

    places: int = Field(default=2, title="小数位数")
    strip_zeros: bool = Field(default=False, title="去掉末尾的零")
    plain_0_100: bool = Field(default=True, title="0%和100%不带小数")

    @property
    def form(self) -> NumberFormat:
        """As the formatter wants it."""
        return NumberFormat(self.places, strip_zeros=self.strip_zeros, plain_0_100=self.plain_0_100)


class Numbering(Part):
    """序号, each a pattern with ``{n}`` (1), ``{c}`` (一)."""

    part: str = Field(default="第{c}部分", title="部分")
    section: str = Field(default="{c}、", title="章")
    subsection: str = Field(default="（{c}）", title="节")
    item: str = Field(default="{n}.", title="分项")
    subitem: str = Field(default="（{n}）", title="小项")
    duty: str = Field(default="{n}.", title="职责")
    project: str = Field(default="{n}.", title="绩效自评的项目")
    term: str = Field(default="（{c}）", title="名词")


Comparison = Literal["none", "amount", "amount+rate"]
"""比较: not at all, amount only, amount and rate."""


class Compare(Part):
    """Where the document compares with the prior year (or the budget)."""

    revenue: Comparison = Field(default="none", title="收入合计")
    expenditure: Comparison = Field(default="none", title="支出合计")
    funds: Comparison = Field(default="none", title="财政拨款收入分来源")
    operating_cost: Literal["prior", "budget", "none"] = Field(default="prior", title="机关运行经费的比较对象")
    abroad: Comparison = Field(default="none", title="因公出国（境）费")
    vehicles: Comparison = Field(default="amount+rate", title="公务用车购置及运行维护费")
    reception: Comparison = Field(default="none", title="公务接待费")


class ReasonLinks(Part):
    """原因连接词, with the punctuation before them."""

    overall: str = Field(default="，主要原因是", title="总体、收入、支出")
    fiscal: str = Field(default="。主要原因是", title="财政拨款各节")
    item: str = Field(default="的主要原因：", title="分项与年初预算的差异")
    three_public: str = Field(default="的主要原因：", title="“三公”经费总体")
    three_public_item: str = Field(default="的主要原因：", title="“三公”经费分项")
    operating_cost: str = Field(default="。主要原因是：", title="机关运行经费")


class Wording(Part):
    """措辞."""

    prior_label: str = Field(default="{prior_year}年度", title="上年的说法")
    subject: str = Field(default="{year}年度{name}", title="机关运行经费、政府采购的句首")
    duty_stop: str = Field(default="；", title="各项职责之间的标点")
    supervisor: bool = Field(default=True, title="单位构成写明主管部门")
    totals: str = Field(default="", title="收、支总计之后的动词", description="均为 或留空")
    this_year: str = Field(default="", title="收入合计、支出合计之前的词", description="本年 或留空")
    among: str = Field(default="。其中：", title="收入、支出合计之后引出组成的话")
    of_whole: bool = Field(default=True, title="占比写明整体", description="占本年收入、占本年支出；否则只写“占”")
    revenue_by_fund: bool = Field(default=False, title="收入组成把财政拨款按资金分开")
    both_sides: str = Field(default="各", title="收、支总计各增加", description="“各”或留空")
    brackets: Literal["full", "half"] = Field(default="full", title="（类）的括号")
    budget: str = Field(default="预算", title="“三公”预算的说法", description="预算 或 全年预算")
    list_zero_sources: bool = Field(default=False, title="零来源也列出")
    class_expenditure_in_revenue: bool = Field(default=False, title="收入、支出节列类级支出结构")
    structure: Literal["items_with_code", "uses", "class_budget", "inline"] = Field(
        default="uses", title="支出结构的写法"
    )
    item_code: bool = Field(default=False, title="项级科目后带编码")
    item_reason: Literal["changed", "threshold", "always"] = Field(default="changed", title="分项何时写原因")
    item_reason_threshold: int = Field(default=4, title="偏离年初预算多少个百分点起必须写原因")
    items: bool = Field(default=True, title="列出项级预决算对比")
    project_use: Literal["inline", "list", "none"] = Field(default="inline", title="项目支出用途的写法")
    project_effect: str = Field(default="，主要成效为", title="引出项目支出成效的话")
    empty_government_fund: str = Field(default="", title="无政府性基金时的说法")
    empty_state_capital: str = Field(default="", title="无国有资本经营预算时的说法")
    full_zero_abroad: bool = Field(default=False, title="因公出国（境）为零时仍逐项列出")
    zero_three_public: Literal["phrase", "figures"] = Field(default="figures", title="“三公”为零时的写法")
    vehicle_operation: str = Field(default="公务用车运行维护费", title="运行费的名称")
    vehicles: str = Field(default="公务用车购置及运行维护费", title="公车合计的名称")
    vehicles_held: str = Field(default="为", title="保有量之后的动词", description="为 或留空")
    running_items: Literal["listed", "use"] = Field(
        default="listed", title="运行费明细", description="listed 其中：…；use 主要用于…"
    )
    three_public_stop: str = Field(default="；", title="“三公”总体与上年比较之前的标点")
    three_public_reasons: Literal["both", "budget"] = Field(
        default="both", title="“三公”写哪些原因", description="both 与预算和上年的差异，budget 只写与预算的差异"
    )
    asset_thresholds: tuple[Literal["50", "100"], ...] = Field(default=("100",), title="设备的单价档次（万元）")
    zero_assets: Literal["phrase", "figures"] = Field(default="figures", title="没有设备、其他用车时的写法")
    sme: Literal["by_category", "simple", "none"] = Field(default="by_category", title="中小企业采购")
    micro_base: Literal["sme", "total"] = Field(default="sme", title="小微企业占比的分母")
    project_levels: bool = Field(default=True, title="项目写明一级、二级")
    performance_score: bool = Field(default=False, title="绩效综合得分")
    performance_whole: str = Field(default="{me}", title="整体支出自评的对象")
