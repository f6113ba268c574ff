"""The types behind the names of a template: what a class has, by its English and its Chinese names."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, Union

from pydantic import BaseModel

from generator.facts import (
    application,
    book,
    budget_book,
    budget_ledger,
    disclosed,
    economic,
    evaluation,
    figure,
    ledger,
    lines,
    naming,
)
from generator.facts.book import FactBook
from generator.model.accounts import FinalAccounts
from generator.model.budget import Budget
from generator.model.disclosures import NamedAmount
from generator.model.performance import Application, Evaluation, Project, WholeApplication
from generator.model.unit import BudgetUnit
from generator.narrative.glossary import Term
from generator.narrative.titles import WORDS, chinese_names, chinese_words
from generator.style.model import Style

WORD_TYPES: dict[str, object] = {
    **dict.fromkeys(WORDS, str),
    "next_year": int,
    "glossary": tuple[Term, ...],
    "ink": Any,
}
"""Names that templates see beside the facts."""

_NAMESPACE = {
    **vars(figure),
    **vars(lines),
    **vars(ledger),
    **vars(economic),
    **vars(evaluation),
    **vars(naming),
    **vars(disclosed),
    **vars(book),
    **vars(application),
    **vars(budget_ledger),
    **vars(budget_book),
    "Budget": Budget,
    "Application": Application,
    "WholeApplication": WholeApplication,
    "Mapping": Mapping,
    "FinalAccounts": FinalAccounts,
    "BudgetUnit": BudgetUnit,
    "Evaluation": Evaluation,
    "Project": Project,
    "NamedAmount": NamedAmount,
}


@cache
def fields_of(owner: Any) -> dict[str, object]:  # noqa: ANN401 - any class, or what stands for a type
    """Field or property of a class → its type; English names alone."""
    if not isinstance(owner, type):
        return {}
    if issubclass(owner, BaseModel):
        found: dict[str, object] = {name: field.annotation for name, field in owner.model_fields.items()}
    elif dataclasses.is_dataclass(owner):
        hints = typing.get_type_hints(owner, None, _NAMESPACE)
        found = {field.name: hints[field.name] for field in dataclasses.fields(owner)}
    else:
        return {}
    for base in owner.__mro__:
        if not base.__module__.startswith("generator."):
            continue
        for name, value in vars(base).items():
            if isinstance(value, property) and not name.startswith("_"):
                found.setdefault(name, typing.get_type_hints(value.fget, None, _NAMESPACE).get("return", Any))
    return found


@cache
def names_of(owner: Any) -> dict[str, object]:  # noqa: ANN401 - as above
    """Every name of a class → its type; English and Chinese."""
    found = fields_of(owner)
    chinese = {title: found[name] for title, name in chinese_names(owner).items() if name in found} if found else {}
    return {**chinese, **found}


def context_types(of: type = FactBook) -> dict[str, object]:
    """Every name that a template may begin with, with its type."""
    known = {**fields_of(of), **WORD_TYPES, "style": Style}
    return known | {title: known[name] for name, title in chinese_words(of).items() if name in known}


def plain(kind: object) -> object:
    """``kind`` without an optional ``None`` and without annotations."""
    if typing.get_origin(kind) in {Union, types.UnionType}:
        parts = [part for part in typing.get_args(kind) if part is not type(None)]
        return plain(parts[0]) if len(parts) == 1 else Any
    if typing.get_origin(kind) is typing.Annotated:
        return plain(typing.get_args(kind)[0])
    return kind


def element(kind: object) -> object:
    """The type of the elements of a tuple type."""
    bare = plain(kind)
    return typing.get_args(bare)[0] if typing.get_origin(bare) is tuple else Any


def title_of(owner: object) -> str:
    """What a class is called in a message."""
    doc = (getattr(owner, "__doc__", "") or "").strip().split("\n")[0]
    title = doc.split(":")[0].split("，")[0].rstrip("。.")
    return title or getattr(owner, "__name__", str(owner))
