"""Helpers of the tests that compare the two PDF engines: what a file says by its tags, its outline, pages and fonts."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from pypdf.generic import DictionaryObject

from tests.render.pdf_support import bare, bookmarks, reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader
    from pypdf.generic import PdfObject

    from generator.document.blocks import Document


def outline(content: bytes) -> list[tuple[int, str]]:
    """Depth and title of each bookmark."""
    return [(mark.depth, bare(mark.title)) for mark in bookmarks(content)]


def sizes(content: bytes) -> list[tuple[bool, tuple[int, int]]]:
    """Of each page, whether it is turned, and its width and height in points."""
    boxes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in reader(content).pages]
    return [(width > height, (width, height)) for width, height in boxes]


def font(name: str) -> str:
    """The name of an embedded font without what was added to it."""
    return re.sub(r"^[A-Z]{6}\+|-Identity-H$", "", name)


def fonts_of(content: bytes, page: int) -> Iterator[DictionaryObject]:
    """The fonts that a page may use."""
    resources = reader(content).pages[page]["/Resources"]
    assert isinstance(resources, DictionaryObject)
    for found in resources["/Font"].get_object().values():
        yield found.get_object()


def resident() -> int:
    """Memory of this process in MB."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096 >> 20


def first_difference(one: str, other: str) -> tuple[str, str]:
    """What stands where two texts part, and nothing if they do not."""
    if one == other:
        return "", ""
    place = next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), 0)
    return one[max(0, place - 20) : place + 40], other[max(0, place - 20) : place + 40]


def marked_texts(pdf: PdfReader) -> dict[tuple[int, int], str]:
    """Number of the page's object and of the marked content → its text, without white space."""
    found: dict[tuple[int, int], str] = defaultdict(str)
    for page in pdf.pages:
        assert page.indirect_reference is not None
        number = page.indirect_reference.idnum
        open_marks: list[int | None] = []

        def operator(name: bytes, operands: list[object], *_: object, marks: list[int | None] = open_marks) -> None:
            if name in {b"BDC", b"BMC"}:
                properties = operands[-1]
                marks.append(properties.get("/MCID") if isinstance(properties, dict) else None)
            elif name == b"EMC" and marks:
                marks.pop()

        def text(said: str, *_: object, marks: list[int | None] = open_marks, page: int = number) -> None:
            if marks and marks[-1] is not None:
                found[page, marks[-1]] += bare(said)

        page.extract_text(visitor_operand_before=operator, visitor_text=text)
    return found


def read_aloud(content: bytes) -> str:
    """What the tags of a PDF say in their order, without white space, charts, page numbers and repeated heads."""
    pdf = reader(content)
    texts = marked_texts(pdf)
    heads: list[str] = []

    def said(node: PdfObject, page: int) -> str:
        found = node.get_object()
        if isinstance(found, list):
            return "".join(said(kid, page) for kid in found)
        if isinstance(found, int):
            return texts.get((page, found), "")
        assert isinstance(found, DictionaryObject)
        page = found.raw_get("/Pg").idnum if "/Pg" in found else page
        if "/MCID" in found:
            return texts.get((page, found["/MCID"]), "")
        if found.get("/S") == "/Figure" or "/K" not in found:
            return ""
        inside = said(found.raw_get("/K"), page)
        if found.get("/S") == "/THead":
            heads.append(inside)
            return inside if heads[-2:-1] != [inside] else ""
        return inside

    root = pdf.root_object["/StructTreeRoot"]
    assert isinstance(root, DictionaryObject)
    return said(root.raw_get("/K"), 0)


def without_page_numbers(text: str, document: Document) -> str:
    """``text`` without the numbers in its contents; a line more or less on a page makes them differ."""
    done = 0
    for heading in document.toc:
        at = text.index(bare(heading.text), done)
        assert done == 0 or text[done:at].isdigit()
        text = text[:done] + text[at:] if done else text
        done = (done or at) + len(bare(heading.text))
    return text[:done] + text[done:].lstrip("0123456789")
