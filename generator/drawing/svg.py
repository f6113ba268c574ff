"""matplotlib's SVG → SVG to stand inside a page: small, no prolog, no global style, no names that two charts share.

matplotlib places each letter by a reference to its outline. Here a line of text becomes one path: it is as short,
and whoever turns the page into PDF has one shape to place instead of ten.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STYLE = re.compile(r"<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)
_GROUP_NAME = re.compile(r'<g id="[^"]*">')
_LINE_END = re.compile(r" *\n *")
_GLYPH = re.compile(r'<path id="([^"]+)" d="([^"]*)" transform="scale\(0\.015625\)"/>')
_TEXT = re.compile(
    r'<g( style="[^"]*")? transform="translate\(([^)]*)\) scale\(([\d.]+) [^)]*\)">'
    r"(?:<defs>.*?</defs>)?((?:<use [^>]*/>)*)</g>"
)
_LETTER = re.compile(r'<use xlink:href="#([^"]+)"(?: transform="translate\(([-\d.]+) ([-\d.]+)\)")?/>')
_STEP = re.compile(r"([MLCQz])([^MLCQz]*)")
_NAME = re.compile(r' id="([^"]+)"')
_NAMED = re.compile(r'( id="|url\(#)([^")]+)')
_DECLARED = re.compile(r' style="([^"]*)"')
_LONG_DECIMAL = re.compile(r"-?\d+\.\d{3,}")

_EM = 1000
"""Units of our outlines: as fine as the fonts themselves."""
_GLYPH_UNIT = 6400 / _EM
_LETTER_UNIT = 100 / _EM
"""What matplotlib makes of a type size: 6,400 in outlines, 100 in the places of letters."""


def inline(raw: str, chart_id: str) -> str:
    """The bare ``svg`` element; its names begin with what is ``chart_id``'s own."""
    body = _STYLE.sub("", _COMMENT.sub("", raw[raw.index("<svg") :]))
    body = _LINE_END.sub("", _GROUP_NAME.sub("<g>", body))
    glyphs = dict(_GLYPH.findall(body))
    body = _LONG_DECIMAL.sub(lambda found: f"{float(found[0]):.2f}", _TEXT.sub(lambda text: _line(text, glyphs), body))
    prefix = f"c{sha256(chart_id.encode('utf-8', 'replace')).hexdigest()[:8]}-"
    names = {name: f"{prefix}{number}" for number, name in enumerate(_NAME.findall(body))}
    body = _NAMED.sub(lambda found: found[1] + names[found[2]], body)
    body = _DECLARED.sub(_attributes, body)
    body = body.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
    return body.replace("<svg ", '<svg stroke-linejoin="round" stroke-linecap="butt" ', 1)


def _attributes(style: re.Match[str]) -> str:
    """Style declarations as attributes, which a page's own style sheets need not read."""
    pairs = (part.split(": ") for part in style[1].split("; ") if part)
    return "".join(f' {name}="{value}"' for name, value in pairs)


def _line(text: re.Match[str], glyphs: dict[str, str]) -> str:
    """A line of text, a group of letters, as one path."""
    style, place, scale, letters = text.groups()
    outlines = []
    for name, x, y in _LETTER.findall(letters):
        if name in glyphs:
            left, up, rest = _outline(glyphs[name])
            across, above = (round(float(number or 0) / _LETTER_UNIT) for number in (x, y))
            outlines.append(f"M{left + across} {up + above}{rest}")
    size = float(scale) * _LETTER_UNIT
    return f'<path{style or ""} transform="translate({place}) scale({size:g} {-size:g})" d="{"".join(outlines)}"/>'


@lru_cache(maxsize=2048)
def _outline(path: str) -> tuple[int, int, str]:
    """A glyph's first point, and the rest told as moves from point to point."""
    steps: list[str] = []
    first: tuple[int, int] | None = None
    x = y = 0
    start = [0, 0]
    for command, text in _STEP.findall(path):
        points = [round(float(number) / _GLYPH_UNIT) for number in text.split()]
        if not points:
            steps.append("z")
            x, y = start
            continue
        moves = [point - (y if place % 2 else x) for place, point in enumerate(points)]
        x, y = points[-2:]
        start = [x, y] if command == "M" else start
        if first is None:
            first = (x, y)
        elif command == "L" and 0 in moves:
            steps.append(f"h{moves[0]}" if moves[0] else f"v{moves[1]}")
        else:
            steps.append(command.lower() + " ".join(map(str, moves)))
    return *(first or (0, 0)), "".join(steps).replace(" -", "-")
