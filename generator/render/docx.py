"""Document + style → a Word document. It names the official fonts, opens without a question, and can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from generator.document.blocks import ChartBlock, Heading
from generator.document.table import TableBlock
from generator.drawing import draw
from generator.render.docx_blocks import BlockWriter
from generator.render.docx_grid import sheets_of
from generator.render.docx_package import CORE, DOCUMENT, RELATIONSHIPS, core_properties
from generator.render.docx_picture import PlacedPicture
from generator.render.docx_plan import plan
from generator.render.docx_shell import load_shell
from generator.render.docx_toc import toc_xml
from generator.render.docx_zip import join, pack
from generator.render.pagination import estimate
from generator.render.registry import printer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.document.blocks import Block, Document
    from generator.render.docx_grid import Sheets
    from generator.render.docx_plan import Placed
    from generator.style.load import LoadedStyle
    from generator.style.model import Fonts

SHELL = "shell.docx"


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
    pictures = _pictures(placed, fonts, sheets)
    pages = estimate(placed, sheets, {index: picture.height for index, picture in pictures.items()})
    bookmarks = {anchor: number for number, anchor in enumerate(_anchors(document.blocks), 1)}
    body = BlockWriter(sheets, bookmarks, pictures).write(placed, shell.sections)
    filled = shell.fill(document, toc_xml(document, bookmarks, pages), body)
    parts = {name: xml.encode() for name, xml in filled.items()}
    _check(parts[DOCUMENT])
    parts[CORE] = core_properties(document.title, document.cover.unit, document.language)
    links = "".join(picture.relationship_xml for picture in pictures.values())
    parts[RELATIONSHIPS] = shell.relationships.replace("</Relationships>", f"{links}</Relationships>").encode()
    changing = [pack(name, part) for name, part in parts.items()]
    drawn = [pack(f"word/{picture.target}", picture.png, stored=True) for picture in pictures.values()]
    return join((*shell.static, *changing, *drawn))


def _anchors(blocks: Sequence[Block]) -> Iterable[str]:
    return (block.anchor for block in blocks if isinstance(block, (Heading, TableBlock)) and block.anchor)


def _pictures(placed: Sequence[Placed], fonts: Fonts, sheets: Sheets) -> dict[int, PlacedPicture]:
    """Each chart's picture by its index in the plan, no wider than the type area."""
    pictures: dict[int, PlacedPicture] = {}
    for index, item in enumerate(placed):
        if isinstance(item.block, ChartBlock):
            picture = draw(item.block, fonts)
            scale = min(1.0, sheets[item.landscape].width / 20 / picture.width)
            number = len(pictures) + 1
            pictures[index] = PlacedPicture(number, picture.png, picture.width * scale, picture.height * scale)
    return pictures


def _check(xml: bytes) -> None:
    """Stop at XML that is not well-formed: a printer's mistake must not reach Word."""
    expat.ParserCreate().Parse(xml, True)  # noqa: FBT003 - takes no keywords
