"""The stream of an old workbook (.xls, .et; BIFF8) → sheet name → :class:`Marks`."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from openpyxl.styles.numbers import BUILTIN_FORMATS

from generator.ingest.marks import ERRORS, UNKNOWN_ERROR, Marks

if TYPE_CHECKING:
    from collections.abc import Iterator

BIFF8 = 0x0600

_BOF, _EOF, _PASSWORD, _SHEET, _FORMAT, _STYLE = 0x0809, 0x000A, 0x002F, 0x0085, 0x041E, 0x00E0
_FORMULA, _FLAG_OR_ERROR = 0x0006, 0x0205
_NUMBERS = frozenset({0x0203, 0x027E, _FORMULA})
_TEXTS = frozenset({0x00FD, 0x0204, 0x00D6})
_SEVERAL_NUMBERS = 0x00BD
_NOT_A_NUMBER = 0xFFFF
_IS_ERROR = 2
_ON_LOADING = 2
"""Flag of a formula that a program wrote without calculating it: to be calculated when the file is opened."""
_WIDE = 1
"""Flag of a text: two bytes a character."""


class PasswordError(Exception):
    """The workbook is encrypted."""


class OldVersionError(Exception):
    """The workbook was written by Excel 95 or an earlier one."""


def xls_marks(stream: bytes) -> dict[str, Marks]:
    """The marks of all sheets.

    Raises:
        PasswordError: the workbook is encrypted.
        OldVersionError: it is not BIFF8.
        struct.error: it is damaged.
    """
    names: dict[int, str] = {}
    formats: dict[int, str] = {}
    styles: list[int] = []
    marks: dict[str, Marks] = {}
    percents: frozenset[int] = frozenset()
    depth = 0
    current: Marks | None = None
    for at, kind, body in _records(stream):
        if kind == _BOF:
            depth += 1
            if depth == 1:
                if at == 0 and struct.unpack_from("<H", body)[0] != BIFF8:
                    raise OldVersionError
                percents = frozenset(number for number, style in enumerate(styles) if "%" in formats.get(style, ""))
                current = marks.setdefault(names[at], Marks()) if at in names else None
        elif kind == _EOF:
            depth -= 1
        elif kind == _PASSWORD:
            raise PasswordError
        elif kind == _SHEET:
            (start,) = struct.unpack_from("<I", body)
            names[start] = _text(body, 7, body[6])
        elif kind == _FORMAT:
            number, length = struct.unpack_from("<HH", body)
            formats[number] = _text(body, 5, length, 4)
        elif kind == _STYLE:
            (number,) = struct.unpack_from("<H", body, 2)
            styles.append(number)
            formats.setdefault(number, str(BUILTIN_FORMATS.get(number, "")))
        elif current is not None and depth == 1:
            _cell(current, kind, body, percents)
    return marks


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Place, kind and content of each record."""
    at, end = 0, len(stream) - 4
    head = struct.Struct("<HH")
    while at <= end:
        kind, length = head.unpack_from(stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _cell(marks: Marks, kind: int, body: bytes, percents: frozenset[int]) -> None:
    if kind in _NUMBERS or kind in _TEXTS or kind == _FLAG_OR_ERROR:
        row, column, style = struct.unpack_from("<HHH", body)
        place = marks.take(row + 1, column + 1)
        if kind == _FORMULA:
            marks.formulas.add(place)
            if struct.unpack_from("<H", body, 12)[0] == _NOT_A_NUMBER:
                if body[6] == _IS_ERROR:
                    marks.error(place, ERRORS.get(body[8], UNKNOWN_ERROR))
                return
            if not any(body[6:14]) and body[14] & _ON_LOADING:
                marks.uncalculated(place)
        elif kind == _FLAG_OR_ERROR and body[7]:
            marks.error(place, ERRORS.get(body[6], UNKNOWN_ERROR))
        if style in percents and kind in _NUMBERS:
            marks.percents.add(place)
    elif kind == _SEVERAL_NUMBERS:
        row, first = struct.unpack_from("<HH", body)
        for number in range((len(body) - 6) // 6):
            place = marks.take(row + 1, first + number + 1)
            if struct.unpack_from("<H", body, 4 + 6 * number)[0] in percents:
                marks.percents.add(place)


def _text(body: bytes, start: int, length: int, flag: int | None = None) -> str:
    """A text of ``length`` characters after its flag, which stands at ``start`` or at ``flag``."""
    wide = body[start if flag is None else flag] & _WIDE
    first = start + 1 if flag is None else start
    end = first + length * (2 if wide else 1)
    return body[first:end].decode("utf-16-le" if wide else "latin-1", "replace")
