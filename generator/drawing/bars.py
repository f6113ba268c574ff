"""What columns and rows have in common: data grouped by label, one bar a series, and the scale from zero."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.drawing import theme
from generator.drawing.lettering import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.document.blocks import Datum, Series

NO_DATUM = "—"
"""Stands where a series has nothing for a group: absent is not zero."""


@dataclass(frozen=True, slots=True)
class Group:
    """Bars under one label, one a series in their order."""

    label: str
    data: tuple[Datum | None, ...]

    @property
    def captions(self) -> tuple[str, ...]:
        """What is printed at each bar."""
        return tuple(figures(datum) if datum else NO_DATUM for datum in self.data)


def figures(datum: Datum) -> str:
    """The printed amount and share of a bar or slice."""
    return clean(f"{datum.amount} ({datum.share})" if datum.share else datum.amount)


def group(series: Iterable[Series]) -> tuple[Group, ...]:
    """Series → groups, in the order in which their labels first occur; a label that occurs twice is two groups."""
    columns = [_by_label(part) for part in series]
    labels = dict.fromkeys(label for column in columns for label in column)
    return tuple(Group(label[0], tuple(column.get(label) for column in columns)) for label in labels)


def _by_label(series: Series) -> dict[tuple[str, int], Datum]:
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], Datum] = {}
    for datum in series.data:
        found[datum.label, seen[datum.label]] = datum
        seen[datum.label] += 1
    return found


@dataclass(frozen=True, slots=True)
class Scale:
    """Values → lengths from the zero line, in points."""

    zero: float
    """Where the zero line lies."""
    unit: float

    def length(self, value: float) -> float:
        """The bar of ``value``: negative below zero, visible unless the value is zero."""
        if value == 0:
            return 0.0
        length = max(abs(value) * self.unit, theme.SMALLEST_BAR)
        return length if value > 0 else -length


def scale(groups: Iterable[Group], start: float, end: float, below: float, above: float) -> Scale:
    """The scale on which all bars lie between ``start`` and ``end``.

    ``below`` and ``above`` are the room that captions need beyond negative and positive bars.
    """
    values = [datum.value for part in groups for datum in part.data if datum]
    lowest, highest = min(0.0, *values), max(0.0, *values)
    start += below if lowest < 0 else 0
    unit = (end - above - start) / (highest - lowest)
    return Scale(start - lowest * unit, unit)
