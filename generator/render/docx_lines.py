"""Text and a width → how many lines Word and LibreOffice break it into."""

from __future__ import annotations

import re

_NARROW = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 "
    "564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 "
    "722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 "
    "278 500 500 722 500 500 444 480 200 480 541"
)
"""Widths of the ASCII signs in Times New Roman and its metric equals, in thousandths of the size."""
_WIDTHS = {chr(code): int(width) / 1000 for code, width in enumerate(_NARROW.split(), 32)}
_OPENING = "（《〈“‘【〔［｛「『"
_CLOSING = "，。、；：？！）》〉”’】〕］｝」』…％"
_HANGING = "，。、；："
"""What may hang over the end of a line, after a Chinese character."""
_PIECE = re.compile(rf"\s+|[{_OPENING}]*(?:[!-~]+|[^\s!-~])[{_CLOSING}]*")
"""What is not broken: a word or number or one Chinese character, with the punctuation that must stay with it (禁则)."""
_SEAM = re.compile(r"(?<=[0-9A-Za-z])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])")
_GAP = 0.2
"""Sizes left free at a seam of Chinese and Western letters or digits, as LibreOffice does; Word leaves a quarter."""


def text_width(text: str, size: float, tracking: float = 0.0) -> float:
    """Points that ``text`` takes on one line; Chinese characters are ``size`` wide, all have ``tracking`` added."""
    widths = _WIDTHS
    return sum(widths.get(sign, 1.0) for sign in text) * size + tracking * len(text)


def line_count(text: str, width: float, size: float, tracking: float = 0.0, indent: float = 0.0) -> int:
    """Lines of ``text`` in a column of ``width`` points, the first line set in by ``indent``."""
    return sum(_count(part, width, size, tracking, indent) for part in text.split("\n"))


def _count(text: str, width: float, size: float, tracking: float, indent: float) -> int:
    if len(text) * (size * (1 + _GAP) + max(tracking, 0.0)) + indent <= width:
        return 1
    lines, room = 1, width - indent
    seams = {seam.start() for seam in _SEAM.finditer(text)}
    for match in _PIECE.finditer(text):
        piece = match.group()
        taken = text_width(piece, size, tracking)
        gap = _GAP * size - tracking if match.start() in seams else 0.0
        hangs = size + tracking if piece[-1] in _HANGING and piece[-2:-1] > "~" else 0.0
        if gap + taken - hangs <= room or piece.isspace():
            room -= gap + taken
        elif taken <= width:
            lines, room = lines + 1, width - taken
        else:
            lines, room = _spill(piece, lines, room, width, size, tracking)
    return lines


def _spill(piece: str, lines: int, room: float, width: float, size: float, tracking: float) -> tuple[int, float]:
    """A word wider than the column is broken anywhere."""
    for sign in piece:
        taken = text_width(sign, size, tracking)
        if taken > room:
            lines, room = lines + 1, width
        room -= taken
    return lines, room
