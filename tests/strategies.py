"""Random units that are consistent by construction, for any style and year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import strategies as st

from generator.classification import load_codes
from generator.workspace import Workspace
from tests.factories import (
    ECONOMIC_OF_THREE_PUBLIC,
    FUNDS,
    OTHER_SOURCES,
    THREE_PUBLIC,
    ZERO,
    Amounts,
    Data,
    Flow,
    Shape,
    at_last_digit,
    default_data,
    details_data,
    every_reason,
    performance_data,
    prior_data,
    procurement_data,
    public,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
Draw = Any
"""What hypothesis hands to a composite strategy."""

QUANTA = {"元": Decimal("0.01"), "万元": Decimal(100)}
ECONOMIC_ITEMS = (
    "30101",
    "30102",
    "30103",
    "30108",
    "30113",
    "30199",
    "30302",
    "30399",
    "30201",
    "30207",
    "30211",
    "30228",
    "31002",
)
FUND_ITEMS = ("2296013", "2120803")
CAPITAL_ITEMS = ("2230105",)
NAMES = {
    "21208": "国有土地使用权出让收入安排的支出",
    "2120803": "城市建设支出",
    "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
}
REASONS = (
    "业务量上升",
    "业务量上升。",
    "人员调动，工资正常调整；",
    "压缩支出，",
    "年中追加了“一次办”项目的预算",
    "a < b & {{ c }}",
)
TIDY_REASONS = ("医保经办任务调整", "人员调动，工资正常调整", "“一次办”项目的预算调整。")
"""Reasons for a figure that goes up as well as for one that goes down."""
SENTENCES = ("业务正常开展", "业务正常开展。", "任务已经完成，", "完成了120件；", "满意度达到96%")
NAMES_OF_UNITS = ("江南区医疗保障局", "某某市第1中学", "A&B<中心>", "{{ unit }}事务中心")


def counted(low: int, high: int) -> st.SearchStrategy[int]:
    """Whole numbers of very different size."""
    sizes = [st.integers(low, min(high, low + 99)), st.integers(low, min(high, 99_999)), st.integers(low, high)]
    return st.one_of(*sizes)


def amounts(quantum: Decimal, *, positive: bool = False) -> st.SearchStrategy[Decimal]:
    """Amounts in 元, multiples of ``quantum``; zero is common unless ``positive``."""
    some = counted(1, 10**9).map(lambda number: number * quantum)
    return some if positive else st.one_of(st.just(ZERO), some)


def near(amount: Decimal, quantum: Decimal) -> st.SearchStrategy[Decimal]:
    """A figure to compare ``amount`` with: the same, nothing, next to it, or any other."""
    beside = st.sampled_from([amount + quantum, max(ZERO, amount - quantum)])
    return st.one_of(st.just(amount), st.just(ZERO), beside, amounts(quantum))


@st.composite
def parted(draw: Draw, whole: Decimal, keys: Sequence[T], quantum: Decimal) -> dict[T, Decimal]:
    """``whole`` divided among ``keys``; the last takes what is left."""
    left, parts = whole, {}
    for key in keys[:-1]:
        part = quantum * draw(st.integers(0, int(left / quantum)))
        parts[key] = part
        left -= part
    return {**parts, keys[-1]: left}


@st.composite
def flows(draw: Draw, source: str, codes: Sequence[str], quantum: Decimal, *, first_year: bool) -> tuple[Flow, ...]:
    """Items paid from ``source``, each closing; the first spends something."""
    chosen = draw(st.lists(st.sampled_from(codes), min_size=1, max_size=5, unique=True))
    some = amounts(quantum)
    found = []
    for index, code in enumerate(sorted(chosen)):
        basic = ZERO if source in {"government_fund", "state_capital"} else draw(some)
        project = draw(some)
        if index == 0 and not basic and not project:
            project = draw(amounts(quantum, positive=True))
        flow = Flow(source, code, basic, project)
        if draw(st.booleans()):
            flow = replace(flow, closing=draw(some))
        if source in OTHER_SOURCES and draw(st.booleans()):
            flow = replace(flow, distributed=draw(some))
        if not first_year and draw(st.booleans()):
            flow = replace(flow, opening=quantum * draw(st.integers(0, int(flow.revenue / quantum))))
        if source in OTHER_SOURCES and draw(st.booleans()):
            flow = replace(flow, used=quantum * draw(st.integers(0, int(flow.revenue / quantum))))
        found.append(flow)
    return tuple(found)


@st.composite
def shapes(draw: Draw, style: str, year: int, *, exact: bool = True, tidy: bool = False) -> Shape:
    """A random unit.

    Args:
        draw: given by hypothesis.
        style: the unit's style.
        year: the unit's year.
        exact: whether figures in 万元 are exact; else each is rounded from 元, and totals have tails (尾差).
        tidy: whether nothing about the unit calls for a second look: “三公” near its budget, reasons that fit
            either way, a name that fits its level, a prior year of the same size, known codes, nothing left blank.
    """
    unit = draw(st.sampled_from(["元", "万元"]))
    quantum = QUANTA[unit] if exact else QUANTA["元"]
    comparison = draw(st.sampled_from(["any", "equal", "zero", "none"]))
    first_year = comparison in {"zero", "none"}
    names = load_codes(Workspace.find().reference, "functional", year).names
    items = [code for code in names if len(code) == 7 and code not in FUND_ITEMS]
    found = draw(flows("general_budget", items, quantum, first_year=first_year))
    if draw(st.booleans()):
        found += draw(flows("government_fund", FUND_ITEMS[:1] if tidy else FUND_ITEMS, quantum, first_year=first_year))
    if not tidy and draw(st.integers(0, 3)) == 0:
        found += draw(flows("state_capital", CAPITAL_ITEMS, quantum, first_year=first_year))
    for source in draw(st.lists(st.sampled_from(OTHER_SOURCES), max_size=2, unique=True)):
        found += draw(flows(source, items, quantum, first_year=first_year))
    codes = {flow.code[:length] for flow in found for length in (3, 5, 7)}
    shape = Shape(
        style=style,
        year=year,
        amount_unit=unit,
        flows=found,
        basic={},
        three_public={},
        names={code: name for code, name in NAMES.items() if code in codes},
        zeros=tidy or draw(st.booleans()),
    )
    shape = replace(shape, basic=draw(_basic(shape, quantum)))
    shape = replace(shape, three_public=draw(_three_public(shape, quantum, tidy=tidy)))
    return replace(shape, data=draw(_data(shape, comparison, quantum, tidy=tidy)))


@st.composite
def _basic(draw: Draw, shape: Shape, quantum: Decimal) -> Amounts:
    """公开06表: the general budget's basic expenditure among some 款."""
    pool = (*ECONOMIC_ITEMS, *ECONOMIC_OF_THREE_PUBLIC.values())
    chosen = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=6, unique=True))
    whole = shape.total("basic", "general_budget")
    return dict(sorted(draw(parted(whole, chosen, quantum)).items())) if whole else {}


