"""How every chart looks: sizes in points, greys and hatching that survive a black-and-white printer."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 424.8
"""150 mm, within the 156 mm of the type area; a whole number of pixels at 300 dpi."""
HEIGHT = 212.4
"""75 mm; a chart with more to say is taller."""
MARGIN = 6.0
GAP = 4.0

TEXT = 10.0
SMALL = 9.0
LEADING = 1.3
"""From line to line, in type sizes."""
ASCENT = 0.88
"""From the top of a line's em box to its baseline, in type sizes."""

INK = "#1a1a1a"
PAPER = "#ffffff"
OUTLINE = 0.8
HAIRLINE = 0.5
HATCH = 0.7

SMALLEST_BAR = 1.6
"""What is not zero stays visible, however small it is beside the others."""
SMALLEST_ANGLE = 2.0


@dataclass(frozen=True, slots=True)
class Fill:
    """底纹: a grey (0 black, 1 white), and a hatching in matplotlib's notation."""

    grey: float
    hatch: str = ""


SLICE_FILLS = (
    Fill(0.35),
    Fill(0.9),
    Fill(1.0, "////"),
    Fill(0.65),
    Fill(1.0, "----"),
    Fill(0.9, "xxxx"),
)
"""Neighbours contrast; each differs from all others by its grey or its hatching."""

YEAR_FILLS = (Fill(0.35), Fill(0.9, "////"), Fill(1.0), Fill(0.65), Fill(0.9, "xxxx"))
"""The latest year first."""

BAR_FILL = Fill(0.65)
"""Bars that their labels alone tell apart."""


def year_fills(years: int) -> tuple[Fill, ...]:
    """Fills for ``years`` series in the order of time."""
    return tuple(YEAR_FILLS[age % len(YEAR_FILLS)] for age in reversed(range(years)))
