"""原因: one row for each place that may need one, with the figures to explain and what was written last year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.figure import evaluate
from generator.model.accounts import FinalAccounts
from generator.model.budget import Budget
from generator.workbook import keys
from generator.workbook.fields import Leaf, leaves, lists
from generator.workbook.formulas import Formula, lookup, name_of, plus, raw
from generator.workbook.plan import Sheet, Slot, a1
from generator.workbook.values import at

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from generator.model.kinds import Accounts
    from generator.workbook.material import Material

TITLE, BASE, CURRENT, AGAINST, MOVED, TEXT, LAST, ASKED = range(2, 10)
"""Columns; in the rows by code, the first two are the code and its name."""


@dataclass(frozen=True)
class Cause:
    """What a reason explains: a figure of this year against another, in a section of the document."""

    current: str
    against: str
    section: str
    """Section of the document that asks for it."""
    compared: str = "比上年"


_FUNDS = {
    f"{fund}_revenue": Cause(f"appropriation/revenue/{fund}", f"prior/appropriation_revenue/{fund}", "appropriation")
    for fund in ("general_budget", "government_fund", "state_capital")
}
_BASES = {"budget": ("three_public/budget", "比预算"), "prior": ("prior/three_public", "比上年")}
_ITEMS = {
    f"{item}/{base}": Cause(
        f"three_public/outturn/{'total' if item == 'three_public' else item}",
        f"{place}/{'total' if item == 'three_public' else item}",
        "three_public_total" if item == "three_public" else "three_public_items",
        words,
    )
    for item in ("three_public", "abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")
    for base, (place, words) in _BASES.items()
}
_FINAL_ACCOUNTS: dict[str, Cause] = {
    "total": Cause("summary/revenue_grand_total", "prior/grand_total", "total"),
    "revenue": Cause("summary/revenue_total", "prior/revenue_total", "revenue"),
    "expenditure": Cause("summary/expenditure_total", "prior/expenditure_total", "expenditure"),
    "appropriation": Cause("appropriation/revenue_grand_total", "prior/appropriation_grand_total", "appropriation"),
    **_FUNDS,
    "general_budget_expenditure": Cause(
        "general_budget/total/total", "prior/appropriation_expenditure/general_budget", "general_budget_total"
    ),
    **_ITEMS,
    "operating_cost": Cause("operating_cost/outturn", "prior/operating_cost", "operating_cost"),
}
_BUDGET: dict[str, Cause] = {
    "total": Cause("budget_summary/revenue_grand_total", "prior_budget/total", "total"),
    "general_budget": Cause("budget_general/total/total", "prior_budget/general_budget", "general_budget_total"),
}
CAUSES: Mapping[type[Accounts], Mapping[str, Cause]] = {FinalAccounts: _FINAL_ACCOUNTS, Budget: _BUDGET}
"""Kind of document → field of its ``reasons`` → what it explains."""

_CODED = (
    ("items", "科目决算数与年初预算数差异的原因", "general_budget_items", "general_budget", "plan/lines/@key"),
    ("uses", "科目支出的主要用途", "government_fund", "expenditure", ""),
)
_SPARE = 20


def reason_sheet(material: Material) -> Sheet:
    """The sheet 原因."""
    sheet = Sheet("原因", landscape=True)
    sheet.merge(1, TITLE, 1, ASKED, Slot("title", "增减、差异的原因"))
    sheet.heights[1] = 28
    note = "有增减或差异而原因栏空白的，整格标成橙色。写具体事项，接在“主要原因是”之后，句末不加标点。"
    sheet.merge(2, TITLE, 2, ASKED, Slot("note", note))
    heads = (
        "要说明的事项",
        "与什么比",
        f"本年{material.kind}数",
        "比较的数",
        "增减额",
        "原因",
        "上年写的原因",
        "用在哪一章",
    )
    _heads(sheet, 3, heads)
    sheet.marks(4, 1, {TEXT: keys.SELF, LAST: keys.LAST_REASON})
    sheet.row = 5
    for leaf in leaves(("reasons",), material.model):
        _fixed(sheet, material, leaf)
    sheet.key(sheet.row, 1, keys.STOP)
    _alert(sheet, 5, sheet.row - 1)
    asked = {below[-1] for below, _ in lists(("reasons",), material.model)}
    for field, title, section, table, block in _CODED:
        if field not in asked:
            continue
        sheet.row += 1
        sheet.put(sheet.row, TITLE, Slot("section", title))
        heads = ("科目编码", "科目名称", "本年决算数", "比较的数", "增减额", "文字", "上年写的文字", "用在哪一章")
        _heads(sheet, sheet.row + 1, heads)
        sheet.marks(sheet.row + 2, 1, {TITLE: keys.KEY, TEXT: keys.SELF, LAST: keys.LAST_REASON})
        sheet.row += 3
        for code in (*_codes(material, field), *[""] * _SPARE):
            against = lookup(a1(sheet.row, TITLE), block, "initial") if block else None
            _coded(sheet, material, field, code, (table, section, against))
        sheet.key(sheet.row, 1, keys.STOP)
    sheet.freeze = (4, BASE)
    sheet.repeat = (3, 3)
    widths = (42, 30, 15, 15, 15, 56, 46, 42)
    sheet.widths |= dict(zip(range(TITLE, ASKED + 1), widths, strict=True))
    return sheet


def _alert(sheet: Sheet, first: int, last: int) -> None:
    """Mark the texts that are blank although there is something to explain."""
    moved, text = f"${a1(first, MOVED)}", f"${a1(first, TEXT)}"
    area = f"{a1(first, TEXT)}:{a1(last, TEXT)}"
    sheet.alerts.append((area, f"AND(ISNUMBER({moved}),LEN({text})=0,N({moved})<>0)"))


def _heads(sheet: Sheet, row: int, titles: tuple[str, ...]) -> None:
    for column, title in enumerate(titles, TITLE):
        sheet.put(row, column, Slot("head", title, align="center"))


def _fixed(sheet: Sheet, material: Material, leaf: Leaf) -> None:
    """The row of a reason that every unit may need."""
    row, name = sheet.row, "/".join(leaf.steps)
    cause = CAUSES[material.model].get(name, Cause("", "", ""))
    sheet.key(row, 1, keys.row_key(("reasons", *leaf.steps)))
    sheet.put(row, TITLE, Slot("label", " · ".join(leaf.titles)))
    sheet.put(row, BASE, Slot("label", cause.compared))
    figures = (_figure(material, cause.current), _figure(material, cause.against))
    formulas = (plus(cause.current) if cause.current else None, plus(cause.against) if cause.against else None)
    _figures(sheet, row, figures, formulas)
    _texts(sheet, material, ("reasons", *leaf.steps), leaf, cause.section)
    sheet.row += 1


def _coded(sheet: Sheet, material: Material, field: str, code: str, asked: tuple[str, str, Formula | None]) -> None:
    """The row of a reason for one code; ``asked`` is the table, the section, and what to compare with."""
    row = sheet.row
    table, section, against = asked
    sheet.key(row, 1, keys.row_key(("reasons", field, keys.KEY)))
    sheet.put(row, TITLE, Slot("input", code or None, source="功能科目编码"))
    sheet.put(row, BASE, Slot("shown", material.functional.names.get(code), name_of(a1(row, TITLE), "功能")))
    figures = (_figure(material, f"{table}/lines/{code}/total"), _figure(material, f"plan/lines/{code}/initial"))
    current = lookup(a1(row, TITLE), f"{table}/lines/@key", "total")
    _figures(sheet, row, figures if against else (figures[0], None), (current, against))
    _texts(sheet, material, ("reasons", field, code), None, section)
    sheet.row += 1


def _codes(material: Material, field: str) -> list[str]:
    """The codes that have a text, now or last year, and those of this year's items."""
    now = at(material.data, ("reasons", field)) or {}
    before = [name.split("/")[-1] for name in material.last_reasons if name.startswith(f"reasons/{field}/")]
    lines = at(material.data, ("general_budget", "lines")) or {} if field == "items" else {}
    items = [code for code in lines if not any(other != code and other.startswith(code) for other in lines)]
    return list(dict.fromkeys((*now, *before, *items)))


