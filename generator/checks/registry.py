"""Declarations → the catalogue of checks: one equation or one function each, found by themselves, then read-only."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from generator.checks.check import FINAL_ACCOUNTS, GROUPS, Check, DocumentKind, Inapplicable, NotRun, Result, Stage
from generator.checks.compare import Relation, compare
from generator.checks.figures import Missing, footing_key, is_blank, is_table, section_title
from generator.checks.paths import bindings, documents_of, in_words, parse, placeholders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.checks.paths import Term
    from generator.checks.subject import Subject
    from generator.facts.figure import Figure
    from generator.finding import Severity

Run = TypeVar("Run", bound="Callable[[Check, Any], Iterator[Result]]")

GROUP_LETTERS = 2


class Registry:
    """Checks by code."""

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}
        self._closed = False

    def add(self, check: Check) -> None:
        """Take in a check.

        Raises:
            ValueError: its code or name is taken, its group unknown, its page incomplete, or the catalogue closed.
        """
        if self._closed:
            raise ValueError(f"{check.code}: 目录已经定稿")
        if check.code in self._checks or any(check.name == other.name for other in self._checks.values()):
            raise ValueError(f"{check.code} {check.name}: 已经有了")
        if check.code[:GROUP_LETTERS] not in GROUPS or not check.code[GROUP_LETTERS:].isdigit():
            raise ValueError(f"{check.code}: 编号不对")
        if not (check.title and check.basis and check.text.strip()):
            raise ValueError(f"{check.code}: 标题、依据、说明不能空")
        self._checks[check.code] = check

    def close(self) -> Mapping[str, Check]:
        """The catalogue, in the order of groups and codes; nothing can be added any more."""
        self._closed = True
        order = list(GROUPS)
        codes = sorted(self._checks, key=lambda code: (order.index(code[:GROUP_LETTERS]), code))
        return MappingProxyType({code: self._checks[code] for code in codes})

    def check(  # noqa: PLR0913 - a declaration: each argument is one line of a check's page
        self,
        code: str,
        name: str,
        title: str,
        *,
        basis: str,
        severity: Severity = "错误",
        stage: Stage = "figures",
        since: int = 0,
        until: int = 9999,
        documents: tuple[DocumentKind, ...] = FINAL_ACCOUNTS,
    ) -> Callable[[Run], Run]:
        """Register a generator function ``(check, subject)``; its docstring is the page."""

        def register(run: Run) -> Run:
            text = inspect.getdoc(run) or ""
            page = Check(code, name, title, basis, severity, text, stage, run, since, until)
            self.add(replace(page, documents=documents))
            return run

        return register

    def identity(  # noqa: PLR0913 - a declaration: each argument is one line of a check's page
        self,
        code: str,
        name: str,
        title: str,
        *,
        left: str,
        right: str,
        relation: Relation = "==",
        basis: str,
        text: str,
        severity: Severity = "错误",
        natures: tuple[str, ...] = (),
        optional: bool = False,
        advice: str = "",
        since: int = 0,
        until: int = 9999,
        documents: tuple[DocumentKind, ...] = (),
    ) -> None:
        """Register an equation over figures named by their paths.

        Args:
            code: short identity, such as XT02.
            name: dotted identity.
            title: what holds, in Chinese.
            left: paths with signs; ``{fund}``, ``{source}``, ``{class}``, ``{code}`` … stand for each in turn.
            right: as ``left``.
            relation: equal, or at most.
            basis: the rule or form that says so.
            text: the page.
            severity: level of a finding.
            natures: kinds of unit that it concerns; empty for all.
            optional: figures outside the tables that are not given make it inapplicable, not 未能执行.
            advice: what to do about a finding.
            since: first year.
            until: last year.
            documents: kinds of document that it concerns; by default the one that has the figures.

        Raises:
            ValueError: a path is not in the model.
        """
        sides = (parse(left), parse(right))

        def run(check: Check, subject: Subject) -> Iterator[Result]:
            if natures and subject.book.unit.nature not in natures:
                yield Inapplicable(f"{subject.book.unit.nature}不适用")
                return
            yield from _equation(check, subject, sides, relation, optional=optional, advice=advice)

        formula = f"{in_words(left)} {'＝' if relation == '==' else '≤'} {in_words(right)}"
        page = Check(code, name, title, basis, severity, text, "figures", run, since, until, formula)
        self.add(replace(page, documents=documents or documents_of(*sides)))

    def footing(  # noqa: PLR0913 - a declaration: each argument is one line of a check's page
        self,
        code: str,
        name: str,
        title: str,
        *,
        figures: tuple[str, ...],
        rule: str = "sum",
        basis: str,
        text: str,
        formula: str,
    ) -> None:
        """Register a formula of a form: a reported figure against what the same table makes of the others.

        Raises:
            ValueError: a path is not in the model.
        """
        keys: set[str] = set()
        table = figures[0].split(".", 1)[0]
        for pattern in figures:
            terms = parse(pattern)
            names = placeholders(terms)
            for binding in bindings(names, ("208",)):
                keys.add(footing_key(terms[0].path.format(**binding).split("."), rule))
        if not is_table(table):
            raise ValueError(f"{code}: {table}")

        def run(check: Check, subject: Subject) -> Iterator[Result]:
            index = subject.index
            if not index.is_reported(table):
                yield NotRun(f"没有报送{section_title(table)}")
                return
            pairs = [pair for key in sorted(keys) for pair in index.footings.get(key, ())]
            if not pairs:
                yield Inapplicable("表中没有填这项合计，或没有它的组成项")
            for figure, derived in pairs:
                yield compare(check, figure, derived, index)

        page = Check(code, name, title, basis, "错误", text, "figures", run, formula=formula)
        self.add(replace(page, documents=documents_of(parse(figures[0]))))


def _equation(
    check: Check,
    subject: Subject,
    sides: tuple[tuple[Term, ...], tuple[Term, ...]],
    relation: Relation,
    *,
    optional: bool,
    advice: str,
) -> Iterator[Result]:
    index = subject.index
    missing: dict[str, None] = {}
    compared = False
    for binding in bindings(placeholders(*sides), index.codes):
        left, right = (index.side(side, binding) for side in sides)
        for side in (left, right):
            if isinstance(side, Missing) and not (optional and side.left_open):
                missing[side.reason] = None
        if isinstance(left, Missing) or isinstance(right, Missing):
            continue
        if (is_blank(left) and is_blank(right)) or _same(left, right):
            continue
        compared = True
        yield compare(check, left, right, index, relation, advice)
    for reason in missing:
        yield NotRun(reason)
    if not compared and not missing:
        yield Inapplicable("数据中没有这项数")


def _same(left: Figure, right: Figure) -> bool:
    """Whether one side was computed from the very figures of the other: that would prove nothing."""
    keys = [{part.key for part in side.operands} or {side.key} for side in (left, right)]
    return not (left.path and right.path) and keys[0] == keys[1]


REGISTRY = Registry()
check = REGISTRY.check
identity = REGISTRY.identity
footing = REGISTRY.footing


@cache
def catalogue() -> Mapping[str, Check]:
    """Every check by code: imports the modules of ``rules``, then closes the registry."""
    from generator.checks import rules

    for module in sorted(pkgutil.iter_modules(rules.__path__), key=lambda one: one.name):
        importlib.import_module(f"{rules.__name__}.{module.name}")
    return REGISTRY.close()
