"""表内: amounts that cannot be negative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.check import Check, NotRun, Result
from generator.checks.compare import show_figure
from generator.checks.figures import TABLES, full_title, section_title
from generator.checks.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.subject import Subject

_MAY_BE_NEGATIVE = frozenset({"opening", "closing", "surplus_used", "surplus_distributed", "available"})
_REVENUE = frozenset({"revenue", "summary.revenue", "appropriation.revenue"})


@check(
    "TB91",
    "in-table.negative",
    "金额不应为负数",
    basis="部门决算报表编制要求：支出、“三公”经费为实际发生数；结转和结余、结余分配除外",
)
def negative(check: Check, subject: Subject) -> Iterator[Result]:
    """支出、“三公”经费、预算数、采购等金额不会小于零；收入为负时提醒核对，结转和结余、结余分配可以为负。

    例：公务接待费决算数填作 -1.01，是错误；其他收入填作 -0.50（退回上年多收的款），是警告。
    """
    unit = subject.accounts.amount_unit
    for path, figure in subject.index.figures.items():
        if figure.value >= 0 or not figure.path or figure.kind == "ratio" or _MAY_BE_NEGATIVE & set(path.split(".")):
            continue
        is_revenue = path.split(".", 1)[0] == "revenue" or ".".join(path.split(".")[:2]) in _REVENUE
        yield check.finding(
            f"{full_title(figure)}是负数",
            figure.path,
            found=show_figure(figure, unit),
            expected="不小于 0",
            advice="核对正负号；确是冲减的，在 waivers 中说明" if is_revenue else "核对正负号",
            severity="警告" if is_revenue or "revenue_total" in path else "错误",
        )
    for table in TABLES:
        if not subject.index.is_reported(table):
            yield NotRun(f"没有报送{section_title(table)}")
