"""Document → HTML body: semantic, escaped, one element a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock, Document, Heading, Paragraph
from generator.document.table import TableBlock
from generator.render.markup_fit import fit, text_area
from generator.render.markup_table import table_markup
from generator.render.markup_text import attribute, centred, escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.document.blocks import Block
    from generator.style.model import Page

    DrawChart = Callable[[ChartBlock], str]

TITLE_LINE = 1.5
"""Lines of centred titles, in em; the style sheet is built from it."""


def body_markup(document: Document, page: Page, draw: DrawChart) -> str:
    """All blocks of ``document`` in order; ``draw`` gives the markup of a chart's picture."""
    return "".join(_region(kind, blocks, page, draw) for kind, blocks in _regions(document.blocks))


def toc_markup(document: Document) -> str:
    """The entries of the table of contents (目录), each a link; the style sheet adds the page numbers."""
    return "".join(
        f'<li class="l{heading.level}"><a{attribute("href", f"#{heading.anchor}")}>'
        f"<span>{escaped(heading.text)}</span></a></li>"
        for heading in document.toc
    )


def title_width(page: Page, size: float, *, landscape: bool = False) -> float:
    """How many em of ``size`` points a centred title may be wide."""
    return text_area(page, landscape=landscape)[0] / size - 1


def _regions(blocks: Sequence[Block]) -> Iterator[tuple[str, Sequence[Block]]]:
    """Blocks by kind of page: a table with a page of its own, its headings and notes; all between, as it flows."""
    start = index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if not (isinstance(block, TableBlock) and (block.own_page or block.landscape)):
            continue
        first = index - 1
        while first > start and isinstance(blocks[first - 1], Heading):
            first -= 1
        while index < len(blocks) and _is_note(blocks[index]):
            index += 1
        if first > start:
            yield "", blocks[start:first]
        yield "own land" if block.landscape else "own", blocks[first:index]
        start = index
    if start < len(blocks):
        yield "", blocks[start:]


def _is_note(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "note"


def _region(kind: str, blocks: Sequence[Block], page: Page, draw: DrawChart) -> str:
    landscape = "land" in kind
    above = sum(_heading_room(block, page) for block in blocks if isinstance(block, Heading)) if kind else 0.0
    inside = "".join(_block(block, page, draw, above, landscape=landscape) for block in blocks)
    return f'<section class="{kind}">{inside}</section>' if kind else inside


def _heading_room(heading: Heading, page: Page) -> float:
    return 2 * TITLE_LINE * page.title_size if heading.level == 0 else page.line_pitch


def _block(block: Block, page: Page, draw: DrawChart, above: float, *, landscape: bool) -> str:
    match block:
        case Heading(level=level, text=text, anchor=anchor):
            width = title_width(page, page.title_size, landscape=landscape)
            title = centred(text, width) if level == 0 else escaped(text)
            return f"<h{level + 1}{attribute('id', anchor)}>{title}</h{level + 1}>"
        case Paragraph(role=role):
            return f"<p{attribute('class', '' if role == 'body' else role)}>{escaped(block.text)}</p>"
        case TableBlock():
            title_room = TITLE_LINE * page.body_size if block.title else 0.0
            width = title_width(page, page.body_size, landscape=landscape)
            return table_markup(block, fit(block, page, above + title_room), width)
        case ChartBlock(caption=caption, caption_above=caption_above):
            text = f"<figcaption>{escaped(caption)}</figcaption>"
            return f"<figure>{text if caption_above else ''}{draw(block)}{'' if caption_above else text}</figure>"
