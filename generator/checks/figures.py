"""Fact book → its figures by the path of the data: what a rule finds there, a blank, or the reason for nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.checks.fields import Fields, fields_of
from generator.checks.paths import title_at
from generator.facts import budget_ledger
from generator.facts.budget_ledger import BUDGET_TABLES
from generator.facts.figure import Figure, derive, nothing, reported
from generator.facts.ledger import CLASSIFIED, TWO_SIDED
from generator.model.kinds import model_with
from generator.source import dotted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.checks.paths import Term
    from generator.facts.kinds import Book
    from generator.model.kinds import Accounts

TABLES = (*CLASSIFIED, *TWO_SIDED, "basic")
"""The nine statutory tables."""

_TABLES = frozenset((*TABLES, *BUDGET_TABLES))
"""The tables of both kinds of document; no two have the same name."""

_BY_LINE = frozenset((*CLASSIFIED, *budget_ledger.CLASSIFIED))

_CODE_STEP = 2
"""Place of the code in the path of a line."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no figure; ``left_open`` where a person may leave it open, other than a whole table."""

    reason: str
    left_open: bool


def is_table(section: str) -> bool:
    """Whether a part of the data is a table, of either kind of document."""
    return section in _TABLES


def section_title(section: str) -> str:
    """The Chinese name of a table or another part of the data."""
    field = model_with(section).model_fields.get(section)
    return (field.title if field else None) or section


def full_title(figure: Figure) -> str:
    """What a figure is called outside its table: table, code, name."""
    path = figure.path or tuple(figure.key.split("."))
    table = str(path[0])
    if table not in _TABLES:
        return figure.title
    coded = len(path) > _CODE_STEP and path[1] in {"lines", "classes"}
    code = f"{path[_CODE_STEP]} " if coded else ""
    return f"{section_title(table)}·{code}{figure.title}"


def footing_key(path: Sequence[str | int], rule: str) -> str:
    """Which formula of which table makes the figure at ``path``, the codes left out."""
    table = str(path[0])
    if table in _BY_LINE:
        return f"{table}.{rule}" if rule == "sum" else f"{table}.{path[-1]}.{rule}"
    steps = ["*" if str(step).isdigit() else str(step) for step in path]
    return f"{'.'.join(steps)}.{rule}"


@dataclass(frozen=True)
class FigureIndex:
    """All figures of one unit by path."""

    book: Book

    @property
    def accounts(self) -> Accounts:
        """What was reported."""
        return self.book.accounts

    @cached_property
    def fields(self) -> Fields:
        """Every number and text of the data."""
        return fields_of(self.accounts)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Path → figure."""
        found = dict(self._outside())
        found.update(self.book.ledger.figures())
        return found

    def _outside(self) -> Iterator[tuple[str, Figure]]:
        for field in self.fields.numbers:
            if field.path[0] not in _TABLES:
                kind = field.kind
                figure = reported(field.path, field.title, field.value, "money" if kind == "money" else "number")
                if kind == "count":
                    figure = reported(field.path, field.title, field.value, "count")
                if figure is not None:
                    yield dotted(field.path), figure
        yield from ((figure.key, figure) for figure in self.book.outside())

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The functional codes of the unit."""
        return self.book.ledger.codes

    @cached_property
    def footings(self) -> Mapping[str, tuple[tuple[Figure, Figure], ...]]:
        """Formula → each figure that is reported, with what the formula makes of the others."""
        found: dict[str, list[tuple[Figure, Figure]]] = defaultdict(list)
        for figure in self.figures.values():
            for derived in figure.derived:
                if figure.path and figure.path[0] in _TABLES:
                    found[footing_key(figure.path, derived.key.rsplit(".", 1)[-1])].append((figure, derived))
        return {key: tuple(pairs) for key, pairs in found.items()}

    def is_reported(self, section: str) -> bool:
        """Whether a table is in the data; every other part always is."""
        return section not in _TABLES or getattr(self.accounts, section) is not None

    def find(self, path: str) -> Figure | Missing:
        """The figure at ``path``; zero where a reported table is blank; else the reason why there is none."""
        section = path.split(".", 1)[0]
        figure = self.figures.get(path)
        if section not in _TABLES:
            return Missing(f"没有填“{_group_title(path)}”", left_open=True) if figure is None else figure
        if not self.is_reported(section):
            return Missing(f"没有报送{section_title(section)}", left_open=False)
        if figure is None:
            return nothing(path, title_at(path))
        if not figure.path and self._is_borrowed(figure, section):
            reason = f"{section_title(section)}没有填全，由其他表推出的数不能再用来核对"
            return Missing(reason, left_open=False)
        return figure

    def _is_borrowed(self, figure: Figure, section: str) -> bool:
        return any(part.path[0] != section for part in self.leaves(figure))

    def leaves(self, figure: Figure) -> tuple[Figure, ...]:
        """The reported figures that a figure follows from; itself if it is reported."""
        if figure.operation == "reported":
            return (figure,)
        return tuple(leaf for operand in figure.operands for leaf in self.leaves(operand))

    def side(self, terms: Sequence[Term], binding: Mapping[str, str]) -> Figure | Missing:
        """One side of an equation as a figure, or why it cannot be had."""
        found: list[tuple[bool, Figure]] = []
        for term in terms:
            figure = self.find(term.path.format(**binding))
            if isinstance(figure, Missing):
                return figure
            found.append((term.negative, figure))
        plus = [figure for negative, figure in found if not negative]
        minus = [figure for negative, figure in found if negative]
        known = [figure for figure in plus if not is_blank(figure)] or plus[:1]
        first = known[0]
        whole = first if len(known) == 1 else derive(first.key, "", "sum", known, first.kind)
        return derive(first.key, "", "difference", (whole, *minus), first.kind) if minus else whole


def _group_title(path: str) -> str:
    """What a figure outside the tables belongs to, so that what is not given is said once a group."""
    return title_at(".".join(path.split(".")[:2]))


def is_blank(figure: Figure) -> bool:
    """Whether the figure stands for a blank cell of a reported table."""
    return figure.operation == "sum" and not figure.operands
