"""Document → HTML body: semantic, escaped, one element a block."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock, Document, Heading, Paragraph
from generator.document.table import TableBlock
from generator.render.columns import suited, worded
from generator.render.markup_fit import em, fit, note_height, text_area
from generator.render.markup_table import table_markup
from generator.render.markup_text import attribute, centred, escaped, identifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.document.blocks import Block
    from generator.render.markup_fit import Fit
    from generator.style.model import Page

    DrawChart = Callable[[ChartBlock], str]

TITLE_LINE = 1.5
"""Lines of centred titles, in em; the style sheet is built from it."""


def body_markup(document: Document, page: Page, draw: DrawChart) -> str:
    """All blocks of ``document`` in order; ``draw`` gives the markup of a chart's picture.

    What stands before the second page break is marked as the start, from where pages are counted.
    """
    items = list(gathered(document.blocks))
    made = [_table_page(item, page) if isinstance(item, TablePage) else _block(item, page, draw) for item in items]
    until = next((index for index, item in enumerate(items) if index and _begins_page(item)), len(items))
    return f'<div class="start">{"".join(made[:until])}</div>{"".join(made[until:])}'


def _begins_page(item: Block | TablePage) -> bool:
    return isinstance(item, TablePage) or (isinstance(item, Heading) and item.level == 0)


def toc_markup(document: Document) -> str:
    """The entries of the table of contents (目录), each a link; the style sheet adds the page numbers."""
    return "".join(
        f'<li class="l{heading.level}"><a{attribute("href", heading.anchor and f"#{identifier(heading.anchor)}")}>'
        f"<span>{_entry(heading.text)}</span></a></li>"
        for heading in document.toc
    )


_ENTRY, _CLOSE_ENTRY = 1.56, 1.36
"""Height of an entry of one line with its rule and the space below it, in em; page.css has the same."""


def closes_up(document: Document, page: Page) -> bool:
    """Whether the table of contents goes on one page if its entries are set closer, and only so."""
    size = page.body_size - 2
    width, height = text_area(page, landscape=False)
    room = (height - 1.5 * TITLE_LINE * page.title_size) / size
    folded = sum(em(heading.text) + heading.level + 2 > width / size for heading in document.toc)
    needed, least = (len(document.toc) * entry + 1.1 * folded for entry in (_ENTRY, _CLOSE_ENTRY))
    return least <= room < needed


def _entry(text: str) -> str:
    """An entry of the table of contents; what stands in brackets at its end is not torn (表7)."""
    entry = escaped(text)
    start = entry.rfind("（")
    return f'{entry[:start]}<span class="whole">{entry[start:]}</span>' if start > 0 and entry.endswith("）") else entry


@dataclass(frozen=True, slots=True)
class TablePage:
    """A table with a page of its own, the headings right before it and the notes right after it."""

    heads: list[Heading]
    table: TableBlock
    notes: list[Paragraph]


def gathered(blocks: Sequence[Block]) -> Iterator[Block | TablePage]:
    """The blocks, those that share a table's own page together."""
    heads: list[Heading] = []
    rest = deque(blocks)
    while rest:
        block = rest.popleft()
        if isinstance(block, Heading):
            heads.append(block)
        elif isinstance(block, TableBlock) and (block.own_page or block.landscape):
            yield TablePage(heads, block, list(_leading_notes(rest)))
            heads = []
        else:
            yield from heads
            yield block
            heads = []
    yield from heads


def _leading_notes(rest: deque[Block]) -> Iterator[Paragraph]:
    while rest and isinstance(note := rest[0], Paragraph) and note.role == "note":
        rest.popleft()
        yield note


def divided(region: TablePage) -> bool:
    """Whether the headings stand on a page of their own before the table's."""
    return any(heading.level == 0 for heading in region.heads)


def fitted(region: TablePage, page: Page) -> Fit:
    """How the table is set on the room that its headings and notes leave."""
    table = region.table
    width = text_area(page, landscape=table.landscape)[0]
    taken = sum(note_height(note.text, page, width) for note in region.notes)
    taken += TITLE_LINE * page.body_size if table.title else 0.0
    if not divided(region):
        taken += sum(_heading_height(heading, page, width) for heading in region.heads)
    return fit(table, page, taken)


def fitted_in_text(table: TableBlock, page: Page) -> Fit:
    """How a table within the text is set."""
    return fit(table, page, TITLE_LINE * page.body_size if table.title else 0.0)


def _table_page(region: TablePage, page: Page) -> str:
    region = replace(region, table=suited(region.table, page))
    table = region.table
    width = text_area(page, landscape=table.landscape)[0]
    heads = "".join(_heading(heading, page, width) for heading in region.heads)
    divider = f'<section class="divider">{heads}</section>' if divided(region) else ""
    found = fitted(region, page)
    inside = (
        "" if divider else heads,
        table_markup(worded(table, found, page), found, width / page.body_size),
        *(_paragraph(note) for note in region.notes),
    )
    kind = f"own{' land' if table.landscape else ''}{' tight' if found.tight else ''}"
    return f'{divider}<section class="{kind}">{"".join(inside)}</section>'


def _heading_height(heading: Heading, page: Page, width: float) -> float:
    if heading.level:
        return page.line_pitch
    return (ceil(em(heading.text) * page.title_size / width) + 0.5) * TITLE_LINE * page.title_size


def _heading(heading: Heading, page: Page, width: float) -> str:
    title = centred(heading.text, width / page.title_size) if heading.level == 0 else escaped(heading.text)
    return f"<h{heading.level + 1}{attribute('id', identifier(heading.anchor))}>{title}</h{heading.level + 1}>"


def _paragraph(paragraph: Paragraph) -> str:
    role = "" if paragraph.role == "body" else paragraph.role
    return f"<p{attribute('class', role)}>{escaped(paragraph.text)}</p>"


def _block(block: Block, page: Page, draw: DrawChart) -> str:
    width = text_area(page, landscape=False)[0]
    match block:
        case Heading():
            return _heading(block, page, width)
        case Paragraph():
            return _paragraph(block)
        case TableBlock():
            table = suited(block, page)
            found = fitted_in_text(table, page)
            return table_markup(worded(table, found, page), found, width / page.body_size)
        case ChartBlock(caption=caption, caption_above=caption_above):
            text = f"<figcaption>{escaped(caption)}</figcaption>"
            return f"<figure>{text if caption_above else ''}{draw(block)}{'' if caption_above else text}</figure>"
