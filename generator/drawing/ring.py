"""Shares of a whole → a ring, each slice with a line to its label."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, dist, hypot, radians, sin
from typing import TYPE_CHECKING

from generator.drawing import theme
from generator.drawing.bars import figures
from generator.drawing.frame import frame
from generator.drawing.lettering import Measure, clean, pack, shorten, wrap
from generator.drawing.sketch import Area, Line, Mark, Sketch, Wedge, centred, leading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.document.blocks import ChartBlock, Datum

_RADIUS = 66.0
_HOLE = 0.55
_LEADER = 24.0
"""From the ring to the labels."""
_KNEE = 6.0
_NARROW = 30.0
"""Degrees under which a slice counts as small: the small ones are turned to the right, where labels have room."""
_LONGEST_NAME = 200.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Slice:
    """One slice with its label, before the label's height is settled."""

    start: float
    end: float
    lines: tuple[str, ...]
    fill: theme.Fill

    @property
    def middle(self) -> float:
        """The angle of its label's line."""
        return radians((self.start + self.end) / 2)

    @property
    def right(self) -> bool:
        """Whether its label stands at the right of the ring."""
        return sin(self.middle) >= 0

    @property
    def height(self) -> float:
        """Of its label."""
        return leading(theme.TEXT, len(self.lines)) + theme.GAP


def ring(chart: ChartBlock, face: Measure, data: Sequence[Datum], name: str) -> Sketch | None:
    """A ring of what is above zero, the rest named below it; ``None`` where the labels would not stand clear of it."""
    around = frame(chart, face, room=2 * _RADIUS + theme.GAP, notes=_zeros(data, face))
    area = around.area
    centre = ((area.left + area.right) / 2, (area.bottom + area.top) / 2)
    column = area.width / 2 - _RADIUS - _LEADER
    shown = sorted((datum for datum in data if datum.value > 0), key=lambda datum: -datum.value)
    slices = list(_slices(shown, face, column))
    leaders: list[Line] = []
    labels: list[Mark] = []
    for right in (True, False):
        side = sorted((part for part in slices if part.right == right), key=lambda part: -cos(part.middle))
        heights = _settle(side, centre[1], area)
        if heights is None:
            return None
        sign = 1 if right else -1
        for part, y in zip(side, heights, strict=True):
            leader = _leader(part.middle, centre, sign, y)
            if leader is None or any(face.width(line, theme.TEXT) > column for line in part.lines):
                return None
            leaders.append(leader)
            labels += centred(part.lines, leader.points[-1][0] + sign * theme.GAP, y, "left" if right else "right")
    wedges = [Wedge(*centre, _RADIUS, _RADIUS * _HOLE, part.start, part.end, part.fill) for part in slices]
    inside = wrap(face, name, _RADIUS * _HOLE * 1.5, theme.TEXT, 2)
    return around.sketch(*wedges, *leaders, *labels, *centred(inside, *centre, "center"))


def _zeros(data: Sequence[Datum], face: Measure) -> tuple[str, ...]:
    """What the ring does not show, in lines."""
    items = [
        f"{shorten(face, datum.label, _LONGEST_NAME, theme.SMALL)} {clean(datum.amount)}"
        for datum in data
        if not datum.value
    ]
    return pack(face, "为零的项目：", items, theme.WIDTH - 2 * theme.MARGIN, theme.SMALL) if items else ()


def _slices(data: Sequence[Datum], face: Measure, column: float) -> Iterator[_Slice]:
    """Largest first, clockwise; a slice too thin to see gets the smallest angle at the others' expense."""
    total = sum(datum.value for datum in data)
    thin = [datum.value / total * 360 < theme.SMALLEST_ANGLE for datum in data]
    rest = sum(datum.value for datum, is_thin in zip(data, thin, strict=True) if not is_thin)
    free = 360 - theme.SMALLEST_ANGLE * sum(thin)
    angles = [
        theme.SMALLEST_ANGLE if is_thin else datum.value / rest * free
        for datum, is_thin in zip(data, thin, strict=True)
    ]
    small = sum(angle for angle in angles if angle < _NARROW)
    turn = small if len(angles) > 1 else 360.0
    start = 90 + turn / 2 if turn else 0.0
    for datum, angle, fill in zip(data, angles, theme.SLICE_FILLS, strict=False):
        lines = (*wrap(face, datum.label, column - theme.GAP, theme.TEXT), *_figures(datum, face, column - theme.GAP))
        yield _Slice(start, start + angle, lines, fill)
        start += angle


def _figures(datum: Datum, face: Measure, width: float) -> tuple[str, ...]:
    """Amount and share in one line, or in two where one is too short."""
    together = figures(datum)
    if face.width(together, theme.TEXT) <= width or not datum.share:
        return (together,)
    return (clean(datum.amount), f"({clean(datum.share)})")


def _settle(side: Sequence[_Slice], centre: float, area: Area) -> list[float] | None:
    """The heights of labels of one side, from the top down: each near its slice, none on another."""
    if sum(part.height for part in side) > area.height:
        return None
    piles: list[tuple[float, float, int]] = []
    for part in side:
        pile = (centre + _RADIUS * cos(part.middle), part.height, 1)
        piles.append(_within(pile, area))
        while len(piles) > 1 and piles[-2][0] - piles[-2][1] / 2 < piles[-1][0] + piles[-1][1] / 2:
            lower, upper = piles.pop(), piles.pop()
            members = lower[2] + upper[2]
            middle = (upper[0] * upper[2] + lower[0] * lower[2]) / members
            piles.append(_within((middle, upper[1] + lower[1], members), area))
    heights: list[float] = []
    for middle, height, members in piles:
        top = middle + height / 2
        for part in side[len(heights) : len(heights) + members]:
            heights.append(top - part.height / 2)
            top -= part.height
    return heights


def _within(pile: tuple[float, float, int], area: Area) -> tuple[float, float, int]:
    middle, height, members = pile
    return max(area.bottom + height / 2, min(area.top - height / 2, middle)), height, members


def _leader(angle: float, centre: Point, sign: int, y: float) -> Line | None:
    """From the slice outwards and on to its label, or ``None`` where that would cross the ring."""
    x0, y0 = centre
    edge = (x0 + _RADIUS * sin(angle), y0 + _RADIUS * cos(angle))
    knee = (x0 + (_RADIUS + _KNEE) * sin(angle), y0 + (_RADIUS + _KNEE) * cos(angle))
    turn = (x0 + sign * (_RADIUS + _LEADER - 2 * theme.GAP), y)
    end = (x0 + sign * (_RADIUS + _LEADER - theme.GAP), y)
    if _distance(centre, knee, turn) < _RADIUS:
        return None
    return Line((edge, knee, turn, end), theme.HAIRLINE)


def _distance(point: Point, start: Point, end: Point) -> float:
    """From ``point`` to the line from ``start`` to ``end``."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / (hypot(dx, dy) ** 2)
    along = max(0.0, min(1.0, along))
    return dist(point, (start[0] + along * dx, start[1] + along * dy))
