"""Expenditure by economic code: 公开06表, and the tables that add project expenditure to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.classification import CLASS, SECTION
from generator.facts.appropriation import FUNDS
from generator.facts.cells import titles
from generator.facts.figure import Figure, first, reported, settle, total
from generator.facts.lines import FactLine, FactTable
from generator.model.tables import BasicTable, FundAmounts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.classification import CodeTable
    from generator.model.accounts import FinalAccounts

PERSONNEL_CLASSES = ("301", "303")
PUBLIC_CLASSES = ("302", "307", "309", "310", "311", "312", "313", "399")

FUND_NAMES = titles(FundAmounts)
"""Fund → Chinese name."""


@dataclass(frozen=True, slots=True)
class BasicFacts:
    """基本支出决算明细表: lines by economic code, and the two totals."""

    lines: Mapping[str, FactLine]
    personnel: Figure | None
    public: Figure | None
    total: Figure | None


def basic_facts(table: BasicTable | None, codes: CodeTable) -> BasicFacts:
    """基本支出决算明细表: 类 = Σ款, 人员经费 and 公用经费 = Σ类."""
    given = table.lines if table else {}
    every = sorted({*given, *(code[:CLASS] for code in given)})
    lines: dict[str, FactLine] = {}
    for code in sorted(every, key=len, reverse=True):
        name = codes.names.get(code) or (given[code].name if code in given else "") or code
        own = reported(("basic", "lines", code, "amount"), name, given[code].amount if code in given else None)
        parts = [
            lines[below].get("amount")
            for below in every
            if len(code) == CLASS and len(below) == SECTION and below[:CLASS] == code
        ]
        key = f"basic.lines.{code}.amount{'' if own is None else '.sum'}"
        figure = settle(own, total(key, name, parts))
        lines[code] = FactLine(code, name, {} if figure is None else {"amount": figure})

    def part(field: str, title: str, classes: tuple[str, ...]) -> Figure | None:
        own = reported(("basic", field), title, getattr(table, field) if table else None)
        figures = [lines[code].get("amount") for code in classes if code in lines]
        return settle(own, total(f"basic.{field}{'' if own is None else '.sum'}", title, figures))

    personnel = part("personnel", titles(BasicTable)["personnel"], PERSONNEL_CLASSES)
    public = part("public", titles(BasicTable)["public"], PUBLIC_CLASSES)
    ordered = {code: lines[code] for code in every}
    return BasicFacts(ordered, personnel, public, total("basic.total", "基本支出合计", (personnel, public)))


def by_economic_code(
    accounts: FinalAccounts, basic: BasicFacts, funds: Mapping[str, FactTable], codes: CodeTable
) -> FactTable:
    """财政拨款支出 by economic code: ``general_budget.basic``, ``government_fund.project`` … and their sums.

    Where project expenditure is not reported by economic code, a line shows basic expenditure alone and no sums.
    """
    is_whole = bool(accounts.project_detail) or not any(table.total.get("project") for table in funds.values())
    return _ByCode(accounts.project_detail, basic, funds, codes, is_whole).table()


@dataclass(frozen=True, slots=True)
class _ByCode:
    detail: Mapping[str, FundAmounts]
    basic: BasicFacts
    funds: Mapping[str, FactTable]
    codes: CodeTable
    is_whole: bool

    def table(self) -> FactTable:
        """All lines, classes before their sections, and the total."""
        every = sorted({*self.basic.lines, *self.detail, *(code[:CLASS] for code in self.detail)})
        found: dict[str, dict[str, Figure]] = {}
        for code in sorted(every, key=len, reverse=True):
            below = [found[other] for other in every if other != code and other.startswith(code)]
            found[code] = self._line(code, below)
        total_line = self._total([found[code] for code in every if len(code) == CLASS])
        lines = tuple(FactLine(code, self._name(code), found[code]) for code in every if found[code])
        return FactTable("economic", total_line, lines)

    def _name(self, code: str) -> str:
        own = self.basic.lines.get(code)
        return self.codes.names.get(code) or (own.name if own else code)

    def _line(self, code: str, below: list[dict[str, Figure]]) -> dict[str, Figure]:
        """基本支出 from 公开06表, 项目支出 as reported or from the sections below."""
        key, name = f"economic.lines.{code}", self._name(code)
        cells: dict[str, Figure | None] = {}
        for fund in FUNDS:
            title = f"{name}·{FUND_NAMES[fund]}项目支出"
            given = getattr(self.detail[code], fund) if code in self.detail else None
            own = reported(("project_detail", code, fund), title, given)
            suffix = "" if own is None else ".sum"
            parts = [part.get(f"{fund}.project") for part in below]
            cells[f"{fund}.project"] = settle(own, total(f"{key}.{fund}.project{suffix}", title, parts))
        line = self.basic.lines.get(code)
        cells["general_budget.basic"] = line.get("amount") if line else None
        return _with_sums(key, name, cells) if self.is_whole else _known(cells)

    def _total(self, classes: list[dict[str, Figure]]) -> dict[str, Figure]:
        """合计 as in the funds' own tables, held against the lines here."""
        cells: dict[str, Figure | None] = {}
        for fund, table in self.funds.items():
            key = f"economic.total.{fund}.project"
            summed = total(f"{key}.sum", "合计·项目支出", [part.get(f"{fund}.project") for part in classes])
            spent = table.total.get("project")
            if spent is not None and summed is not None:
                spent = replace(spent, key=key, derived=(summed,))
            cells[f"{fund}.project"] = spent
            cells[f"{fund}.basic"] = table.total.get("basic")
        cells["general_budget.basic"] = first(cells["general_budget.basic"], self.basic.total)
        return _with_sums("economic.total", "合计", cells)


def _known(cells: Mapping[str, Figure | None]) -> dict[str, Figure]:
    return {column: figure for column, figure in cells.items() if figure is not None}


def _with_sums(key: str, name: str, cells: Mapping[str, Figure | None]) -> dict[str, Figure]:
    """One line's figures with 小计 of each fund and 合计."""
    found = _known(cells)
    for fund in FUNDS:
        parts = [found.get(f"{fund}.basic"), found.get(f"{fund}.project")]
        found |= _known({f"{fund}.total": total(f"{key}.{fund}.total", f"{name}·{FUND_NAMES[fund]}支出", parts)})
    parts = [found.get(f"{fund}.total") for fund in FUNDS]
    return found | _known({"total": total(f"{key}.total", f"{name}·财政拨款支出", parts)})
