"""Ledger → the amounts that our formulas give, by path, so that a workbook shows them before it is calculated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.classification import parents
from generator.facts.budget_ledger import build_budget_ledger
from generator.facts.figure import reported, total
from generator.facts.ledger import build_ledger
from generator.model.accounts import FinalAccounts
from generator.money import convert

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from generator.classification import CodeTable
    from generator.facts.figure import Figure
    from generator.facts.ledger import Ledger
    from generator.model.budget import Budget
    from generator.model.kinds import Accounts


def stored_amounts(accounts: Accounts, functional: CodeTable, economic: CodeTable) -> dict[str, Decimal]:
    """Path → amount in the unit that ``accounts`` declare."""
    if isinstance(accounts, FinalAccounts):
        ledger = build_ledger(accounts, functional, economic)
        found = (*_of_ledger(ledger), *_of_plan(accounts))
    else:
        found = (*_of_budget(accounts, functional, economic),)
    return {path: convert(figure.value, "元", accounts.amount_unit) for path, figure in found if figure is not None}


def _of_ledger(ledger: Ledger) -> Iterator[tuple[str, Figure | None]]:
    for table in (
        ledger.revenue,
        ledger.expenditure,
        ledger.general_budget,
        ledger.government_fund,
        ledger.state_capital,
    ):
        yield from ((f"{table.id}/total/{column}", figure) for column, figure in table.total.items())
        for line in table.lines:
            yield from ((f"{table.id}/lines/{line.code}/{column}", figure) for column, figure in line.cells.items())
    for name in ("summary", "appropriation", "three_public"):
        cells = getattr(ledger, name)
        yield from ((f"{name}/{field.replace('.', '/')}", figure) for field, figure in cells.items())
    for code, line in ledger.basic.lines.items():
        yield f"basic/lines/{code}/amount", line.get("amount")
    yield "basic/personnel", ledger.basic.personnel
    yield "basic/public", ledger.basic.public


def _of_budget(accounts: Budget, functional: CodeTable, economic: CodeTable) -> Iterator[tuple[str, Figure | None]]:
    ledger = build_budget_ledger(accounts, functional, economic)
    yield from ((path.replace(".", "/"), figure) for path, figure in ledger.figures())


def _of_plan(accounts: FinalAccounts) -> Iterator[tuple[str, Figure | None]]:
    """The totals of 预算数, and those of each 类 and 款: a line counts where no line above it does."""
    lines = accounts.plan.lines
    for column in ("initial", "adjusted", "prior"):
        amounts = {code: value for code, line in lines.items() if (value := getattr(line, column)) is not None}
        yield f"plan/total/{column}", _below(amounts, "", column)
        for code in {above for one in amounts for above in parents(one)} - set(amounts):
            yield f"plan/lines/{code}/{column}", _below(amounts, code, column)


def _below(amounts: dict[str, Decimal], code: str, column: str) -> Figure | None:
    """The sum of the amounts below a code, each once."""
    below = [one for one in amounts if one.startswith(code)]
    tops = [one for one in below if not any(one != other and one.startswith(other) for other in below)]
    parts = (reported(("plan", "lines", one, column), one, amounts[one]) for one in tops)
    return total(f"plan.{code}.{column}", "合计", parts)
