"""The charts of the document by name: which facts each shows. Adding a chart is adding one function here or beside it.

A chart function gets the fact book and gives series of figures; words and forms are added by :func:`chart_block`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock, Datum, Series
from generator.errors import StyleError
from generator.money import SCALE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.facts.book import FactBook, Part
    from generator.facts.figure import Change, Figure
    from generator.ink import Ink
    from generator.style.model import ChartSpec, Style


@dataclass(frozen=True, slots=True)
class Point:
    """One bar or slice."""

    label: str
    amount: Figure
    share: Figure | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One year's points."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What a chart shows."""

    lines: tuple[Line, ...]
    note: str = ""


ChartFunction = Callable[["FactBook"], Content]
_CHARTS: dict[str, ChartFunction] = {}


def chart(name: str) -> Callable[[ChartFunction], ChartFunction]:
    """Register the chart ``name``; a name can be taken once."""

    def register(function: ChartFunction) -> ChartFunction:
        if name in _CHARTS:
            raise ValueError(name)
        _CHARTS[name] = function
        return function

    return register


def chart_names() -> tuple[str, ...]:
    """All charts."""
    return tuple(_CHARTS)


def chart_block(name: str, book: FactBook, style: Style, ink: Ink) -> ChartBlock:
    """The chart ``name`` as a block.

    Raises:
        StyleError: the style names a chart that does not exist, or does not describe it.
    """
    if name not in _CHARTS or name not in style.charts.figures:
        known = "、".join(sorted(set(_CHARTS) & set(style.charts.figures)))
        raise StyleError(f"样式“{style.name}”没有图“{name}”", f"可用：{known}")
    spec = style.charts.figures[name]
    content = _CHARTS[name](book)
    series = tuple(Series(line.name, tuple(_datum(point, ink) for point in line.points)) for line in content.lines)
    return ChartBlock(
        id=name,
        kind=spec.kind,
        caption=spec.caption,
        series=series,
        unit=style.text_unit,
        alt=_alt(spec, series, style, content.note),
        note=content.note,
        caption_above=style.charts.caption_above,
    )


def _datum(point: Point, ink: Ink) -> Datum:
    ref = ink.record(point.amount)
    share = share_ref = ""
    if point.share is not None:
        share_ref = ink.record(point.share)
        share = ink.table_percent(point.share)
    value = float(point.amount.value / SCALE[ink.style.text_unit])
    return Datum(point.label, value, ink.table_amount(point.amount), share, ref, share_ref)


def _alt(spec: ChartSpec, series: Iterable[Series], style: Style, note: str) -> str:
    """The figures in words, for those who cannot see the chart."""
    parts = [
        f"{line.name}{datum.label}{datum.amount}{style.text_unit}" + (f"，占{datum.share}" if datum.share else "")
        for line in series
        for datum in line.data
    ]
    stated = f"{spec.caption}。{'；'.join(parts)}。" if parts else f"{spec.caption}。无数据。"
    return stated + (f"{note}。" if note else "")


def _two_years(book: FactBook, label: str, change: Change | None) -> Content:
    """Prior and current year side by side; the current year alone where there is no prior."""
    if change is None:
        return Content(())
    current = Line(f"{book.year}年度", (Point(label, change.current),))
    if change.base is None:
        return Content((current,), f"{book.prior_year}年度无决算数")
    return Content((Line(f"{book.prior_year}年度", (Point(label, change.base),)), current))


def _structure(book: FactBook, parts: Iterable[Part]) -> Content:
    """The parts of a whole that are not zero."""
    points = tuple(
        Point(part.name, part.amount, part.share.rate if part.share else None) for part in parts if part.amount
    )
    return Content((Line(f"{book.year}年度", points),) if points else ())


@chart("total_change")
def total_change(book: FactBook) -> Content:
    """图1：收、支决算总计变动情况."""
    return _two_years(book, "收、支总计", book.total.change)


@chart("revenue_structure")
def revenue_structure(book: FactBook) -> Content:
    """图2：收入决算结构."""
    return _structure(book, book.revenue.sources)


@chart("revenue_fund_structure")
def revenue_fund_structure(book: FactBook) -> Content:
    """图2：收入决算结构, 财政拨款 by fund."""
    return _structure(book, book.revenue.detailed)


@chart("expenditure_structure")
def expenditure_structure(book: FactBook) -> Content:
    """图3：支出决算结构."""
    return _structure(book, book.expenditure.kinds)


@chart("appropriation_change")
def appropriation_change(book: FactBook) -> Content:
    """图4：财政拨款收、支决算总计变动情况."""
    return _two_years(book, "财政拨款收、支总计", book.appropriation.change)


@chart("general_budget_change")
def general_budget_change(book: FactBook) -> Content:
    """图5：一般公共预算财政拨款支出决算变动情况."""
    return _two_years(book, "一般公共预算财政拨款支出", book.general_budget.change)


@chart("general_budget_structure")
def general_budget_structure(book: FactBook) -> Content:
    """图6：一般公共预算财政拨款支出决算结构."""
    points = tuple(Point(group.name, group.amount, group.share.rate) for group in book.general_budget.classes)
    return Content((Line(f"{book.year}年度", points),) if points else ())
