"""Accounts → every number and every text that they hold, each with its path and its Chinese name."""

from __future__ import annotations

import typing
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from generator.checks.paths import kind_of, unwrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.kinds import Accounts
    from generator.source import Path


@dataclass(frozen=True, slots=True)
class NumberField:
    """A reported number."""

    path: Path
    title: str
    value: Decimal
    kind: str
    """money, number or count."""


@dataclass(frozen=True, slots=True)
class TextField:
    """A text that a person wrote; ``public`` is false for names and numbers of persons."""

    path: Path
    title: str
    text: str
    public: bool = True


@dataclass(frozen=True, slots=True)
class _Slot:
    """One field of a model class."""

    name: str
    title: str
    kind: str
    """money, number, count, text, or empty for what holds other fields."""
    element: str
    """Kind of the values of a mapping or sequence."""
    public: bool


@cache
def _slots(owner: type[BaseModel]) -> tuple[_Slot, ...]:
    found = []
    for name, field in owner.model_fields.items():
        inner = unwrap(field.annotation)
        holds = typing.get_origin(inner) in {dict, tuple}
        arguments = typing.get_args(inner)
        element = arguments[-1 if typing.get_origin(inner) is dict else 0] if holds else None
        extra = field.json_schema_extra
        public = not (isinstance(extra, dict) and extra.get("public") is False)
        own = kind_of(field.annotation, tuple(field.metadata))
        found.append(_Slot(name, field.title or name, own, kind_of(element, ()) if holds else "", public))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Fields:
    """All numbers and texts of one unit, in the order of the data."""

    numbers: tuple[NumberField, ...]
    texts: tuple[TextField, ...]


def fields_of(accounts: Accounts) -> Fields:
    """What ``accounts`` hold."""
    found = list(_walk(accounts, (), ""))
    return Fields(
        tuple(one for one in found if isinstance(one, NumberField)),
        tuple(one for one in found if isinstance(one, TextField)),
    )


def _walk(owner: BaseModel, path: Path, lead: str) -> Iterator[NumberField | TextField]:
    for slot in _slots(type(owner)):
        value = getattr(owner, slot.name)
        if value is None or value in ("", (), {}):
            continue
        title = f"{lead}·{slot.title}" if lead else slot.title
        place = (*path, slot.name)
        if slot.kind:
            yield _leaf(place, title, value, slot.kind, public=slot.public)
        elif isinstance(value, BaseModel):
            yield from _walk(value, place, title)
        elif isinstance(value, (dict, tuple)):
            yield from _each(value, slot, place, title)


def _each(
    values: dict[str, Any] | tuple[Any, ...], slot: _Slot, path: Path, title: str
) -> Iterator[NumberField | TextField]:
    items = values.items() if isinstance(values, dict) else enumerate(values)
    for key, value in items:
        shown = key if isinstance(key, str) else str(key + 1)
        name = getattr(value, "name", "") or getattr(value, "title", "")
        inner = f"{title}·{name if isinstance(name, str) and name else shown}"
        if slot.element and value not in (None, ""):
            yield _leaf((*path, key), inner, value, slot.element, public=slot.public)
        elif isinstance(value, BaseModel):
            yield from _walk(value, (*path, key), inner)
        elif isinstance(value, tuple):
            for number, one in enumerate(value):
                yield from _walk(one, (*path, key, number), inner)


def _leaf(path: Path, title: str, value: Decimal | int | str, kind: str, *, public: bool) -> NumberField | TextField:
    if kind == "text":
        return TextField(path, title, str(value), public)
    return NumberField(path, title, Decimal(value), kind)
