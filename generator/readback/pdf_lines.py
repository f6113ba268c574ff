"""Characters of a page → lines of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.readback.pdf_page import Char

_GAP = 1.5
"""Of the type size."""
_LEADERS = frozenset(".\uff0e…·‥")
_SAME_LINE = 0.4
"""Of the type size, by how much the base lines of one line's characters may differ."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, its sides, its base line, its type size."""

    text: str
    left: float
    right: float
    base: float
    size: float
    led: bool = False
    """Whether its last number stands apart, as the page number of an entry in a table of contents."""


def lines_of(chars: Iterable[Char]) -> list[Line]:
    """The lines from the top, each from the left."""
    groups: list[list[Char]] = []
    for char in sorted(chars, key=lambda one: one.base):
        if groups and char.base - groups[-1][0].base <= _SAME_LINE * max(char.size, groups[-1][0].size):
            groups[-1].append(char)
        else:
            groups.append([char])
    return [_line(sorted(group, key=lambda one: one.left)) for group in groups]


def _line(chars: list[Char]) -> Line:
    return Line(
        "".join(char.text for char in chars),
        chars[0].left,
        max(char.right for char in chars),
        chars[0].base,
        max(char.size for char in chars),
        _led(chars),
    )


def _led(chars: list[Char]) -> bool:
    """Whether a gap or a row of dots stands before the digits at the end."""
    digits = next((index for index, char in enumerate(reversed(chars)) if not char.text.isdecimal()), len(chars))
    if not 0 < digits < len(chars):
        return False
    before, number = chars[-digits - 1], chars[-digits]
    return before.text in _LEADERS or number.left - before.right > _GAP * number.size
