"""Lists of records (政府采购、购买服务、项目支出) → their rows, with texts and figures by column, and their totals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.facts.figure import Figure, reported, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pydantic import BaseModel

    from generator.facts.figure import Kind
    from generator.source import Path

KINDS: Mapping[str, Kind] = {"quantity": "number"}
"""Columns that are no money."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row: texts and figures by column."""

    texts: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A list of records: its rows, and the sums of the columns that can be added up."""

    id: str
    rows: tuple[Record, ...] = ()
    total: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is no record."""
        return not self.rows

    def figures(self) -> Iterable[tuple[str, Figure]]:
        """The sums by their keys; what is reported is found in the data."""
        return ((figure.key, figure) for figure in self.total.values())


def figures_of(path: Path, record: BaseModel, lead: str, columns: Sequence[str]) -> dict[str, Figure]:
    """The figures of ``record``, which stands at ``path`` in the data; ``lead`` names it in their titles."""
    found = {}
    for column in columns:
        title = type(record).model_fields[column].title or column
        figure = reported((*path, column), f"{lead}·{title}", getattr(record, column), KINDS.get(column, "money"))
        if figure is not None:
            found[column] = figure
    return found


def texts_of(record: BaseModel, columns: Iterable[str]) -> dict[str, str]:
    """The texts of ``record``; 是 and 否 for what is true or false."""
    return {column: _text(getattr(record, column)) for column in columns}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def sums(table: str, title: str, rows: Iterable[Record], columns: Mapping[str, str]) -> dict[str, Figure]:
    """The sum of each of ``columns`` (column → title) over ``rows``."""
    listed = tuple(rows)
    found = {
        column: total(f"{table}.sum.{column}", f"{title}·{name}", [row.figures.get(column) for row in listed])
        for column, name in columns.items()
    }
    return {column: figure for column, figure in found.items() if figure is not None}
