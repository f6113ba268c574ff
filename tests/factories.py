"""Units that are consistent by construction: a :class:`Shape` holds leaves, everything else follows from them.

The arithmetic here is the test's own, plain ``Decimal``, so that it can be held against that of the program.
Amounts are in 元.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import yaml

from generator.merge import deep_merge, tuples
from generator.model.accounts import FinalAccounts
from generator.model.disclosures import Delegations, Reasons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


ZERO = Decimal(0)
FUNDS = ("general_budget", "government_fund", "state_capital")
OTHER_SOURCES = ("superior_subsidy", "operating", "business", "subordinate_remittance", "other")
PERSONNEL = ("301", "303")
THREE_PUBLIC = ("abroad", "vehicle_purchase", "vehicle_operation", "reception")
ECONOMIC_OF_THREE_PUBLIC = {
    "abroad": "30212",
    "vehicle_purchase": "31013",
    "vehicle_operation": "30231",
    "reception": "30217",
}
"""Line of 公开06表 that holds the part of a “三公” item that is basic expenditure."""

Data = dict[str, Any]
Tree = Any
"""Data, or a part of it."""
Amounts = dict[str, Decimal]
Place = tuple[str, ...]
"""Path of a figure in data."""


@dataclass(frozen=True)
class Flow:
    """One functional item paid from one source: what was there, what was spent, what is left."""

    source: str
    code: str
    basic: Decimal = ZERO
    project: Decimal = ZERO
    opening: Decimal = ZERO
    closing: Decimal = ZERO
    used: Decimal = ZERO
    """使用非财政拨款结余."""
    distributed: Decimal = ZERO
    """结余分配."""

    @property
    def spent(self) -> Decimal:
        """本年支出."""
        return self.basic + self.project

    @property
    def revenue(self) -> Decimal:
        """本年收入, so that the flow closes."""
        return self.spent + self.distributed + self.closing - self.opening - self.used

    @property
    def is_appropriation(self) -> bool:
        """Whether it is 财政拨款."""
        return self.source in FUNDS


@dataclass(frozen=True)
class Shape:
    """A unit's leaves. ``data`` holds, as in unit.yaml, what no table holds: identity, texts, counts, budgets."""

    style: str
    year: int
    amount_unit: str
    flows: tuple[Flow, ...]
    basic: Amounts
    """款 of 公开06表; they add up to the basic expenditure of the general budget."""
    three_public: dict[str, Amounts]
    """budget, outturn → item → amount."""
    data: Data = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Names of codes that the code table does not have."""
    zeros: bool = False
    """Whether zeros are reported as 0 or left blank."""

    def __repr__(self) -> str:
        items = ", ".join(f"{one.source} {one.code} {one.basic}+{one.project}" for one in self.flows)
        return f"Shape({self.style} {self.year} {self.amount_unit}: {items})"

    def of(self, *sources: str) -> tuple[Flow, ...]:
        """The flows of ``sources``."""
        return tuple(flow for flow in self.flows if flow.source in sources)

    def total(self, column: str, *sources: str) -> Decimal:
        """The sum of a column over the flows of ``sources``, of all without any."""
        chosen = self.of(*sources) if sources else self.flows
        return sum((getattr(flow, column) for flow in chosen), ZERO)


def make_shape(**overrides: Tree) -> Shape:
    """A small unit with every kind of figure: three funds, other revenue, carry-overs, “三公”, two projects."""
    flows = (
        Flow("general_budget", "2080505", Decimal(920000)),
        Flow("general_budget", "2101101", Decimal(480000)),
        Flow("general_budget", "2101501", Decimal(12500000), Decimal(300000), Decimal(60000), Decimal(40000)),
        Flow("general_budget", "2101506", ZERO, Decimal(45758700)),
        Flow("general_budget", "2210201", Decimal(1652000)),
        Flow("government_fund", "2296013", ZERO, Decimal(350400), Decimal(20000), Decimal(5000)),
        Flow("operating", "2101506", Decimal(800000), Decimal(150000), Decimal(10000), Decimal(30000)),
    )
    basic = {
        "30101": Decimal(9000000),
        "30108": Decimal(920000),
        "30113": Decimal(1652000),
        "30201": Decimal(3900000),
        "30217": Decimal(10000),
        "30231": Decimal(8000),
        "30302": Decimal(62000),
    }
    three_public = {
        "budget": {
            "abroad": ZERO,
            "vehicle_purchase": ZERO,
            "vehicle_operation": Decimal(9000),
            "reception": Decimal(15000),
        },
        "outturn": {
            "abroad": ZERO,
            "vehicle_purchase": ZERO,
            "vehicle_operation": Decimal(8000),
            "reception": Decimal(10100),
        },
    }
    given: Data = {
        "style": "hubei-wuhan-2024",
        "year": 2024,
        "amount_unit": "万元",
        "flows": flows,
        "basic": basic,
        "three_public": three_public,
        **overrides,
    }
    shape = Shape(**given)
    if "data" in overrides:
        return shape
    return Shape(**{**given, "data": default_data(shape)})


def make_accounts(*, full: bool = False, shape: Shape | None = None, **overrides: Tree) -> FinalAccounts:
    """A consistent unit's accounts.

    Args:
        full: whether all tables are reported with all totals, as printed forms have them, or the leaves alone.
        shape: the unit's leaves; :func:`make_shape` if left out.
        overrides: laid over the data, level by level: ``unit={"name": "…"}``, ``prior={"none_because": "…"}``.
    """
    return validate(deep_merge(accounts_data(shape or make_shape(), full=full), overrides))


def validate(data: Data) -> FinalAccounts:
    """Data with amounts in 元 as accounts."""
    return FinalAccounts.model_validate(tuples(data))


def accounts_data(shape: Shape, *, full: bool = False) -> Data:
    """The data of ``shape``, amounts rounded to the last digit of the unit they are reported in."""
    tables = full_tables(shape) if full else leaf_tables(shape)
    head = {"style": shape.style, "year": shape.year, "amount_unit": shape.amount_unit}
    return deep_merge({**head, **_reported(tables, shape.amount_unit)}, _reported(shape.data, shape.amount_unit))


def _reported(data: Tree, unit: str) -> Tree:
    """``data`` with every amount (and nothing else is ``Decimal``) at the last digit of ``unit``."""
    if isinstance(data, dict):
        return {key: _reported(value, unit) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return tuple(_reported(value, unit) for value in data)
    return at_last_digit(data, unit) if isinstance(data, Decimal) else data


def at_last_digit(yuan: Decimal, unit: str) -> Decimal:
    """元 as reported with two decimals in ``unit``, half up, again in 元."""
    digit = Decimal("0.01") if unit == "元" else Decimal(100)
    return (yuan / digit).quantize(Decimal(1), rounding=ROUND_HALF_UP) * digit


# 九张表，只有末级


def leaf_tables(shape: Shape) -> Data:
    """Items alone: no total, no 类, no 款, no table that follows from others."""
    row = _Row(shape.zeros)
    others = shape.of(*OTHER_SOURCES)
    tables: Data = {
        "revenue": {"lines": _lines(shape, shape.flows, lambda flows: row(_by_source(flows)))},
        "general_budget": {"lines": _lines(shape, shape.of("general_budget"), lambda flows: row(_by_kind(flows)))},
        "basic": {"lines": {code: {"amount": amount} for code, amount in shape.basic.items()}},
        "three_public": {group: row(items) for group, items in shape.three_public.items()},
        "appropriation": {
            "opening": row({fund: shape.total("opening", fund) for fund in ("general_budget", "state_capital")}),
        },
    }
    if others:
        kinds = lambda flows: row({**_by_kind(flows), **_business(flows)})  # noqa: E731 - one line of a table
        tables["expenditure"] = {"lines": _lines(shape, shape.flows, kinds)}
        tables["summary"] = row(
            {
                "opening": shape.total("opening"),
                "closing": shape.total("closing"),
                "surplus_used": shape.total("used"),
                "surplus_distributed": shape.total("distributed"),
            }
        )
        tables["summary"] = {"opening": ZERO, "closing": ZERO, **tables["summary"]}
    if funds := shape.of("government_fund"):
        carried = lambda flows: row({**_carried(flows), **_by_kind(flows)})  # noqa: E731 - one line of a table
        tables["government_fund"] = {"lines": _lines(shape, funds, carried)}
    if capital := shape.of("state_capital"):
        tables["state_capital"] = {"lines": _lines(shape, capital, lambda flows: row(_by_kind(flows)))}
        tables["appropriation"]["revenue"] = {"state_capital": shape.total("revenue", "state_capital")}
    return tables


# 九张表，全部填满


def full_tables(shape: Shape) -> Data:
    """All nine tables as the printed forms have them: every level, every total."""
    row = _Row(shape.zeros)

    def classified(flows: tuple[Flow, ...], cells: Callable[[tuple[Flow, ...]], Amounts]) -> Data:
        return {
            "total": row(cells(flows)),
            "lines": _lines(shape, flows, lambda part: row(cells(part)), every_level=True),
        }

    def kinds(flows: tuple[Flow, ...]) -> Amounts:
        return {"total": _sum(flows, "spent"), **_by_kind(flows)}

    return {
        "summary": _summary(shape, row),
        "revenue": classified(shape.flows, lambda flows: {"total": _sum(flows, "revenue"), **_by_source(flows)}),
        "expenditure": classified(shape.flows, lambda flows: {**kinds(flows), **_business(flows)}),
        "appropriation": _appropriation(shape, row),
        "general_budget": classified(shape.of("general_budget"), kinds),
        "government_fund": classified(
            shape.of("government_fund"),
            lambda flows: {**_carried(flows), **kinds(flows), "closing": _sum(flows, "closing")},
        ),
        "state_capital": classified(shape.of("state_capital"), kinds),
        "basic": _basic(shape),
        "three_public": {group: row(_three_public(items)) for group, items in shape.three_public.items()},
    }


def _summary(shape: Shape, row: _Row) -> Data:
    revenue = {source: shape.total("revenue", source) for source in (*FUNDS, *OTHER_SOURCES)}
    grand = shape.total("revenue") + shape.total("opening") + shape.total("used")
    return {
        "revenue": row(revenue),
        "revenue_total": shape.total("revenue"),
        **row({"surplus_used": shape.total("used"), "opening": shape.total("opening")}),
        "revenue_grand_total": grand,
        "classes": row({code: _sum(flows, "spent") for code, flows in _by_class(shape.flows)}),
        "expenditure_total": shape.total("spent"),
        **row({"surplus_distributed": shape.total("distributed"), "closing": shape.total("closing")}),
        "expenditure_grand_total": grand,
    }


def _appropriation(shape: Shape, row: _Row) -> Data:
    own = shape.of(*FUNDS)

    def by_fund(*columns: str, flows: tuple[Flow, ...] = own) -> Amounts:
        amounts = {fund: _sum([flow for flow in flows if flow.source == fund], *columns) for fund in FUNDS}
        return row({"total": _sum(flows, *columns), **amounts})

    return {
        "revenue": by_fund("revenue"),
        "opening": by_fund("opening"),
        "revenue_grand_total": _sum(own, "revenue", "opening"),
        "classes": {code: by_fund("spent", flows=flows) for code, flows in _by_class(own)},
        "expenditure": by_fund("spent"),
        "closing": {"total": _sum(own, "closing")} if _sum(own, "closing") or shape.zeros else {},
        "expenditure_grand_total": by_fund("spent", "closing"),
    }


def _basic(shape: Shape) -> Data:
    lines = {code: {"amount": amount} for code, amount in shape.basic.items()}
    for code in shape.basic:
        parts = [amount for below, amount in shape.basic.items() if below.startswith(code[:3])]
        lines[code[:3]] = {"amount": sum(parts, ZERO)}
    return {"lines": lines, "personnel": personnel(shape), "public": public(shape)}


def personnel(shape: Shape) -> Decimal:
    """人员经费合计."""
    return sum((amount for code, amount in shape.basic.items() if code[:3] in PERSONNEL), ZERO)


def public(shape: Shape) -> Decimal:
    """公用经费合计."""
    return sum(shape.basic.values(), ZERO) - personnel(shape)


def _three_public(items: Amounts) -> Amounts:
    vehicles = items["vehicle_purchase"] + items["vehicle_operation"]
    return {**items, "vehicles": vehicles, "total": items["abroad"] + vehicles + items["reception"]}


class _Row:
    """Cells of one line: zeros as 0, or left blank."""

    def __init__(self, zeros: bool) -> None:  # noqa: FBT001 - the one thing it is made of
        self.zeros = zeros

    def __call__(self, cells: Amounts) -> Amounts:
        return {column: amount for column, amount in cells.items() if amount or self.zeros}


def _lines(
    shape: Shape,
    flows: Iterable[Flow],
    cells: Callable[[tuple[Flow, ...]], Amounts],
    *,
    every_level: bool = False,
) -> Data:
    """Code → line; a code that the code table does not have comes with its name, as a line of its own."""
    own = tuple(flows)
    lines: Data = {}
    for flow in own:
        for length in (3, 5, 7):
            code = flow.code[:length]
            if length == 7 or every_level or code in shape.names:
                part = tuple(other for other in own if other.code.startswith(code))
                amounts = cells(part) if length == 7 or every_level else {}
                lines[code] = {**({"name": shape.names[code]} if code in shape.names else {}), **amounts}
    return dict(sorted(lines.items()))


def _sum(flows: Iterable[Flow], *columns: str) -> Decimal:
    return sum((getattr(flow, column) for flow in flows for column in columns), ZERO)


def _by_class(flows: tuple[Flow, ...]) -> Iterator[tuple[str, tuple[Flow, ...]]]:
    for code in sorted({flow.code[:3] for flow in flows}):
        yield code, tuple(flow for flow in flows if flow.code.startswith(code))


def _by_source(flows: tuple[Flow, ...]) -> Amounts:
    """Columns of 公开02表."""
    others = {source: _sum([flow for flow in flows if flow.source == source], "revenue") for source in OTHER_SOURCES}
    return {"appropriation": _sum([flow for flow in flows if flow.is_appropriation], "revenue"), **others}


def _by_kind(flows: tuple[Flow, ...]) -> Amounts:
    """基本支出 and 项目支出; what 经营收入 pays is 经营支出."""
    own = [flow for flow in flows if flow.source != "business"]
    return {"basic": _sum(own, "basic"), "project": _sum(own, "project")}


def _business(flows: tuple[Flow, ...]) -> Amounts:
    return {"business": _sum([flow for flow in flows if flow.source == "business"], "spent")}


def _carried(flows: tuple[Flow, ...]) -> Amounts:
    return {"opening": _sum(flows, "opening"), "revenue": _sum(flows, "revenue")}


# 表外的数据


def default_data(shape: Shape, prior_factor: Decimal = Decimal("0.88")) -> Data:
    """Identity, budgets, prior year, counts and reasons for a unit of ``shape``."""
    planned = {flow.code: at_last_digit(flow.spent * Decimal("0.97"), "万元") for flow in shape.of("general_budget")}
    return {
        "unit": {
            "name": "江南区医疗保险中心",
            "short_name": "江南区医保中心",
            "nature": "参公单位",
            "level": "区级",
            "supervisor": "江南区医疗保障局",
            "published_on": f"{shape.year + 1}-09-20",
            "duties": ("承担医疗保险的经办服务。", "完成上级交办的其他工作。"),
        },
        "prior": prior_data(shape, lambda amount: at_last_digit(amount * prior_factor, "万元")),
        "plan": {"lines": {code: {"initial": amount} for code, amount in planned.items()}},
        "three_public_details": details_data(shape),
        "operating_cost": {"outturn": public(shape), "initial": public(shape)},
        "procurement": procurement_data(*(Decimal(amount) for amount in (1321800, 0, 2516900))),
        "assets": {
            "vehicles_total": 2,
            "vehicles": {"emergency": 2},
            "equipment_500k": 0,
            "equipment_1m": 0,
            "plan": {"vehicles": {"emergency": 1, "other": 0}, "equipment_500k": 0, "equipment_1m": 2},
        },
        "general_costs": {
            "conference": Decimal(6200),
            "meetings": ({"name": "工作会议", "persons": 39, "content": "布置年度工作"},),
            "festivals": ZERO,
        },
        "reasons": every_reason(shape, lambda place: f"有关{place.removesuffix('的原因')}的任务调整"),
        **performance_data(shape, 2),
    }


def prior_data(shape: Shape, was: Callable[[Decimal], Decimal], gone: Amounts | None = None) -> Data:
    """上年决算数; last year's closing is this year's opening.

    Args:
        shape: the unit this year.
        was: what each of this year's leaves was.
        gone: revenue of funds that the unit no longer has.
    """
    revenue = {source: was(shape.total("revenue", source)) for source in (*FUNDS, *OTHER_SOURCES)} | (gone or {})
    closing = {fund: shape.total("opening", fund) for fund in FUNDS}
    total_closing = shape.total("opening")
    before = {fund: max(ZERO, closing[fund] - revenue[fund]) for fund in FUNDS}
    own = sum((revenue[fund] for fund in FUNDS), ZERO)
    revenue_total = sum(revenue.values(), ZERO)
    grand = revenue_total + max(sum(before.values(), ZERO), total_closing - revenue_total, ZERO)
    spent = grand - total_closing
    items = {key: was(amount) for key, amount in shape.three_public["outturn"].items()}
    return {
        "grand_total": grand,
        "revenue_total": revenue_total,
        "revenue": revenue,
        "expenditure_total": spent,
        "basic": ZERO,
        "project": spent,
        "appropriation_grand_total": own + sum(before.values(), ZERO),
        "appropriation_revenue": {fund: revenue[fund] for fund in FUNDS},
        "appropriation_expenditure": {fund: revenue[fund] + before[fund] - closing[fund] for fund in FUNDS},
        "closing": total_closing,
        "appropriation_closing": closing,
        "three_public": _three_public(items),
        "operating_cost": was(public(shape)),
    }


def details_data(shape: Shape) -> Data:
    """Counts and parts of the “三公” outturn; counts are zero where nothing was spent."""
    spent = shape.three_public["outturn"]
    some = {key: int(at_last_digit(amount, shape.amount_unit) > 0) for key, amount in spent.items()}
    abroad = dict.fromkeys(Delegations.model_fields, 0)
    abroad |= {"groups": some["abroad"], "persons": 3 * some["abroad"]}
    abroad |= {"training_groups": some["abroad"], "training_persons": 3 * some["abroad"]}
    money: Data = {**dict.fromkeys(("lodging", "meals", "training", "miscellaneous"), ZERO), "travel": spent["abroad"]}
    return {
        "delegations": {**abroad, **money},
        "vehicles": {"purchased": some["vehicle_purchase"], "held": 2, "use": "下乡检查"},
        "receptions": {
            "groups": 7 * some["reception"],
            "persons": 58 * some["reception"],
            "hosts": "兄弟单位",
            "purpose": "业务交流",
            "domestic": spent["reception"],
            "items": ({"name": "业务交流接待", "amount": spent["reception"]},),
        },
    }


def procurement_data(goods: Decimal, works: Decimal, services: Decimal) -> Data:
    """Three kinds, each half to small and medium enterprises, a quarter to micro ones."""
    kinds = {"goods": goods, "works": works, "services": services}
    half = {key: at_last_digit(amount / 2, "万元") for key, amount in kinds.items()}
    quarter = {key: at_last_digit(amount / 4, "万元") for key, amount in kinds.items()}
    return {
        "total": sum(kinds.values(), ZERO),
        **{key: {"amount": kinds[key], "sme": half[key], "micro": quarter[key]} for key in kinds},
        "sme": sum(half.values(), ZERO),
        "micro": sum(quarter.values(), ZERO),
    }


def performance_data(shape: Shape, count: int) -> Data:
    """``count`` projects that spend what the general budget spent on projects, each with its evaluation."""
    pool = shape.total("project", "general_budget")
    share = at_last_digit(pool / count, shape.amount_unit) if count else ZERO
    outturns = [share] * (count - 1) + [pool - share * (count - 1)] if count else []
    projects = tuple(_project(f"第{number}项工作经费", outturn) for number, outturn in enumerate(outturns, 1))
    whole = {
        "objective": "做好经办服务。",
        "budget": shape.total("spent"),
        "outturn": shape.total("spent"),
        **_scores(),
    }
    return {
        "projects": projects,
        "performance": {
            "project_count": count,
            "project_funds": sum(outturns, ZERO),
            "score": 98,
            "grade": "A",
            "grade_level": "优",
            "whole_result": "完成了年度目标",
            "project_spending": "业务正常开展",
            "management": "目标明确",
            "uses_of_results": ("细化预算编制。", "加强结果应用。"),
            "whole": whole,
        },
        "key_work": ({"title": "参保扩面", "goal": "扩大参保", "result": "已经完成。"},),
    }


def _project(name: str, outturn: Decimal) -> Data:
    return {
        "name": name,
        "level": "二级",
        "budget": outturn,
        "outturn": outturn,
        "initial": outturn,
        "supervisor": "江南区医疗保障局",
        "executor": "江南区医疗保险中心",
        "category": "部门预算项目",
        "attribute": "持续性项目",
        "type": "常年性项目",
        "effect": "业务正常开展",
        "outputs": "完成了全部指标",
        "problems": "资料不全",
        "measures": "补齐资料",
        "score": 98,
        "evaluation": {"budget": outturn, "outturn": outturn, **_scores()},
    }


def _scores() -> Data:
    """An evaluation of 20 for execution and 80 for two indicators, 98 in all."""
    fields = ("level1", "level2", "level3", "target", "actual", "weight", "score")
    rows = (
        ("产出指标", "数量指标", "办理件数", "≥100件", "120件", 40, 40),
        ("效益指标", "社会效益指标", "满意度", "≥95%", "90.25%", 40, 38),
    )
    indicators = tuple(dict(zip(fields, row, strict=True)) for row in rows)
    words = {"deviation": "参评人数偏少。", "improvement": "扩大参评范围。"}
    return {"execution_weight": 20, "execution_score": 20, "indicators": indicators, "score": 98, **words}


def every_reason(shape: Shape, text: Callable[[str], str]) -> Data:
    """A reason for every place that a style may ask one for."""
    codes = sorted({flow.code[:length] for flow in shape.flows for length in (3, 5, 7)})
    found: Data = {}
    for name, spec in Reasons.model_fields.items():
        title = spec.title or name
        if name in {"items", "uses"}:
            found[name] = {code: text(f"{code}{title}") for code in codes}
        elif isinstance(spec.default_factory, type):
            found[name] = {"budget": text(f"{title}比预算"), "prior": text(f"{title}比上年")}
        else:
            found[name] = text(title)
    return found


# 读出、改动


def amounts_of(data: Data, *tables: str) -> dict[Place, Decimal]:
    """Path → amount of every figure of ``tables`` in accounts data."""
    found: dict[Place, Decimal] = {}

    def visit(node: Tree, path: Place) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                visit(value, (*path, key))
        elif isinstance(node, Decimal):
            found[path] = node

    for table in tables:
        visit(data.get(table, {}), (table,))
    return found


def disturbed(data: Data, path: Place, by: Decimal) -> Data:
    """Accounts data with the figure at ``path`` changed by ``by``."""
    if len(path) == 1:
        return {**data, path[0]: data[path[0]] + by}
    return {**data, path[0]: disturbed(data[path[0]], path[1:], by)}


# 写成文件


def write_unit(folder: Path, data: Data) -> Path:
    """Write accounts data (in 元) as the folder of a unit; its unit.yaml."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "unit.yaml"
    path.write_text(yaml.safe_dump(_plain(data), allow_unicode=True, sort_keys=False, width=10**6), encoding="utf-8")
    return path


def _plain(data: Tree) -> Tree:
    """Data as YAML knows it; amounts as text, so that no digit is lost."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_plain(value) for value in data]
    return f"{data:f}" if isinstance(data, Decimal) else data
