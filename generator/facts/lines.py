"""Reported lines of a classified table → the whole table: every level, every column, the total.

What is reported is kept; what follows from it is computed where absent, and attached to the reported figure
where present, so that both can be compared. Absent stays absent: a sum of nothing is nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from generator.classification import LEVELS, parents
from generator.facts.figure import Figure, derive, reported, settle, total

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.classification import CodeTable

Cells = Mapping[str, Figure]
"""Column → figure; a column without a figure is not there."""

RowSum = tuple[str, tuple[str, ...]]
"""A column, and those that it is the sum of."""

Above = Callable[[str], Iterable[str]]

ROW_SUMS: Mapping[str, RowSum] = {
    "revenue": (
        "total",
        ("appropriation", "superior_subsidy", "operating", "business", "subordinate_remittance", "other"),
    ),
    "expenditure": ("total", ("basic", "project", "remitted_to_superior", "business", "subordinate_subsidy")),
    "general_budget": ("total", ("basic", "project")),
    "government_fund": ("total", ("basic", "project")),
    "state_capital": ("total", ("basic", "project")),
}
"""栏间勾稽: table → the column that is the sum of others."""

CARRIED = frozenset({"government_fund", "state_capital"})
"""Tables in which 年末结转和结余 = 年初结转和结余 + 本年收入 − 本年支出."""


class _ReportedLine(Protocol):
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class FactLine:
    """One line: its code, its name in the code table of the year, and its figures."""

    code: str
    name: str
    cells: Cells

    @property
    def level(self) -> str:
        """类, 款 or 项."""
        return LEVELS[len(self.code)]

    def get(self, column: str) -> Figure | None:
        """The figure of ``column``."""
        return self.cells.get(column)


@dataclass(frozen=True, slots=True)
class FactTable:
    """A classified table, complete: lines by code, ascending, and the total."""

    id: str
    total: Cells
    lines: tuple[FactLine, ...]

    def level(self, name: str) -> tuple[FactLine, ...]:
        """The lines of 类, 款 or 项."""
        return tuple(line for line in self.lines if line.level == name)

    @property
    def leaves(self) -> tuple[FactLine, ...]:
        """Lines without lines below them."""
        inner = {code for line in self.lines for code in parents(line.code)}
        return tuple(line for line in self.lines if line.code not in inner)

    def line(self, code: str) -> FactLine | None:
        """The line of ``code``."""
        return next((line for line in self.lines if line.code == code), None)

    def figures(self) -> Iterator[tuple[str, Figure]]:
        """Every figure by its path."""
        yield from ((f"{self.id}.total.{column}", figure) for column, figure in self.total.items())
        yield from line_figures(self.id, self.lines)

    @property
    def is_empty(self) -> bool:
        """Whether no figure of the table differs from zero."""
        return not any(self.total.values()) and not any(any(line.cells.values()) for line in self.lines)


def line_figures(table: str, lines: Iterable[FactLine]) -> Iterator[tuple[str, Figure]]:
    """Every figure of ``lines`` by its path."""
    for line in lines:
        yield from ((f"{table}.lines.{line.code}.{column}", figure) for column, figure in line.cells.items())


def table_figures(ledger: object, tables: Iterable[str], sides: Iterable[str]) -> Iterator[tuple[str, Figure]]:
    """Every figure of a ledger's classified ``tables`` and of its ``sides``, figures by field path, by its path."""
    for name in tables:
        table: FactTable = getattr(ledger, name)
        yield from table.figures()
    for name in sides:
        cells: Cells = getattr(ledger, name)
        yield from ((f"{name}.{field}", figure) for field, figure in cells.items())


def codes_of(tables: Iterable[FactTable], sides: Iterable[Cells]) -> tuple[str, ...]:
    """The functional codes of classified tables, and of two-sided ones by field path (``classes.210``)."""
    found = {line.code for table in tables for line in table.lines}
    found.update(path.split(".")[1] for cells in sides for path in cells if path.startswith("classes."))
    return tuple(sorted(found))


