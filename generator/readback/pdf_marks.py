"""Tags of a PDF page → which of its text is no text of the document: in pictures, running heads, page numbers.

Files without tags have none; what they repeat on every page is told by its place.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pypdfium2

_FURNITURE = "Artifact"
_PICTURE = "Figure"
_TITLE = "Caption"
_DEEPEST = 60
"""Levels of tags that are looked at."""

Handle = Any
"""Something of the C library."""


def picture_marks(page: pypdfium2.PdfPage) -> frozenset[int]:
    """Numbers of the marked contents that belong to pictures."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return frozenset()
    try:
        tops = (raw.FPDF_StructTree_GetChildAtIndex(tree, index) for index in range(_count(tree)))
        return frozenset(mark for top in tops if top for mark in _marks(top, depth=0, inside=False))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _count(tree: Handle) -> int:
    return max(int(raw.FPDF_StructTree_CountChildren(tree)), 0)


def _marks(element: Handle, depth: int, *, inside: bool) -> Iterator[int]:
    """The marks of pictures in ``element``; the title of a picture is text."""
    kind = _text(lambda buffer, size: raw.FPDF_StructElement_GetType(element, buffer, size))
    inside = (inside or kind == _PICTURE) and kind != _TITLE
    if inside:
        for index in range(max(raw.FPDF_StructElement_GetMarkedContentIdCount(element), 0)):
            yield raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
    if depth < _DEEPEST:
        for index in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                yield from _marks(child, depth + 1, inside=inside)


def _text(read: Callable[[Handle, int], int]) -> str:
    """What a function of the library writes into a buffer."""
    size = read(None, 0)
    if size <= 0:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def is_furniture(shape: Handle, pictures: frozenset[int]) -> bool:
    """Whether a piece of text is in a picture, or tagged as a running head or page number."""
    if not shape:
        return False
    if pictures and raw.FPDFPageObj_GetMarkedContentID(shape) in pictures:
        return True
    count = raw.FPDFPageObj_CountMarks(shape)
    return any(_name(raw.FPDFPageObj_GetMark(shape, index)) == _FURNITURE for index in range(max(count, 0)))


def _name(mark: Handle) -> str:
    size = ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, None, 0, ctypes.byref(size))
    if not size.value:
        return ""
    buffer = (ctypes.c_ushort * (size.value // 2))()
    raw.FPDFPageObjMark_GetName(mark, buffer, size.value, ctypes.byref(size))
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
