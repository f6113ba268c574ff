"""Document → plain text that a person can read: goldens, searches, comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock, Document, Heading, Paragraph
from generator.document.table import TableBlock

if TYPE_CHECKING:
    from collections.abc import Iterator


def to_text(document: Document) -> str:
    """The whole document, one paragraph or table row a line."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    cover = document.cover
    yield from (line for line in (cover.title, cover.unit, *cover.lines, cover.date) if line)
    yield ""
    yield document.toc_title
    yield from ("  " * heading.level + heading.text for heading in document.toc)
    for block in document.blocks:
        match block:
            case Heading(level=level, text=text):
                yield ""
                yield f"{'#' * (level + 1)} {text}"
            case Paragraph():
                yield block.text
            case TableBlock():
                yield from _table(block)
            case ChartBlock():
                yield f"[{block.caption}] {block.alt}"


def _table(table: TableBlock) -> Iterator[str]:
    yield ""
    yield " ".join(part for part in (f"《{table.title}》", table.label, table.owner, table.unit) if part)
    for row in (*table.boxhead, *table.body):
        yield " | ".join(cell.text for cell in row)
    yield from table.notes
