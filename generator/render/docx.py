"""Document + style → a Word document. It names the official fonts, opens without a question, and can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from generator.document.blocks import Heading
from generator.document.table import TableBlock
from generator.render.docx_blocks import BlockWriter
from generator.render.docx_comments import COMMENTS, comments_of
from generator.render.docx_drawings import drawings_of
from generator.render.docx_grid import sheets_of
from generator.render.docx_package import CONTENT_TYPES, CORE, DOCUMENT, RELATIONSHIPS, core_properties
from generator.render.docx_plan import plan
from generator.render.docx_shell import load_shell
from generator.render.docx_toc import toc_xml
from generator.render.docx_zip import join, pack
from generator.render.pagination import estimate
from generator.render.registry import printer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.document.blocks import Block, Document
    from generator.style.load import LoadedStyle

SHELL = "shell.docx"
_PACKED = (".png", ".xlsx")
"""What is compressed already."""


@printer("docx", suffix=".docx", title="Word 文档")
def print_docx(document: Document, style: LoadedStyle) -> bytes:
    """The file's bytes: the shell filled with cover, table of contents and blocks; the same for the same input.

    Raises:
        StyleError: the style's shell is missing or wrong.
    """
    fonts, page = style.style.fonts, style.style.page
    shell = load_shell(style.find(SHELL), fonts, page, draft=bool(document.draft))
    sheets = sheets_of(page)
    placed = plan(document.blocks, sheets)
    drawings = drawings_of(placed, style.style, sheets)
    pages = estimate(placed, sheets, {index: drawing.height for index, drawing in drawings.items()})
    bookmarks = {anchor: number for number, anchor in enumerate(_anchors(document.blocks), 1)}
    comments = comments_of(document)
    body = BlockWriter(sheets, bookmarks, drawings, comments).write(placed, shell.sections)
    filled = shell.fill(document, toc_xml(document, bookmarks, pages, sheets[0]), body)
    parts = {name: xml.encode() for name, xml in filled.items()}
    parts |= {CORE: core_properties(document.title, document.cover.unit, document.language), **comments.parts()}
    _check(parts)
    links = [*(drawing.relationship_xml for drawing in drawings.values()), comments.relationship_xml]
    types = [*dict.fromkeys(drawing.type_xml for drawing in drawings.values()), comments.type_xml]
    parts[RELATIONSHIPS] = _with(shell.relationships, links, "</Relationships>")
    parts[CONTENT_TYPES] = _with(shell.types, types, "</Types>")
    for drawing in drawings.values():
        parts |= drawing.parts()
    return join((*shell.static, *(pack(name, part, stored=name.endswith(_PACKED)) for name, part in parts.items())))


def _with(part: str, entries: Iterable[str], end: str) -> bytes:
    """A list of the package with more entries before its ``end``."""
    return part.replace(end, f"{''.join(entries)}{end}").encode()


def _anchors(blocks: Sequence[Block]) -> Iterable[str]:
    return (block.anchor for block in blocks if isinstance(block, (Heading, TableBlock)) and block.anchor)


def _check(parts: Mapping[str, bytes]) -> None:
    """Stop at XML that is not well-formed: a printer's mistake must not reach Word."""
    for name in (DOCUMENT, *({COMMENTS} & set(parts))):
        expat.ParserCreate().Parse(parts[name], True)  # noqa: FBT003 - takes no keywords
