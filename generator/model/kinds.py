"""文种: the kinds of document, each with its model; the key ``document`` of the data chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import UsageError
from generator.model.accounts import FinalAccounts
from generator.model.budget import Budget

if TYPE_CHECKING:
    from collections.abc import Mapping

Accounts = FinalAccounts | Budget
"""What a unit reports, of either kind."""

MODELS: tuple[type[Accounts], ...] = (FinalAccounts, Budget)
"""Every kind, the usual one first."""

FORMS: dict[type[Accounts], str] = {FinalAccounts: "", Budget: "budget-"}
"""Kind → what the names of its files of table forms begin with."""

DOCUMENTS: dict[str, type[Accounts]] = {"final_accounts": FinalAccounts, "budget": Budget}
"""文种 of a style → the model of the data that it is for."""

TITLES: dict[type[Accounts], str] = {FinalAccounts: "决算", Budget: "预算"}

KEY = "document"
FINAL_ACCOUNTS, BUDGET = "决算", "预算"


def model_of(data: Mapping[str, object]) -> type[Accounts]:
    """The model that data are validated by: 预算 where they say so, else 决算."""
    return Budget if data.get(KEY) == BUDGET else FinalAccounts


def declared(model: type[Accounts]) -> dict[str, str]:
    """What data say of their kind, so that :func:`model_of` finds it: nothing where it is the usual one."""
    return {KEY: BUDGET} if model is Budget else {}


def model_with(section: str) -> type[Accounts]:
    """The model that has ``section`` as a field; 决算 where both have, or none."""
    return next((model for model in MODELS if section in model.model_fields), FinalAccounts)


def only_final_accounts(accounts: Accounts, what: str) -> FinalAccounts:
    """``accounts``, for what knows 决算 alone.

    Raises:
        UsageError: they are a budget.
    """
    if not isinstance(accounts, FinalAccounts):
        advice = "预算的数据填在预算的填报工作簿或 unit.yaml 中，用 juesuan build 生成"
        raise UsageError(f"这是预算的数据，{what}只用于决算", advice)
    return accounts
