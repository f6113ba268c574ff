"""“三公”经费, 机关运行, 采购, 资产, 一般性支出: the facts that stand beside the nine tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts import disclosed
from generator.facts.cells import titles
from generator.facts.figure import (
    Figure,
    Share,
    change,
    completion,
    first,
    nothing,
    per_head,
    reported,
    settle,
    share,
    total,
)
from generator.facts.naming import NamedFigure
from generator.model.disclosures import Delegations, Meeting, NamedAmount, OfficialVehicles, Receptions, VehicleCounts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from pydantic import BaseModel

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


def three_public(accounts: FinalAccounts, cells: Cells, quantum: Decimal) -> disclosed.ThreePublic:
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

    def item(key: str) -> disclosed.ThreePublicItem:
        field, name = THREE_PUBLIC[key]
        budget = first(cells.get(f"budget.{field}"), blank(f"budget.{field}", f"{name}预算数"))
        outturn = first(cells.get(f"outturn.{field}"), blank(f"outturn.{field}", f"{name}决算数"))
        fact = f"three_public.{key}"
        if outturn is None:
            return disclosed.ThreePublicItem(key, name, budget, None, None, None, None)
        return disclosed.ThreePublicItem(
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
    counts = {
        **_numbers((*root, "delegations"), details.delegations, Delegations),
        **_numbers((*root, "vehicles"), vehicles, OfficialVehicles),
        **_numbers((*root, "receptions"), receptions, Receptions),
    }
    items = {key: item(key) for key in THREE_PUBLIC}
    guests = counts.get("receptions.persons")
    return disclosed.ThreePublic(
        **items,
        counts=counts,
        running_items=_named_amounts((*root, "vehicles", "running_items"), vehicles.running_items),
        reception_items=_named_amounts((*root, "receptions", "items"), receptions.items),
        reception_per_head=per_head("three_public.reception", "公务接待人均费用", items["reception"].outturn, guests),
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


def _named_amounts(path: Path, rows: tuple[NamedAmount, ...]) -> tuple[NamedFigure, ...]:
    figures = ((row.name, reported((*path, index, "amount"), row.name, row.amount)) for index, row in enumerate(rows))
    return tuple(NamedFigure(name, figure) for name, figure in figures if figure is not None)


def operating_cost(accounts: FinalAccounts, quantum: Decimal) -> disclosed.OperatingCost:
    """机关运行经费 against the prior year and the budget."""
    data, title = accounts.operating_cost, "机关运行经费"
    outturn = reported(("operating_cost", "outturn"), title, data.outturn)
    if outturn is None:
        return disclosed.OperatingCost(None, None, None)
    before = reported(("prior", "operating_cost"), f"上年{title}", accounts.prior.operating_cost)
    budget = reported(("operating_cost", "initial"), f"{title}年初预算数", data.initial)
    return disclosed.OperatingCost(
        outturn,
        change("operating_cost", title, outturn, before, quantum),
        change("operating_cost.budget", f"{title}比年初预算", outturn, budget, quantum),
    )


def procurement(accounts: FinalAccounts) -> disclosed.Procurement:
    """政府采购: total, parts, and what went to small and medium enterprises."""
    data = accounts.procurement
    names = {"goods": "货物", "works": "工程", "services": "服务"}
    kinds = []
    for key, name in names.items():
        own = getattr(data, key)
        amount = reported(("procurement", key, "amount"), f"政府采购{name}支出", own.amount)
        sme = reported(("procurement", key, "sme"), f"{name}采购授予中小企业合同金额", own.sme)
        part = share(f"procurement.{key}.sme", f"{name}采购授予中小企业占比", sme, amount) if sme is not None else None
        kinds.append(disclosed.Purchase(key, name, amount, sme, part))

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

    return disclosed.Procurement(
        total=everything,
        kinds=tuple(kinds),
        sme=sme,
        sme_share=part_of("sme", "中小企业占政府采购支出总额", sme, everything),
        micro=micro,
        micro_share_of_sme=part_of("micro_of_sme", "小微企业占授予中小企业合同金额", micro, sme),
        micro_share_of_total=part_of("micro_of_total", "小微企业占政府采购支出总额", micro, everything),
    )


def assets(accounts: FinalAccounts) -> disclosed.Assets:
    """国有资产: vehicles by use, large equipment, floor area, next year's plan."""
    data = accounts.assets

    def vehicles(path: Path, counts: VehicleCounts) -> tuple[NamedFigure, ...]:
        figures = (
            (title, reported((*path, name), title, getattr(counts, name), "count"))
            for name, title in titles(VehicleCounts).items()
        )
        return tuple(NamedFigure(title, figure) for title, figure in figures if figure is not None)

    kinds = vehicles(("assets", "vehicles"), data.vehicles)
    own = reported(("assets", "vehicles_total"), "车辆总数", data.vehicles_total, "count")
    key = f"assets.vehicles_total{'' if own is None else '.sum'}"
    counted = settle(own, total(key, "车辆总数", [kind.figure for kind in kinds], "count"))
    plan = None
    if data.plan is not None:
        place = ("assets", "plan")
        planned = vehicles((*place, "vehicles"), data.plan.vehicles)
        plan = disclosed.AssetPlan(
            total("assets.plan.vehicles_total", "拟新增车辆", [kind.figure for kind in planned], "count"),
            planned,
            reported((*place, "equipment_500k"), "拟新增50万元以上通用设备", data.plan.equipment_500k, "count"),
            reported((*place, "equipment_1m"), "拟新增100万元以上专用设备", data.plan.equipment_1m, "count"),
        )
    return disclosed.Assets(
        vehicles=counted,
        vehicle_kinds=kinds,
        equipment_500k=reported(("assets", "equipment_500k"), "单价50万元以上通用设备", data.equipment_500k, "count"),
        equipment_1m=reported(("assets", "equipment_1m"), "单价100万元以上设备", data.equipment_1m, "count"),
        floor_area=reported(("assets", "floor_area"), "房屋面积", data.floor_area, "number"),
        plan=plan,
    )


def general_costs(accounts: FinalAccounts) -> disclosed.GeneralCosts:
    """一般性支出."""
    data = accounts.general_costs

    def gatherings(field: str) -> tuple[disclosed.Gathering, ...]:
        rows: tuple[Meeting, ...] = getattr(data, field)
        return tuple(
            disclosed.Gathering(
                row.name,
                reported(("general_costs", field, index, "persons"), f"{row.name}人数", row.persons, "count"),
                row.content,
            )
            for index, row in enumerate(rows)
        )

    return disclosed.GeneralCosts(
        conference=reported(("general_costs", "conference"), "会议费", data.conference),
        training=reported(("general_costs", "training"), "培训费", data.training),
        festivals=reported(("general_costs", "festivals"), "节庆活动开支", data.festivals),
        meetings=gatherings("meetings"),
        trainings=gatherings("trainings"),
        events=gatherings("events"),
    )
