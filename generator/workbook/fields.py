"""The model's fields as a workbook sees them: what kind of cell each takes, its title, its choices.

A *pattern* is a path in which ``@key`` stands for the key of a mapping and ``*`` for a place in a list:
``("revenue", "lines", "@key", "total")``.
"""

from __future__ import annotations

import datetime as dt
import types
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

from generator.model.accounts import FinalAccounts
from generator.model.base import NOT_PUBLIC, Amount, Count, Line, Number, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from generator.model.kinds import Accounts

Pattern = tuple[str, ...]
"""A path with ``@key`` and ``*`` for the steps that differ from unit to unit."""

KEY, INDEX = "@key", "*"

Kind = Literal["amount", "number", "count", "line", "text", "lines", "day", "choice", "flag", "whole"]
"""What a cell takes. ``lines`` is a list of lines in one cell, ``whole`` a plain integer such as the year."""

NUMERIC: frozenset[Kind] = frozenset({"amount", "number", "count", "whole"})


@dataclass(frozen=True)
class Shape:
    """The type of a field: one value of a ``kind``, or a model, or a mapping or list of shapes."""

    kind: Kind | None = None
    choices: tuple[str, ...] = ()
    model: type[BaseModel] | None = None
    key: Shape | None = None
    item: Shape | None = None
    listed: bool = False
    """Whether the items stand in a list, not under keys."""


@dataclass(frozen=True)
class Leaf:
    """A field that holds one value, below some model."""

    steps: Pattern
    """Path below that model."""
    titles: tuple[str, ...]
    shape: Shape
    required: bool
    default: object
    note: str
    public: bool = True
    """Whether the document may print it; names and telephones of persons are not for publication."""

    @property
    def kind(self) -> Kind:
        """What its cell takes."""
        return self.shape.kind or "line"

    @property
    def title(self) -> str:
        """Its own title."""
        return self.titles[-1]

    @property
    def groups(self) -> tuple[str, ...]:
        """The titles of the models above it."""
        return self.titles[:-1]


_ALIASES: tuple[tuple[object, Kind], ...] = (
    (Amount, "amount"),
    (Number, "number"),
    (Count, "count"),
    (Line, "line"),
    (Text, "text"),
)
_KINDS = {mark.func: kind for alias, kind in _ALIASES for mark in get_args(alias) if isinstance(mark, BeforeValidator)}
_PLAIN: dict[object, Kind] = {bool: "flag", int: "whole", str: "line", dt.date: "day"}


@cache
def root(model: type[Accounts] = FinalAccounts) -> Shape:
    """The shape of the whole accounts of a kind."""
    return Shape(model=model)


def shape_of(annotation: object, marks: tuple[object, ...] = ()) -> Shape:
    """The shape of an annotation."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return shape_of(parts[0], (*marks, *parts[1:]))
    known = next((_KINDS[one.func] for one in marks if isinstance(one, BeforeValidator) and one.func in _KINDS), None)
    if known is not None:
        return Shape(known)
    if origin in (Union, types.UnionType):
        return shape_of(next(part for part in parts if part is not type(None)), marks)
    return _shape(annotation, origin, parts)


def _shape(annotation: object, origin: object, parts: tuple[object, ...]) -> Shape:
    """The shape of an annotation that is neither marked nor optional."""
    if origin is Literal:
        return Shape("choice", tuple(str(part) for part in parts))
    if origin is dict:
        return Shape(key=shape_of(parts[0]), item=shape_of(parts[1]))
    if origin is tuple:
        return Shape(item=shape_of(parts[0]), listed=True)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape(model=annotation)
    return Shape(_PLAIN[annotation])


def field_shape(info: FieldInfo) -> Shape:
    """The shape of a model's field."""
    return shape_of(info.annotation, tuple(info.metadata))


@cache
def shape_at(pattern: Pattern, model: type[Accounts] = FinalAccounts) -> Shape | None:
    """The shape of what stands at ``pattern``; a real key or number does for ``@key`` and ``*``."""
    shape = root(model)
    for step in pattern:
        if shape.item is not None:
            shape = shape.item
        elif shape.model is not None and step in shape.model.model_fields:
            shape = field_shape(shape.model.model_fields[step])
        else:
            return None
    return shape


@cache
def is_required(pattern: Pattern, model: type[Accounts] = FinalAccounts) -> bool:
    """Whether a field of a model must be given, be it that nothing is known."""
    above = shape_at(pattern[:-1], model)
    info = above.model.model_fields.get(pattern[-1]) if above and above.model else None
    return info is not None and info.is_required()


def is_cell_list(shape: Shape) -> bool:
    """Whether it is a list of single lines, which fits into one cell."""
    return shape.listed and shape.item is not None and shape.item.kind == "line"


@cache
def leaves(base: Pattern, model: type[Accounts] = FinalAccounts) -> tuple[Leaf, ...]:
    """The values below the model at ``base``: those of models inside it too, those of lists and mappings not."""
    shape = shape_at(base, model)
    return tuple(_leaves(shape, (), ())) if shape is not None and shape.model is not None else ()


def _leaves(shape: Shape, steps: Pattern, titles: tuple[str, ...]) -> Iterator[Leaf]:
    for name, info in (shape.model.model_fields if shape.model else {}).items():
        found = field_shape(info)
        here, words = (*steps, name), (*titles, info.title or name)
        if found.kind is not None:
            public = info.json_schema_extra != NOT_PUBLIC
            yield Leaf(here, words, found, info.is_required(), info.default, info.description or "", public)
        elif found.model is not None:
            yield from _leaves(found, here, words)


@cache
def lists(base: Pattern, model: type[Accounts] = FinalAccounts) -> tuple[tuple[Pattern, str], ...]:
    """The lists and mappings below the model at ``base`` (not inside other lists): pattern, title."""
    shape = shape_at(base, model)
    return tuple(_lists(shape, base)) if shape is not None and shape.model is not None else ()


def _lists(shape: Shape, base: Pattern) -> Iterator[tuple[Pattern, str]]:
    for name, info in (shape.model.model_fields if shape.model else {}).items():
        found = field_shape(info)
        if found.item is not None:
            yield (*base, name), info.title or name
        elif found.model is not None:
            yield from _lists(found, (*base, name))


def every_pattern(model: type[Accounts] = FinalAccounts) -> Iterator[Pattern]:
    """The pattern of every value of the model."""
    yield from _every(root(model), ())


def _every(shape: Shape, steps: Pattern) -> Iterator[Pattern]:
    if shape.item is not None:
        yield from _every(shape.item, (*steps, INDEX if shape.listed else KEY))
    elif shape.model is not None:
        for name, info in shape.model.model_fields.items():
            yield from _every(field_shape(info), (*steps, name))
    else:
        yield steps
