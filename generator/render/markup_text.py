"""Text → markup: whatever the data holds comes out as text, never as a tag."""

from __future__ import annotations

import re
from html import escape
from itertools import combinations, pairwise
from math import ceil

from generator.render.markup_fit import em

_SENSE = re.compile(
    r"(?<=[ 　])|(?=\d{4}年)|(?<=年度)|(?=(?:部门|单位)?(?:决算|预算)(?:公开|表|情况))|(?=情况说明|绩效自评表)"
    r"|(?<=[表告])(?=（)|(?=项目绩效评价报告)|(?=(?:部门|单位)(?:决算|预算)$)"
)
"""Where a long title may be broken (回行时词意完整): after the number of a part, around the year, before what it is and
before the name in brackets after it."""

_MOST_LINES = 3
_NOT_IN_ID = re.compile(r"[^\w-]")
_NOT_PRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """``text`` as markup; a line feed stays one, a control character becomes the sign for one (�)."""
    safe = _safe(text)
    return safe.replace("\r\n", "\n").replace("\n", "<br/>") if "\n" in safe else safe


def attribute(name: str, value: str) -> str:
    """`` name="value"``, or nothing when there is no value."""
    return f' {name}="{_safe(value)}"' if value else ""


def identifier(anchor: str) -> str:
    """``anchor`` as an id that a link can name without escapes."""
    return _NOT_IN_ID.sub("-", anchor)


def centred(text: str, width: float) -> str:
    """A title for lines of at most ``width`` em: broken where its sense allows, its lines about equally long."""
    if lines := sense_lines(text, width):
        return "<br/>".join(escaped(line) for line in lines)
    return f'<span class="even" style="width:{even_width(text, width)}.6em">{escaped(text)}</span>'


def sense_lines(text: str, width: float) -> list[str]:
    """The lines of a title, at most ``width`` em long; none where its sense does not allow such lines."""
    if em(text) <= width:
        return [text]
    places = [0, *(match.start() for match in _SENSE.finditer(text)), len(text)]
    for count in range(2, min(len(places), _MOST_LINES + 1)):
        lines = min((_cut(text, places, inner) for inner in combinations(places[1:-1], count - 1)), key=_shape)
        if _longest(lines) <= width:
            return lines
    return []


def even_width(text: str, width: float) -> int:
    """Whole em of the lines of a title that is broken anywhere."""
    return ceil(em(text) / ceil(em(text) / width))


def printable(text: str) -> str:
    """``text`` with the sign for it (�) in place of each control character."""
    return _NOT_PRINTABLE.sub("�", text)


def _cut(text: str, places: list[int], inner: tuple[int, ...]) -> list[str]:
    return [text[start:end].strip() for start, end in pairwise((places[0], *inner, places[-1]))]


def _shape(lines: list[str]) -> tuple[float, float]:
    """What of equal lengths is best: the first line the longer one (梯形)."""
    return _longest(lines), -em(lines[0])


def _longest(lines: list[str]) -> float:
    return max(em(line) for line in lines)


def _safe(text: str) -> str:
    return escape(printable(text))
