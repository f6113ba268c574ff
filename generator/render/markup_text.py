"""Text → markup: whatever the data holds comes out as text, never as a tag."""

from __future__ import annotations

import re
from html import escape
from math import ceil

from generator.render.markup_fit import em

_NOT_PRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """``text`` as markup; a line feed stays one, a control character becomes the sign for one (�)."""
    safe = _safe(text)
    return safe.replace("\r\n", "\n").replace("\n", "<br/>") if "\n" in safe else safe


def attribute(name: str, value: str) -> str:
    """`` name="value"``, or nothing when there is no value."""
    return f' {name}="{_safe(value)}"' if value else ""


def centred(text: str, width: float) -> str:
    """A title for lines of at most ``width`` em, its lines about equally long."""
    length = em(text)
    if length <= width:
        return escaped(text)
    line = ceil(length / ceil(length / width))
    return f'<span class="even" style="width:{line}.6em">{escaped(text)}</span>'


def _safe(text: str) -> str:
    return escape(_NOT_PRINTABLE.sub("�", text))
