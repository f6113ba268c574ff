"""Groups of values → standing bars, the amount above each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drawing import theme
from generator.drawing.bars import Group, Scale, scale
from generator.drawing.frame import frame
from generator.drawing.lettering import Measure, wrap
from generator.drawing.sketch import Box, Label, Line, Mark, Sketch, leading, stack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.document.blocks import ChartBlock
    from generator.drawing.theme import Fill

_WIDEST = 52.0
_FARTHEST = 150.0
_FILLED = 0.8
"""Of the room of a group, what its bars take."""


def columns(
    chart: ChartBlock, face: Measure, groups: Sequence[Group], names: Sequence[str], fills: Sequence[Fill]
) -> Sketch | None:
    """Standing bars, or ``None`` where their captions would run into each other.

    Of a single group each bar stands alone with its series' name; of several, a legend tells the series.
    """
    alone = len(groups) == 1
    around = frame(chart, face, legend=() if alone else tuple(zip(names, fills, strict=True)))
    area = around.area
    slots = len(names) if alone else len(groups)
    slot = min(_FARTHEST if alone else area.width, area.width / slots)
    left = (area.left + area.right - slot * slots) / 2
    bars = 1 if alone else len(names)
    widest = max(face.width(caption, theme.TEXT) for part in groups for caption in part.captions) + 2 * theme.GAP
    width = min(_WIDEST, slot * _FILLED / bars)
    pitch = max(width, widest)
    if pitch * bars > slot:
        return None

    ticks = [wrap(face, tick, slot - 2 * theme.GAP, theme.TEXT) for tick in (names if alone else _labels(groups))]
    title = wrap(face, groups[0].label, area.width, theme.TEXT, 2) if alone else ()
    deepest = max(len(lines) for lines in ticks)
    floor = area.bottom + leading(theme.TEXT, deepest + len(title)) + theme.GAP
    room = leading(theme.TEXT)
    axis = scale(groups, floor, area.top, room, room)

    marks: list[Mark] = []
    for number, lines in enumerate(ticks):
        centre = left + slot * (number + 0.5)
        marks += stack(lines, centre, floor - theme.GAP, "center")
        members = range(number, number + 1) if alone else range(len(names))
        part = groups[0 if alone else number]
        for place, member in enumerate(members):
            x = centre + (place - (len(members) - 1) / 2) * pitch
            marks += _column(part, member, x, width, axis, fills[member])
    marks += stack(title, (area.left + area.right) / 2, floor - theme.GAP - leading(theme.TEXT, deepest), "center")
    marks += [
        Line(((area.left, axis.zero), (area.right, axis.zero))),
        Line(((area.left, floor), (area.left, area.top)), theme.HAIRLINE),
    ]
    return around.sketch(*marks)


def _labels(groups: Sequence[Group]) -> tuple[str, ...]:
    return tuple(part.label for part in groups)


def _column(part: Group, member: int, x: float, width: float, axis: Scale, fill: Fill) -> Iterator[Mark]:
    """One bar and its caption."""
    datum = part.data[member]
    length = axis.length(datum.value) if datum else 0.0
    if length:
        yield Box(x - width / 2, min(axis.zero, axis.zero + length), width, abs(length), fill)
    end = axis.zero + length
    size = theme.TEXT
    baseline = end - theme.GAP / 2 - size * theme.ASCENT if length < 0 else end + theme.GAP
    yield Label(x, baseline, part.captions[member], size, "center")
