"""“三公”经费, 机关运行, 采购, 资产, 绩效: the facts that stand beside the nine tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts import book
from generator.facts.cells import titles
from generator.facts.evaluation import evaluate_form
from generator.facts.figure import (
    Figure,
    Share,
    change,
    completion,
    derive,
    first,
    nothing,
    reported,
    settle,
    share,
    total,
)
from generator.model.disclosures import Delegations, NamedAmount, OfficialVehicles, Receptions, VehicleCounts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from pydantic import BaseModel

    from generator.facts.ledger import Ledger
    from generator.facts.lines import Cells
    from generator.model.accounts import FinalAccounts
    from generator.source import Path

THREE_PUBLIC: Mapping[str, tuple[str, str]] = {
    "total": ("total", "“三公”经费"),
    "abroad": ("abroad", "因公出国（境）费"),
    "vehicles": ("vehicles", "公务用车购置及运行维护费"),
    "purchase": ("vehicle_purchase", "公务用车购置费"),
    "operation": ("vehicle_operation", "公务用车运行维护费"),
    "reception": ("reception", "公务接待费"),
}
"""Fact → field of the table, Chinese name."""


def three_public(accounts: FinalAccounts, cells: Cells, quantum: Decimal) -> book.ThreePublic:
    """“三公”经费: each item against its budget and the prior year, with its counts."""
    prior = accounts.prior.three_public
    before: dict[str, Figure | None] = {
        field: reported(("prior", "three_public", field), f"上年{name}", getattr(prior, field))
        for field, name in THREE_PUBLIC.values()
    }
    place = "prior.three_public"
    if any(figure is not None for figure in before.values()):
        split = () if before["vehicles"] is not None else ("vehicle_purchase", "vehicle_operation")
        for field in ("abroad", *split, "reception"):
            before[field] = first(
                before[field], nothing(f"{place}.{field}", f"上年{dict(THREE_PUBLIC.values())[field]}")
            )
    parts = (before["vehicle_purchase"], before["vehicle_operation"])
    before["vehicles"] = settle(
        before["vehicles"], total(f"{place}.vehicles.sum", "上年公务用车购置及运行维护费", parts)
    )
    parts_of_total = (before["abroad"], before["vehicles"], before["reception"])
    before["total"] = settle(before["total"], total(f"{place}.total.sum", "上年“三公”经费", parts_of_total))

    def blank(field: str, title: str) -> Figure | None:
        return None if accounts.three_public is None else nothing(f"three_public.{field}", title)

    whole = first(cells.get("outturn.total"), blank("outturn.total", "“三公”经费决算数"))

    def item(key: str) -> book.ThreePublicItem:
        field, name = THREE_PUBLIC[key]
        budget = first(cells.get(f"budget.{field}"), blank(f"budget.{field}", f"{name}预算数"))
        outturn = first(cells.get(f"outturn.{field}"), blank(f"outturn.{field}", f"{name}决算数"))
        fact = f"three_public.{key}"
        if outturn is None:
            return book.ThreePublicItem(key, name, budget, None, None, None, None)
        return book.ThreePublicItem(
            key=key,
            name=name,
            budget=budget,
            outturn=outturn,
            completion=completion(fact, name, outturn, budget, quantum),
            change=change(fact, name, outturn, before[field], quantum),
            share=share(fact, f"{name}占“三公”经费", outturn, whole),
        )

    details = accounts.three_public_details
    root = ("three_public_details",)
    vehicles, receptions = details.vehicles, details.receptions
    return book.ThreePublic(
        **{key: item(key) for key in THREE_PUBLIC},
        counts=_numbers((*root, "delegations"), details.delegations, Delegations)
        | _numbers((*root, "vehicles"), vehicles, OfficialVehicles)
        | _numbers((*root, "receptions"), receptions, Receptions),
        running_items=_named_amounts((*root, "vehicles", "running_items"), vehicles.running_items),
        reception_items=_named_amounts((*root, "receptions", "items"), receptions.items),
    )


def _numbers(path: Path, values: BaseModel, model: type[BaseModel]) -> dict[str, Figure]:
    """``group.field`` → figure of every number of ``values``; money and counts by what the field holds."""
    found = {}
    for name, title in titles(model).items():
        value = getattr(values, name)
        if isinstance(value, (tuple, str)) or value is None:
            continue
        kind = "count" if isinstance(value, int) else "money"
        figure = reported((*path, name), title, value, "count" if kind == "count" else "money")
        if figure is not None:
            found[f"{path[-1]}.{name}"] = figure
    return found


def _named_amounts(path: Path, rows: tuple[NamedAmount, ...]) -> tuple[book.NamedFigure, ...]:
    figures = ((row.name, reported((*path, index, "amount"), row.name, row.amount)) for index, row in enumerate(rows))
    return tuple(book.NamedFigure(name, figure) for name, figure in figures if figure is not None)


def operating_cost(accounts: FinalAccounts, quantum: Decimal) -> book.OperatingCost:
    """机关运行经费 against the prior year and the budget."""
    data, title = accounts.operating_cost, "机关运行经费"
    outturn = reported(("operating_cost", "outturn"), title, data.outturn)
    if outturn is None:
        return book.OperatingCost(None, None, None)
    before = reported(("prior", "operating_cost"), f"上年{title}", accounts.prior.operating_cost)
    budget = reported(("operating_cost", "initial"), f"{title}年初预算数", data.initial)
    return book.OperatingCost(
        outturn,
        change("operating_cost", title, outturn, before, quantum),
        change("operating_cost.budget", f"{title}比年初预算", outturn, budget, quantum),
    )


def procurement(accounts: FinalAccounts) -> book.Procurement:
    """政府采购: total, parts, and what went to small and medium enterprises."""
    data = accounts.procurement
    names = {"goods": "货物", "works": "工程", "services": "服务"}
    kinds = []
    for key, name in names.items():
        own = getattr(data, key)
        amount = reported(("procurement", key, "amount"), f"政府采购{name}支出", own.amount)
        sme = reported(("procurement", key, "sme"), f"{name}采购授予中小企业合同金额", own.sme)
        part = share(f"procurement.{key}.sme", f"{name}采购授予中小企业占比", sme, amount) if sme is not None else None
        kinds.append(book.Purchase(key, name, amount, sme, part))

    def whole(field: str, title: str, parts: list[Figure | None]) -> Figure | None:
        own = reported(("procurement", field), title, getattr(data, field))
        return settle(own, total(f"procurement.{field}{'' if own is None else '.sum'}", title, parts))

    everything = whole("total", "政府采购支出总额", [kind.amount for kind in kinds])
    sme = whole("sme", "授予中小企业合同金额", [kind.sme for kind in kinds])
    micros = [
        reported(("procurement", key, "micro"), f"{name}采购授予小微企业合同金额", getattr(data, key).micro)
        for key, name in names.items()
    ]
    micro = whole("micro", "授予小微企业合同金额", micros)

    def part_of(key: str, title: str, part: Figure | None, of: Figure | None) -> Share | None:
        return share(f"procurement.{key}", title, part, of) if part is not None else None

    return book.Procurement(
        total=everything,
        kinds=tuple(kinds),
        sme=sme,
        sme_share=part_of("sme", "中小企业占政府采购支出总额", sme, everything),
        micro=micro,
        micro_share_of_sme=part_of("micro_of_sme", "小微企业占授予中小企业合同金额", micro, sme),
        micro_share_of_total=part_of("micro_of_total", "小微企业占政府采购支出总额", micro, everything),
    )


def assets(accounts: FinalAccounts) -> book.Assets:
    """国有资产: vehicles by use, large equipment, floor area, next year's plan."""
    data = accounts.assets

    def vehicles(path: Path, counts: VehicleCounts) -> tuple[book.NamedFigure, ...]:
        figures = (
            (title, reported((*path, name), title, getattr(counts, name), "count"))
            for name, title in titles(VehicleCounts).items()
        )
        return tuple(book.NamedFigure(title, figure) for title, figure in figures if figure is not None)

    kinds = vehicles(("assets", "vehicles"), data.vehicles)
    own = reported(("assets", "vehicles_total"), "车辆总数", data.vehicles_total, "count")
    key = f"assets.vehicles_total{'' if own is None else '.sum'}"
    counted = settle(own, total(key, "车辆总数", [kind.figure for kind in kinds], "count"))
    plan: tuple[book.NamedFigure, ...] = ()
    if data.plan is not None:
        plan = vehicles(("assets", "plan", "vehicles"), data.plan.vehicles)
    return book.Assets(
        vehicles=counted,
        vehicle_kinds=kinds,
        equipment_500k=reported(("assets", "equipment_500k"), "单价50万元以上通用设备", data.equipment_500k, "count"),
        equipment_1m=reported(("assets", "equipment_1m"), "单价100万元以上设备", data.equipment_1m, "count"),
        floor_area=reported(("assets", "floor_area"), "房屋面积", data.floor_area, "number"),
        plan=plan,
    )


