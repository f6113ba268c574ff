"""预算绩效: the facts of the self-evaluation, of the whole and of each project."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.facts.disclosed import Performance, ProjectFact
from generator.facts.evaluation import evaluate_form
from generator.facts.figure import completion, derive, first, reported, share, total
from generator.facts.naming import NamedFigure

if TYPE_CHECKING:
    from generator.facts.figure import Figure
    from generator.facts.ledger import Ledger
    from generator.model.accounts import FinalAccounts

GRADES = (("优", Decimal(90)), ("良", Decimal(80)), ("合格", Decimal(60)), ("不合格", None))
"""评价等级 and the least score of each."""


def performance(accounts: FinalAccounts, ledger: Ledger, quantum: Decimal) -> Performance:
    """预算绩效: counts and funds default to the projects listed, the whole to all expenditure."""
    data = accounts.performance
    projects = []
    for index, project in enumerate(accounts.projects):
        path = ("projects", index)
        budget = reported((*path, "budget"), f"{project.name}预算数", project.budget)
        outturn = reported((*path, "outturn"), f"{project.name}执行数", project.outturn)
        done = completion(f"projects.{index}", project.name, outturn, budget, quantum) if outturn is not None else None
        score = reported((*path, "score"), f"{project.name}得分", project.score, "number")
        form = None
        if project.evaluation is not None:
            place = (*path, "evaluation")
            form = evaluate_form(place, project.evaluation, accounts.indicators, budget, outturn)
        projects.append(ProjectFact(project, project.name, budget, outturn, done, score, form))
    count = reported(("performance", "project_count"), "绩效自评项目数", data.project_count, "count")
    outturns = [project.outturn for project in projects if project.outturn is not None]
    if count is None and outturns:
        count = derive("performance.project_count", "绩效自评项目数", "count", outturns, "count")
    own = reported(("performance", "project_funds"), "绩效自评项目资金", data.project_funds)
    funds = first(own, total("performance.project_funds", "绩效自评项目资金", outturns))
    base = ledger.general_budget.total.get("project")
    spent = ledger.summary.get("expenditure_total")
    whole = first(reported(("performance", "whole_funds"), "整体支出绩效自评资金", data.whole_funds), spent)
    general_budget = ledger.general_budget.total.get("total")
    evaluation = None
    if data.whole is not None:
        evaluation = evaluate_form(("performance", "whole"), data.whole, accounts.indicators, None, spent)
    return Performance(
        count=count,
        funds=funds,
        funds_share=share("performance.funds", "占一般公共预算项目支出总额", funds, base)
        if funds is not None
        else None,
        score=reported(("performance", "score"), "项目绩效评价综合得分", data.score, "number"),
        whole_funds=whole,
        basic_funds=derive("performance.basic_funds", "基本支出绩效自评资金", "difference", (whole, funds))
        if whole is not None and funds is not None
        else None,
        whole_share=share("performance.whole", "占一般公共预算支出总额", whole, general_budget)
        if whole is not None
        else None,
        grades=_grades(projects),
        uses=_uses(accounts, projects),
        projects=tuple(projects),
        whole=evaluation,
    )


def _grades(projects: list[ProjectFact]) -> tuple[NamedFigure, ...]:
    """评价等级 → how many projects have it; nothing where a project has no score."""
    scores = [project.score for project in projects if project.score is not None]
    if len(scores) < len(projects):
        return ()
    by_grade: dict[str, list[Figure]] = {name: [] for name, _ in GRADES}
    for score in scores:
        name = next(name for name, least in GRADES if least is None or score.value >= least)
        by_grade[name].append(score)
    return tuple(
        NamedFigure(name, derive(f"performance.grades.{name}", f"评价结果为“{name}”的项目数", "count", found, "count"))
        for name, found in by_grade.items()
    )


def _uses(accounts: FinalAccounts, projects: list[ProjectFact]) -> tuple[NamedFigure, ...]:
    """What project expenditure was used for: as written, else the projects that spent something."""
    place = ("performance", "project_uses")
    written = (
        (row.name, reported((*place, index, "amount"), row.name, row.amount))
        for index, row in enumerate(accounts.performance.project_uses)
    )
    named = tuple(NamedFigure(name, figure) for name, figure in written if figure is not None)
    return named or tuple(NamedFigure(one.name, one.outturn) for one in projects if one.outturn)
