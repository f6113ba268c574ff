"""Blocks → where each one goes: portrait or landscape, and what starts a page. Printer and page estimate share it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.document.blocks import Heading, Paragraph
from generator.document.table import TableBlock
from generator.render.docx_heights import fit, text_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.document.blocks import Block
    from generator.render.docx_grid import Sheets
    from generator.render.docx_heights import FittedTable


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and its place."""

    block: Block
    landscape: bool = False
    breaks: bool = False
    """Starts a page of its section. A change between portrait and landscape starts one in any case."""
    closes: bool = False
    """What follows starts another page."""
    fitted: FittedTable | None = None
    """A table at its size."""

    @property
    def heads_part(self) -> bool:
        """Whether it is the heading of a 部分."""
        return isinstance(self.block, Heading) and self.block.level == 0

    @property
    def divides(self) -> bool:
        """Whether it is the heading of a 部分 that has its page to itself."""
        return self.heads_part and self.closes

    @property
    def follows_heading(self) -> bool:
        """Whether a heading before it shares its page."""
        return isinstance(self.block, (Heading, TableBlock)) and not self.heads_part


def plan(blocks: Sequence[Block], sheets: Sheets) -> tuple[Placed, ...]:
    """Every block with its place.

    A heading directly before a table goes where the table goes, and takes over its page break.
    Notes directly after a landscape table stay with it.
    """
    placed: list[Placed] = []
    taken = 0
    for block in blocks:
        placed.append(_place(block, sheets, taken))
        if isinstance(block, Heading) and block.level:
            taken += sheets[0].line_pitch * text_lines(block.text, sheets[0])
        else:
            taken = 0
    for index in range(len(placed) - 2, -1, -1):
        here, below = placed[index], placed[index + 1]
        if isinstance(here.block, Heading) and not here.heads_part and below.follows_heading:
            placed[index] = replace(here, landscape=below.landscape, breaks=below.breaks)
            placed[index + 1] = replace(below, breaks=False)
    for index in range(1, len(placed)):
        here, above = placed[index], placed[index - 1]
        if isinstance(here.block, Paragraph) and here.block.role == "note" and above.landscape:
            placed[index] = here = replace(here, landscape=True)
        if here.breaks or here.landscape != above.landscape:
            placed[index - 1] = replace(above, closes=True)
    return tuple(placed)


def _place(block: Block, sheets: Sheets, taken: int) -> Placed:
    """``block`` on its own; its headings have ``taken`` some of its page."""
    if isinstance(block, TableBlock):
        return Placed(block, block.landscape, block.own_page, fitted=fit(block, sheets[block.landscape], taken))
    return Placed(block, breaks=isinstance(block, Heading) and block.level == 0)