def complete_table(
    table: str,
    columns: Mapping[str, str],
    reported_total: object | None,
    reported_lines: Mapping[str, _ReportedLine],
    codes: CodeTable,
    *,
    rules: Sequence[RowSum] = (),
    above: Above = parents,
) -> FactTable:
    """The complete table.

    Args:
        table: the table's name, which is the first step of its figures' paths.
        columns: column → Chinese title, in order.
        reported_total: the 合计 line as reported, if it was.
        reported_lines: code → line as reported.
        codes: names of the codes.
        rules: columns that are the sum of others; those of the nine tables by default.
        above: the codes above a code, the nearest first.
    """
    row_sums = rules or (ROW_SUMS[table],)
    names = {code: codes.names.get(code) or line.name for code, line in reported_lines.items()}
    every = sorted({*reported_lines, *(one for code in reported_lines for one in above(code))})
    below = _children(every, above)
    cells: dict[str, dict[str, Figure]] = {}
    for code in sorted(every, key=len, reverse=True):
        name = names.get(code) or codes.names.get(code) or code
        line = reported_lines.get(code)
        parts = [cells[child] for child in below.get(code, ())]
        cells[code] = _line(table, ("lines", code), name, columns, line, parts, row_sums=row_sums)
    tops = [cells[code] for code in every if not any(one in cells for one in above(code))]
    whole = _line(table, ("total",), "合计", columns, reported_total, tops, row_sums=row_sums)
    lines = tuple(FactLine(code, names.get(code) or codes.names.get(code) or code, cells[code]) for code in every)
    return FactTable(table, whole, lines)


def _children(codes: Iterable[str], above: Above) -> dict[str, list[str]]:
    """Code → the codes directly below it."""
    known = set(codes)
    below: dict[str, list[str]] = {}
    for code in sorted(known):
        nearest = next((one for one in above(code) if one in known), None)
        if nearest:
            below.setdefault(nearest, []).append(code)
    return below


def _line(
    table: str,
    place: tuple[str, ...],
    name: str,
    columns: Mapping[str, str],
    line: object | None,
    parts: list[dict[str, Figure]],
    *,
    row_sums: Sequence[RowSum],
) -> dict[str, Figure]:
    """One line's figures: reported, or summed from the lines below, or from the line's other columns."""
    path = (table, *place)
    key = ".".join(path)
    found: dict[str, Figure] = {}
    for column, title in columns.items():
        value: Decimal | None = getattr(line, column) if line is not None else None
        given = reported((*path, column), f"{name}·{title}", value)
        suffix = "" if given is None else ".sum"
        summed = total(f"{key}.{column}{suffix}", f"{name}·{title}", (part.get(column) for part in parts))
        if (figure := settle(given, summed)) is not None:
            found[column] = figure
    _across(table, key, name, columns, found, row_sums)
    return found


def _across(
    table: str,
    key: str,
    name: str,
    columns: Mapping[str, str],
    found: dict[str, Figure],
    row_sums: Sequence[RowSum],
) -> None:
    """Add to ``found`` what follows from the other columns of the same line."""
    for column, addends in row_sums:
        parts = [found.get(addend) for addend in addends]
        _settle_into(found, column, total(_free(found, key, column, "row"), f"{name}·{columns[column]}", parts))
    if table in CARRIED:
        available = total(
            f"{key}.available", f"{name}·年初结转和结余加本年收入", (found.get("opening"), found.get("revenue"))
        )
        if available is not None:
            operands = [available, *(figure for figure in (found.get("total"),) if figure is not None)]
            title = f"{name}·{columns['closing']}"
            closing = derive(_free(found, key, "closing", "row"), title, "difference", operands)
            _settle_into(found, "closing", closing)


def _free(found: Mapping[str, Figure], key: str, column: str, rule: str) -> str:
    """A key for a computed figure that no other figure of the line has."""
    return f"{key}.{column}.{rule}" if column in found else f"{key}.{column}"


def _settle_into(found: dict[str, Figure], column: str, computed: Figure | None) -> None:
    given = found.get(column)
    if given is None or given.operation == "reported":
        derived = () if given is None else given.derived
        if (figure := settle(given, *derived, computed)) is not None:
            found[column] = figure
