"""Lines of all pages → paragraphs: page numbers and running heads dropped, lines joined that a line end parted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.readback.pdf_lines import Line

_PAGE_NUMBER = re.compile(r"[—–－\-·•]?\s*第?(?:\d{1,4}|[IVXLivxl]{1,7})页?(?:[/／共]+\d{1,4}页?)?\s*[—–－\-·•]?")
_EDGE = 0.13
"""Of a page's height, how much at its head and foot may hold page numbers."""
_OFTEN = 0.6
"""Of all pages, on how many a running head stands."""
_FEW = 3
_INDENT = 0.9
"""Of the type size, from how far in a line begins a paragraph."""
_FIRST = 5
"""Of the type size, how far in a first line begins at most; what begins farther is centred, or set at the right."""
_SHORT = 2.2
"""Of the type size, how far from the right a line ends that is the last of its paragraph."""
_SAME_SIZE = 0.6


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page that stand outside tables."""

    width: float
    height: float
    lines: tuple[Line, ...]


def without_furniture(pages: Sequence[PageLines]) -> list[tuple[Line, ...]]:
    """The lines of each page without page numbers, running heads and feet."""
    edges = Counter(key for page in pages for key in {_shape(line, page.height) for line in _outer(page)})
    running = {key for key, count in edges.items() if count >= max(_FEW, _OFTEN * len(pages))}
    kept = []
    for page in pages:
        outer = _outer(page)
        gone = [line for line in outer if _shape(line, page.height) in running or _is_number(line, page.height)]
        kept.append(tuple(line for line in page.lines if line not in gone))
    return kept


def _outer(page: PageLines) -> tuple[Line, ...]:
    """The first and the last lines."""
    return (*page.lines[:2], *page.lines[-2:])


def _shape(line: Line, height: float) -> tuple[str, bool]:
    return re.sub(r"\d+", "#", line.text), line.base < height / 2


def _is_number(line: Line, height: float) -> bool:
    at_edge = line.base < _EDGE * height or line.base > (1 - _EDGE) * height
    return at_edge and _PAGE_NUMBER.fullmatch(line.text) is not None


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line and the sides of the type area in which it stands."""

    line: Line
    left: float
    right: float

    @property
    def indent(self) -> float:
        """How far in it begins, in type sizes."""
        return (self.line.left - self.left) / self.line.size

    @property
    def short(self) -> float:
        """How far from the right it ends, in type sizes."""
        return (self.right - self.line.right) / self.line.size


def placed(pages: Sequence[PageLines], kept: Sequence[tuple[Line, ...]]) -> list[tuple[PlacedLine, ...]]:
    """The lines of each page with the sides of their type area, which pages of one width share."""
    by_width: dict[int, list[Line]] = {}
    for page, lines in zip(pages, kept, strict=True):
        by_width.setdefault(round(page.width), []).extend(lines)
    sides = {width: _sides(lines) for width, lines in by_width.items() if lines}
    return [
        tuple(PlacedLine(line, *sides[round(page.width)]) for line in lines)
        for page, lines in zip(pages, kept, strict=True)
    ]


def _sides(lines: Sequence[Line]) -> tuple[float, float]:
    """Where most lines begin at the left, and how far they go at the right."""
    often = [side for side, count in Counter(round(line.left) for line in lines).items() if count >= _FEW]
    return min(often, default=min(line.left for line in lines)), max(line.right for line in lines)


def paragraphs(lines: Sequence[PlacedLine]) -> Iterator[str]:
    """The paragraphs of lines that follow one another, on one page or on several."""
    text = ""
    for index, here in enumerate(lines):
        if index and _goes_on(lines[index - 1], here):
            text += here.line.text
            continue
        if text:
            yield text
        text = here.line.text
    if text:
        yield text


def _goes_on(before: PlacedLine, here: PlacedLine) -> bool:
    """Whether ``here`` is the next line of the same paragraph."""
    return (
        here.indent < _INDENT
        and before.indent < _FIRST
        and not before.line.led
        and before.short < _SHORT
        and abs(here.line.size - before.line.size) < _SAME_SIZE
    )
