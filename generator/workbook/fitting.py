"""How high a row must be for its longest text: spreadsheets do not find that out for a file that they did not write."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.workbook.plan import Sheet, Slot

LINE = 15.0
"""Points of one line."""
HIGHEST = 400.0
"""Spreadsheets allow 409."""

_WRAPPED = frozenset({"head", "label", "strong", "input", "text", "note"})
_USUAL_WIDTH = 8.43
_SET_IN = 1.4
"""Width that borders and indents take."""


def row_heights(sheet: Sheet) -> dict[int, float]:
    """Row → height, for rows whose text needs more than one line."""
    spans = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}
    heights: dict[int, float] = {}
    for (row, column), slot in sheet.slots.items():
        bottom, right = spans.get((row, column), (row, column))
        if slot.role not in _WRAPPED or not isinstance(slot.value, str):
            continue
        seen = (place for place in range(column, right + 1) if place not in sheet.hidden_columns)
        lines = _lines(slot, sum(sheet.widths.get(place, _USUAL_WIDTH) for place in seen))
        high = bottom - row + 1
        if lines > high:
            heights[bottom] = max(heights.get(bottom, 0.0), min(HIGHEST, LINE * (lines - high + 1) + 2))
    return heights | sheet.heights


def _lines(slot: Slot, room: float) -> int:
    """How many lines a text takes in a cell of the width ``room``."""
    inside = max(room - _SET_IN * (slot.indent + 1), 4.0)
    return sum(max(1, -(-int(_width(line)) // int(inside))) for line in str(slot.value).split("\n"))


def _width(text: str) -> float:
    """The width of a text in digits: a Chinese character takes two, and a little to be safe."""
    return sum(2.05 if unicodedata.east_asian_width(char) in "WFA" else 1.05 for char in text)