@st.composite
def _three_public(draw: Draw, shape: Shape, quantum: Decimal, *, tidy: bool) -> dict[str, Amounts]:
    """公开09表: what 公开06表 says, and a part of the projects; the budget is anything."""
    outturn = {key: shape.basic.get(code, ZERO) for key, code in ECONOMIC_OF_THREE_PUBLIC.items()}
    left = shape.total("project", "general_budget")
    for key in THREE_PUBLIC:
        if draw(st.booleans()):
            part = quantum * draw(st.integers(0, int(left / quantum)))
            outturn[key] += part
            left -= part
    budget = {key: draw(near(amount, quantum)) for key, amount in outturn.items()}
    if tidy:
        budget = {key: amount + draw(st.sampled_from([ZERO, quantum])) for key, amount in outturn.items()}
    return {"budget": budget, "outturn": outturn}


@st.composite
def _data(draw: Draw, shape: Shape, comparison: str, quantum: Decimal, *, tidy: bool) -> Data:
    """Everything beside the tables."""
    data = default_data(shape)
    nature = draw(st.sampled_from(["行政单位", "参公单位", "事业单位"]))
    spent = ZERO if nature == "事业单位" else public(shape)
    reason, sentence = st.sampled_from(TIDY_REASONS if tidy else REASONS), st.sampled_from(SENTENCES)
    named: Data = {
        "name": NAMES_OF_UNITS[0] if tidy else draw(st.sampled_from(NAMES_OF_UNITS)),
        "short_name": "",
        "kind": draw(st.sampled_from(["部门", "单位"])),
        "nature": nature,
        "level": "区级" if tidy else draw(st.sampled_from(["中央", "省级", "市级", "区级", "县级", "乡级"])),
    }
    data["unit"] = {**data["unit"], **named}
    data["plan"] = {
        "lines": {flow.code: {"initial": draw(near(flow.spent, quantum))} for flow in shape.of("general_budget")}
    }
    data["operating_cost"] = {"outturn": spent, "initial": draw(near(spent, quantum))}
    data["three_public_details"] = details_data(shape)
    hundreds = int(shape.total("spent") / 300)
    data["procurement"] = procurement_data(*(100 * Decimal(draw(st.integers(0, hundreds))) for _ in range(3)))
    data["assets"] |= {"equipment_1m": draw(st.integers(0, 3))}
    data["reasons"] = every_reason(shape, lambda _: draw(reason))
    data |= performance_data(shape, draw(st.integers(1 if tidy else 0, 3)))
    for project in data["projects"]:
        for key in ("effect", "outputs", "problems", "measures"):
            project[key] = draw(st.one_of(st.just(""), sentence))
    data["prior"] = draw(_prior(shape, comparison, quantum, tidy=tidy))
    if "operating_cost" in data["prior"] and not tidy:
        data["prior"]["operating_cost"] = draw(near(spent, quantum))
    return data


@st.composite
def _prior(draw: Draw, shape: Shape, comparison: str, quantum: Decimal, *, tidy: bool) -> Data:
    """上年决算数: none and why, all zero, the same again, or anything."""
    match comparison:
        case "none":
            return {"none_because": "当年新设立"}
        case "zero":
            return prior_data(shape, lambda _: ZERO)
        case "equal":
            data = prior_data(shape, lambda amount: amount)
            spent = {fund: shape.total("spent", fund) for fund in data["appropriation_expenditure"]}
            return data | {
                "grand_total": shape.total("revenue") + shape.total("opening") + shape.total("used"),
                "expenditure_total": shape.total("spent"),
                "project": shape.total("spent"),
                "appropriation_expenditure": spent,
            }
        case _:
            factor = Decimal(draw(st.integers(50, 150) if tidy else st.integers(0, 300))) / 100
            fine = "元" if quantum < 1 else "万元"
            gone = {fund: draw(amounts(quantum)) for fund in FUNDS if not shape.of(fund)}
            return prior_data(shape, lambda amount: at_last_digit(amount * factor, fine), gone)
