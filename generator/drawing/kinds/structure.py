"""``structure`` 结构: a ring for few slices, sorted bars for many or where the ring's labels would not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drawing.bars import Group
from generator.drawing.frame import empty
from generator.drawing.registry import drawing
from generator.drawing.ring import ring
from generator.drawing.rows import rows
from generator.drawing.theme import BAR_FILL, SLICE_FILLS
from generator.errors import StyleError

if TYPE_CHECKING:
    from generator.document.blocks import ChartBlock
    from generator.drawing.lettering import Measure
    from generator.drawing.sketch import Sketch


@drawing("structure")
def draw_structure(chart: ChartBlock, face: Measure) -> Sketch:
    """The parts of one whole. A negative part has no place in a ring, so it makes bars of all.

    Raises:
        StyleError: the chart has several series, so it is no structure of one whole.
    """
    wholes = [series for series in chart.series if series.data]
    if len(wholes) > 1:
        raise StyleError(f"“{chart.caption}”有 {len(wholes)} 组数据，不能用画法 structure", "两年对比用画法 comparison")
    data = wholes[0].data if wholes else ()
    if not any(datum.value for datum in data):
        return empty(chart, face)
    name = wholes[0].name
    few = sum(datum.value != 0 for datum in data) <= len(SLICE_FILLS)
    sketch = ring(chart, face, data, name) if few and all(datum.value >= 0 for datum in data) else None
    if sketch is not None:
        return sketch
    largest_first = sorted(data, key=lambda datum: -datum.value)
    return rows(chart, face, [Group(datum.label, (datum,)) for datum in largest_first], (name,), (BAR_FILL,))
