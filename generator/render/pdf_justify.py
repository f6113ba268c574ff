"""Chinese lines that end where the line ends (两端对齐): what is left over of a line is spread between its characters.

WeasyPrint stretches spaces only, so that a Chinese paragraph comes out ragged. Here every wide character takes half
of the stretch on each of its two sides, but at the ends of the line: twice as much between two characters as between
a character and a number, and nothing inside numbers and Latin words. With versions that are not known nothing is
touched, and lines end as WeasyPrint ends them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from generator.render import pdf_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from weasyprint.formatting_structure.boxes import Box, LineBox, TextBox
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.text.line_break import Layout

    SetText = Callable[..., None]
    JustifyLine = Callable[[object, LineBox, float], None]

MOST = 1.0
"""A line that would have to be stretched more than this between two characters, in em, is left as it is."""

_PROBE, _EXACT = 16.0, 0.1
"""Stretch by which Pango is tried, and how exact it must be, in pixels."""

_WIDE = re.compile("[‘-‟\u2e80-\ufdff\ufe10-\uffef\U00020000-\U0003fffd]+")
"""Characters that take their share. Dashes and dots (—— ……) are not of them: they are one sign of two halves."""


def justify_chinese(fonts: FontConfiguration) -> bool:
    """Put it in place, once; whether the versions are those known, and Pango draws ``fonts`` as is reckoned here."""
    return pdf_versions.known() and _shares_are_drawn(fonts) and _put_in_place()


@cache
def _put_in_place() -> bool:
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    line_break.Layout.stretch = 0.0
    line_break.Layout.set_text = _set_text(line_break.Layout.set_text)
    inline.justify_line = _justify_line(inline.justify_line)
    return True


def _shares_are_drawn(fonts: FontConfiguration) -> bool:
    """Whether this Pango puts half of the letter spacing on each side of a character, and none at the line's ends."""
    from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango

    context = ffi.gc(pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)  # noqa: FBT003 - a flag of Pango
    extents = ffi.new("PangoRectangle *")

    def width(text: str, stretch: float) -> float:
        layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_text(layout, text.encode(), -1)
        _set_attributes(layout, text, round(stretch * TO_UNITS))
        line = pango.pango_layout_get_line_readonly(layout, 0)
        pango.pango_layout_line_get_extents(line, ffi.NULL, extents)
        return float(extents.width / TO_UNITS)

    wider = [(width(text, _PROBE) - width(text, 0.0), shares(text) * _PROBE) for text in ("字字12字字字12", "字字")]
    return all(abs(drawn - wanted) < _EXACT for drawn, wanted in wider)


def shares(text: str) -> float:
    """How many stretches the line ``text`` takes: one between two wide characters, half beside a narrow one."""
    runs = [match.span() for match in _WIDE.finditer(text)]
    ends = sum((start == 0) + (end == len(text)) for start, end in runs)
    return sum(end - start for start, end in runs) - ends / 2


def _justify_line(original: JustifyLine) -> JustifyLine:
    def justify_line(context: object, line: LineBox, extra_width: float) -> None:
        count = sum(shares(text.text) for text in _texts(line))
        left_over = extra_width + _spacing(line.style)  # what follows the last character is not drawn
        if not count:
            original(context, line, extra_width)
        elif 0 < left_over <= count * MOST * line.style["font_size"]:
            _spread(line, left_over / count, 0.0)

    return justify_line


def _spacing(style: Mapping[str, object]) -> float:
    spacing = style["letter_spacing"]
    return spacing if isinstance(spacing, int | float) else 0.0


def _texts(box: Box) -> Iterator[TextBox]:
    """The texts of a line in its flow."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _texts(child)


def _spread(box: Box, stretch: float, advance: float) -> float:
    """Stretch ``box``, moved to the right by ``advance``; how far what follows it is to be moved."""
    from weasyprint.formatting_structure import boxes

    moved = advance
    if isinstance(box, boxes.TextBox):
        moved += stretch * shares(box.text)
        box.pango_layout.stretch = stretch
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                moved = _spread(child, stretch, moved)
    else:
        box.translate(advance, 0)
        return advance
    box.position_x += advance
    box.width += moved - advance
    return moved


def _set_text(original: SetText) -> SetText:
    from weasyprint.text.ffi import TO_UNITS

    def set_text(layout: Layout, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - WeasyPrint's own
        original(layout, text, justify)
        if justify and layout.stretch:
            _set_attributes(layout.layout, layout.text, int((_spacing(layout.style) + layout.stretch) * TO_UNITS))

    return set_text


def _set_attributes(layout: object, text: str, units: int) -> None:
    """Give the wide characters of ``text`` that letter spacing."""
    from weasyprint.text.ffi import ffi, pango

    attributes = pango.pango_layout_get_attributes(layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    at, end = 0, 0
    for run in _WIDE.finditer(text):
        at += len(text[end : run.start()].encode())
        end = run.end()
        attribute = pango.pango_attr_letter_spacing_new(units)
        attribute.start_index = at
        at += len(run[0].encode())
        attribute.end_index = at
        pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout, attributes)
