"""Text of the data → lines that fit: cleaned, broken where Chinese may be broken, shortened when there is no room."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

_ELLIPSIS = "…"
_LONGEST = 400
"""No chart has room for more characters of one label; the alternative text has them all."""

_OPENING = "（《〈【「『“‘(["
_CLOSING = "，。、；：！？）》〉】」』”’…"
_PIECE = re.compile(rf"\s*[{re.escape(_OPENING)}]*(?:[!-~]+|.)[{_CLOSING}]*")
"""What may not be torn apart: a run of Latin text or one character, with the punctuation that clings to it."""


class Measure(Protocol):
    """Whatever knows how wide text is."""

    def width(self, text: str, size: float) -> float:
        """Points from the beginning of ``text`` to its end."""
        ...


def clean(text: str) -> str:
    """``text`` as one line: line ends become spaces; characters that steer a terminal or a text's direction go."""
    spaced = re.sub(r"\s+", " ", text[: 2 * _LONGEST])
    kept = "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"}).strip()
    return kept if len(kept) <= _LONGEST else kept[:_LONGEST] + _ELLIPSIS


def shorten(face: Measure, text: str, width: float, size: float) -> str:
    """``text``, or as much of its beginning as fits into ``width`` with an ellipsis."""
    text = clean(text)
    if face.width(text, size) <= width:
        return text
    while text and face.width(text + _ELLIPSIS, size) > width:
        text = text[:-1]
    return text + _ELLIPSIS


def wrap(face: Measure, text: str, width: float, size: float, most: int = 3) -> tuple[str, ...]:
    """``text`` in at most ``most`` lines of about equal length, none wider than ``width``; the last is shortened."""
    text = clean(text)
    lines = _fill(face, text, width, size)
    if len(lines) > most:
        lines = (*lines[: most - 1], shorten(face, "".join(lines[most - 1 :]), width, size))
    elif len(lines) > 1:
        lines = _even(face, text, lines, width, size)
    return tuple(line.strip() for line in lines)


def pack(face: Measure, lead: str, items: Sequence[str], width: float, size: float) -> tuple[str, ...]:
    """``lead`` and ``items``, as many in a line as fit; none is torn apart."""
    lines = [lead]
    for number, item in enumerate(items):
        part = f"{item}；" if number < len(items) - 1 else f"{item}。"
        if lines[-1] == lead or face.width(lines[-1] + part, size) <= width:
            lines[-1] += part
        else:
            lines.append(part)
    return tuple(lines)


def _even(face: Measure, text: str, lines: tuple[str, ...], width: float, size: float) -> tuple[str, ...]:
    """The same number of lines, the longest as short as can be."""
    narrow = face.width(text, size) / len(lines)
    while narrow < width:
        evened = _fill(face, text, narrow, size)
        if len(evened) <= len(lines):
            return evened
        narrow += size / 2
    return lines


def _fill(face: Measure, text: str, width: float, size: float) -> tuple[str, ...]:
    """Lines that together are ``text``, spaces included."""
    lines: list[str] = []
    line = ""
    for piece in _PIECE.findall(text):
        if line and face.width(line + piece, size) > width:
            lines.append(line)
            line = ""
        line += piece
        while face.width(line, size) > width and len(line) > 1:
            head = _head(face, line, width, size)
            lines.append(line[:head])
            line = line[head:]
    return (*lines, line) if line else tuple(lines)


def _head(face: Measure, text: str, width: float, size: float) -> int:
    """How many characters of ``text`` fit into ``width``; at least one."""
    count = 1
    while count < len(text) and face.width(text[: count + 1], size) <= width:
        count += 1
    return count
