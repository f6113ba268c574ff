"""One page of a PDF → its characters and ruled lines, with their places in points from the upper left corner."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pypdfium2 import raw

from generator.readback.pdf_marks import is_furniture, picture_marks
from generator.readback.pdf_rules import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

    from generator.readback.pdf_rules import Rule, Upright

_STRAIGHT_ENOUGH = 0.05
_ASLANT = -1
_RADICALS = range(0x2E80, 0x2FE0)
"""部首 that some fonts name instead of the characters that look the same."""


@dataclass(frozen=True, slots=True)
class Char:
    """One character: its sides, its base line, its size, and the piece of text that it was written in."""

    text: str
    left: float
    right: float
    base: float
    size: float
    piece: int = 0

    @property
    def middle(self) -> float:
        """Between its sides."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    """A character where the file has it: its box, its origin, and by how many quarters it is turned."""

    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    turn: int
    piece: int


def read_page(page: pypdfium2.PdfPage, number: int) -> Page:
    """What is written and ruled on ``page``, upright, whichever way round the page is.

    Text inside pictures, running heads that are tagged as such, and text set at another angle are left out.
    """
    left, bottom, right, top = page.get_bbox()
    written = list(_written(page))
    turns = Counter(char.turn for char in written if char.turn != _ASLANT)
    turn = turns.most_common(1)[0][0] if turns else 0
    width, height = right - left, top - bottom

    def upright(x: float, y: float) -> tuple[float, float]:
        match turn:
            case 1:
                return top - y, right - x
            case 2:
                return right - x, y - bottom
            case 3:
                return y - bottom, x - left
            case _:
                return x - left, top - y

    chars = tuple(_placed(char, upright) for char in written if char.turn == turn)
    rules = tuple(rules_of(page, upright))
    return Page(number, *((height, width) if turn % 2 else (width, height)), chars, rules)


def _placed(char: _Written, upright: Upright) -> Char:
    left, bottom, right, top = char.box
    across = sorted(upright(x, y)[0] for x, y in ((left, bottom), (right, top)))
    return Char(char.text, across[0], across[1], upright(*char.origin)[1], char.size, char.piece)


def _written(page: pypdfium2.PdfPage) -> Iterator[_Written]:
    """The characters that are read, in the order of the file."""
    pictures = picture_marks(page)
    text = page.get_textpage()
    handle = text.raw
    sides = [ctypes.c_double() for _ in range(4)]
    places = [ctypes.byref(side) for side in sides]
    x, y = ctypes.c_double(), ctypes.c_double()
    left_out: dict[int | None, bool] = {}
    try:
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(handle, index)
            if raw.FPDFText_IsGenerated(handle, index) or not code or chr(code).isspace():
                continue
            shape = raw.FPDFText_GetTextObject(handle, index)
            address = ctypes.cast(shape, ctypes.c_void_p).value
            if address not in left_out:
                left_out[address] = is_furniture(shape, pictures)
            if left_out[address]:
                continue
            raw.FPDFText_GetCharBox(handle, index, *places)
            raw.FPDFText_GetCharOrigin(handle, index, ctypes.byref(x), ctypes.byref(y))
            left, right, bottom, top = (side.value for side in sides)
            yield _Written(
                _plain(chr(code)),
                (left, bottom, right, top),
                (x.value, y.value),
                raw.FPDFText_GetFontSize(handle, index),
                _turn(raw.FPDFText_GetCharAngle(handle, index)),
                address or 0,
            )
    finally:
        text.close()


def _turn(angle: float) -> int:
    """Quarters by which a character is turned, with the clock; ``_ASLANT`` for a word across the page."""
    quarters = angle / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < _STRAIGHT_ENOUGH else _ASLANT


def _plain(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign) if ord(sign) in _RADICALS else sign
