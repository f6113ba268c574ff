"""One tree → the accounts of its kind of document, or every reason why it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from generator.ingest.explain import explain
from generator.model.kinds import FINAL_ACCOUNTS, KEY, model_of

if TYPE_CHECKING:
    from generator.finding import Finding
    from generator.ingest.tree import Tree
    from generator.model.kinds import Accounts


def assemble(tree: Tree, amount_unit: str) -> tuple[Accounts | None, tuple[Finding, ...]]:
    """The validated accounts, amounts read in ``amount_unit``; ``None`` with findings where they are not valid."""
    data = {key: value for key, value in tree.data.items() if (key, value) != (KEY, FINAL_ACCOUNTS)}
    try:
        return model_of(data).model_validate(data, context={"amount_unit": amount_unit}), ()
    except ValidationError as error:
        return None, tuple(explain(detail, tree) for detail in error.errors(include_url=False))
