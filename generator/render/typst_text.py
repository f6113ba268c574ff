"""Text → expressions of Typst: whatever the data holds comes out as a string, never as code."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.render.markup_fit import em
from generator.render.markup_text import even_width, printable, sense_lines
from generator.render.pdf_unbroken import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_UNBROKEN = re.compile("[!-\u2e7f]+")
"""A run that may have no place to break a line: everything before the Chinese characters."""
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": " "})
_HALVES = str.maketrans(dict.fromkeys("123456789,.-() ", "0"))
"""Signs that are at most half as wide as the type is high."""

_LINE_END = "linebreak()"
_BREAK = "h(0.01pt)"
"""A place where a line may end and nothing is seen; a space of nothing would be dropped."""


def literal(text: str) -> str:
    """``text`` as a string; a control character becomes the sign for one (�)."""
    return f'"{printable(text).translate(_ESCAPED)}"'


@lru_cache(maxsize=8192)
def at_most(text: str) -> float:
    """Em that no font exceeds with ``text``."""
    return len(text) - text.translate(_HALVES).count("0") / 2


def content(text: str, room: float) -> str:
    """``text`` for lines of ``room`` em: its line feeds kept, a run that is too long for a line breakable anywhere."""
    if _is_simple(text, room):
        return literal(text)
    return _lines(text, room, lambda line: (literal(line),))


def sentence(text: str, room: float) -> str:
    """As :func:`content`, but that no line ends between a number and its unit."""
    if text.isascii() and _is_simple(text, room):
        return literal(text)
    return _lines(text, room, lambda line: _with_units(line, room))


def centred(text: str, width: float) -> str:
    """A title for lines of at most ``width`` em: broken where its sense allows, its lines about equally long."""
    if lines := sense_lines(text, width):
        return f"+{_LINE_END}+".join(content(line, width) for line in lines)
    even = even_width(text, width)
    return f"box(width:{even}.6em,{content(text, even)})"


def _is_simple(text: str, room: float) -> bool:
    return "\n" not in text and (len(text) <= room or all(at_most(run) <= room for run in _UNBROKEN.findall(text)))


def _lines(text: str, room: float, written: Callable[[str], Iterable[str]]) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    return f"+{_LINE_END}+".join("+".join(_pieces(line, room, written)) for line in lines)


def _pieces(line: str, room: float, written: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """What ``written`` makes of ``line``, and its runs that may be too long letter by letter."""
    start = 0
    for run in _UNBROKEN.finditer(line):
        if at_most(run[0]) > room:
            if run.start() > start:
                yield from written(line[start : run.start()])
            yield f"+{_BREAK}+".join(map(literal, run[0]))
            start = run.end()
    if start < len(line) or not line:
        yield from written(line[start:])


def _with_units(text: str, room: float) -> Iterator[str]:
    """``text`` in pieces, its numbers with units as ones that are not broken."""
    start = 0
    for match in WHOLE.finditer(text):
        if not match[0].isascii() and em(match[0]) <= room:
            if match.start() > start:
                yield literal(text[start : match.start()])
            yield f"n({literal(match[0])})"
            start = match.end()
    if start < len(text) or not text:
        yield literal(text[start:])
