"""The notes of a sheet → its part of comments and the drawing of their windows; those that are there stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from generator.annotate.package import MAIN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from generator.annotate.notes import Note

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
AUTHOR = "决算公开"

_IDENTITY = re.compile(rb"_x0000_s(\d+)")
_BLOCK, _FIRST_BLOCK = 1024, 100
"""Identities that belong to one number of a drawing's map; the number before that of our first drawing."""
MOST = 500
"""Notes of one sheet: a drawing's identities must suffice, and nobody reads more."""
_WIDE, _LINE = 4, 28
"""Columns that a window covers; characters of one of its lines."""
_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{map}"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{identity}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:220pt;height:{height}pt;z-index:{order};'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


def add_comments(root: Element | None, notes: Iterable[Note]) -> tuple[Element, tuple[Note, ...]]:
    """The comments with ``notes``, and those of them that need a window; a cell's own comment is added to."""
    if root is None:
        root = etree.fromstring(f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>')
    authors, listed = root.find(f"{{{MAIN}}}authors"), root.find(f"{{{MAIN}}}commentList")
    if authors is None or listed is None:
        raise KeyError("commentList")
    etree.SubElement(authors, f"{{{MAIN}}}author").text = AUTHOR
    author = str(len(authors) - 1)
    known = {comment.get("ref", ""): comment for comment in listed}
    new: list[Note] = []
    for note in notes:
        comment = known.get(note.cell)
        if comment is None:
            comment = etree.SubElement(listed, f"{{{MAIN}}}comment", {"ref": note.cell, "authorId": author})
            etree.SubElement(comment, f"{{{MAIN}}}text")
            known[note.cell] = comment
            new.append(note)
        text = comment.find(f"{{{MAIN}}}text")
        if text is not None:
            _add_text(text, note.text)
    return root, tuple(new)


def _add_text(text: Element, words: str) -> None:
    """Add words to the text of a comment, which may be plain or in runs."""
    plain = text.find(f"{{{MAIN}}}t")
    if plain is not None:
        plain.text = f"{plain.text or ''}\n\n{words}"
        plain.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return
    run = etree.SubElement(text, f"{{{MAIN}}}r")
    style = etree.SubElement(run, f"{{{MAIN}}}rPr")
    etree.SubElement(style, f"{{{MAIN}}}sz", {"val": "9"})
    etree.SubElement(style, f"{{{MAIN}}}rFont", {"val": "宋体"})
    found = etree.SubElement(run, f"{{{MAIN}}}t")
    found.text = f"\n\n{words}" if len(text) > 1 else words
    found.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def add_windows(drawing: bytes | None, notes: tuple[Note, ...], number: int) -> bytes:
    """The drawing with a window for each of ``notes``; a new one has the ``number`` that no other drawing has.

    Drawings that a spreadsheet wrote need not be XML, so that what is there is not parsed.
    """
    if drawing is None:
        block = _FIRST_BLOCK + number
        drawing = (_HEAD.format(map=block) + "</xml>").encode()
        first = block * _BLOCK + 1
    else:
        first = max((int(found) for found in _IDENTITY.findall(drawing)), default=_BLOCK) + 1
    shapes = "".join(_window(note, first + index, index + 1) for index, note in enumerate(notes))
    end = drawing.rindex(b"</xml>")
    return drawing[:end] + shapes.encode() + drawing[end:]


def _window(note: Note, identity: int, order: int) -> str:
    lines = sum(len(line) // _LINE + 1 for line in note.text.split("\n")) + 1
    top = max(note.row - 2, 0)
    return _SHAPE.format(
        identity=identity,
        order=order,
        height=lines * 13,
        left=note.column,
        right=note.column + _WIDE,
        top=top,
        bottom=top + max(lines * 13 // 18, 3),
        row=note.row - 1,
        column=note.column - 1,
    )
