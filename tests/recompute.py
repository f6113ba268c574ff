"""The numbers that a sample's narrative may print, computed from its input files alone.

Nothing of the program's is used: tables are read with ``csv`` and ``openpyxl``, summed from their items, and the
rates, differences and shares that the form asks for are computed here with plain ``Decimal``.
"""

from __future__ import annotations

import csv
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Rows = list[list[str]]
Tree = Any
"""What unit.yaml holds, or a part of it."""
ZERO = Decimal(0)
FORM_WORDS = {"100", "12", "31", "1", "2", "3", "4"}
"""Numbers in the form's own wording: 单价100万元以上, 12月31日, 图1 to 图4."""

TITLES = {
    "revenue": "年度收入决算表",
    "expenditure": "年度支出决算表",
    "general_budget": "年度一般公共预算财政拨款支出决算表",
    "basic": "基本支出决算明细表",
    "government_fund": "年度政府性基金预算财政拨款收入支出决算表",
    "three_public": "“三公”经费支出决算表",
}


class _Loader(yaml.SafeLoader):
    """Numbers stay as written."""


def _number(_: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(node.value)


for _tag in ("tag:yaml.org,2002:float", "tag:yaml.org,2002:int"):
    _Loader.add_constructor(_tag, _number)


def numbers_in(line: str) -> list[str]:
    """The numbers that a line of text prints, with their percent sign; ordinals before it are left out."""
    text = re.sub(r"^(\d+\.|[（(]\d+[)）])+(?!\d)", "", line)
    return re.findall(r"\d[\d,]*(?:\.\d+)?%?", text)


def allowed_numbers(folder: Path) -> set[str]:
    """Every number that the narrative of the sample in ``folder`` may print."""
    unit = yaml.load((folder / "unit.yaml").read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    tables = read_tables(folder)
    show = _Show(thousands=unit["style"].endswith("2024"), fixed_percent=unit["style"].endswith("2022"))
    year = int(unit["year"])
    found = {*FORM_WORDS, str(year), str(year - 1)}
    found |= {code for rows in tables.values() for row in rows for code in row if re.fullmatch(r"\d{7}", code)}
    found |= {number for words in texts(unit) for number in numbers_in(words)}
    found |= {show.percent(value) for value in rates(unit, tables)}
    found |= {show.amount(value) for value in amounts(unit, tables)}
    found |= {str(ordinal) for ordinal, _ in enumerate(unit["key_work"], 1)}
    return found | {str(value) for value in counts(unit)}


# 印法


class _Show:
    """How the two styles print numbers, after the seeds."""

    def __init__(self, *, thousands: bool, fixed_percent: bool) -> None:
        self.thousands = thousands
        self.fixed_percent = fixed_percent

    def amount(self, value: Decimal) -> str:
        """万元, two decimals at most."""
        rounded = value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        text = f"{rounded:,.2f}" if self.thousands else f"{rounded:.2f}"
        return text.rstrip("0").rstrip(".")

    def percent(self, ratio: Decimal) -> str:
        """One decimal; 0% and 100% without."""
        text = str((ratio * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))
        if not self.fixed_percent or text in {"0.0", "100.0"}:
            text = text.removesuffix(".0")
        return f"{text}%"


# 读表


def read_tables(folder: Path) -> dict[str, Rows]:
    """Table → its rows as text, from the CSV files or the workbook of the unit."""
    grids: list[Rows] = []
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            grids.append(list(csv.reader(file)))
    for path in folder.glob("*.xlsx"):
        sheets = openpyxl.load_workbook(path, data_only=True).worksheets
        grids += [[[text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in sheets]
    named = {}
    for grid in grids:
        title = next(cell for row in grid for cell in row if cell)
        for table, ending in TITLES.items():
            if ending in title:
                named[table] = grid
    assert set(TITLES) == set(named)
    return named


def text(cell: object) -> str:
    """A cell of a workbook as text."""
    return "" if cell is None else str(cell)


def number(cell: str) -> Decimal | None:
    """An amount, if the cell holds one."""
    plain = cell.replace(",", "").strip()
    return Decimal(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def items(rows: Rows, columns: int) -> dict[str, list[Decimal]]:
    """项 → its figures, in the last ``columns`` columns; blanks are zero."""
    return {
        row[0]: [number(cell) or ZERO for cell in row[-columns:]]
        for row in rows
        if re.fullmatch(r"\d{7}", row[0].strip())
    }


def economic(rows: Rows) -> dict[str, Decimal]:
    """款 → its figure; three blocks of code, name, figure side by side."""
    blocks = [(row[at], row[at + 2]) for row in rows for at in (0, 3, 6) if len(row) > at + 2]
    return {code: number(amount) or ZERO for code, amount in blocks if re.fullmatch(r"\d{5}", code)}


def column(lines: dict[str, list[Decimal]], index: int, start: str = "") -> Decimal:
    """The sum of one column over the items whose code begins with ``start``."""
    return sum((cells[index] for code, cells in lines.items() if code.startswith(start)), ZERO)


# 算数


def pairs(unit: Tree, tables: dict[str, Rows]) -> Iterator[tuple[Decimal, Decimal]]:
    """(this year, before) of everything that is compared with the prior year or a budget."""
    revenue, expenditure = items(tables["revenue"], 7), items(tables["expenditure"], 6)
    general, fund = items(tables["general_budget"], 3), items(tables["government_fund"], 6)
    before = unit["prior"]
    fund_revenue = column(fund, 1)
    yield column(revenue, 0), before["grand_total"]
    for key, lines in (("revenue_total", revenue), ("expenditure_total", expenditure)):
        if key in before:
            yield column(lines, 0), before[key]
    yield column(revenue, 1), before["appropriation_grand_total"]
    yield column(revenue, 1) - fund_revenue, before["appropriation_revenue"]["general_budget"]
    if "government_fund" in before["appropriation_revenue"]:
        yield fund_revenue, before["appropriation_revenue"]["government_fund"]
    yield column(general, 0), before["appropriation_expenditure"]["general_budget"]
    spent = three_public(tables)[6:]
    last = before["three_public"]
    for index, key in ((0, "total"), (1, "abroad"), (2, "vehicles"), (5, "reception")):
        yield spent[index], last[key]
    cost = unit["operating_cost"]
    yield cost["outturn"], cost["initial"] if "initial" in cost else before["operating_cost"]


def three_public(tables: dict[str, Rows]) -> list[Decimal]:
    """Six budgets, six outturns; the row of column numbers is not it."""
    numbers = [[number(cell) for cell in row] for row in tables["three_public"]]
    filled = [
        [cell or ZERO for cell in row] for row in numbers if len(row) == 12 and any(cell is not None for cell in row)
    ]
    return filled[-1]


def budgets(unit: Tree, tables: dict[str, Rows]) -> Iterator[tuple[Decimal, Decimal]]:
    """(outturn, budget) of everything whose completion is told."""
    general = items(tables["general_budget"], 3)
    planned = {code: line["initial"] for code, line in unit["plan"]["lines"].items()}
    yield column(general, 0), sum(planned.values(), ZERO)
    for code, cells in general.items():
        yield cells[0], planned[code]
    row = three_public(tables)
    yield from zip(row[6:], row[:6], strict=True)
    for project in unit["projects"]:
        yield project["outturn"], project["budget"]


def shares(unit: Tree, tables: dict[str, Rows]) -> Iterator[tuple[Decimal, Decimal]]:
    """(part, whole) of everything whose share is told."""
    revenue, expenditure = items(tables["revenue"], 7), items(tables["expenditure"], 6)
    general = items(tables["general_budget"], 3)
    for index in range(1, 7):
        yield column(revenue, index), column(revenue, 0)
    for index in range(1, 6):
        yield column(expenditure, index), column(expenditure, 0)
    for lines in (expenditure, general):
        for code in sorted({code[:3] for code in lines}):
            yield column(lines, 0, code), column(lines, 0)
    yield column(general, 0), column(expenditure, 0)
    bought = unit["procurement"]
    yield bought["sme"], bought["total"]
    yield bought["micro"], bought["sme"]
    for kind in ("goods", "works", "services"):
        if "sme" in bought[kind]:
            yield bought[kind]["sme"], bought[kind]["amount"]
    yield unit["performance"]["project_funds"], column(general, 2)


def rates(unit: Tree, tables: dict[str, Rows]) -> Iterator[Decimal]:
    """Every rate; none on a base of zero."""
    for current, before in pairs(unit, tables):
        if before:
            yield abs(current - before) / before
    for part, whole in (*budgets(unit, tables), *shares(unit, tables)):
        if whole:
            yield part / whole


def amounts(unit: Tree, tables: dict[str, Rows]) -> Iterator[Decimal]:
    """Every amount: of the tables and their sums, of budgets, of differences, of what unit.yaml reports."""
    for current, before in pairs(unit, tables):
        yield from (current, abs(current - before))
    for pair in (*budgets(unit, tables), *shares(unit, tables)):
        yield from pair
    general, fund = items(tables["general_budget"], 3), items(tables["government_fund"], 6)
    yield from (column(general, index) for index in range(3))
    yield from (column(fund, index) for index in range(6))
    people = {code: amount for code, amount in economic(tables["basic"]).items() if code[:3] in {"301", "303"}}
    yield sum(people.values(), ZERO)
    yield sum(economic(tables["basic"]).values(), ZERO) - sum(people.values(), ZERO)
    details = unit["three_public_details"]
    yield from leaves(details)
    yield from leaves(unit["procurement"])
    yield from leaves(unit["performance"])


def counts(unit: Tree) -> Iterator[Decimal]:
    """Counts and scores that unit.yaml reports."""
    yield from leaves(unit["three_public_details"])
    yield from leaves(unit["assets"])
    yield from (unit["performance"].get("score", ZERO), unit["performance"]["project_count"])


def leaves(node: Tree) -> Iterator[Decimal]:
    """The numbers of a part of unit.yaml; nested evaluation forms are not part of the narrative."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key != "whole":
                yield from leaves(value)
    elif isinstance(node, list):
        for value in node:
            yield from leaves(value)
    elif isinstance(node, Decimal):
        yield node


def texts(node: Tree) -> Iterator[str]:
    """The texts that people wrote."""
    if isinstance(node, dict):
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    elif isinstance(node, str):
        yield from node.splitlines()
