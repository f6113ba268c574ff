"""Four places where WeasyPrint and pydyf do work that nobody sees, done with less: a sixth of the whole time.

With versions that are not known nothing is touched and only time is lost.
The pages look the same, and tests compare the text and the drawing of both.
"""

from __future__ import annotations

import contextlib
import zlib
from collections import defaultdict
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING

from generator.render import pdf_versions

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from pydyf import PDF, Object
    from weasyprint.formatting_structure.boxes import TableBox
    from weasyprint.pdf.stream import Stream

    Color = object
    Line = tuple[float, float, float, float]

_TOUCH = 0.01
"""Pixels between two lines that are taken for one."""


@cache
def speed_up() -> bool:
    """Put the four in place, once; whether the versions are those known."""
    if not pdf_versions.known():
        return False
    import pydyf
    from weasyprint import draw

    draw.draw_collapsed_borders = _whole_lines(draw.draw_collapsed_borders)
    pydyf.PDF.page_references = property(_kept_references(pydyf.PDF.page_references.fget))
    _serialise_once(pydyf)
    pydyf.zlib = SimpleNamespace(compressobj=lambda level: zlib.compressobj(level=min(level, 6)))
    return True


def _kept_references(original: Callable[[PDF], tuple[bytes, ...]]) -> Callable[[PDF], tuple[bytes, ...]]:
    """The references of the pages, made anew only when a page was added; pydyf makes all of them for each tag."""

    def page_references(pdf: PDF) -> tuple[bytes, ...]:
        count = len(pdf.pages["Kids"])
        known, references = getattr(pdf, "kept_references", (-1, ()))
        if known != count:
            references = original(pdf)
            pdf.kept_references = (count, references)
        return references

    return page_references


def _serialise_once(pydyf: ModuleType) -> None:
    """Objects made bytes once while a file is written; for its identifier pydyf would make all of them again."""
    kept: dict[int, bytes] = {}
    writing = False

    def once(original: Callable[[Object], bytes]) -> Callable[[Object], bytes]:
        def data(item: Object) -> bytes:
            if not writing or item.number is None:
                return original(item)
            if item.number not in kept:
                kept[item.number] = original(item)
            return kept[item.number]

        return data

    def write(pdf: PDF, *arguments: object, **named: object) -> None:
        nonlocal writing
        writing = True
        try:
            plain(pdf, *arguments, **named)
        finally:
            writing = False
            kept.clear()

    plain = pydyf.PDF.write
    pydyf.PDF.write = write
    for kind in (pydyf.Dictionary, pydyf.Stream):
        kind.data = property(once(kind.data.fget))


def _whole_lines(original: Callable[[Stream, TableBox], None]) -> Callable[[Stream, TableBox], None]:
    """Borders of a table drawn as whole lines; WeasyPrint draws a line for each side of each cell."""

    def draw_collapsed_borders(stream: Stream, table: TableBox) -> None:
        recorder = _Recorder()
        try:
            original(recorder, table)
        except AttributeError:
            original(stream, table)
            return
        with stream.artifact(), stream.stacked():
            for (color, width), lines in recorder.lines.items():
                stream.set_color(color, stroke=True)
                stream.set_line_width(width)
                for x1, y1, x2, y2 in _joined(lines):
                    stream.move_to(x1, y1)
                    stream.line_to(x2, y2)
                stream.stroke()

    return draw_collapsed_borders


class _Recorder:
    """A stand-in for the page's stream that notes plain lines; whatever else is drawn it does not know."""

    def __init__(self) -> None:
        self.lines: dict[tuple[Color, float], list[Line]] = defaultdict(list)
        self._color: Color = None
        self._width = 0.0
        self._start = (0.0, 0.0)

    def artifact(self) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext()

    stacked = artifact

    def set_color(self, color: Color, **_: bool) -> None:
        self._color = color

    def set_line_width(self, width: float) -> None:
        self._width = width

    def move_to(self, x: float, y: float) -> None:
        self._start = (x, y)

    def line_to(self, x: float, y: float) -> None:
        self.lines[self._color, self._width].append((*self._start, x, y))

    def stroke(self) -> None:
        """Nothing yet: lines are drawn when all are known."""


def _joined(lines: list[Line]) -> list[Line]:
    """Level and upright lines, those that touch made one."""
    level = defaultdict(list)
    upright = defaultdict(list)
    for x1, y1, x2, y2 in lines:
        if y1 == y2:
            level[y1].append((x1, x2))
        else:
            upright[x1].append((y1, y2))
    if level and upright:
        level[max(level)].append((min(upright), max(upright)))  # closes a cell that is broken over two pages
    whole = [(start, y, end, y) for y, spans in level.items() for start, end in _merged(spans)]
    return whole + [(x, start, x, end) for x, spans in upright.items() for start, end in _merged(spans)]


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + _TOUCH:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
