"""The exported JSON Schema is that of the model, in Chinese, and knows what the reader accepts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from generator.model.accounts import FinalAccounts
from generator.model.budget import Budget
from generator.model.kinds import MODELS
from generator.schema import DRAFT, unit_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.kinds import Accounts

each_kind = pytest.mark.parametrize("model", MODELS)


def test_it_says_which_draft_and_what_is_required() -> None:
    schema = unit_schema()
    assert schema["$schema"] == DRAFT
    assert set(schema["required"]) == {"style", "year", "amount_unit", "unit"}
    assert set(schema["properties"]) == set(FinalAccounts.model_fields)


def test_a_budget_says_its_kind() -> None:
    schema = unit_schema(Budget)
    assert set(schema["required"]) == {"document", "style", "year", "amount_unit", "unit"}
    assert schema["title"] == "部门（单位）预算数据"


@each_kind
def test_every_title_and_description_is_chinese(model: type[Accounts]) -> None:
    said = [
        node[word]
        for node in objects(unit_schema(model))
        for word in ("title", "description")
        if isinstance(node.get(word), str)
    ]
    assert len(said) > 300
    assert all(re.search("[一-鿿]", text) for text in said)


@each_kind
def test_every_property_has_a_title(model: type[Accounts]) -> None:
    for node in objects(unit_schema(model)):
        for name, field in node.get("properties", {}).items():
            assert isinstance(field.get("title"), str), name


def test_amounts_may_be_numbers_or_text() -> None:
    amount = unit_schema()["$defs"]["PriorYear"]["properties"]["basic"]
    assert {"number", "string"} <= {kind["type"] for kind in amount["anyOf"]}


@each_kind
def test_no_key_beside_those_of_the_model(model: type[Accounts]) -> None:
    schema = unit_schema(model)
    assert all(part["additionalProperties"] is False for part in (schema, *schema["$defs"].values()))


def test_it_is_plain_json() -> None:
    assert json.loads(json.dumps(unit_schema())) == unit_schema()


def objects(node: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON value
    if isinstance(node, dict):
        yield node
    for below in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from objects(below)
