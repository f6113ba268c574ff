"""A style's Latin font → ``@font-face`` rules for its ASCII, and font data that stands in the Chinese line.

Two things of a Latin font disturb Chinese text. It has signs that belong to Chinese (“ ” … —): the rules cut it
down to ASCII, without the space. And its measures differ from those of the Chinese font: digits would stand a tenth
too high, and lines with digits farther apart than lines without. The copy given to the engine is set like the body's.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from generator.fonts import BOLD, REGULAR, find_face

if TYPE_CHECKING:
    from generator.fonts import Face
    from generator.style.model import Fonts

NAME = "Latin"
"""The family's name within the style sheet: ``<family> Latin``."""

_SCHEME = "font:"
_WEIGHTS = (("normal", REGULAR), ("bold", BOLD))


def latin_family(fonts: Fonts) -> str:
    """What the style sheet calls the Latin face; it is the name that the PDF's list of fonts shows."""
    face = find_face(fonts.latin.families)
    return f"{face.families[0]} {NAME}" if face else NAME


def latin_rules(fonts: Fonts) -> str:
    """The ``@font-face`` rules; none if no Latin font of the style is installed."""
    return "\n".join(
        f'@font-face {{ font-family: "{latin_family(fonts)}"; font-weight: {name}; unicode-range: U+21-7E;'
        f' src: url("{_SCHEME}{name}") }}'
        for name, weight in _WEIGHTS
        if find_face(fonts.latin.families, weight)
    )


def latin_data(fonts: Fonts) -> dict[str, bytes]:
    """Address in the rules → font file."""
    body = find_face(fonts.body.families)
    data = {}
    for name, weight in _WEIGHTS:
        if face := find_face(fonts.latin.families, weight):
            data[f"{_SCHEME}{name}"] = _set_like(face, body) if body else face.file.read_bytes()
    return data


def _set_like(face: Face, body: Face) -> bytes:
    """The font of ``face`` with ascent, descent and baselines of ``body``."""
    from fontTools.ttLib import TTFont

    stored = io.BytesIO()
    with (
        TTFont(face.file, fontNumber=face.index, lazy=True, recalcBBoxes=False, recalcTimestamp=False) as latin,
        TTFont(body.file, fontNumber=body.index, lazy=True) as chinese,
    ):
        scale = latin["head"].unitsPerEm / chinese["head"].unitsPerEm
        ascent, descent = (round(scale * edge) for edge in (chinese["hhea"].ascent, chinese["hhea"].descent))
        latin["hhea"].ascent, latin["hhea"].descent, latin["hhea"].lineGap = ascent, descent, 0
        measures = latin["OS/2"]
        measures.sTypoAscender, measures.sTypoDescender, measures.sTypoLineGap = ascent, descent, 0
        measures.usWinAscent, measures.usWinDescent = ascent, -descent
        if "BASE" in chinese:
            latin["BASE"] = chinese["BASE"]
            for record in latin["BASE"].table.HorizAxis.BaseScriptList.BaseScriptRecord:
                for place in record.BaseScript.BaseValues.BaseCoord if record.BaseScript.BaseValues else ():
                    place.Coordinate = round(scale * place.Coordinate)
        latin.save(stored)
    return stored.getvalue()
