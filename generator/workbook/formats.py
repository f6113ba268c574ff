"""How the cells of a workbook look: role and kind → the properties of a spreadsheet format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.workbook.plan import Slot

YELLOW, GREEN, GREY, ORANGE, HEAD = "#FFF9DB", "#E9F5E9", "#F2F2F2", "#FCE0C2", "#DCE3EA"
INK, FAINT, LINE = "#1F2A36", "#66717D", "#A6AFB8"

NUMBER_FORMATS = {"amount": "#,##0.00####_ ", "number": "General", "count": "0_ ", "whole": "0", "day": "yyyy-mm-dd"}
"""Kind → number format; text is kept as typed, so that 100% stays 100%."""

_PLAIN = {"font_name": "宋体", "font_size": 10.5, "font_color": INK, "valign": "vcenter"}
_BOX = {"border": 1, "border_color": LINE}
_ROLES: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 16},
    "section": {"font_name": "黑体", "font_size": 12, "bottom": 1, "bottom_color": LINE},
    "head": {**_BOX, "font_name": "黑体", "bg_color": HEAD, "text_wrap": True},
    "label": {**_BOX, "bg_color": GREY, "text_wrap": True},
    "strong": {**_BOX, "bg_color": GREY, "font_name": "黑体", "text_wrap": True},
    "plain": {},
    "text": {"text_wrap": True},
    "note": {"font_color": FAINT, "font_size": 9, "text_wrap": True},
    "link": {"font_color": "#1F5FA8", "underline": 1},
    "input": {**_BOX, "bg_color": YELLOW, "locked": False, "text_wrap": True},
    "total": {**_BOX, "bg_color": GREEN, "locked": False},
    "shown": {**_BOX, "bg_color": GREY, "font_color": FAINT},
    "key": {"font_color": "#C0C0C0", "font_size": 8},
}


_SET_IN = frozenset({"label", "strong", "input", "total", "shown", "text"})
"""Roles whose text keeps a distance from the border."""


def format_of(slot: Slot) -> dict[str, Any]:
    """The properties of a cell's format."""
    found: dict[str, Any] = {**_PLAIN, **_ROLES[slot.role]}
    if slot.align != "left":
        found["align"] = slot.align
    if slot.align == "left" and slot.role in _SET_IN:
        found["indent"] = slot.indent + 1
    if slot.role in {"input", "total", "shown"}:
        if slot.kind in NUMBER_FORMATS:
            found["num_format"] = NUMBER_FORMATS[slot.kind]
        elif slot.role == "input" and slot.kind in {"line", "choice", "flag"}:
            found["num_format"] = "@"
    if slot.renew:
        found["bg_color"] = ORANGE
    if slot.locked:
        found["locked"] = True
    return found
