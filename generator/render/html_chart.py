"""ChartBlock → inline SVG for a web page: real text that can be read, found and copied; a title and a description.

The drawings are those of all formats; only the painting is the page's own, in the reader's fonts.
"""

from __future__ import annotations

from hashlib import sha256
from math import cos, radians, sin
from typing import TYPE_CHECKING

from generator.drawing import theme
from generator.drawing.registry import find_drawing
from generator.drawing.sketch import Box, Label, Line, Wedge
from generator.render.markup_fit import em
from generator.render.markup_text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.document.blocks import ChartBlock
    from generator.drawing.sketch import Mark, Sketch
    from generator.drawing.theme import Fill

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_STEP = 6
"""Units from line to line of a hatching."""
_STROKES = {"/": f"M0 {_STEP}L{_STEP} 0", "\\": f"M0 0L{_STEP} {_STEP}", "-": f"M0 3H{_STEP}", "|": f"M3 0V{_STEP}"}
_CROSSED = {"x": "/\\", "+": "-|"}
_LETTER = 1.15
"""How much wider than in print half-width letters may be in the reader's fonts."""
_FULL_TURN = 359.99


class PageMeasure:
    """How wide text is in fonts that are not known: Chinese as wide as high, Latin on the safe side."""

    def width(self, text: str, size: float) -> float:
        """Points from the beginning of ``text`` to its end."""
        return size * sum(1.0 if em(char) == 1.0 else 0.5 * _LETTER for char in text)


def chart_svg(chart: ChartBlock, prefix: str) -> str:
    """One ``svg`` element; the names inside begin with ``prefix`` and what is the chart's own.

    Raises:
        StyleError: no drawing is called like the chart's kind, or it cannot show such data.
    """
    sketch = find_drawing(chart.kind)(chart, PageMeasure())
    names = _names(sketch.marks, f"{prefix}{sha256(chart.id.encode('utf-8', 'replace')).hexdigest()[:6]}-")
    patterns = "".join(_pattern(fill, name) for fill, name in names.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(sketch.width)} {_n(sketch.height)}" role="img">'
        f"<title>{escaped(chart.caption)}</title><desc>{escaped(chart.alt)}</desc>"
        + (f"<defs>{patterns}</defs>" if patterns else "")
        + "".join(_painted(sketch, names))
        + "</svg>"
    )


def _names(marks: Iterable[Mark], prefix: str) -> dict[Fill, str]:
    """Hatched fill → the name of its pattern."""
    fills = (mark.fill for mark in marks if isinstance(mark, (Box, Wedge)))
    hatched = dict.fromkeys(fill for fill in fills if fill is not None and fill.hatch)
    return {fill: f"{prefix}{number}" for number, fill in enumerate(hatched)}


def _pattern(fill: Fill, name: str) -> str:
    signs = "".join(_CROSSED.get(sign, sign) for sign in dict.fromkeys(fill.hatch))
    lines = "".join(_STROKES.get(sign, "") for sign in signs)
    return (
        f'<pattern id="{name}" width="{_STEP}" height="{_STEP}" patternUnits="userSpaceOnUse">'
        f'<rect width="{_STEP}" height="{_STEP}" fill="{_grey(fill)}"/>'
        f'<path d="{lines}" stroke="{theme.INK}" stroke-width="{theme.HATCH}" fill="none"/></pattern>'
    )


def _painted(sketch: Sketch, names: dict[Fill, str]) -> Iterator[str]:
    height = sketch.height
    outline = f'stroke="{theme.INK}" stroke-width="{theme.OUTLINE}"'
    for mark in sketch.marks:
        match mark:
            case Box():
                measures = f'width="{_n(mark.width)}" height="{_n(mark.height)}"'
                place = f'x="{_n(mark.x)}" y="{_n(height - mark.y - mark.height)}"'
                yield f'<rect {place} {measures} fill="{_fill(mark.fill, names)}" {outline}/>'
            case Wedge():
                yield f'<path d="{_wedge(mark, height)}" fill="{_fill(mark.fill, names)}" {outline}/>'
            case Line():
                points = " ".join(f"{_n(x)},{_n(height - y)}" for x, y in mark.points)
                yield f'<polyline points="{points}" fill="none" stroke="{theme.INK}" stroke-width="{_n(mark.weight)}"/>'
            case Label():
                place = f'x="{_n(mark.x)}" y="{_n(height - mark.y)}" font-size="{_n(mark.size)}"'
                anchor = f'text-anchor="{_ANCHORS[mark.align]}" fill="{theme.INK}"'
                yield f"<text {place} {anchor}>{escaped(mark.text)}</text>"


def _wedge(mark: Wedge, height: float) -> str:
    """The outline of a slice: the outer arc, the way in, the inner arc back."""
    end = min(mark.end, mark.start + _FULL_TURN)
    large = int(end - mark.start > 180)  # noqa: PLR2004 - half a turn
    outer = [_on_circle(mark, mark.radius, angle, height) for angle in (mark.start, end)]
    inner = [_on_circle(mark, mark.hole, angle, height) for angle in (end, mark.start)]
    radius, hole = _n(mark.radius), _n(mark.hole)
    return f"M{outer[0]}A{radius} {radius} 0 {large} 1 {outer[1]}L{inner[0]}A{hole} {hole} 0 {large} 0 {inner[1]}Z"


def _on_circle(mark: Wedge, radius: float, angle: float, height: float) -> str:
    turned = radians(angle)
    return f"{_n(mark.x + radius * sin(turned))} {_n(height - mark.y - radius * cos(turned))}"


def _fill(fill: Fill | None, names: dict[Fill, str]) -> str:
    if fill is None:
        return "none"
    return f"url(#{names[fill]})" if fill in names else _grey(fill)


def _grey(fill: Fill) -> str:
    return "#" + f"{round(fill.grey * 255):02x}" * 3


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
