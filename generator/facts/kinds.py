"""Accounts of either kind of document → the book of that kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.book import FactBook
from generator.facts.budget_book import BudgetBook
from generator.facts.budget_build import build_budget
from generator.facts.budget_ledger import BudgetLedger
from generator.facts.build import build_facts
from generator.facts.ledger import Ledger
from generator.model.accounts import FinalAccounts

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.classification import CodeTable
    from generator.model.kinds import Accounts

Tables = Ledger | BudgetLedger
"""The tables of one unit, of either kind."""

Book = FactBook | BudgetBook
"""All figures of one unit, of either kind."""

BOOKS: dict[str, type[Book]] = {"final_accounts": FactBook, "budget": BudgetBook}
"""文种 of a style → the book that its texts are written over."""


def build_book(accounts: Accounts, functional: CodeTable, economic: CodeTable, quantum: Decimal) -> Book:
    """The book of ``accounts``; see :func:`build_facts`."""
    build = build_facts if isinstance(accounts, FinalAccounts) else build_budget
    return build(accounts, functional, economic, quantum)  # type: ignore[arg-type] # each of its own kind
