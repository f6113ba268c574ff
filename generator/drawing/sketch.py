"""What stands where on a chart, in points from its lower left corner: plain values, before anything is painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.drawing import theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """A bar or a frame; without a fill only its outline."""

    x: float
    y: float
    width: float
    height: float
    fill: theme.Fill | None = None


@dataclass(frozen=True, slots=True)
class Wedge:
    """A slice of a ring, its angles in degrees clockwise from twelve o'clock."""

    x: float
    y: float
    radius: float
    hole: float
    start: float
    end: float
    fill: theme.Fill


@dataclass(frozen=True, slots=True)
class Line:
    """A line through ``points``."""

    points: tuple[tuple[float, float], ...]
    weight: float = theme.OUTLINE


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text; ``y`` is its baseline."""

    x: float
    y: float
    text: str
    size: float = theme.TEXT
    align: Align = "left"


Mark = Box | Wedge | Line | Label


@dataclass(frozen=True, slots=True)
class Sketch:
    """A finished chart, not yet painted."""

    width: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """The room for bars, slices and their labels."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


def leading(size: float, lines: int = 1) -> float:
    """The height of ``lines`` lines of text."""
    return size * theme.LEADING * lines


def stack(lines: Sequence[str], x: float, top: float, align: Align, size: float = theme.TEXT) -> Iterable[Label]:
    """``lines`` under each other, the first one's em box at ``top``."""
    for number, line in enumerate(lines):
        if line:
            yield Label(x, top - size * theme.ASCENT - leading(size, number), line, size, align)


def centred(lines: Sequence[str], x: float, middle: float, align: Align, size: float = theme.TEXT) -> Iterable[Label]:
    """``lines`` under each other, as high above ``middle`` as below."""
    height = leading(size, len(lines)) - size * (theme.LEADING - 1)
    return stack(lines, x, middle + height / 2, align, size)
