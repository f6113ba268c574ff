"""The real samples as PDF, and their pages read back: lines of text, and the lines that draw the tables."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pytest
from pypdf.generic import ContentStream

from generator.pipeline import check_unit
from generator.render.pdf import print_pdf
from generator.workspace import Workspace
from tests.render.pdf_support import bare, reader, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.document.blocks import Document

SAMPLES = ("wuhan-center-2024", "jiangan-2022")

EVERY_SAMPLE = (
    *SAMPLES,
    *(
        pytest.param(name, marks=pytest.mark.slow)
        for name in ("caidian-2022", "huaihua-2021", "sichuan-2023", "shanghai-2024", "jianghan-budget-2023")
    ),
)

Segment = tuple[float, float, float, float]
"""A drawn line from left, top to right, bottom, in points from the top left of the page."""


@cache
def printed_sample(name: str) -> tuple[Document, bytes]:
    """The document of a sample and its PDF."""
    workspace = Workspace.find()
    composed, _ = check_unit(workspace.data / "samples" / name, workspace)
    assert composed is not None
    document = composed.composition.document
    return document, print_pdf(document, composed.style)


@dataclass(frozen=True)
class Line:
    """One line of text, without its page number."""

    page: int
    top: float
    right: float
    text: str


@cache
def lines_of(content: bytes) -> tuple[Line, ...]:
    """The lines of upright pages from top to bottom; words whose tops are about the same are of one line."""
    found: dict[int, list[tuple[float, float, float, str]]] = defaultdict(list)
    for page, left, top, right, bottom, text in words(content):
        found[page].append(((top + bottom) / 2, left, right, text))
    lines = []
    for page, placed in found.items():
        for group in _on_one_level(sorted(placed)):
            text = "".join(word for _, _, _, word in sorted(group, key=lambda word: word[1]))
            lines.append(Line(page, group[0][0], max(right for _, _, right, _ in group), bare(text)))
    return tuple(lines)


def _on_one_level(placed: list[tuple[float, float, float, str]]) -> Iterator[list[tuple[float, float, float, str]]]:
    group = placed[:1]
    for word in placed[1:]:
        if word[0] - group[-1][0] > 3:
            yield group
            group = []
        group.append(word)
    yield group


def paragraphs_of(content: bytes, texts: Sequence[str]) -> Iterator[list[Line]]:
    """The lines of each paragraph of ``texts`` that fill at least one line; they stand in this order."""
    lines = [line for line in lines_of(content) if not (line.text.startswith("—") and line.text.endswith("—"))]
    whole = "".join(line.text for line in lines)
    ends, place = [], 0
    for line in lines:
        place += len(line.text)
        ends.append(place)
    place = 0
    for text in texts:
        start = whole.find(bare(text), place)
        assert start >= 0, text
        place = start + len(bare(text))
        yield [
            line
            for line, end in zip(lines, ends, strict=True)
            if start <= end - len(line.text) and end <= place and line.text
        ]


def drawn_lines(content: bytes) -> Iterator[tuple[int, list[Segment]]]:
    """Of each page the straight lines that are stroked: the rules of its tables."""
    pdf = reader(content)
    for number, page in enumerate(pdf.pages, 1):
        height = float(page.mediabox.height)
        scale, flip, offset = 1.0, 1.0, 0.0
        stack = []
        start, segments = (0.0, 0.0), []
        stream = page.get_contents()
        assert stream is not None
        for operands, operator in ContentStream(stream, pdf).operations:
            match operator:
                case b"q":
                    stack.append((scale, flip, offset))
                case b"Q":
                    scale, flip, offset = stack.pop()
                case b"cm":
                    a, _, _, d, _, f = (float(value) for value in operands)
                    scale, offset, flip = scale * a, offset + flip * f, flip * d
                case b"m":
                    start = float(operands[0]), float(operands[1])
                case b"l":
                    (x1, y1), (x2, y2) = start, (float(operands[0]), float(operands[1]))
                    ys = sorted(height - (offset + flip * y) for y in (y1, y2))
                    xs = sorted((scale * x1, scale * x2))
                    segments.append((xs[0], ys[0], xs[1], ys[1]))
        yield number, segments


def crossed_words(content: bytes) -> list[tuple[int, str]]:
    """Words that a rule of a table runs through: text that does not stay inside its cell."""
    rules = dict(drawn_lines(content))
    found = []
    for page, left, top, right, bottom, text in words(content):
        middle, quarter = (top + bottom) / 2, (bottom - top) / 4
        for x1, y1, x2, y2 in rules[page]:
            upright = x1 == x2 and left + 0.5 < x1 < right - 0.5 and y1 < middle < y2
            level = y1 == y2 and middle - quarter < y1 < middle + quarter and x1 < (left + right) / 2 < x2
            if upright or level:
                found.append((page, text))
    return found
