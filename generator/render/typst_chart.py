"""ChartBlock → Typst: the sketch of its drawing, painted by the engine itself; no picture is made."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, pi, radians, sin, tan
from typing import TYPE_CHECKING

from generator.drawing.sketch import Box, Label, Line, Wedge
from generator.render.pdf import around
from generator.render.typst_text import literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.document.blocks import ChartBlock
    from generator.drawing.sketch import Mark, Sketch
    from generator.drawing.theme import Fill
    from generator.style.model import Fonts, Page

_RISING = ("(-3,3,3,-3)", "(0,6,6,0)", "(3,9,9,3)")
_FALLING = ("(-3,3,3,9)", "(0,0,6,6)", "(3,-3,9,3)")
_HATCHES = {"/": _RISING, "-": ("(-1,1.5,7,1.5)", "(-1,4.5,7,4.5)"), "x": (*_RISING, *_FALLING)}
"""Sign of a hatching → its lines on a tile of six points."""

_SIDES = {"left": 0.0, "center": 0.5, "right": 1.0}


@lru_cache(maxsize=32)
def chart_code(chart: ChartBlock, fonts: Fonts, page: Page) -> str:
    """``chart`` with its caption and its alternative text.

    Raises:
        StyleError: no drawing is called like the chart's kind, or it cannot show such data.
        MissingDependencyError: none of the fonts is installed.
    """
    from generator.drawing.picture import sketch

    drawn = sketch(chart, fonts)
    marks = "\n".join(_mark(mark, drawn) for mark in drawn.marks)
    caption = literal(chart.caption)
    above, below = (caption, "none") if chart.caption_above else ("none", caption)
    before, after = around(drawn.height, chart.caption, page)
    drawing = f"{before:.2f},{drawn.height:g},{{{marks}\n}},{after:.2f}"
    return f"figured({literal(chart.alt)},{above},{drawing},{below})"


def _mark(mark: Mark, sketch: Sketch) -> str:
    """One mark; Typst counts downwards from the upper edge."""
    height = sketch.height
    match mark:
        case Box():
            return _call("bar", mark.x, height - mark.y - mark.height, mark.width, mark.height, _fill(mark.fill))
        case Wedge():
            return _call("shape", _fill(mark.fill), *_wedge(mark, height))
        case Line():
            points = [(x, height - y) for x, y in mark.points]
            steps = [_call("m" if place == 0 else "l", *point) for place, point in enumerate(points)]
            return _call("path", mark.weight, *steps)
        case Label():
            return _call("word", mark.x, height - mark.y, mark.size, _SIDES[mark.align], literal(mark.text))


def _call(name: str, *arguments: float | str) -> str:
    return f"{name}({','.join(one if isinstance(one, str) else f'{one:.3f}' for one in arguments)})"


def _fill(fill: Fill | None) -> str:
    if fill is None:
        return "none"
    grey = f"{100 * fill.grey:g}%"
    lines = _HATCHES.get(fill.hatch[:1], ())
    return f"hatched({grey},{','.join(lines)})" if lines else f"luma({grey})"


def _wedge(wedge: Wedge, height: float) -> Iterator[str]:
    """The outline of a slice of a ring; a whole ring is two circles."""
    whole = wedge.end - wedge.start >= 360  # noqa: PLR2004 - degrees of a circle
    outer = list(_arc(wedge, height, wedge.radius, wedge.start, wedge.end))
    inner = list(_arc(wedge, height, wedge.hole, wedge.end, wedge.start))
    yield from outer
    if whole:
        yield "z"
    else:
        inner[0] = f"l{inner[0][1:]}"
    yield from inner
    yield "z"


def _arc(wedge: Wedge, height: float, radius: float, start: float, end: float) -> Iterator[str]:
    """A move to the arc's start, then curves of at most a quarter of a circle; angles clockwise from twelve o'clock."""
    count = max(1, ceil(abs(end - start) / 90))
    angles = [radians(start + (end - start) * step / count) for step in range(count + 1)]
    reach = radius * 4 / 3 * tan((angles[1] - angles[0]) / 4)

    def at(angle: float) -> tuple[float, float]:
        return wedge.x + radius * sin(angle), height - wedge.y - radius * cos(angle)

    yield _call("m", *at(angles[0]))
    for one, other in pairwise(angles):
        (ax, ay), (bx, by) = at(one), at(other)
        along, back = one + pi / 2, other - pi / 2
        yield _call(
            "c",
            *(ax + reach * sin(along), ay - reach * cos(along)),
            *(bx + reach * sin(back), by - reach * cos(back)),
            *(bx, by),
        )
