"""The sheets beside the tables, as data: which parts of the model each holds. All else follows from the model."""

from __future__ import annotations

from dataclasses import dataclass

from generator.workbook.fields import INDEX, KEY, Pattern
from generator.workbook.keys import FORMS, GOAL

EVALUATION, APPLICATION = FORMS


@dataclass(frozen=True)
class Fields:
    """One row a value: every value of the model at ``base``."""

    base: Pattern
    title: str
    only: tuple[str, ...] = ()
    """The fields to show; all without any."""
    note: str = ""


@dataclass(frozen=True)
class Rows:
    """One row an entry of a list or mapping."""

    pattern: Pattern
    title: str
    spare: int = 10
    note: str = ""
    key_title: str = ""
    """Head over the entries' keys."""
    key_source: str = ""
    """The range of names that a key is chosen from."""


Part = Fields | Rows


@dataclass(frozen=True)
class SheetSpec:
    """One sheet."""

    name: str
    parts: tuple[Part, ...]
    wide: bool = False
    """Many columns: printed across."""
    only: str = ""
    """The 文种 of styles that it is for; with other styles it is left out where a unit has no such data."""
    rest: bool = False
    """Whether the parts of the model that no sheet names are added here."""


def unit_sheet(kind: str, settings: tuple[str, ...]) -> SheetSpec:
    """单位信息, for a ``kind`` of document with ``settings`` of its own."""
    return SheetSpec(
        "单位信息",
        (
            Fields((), "基本设置", settings, "全部金额都按这里的金额单位填写。"),
            Fields(("unit",), "单位"),
            Rows(("unit", "duties", INDEX), "主要职责", 8, "一行一条，不写序号。"),
            Rows(("unit", "offices", INDEX), "内设机构", 8, "一行一个。"),
            Rows(("unit", "subordinates", INDEX), "下属单位", 8, f"纳入{kind}编制范围的单位；没有的不填。"),
        ),
    )


PRIOR = SheetSpec(
    "上年决算数", (Fields(("prior",), "上年决算数", note="与本年比较用。不知道的留空，没有发生的填 0。"),)
)

DETAILS = SheetSpec(
    "三公情况",
    (
        Fields(("three_public_details", "delegations"), "因公出国（境）", note="没有的填 0。"),
        Fields(("three_public_details", "vehicles"), "公务用车"),
        Rows(("three_public_details", "vehicles", "running_items", INDEX), "公务用车运行维护费明细", 5),
        Fields(("three_public_details", "receptions"), "公务接待"),
        Rows(("three_public_details", "receptions", "items", INDEX), "按活动分的接待支出", 5),
    ),
)

COSTS = SheetSpec(
    "运行经费采购资产",
    (
        Fields(("operating_cost",), "机关运行经费"),
        Rows(("operating_cost", "includes", INDEX), "机关运行经费主要包括", 6),
        Fields(("procurement",), "政府采购"),
        Fields(("assets",), "国有资产占用（年末）"),
        Fields(("general_costs",), "一般性支出"),
        Rows(("general_costs", "meetings", INDEX), "会议", 6),
        Rows(("general_costs", "trainings", INDEX), "培训", 6),
        Rows(("general_costs", "events", INDEX), "节庆、晚会、论坛、赛事活动", 4),
    ),
)

PROJECTS = SheetSpec(
    "项目", (Rows(("projects", INDEX), "项目", 12, "一行一个项目。别名一格写几个时，每个占一行。"),), wide=True
)

RESULTS = SheetSpec(
    "预算绩效",
    (
        Fields(("performance",), "预算绩效情况"),
        Rows(("performance", "uses_of_results", INDEX), "绩效自评结果应用情况", 6, "一行一段。"),
        Rows(("performance", "project_uses", INDEX), "项目支出主要用途", 6, "留空时用各项目的名称和执行数。"),
    ),
)

INDICATORS = SheetSpec(
    "绩效指标",
    (Rows(("indicators", KEY), "绩效指标", 30, "几张表共用的指标写在这里，各表按指标名引用。", key_title="指标名"),),
    wide=True,
)

