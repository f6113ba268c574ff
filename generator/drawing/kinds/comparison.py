"""``comparison`` 两年对比: a bar for each year, standing where the amounts fit above them, lying otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drawing.bars import group
from generator.drawing.columns import columns
from generator.drawing.frame import empty
from generator.drawing.registry import drawing
from generator.drawing.rows import rows
from generator.drawing.theme import year_fills

if TYPE_CHECKING:
    from generator.document.blocks import ChartBlock
    from generator.drawing.lettering import Measure
    from generator.drawing.sketch import Sketch


@drawing("comparison")
def draw_comparison(chart: ChartBlock, face: Measure) -> Sketch:
    """Each series is a year, each datum a group of bars; a year without data is left out."""
    years = [series for series in chart.series if series.data]
    if not any(datum.value for series in years for datum in series.data):
        return empty(chart, face)
    groups = group(years)
    names = [series.name for series in years]
    fills = year_fills(len(years))
    return columns(chart, face, groups, names, fills) or rows(chart, face, groups, names, fills)
