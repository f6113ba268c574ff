"""Printed files → the text that a reader gets, in reading order. Nothing of the program's is used."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import docx
import pypdf
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Iterator


Node = Any
"""An element of a file's tree."""


@dataclass(frozen=True)
class Read:
    """A printed file as read back."""

    lines: tuple[str, ...]
    """Headings, paragraphs, cells and notes in order; heads repeated on a further page are left out."""
    descriptions: tuple[str, ...]
    """替代文字 of the pictures."""
    toc: tuple[tuple[str, int], ...]
    """Entries of the table of contents with their page numbers."""
    starts: dict[str, int] = field(default_factory=dict)
    """Heading → the number printed on its page, where the file says so."""


# DOCX


def read_docx(content: bytes) -> Read:
    """A Word file."""
    body = docx.Document(io.BytesIO(content)).element.body
    lines: list[str] = []
    toc: list[tuple[str, int]] = []
    for element in body.iterchildren(qn("w:p"), qn("w:tbl")):
        if element.tag == qn("w:tbl"):
            lines += [_docx_cell(cell) for cell in element.iter(qn("w:tc"))]
            continue
        text = _docx_text(element)
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and re.fullmatch(r"TOC\d", style.get(qn("w:val"))):
            entry, page = text.rsplit("\t", 1)
            toc.append((entry, int(page)))
        else:
            lines += text.split("\t")
    descriptions = tuple(one.get("descr") for one in body.iter(qn("wp:docPr")))
    return Read(tuple(lines), descriptions, tuple(toc))


def _docx_text(paragraph: Node) -> str:
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:noBreakHyphen"): "-"}
    inside = (one for run in paragraph.iter(qn("w:r")) for one in run)
    return "".join(one.text or "" if one.tag == qn("w:t") else signs.get(one.tag, "") for one in inside)


def _docx_cell(cell: Node) -> str:
    return "\n".join(_docx_text(paragraph) for paragraph in cell.iterchildren(qn("w:p")))


# PDF


def read_pdf(content: bytes) -> Read:
    """A tagged PDF, by its structure tree: what assistive software reads."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    return _PdfText(reader).read()


class _PdfText:
    """Text by page and mark, put in order by the structure tree."""

    def __init__(self, reader: pypdf.PdfReader) -> None:
        self.texts: dict[tuple[int, int], str] = {}
        self.numbers: dict[int, int] = {}
        self.printed: dict[int, int] = {}
        for number, page in enumerate(reader.pages, 1):
            if page.indirect_reference is not None:
                self.numbers[page.indirect_reference.idnum] = number
            marked = _marked(page)
            self.texts |= {(number, mark): text for mark, text in marked.items()}
            footers = [match[1] for text in marked.values() if (match := re.fullmatch(r"— (\d+) —", text.strip()))]
            self.printed[number] = int(footers[-1]) if footers else 0
        self.root = reader.root_object["/StructTreeRoot"]["/K"]  # type: ignore[index] # a dictionary in a tagged file
        self.lines: list[str] = []
        self.descriptions: list[str] = []
        self.toc: list[tuple[str, int]] = []
        self.starts: dict[str, int] = {}
        self.head: list[str] = []

    def read(self) -> Read:
        """Everything in order."""
        self._visit(self.root, 0)
        return Read(tuple(self.lines), tuple(self.descriptions), tuple(self.toc), self.starts)

    def _visit(self, node: Node, page: int) -> None:
        for kid, tag, place in _kids(node, page, self.numbers):
            match tag:
                case "/LI":
                    parts = [text for text, _ in self._texts(kid, place) if text.strip()]
                    self.toc.append(("".join(parts[:-1]), int(parts[-1])))
                case "/THead":
                    head = ["".join(text for text, _ in self._texts(cell, place)) for cell in _cells(kid)]
                    if head != self.head:
                        self.lines += head
                    self.head = head
                case "/Table":
                    if any(part.get("/S") == "/Caption" for part in _elements(kid)):
                        self.head = []
                    self._visit(kid, place)
                case "/P" | "/TD" | "/TH" | "/H1" | "/H2" | "/H3" | "/H4" | "/Caption" if not _has_blocks(kid):
                    found = list(self._texts(kid, place))
                    text = "".join(text for text, _ in found)
                    self.lines.append(text)
                    if tag.startswith("/H") and found:
                        self.starts[text] = self.printed[found[0][1]]
                case "/Figure":
                    self.descriptions.append(str(kid.get("/Alt", "")))
                case _:
                    self._visit(kid, place)

    def _texts(self, node: Node, page: int) -> Iterator[tuple[str, int]]:
        """The marked texts below ``node``, each with its page."""
        for kid, tag, place in _kids(node, page, self.numbers):
            if tag == "mark":
                yield self.texts.get((place, kid), ""), place
            else:
                yield from self._texts(kid, place)


BLOCKS = {"/P", "/Table", "/H1", "/H2", "/H3", "/H4", "/L", "/Figure"}


def _elements(node: Node) -> Iterator[Node]:
    """The structure elements directly below ``node``."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, dict) and "/S" in found:
            yield found


def _has_blocks(node: Node) -> bool:
    return any(kid.get("/S") in BLOCKS or _has_blocks(kid) for kid in _elements(node))


def _cells(node: Node) -> Iterator[Node]:
    for kid in _elements(node):
        if kid.get("/S") in {"/TH", "/TD"}:
            yield kid
        else:
            yield from _cells(kid)


def _kids(node: Node, page: int, numbers: dict[int, int]) -> Iterator[tuple[Node, str, int]]:
    """What is below ``node``: elements with their tag, or marks; and the page."""
    kids = node if isinstance(node, list) else node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, int):
            yield found, "mark", page
            continue
        place = numbers[found.raw_get("/Pg").idnum] if "/Pg" in found else page
        if found.get("/Type") == "/MCR":
            yield found["/MCID"], "mark", place
        elif "/S" in found:
            yield found, found["/S"], place


_TOKEN = re.compile(
    rb"/MCID (?P<mark>\d+)|/(?P<font>[^\s/<>\[\]]+) [\d.]+ Tf|<(?P<hex>[0-9a-fA-F]+)>"
    rb"|(?P<end>\bEMC\b)|(?P<begin>\bB[DM]C\b)"
)


def _marked(page: pypdf.PageObject) -> dict[int, str]:
    """Mark → text of one page's content."""
    contents = page.get_contents()
    fonts = {name[1:]: _unicode(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}  # type: ignore[attr-defined] # a dictionary
    found: dict[int, str] = {}
    stack: list[int | None] = []
    mark: int | None = None
    letters: dict[str, str] = {}
    for token in _TOKEN.finditer(contents.get_data() if contents is not None else b""):
        match token.lastgroup:
            case "mark":
                mark = int(token["mark"])
            case "font":
                letters = fonts.get(token["font"].decode(), {})
            case "begin":
                stack.append(mark)
                mark = None
            case "end":
                stack.pop()
            case "hex" if stack and stack[-1] is not None:
                codes = token["hex"].decode().lower()
                text = "".join(letters.get(codes[at : at + 4], "�") for at in range(0, len(codes), 4))
                found[stack[-1]] = found.get(stack[-1], "") + text
    return found


def _unicode(font: Node) -> dict[str, str]:
    """Glyph → text, as the font's ToUnicode says."""
    pairs = re.findall(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>\s", font["/ToUnicode"].get_data())
    return {glyph.decode().lower(): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
