"""What surrounds every chart: its unit, the legend, the notes below, and the empty frame of a chart without data."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from generator.drawing import theme
from generator.drawing.lettering import Measure, clean, shorten, wrap
from generator.drawing.sketch import Area, Box, Mark, Sketch, centred, leading, stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.document.blocks import ChartBlock
    from generator.drawing.theme import Fill

_SWATCH = 16.0
_NOTE_LINES = 3
_PIXEL = 0.24


@dataclass(frozen=True, slots=True)
class Frame:
    """The marks around a chart, and the room that they leave for it."""

    height: float
    area: Area
    marks: tuple[Mark, ...]

    def sketch(self, *marks: Mark) -> Sketch:
        """The chart with ``marks`` inside the frame."""
        return Sketch(theme.WIDTH, self.height, (*self.marks, *marks))


def frame(
    chart: ChartBlock,
    face: Measure,
    *,
    room: float = 0,
    legend: Sequence[tuple[str, Fill]] = (),
    notes: Sequence[str] = (),
) -> Frame:
    """The unit above, the legend at its right, lines of ``notes`` and the chart's own note below; ``room`` between."""
    width = theme.WIDTH - 2 * theme.MARGIN
    lines = (*notes, *wrap(face, chart.note, width, theme.SMALL, _NOTE_LINES))
    bottom = theme.MARGIN + (leading(theme.SMALL, len(lines)) + theme.GAP if lines else 0)
    top = theme.MARGIN + leading(theme.SMALL) + theme.GAP
    height = _whole_pixels(max(theme.HEIGHT, bottom + room + top))
    ceiling = height - theme.MARGIN
    marks: list[Mark] = [*stack(lines, theme.MARGIN, bottom - theme.GAP, "left", theme.SMALL)]
    if clean(chart.unit):
        unit = shorten(face, f"单位：{chart.unit}", width / 3, theme.SMALL)
        marks += stack((unit,), theme.MARGIN, ceiling, "left", theme.SMALL)
    marks += _legend(face, legend, ceiling)
    area = Area(theme.MARGIN, bottom, theme.WIDTH - theme.MARGIN, height - top)
    return Frame(height, area, tuple(marks))


def _legend(face: Measure, legend: Sequence[tuple[str, Fill]], ceiling: float) -> list[Mark]:
    """Swatches with names, in their order, ending at the right edge."""
    marks: list[Mark] = []
    right = theme.WIDTH - theme.MARGIN
    room = theme.WIDTH / 2 / max(len(legend), 1) - _SWATCH - 4 * theme.GAP
    for name, fill in reversed(legend):
        text = shorten(face, name, room, theme.SMALL)
        right -= face.width(text, theme.SMALL)
        marks += stack((text,), right, ceiling, "left", theme.SMALL)
        right -= theme.GAP + _SWATCH
        marks.append(Box(right, ceiling - theme.SMALL, _SWATCH, theme.SMALL, fill))
        right -= 3 * theme.GAP
    return marks


def empty(chart: ChartBlock, face: Measure) -> Sketch:
    """A chart with nothing to show: 无数据 in an empty frame."""
    around = frame(chart, face)
    area = around.area
    words = centred(("无数据",), (area.left + area.right) / 2, (area.bottom + area.top) / 2, "center")
    return around.sketch(Box(area.left, area.bottom, area.width, area.height), *words)


def _whole_pixels(points: float) -> float:
    """``points`` rounded up to whole pixels at 300 dpi."""
    return ceil(round(points / _PIXEL, 6)) * _PIXEL