def general_costs(accounts: FinalAccounts) -> book.GeneralCosts:
    """一般性支出."""
    data = accounts.general_costs
    return book.GeneralCosts(
        *(
            reported(("general_costs", field), title, getattr(data, field))
            for field, title in (("conference", "会议费"), ("training", "培训费"), ("festivals", "节庆活动开支"))
        )
    )


def performance(accounts: FinalAccounts, ledger: Ledger, quantum: Decimal) -> book.Performance:
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
        projects.append(book.ProjectFact(project, project.name, budget, outturn, done, score, form))
    count = reported(("performance", "project_count"), "绩效自评项目数", data.project_count, "count")
    outturns = [project.outturn for project in projects if project.outturn is not None]
    if count is None and outturns:
        count = derive("performance.project_count", "绩效自评项目数", "count", outturns, "count")
    own = reported(("performance", "project_funds"), "绩效自评项目资金", data.project_funds)
    funds = first(own, total("performance.project_funds", "绩效自评项目资金", outturns))
    base = ledger.general_budget.total.get("project")
    spent = ledger.summary.get("expenditure_total")
    whole = first(reported(("performance", "whole_funds"), "整体支出绩效自评资金", data.whole_funds), spent)
    evaluation = None
    if data.whole is not None:
        evaluation = evaluate_form(("performance", "whole"), data.whole, accounts.indicators, None, spent)
    return book.Performance(
        count=count,
        funds=funds,
        funds_share=share("performance.funds", "占一般公共预算项目支出总额", funds, base)
        if funds is not None
        else None,
        score=reported(("performance", "score"), "项目绩效评价综合得分", data.score, "number"),
        whole_funds=whole,
        projects=tuple(projects),
        whole=evaluation,
    )
