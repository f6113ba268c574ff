"""One page of a PDF → its ruled lines, with their places in points from the upper left corner."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

Direction = Literal["level", "upright"]
LEVEL: Direction = "level"
UPRIGHT: Direction = "upright"

Upright = Callable[[float, float], tuple[float, float]]
"""A place of the file → the same from the upper left corner of the page as it is read."""

_THIN = 2.5
"""Points: a drawn shape that is no thicker is a line."""
_STRAIGHT = 0.6
"""Points by which the ends of a level line may differ."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: where it lies, and from where to where it goes."""

    direction: Direction
    at: float
    start: float
    end: float


def rules_of(page: pypdfium2.PdfPage, upright: Upright) -> Iterator[Rule]:
    """The level and upright lines of ``page``, drawn or filled."""
    for shape in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=3):
        matrix = shape.get_matrix()
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(shape.raw, ctypes.byref(fill), ctypes.byref(stroke))
        for outline in _outlines(shape.raw):
            placed = [upright(*matrix.on_point(x, y)) for x, y in outline]
            yield from _sides(placed) if stroke.value else _thin(placed)


def _outlines(shape: Any) -> Iterator[list[tuple[float, float]]]:  # noqa: ANN401 - a handle of the C library
    """The straight parts of a shape, each a list of points."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(raw.FPDFPath_CountSegments(shape)):
        segment = raw.FPDFPath_GetPathSegment(shape, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _thin(points: list[tuple[float, float]]) -> Iterator[Rule]:
    """A filled shape that is as thin as a line."""
    across, down = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    if bottom - top <= _THIN < right - left:
        yield Rule(LEVEL, (top + bottom) / 2, left, right)
    elif right - left <= _THIN < bottom - top:
        yield Rule(UPRIGHT, (left + right) / 2, top, bottom)


def _sides(points: list[tuple[float, float]]) -> Iterator[Rule]:
    """The level and upright sides of a drawn shape."""
    for (x, y), (other_x, other_y) in pairwise(points):
        if abs(y - other_y) <= _STRAIGHT and abs(x - other_x) > _STRAIGHT:
            yield Rule(LEVEL, (y + other_y) / 2, min(x, other_x), max(x, other_x))
        elif abs(x - other_x) <= _STRAIGHT and abs(y - other_y) > _STRAIGHT:
            yield Rule(UPRIGHT, (x + other_x) / 2, min(y, other_y), max(y, other_y))
