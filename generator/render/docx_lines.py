"""Text and a width → how many lines Word and LibreOffice break it into."""

from __future__ import annotations

import re
import string
from functools import lru_cache

_NARROW = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 "
    "564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 "
    "722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 "
    "278 500 500 722 500 500 444 480 200 480 541"
)
"""Widths of the ASCII signs in Times New Roman and its metric equals, in thousandths of the size."""
_WIDTHS = {chr(code): int(width) / 1000 for code, width in enumerate(_NARROW.split(), 32)}
_NUMBER = re.compile(r"[0-9,.-]*")
_DIGIT = 0.5
_OPENING = "（《〈“‘【〔［｛「『"
_CLOSING = "，。、；：？！）》〉”’】〕］｝」』…％"
_HANGING = "，。、；："
"""What may hang over the end of a line, after a Chinese character."""
_PIECE = re.compile(
    rf"(?P<run>[^\s!-~{_OPENING}{_CLOSING}]+(?![{_CLOSING}]))|(?P<space>\s+)|[{_OPENING}]*(?:[!-~]+|[^\s!-~])[{_CLOSING}]*"
)
"""A run of Chinese characters, broken anywhere; or what is not broken: a word or number or character with the
punctuation that must stay with it (禁则)."""
_LETTERS = frozenset(string.ascii_letters + string.digits)
_FIRST_HAN, _LAST_HAN = "\u3400", "\u9fff"
_GAP = 0.2
"""Sizes left free at a seam of Chinese and Western letters or digits, as LibreOffice does; Word leaves a quarter."""
_YEAR = re.compile(r"(?<!\d)\d{4}年")
_JOINTS = re.compile(
    r"(?<=[ \u3000”》）])|(?=[“《（])|(?<=年度)|(?=(?:部门|单位|整体)?(?:决算|预算|支出|绩效)(?!支出|公共))"
    r"|(?=情况|说明|项目|申报|自评)"
)
"""Between words of a title."""
_DIGIT_SIGN = re.compile(r"\d")
_SLACK = 0.3
_EPSILON = 1e-6


def text_width(text: str, size: float, tracking: float = 0.0) -> float:
    """Points that ``text`` takes on one line; Chinese characters are ``size`` wide, all have ``tracking`` added."""
    return sum([_WIDTHS.get(sign, 1.0) for sign in text]) * size + tracking * len(text)


def fits(text: str, width: float, size: float) -> bool:
    """Whether ``text`` certainly needs one line only: a quick answer for the many short texts of a table."""
    return len(text) * size * (_DIGIT if _NUMBER.fullmatch(text) else 1 + _GAP) <= width


def line_count(text: str, width: float, size: float, tracking: float = 0.0, indent: float = 0.0) -> int:
    """Lines of ``text`` in a column of ``width`` points, the first line set in by ``indent``."""
    if "\n" in text:
        return sum(line_count(part, width, size, tracking, indent) for part in text.split("\n"))
    return 1 if fits(text, width - indent, size) else len(_cuts(text, width, size, tracking, indent)) + 1


def title_width(text: str, width: float, size: float) -> float:
    """Points to which a long centred title is narrowed so that it is parted well (词意完整、梯形排列).

    Best before a year, else between words, with no more lines than it needs; else into lines of like length, no year
    torn.
    """
    count = line_count(text, width, size)
    if count == 1 or "\n" in text:
        return width
    joints = {match.start() for match in _JOINTS.finditer(text)}
    narrow = text_width(text, size) / count
    between, found = 0.0, [width]
    while narrow < width:
        cuts = _cuts(text, narrow, size)
        room = min(narrow + _SLACK * size, width)
        if len(cuts) < count and all(_YEAR.match(text, cut) for cut in cuts):
            return room
        if not between and len(cuts) < count and joints.issuperset(cuts) and cuts == _cuts(text, room, size):
            between = room
        if len(cuts) < count and not any(_DIGIT_SIGN.search(text, max(cut - 2, 0), cut) for cut in cuts):
            found.append(room)
        narrow += size / 2
    return between or found[min(1, len(found) - 1)]


@lru_cache(maxsize=8192)
def _cuts(text: str, width: float, size: float, tracking: float = 0.0, indent: float = 0.0) -> tuple[int, ...]:
    """Where ``text`` is broken. Names of items, notes and terms are the same in many documents."""
    line = _Line(width, size + tracking, width - indent)
    before = ""
    for match in _PIECE.finditer(text):
        piece, kind = match.group(), match.lastgroup
        if before and _is_seam(before, piece[0]):
            line.room -= _GAP * size - tracking
        if kind == "run":
            line.add_run(match.start(), len(piece))
        elif kind == "space":
            line.room -= text_width(piece, size, tracking)
        else:
            hangs = piece[-1] in _HANGING and piece[-2:-1] > "~"
            line.add_piece(match.start(), [_WIDTHS.get(sign, 1.0) * size + tracking for sign in piece], hangs=hangs)
        before = piece[-1]
    return tuple(line.cuts)


def _is_seam(before: str, after: str) -> bool:
    if before <= "~":
        return before in _LETTERS and _FIRST_HAN <= after <= _LAST_HAN
    return after in _LETTERS and _FIRST_HAN <= before <= _LAST_HAN


class _Line:
    """The line that is being filled."""

    def __init__(self, width: float, character: float, room: float) -> None:
        self.cuts: list[int] = []
        self.room = room
        self._width = width
        self._character = character

    def add_run(self, start: int, length: int) -> None:
        """Characters that may be parted anywhere."""
        held = max(int((self.room + _EPSILON) // self._character), 0)
        while length > held:
            start, length = start + held, length - held
            self.cuts.append(start)
            self.room = self._width
            held = max(int((self._width + _EPSILON) // self._character), 1)
        self.room -= length * self._character

    def add_piece(self, start: int, widths: list[float], *, hangs: bool) -> None:
        """What stays together unless it is wider than the column."""
        taken = sum(widths)
        if taken - self._character * hangs <= self.room + _EPSILON:
            self.room -= taken
        elif taken <= self._width:
            self.cuts.append(start)
            self.room = self._width - taken
        else:
            for place, width in enumerate(widths, start):
                if width > self.room:
                    self.cuts.append(place)
                    self.room = self._width
                self.room -= width
