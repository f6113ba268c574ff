"""A style's templates, read without rendering: every name must exist, so that a mistake fails when the style loads.

Attribute chains that begin with a fact (``revenue.change.rate``) are followed through the types of the fact book.
"""

from __future__ import annotations

import dataclasses
import difflib
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Union

from jinja2 import TemplateSyntaxError, nodes
from pydantic import BaseModel

from generator.facts import book, disclosed, evaluation, figure, ledger, lines, naming
from generator.facts.book import FactBook
from generator.model.accounts import FinalAccounts
from generator.model.disclosures import NamedAmount
from generator.model.performance import Project
from generator.model.unit import BudgetUnit
from generator.narrative.absent import field_title
from generator.narrative.glossary import Term
from generator.style.model import Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

WORDS: dict[str, object] = {
    "section": str,
    "me": str,
    "we": str,
    "name": str,
    "level_word": str,
    "dept_word": str,
    "prior_label": str,
    "next_year": int,
    "glossary": tuple[Term, ...],
    "ink": Any,
}
"""Names that templates see beside the facts."""

_NAMESPACE = {
    **vars(figure),
    **vars(lines),
    **vars(ledger),
    **vars(evaluation),
    **vars(naming),
    **vars(disclosed),
    **vars(book),
    "Mapping": Mapping,
    "FinalAccounts": FinalAccounts,
    "BudgetUnit": BudgetUnit,
    "Project": Project,
    "NamedAmount": NamedAmount,
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """A name that does not exist."""

    template: str
    line: int
    text: str
    near: str = ""

    def __str__(self) -> str:
        hint = f"，你是不是想写“{self.near}”" if self.near else ""
        return f"{self.template} 第 {self.line} 行：{self.text}{hint}"


@cache
def _fields(owner: Any) -> dict[str, object]:  # noqa: ANN401 - any class, or what stands for a type
    """Field or property of a class → its type; English and Chinese names."""
    if not isinstance(owner, type):
        return {}
    found: dict[str, object] = {}
    if issubclass(owner, BaseModel):
        found = {name: field.annotation for name, field in owner.model_fields.items()}
    elif dataclasses.is_dataclass(owner):
        hints = typing.get_type_hints(owner, None, _NAMESPACE)
        found = {field.name: hints[field.name] for field in dataclasses.fields(owner)}
    else:
        return {}
    chinese = {field_title(owner, name): kind for name, kind in found.items()}
    for base in owner.__mro__:
        if not base.__module__.startswith("generator."):
            continue
        for name, value in vars(base).items():
            if isinstance(value, property) and not name.startswith("_"):
                returned = typing.get_type_hints(value.fget, None, _NAMESPACE).get("return", Any)
                found.setdefault(name, returned)
    return {**chinese, **found}


def context_types() -> dict[str, object]:
    """Every name that a template may use, with its type."""
    return {**_fields(FactBook), **WORDS}


def lint_templates(environment: Environment, names: Iterator[str] | list[str]) -> list[Mistake]:
    """The mistakes of the templates ``names``."""
    mistakes: list[Mistake] = []
    loader = environment.loader
    if loader is None:
        raise ValueError(environment)
    for name in names:
        source, _, _ = loader.get_source(environment, name)
        try:
            tree = environment.parse(source, name)
            environment.compile(source, name)
        except TemplateSyntaxError as error:
            mistakes.append(Mistake(name, error.lineno, error.message or "写法有误"))
            continue
        mistakes += _Reader(name, {**context_types(), **dict.fromkeys(environment.globals, Any), "style": Style}).read(
            tree
        )
    return mistakes


class _Reader:
    """Follows names through one template; what it cannot know the type of, it leaves alone."""

    def __init__(self, template: str, scope: dict[str, object]) -> None:
        self.template = template
        self.scope = scope
        self.mistakes: list[Mistake] = []

    def read(self, tree: nodes.Node) -> list[Mistake]:
        """The mistakes below ``tree``."""
        self._node(tree, dict(self.scope))
        return self.mistakes

    def _node(self, node: nodes.Node, scope: dict[str, object]) -> None:
        match node:
            case nodes.Import():
                scope[node.target] = Any
                return
            case nodes.Assign():
                self._type(node.node, scope)
                self._bind(node.target, self._type(node.node, scope), scope)
                return
            case nodes.Macro():
                inner = {**scope, **{argument.name: Any for argument in node.args}}
                scope[node.name] = Any
                for child in (*node.defaults, *node.body):
                    self._node(child, inner)
                return
            case nodes.For():
                inner = {**scope, "loop": Any}
                self._bind(node.target, _element(self._type(node.iter, scope)), inner)
                for child in (*([node.test] if node.test else []), *node.body, *node.else_):
                    self._node(child, inner)
                return
            case nodes.Expr():
                self._type(node, scope)
                return
        for child in node.iter_child_nodes():
            self._node(child, scope)

    def _bind(self, target: nodes.Node, kind: object, scope: dict[str, object]) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            for item in target.items:
                self._bind(item, Any, scope)

    def _type(self, node: nodes.Node, scope: dict[str, object]) -> object:
        """The type of an expression; ``Any`` where it cannot be told. Notes names that do not exist."""
        if isinstance(node, nodes.Name):
            if node.name not in scope:
                self._mistake(node, f"没有“{node.name}”这个名称", node.name, scope)
            return scope.get(node.name, Any)
        if isinstance(node, nodes.Getattr):
            return self._attribute(node, self._type(node.node, scope), node.attr)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._attribute(node, self._type(node.node, scope), node.arg.value)
        if isinstance(node, nodes.Filter) and node.name in {"list", "selectattr", "sort"} and node.node is not None:
            for argument in node.args:
                self._type(argument, scope)
            return self._type(node.node, scope)
        for child in node.iter_child_nodes():
            self._type(child, scope) if isinstance(child, nodes.Expr) else self._node(child, scope)
        return Any

    def _attribute(self, node: nodes.Node, owner: object, name: str) -> object:
        plain = _plain(owner)
        known = _fields(plain) if isinstance(plain, type) else {}
        if not known or name in known:
            return known.get(name, Any)
        self._mistake(node, f"“{_title(plain)}”中没有“{name}”", name, known)
        return Any

    def _mistake(self, node: nodes.Node, text: str, name: str, known: dict[str, object]) -> None:
        near = difflib.get_close_matches(name, known, 1, 0.5)
        self.mistakes.append(Mistake(self.template, node.lineno, text, near[0] if near else ""))


def _plain(kind: object) -> object:
    """``kind`` without an optional ``None`` and without annotations."""
    if typing.get_origin(kind) in {Union, types.UnionType}:
        parts = [part for part in typing.get_args(kind) if part is not type(None)]
        return _plain(parts[0]) if len(parts) == 1 else Any
    if typing.get_origin(kind) is typing.Annotated:
        return _plain(typing.get_args(kind)[0])
    return kind


def _element(kind: object) -> object:
    """The type of the elements of a tuple type."""
    plain = _plain(kind)
    return typing.get_args(plain)[0] if typing.get_origin(plain) is tuple else Any


def _title(owner: object) -> str:
    doc = (getattr(owner, "__doc__", "") or "").strip().split("\n")[0]
    return doc.rstrip("。.") or getattr(owner, "__name__", str(owner))
