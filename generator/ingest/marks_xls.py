"""The stream of an old workbook (.xls, .et; BIFF8) → sheet name → :class:`Marks`, and what the reader must not see."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from generator.ingest.marks import ERRORS, UNKNOWN_ERROR, Marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ingest.grid import Place

BIFF8 = 0x0600

_BOF, _EOF, _PASSWORD, _SHEET, _FORMAT, _STYLE = 0x0809, 0x000A, 0x002F, 0x0085, 0x041E, 0x00E0
_TEXTS_OF_ALL, _SIZE = 0x00FC, 0x0200
_FORMULA, _FLAG_OR_ERROR, _SEVERAL_NUMBERS = 0x0006, 0x0205, 0x00BD
_NUMBERS = frozenset({0x0203, 0x027E, _FORMULA})
_TEXTS = frozenset({0x00FD, 0x0204, 0x00D6})
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


@dataclass
class XlsMarks:
    """The marks of all sheets, and where in the stream each states its size."""

    sheets: dict[str, Marks] = field(default_factory=dict)
    sizes: list[tuple[int, int]] = field(default_factory=list)
    """Place and length; the reader believes them, and a wrong one would make it take memory without end."""


@dataclass
class _Styles:
    """Number formats, and the styles that use them."""

    formats: dict[int, str] = field(default_factory=lambda: {n: str(text) for n, text in BUILTIN_FORMATS.items()})
    numbers: list[int] = field(default_factory=list)

    def percents(self) -> frozenset[int]:
        """The styles that show percentages."""
        return frozenset(index for index, text in self._texts() if "%" in text)

    def dates(self) -> frozenset[int]:
        """The styles that show dates."""
        return frozenset(index for index, text in self._texts() if is_date_format(text))

    def _texts(self) -> Iterator[tuple[int, str]]:
        return ((index, self.formats.get(number, "")) for index, number in enumerate(self.numbers))


def xls_marks(stream: bytes) -> XlsMarks:
    """The marks of all sheets.

    Raises:
        PasswordError: the workbook is encrypted.
        OldVersionError: it is not BIFF8.
        ValueError, struct.error, IndexError: it is damaged.
    """
    names: dict[int, str] = {}
    found, styles = XlsMarks(), _Styles()
    percents: frozenset[int] = frozenset()
    dates: frozenset[int] = frozenset()
    depth = 0
    current: Marks | None = None
    for at, kind, body in _records(stream):
        if kind == _BOF:
            depth += 1
            if depth == 1:
                if at == 0 and struct.unpack_from("<H", body)[0] != BIFF8:
                    raise OldVersionError
                percents, dates = styles.percents(), styles.dates()
                current = found.sheets.setdefault(names[at], Marks()) if at in names else None
        elif kind == _EOF:
            depth -= 1
        elif kind == _SIZE:
            found.sizes.append((at + 4, len(body)))
        elif current is None:
            _of_workbook(kind, body, names, styles, len(stream))
        elif depth == 1:
            _cell(current, kind, body, percents, dates)
    return found


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Place, kind and content of each record."""
    at, end = 0, len(stream) - 4
    head = struct.Struct("<HH")
    while at <= end:
        kind, length = head.unpack_from(stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _of_workbook(kind: int, body: bytes, names: dict[int, str], styles: _Styles, size: int) -> None:
    """Take a record that stands before those of the sheets."""
    if kind == _PASSWORD:
        raise PasswordError
    if kind == _SHEET:
        (start,) = struct.unpack_from("<I", body)
        names[start] = _text(body[8:], body[6], body[7])
    elif kind == _FORMAT:
        number, length = struct.unpack_from("<HH", body)
        styles.formats[number] = _text(body[5:], length, body[4])
    elif kind == _STYLE:
        styles.numbers.append(struct.unpack_from("<H", body, 2)[0])
    elif kind == _TEXTS_OF_ALL and not 0 <= struct.unpack_from("<i", body, 4)[0] <= size:
        raise ValueError(kind)


def _cell(marks: Marks, kind: int, body: bytes, percents: frozenset[int], dates: frozenset[int]) -> None:
    if kind == _SEVERAL_NUMBERS:
        row, first = struct.unpack_from("<HH", body)
        for number in range((len(body) - 6) // 6):
            place = marks.take(row + 1, first + number + 1)
            if struct.unpack_from("<H", body, 4 + 6 * number)[0] in percents:
                marks.percents.add(place)
        return
    if kind not in _NUMBERS and kind not in _TEXTS and kind != _FLAG_OR_ERROR:
        return
    row, column, style = struct.unpack_from("<HHH", body)
    place = marks.take(row + 1, column + 1)
    if kind == _FLAG_OR_ERROR and body[7]:
        marks.error(place, ERRORS.get(body[6], UNKNOWN_ERROR))
    elif kind == _FORMULA:
        _formula(marks, place, body)
        if style in dates:
            marks.dates.add(place)
    if style in percents and kind in _NUMBERS:
        marks.percents.add(place)


def _formula(marks: Marks, place: Place, body: bytes) -> None:
    marks.formulas.add(place)
    if struct.unpack_from("<H", body, 12)[0] == _NOT_A_NUMBER:
        if body[6] == _IS_ERROR:
            marks.error(place, ERRORS.get(body[8], UNKNOWN_ERROR))
    elif not any(body[6:14]) and body[14] & _ON_LOADING:
        marks.uncalculated(place)


def _text(characters: bytes, length: int, flags: int) -> str:
    if flags & _WIDE:
        return characters[: 2 * length].decode("utf-16-le", "replace")
    return characters[:length].decode("latin-1")