EVALUATIONS = (
    SheetSpec(
        "自评表",
        (
            Rows((EVALUATION,), "绩效自评表", 8, "每个项目一行，整体一行；目标和指标写在后两张工作表。"),
            Rows((EVALUATION, "funding", INDEX), "项目资金来源", 8),
        ),
        wide=True,
        only="final_accounts",
    ),
    SheetSpec(
        "自评目标",
        (Rows((EVALUATION, "goals", INDEX), "自评表中的目标", 12, "按目标计分的样式填写；其他样式留空。"),),
        wide=True,
        only="final_accounts",
    ),
    SheetSpec(
        "自评指标",
        (
            Rows(
                (EVALUATION, GOAL, "indicators", INDEX),
                "自评表中的指标",
                30,
                "引用指标时只填指标名、分值和得分；不引用的把指标各栏写全。目标序号只在按目标计分时填写。",
            ),
        ),
        wide=True,
        only="final_accounts",
    ),
)

KEY_WORK = SheetSpec("重点工作", (Rows(("key_work", INDEX), "重点工作", 15),), wide=True)

TERMS = SheetSpec(
    "名词解释",
    (
        Rows(("extra_terms", INDEX), "增加的名词", 10, "程序自带常用名词；这里写本单位自己的名词。"),
        Rows(("definitions", KEY), "替换的名词解释", 10, "用这里的解释代替程序自带的解释。", key_title="名词"),
        Rows(("item_definitions", KEY), "替换的功能科目解释", 10, "", "科目编码", "功能科目编码"),
    ),
)

MORE = SheetSpec(
    "补充情况",
    (
        Rows(("basic_includes", "personnel", INDEX), "人员经费主要包括", 8, "公开06表没有逐科目填写的单位填。"),
        Rows(("basic_includes", "public", INDEX), "公用经费主要包括", 8),
        Rows(
            ("project_detail", KEY),
            "项目支出（按经济分类）",
            15,
            "有“支出决算明细表”的地区填。",
            "科目编码",
            "经济科目编码",
        ),
    ),
    rest=True,
)
"""What only some regions ask for."""

WAIVERS = SheetSpec(
    "核对说明",
    (Rows(("waivers", INDEX), "已说明的核对问题", 10, "核对出的问题确有原因时，写上编号和理由，程序不再当作错误。"),),
)

PURCHASES = (
    SheetSpec("采购明细", (Rows(("procurement", "items", INDEX), "政府采购明细", 20),), wide=True, only="budget"),
    SheetSpec("购买服务", (Rows(("purchased_services", INDEX), "政府购买服务", 15),), wide=True, only="budget"),
)

APPLICATIONS = (
    SheetSpec(
        "整体申报表",
        (
            Fields(("performance", "application"), "部门（单位）整体绩效目标申报表"),
            Rows(("performance", "application", "tasks", INDEX), "年度工作任务", 8),
            Rows(("performance", "application", "revenue", INDEX), "收入构成", 8),
            Rows(("performance", "application", "revenue_history", KEY, INDEX), "近两年收入", 8, key_title="年度"),
            Rows(("performance", "application", "expenditure", INDEX), "支出构成", 8),
            Rows(("performance", "application", "expenditure_history", KEY, INDEX), "近两年支出", 8, key_title="年度"),
        ),
        only="budget",
    ),
    SheetSpec(
        "项目申报表",
        (
            Rows((APPLICATION,), "项目支出绩效目标申报表", 8),
            Rows((APPLICATION, "costs", INDEX), "支出明细及依据", 12),
            Rows((APPLICATION, "purchases", INDEX), "资产配置计划及采购计划", 8),
        ),
        wide=True,
        only="budget",
    ),
    SheetSpec("申报目标", (Rows((APPLICATION, "goals", INDEX), "申报表中的目标", 12),), wide=True, only="budget"),
    SheetSpec(
        "申报指标", (Rows((APPLICATION, GOAL, "indicators", INDEX), "申报表中的指标", 30),), wide=True, only="budget"
    ),
)
