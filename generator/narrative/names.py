"""The parsed template → names, filters and tests that do not exist, and arithmetic.

Attribute chains that begin with a fact (``revenue.change.rate``) are followed through the types of the fact book.
What cannot be known is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import nodes

from generator.facts.book import FactBook
from generator.narrative.titles import as_word
from generator.narrative.types import context_types, element, fields_of, names_of, plain, title_of
from generator.style.problems import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Environment

Misname = tuple[int, str, str, str, str]
"""Line, code, message, what was found, the name that may have been meant."""

Scope = dict[str, object]
"""Name → its type."""

_ARITHMETIC: dict[type[nodes.Node], str] = {
    nodes.Add: "+",
    nodes.Sub: "-",
    nodes.Mul: "*",
    nodes.Div: "/",
    nodes.FloorDiv: "//",
    nodes.Mod: "%",
    nodes.Pow: "**",
    nodes.Neg: "-",
}
CALCULATING = frozenset({"round", "float", "int", "sum", "abs", "format", "filesizeformat"})
"""Filters of Jinja that compute or format: templates have none of them."""
_KEEP_TYPE = frozenset({"list", "selectattr", "rejectattr", "sort", "reverse"})


def _reasons(environment: Environment) -> dict[str, object]:
    """The reasons that the data of the style's kind of document can give."""
    accounts = plain(fields_of(getattr(environment, "book", FactBook))["accounts"])
    return fields_of(plain(fields_of(accounts)["reasons"]))


def _of(environment: Environment) -> dict[str, object]:
    """The names that texts of the style's kind of document may begin with."""
    return context_types(getattr(environment, "book", FactBook))


class _Module:
    """What an imported template is seen as."""

    def __init__(self, template: str, names: frozenset[str]) -> None:
        self.template = template
        self.names = names


class NameReader:
    """Follows names through one template."""

    def __init__(
        self,
        environment: Environment,
        scope: Mapping[str, object] | None,
        macros: Mapping[str, frozenset[str]],
    ) -> None:
        self.environment = environment
        self.scope = {**dict.fromkeys(environment.globals, Any), **(_of(environment) if scope is None else scope)}
        self.macros = macros
        self.found: dict[Misname, None] = {}

    def read(self, tree: nodes.Node) -> list[Misname]:
        """What is wrong below ``tree``."""
        self._node(tree, dict(self.scope))
        return list(self.found)

    def _node(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.Import() | nodes.FromImport() | nodes.Include():
                self._brought(node, scope)
            case nodes.Assign():
                self._bind(node.target, self._type(node.node, scope), scope)
            case nodes.Macro():
                scope[node.name] = Any
                inner: Scope = {**scope, "varargs": Any, "caller": Any}
                inner.update((argument.name, Any) for argument in node.args)
                self._nodes((*node.defaults, *node.body), inner)
            case nodes.For():
                round_: Scope = {**scope, "loop": Any}
                self._bind(node.target, element(self._type(node.iter, scope)), round_)
                self._nodes((*([node.test] if node.test else []), *node.body, *node.else_), round_)
            case nodes.Expr():
                self._type(node, scope)
            case _:
                self._nodes(node.iter_child_nodes(), scope)

    def _nodes(self, children: Iterable[nodes.Node], scope: Scope) -> None:
        for child in children:
            self._node(child, scope)

    def _brought(self, node: nodes.Import | nodes.FromImport | nodes.Include, scope: Scope) -> None:
        """Another template, and what is taken from it."""
        module = self._module(node.template)
        if isinstance(node, nodes.Import):
            scope[node.target] = module
        elif isinstance(node, nodes.FromImport):
            for one in node.names:
                name, target = one if isinstance(one, tuple) else (one, one)
                self._member(node, module, name)
                scope[target] = Any

    def _bind(self, target: nodes.Node, kind: object, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            for item in target.items:
                self._bind(item, Any, scope)

    def _type(self, node: nodes.Node, scope: Scope) -> object:
        """The type of an expression; ``Any`` where it cannot be told."""
        match node:
            case nodes.Name():
                if node.name not in scope:
                    self._mistake(node, "YS14", f"没有“{node.name}”这个名称", node.name, scope)
                return scope.get(node.name, Any)
            case nodes.Getattr():
                return self._attribute(node, self._type(node.node, scope), node.attr)
            case nodes.Getitem(arg=nodes.Const(value=str() as name)):
                return self._attribute(node, self._type(node.node, scope), name)
            case nodes.Filter():
                self._filter(node)
            case nodes.Test():
                if node.name not in self.environment.tests:
                    self._mistake(node, "YS15", f"没有“{node.name}”这个判断", node.name, self.environment.tests)
            case nodes.Call():
                self._call(node)
            case _ if (sign := _ARITHMETIC.get(type(node))) is not None:
                text = f"模板里用“{sign}”做了计算"
                self.found[node.lineno, "YS16", text, sign, ""] = None
        children = list(node.iter_child_nodes())
        kinds = [self._type(child, scope) for child in children if isinstance(child, nodes.Expr)]
        self._nodes((child for child in children if not isinstance(child, nodes.Expr)), scope)
        return kinds[0] if isinstance(node, nodes.Filter) and node.name in _KEEP_TYPE and kinds else Any

    def _filter(self, node: nodes.Filter) -> None:
        if node.name in CALCULATING:
            text = f"过滤器“{node.name}”做计算，不能用：金额写 |万元，百分比写 |百分比"
            self.found[node.lineno, "YS16", text, node.name, ""] = None
        elif node.name not in self.environment.filters:
            self._mistake(node, "YS15", f"没有“{node.name}”这个过滤器", node.name, self.environment.filters)

    def _call(self, node: nodes.Call) -> None:
        """``reason("total")`` names a reason of the data."""
        if not (isinstance(node.node, nodes.Name) and node.node.name in {"reason", "原因"} and node.args):
            return
        key = node.args[0]
        if isinstance(key, nodes.Const) and isinstance(key.value, str):
            known = _reasons(self.environment)
            first = key.value.split(".")[0]
            if first not in known:
                self._mistake(node, "YS14", f"数据中没有“{first}”这个原因", first, known)

    def _module(self, template: nodes.Expr) -> object:
        if not (isinstance(template, nodes.Const) and isinstance(template.value, str)):
            return Any
        known = self.environment.list_templates()
        if template.value not in known:
            self._mistake(template, "YS17", f"没有模板“{template.value}”", template.value, known)
            return Any
        return _Module(template.value, self.macros[template.value])

    def _attribute(self, node: nodes.Node, owner: object, name: str) -> object:
        if isinstance(owner, _Module):
            return self._member(node, owner, name)
        bare = plain(owner)
        known = names_of(bare) if isinstance(bare, type) else {}
        if not known or name in known or (not name.isascii() and as_word(name) in known):
            return known.get(name, known.get(as_word(name), Any))
        self._mistake(node, "YS14", f"“{title_of(bare)}”中没有“{name}”", name, known)
        return Any

    def _member(self, node: nodes.Node, module: object, name: str) -> object:
        if isinstance(module, _Module) and module.names and name not in module.names:
            self._mistake(node, "YS14", f"模板“{module.template}”中没有“{name}”", name, module.names)
        return Any

    def _mistake(self, node: nodes.Node, code: str, text: str, name: str, known: Iterable[str]) -> None:
        self.found[node.lineno, code, text, name, nearest(name, known)] = None
