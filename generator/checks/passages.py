"""Document → its stretches of text with their place; and a stretch back to the field that it came from."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from generator.document.blocks import ChartBlock, Heading, Paragraph
from generator.document.table import TableBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.fields import TextField
    from generator.document.blocks import Document

PassageKind = Literal["cover", "heading", "paragraph", "note", "cell", "chart"]

_RADII = (12, 6, 3, 0)
"""Characters beside a match that must be the same in the field; the fewest only for long matches."""
_ALONE = 4
"""A match of so many characters is known again without its surroundings."""
_BETWEEN = "\x00"
"""Stands between fields; no text has it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, paragraph, cell or note, and the heading or table that it stands under."""

    text: str
    place: str
    kind: PassageKind


def passages_of(document: Document) -> tuple[Passage, ...]:
    """All text of ``document`` except amounts in cells."""
    return tuple(_passages(document))


def _passages(document: Document) -> Iterator[Passage]:
    cover = document.cover
    yield from (Passage(line, "封面", "cover") for line in (cover.title, cover.unit, *cover.lines) if line)
    place = ""
    for block in document.blocks:
        match block:
            case Heading():
                place = block.text
                yield Passage(block.text, place, "heading")
            case Paragraph():
                yield Passage(block.text, place, "note" if block.role == "note" else "paragraph")
            case TableBlock():
                yield from _table(block)
            case ChartBlock():
                yield Passage(block.caption, place, "chart")
                yield Passage(block.alt, place, "chart")


def _table(table: TableBlock) -> Iterator[Passage]:
    yield Passage(table.title, table.title, "heading")
    for row in (*table.boxhead, *table.body):
        for cell in row:
            if cell.text and cell.role != "amount":
                yield Passage(cell.text, table.title, "cell")
    for note in table.notes:
        yield Passage(note, table.title, "note")


@dataclass(frozen=True)
class Texts:
    """The texts that people wrote."""

    fields: tuple[TextField, ...]

    @cached_property
    def _joined(self) -> str:
        return _BETWEEN.join(field.text for field in self.fields)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each field begins in the joined text."""
        return list(accumulate((len(field.text) + 1 for field in self.fields[:-1]), initial=0))

    def origin(self, text: str, start: int, end: int) -> TextField | None:
        """The field that ``text[start:end]`` was written in, by what stands around it, or on one side of it."""
        for radius in _RADII:
            found = self._field(text[max(0, start - radius) : end + radius])
            if found is not None and (radius or end - start >= _ALONE):
                return found
        middle = (start + end) // 2
        sides = (text[middle : end + _RADII[1]], text[max(0, start - _RADII[1]) : middle])
        return next((field for side in sides if len(side) > _RADII[1] and (field := self._field(side))), None)

    def _field(self, part: str) -> TextField | None:
        at = self._joined.find(part)
        return None if at < 0 else self.fields[bisect(self._starts, at) - 1]
