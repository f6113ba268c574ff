"""Text of a centred cell + room → the lines it is set in: broken between words, about equally long.

The words of budget tables are nearly all of two characters (本年|收入|合计), a few have one before or after them
(政府性|基金, 年初结转|和结余). That is enough to find where a head may be broken; no dictionary is needed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from generator.render.markup_fit import em

if TYPE_CHECKING:
    from collections.abc import Callable

    Measure = Callable[[str], float]

_BEFORE = "及和或与对未非无"
"""Characters that belong to the word after them."""

_AFTER = "性度费率数值额量表的市县区省州"
"""Characters that belong to the word before them, where a word ends before them."""

_PIECE = re.compile(
    r"[（(\[【〔“《][^（(\[【〔“《）)\]】〕”》]*[）)\]】〕”》][、，；：。]*|[一-鿿]+|[^一-鿿（(\[【〔“《]+|."
)
"""What stands in brackets, a run of Chinese characters, a run of others."""

_WHOLE = re.compile("对象|满意度|前两年|可持续")
"""Words that the rule does not find."""

_LONG = 5
"""Em of a text in brackets that may be broken."""

_OPENING = "（([【〔“《"
_CLOSING = "、，。；：！？）)]】〕”》%％"


@lru_cache(maxsize=2048)
def cell_lines(text: str, room: float, most: int = 0, measure: Measure = em) -> str:
    """``text`` with a line feed where a line of at most ``room`` em ends.

    As it is where it goes on one line, has line feeds already, or would need more lines than ``most``, which is what
    it takes if it is broken anywhere.
    """
    if "\n" in text or measure(text) <= room:
        return text
    lines = parted(text, most or ceil(measure(text) / max(room, 1)), measure)
    return "\n".join(lines) if lines and max(map(measure, lines)) <= room else text


def narrowest(text: str, lines: int) -> float:
    """Em that ``text`` needs in so many ``lines``."""
    return max(map(em, parted(text, lines) or (text,)))


def parted(text: str, most: int, measure: Measure = em) -> tuple[str, ...]:
    """``text`` in at most ``most`` lines, broken between words so that the longest is as short as can be."""
    found = words(text)
    best: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {(0, 0): (0.0, ())}
    for end in range(1, len(found) + 1):
        for count in range(1, most + 1):
            ways = [
                (max(best[start, count - 1][0], measure(line)), (*best[start, count - 1][1], line))
                for start in range(end - 1, -1, -1)
                if (start, count - 1) in best
                for line in ["".join(found[start:end]).strip()]
            ]
            if ways:
                best[end, count] = min(ways, key=lambda way: way[0])
    ends = [best[len(found), count] for count in range(1, most + 1) if (len(found), count) in best]
    return min(ends, key=lambda way: way[0])[1] if ends else ()


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[str, ...]:
    """The words of a head of a table; what may not begin a line is with the word before it."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        if found and piece[0] in _CLOSING:
            found[-1] += piece
        elif piece[0] in _OPENING and em(piece) > _LONG:
            first, *rest = words(piece[1:])
            found += [piece[0] + first, *rest]
        elif "一" <= piece[0] <= "鿿":
            found += _chinese(piece, follows=bool(found) and found[-1][-1:].isdigit())
        else:
            found.append(piece)
    return _joined(found)


def _joined(found: list[str]) -> tuple[str, ...]:
    """No number parted from its unit (20分, 2023年)."""
    joined = found[:1]
    for word in found[1:]:
        unit = joined[-1][-1:].isdigit() and "一" <= word[:1] <= "鿿"
        if unit or joined[-1] in "×=≥≤>＞":
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


def _chinese(run: str, *, follows: bool) -> list[str]:
    """Words of a run of Chinese characters; the first one is a unit where the run ``follows`` a number."""
    found = [run[0]] if follows else []
    place = len(found)
    while place < len(run):
        if whole := _WHOLE.match(run, place):
            found.append(whole[0])
            place = whole.end()
            continue
        start = place
        place += run[place] in _BEFORE and place + 1 < len(run)
        place += 1 if place + 1 < len(run) and run[place + 1] in _BEFORE else 2
        if place < len(run) and run[place] in _AFTER and (place + 1 == len(run) or (len(run) - place) % 2):
            place += 1
        found.append(run[start:place])
    if len(found) > 1 and len(found[-1]) == 1:
        found[-2:] = [found[-2] + found[-1]]
    return found
