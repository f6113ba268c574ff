"""A side of an equation as written → its terms, every path proved against the model when the rule is declared."""

from __future__ import annotations

import re
import typing
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from generator.checks.check import BUDGET, FINAL_ACCOUNTS
from generator.facts.appropriation import FUNDS
from generator.facts.budget_ledger import BUDGET_FUNDS, SOURCES
from generator.facts.ledger import OTHER_SOURCES
from generator.model.accounts import FinalAccounts
from generator.model.kinds import MODELS

if TYPE_CHECKING:
    from generator.checks.check import DocumentKind

DOMAINS: dict[str, tuple[str, ...]] = {
    "fund": FUNDS,
    "source": OTHER_SOURCES,
    "group": ("budget", "outturn"),
    "kind": ("goods", "works", "services"),
    "budget_fund": BUDGET_FUNDS,
    "budget_source": SOURCES,
    "budget_part": ("basic", "personnel", "public", "project", "total"),
    "basic_part": ("personnel", "public"),
}
"""Placeholder → what it stands for, one after the other."""

CODES: dict[str, int] = {"class": 3, "code": 0}
"""Placeholder for functional codes of the unit → their digits; 0 for any."""

_SAMPLE = {"class": "208", "code": "2080501"}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_TERM = re.compile(r"\s*([+-]?)\s*([\w.{}]+)\s*")


@dataclass(frozen=True, slots=True)
class Term:
    """A path with its sign."""

    path: str
    negative: bool = False


def parse(side: str) -> tuple[Term, ...]:
    """The terms of ``a.b + c.{fund} - d``.

    Raises:
        ValueError: the side is not written so, or a path is not in the model.
    """
    terms: list[Term] = []
    position = 0
    while position < len(side):
        match = _TERM.match(side, position)
        if match is None or (terms and not match[1]):
            raise ValueError(f"{side!r}: {side[position:]!r}")
        terms.append(Term(match[2], match[1] == "-"))
        position = match.end()
    if not terms:
        raise ValueError(side)
    for term in terms:
        _prove(term.path)
    return tuple(terms)


def documents_of(*sides: tuple[Term, ...]) -> tuple[DocumentKind, ...]:
    """The kind of document that has the figures of an equation; 决算 where both have them."""
    sections = {term.path.split(".")[0] for side in sides for term in side}
    named = {section for section in sections if not _PLACEHOLDER.search(section)}
    return FINAL_ACCOUNTS if named <= set(FinalAccounts.model_fields) else BUDGET


def placeholders(*sides: tuple[Term, ...]) -> tuple[str, ...]:
    """The placeholders of an equation, each once."""
    return tuple(dict.fromkeys(name for side in sides for term in side for name in _PLACEHOLDER.findall(term.path)))


def bindings(names: tuple[str, ...], codes: tuple[str, ...]) -> list[dict[str, str]]:
    """Every way to fill ``names``; ``codes`` are the functional codes of the unit."""
    values = [DOMAINS.get(name) or _of_length(codes, CODES[name]) for name in names]
    return [dict(zip(names, chosen, strict=True)) for chosen in product(*values)]


def _of_length(codes: tuple[str, ...], digits: int) -> tuple[str, ...]:
    return tuple(code for code in codes if digits in (0, len(code)))


def _prove(path: str) -> None:
    names = tuple(_PLACEHOLDER.findall(path))
    unknown = [name for name in names if name not in DOMAINS and name not in CODES]
    if unknown:
        raise ValueError(f"{path}: {unknown}")
    for chosen in product(*(DOMAINS.get(name) or (_SAMPLE[name],) for name in names)):
        filled = path.format(**dict(zip(names, chosen, strict=True)))
        if kind_at(filled) not in {"money", "number", "count"}:
            raise ValueError(f"{path}: {filled} 不是模型中的数")


@cache
def kind_at(path: str) -> str:
    """What stands at ``path`` in the model: money, number, count, text, or empty where there is no such place."""
    return next((kind for model in MODELS if (kind := _kind_in(model, path))), "")


