"""Groups of values → lying bars under each other, the label at the left, the amount at the end of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drawing import theme
from generator.drawing.bars import Group, Scale, scale
from generator.drawing.frame import frame
from generator.drawing.lettering import Measure, shorten, wrap
from generator.drawing.sketch import Box, Label, Line, Mark, Sketch, centred, leading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.document.blocks import ChartBlock
    from generator.drawing.theme import Fill

_LABELS = 140.0
"""Room for labels at most."""
_CAPTIONS = 200.0
_BAR = 10.0
_LOOSEST = 12.0
"""Rows are spread over the height of the chart, but not farther apart than this."""


def rows(
    chart: ChartBlock, face: Measure, groups: Sequence[Group], names: Sequence[str], fills: Sequence[Fill]
) -> Sketch:
    """Lying bars; there is always room for them, the chart grows with them. A legend tells the series."""
    labels = [wrap(face, part.label, _LABELS, theme.TEXT) for part in groups]
    heights = [max(leading(theme.TEXT, len(lines)), leading(theme.TEXT) * len(names)) + theme.GAP for lines in labels]
    legend = [(name, fill) for name, fill in zip(names, fills, strict=True) if name]
    around = frame(chart, face, room=sum(heights), legend=legend)
    area = around.area

    captions = [[shorten(face, caption, _CAPTIONS, theme.TEXT) for caption in part.captions] for part in groups]
    beside = max(face.width(text, theme.TEXT) for part in captions for text in part) + 2 * theme.GAP
    left = area.left + max((face.width(line, theme.TEXT) for lines in labels for line in lines), default=0)
    axis = scale(groups, left + 2 * theme.GAP, area.right, 0, beside)

    loose = min(_LOOSEST, (area.height - sum(heights)) / len(groups))
    top = area.top - (area.height - sum(heights) - loose * len(groups)) / 2
    marks: list[Mark] = [Line(((axis.zero, top), (axis.zero, top - sum(heights) - loose * len(groups))))]
    for lines, height, part, texts in zip(labels, heights, groups, captions, strict=True):
        middle = top - (height + loose) / 2
        marks += centred(lines, left, middle, "right")
        for member, text in enumerate(texts):
            y = middle + ((len(texts) - 1) / 2 - member) * leading(theme.TEXT)
            datum = part.data[member]
            marks += _row(datum.value if datum else 0.0, text, y, axis, fills[member])
        top -= height + loose
    return around.sketch(*marks)


def _row(value: float, text: str, y: float, axis: Scale, fill: Fill) -> Iterator[Mark]:
    """One bar and its caption, centred on ``y``; that of a negative bar stands across the zero line."""
    length = axis.length(value)
    if length:
        yield Box(min(axis.zero, axis.zero + length), y - _BAR / 2, abs(length), _BAR, fill)
    baseline = y + theme.TEXT / 2 - theme.TEXT * theme.ASCENT
    yield Label(axis.zero + max(length, 0) + theme.GAP, baseline, text)
