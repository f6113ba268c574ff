"""Chart → the kind of native Word chart that shows it, with its categories and series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.drawing import theme
from generator.drawing.bars import group
from generator.drawing.theme import BAR_FILL, SLICE_FILLS, year_fills

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.document.blocks import ChartBlock, Datum, Series
    from generator.drawing.theme import Fill

PlotKind = Literal["pie", "columns", "rows"]

_STANDING = 6
"""Bars that stand beside each other; more of them lie."""
_BAR, _AROUND, _HIGHEST = 15.0, 60.0, 540.0
"""Points of a lying bar with its amount, of what stands above all of them, and of a chart at most."""


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """数据系列: a value for each category, none where there is no datum."""

    name: str
    values: tuple[float | None, ...]
    fills: tuple[Fill, ...]
    """One for all its points, or one for each."""


@dataclass(frozen=True, slots=True)
class Plot:
    """What a native chart is made of."""

    kind: PlotKind
    categories: tuple[str, ...]
    shares: tuple[str, ...]
    """Printed share of each category in the whole; empty where there is none."""
    series: tuple[PlotSeries, ...]
    format: str
    """Number format by which values look as they are printed."""
    title: str
    """What is said above: the unit, and the chart's note."""

    @property
    def height(self) -> float:
        """Points: those of the pictures, more where lying bars need more, but not more than a page has."""
        bars = len(self.categories) * len(self.series) if self.kind == "rows" else 0
        return min(max(theme.HEIGHT, bars * _BAR + _AROUND), _HIGHEST)


def plot_of(chart: ChartBlock) -> Plot | None:
    """``chart`` as a native one; none where it has nothing to show or Word has no such kind."""
    filled = [series for series in chart.series if series.data]
    data = [datum for series in filled for datum in series.data]
    if not any(datum.value for datum in data):
        return None
    if chart.kind == "comparison":
        return _comparison(chart, filled, data)
    if chart.kind == "structure" and len(filled) == 1:
        return _structure(chart, filled[0])
    return None


def _comparison(chart: ChartBlock, years: Sequence[Series], data: Sequence[Datum]) -> Plot:
    """Of one group each year is a category; of several, each year is a series."""
    groups, names = group(years), tuple(series.name for series in years)
    fills = year_fills(len(names))
    if len(groups) == 1:
        values = tuple(datum.value if datum else None for datum in groups[0].data)
        shares = tuple(datum.share if datum else "" for datum in groups[0].data)
        return Plot(
            "columns", names, shares, (PlotSeries(groups[0].label, values, fills),), _format(data), _title(chart)
        )
    series = tuple(
        PlotSeries(name, tuple(_value(one.data[place]) for one in groups), (fills[place],))
        for place, name in enumerate(names)
    )
    kind: PlotKind = "columns" if len(groups) * len(names) <= _STANDING else "rows"
    labels = tuple(one.label for one in groups)
    return Plot(kind, labels, ("",) * len(labels), series, _format(data), _title(chart))


def _structure(chart: ChartBlock, whole: Series) -> Plot:
    """A pie of few parts; sorted bars of many, or where one is negative."""
    data = whole.data
    is_pie = len(data) <= len(SLICE_FILLS) and all(datum.value >= 0 for datum in data)
    ordered = data if is_pie else tuple(sorted(data, key=lambda datum: -datum.value))
    series = PlotSeries(
        whole.name,
        tuple(datum.value for datum in ordered),
        SLICE_FILLS[: len(ordered)] if is_pie else (BAR_FILL,),
    )
    labels = tuple(datum.label for datum in ordered)
    shares = tuple(datum.share for datum in ordered)
    return Plot("pie" if is_pie else "rows", labels, shares, (series,), _format(data), _title(chart))


def _value(datum: Datum | None) -> float | None:
    return datum.value if datum else None


def _format(data: Iterable[Datum]) -> str:
    """The number format that prints amounts as they are printed: #,##0.00."""
    amounts = [datum.amount for datum in data]
    places = max(len(amount.partition(".")[2]) for amount in amounts)
    whole = "#,##0" if any("," in amount for amount in amounts) else "0"
    return f"{whole}.{'0' * places}" if places else whole


def _title(chart: ChartBlock) -> str:
    unit = f"单位：{chart.unit}" if chart.unit else ""
    return "　".join(part for part in (unit, chart.note) if part)
