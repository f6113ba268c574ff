"""Helpers of the DOCX tests: print, open, and read a document back in its order."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn
from docx.table import Table

from generator.document.blocks import ChartBlock, Cover, Document, Heading, Paragraph
from generator.document.table import TableBlock
from generator.render.docx import print_docx
from generator.style.load import LoadedStyle, load_style
from generator.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument
    from lxml.etree import _Element

    from generator.document.blocks import Block


def base_style() -> LoadedStyle:
    """The style that all others extend."""
    return load_style(Workspace.find().templates, "base")


def document_of(*blocks: Block) -> Document:
    """A document of just these blocks."""
    return Document("测试", Cover("测试决算公开", "测试单位", "2025年10月"), blocks)


def printed(document: Document, style: LoadedStyle | None = None) -> WordDocument:
    """``document``, printed and opened again."""
    return docx.Document(io.BytesIO(print_docx(document, style or base_style())))


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def texts_of(word: WordDocument) -> list[str]:
    """All text in order: a paragraph each, a table cell each; empty ones left out."""
    return [text for text in _texts(word) if text]


def _texts(word: WordDocument) -> Iterator[str]:
    for item in word.iter_inner_content():
        if isinstance(item, Table):
            for cell in item._tbl.iter(qn("w:tc")):
                if not _continues(cell):
                    yield "\n".join(text_of(paragraph) for paragraph in cell.iter(qn("w:p")))
        else:
            yield item.text


def _continues(cell: _Element) -> bool:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val")) != "restart"


def text_of(paragraph: _Element) -> str:
    """The text of a paragraph's element, without instructions of fields."""
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(signs.get(item.tag, item.text or "") for item in paragraph.iter(qn("w:t"), *signs))


def expected_texts(document: Document, pages: dict[str, int]) -> list[str]:
    """What :func:`texts_of` should find, said by the document itself."""
    cover = document.cover
    texts = [cover.title, cover.unit, *cover.lines, cover.date, document.toc_title]
    texts += [f"{heading.text}\t{pages[heading.anchor]}" for heading in document.toc]
    for block in document.blocks:
        match block:
            case Heading(text=text):
                texts.append(text)
            case Paragraph():
                texts.append(block.text)
            case ChartBlock(caption=caption):
                texts.append(caption)
            case TableBlock():
                line = f"{block.owner}\t{block.unit}" if block.unit else block.owner
                cells = [cell.text for row in (*block.boxhead, *block.body) for cell in row]
                texts += [block.title, block.label, line, *cells, *block.notes]
    return [text for text in texts if text]
