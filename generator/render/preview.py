"""PDF → pictures of its first page and of each page with a table (预览): for a look without opening the file."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.document.table import TableBlock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pypdfium2 import PdfDocument

    from generator.document.blocks import Document

PDF = ".pdf"
FIRST = "首页"
DPI = 120

_POINTS = 72


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as an image."""

    page: int
    """From 1."""
    title: str
    """首页, or the title of the table that begins on the page or goes on there."""
    png: bytes


def preview(pdf: bytes, document: Document) -> tuple[Picture, ...]:
    """Pictures of the first page and of the pages with tables of ``document``, in order."""
    import pypdfium2

    file = pypdfium2.PdfDocument(pdf)
    try:
        wanted = {0: FIRST} | dict(_table_pages(file, document))
        return tuple(Picture(index + 1, title, _png(file, index)) for index, title in sorted(wanted.items()))
    finally:
        file.close()


def pictures(printed: Mapping[str, bytes], document: Document) -> dict[str, bytes]:
    """第05页 2024年度收入决算表 → picture, for the first PDF of ``printed`` (file name → content)."""
    pdf = next((content for name, content in printed.items() if name.endswith(PDF)), None)
    found = preview(pdf, document) if pdf else ()
    return {f"第{picture.page:02d}页 {picture.title}": picture.png for picture in found}


def _table_pages(file: PdfDocument, document: Document) -> Iterator[tuple[int, str]]:
    """Index of page and title, for each page that a table is on."""
    places = [(_squeezed(mark.get_title()), mark.get_dest().get_index()) for mark in file.get_toc() if mark.get_dest()]
    starts = sorted({page for _, page in places} | {len(file)})
    first = places[0][1] if places else 0
    texts = [""] * len(file)
    for table in (block for block in document.blocks if isinstance(block, TableBlock) and block.title):
        title = _squeezed(table.title)
        marked = next((page for text, page in places if text == title), None)
        if marked is not None:
            until = next(page for page in starts if page > marked) if table.own_page else marked + 1
            yield from ((page, table.title) for page in range(marked, until))
            continue
        for page in range(first, len(file)):
            texts[page] = texts[page] or _squeezed(file[page].get_textpage().get_text_range())
            if title in texts[page]:
                yield page, table.title
                break


def _png(file: PdfDocument, index: int) -> bytes:
    stream = io.BytesIO()
    file[index].render(scale=DPI / _POINTS).to_pil().save(stream, "PNG")
    return stream.getvalue()


def _squeezed(text: str) -> str:
    return "".join(text.split())
