"""一般公共预算财政拨款基本支出: 人员经费 and 公用经费, with the economic items that they consist of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.classification import CLASS, SECTION
from generator.facts.book import Basic
from generator.facts.economic import PERSONNEL_CLASSES
from generator.facts.figure import Figure, Share, first, nothing, share
from generator.facts.naming import NamedFigure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.facts.ledger import Ledger
    from generator.facts.lines import FactLine, FactTable
    from generator.model.accounts import FinalAccounts


def part_of(accounts: FinalAccounts, table: FactTable, column: str, title: str) -> Figure | None:
    """A column's total; zero where the table was reported and leaves it blank."""
    is_reported = table.total or getattr(accounts, table.id) is not None
    blank = nothing(f"{table.id}.total.{column}", f"合计·{title}") if is_reported else None
    return first(table.total.get(column), blank)


def basic(accounts: FinalAccounts, ledger: Ledger, spent: Figure | None) -> Basic:
    """基本支出.

    Args:
        accounts: what was reported.
        ledger: the tables, complete.
        spent: 基本支出 of 一般公共预算财政拨款支出决算表, zero where that table leaves it blank.
    """
    facts = ledger.basic
    whole = first(ledger.general_budget.total.get("basic"), facts.total, spent)
    is_reported = accounts.basic is not None or (whole is not None and not whole)

    def either(field: str, title: str, figure: Figure | None) -> Figure | None:
        return first(figure, nothing(f"basic.{field}", title) if is_reported else None)

    def part(key: str, title: str, figure: Figure | None) -> Share | None:
        return share(f"basic.{key}", f"{title}占基本支出", figure, whole) if figure is not None else None

    personnel = either("personnel", "人员经费合计", facts.personnel)
    public = either("public", "公用经费合计", facts.public)
    personnel_items = _items(facts.lines.values(), personnel=True)
    public_items = _items(facts.lines.values(), personnel=False)
    includes = accounts.basic_includes
    return Basic(
        total=whole,
        personnel=personnel,
        public=public,
        personnel_share=part("personnel", "人员经费", personnel),
        public_share=part("public", "公用经费", public),
        personnel_items=personnel_items,
        public_items=public_items,
        personnel_includes=tuple(item.name for item in personnel_items) or includes.personnel,
        public_includes=tuple(item.name for item in public_items) or includes.public,
    )


def _items(lines: Iterable[FactLine], *, personnel: bool) -> tuple[NamedFigure, ...]:
    """Economic items with an amount, in the order of the codes; a 类 without 款 stands for itself."""
    known = list(lines)
    inner = {line.code[:CLASS] for line in known if len(line.code) == SECTION and line.get("amount")}
    return tuple(
        NamedFigure(line.name, amount)
        for line in known
        if (amount := line.get("amount"))
        and (len(line.code) == SECTION or line.code not in inner)
        and (line.code[:CLASS] in PERSONNEL_CLASSES) == personnel
    )
