"""One tree → :class:`FinalAccounts`, or every reason why it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from generator.ingest.explain import explain
from generator.model.accounts import FinalAccounts

if TYPE_CHECKING:
    from generator.finding import Finding
    from generator.ingest.tree import Tree


def assemble(tree: Tree, amount_unit: str) -> tuple[FinalAccounts | None, tuple[Finding, ...]]:
    """The validated accounts, amounts read in ``amount_unit``; ``None`` with findings where they are not valid."""
    try:
        return FinalAccounts.model_validate(tree.data, context={"amount_unit": amount_unit}), ()
    except ValidationError as error:
        return None, tuple(explain(detail, tree) for detail in error.errors(include_url=False))
