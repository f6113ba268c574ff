"""What was read of a finished file → its texts and tables as they are compared, without the table of contents."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from generator.diff.items import CellItem, RowItem, TableItem, TextItem
from generator.diff.model import Place
from generator.diff.tokens import squeezed
from generator.document.blocks import Span
from generator.readback.content import Grid, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.diff.items import Item
    from generator.document.blocks import Document
    from generator.readback.content import Reading

_NOWHERE = Place("", "")
_PAGE = re.compile(r"[.\uff0e…·‥_\-—]*\d{1,4}$")
_LIKE = 0.8
"""How much an entry of the table of contents must be like a heading."""
_MOST_LINES = 3


def found_items(reading: Reading, document: Document) -> tuple[Item, ...]:
    """The items of ``reading``; ``document`` tells what its table of contents looks like."""
    items = [_item(item) for item in reading.items]
    return tuple(_without_contents([item for item in items if isinstance(item, TableItem) or item.text], document))


def _item(item: Text | Grid) -> Item:
    if isinstance(item, Text):
        return TextItem(_NOWHERE, (Span(item.text),))
    rows = (
        RowItem(_NOWHERE, tuple(CellItem(_NOWHERE, (Span(cell.text),), cell.column) for cell in row))
        for row in item.rows
    )
    return TableItem(_NOWHERE, tuple(rows))


def _without_contents(items: Sequence[Item], document: Document) -> Iterator[Item]:
    """The items outside 目录: its title, and the headings with their page numbers that stand below it."""
    title = squeezed(document.toc_title)
    entries = [squeezed(heading.text) for heading in document.toc]
    index, inside = 0, False
    while index < len(items):
        item = items[index]
        if isinstance(item, TextItem) and item.text == title:
            inside = True
            index += 1
            continue
        count = _entry(items[index : index + _MOST_LINES], entries) if inside else 0
        if count:
            index += count
            continue
        inside = False
        yield item
        index += 1


def _entry(items: Sequence[Item], entries: Sequence[str]) -> int:
    """How many of the first items are lines of one entry of the table of contents."""
    text = ""
    for count, item in enumerate(items, 1):
        if not isinstance(item, TextItem):
            return 0
        text += item.text
        page = _PAGE.search(text)
        if page and _is_entry(text, entries):
            return count
    return 0


def _is_entry(text: str, entries: Sequence[str]) -> bool:
    lead = _PAGE.sub("", text)
    if any(text.startswith(entry) and _PAGE.fullmatch(text[len(entry) :]) for entry in entries):
        return True
    return any(SequenceMatcher(None, lead, entry, autojunk=False).ratio() >= _LIKE for entry in entries)
