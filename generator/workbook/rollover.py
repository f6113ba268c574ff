"""One year's data → the next year's: figures become those of the year before, standing text stays, the rest goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.facts.appropriation import FUNDS
from generator.facts.ledger import OTHER_SOURCES
from generator.model.accounts import FinalAccounts
from generator.model.budget import Budget
from generator.model.kinds import model_of
from generator.workbook.folder import TABLES_OF
from generator.workbook.renewal import RENEWED, Renewal
from generator.workbook.values import at, leaf_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from generator.model.kinds import Accounts
    from generator.style.model import Style
    from generator.workbook.values import Data, Value

FUND_COLUMNS = ("total", *FUNDS)
_THREE_PUBLIC = ("total", "abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")

PRIOR: dict[str, str] = {
    "grand_total": "summary/revenue_grand_total",
    "revenue_total": "summary/revenue_total",
    **{f"revenue/{source}": f"summary/revenue/{source}" for source in (*FUNDS, *OTHER_SOURCES)},
    "expenditure_total": "summary/expenditure_total",
    "basic": "expenditure/total/basic",
    "project": "expenditure/total/project",
    "appropriation_grand_total": "appropriation/revenue_grand_total",
    **{f"appropriation_revenue/{fund}": f"appropriation/revenue/{fund}" for fund in FUND_COLUMNS},
    **{f"appropriation_expenditure/{fund}": f"appropriation/expenditure/{fund}" for fund in FUND_COLUMNS},
    "closing": "summary/closing",
    **{f"appropriation_closing/{fund}": f"appropriation/closing/{fund}" for fund in FUND_COLUMNS},
    **{f"three_public/{item}": f"three_public/outturn/{item}" for item in _THREE_PUBLIC},
}
"""Figure of ``prior`` → this year's figure that it becomes."""

PRIOR_BUDGET: dict[str, str] = {
    "total": "budget_summary/revenue_grand_total",
    "general_budget": "budget_general/total/total",
    **{f"three_public/{item}": f"budget_three_public/{item}" for item in _THREE_PUBLIC},
}
"""Figure of ``prior_budget`` → this year's figure that it becomes."""


@dataclass(frozen=True)
class Fates:
    """What becomes of each part of a kind of data."""

    standing: tuple[str, ...]
    """Parts that stay, the indicators with their values moved back a year."""
    changed: tuple[str, ...]
    """Parts of which something stays or that are made anew."""
    emptied: tuple[str, ...]
    """Parts that must be new as a whole."""


_STANDING = ("amount_unit", "indicators", "definitions", "extra_terms", "item_definitions")
_CHANGED = ("style", "year", "unit", "assets", "projects", "performance")
_EMPTIED = ("procurement", "purchased_services", "reasons", "waivers")
FATES: Mapping[type[Accounts], Fates] = {
    FinalAccounts: Fates(
        (*_STANDING, "basic_includes"),
        (*_CHANGED, "prior", "plan", "three_public_details", "operating_cost"),
        (*_EMPTIED, *TABLES_OF[FinalAccounts], "general_costs", "key_work", "project_detail"),
    ),
    Budget: Fates(
        (*_STANDING, "document", "district"),
        (*_CHANGED, "prior_budget", "budget_operating_cost"),
        (*_EMPTIED, *TABLES_OF[Budget], "state_capital_budget"),
    ),
}

_UNIT_COUNTS = ("published_on", "staffing")
_PROJECT = (
    "name", "aliases", "report_title", "level", "functional", "supervisor", "executor", "category", "attribute", "type",
    "spending_kind", "use",
)  # fmt: skip
_APPLICATION = (
    "code", "department", "executor", "manager", "telephone", "category", "frequency", "basis", "plan", "long_term",
    "annual",
)  # fmt: skip


@dataclass(frozen=True)
class NextYear:
    """The next year's data, and what goes beside it."""

    data: Data
    last_reasons: Mapping[str, str]
    """Path of a reason → what was written."""
    renewed: tuple[Renewal, ...]


def roll_over(data: Data, amounts: Mapping[str, Decimal], style: str) -> NextYear:
    """The data of the year after.

    Args:
        data: the year's data, amounts in its declared unit.
        amounts: path → amount of every figure of the tables, in the same unit.
        style: the style of the new year.
    """
    found: Data = {"style": style, "year": data["year"] + 1}
    model = model_of(data)
    found |= {key: data[key] for key in FATES[model].standing if key in data}
    found["unit"] = _without(data["unit"], _UNIT_COUNTS)
    if model is FinalAccounts:
        found["prior"] = _prior(data, amounts)
        found["plan"] = _plan(amounts)
        found["three_public_details"] = _details(data.get("three_public_details", {}))
        found["operating_cost"] = _only(data.get("operating_cost", {}), ("includes",))
    else:
        found["prior_budget"] = _moved(PRIOR_BUDGET, amounts)
        found["budget_operating_cost"] = _only(data.get("budget_operating_cost", {}), ("includes",))
    found["assets"] = _only(data.get("assets", {}), ("other_vehicles_use",))
    found["indicators"] = {key: _indicator(one) for key, one in data.get("indicators", {}).items()}
    found["projects"] = tuple(_project(one) for one in data.get("projects", ()))
    found["performance"] = _performance(data.get("performance", {}), str(data["year"]))
    written = leaf_values(data.get("reasons", {}))
    reasons = {"/".join(("reasons", *map(str, path))): text for path, text in written if text}
    ordered = {key: found[key] for key in model.model_fields if found.get(key) not in (None, {}, ())}
    return NextYear(ordered, reasons, RENEWED[model])


