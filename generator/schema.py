"""The model of the accounts → a JSON Schema in Chinese, with which an editor completes and checks ``unit.yaml``."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from generator.model.accounts import FinalAccounts
from generator.model.budget import Budget
from generator.model.kinds import TITLES

if TYPE_CHECKING:
    from generator.model.kinds import Accounts

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_CHINESE = re.compile("[“]?[一-鿿][一-鿿（）、，“”0-9]*")


def unit_schema(model: type[Accounts] = FinalAccounts) -> dict[str, Any]:
    """The JSON Schema of ``unit.yaml``, of one kind of document."""
    schema = _in_chinese(model.model_json_schema())
    schema.pop("description", None)
    return {"$schema": DRAFT, **schema, "title": f"部门（单位）{TITLES[model]}数据"}


def schema_text() -> str:
    """The schema as text, the same for the same model."""
    return _as_text(unit_schema())


def budget_schema_text() -> str:
    """The schema of a budget as text."""
    return _as_text(unit_schema(Budget))


def _as_text(schema: dict[str, Any]) -> str:
    return f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n"


def _in_chinese(node: Any) -> Any:  # noqa: ANN401 - any JSON value
    """A schema whose titles and descriptions are Chinese: those of classes come from their first word in Chinese."""
    if isinstance(node, list):
        return [_in_chinese(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _in_chinese(value) for key, value in node.items() if key not in {"title", "description"}}
    title, description = node.get("title"), node.get("description")
    if isinstance(title, dict) or isinstance(description, dict):  # properties of these names
        return {key: _in_chinese(value) for key, value in node.items()}
    if isinstance(description, str) and (match := _CHINESE.search(description)):
        if isinstance(title, str) and not _CHINESE.search(title):
            title = match[0]
        else:
            found = {"description": description, **found}
    return {"title": title, **found} if isinstance(title, str) and _CHINESE.search(title) else found
