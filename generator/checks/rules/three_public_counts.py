"""“三公”经费: lists, counts and amounts that go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.check import Check, Inapplicable, NotRun, Result
from generator.checks.compare import compare, show_figure
from generator.checks.figures import full_title
from generator.checks.registry import check
from generator.facts.figure import total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.subject import Subject
    from generator.facts.figure import Figure

_DETAILS = "three_public_details"
_LISTS = (
    (f"{_DETAILS}.vehicles.running_items", "three_public.outturn.vehicle_operation"),
    (f"{_DETAILS}.receptions.items", "three_public.outturn.reception"),
    ("general_costs.meetings", "general_costs.conference"),
    ("general_costs.trainings", "general_costs.training"),
    ("general_costs.events", "general_costs.festivals"),
)


@check(
    "TP17",
    "three-public.details.lists",
    "列出的各项之和不超过总数",
    basis="部门决算公开模板（地方财政部门印发）：“其中”的各项是总数的一部分",
)
def listed_items(check: Check, subject: Subject) -> Iterator[Result]:
    """运行维护费明细、接待明细、会议、培训、活动逐项相加，不会超过它们的总数。

    例：公务用车运行维护费 0.80，列出维修费 0.58、保险费 0.32，合计 0.90。
    """
    compared = False
    for place, whole_path in _LISTS:
        parts = [figure for path, figure in subject.index.figures.items() if path.startswith(f"{place}.")]
        money = [part for part in parts if part.kind == "money"]
        whole = subject.figure(whole_path)
        if not money:
            continue
        if whole is None:
            yield NotRun(f"没有填与“{money[0].title}”相比的总数")
            continue
        compared = True
        summed = money[0] if len(money) == 1 else total(place, "", money)
        if summed is not None:
            yield compare(check, summed, whole, subject.index, "<=")
    if not compared:
        yield Inapplicable("没有列出明细")


_COUNTED = (
    ("three_public.outturn.abroad", "delegations.groups", "因公出国（境）费", "团组数"),
    ("three_public.outturn.vehicle_purchase", "vehicles.purchased", "公务用车购置费", "购置（更新）数"),
    ("three_public.outturn.vehicle_operation", "vehicles.held", "公务用车运行维护费", "保有量"),
    ("three_public.outturn.reception", "receptions.groups", "公务接待费", "批次"),
)


@check(
    "TP18",
    "three-public.counts",
    "有支出的有数量，有数量的有支出",
    basis="部门决算公开模板（地方财政部门印发）：说明团组数、人次，购置数、保有量，批次、人次",
    severity="警告",
)
def counts(check: Check, subject: Subject) -> Iterator[Result]:
    """发生了费用，数量不会是零；数量不是零，一般会有费用（保有量除外）。

    例：公务接待费 1.01，国内接待批次填 0。
    """
    if not subject.index.is_reported("three_public"):
        yield NotRun("没有报送“三公”经费支出决算表")
        return
    compared = False
    for path, counted, name, measure in _COUNTED:
        amount = subject.figure(path)
        count = subject.figure(f"{_DETAILS}.{counted}")
        if count is None:
            continue
        compared = True
        spent = bool(amount)
        if spent and not count:
            yield _mismatch(check, subject, count, f"有{name}，{measure}却是 0", amount)
        elif count and not spent and not counted.endswith("held"):
            yield _mismatch(check, subject, count, f"{measure}不是 0，却没有{name}", amount)
    if not compared:
        yield NotRun("没有填“三公”经费的各项数量")


def _mismatch(check: Check, subject: Subject, count: Figure, message: str, amount: Figure | None) -> Result:
    money = show_figure(amount, subject.accounts.amount_unit) if amount is not None else "空白"
    return check.finding(
        message, count.path, found=f"{count.value:f}；金额 {money}", advice="核对数量和金额，改正有误的一个"
    )


@check(
    "TP19",
    "three-public.persons-per-group",
    "人次不小于团组数、批次",
    basis="统计常识：一个团组、一个批次至少一人",
    severity="警告",
)
def persons(check: Check, subject: Subject) -> Iterator[Result]:
    """人次少于团组数或批次，多半是填反了。

    例：国内接待 58 批次、7 人次，应为 7 批次、58 人次。
    """
    compared = False
    for group, person in (
        ("delegations.groups", "delegations.persons"),
        ("receptions.groups", "receptions.persons"),
        ("receptions.foreign_groups", "receptions.foreign_persons"),
    ):
        some, people = subject.figure(f"{_DETAILS}.{group}"), subject.figure(f"{_DETAILS}.{person}")
        if some is None or people is None:
            continue
        compared = True
        if people.value < some.value:
            yield check.finding(
                f"{full_title(people)}少于{full_title(some)}",
                people.path,
                found=f"{people.value:f}",
                expected=f"不少于 {some.value:f}",
                advice="核对两数是否填反",
            )
    if not compared:
        yield Inapplicable("没有填团组、批次和人次")
