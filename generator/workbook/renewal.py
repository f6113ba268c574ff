"""What must be filled in anew each year: the data that a rollover empties, in words and as patterns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.accounts import FinalAccounts
from generator.model.budget import Budget
from generator.workbook.fields import INDEX, KEY, Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.kinds import Accounts
    from generator.source import Path


@dataclass(frozen=True)
class Renewal:
    """今年必须重新填写的数据: a pattern, or the beginning of several, and what to fill in."""

    pattern: Pattern
    words: str

    def covers(self, path: Path) -> bool:
        """Whether ``path`` is what was emptied, or a part of it; blank rows, whose key is not known, are not."""
        if len(path) < len(self.pattern) or "" in path:
            return False
        return all(wanted in {KEY, INDEX} or wanted == step for wanted, step in zip(self.pattern, path, strict=False))


_TABLES: Pattern = ("@tables",)
"""No path begins so: whole tables are named, but not marked cell by cell."""

_UNIT: dict[str, tuple[Pattern, ...]] = {
    "单位信息：公开日期，人员构成": (("unit", "published_on"), ("unit", "staffing")),
}
_ASSETS: dict[str, tuple[Pattern, ...]] = {
    "国有资产：车辆、设备数量，房屋面积，次年计划": tuple(
        ("assets", name)
        for name in ("vehicles_total", "vehicles", "equipment_500k", "equipment_1m", "floor_area", "plan")
    ),
}
_PROJECTS: dict[str, tuple[Pattern, ...]] = {
    "项目：预算数、执行数、成效、问题、措施、得分；核对项目是否继续": tuple(
        ("projects", INDEX, name)
        for name in (
            "budget", "outturn", "initial", "total_budget", "effect", "outputs", "problems", "measures", "score",
        )
    ),
}  # fmt: skip
_REASONS: dict[str, tuple[Pattern, ...]] = {"原因：全部；上年写的在旁边一栏": (("reasons",),)}
_EVALUATIONS: tuple[Pattern, ...] = (("projects", INDEX, "evaluation"), ("performance", "whole"))

_WORDS: dict[str, tuple[Pattern, ...]] = {
    "九张决算表": (_TABLES,),
    **_UNIT,
    "预算数：年初预算数、全年（调整）预算数；新增的科目": (("plan", "lines", KEY, "initial"),),
    "三公情况：出国（境）的团组、人次和各项金额": (("three_public_details", "delegations"),),
    "三公情况：车辆购置数、保有量，运行维护费明细": (
        ("three_public_details", "vehicles", "purchased"),
        ("three_public_details", "vehicles", "held"),
        ("three_public_details", "vehicles", "running_items", INDEX, "amount"),
    ),
    "三公情况：接待的批次、人次、对象、事由和金额": (
        *(
            ("three_public_details", "receptions", name)
            for name in ("groups", "persons", "escorts", "foreign_groups", "foreign_persons", "hosts", "purpose")
        ),
        ("three_public_details", "receptions", "domestic"),
        ("three_public_details", "receptions", "foreign"),
        ("three_public_details", "receptions", "items", INDEX, "amount"),
    ),
    "机关运行经费：决算数、年初预算数": (("operating_cost", "outturn"), ("operating_cost", "initial")),
    "政府采购：全部金额": (("procurement",),),
    **_ASSETS,
    "一般性支出：会议、培训、活动": (("general_costs",),),
    **_PROJECTS,
    "绩效指标：实际完成值；核对年初目标值": (("indicators", KEY, "actual"),),
    "自评表：预算数、执行数、得分、原因分析、改进措施": tuple(
        (*form, name)
        for form in _EVALUATIONS
        for name in ("budget", "outturn", "execution_score", "score", "deviation", "improvement")
    ),
    "自评指标：实际完成值、得分": tuple(
        (*form, *below, "indicators", INDEX, name)
        for form in _EVALUATIONS
        for below in ((), ("goals", INDEX))
        for name in ("actual", "score")
    ),
    "预算绩效：自评的数量、资金、得分和说明": tuple(
        ("performance", name)
        for name in (
            "project_count", "project_funds", "score", "grade", "grade_level", "management", "whole_funds",
            "whole_result", "uses_of_results", "project_uses", "project_spending",
        )
    ),
    "重点工作": (("key_work",),),
    "补充情况：项目支出（按经济分类）": (("project_detail",),),
    **_REASONS,
}  # fmt: skip

_APPLICATION = ("projects", INDEX, "application")
_BUDGET_WORDS: dict[str, tuple[Pattern, ...]] = {
    "各张预算表": (_TABLES,),
    **_UNIT,
    "机关运行经费预算、国有资本经营预算": (("budget_operating_cost", "amount"), ("state_capital_budget",)),
    "政府采购、政府购买服务：全部": (("procurement",), ("purchased_services",)),
    **_ASSETS,
    **_PROJECTS,
    "绩效指标：上年指标值；核对目标值": (_TABLES,),
    "整体申报表：填报日期、工作任务、收入和支出构成": tuple(
        ("performance", "application", name) for name in ("filed_on", "tasks", "revenue", "expenditure")
    ),
    "项目申报表：年度、资金、明细和采购的金额、上年评价、前两年预算": (
        *(
            (*_APPLICATION, name)
            for name in (
                "period", "last_evaluation", "budget_history", "total_budget", "own", "transferred", "special_account",
                "other",
            )
        ),
        *((*_APPLICATION, "costs", INDEX, name) for name in ("own", "transferred", "other")),
        (*_APPLICATION, "purchases", INDEX, "amount"),
    ),
    "预算绩效：纳入绩效管理的资金": (("performance", "whole_funds"),),
    **_REASONS,
}  # fmt: skip

RENEWED: Mapping[type[Accounts], tuple[Renewal, ...]] = {
    model: tuple(Renewal(pattern, words) for words, patterns in listed.items() for pattern in patterns)
    for model, listed in ((FinalAccounts, _WORDS), (Budget, _BUDGET_WORDS))
}
"""Kind of document → what must be filled in anew."""
