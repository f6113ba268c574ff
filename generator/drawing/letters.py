"""A label → its letters on a canvas of greys, each letter of a font drawn once and kept.

A department's charts use the same few hundred letters, so that after some units none is drawn any more. A letter
stands on a whole pixel: at 300 dpi that is at most 0.04 mm off.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags

from generator.drawing import theme

if TYPE_CHECKING:
    from matplotlib.font_manager import FontPath
    from numpy.typing import NDArray

    from generator.drawing.sketch import Align, Label
    from generator.drawing.typeface import Typeface

_POINTS = 72
_SUBPIXELS = 64
"""Parts of a pixel in which a font tells the bounds of a letter."""
_WHITE = 255
_INK = int(theme.INK[1:3], 16)
_BEFORE: dict[Align, float] = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True, eq=False)
class _Letter:
    """What a letter leaves of the paper, and what ink it adds, pixel by pixel."""

    left: int
    top: int
    """Pixels from the pen to the picture's upper left corner, rightwards and upwards."""
    kept: NDArray[np.uint16]
    added: NDArray[np.uint16]


def set_label(greys: NDArray[np.uint8], label: Label, face: Typeface, dpi: int) -> None:
    """Set ``label`` on ``greys``; what reaches beyond the edge is cut off."""
    file = face.file(label.text)
    scale = dpi / _POINTS
    rows, columns = greys.shape
    baseline = rows - round(label.y * scale)
    steps = face.steps(label.text, label.size)
    pen = label.x - sum(steps) * _BEFORE[label.align]
    for char, step in zip(label.text, steps, strict=True):
        letter = _letter(file, label.size, char, dpi)
        top, left = baseline - letter.top, round(pen * scale) + letter.left
        height, width = letter.kept.shape
        inside = (
            slice(max(-top, 0), max(min(height, rows - top), 0)),
            slice(max(-left, 0), max(min(width, columns - left), 0)),
        )
        paper = greys[max(top, 0) : max(top + height, 0), max(left, 0) : max(left + width, 0)]
        paper[:] = (paper * letter.kept[inside] + letter.added[inside]) // _WHITE
        pen += step


@lru_cache(maxsize=4096)
def _letter(file: FontPath, size: float, char: str, dpi: int) -> _Letter:
    font = get_font(file)
    font.set_size(size, dpi)
    glyph = font.load_glyph(font.get_char_index(ord(char)), LoadFlags.NO_HINTING)
    x, y, right, top = glyph.bbox
    left, above = floor(x / _SUBPIXELS), ceil(top / _SUBPIXELS)
    cover = np.zeros((above - floor(y / _SUBPIXELS) + 1, ceil(right / _SUBPIXELS) - left + 1), dtype=np.uint8)
    font.draw_glyph_to_bitmap(cover, -left, 0, glyph, antialiased=True)
    wide = cover.astype(np.uint16)
    return _Letter(left, above, _WHITE - wide, wide * _INK + _WHITE // 2)