def next_style(current: Style, year: int, known: Iterable[Style]) -> tuple[str, str]:
    """The style for ``year`` and a sentence that says why: the same if it covers the year, else the region's newest."""
    first, last = current.years
    if first <= year <= last:
        return current.name, f"样式不变：{current.name}（适用 {first} 至 {last} 年度）。"
    region = [
        style
        for style in known
        if (style.region, style.document) == (current.region, current.document) and not style.abstract
    ]
    newest = max(region or [current], key=lambda style: (style.years[0] <= year <= style.years[1], style.years[1]))
    first, last = newest.years
    if first <= year <= last:
        said = f"样式改为 {newest.name}（适用 {first} 至 {last} 年度）：{current.name} 不适用于 {year} 年度。"
        return newest.name, said
    return newest.name, f"样式 {newest.name} 只适用到 {last} 年度，请在“单位信息”中换成适用 {year} 年度的样式。"


def _only(data: Data, fields: Iterable[str]) -> Data:
    return {key: data[key] for key in fields if key in data}


def _without(data: Data, fields: Iterable[str]) -> Data:
    left_out = set(fields)
    return {key: value for key, value in data.items() if key not in left_out}


def _lay(data: Data, path: str, value: Value) -> None:
    *above, last = path.split("/")
    for step in above:
        data = data.setdefault(step, {})
    data[last] = value


def _moved(prior: Mapping[str, str], amounts: Mapping[str, Decimal]) -> Data:
    """This year's figures at the places of those of the year before."""
    found: Data = {}
    for path, source in prior.items():
        if source in amounts:
            _lay(found, path, amounts[source])
    return found


def _prior(data: Data, amounts: Mapping[str, Decimal]) -> Data:
    found = _moved(PRIOR, amounts)
    if (spent := at(data, ("operating_cost", "outturn"))) is not None:
        found["operating_cost"] = spent
    return found


def _plan(amounts: Mapping[str, Decimal]) -> Data:
    """上年决算数 of each item of the general budget."""
    before, after = "general_budget/lines/", "/total"
    codes = [path[len(before) : -len(after)] for path in amounts if path.startswith(before) and path.endswith(after)]
    items = [code for code in codes if not any(other != code and other.startswith(code) for other in codes)]
    lines = {code: {"prior": amounts[f"{before}{code}{after}"]} for code in sorted(items)}
    whole = amounts.get("general_budget/total/total")
    found: Data = {"lines": lines} if lines else {}
    return found if whole is None else {**found, "total": {"prior": whole}}


def _details(data: Data) -> Data:
    """“三公”情况: names of items and the use of vehicles stay, counts and amounts do not."""
    vehicles, receptions = data.get("vehicles", {}), data.get("receptions", {})
    found: Data = {"vehicles": _only(vehicles, ("use",)), "receptions": {}}
    for part, field, source in (("vehicles", "running_items", vehicles), ("receptions", "items", receptions)):
        if source.get(field):
            found[part][field] = tuple({"name": one["name"], "amount": None} for one in source[field])
    return {key: value for key, value in found.items() if value}


def _indicator(data: Data) -> Data:
    """An indicator a year later: what was reached becomes last year's value."""
    found = _without(data, ("actual", "remark", "score", "last_year", "two_years_ago"))
    if data.get("last_year"):
        found["two_years_ago"] = data["last_year"]
    if data.get("actual"):
        found["last_year"] = data["actual"]
    return found


def _goal(data: Data) -> Data:
    found = _only(data, ("kind", "text", "weight"))
    return {**found, **_indicators(data)}


def _indicators(data: Data) -> Data:
    return {"indicators": tuple(_indicator(one) for one in data["indicators"])} if data.get("indicators") else {}


def _goals(data: Data) -> Data:
    return {"goals": tuple(_goal(one) for one in data["goals"])} if data.get("goals") else {}


def _evaluation(data: Data) -> Data:
    found = {**_only(data, ("objective", "execution_weight")), **_indicators(data), **_goals(data)}
    if data.get("funding"):
        found["funding"] = tuple(_only(one, ("source",)) for one in data["funding"])
    return found


def _application(data: Data) -> Data:
    found = {**_only(data, _APPLICATION), **_goals(data)}
    if data.get("costs"):
        found["costs"] = tuple(_only(one, ("content", "basis")) for one in data["costs"])
    if data.get("purchases"):
        found["purchases"] = tuple(_only(one, ("name", "quantity")) for one in data["purchases"])
    return found


def _project(data: Data) -> Data:
    found = _only(data, _PROJECT)
    for field, change in (("evaluation", _evaluation), ("application", _application)):
        if field in data:
            found[field] = change(data[field])
    return found


def _performance(data: Data, year: str) -> Data:
    found: Data = {}
    if "whole" in data:
        found["whole"] = _evaluation(data["whole"])
    if "application" in data:
        own: Any = data["application"]
        found["application"] = {**_only(own, ("long_term_until",)), **_goals(own)}
        for field in ("revenue", "expenditure"):
            history = {**own.get(f"{field}_history", {}), **({year: own[field]} if own.get(field) else {})}
            if history:
                found["application"][f"{field}_history"] = dict(sorted(history.items())[-2:])
    return found
