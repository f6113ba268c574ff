"""Accounts ↔ plain data as it stands in files: nested mappings and tuples, amounts in the declared unit.

What is not reported is left out; an empty part that was reported as such is an empty mapping.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from generator.money import convert
from generator.workbook.fields import field_shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.kinds import Accounts
    from generator.source import Path
    from generator.workbook.fields import Shape

Value = Any
"""A leaf (str, int, Decimal, bool, None), a tuple of values, or a mapping from text to values."""

Data = dict[str, Value]


def plain_data(accounts: Accounts) -> Data:
    """``accounts`` as data of a file that declares their own unit of amounts."""
    return _model(accounts, accounts.amount_unit)


def _model(model: BaseModel, unit: str) -> Data:
    found: Data = {}
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        if info.is_required() or value != info.get_default(call_default_factory=True):
            found[name] = _value(value, field_shape(info), unit)
    return found


def _value(value: object, shape: Shape, unit: str) -> Value:
    if isinstance(value, BaseModel):
        return _model(value, unit)
    item = shape.item or shape
    if isinstance(value, dict):
        return {key: _value(one, item, unit) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_value(one, item, unit) for one in value)
    if isinstance(value, Decimal) and shape.kind == "amount":
        return convert(value, "元", unit)
    return value.isoformat() if isinstance(value, dt.date) else value


def at(data: Value, path: Path) -> Value:
    """What stands at ``path``; ``None`` where nothing does."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(str(step))
        elif isinstance(data, tuple) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def leaf_values(data: Value, path: Path = ()) -> Iterator[tuple[Path, Value]]:
    """Every value with its path; an empty mapping or list is a value."""
    if isinstance(data, dict) and data:
        for key, value in data.items():
            yield from leaf_values(value, (*path, key))
    elif isinstance(data, tuple) and data:
        for index, value in enumerate(data):
            yield from leaf_values(value, (*path, index))
    else:
        yield path, data
