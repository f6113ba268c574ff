"""The titles of the model's fields: what a clerk calls the thing that a path names."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, get_args, get_origin

from pydantic import BaseModel

from generator.model.accounts import FinalAccounts
from generator.model.kinds import model_with

if TYPE_CHECKING:
    from generator.source import Path


def titles(path: Path) -> tuple[str, ...]:
    """The Chinese titles along ``path``; a code or a list number stands for itself."""
    words: list[str] = []
    kind: object = model_with(str(path[0])) if path else FinalAccounts
    for step in path:
        model = _model(kind)
        if model is not None and isinstance(step, str) and step in model.model_fields:
            info = model.model_fields[step]
            words.append(info.title or step)
            kind = info.annotation
        else:
            words.append(f"第 {step + 1} 项" if isinstance(step, int) else str(step))
            kind = _item(kind)
    return tuple(words)


def model_at(path: Path) -> type[BaseModel] | None:
    """The model class that stands at ``path``, if it is one."""
    kind: object = model_with(str(path[0])) if path else FinalAccounts
    for step in path:
        model = _model(kind)
        if model is None:
            kind = _item(kind)
        elif isinstance(step, str) and step in model.model_fields:
            kind = model.model_fields[step].annotation
        else:
            return None
    return _model(kind)


@cache
def _line_fields(table: str) -> tuple[tuple[str, str], ...]:
    model = model_at((table, "lines", ""))
    fields = model.model_fields if model else {}
    return tuple((name, info.title or "") for name, info in fields.items() if name != "name")


def line_fields(table: str) -> dict[str, str]:
    """The columns that the model knows for a line of ``table``: field → title."""
    return dict(_line_fields(table))


def _model(kind: object) -> type[BaseModel] | None:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    if get_origin(kind) in (dict, tuple):
        return None
    found = (_model(part) for part in get_args(kind) if part is not type(None))
    return next((model for model in found if model is not None), None)


def _item(kind: object) -> object:
    """The type of what a mapping or list holds."""
    origin = get_origin(kind)
    if origin is dict:
        return get_args(kind)[1]
    if origin is tuple:
        return get_args(kind)[0]
    if origin is Annotated:
        return _item(get_args(kind)[0])
    parts = [part for part in get_args(kind) if part is not type(None)]
    return _item(parts[0]) if parts else None
