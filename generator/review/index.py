"""Composed document → its numbers and texts by block, to find again what a finding speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock, Heading, Paragraph
from generator.document.remarks import refs_of
from generator.document.table import TableBlock
from generator.finding import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.document.blocks import Block, Document

_BETWEEN = "\x00"
"""Stands between the texts of one block; no text has it."""


@dataclass(frozen=True)
class DocumentIndex:
    """What stands in each block of a document."""

    document: Document

    @cached_property
    def refs(self) -> Mapping[str, tuple[int, ...]]:
        """Key of each printed figure → the blocks that print it, in reading order."""
        found: dict[str, dict[int, None]] = {}
        for number, block in enumerate(self.document.blocks):
            for ref in refs_of(block):
                found.setdefault(ref, {})[number] = None
        return {ref: tuple(blocks) for ref, blocks in found.items()}

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """All words of each block."""
        return tuple(_BETWEEN.join(_texts(block)) for block in self.document.blocks)

    def saying(self, text: str) -> tuple[int, ...]:
        """The blocks that say ``text``; a heading that says it comes last, for its section says it too."""
        blocks = self.document.blocks
        said = [number for number, own in enumerate(self.texts) if text in own]
        return tuple(sorted(said, key=lambda number: isinstance(blocks[number], Heading)))

    def table(self, name: str) -> tuple[int, ...]:
        """The table called ``name``."""
        blocks = enumerate(self.document.blocks)
        return tuple(number for number, block in blocks if isinstance(block, TableBlock) and block.id == name)

    def titled(self, name: str) -> tuple[int, ...]:
        """The headings and tables whose titles hold ``name``."""
        blocks = enumerate(self.document.blocks)
        titles = ((number, _title(block)) for number, block in blocks)
        return tuple(number for number, title in titles if name in title)

    def section(self, place: str) -> range:
        """The blocks under the heading whose title ``place`` quotes, the heading first; none where there is none."""
        ending = place.removeprefix("“")
        blocks = self.document.blocks
        for number, block in enumerate(blocks):
            if isinstance(block, Heading) and quoted(block.text).endswith(ending):
                rest = range(number + 1, len(blocks))
                return range(number, next((one for one in rest if _ends(blocks[one], block.level)), len(blocks)))
        return range(0)


def _ends(block: Block, level: int) -> bool:
    """Whether a heading of ``block`` ends a section of ``level``."""
    return isinstance(block, Heading) and block.level <= level


def _title(block: Block) -> str:
    match block:
        case Heading():
            return block.text
        case TableBlock():
            return block.title
        case _:
            return ""


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield block.text
        case TableBlock():
            yield from (block.title, block.label, block.owner, block.unit)
            yield from (cell.text for row in (*block.boxhead, *block.body) for cell in row)
            yield from block.notes
        case ChartBlock():
            yield from (block.caption, block.alt, block.note)
