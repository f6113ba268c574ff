"""A chart → its picture, drawn once for all formats; nothing of matplotlib is loaded before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from generator.drawing.registry import find_drawing

if TYPE_CHECKING:
    from generator.document.blocks import ChartBlock
    from generator.drawing.sketch import Sketch
    from generator.drawing.typeface import Typeface
    from generator.style.model import Fonts


@dataclass(frozen=True, eq=False)
class Picture:
    """图片: a drawn chart. Each format is made when it is first asked for."""

    name: str
    drawn: Sketch
    face: Typeface

    @property
    def width(self) -> float:
        """Points."""
        return self.drawn.width

    @property
    def height(self) -> float:
        """Points."""
        return self.drawn.height

    @cached_property
    def svg(self) -> str:
        """One ``svg`` element, to stand inside HTML."""
        from generator.drawing.paint import to_svg
        from generator.drawing.svg import inline

        return inline(to_svg(self.drawn, self.face, self.name), self.name)

    @cached_property
    def png(self) -> bytes:
        """An image of 300 dpi."""
        from generator.drawing.paint import to_png

        return to_png(self.drawn, self.face)


@lru_cache(maxsize=32)
def draw(chart: ChartBlock, fonts: Fonts) -> Picture:
    """The picture of ``chart``.

    Raises:
        StyleError: no drawing is called like the chart's kind, or it cannot show such data.
        MissingDependencyError: none of the fonts is installed.
    """
    from generator.drawing.typeface import find_typeface

    return Picture(chart.id, sketch(chart, fonts), find_typeface(fonts))


def sketch(chart: ChartBlock, fonts: Fonts) -> Sketch:
    """What stands where in the picture of ``chart``; raises what :func:`draw` raises."""
    draw_chart = find_drawing(chart.kind)
    from generator.drawing.typeface import find_typeface

    return draw_chart(chart, find_typeface(fonts))