def _figure(material: Material, name: str) -> Decimal | None:
    value: Decimal | None = at(material.data, tuple(name.split("/")))
    return material.stored.get(name) if value is None else value


def _figures(
    sheet: Sheet,
    row: int,
    figures: tuple[Decimal | None, Decimal | None],
    formulas: tuple[Formula | None, Formula | None],
) -> None:
    for column, figure, formula in zip((CURRENT, AGAINST), figures, formulas, strict=True):
        sheet.put(row, column, Slot("shown", figure, formula, "amount", align="right"))
    known = [figure for figure in figures if figure is not None]
    moved = evaluate("difference", known) if len(known) == len(figures) else None
    both = f"{a1(row, CURRENT)},{a1(row, AGAINST)}"
    formula = raw(f'IF(COUNT({both})<2,"",{a1(row, CURRENT)}-{a1(row, AGAINST)})')
    sheet.put(row, MOVED, Slot("shown", moved, formula, "amount", align="right"))


def _texts(sheet: Sheet, material: Material, path: tuple[str, ...], leaf: Leaf | None, section: str) -> None:
    """This year's text, last year's, and the section that asks for it."""
    row = sheet.row
    value = at(material.data, path) or None
    sheet.put(row, TEXT, Slot("input", value, kind="line", path=path, renew=bool(leaf) and material.must_be_new(path)))
    sheet.put(row, LAST, Slot("label", material.last_reasons.get("/".join(path))))
    spec = material.style.sections.get(section) if path[-1] else None
    kind = material.data.get("unit", {}).get("kind") or "单位"
    sheet.put(row, ASKED, Slot("label", spec.title.replace("{kind}", kind) if spec else ""))
