"""绩效自评表 as reported → its figures: execution rate and score, weights by group, total score."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from generator.facts.figure import Completion, Figure, completion, derive, first, reported, settle, total
from generator.facts.indicators import indicator_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.performance import Evaluation, Indicator, ScoredIndicator
    from generator.source import Path


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """One indicator in a form, its reference resolved."""

    level1: str
    level2: str
    level3: str
    target: str
    actual: str
    remark: str
    weight: Figure | None
    score: Figure | None


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """The indicators of one 一级指标."""

    name: str
    weight: Figure | None
    rows: tuple[ScoredRow, ...]


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """绩效目标 with its indicators; ``number`` counts within its kind."""

    kind: str
    number: int
    text: str
    weight: Figure | None
    rows: tuple[ScoredRow, ...]


@dataclass(frozen=True, slots=True)
class FundingFacts:
    """One source of a project's money."""

    source: str
    budget: Figure | None
    outturn: Figure | None
    completion: Completion | None


@dataclass(frozen=True, slots=True)
class EvaluationFacts:
    """绩效自评表."""

    data: Evaluation
    completion: Completion | None
    execution_weight: Figure | None
    execution_score: Figure | None
    groups: tuple[IndicatorGroup, ...]
    indicator_weight: Figure | None
    """分值 of all indicators outside goals."""
    goals: tuple[GoalFacts, ...]
    funding: tuple[FundingFacts, ...]
    total: Figure | None

    @property
    def budget(self) -> Figure | None:
        """预算数（A）."""
        return self.completion.budget if self.completion else None

    @property
    def outturn(self) -> Figure | None:
        """执行数（B）."""
        return self.completion.outturn if self.completion else None


def evaluate_form(
    path: Path,
    data: Evaluation,
    indicators: Mapping[str, Indicator],
    budget: Figure | None,
    outturn: Figure | None,
) -> EvaluationFacts:
    """The facts of the form at ``path``; ``budget`` and ``outturn`` stand in where the form gives none."""
    name = "自评"
    planned = first(reported((*path, "budget"), f"{name}预算数", data.budget), budget)
    spent = first(reported((*path, "outturn"), f"{name}执行数", data.outturn), outturn)
    key = ".".join(str(step) for step in path)
    done = completion(key, name, spent, planned, Decimal(1)) if spent is not None else None
    weight = reported((*path, "execution_weight"), "预算执行分值", data.execution_weight, "number")
    score = settle(
        reported((*path, "execution_score"), "预算执行得分", data.execution_score, "number"),
        _execution_score(key, weight, done, is_given=data.execution_score is not None),
    )
    rows = [_row((*path, "indicators", index), one, indicators) for index, one in enumerate(data.indicators)]
    goals: list[GoalFacts] = []
    for index, goal in enumerate(data.goals):
        place = (*path, "goals", index)
        own = tuple(_row((*place, "indicators", number), one, indicators) for number, one in enumerate(goal.indicators))
        number = 1 + sum(other.kind == goal.kind for other in goals)
        worth = reported((*place, "weight"), f"{goal.kind}{number}分值", goal.weight, "number")
        goals.append(GoalFacts(goal.kind, number, goal.text, worth, own))
    scored = [score, *(row.score for row in rows), *(row.score for goal in goals for row in goal.rows)]
    own_total = reported((*path, "score"), "总分", data.score, "number")
    summed = None
    if all(one is not None for one in scored):
        summed = total(f"{key}.score{'' if own_total is None else '.sum'}", "总分", scored, "number")
    return EvaluationFacts(
        data=data,
        completion=done,
        execution_weight=weight,
        execution_score=score,
        groups=_groups(key, rows),
        indicator_weight=total(f"{key}.indicator_weight", "指标分值合计", [row.weight for row in rows], "number"),
        goals=tuple(goals),
        funding=_funding(path, data),
        total=settle(own_total, summed),
    )


def _execution_score(key: str, weight: Figure | None, done: Completion | None, *, is_given: bool) -> Figure | None:
    """分值 × 执行率, at most the whole weight."""
    if weight is None or done is None or done.rate is None:
        return None
    if done.rate.value >= 1:
        return derive(f"{key}.execution_score{'.rule' if is_given else ''}", "预算执行得分", "sum", (weight,), "number")
    name = f"{key}.execution_score{'.rule' if is_given else ''}"
    return derive(name, "预算执行得分", "product", (weight, done.rate), "number")


def _row(path: Path, one: ScoredIndicator, indicators: Mapping[str, Indicator]) -> ScoredRow:
    text = partial(indicator_text, one, indicators)
    name = text("level3")
    return ScoredRow(
        level1=text("level1"),
        level2=text("level2"),
        level3=name,
        target=text("target"),
        actual=text("actual"),
        remark=text("remark"),
        weight=reported((*path, "weight"), f"{name}分值", one.weight, "number"),
        score=reported((*path, "score"), f"{name}得分", one.score, "number"),
    )


def _groups(key: str, rows: list[ScoredRow]) -> tuple[IndicatorGroup, ...]:
    found = []
    for name, group in groupby(rows, key=lambda row: row.level1):
        members = tuple(group)
        place = f"{key}.{name}.weight"
        found.append(
            IndicatorGroup(name, total(place, f"{name}分值", [row.weight for row in members], "number"), members)
        )
    return tuple(found)


def _funding(path: Path, data: Evaluation) -> tuple[FundingFacts, ...]:
    found = []
    for index, row in enumerate(data.funding):
        place = (*path, "funding", index)
        budget = reported((*place, "budget"), f"{row.source}预算数", row.budget)
        outturn = reported((*place, "outturn"), f"{row.source}执行数", row.outturn)
        key = ".".join(str(step) for step in place)
        done = completion(key, row.source, outturn, budget, Decimal(1)) if outturn is not None else None
        found.append(FundingFacts(row.source, budget, outturn, done))
    return tuple(found)
