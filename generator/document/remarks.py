"""批注: what a review copy says beside the document, and the numbers of a block that a remark can stand at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.document.blocks import Block


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark at a number, or at a whole block where ``ref`` is empty."""

    block: int
    """Index in the document's blocks."""
    text: str
    """One paragraph a line."""
    ref: str = ""
    printing: int = 0
    """Which of the block's printings of that number, the first being 0."""


def refs_of(block: Block) -> Iterator[str]:
    """The keys of the figures that a block prints, in reading order, those that a chart draws too."""
    match block:
        case Paragraph():
            yield from (span.ref for span in block.spans if span.ref)
        case Heading():
            pass
        case ChartBlock():
            data = [datum for series in block.series for datum in series.data]
            yield from (ref for datum in data for ref in (datum.ref, datum.share_ref) if ref)
        case _:
            yield from (cell.ref for row in (*block.boxhead, *block.body) for cell in row if cell.ref)
