"""Helpers of the PDF tests: print, and read back with poppler's tools and pypdf."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.generic import ArrayObject, Destination, DictionaryObject

from generator.document.blocks import ChartBlock, Cover, Document, Heading, Paragraph
from generator.document.table import TableBlock
from generator.style.load import LoadedStyle, load_style
from generator.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pypdf.generic import PdfObject

    from generator.document.blocks import Block

COVER = Cover("测试决算公开", "测试单位", "2025年10月")


def base_style() -> LoadedStyle:
    """The style that all others extend."""
    return load_style(Workspace.find().templates, "base")


def document_of(*blocks: Block) -> Document:
    """A document of just these blocks."""
    return Document("测试", COVER, blocks)


def poppler(tool: str, content: bytes, *arguments: str) -> str:
    """What one of poppler's tools says of a PDF."""
    command = (tool, *arguments, "-", *(["-"] if tool == "pdftotext" else []))
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()  # noqa: S603 - ours


def bare(text: str) -> str:
    """``text`` without white space."""
    return re.sub(r"\s+", "", text)


@lru_cache(maxsize=8)
def _pages(content: bytes) -> tuple[str, ...]:
    return tuple(bare(page) for page in poppler("pdftotext", content, "-raw").split("\f")[:-1])


def pages_of(content: bytes) -> list[str]:
    """The text of each page in the order in which it was printed, white space aside."""
    return list(_pages(content))


@lru_cache(maxsize=8)
def reader(content: bytes) -> PdfReader:
    """The PDF, opened."""
    return PdfReader(io.BytesIO(content))


@dataclass(frozen=True)
class Bookmark:
    """One entry of the outline: its depth from 0, its title, the number of its page from 1."""

    depth: int
    title: str
    page: int


def bookmarks(content: bytes) -> list[Bookmark]:
    """The outline in reading order."""
    pdf = reader(content)

    def walk(entries: Sequence[object], depth: int) -> Iterator[Bookmark]:
        for entry in entries:
            if isinstance(entry, Destination):
                yield Bookmark(depth, str(entry.title), (pdf.get_destination_page_number(entry) or 0) + 1)
            elif isinstance(entry, list):
                yield from walk(entry, depth + 1)

    return list(walk(pdf.outline, 0))


def headings_of(document: Document) -> list[tuple[int, str]]:
    """Level and text of all headings, those of tables included."""
    found = []
    for block in document.blocks:
        if isinstance(block, Heading):
            found.append((block.level, block.text))
        elif isinstance(block, TableBlock) and block.heading_level:
            found.append((block.heading_level, block.title))
    return found


def texts_of(document: Document) -> Iterator[str]:
    """Every text that the document prints, in order, but for the charts' own."""
    cover = document.cover
    yield from (cover.title, cover.unit, *cover.lines, cover.date)
    if document.toc:
        yield document.toc_title
    yield from (heading.text for heading in document.toc)
    for block in document.blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield text
            case TableBlock():
                yield from (block.title, block.label, block.owner, block.unit)
                yield from (cell.text for row in (*block.boxhead, *block.body) for cell in row)
                yield from block.notes
            case ChartBlock(caption=caption):
                yield caption


@lru_cache(maxsize=8)
def words(content: bytes) -> tuple[tuple[int, float, float, float, float, str], ...]:
    """Page, left, top, right, bottom and text of each word."""
    return tuple(_words(content))


def _words(content: bytes) -> Iterator[tuple[int, float, float, float, float, str]]:
    number = 0
    for line in poppler("pdftotext", content, "-bbox").splitlines():
        if "<page " in line:
            number += 1
        elif found := re.search(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)</word>', line):
            left, top, right, bottom = (float(edge) for edge in found.groups()[:4])
            yield number, left, top, right, bottom, found[5]


@lru_cache(maxsize=8)
def elements(content: bytes) -> tuple[DictionaryObject, ...]:
    """The elements of the structure tree in reading order."""

    def walk(node: PdfObject | None) -> Iterator[DictionaryObject]:
        found = node.get_object() if node is not None else None
        if isinstance(found, ArrayObject):
            for kid in found:
                yield from walk(kid)
        elif isinstance(found, DictionaryObject) and "/S" in found:
            yield found
            yield from walk(found.get("/K"))

    root = reader(content).root_object["/StructTreeRoot"]
    assert isinstance(root, DictionaryObject)
    return tuple(walk(root["/K"]))