def _kind_in(model: type[BaseModel], path: str) -> str:
    owner: Any = model
    steps = path.split(".")
    for index, step in enumerate(steps):
        plain = unwrap(owner)
        if isinstance(plain, type) and issubclass(plain, BaseModel):
            field = plain.model_fields.get(step)
            if field is None:
                return ""
            if index == len(steps) - 1:
                return kind_of(field.annotation, tuple(field.metadata))
            owner = field.annotation
        elif typing.get_origin(plain) in {dict, tuple}:
            owner = typing.get_args(plain)[-1 if typing.get_origin(plain) is dict else 0]
            if index == len(steps) - 1:
                return kind_of(owner, ())
        else:
            return ""
    return ""


@cache
def titles_at(path: str) -> tuple[str, ...]:
    """The Chinese name of each step of a place in the model; empty where there is no such place."""
    return next((titles for model in MODELS if (titles := _titles_in(model, path))), ())


def _titles_in(model: type[BaseModel], path: str) -> tuple[str, ...]:
    owner: Any = model
    titles: list[str] = []
    for step in path.split("."):
        plain = unwrap(owner)
        fields = getattr(plain, "model_fields", None)
        if fields is not None:
            if step not in fields:
                return ()
            titles.append(fields[step].title or step)
            owner = fields[step].annotation
        elif typing.get_origin(plain) in {dict, tuple}:
            titles.append(step)
            owner = typing.get_args(plain)[-1 if typing.get_origin(plain) is dict else 0]
        else:
            return ()
    return tuple(titles)


def title_at(path: str) -> str:
    """The Chinese name of a place in the model, without the name of its table; empty where there is no such place."""
    titles = titles_at(path)
    shown = titles[1:] if len(titles) > 1 and titles[0].endswith("表") else titles
    return "·".join(title for title in shown if title != "科目")


_WORDS = {
    "fund": "各项财政拨款",
    "source": "各项其他收入",
    "group": "预算数（决算数）",
    "kind": "货物（工程、服务）",
    "budget_fund": "各项拨款",
    "budget_source": "各项收入",
    "budget_part": "各栏",
    "basic_part": "人员（公用）经费",
    "class": "各类",
    "code": "各科目",
}
"""Placeholder → how a formula names it."""


def in_words(side: str) -> str:
    """A side of an equation with the Chinese names of its figures."""
    terms = parse(side)
    shown = [f"{' − ' if term.negative else ' + '}{_term_in_words(term.path)}" for term in terms]
    return "".join(shown)[3:]


def _term_in_words(path: str) -> str:
    sample = {name: values[0] for name, values in DOMAINS.items()} | _SAMPLE
    steps = path.split(".")
    filled = [step.format(**sample) for step in steps]
    names = []
    for step, title in zip(steps, titles_at(".".join(filled)), strict=True):
        placeholder = _PLACEHOLDER.fullmatch(step)
        names.append(_WORDS[placeholder[1]] if placeholder else title)
    return "·".join(name for name in names if name != "科目")


def unwrap(annotation: Any) -> Any:  # noqa: ANN401 - an annotation is of any form
    """``X`` of ``Annotated[X, …]`` and ``X | None``."""
    if typing.get_origin(annotation) is typing.Annotated:
        return unwrap(typing.get_args(annotation)[0])
    options = [option for option in typing.get_args(annotation) if option is not type(None)]
    if len(options) == 1 and type(None) in typing.get_args(annotation):
        return unwrap(options[0])
    return annotation


def kind_of(annotation: Any, metadata: tuple[object, ...]) -> str:  # noqa: ANN401 - an annotation is of any form
    """money, number, count or text, by the validator that reads the field; empty for anything else."""
    if typing.get_origin(annotation) is typing.Annotated:
        metadata = (*metadata, *typing.get_args(annotation)[1:])
    readers = {getattr(getattr(one, "func", None), "__name__", "") for one in metadata}
    known = {"_amount": "money", "_number": "number", "_count": "count", "_line": "text", "_text": "text"}
    return next((kind for reader, kind in known.items() if reader in readers), "")
