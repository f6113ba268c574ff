"""绩效目标申报表 as reported → their figures: money by source and year, costs, indicators with the two prior years."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.facts.figure import Figure, reported, settle, share, total
from generator.facts.indicators import indicator_text
from generator.facts.naming import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.disclosures import NamedAmount
    from generator.model.performance import (
        Application,
        CostLine,
        Goal,
        Indicator,
        Project,
        ScoredIndicator,
        WholeApplication,
    )
    from generator.source import Path


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One indicator, its reference resolved."""

    level1: str
    level2: str
    level3: str
    target: str
    two_years_ago: str
    last_year: str
    basis: str


@dataclass(frozen=True, slots=True)
class TargetGoal:
    """绩效目标 with its indicators; ``number`` counts within its kind."""

    kind: str
    number: int
    text: str
    rows: tuple[TargetRow, ...]


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One source, or one kind of expenditure: this year, its share, and the years before."""

    name: str
    amount: Figure | None
    share: Figure | None
    history: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class WholeTargets:
    """整体绩效目标申报表."""

    data: WholeApplication = named("申报表")
    years: tuple[int, ...] = named("近两年")
    revenue: tuple[MoneyRow, ...] = named("收入构成")
    expenditure: tuple[MoneyRow, ...] = named("支出构成")
    goals: tuple[TargetGoal, ...] = named("绩效目标")


@dataclass(frozen=True, slots=True)
class CostFacts:
    """One line of 项目支出明细及依据."""

    content: str
    basis: str
    amounts: tuple[Figure | None, ...]
    """本级财政拨款, 上级转移支付, 其他资金."""


@dataclass(frozen=True, slots=True)
class PurchaseFacts:
    """One line of 项目资产配置计划及采购计划."""

    name: str
    quantity: str
    amount: Figure | None


@dataclass(frozen=True, slots=True)
class ProjectTargets:
    """项目支出绩效目标申报表, of one project."""

    project: Project = named("项目")
    data: Application = named("申报表")
    budget: Figure | None = named("本年度预算")
    total_budget: Figure | None = named("项目总预算")
    """As 整体申报表 lists it."""
    continued: Figure | None = named("延续性项目总预算")
    sources: tuple[MoneyRow, ...] = named("资金来源")
    costs: tuple[CostFacts, ...] = named("支出明细")
    purchases: tuple[PurchaseFacts, ...] = named("采购计划")
    goals: tuple[TargetGoal, ...] = named("绩效目标")


SOURCES = ("own", "transferred", "special_account", "other")
"""Fields of a project's money by source."""


def whole_targets(data: WholeApplication, year: int, indicators: Mapping[str, Indicator]) -> WholeTargets:
    """The facts of 整体绩效目标申报表."""
    path: Path = ("performance", "application")
    years = (year - 2, year - 1)
    return WholeTargets(
        data=data,
        years=years,
        revenue=_money(path, "revenue", data.revenue, data.revenue_history, years),
        expenditure=_money(path, "expenditure", data.expenditure, data.expenditure_history, years),
        goals=_goals(data.goals, indicators),
    )


def _money(
    path: Path,
    side: str,
    rows: tuple[NamedAmount, ...],
    history: Mapping[str, tuple[NamedAmount, ...]],
    years: tuple[int, ...],
) -> tuple[MoneyRow, ...]:
    """The rows of one side, and 合计."""
    word = "收入" if side == "revenue" else "支出"
    place = (*path, side)
    key = ".".join(map(str, place))
    amounts = _by_name(place, rows)
    summed = total(f"{key}.sum", f"总体资金·{word}合计", amounts.values())
    before = {
        year: _by_name((*path, f"{side}_history", str(year)), history.get(str(year), ()), f"{year}年") for year in years
    }
    named = dict.fromkeys((*amounts, *(one for known in before.values() for one in known)))
    found = [
        MoneyRow(
            name,
            amount := amounts.get((name, nth)),
            share(f"{key}.{name}{f'#{nth + 1}' if nth else ''}", f"{name}占比", amount, summed).rate
            if amount
            else None,
            tuple(before[year].get((name, nth)) for year in years),
        )
        for name, nth in named
    ]
    closing = tuple(total(f"{key}_history.{year}.sum", f"{year}年{word}合计", before[year].values()) for year in years)
    whole = share(f"{key}.whole", f"{word}合计占比", summed, summed).rate if summed else None
    return (*found, MoneyRow("合计", summed, whole, closing))


def _by_name(place: Path, rows: tuple[NamedAmount, ...], lead: str = "") -> dict[tuple[str, int], Figure | None]:
    """Name, and which of several of that name → the figure; ``lead`` begins the titles."""
    found: dict[tuple[str, int], Figure | None] = {}
    seen: Counter[str] = Counter()
    for index, row in enumerate(rows):
        found[row.name, seen[row.name]] = reported((*place, index, "amount"), f"{lead}{row.name}", row.amount)
        seen[row.name] += 1
    return found


def project_targets(index: int, project: Project, indicators: Mapping[str, Indicator]) -> ProjectTargets | None:
    """The facts of the application form of the project at ``index``, if it has one."""
    data = project.application
    if data is None:
        return None
    path: Path = ("projects", index, "application")
    fields = type(data).model_fields
    sources = [
        MoneyRow(
            fields[source].title or source,
            reported((*path, source), f"{project.name}·{fields[source].title}", getattr(data, source)),
            None,
            (),
        )
        for source in SOURCES
    ]
    summed = total(f"{'.'.join(map(str, path))}.sum", f"{project.name}·资金来源合计", [row.amount for row in sources])
    budget = settle(reported(("projects", index, "budget"), f"{project.name}·本年度预算", project.budget), summed)
    return ProjectTargets(
        project=project,
        data=data,
        budget=budget,
        total_budget=reported(("projects", index, "total_budget"), f"{project.name}·项目总预算", project.total_budget),
        continued=reported((*path, "total_budget"), f"{project.name}·延续性项目总预算", data.total_budget),
        sources=(MoneyRow("当年预算合计", summed, None, ()), *sources),
        costs=tuple(_cost((*path, "costs", number), cost) for number, cost in enumerate(data.costs)),
        purchases=tuple(
            PurchaseFacts(
                one.name, one.quantity, reported((*path, "purchases", number, "amount"), one.name, one.amount)
            )
            for number, one in enumerate(data.purchases)
        ),
        goals=_goals(data.goals, indicators),
    )


def _cost(path: Path, cost: CostLine) -> CostFacts:
    named = (("own", "本级"), ("transferred", "上级"), ("other", "其他"))
    amounts = (reported((*path, field), f"{cost.content}·{title}", getattr(cost, field)) for field, title in named)
    return CostFacts(cost.content, cost.basis, tuple(amounts))


def _goals(goals: tuple[Goal, ...], indicators: Mapping[str, Indicator]) -> tuple[TargetGoal, ...]:
    found: list[TargetGoal] = []
    for goal in goals:
        number = 1 + sum(other.kind == goal.kind for other in found)
        rows = tuple(_row(one, indicators) for one in goal.indicators)
        found.append(TargetGoal(goal.kind, number, goal.text, rows))
    return tuple(found)


def _row(one: ScoredIndicator, indicators: Mapping[str, Indicator]) -> TargetRow:
    text = partial(indicator_text, one, indicators)
    return TargetRow(
        level1=text("level1"),
        level2=text("level2"),
        level3=text("level3"),
        target=text("target"),
        two_years_ago=text("two_years_ago"),
        last_year=text("last_year"),
        basis=text("basis"),
    )
