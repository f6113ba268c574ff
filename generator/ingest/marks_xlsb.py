"""The parts of a binary workbook (.xlsb) → sheet name → :class:`Marks`."""

from __future__ import annotations

import posixpath
import struct
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from openpyxl.styles.numbers import BUILTIN_FORMATS

from generator.ingest.marks import ERRORS, UNKNOWN_ERROR, Marks

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

WORKBOOK = "xl/workbook.bin"

_RELATIONS, _STYLES = "xl/_rels/workbook.bin.rels", "xl/styles.bin"
_ROW, _SHEET, _FORMAT, _STYLE, _STYLES_BEGIN, _STYLES_END = 0, 156, 44, 47, 617, 618
_ERRORS, _FORMULAS, _CELLS = (3, 11), range(8, 12), range(2, 12)
_NUMBERS = (2, 5, 9)
_MORE = 0x80


def xlsb_marks(archive: zipfile.ZipFile) -> dict[str, Marks]:
    """The marks of all sheets.

    Raises:
        KeyError, struct.error, IndexError: the workbook is damaged.
    """
    targets = {
        node.get("Id", ""): posixpath.normpath(posixpath.join("/xl", node.get("Target", ""))).lstrip("/")
        for node in ET.fromstring(archive.read(_RELATIONS))  # noqa: S314 - check_archive refuses entities
    }
    percents = _percents(archive.read(_STYLES)) if _STYLES in archive.namelist() else frozenset()
    marks: dict[str, Marks] = {}
    for kind, body in _records(archive.read(WORKBOOK)):
        if kind == _SHEET:
            relation, after = _text(body, 8)
            name, _ = _text(body, after)
            if (part := targets.get(relation, "")) in archive.namelist():
                marks[name] = _sheet(archive.read(part), percents)
    return marks


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record."""
    at = 0
    while at < len(stream):
        kind = stream[at]
        at += 1
        if kind & _MORE:
            kind = (kind & 0x7F) | ((stream[at] & 0x7F) << 7)
            at += 1
        length = 0
        for shift in (0, 7, 14, 21):
            byte = stream[at]
            at += 1
            length |= (byte & 0x7F) << shift
            if not byte & _MORE:
                break
        yield kind, stream[at : at + length]
        at += length


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends."""
    (length,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _percents(stream: bytes) -> frozenset[int]:
    """The cell styles that show percentages."""
    formats = {number: str(text) for number, text in BUILTIN_FORMATS.items()}
    styles: list[int] = []
    inside = False
    for kind, body in _records(stream):
        if kind == _FORMAT:
            formats[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind in (_STYLES_BEGIN, _STYLES_END):
            inside = kind == _STYLES_BEGIN
        elif kind == _STYLE and inside:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    return frozenset(index for index, number in enumerate(styles) if "%" in formats.get(number, ""))


def _sheet(stream: bytes, percents: frozenset[int]) -> Marks:
    marks = Marks()
    row = 0
    for kind, body in _records(stream):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", body)
        elif kind in _CELLS:
            column, style = struct.unpack_from("<II", body)
            place = marks.take(row + 1, column + 1)
            if kind in _FORMULAS:
                marks.formulas.add(place)
            if kind in _ERRORS:
                marks.error(place, ERRORS.get(body[8], UNKNOWN_ERROR))
            elif kind in _NUMBERS and style & 0xFFFFFF in percents:
                marks.percents.add(place)
    return marks
