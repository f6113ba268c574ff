"""Paragraphs of WordprocessingML → what a reader sees, with the tracked changes accepted or rejected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from generator.readback.content import Revisions

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

ADDED = frozenset({f"{W}ins", f"{W}moveTo"})
REMOVED = frozenset({f"{W}del", f"{W}moveFrom"})
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SKIPPED = frozenset({f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delInstrText", _FALLBACK})
BOX = f"{W}txbxContent"
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


def dropped(revisions: Revisions) -> frozenset[str]:
    """Tags of what disappears from the text."""
    return REMOVED if revisions == "accept" else ADDED


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph's own text, and what hangs on it: text boxes and notes, read after it."""

    text: str
    boxes: tuple[_Element, ...]
    notes: tuple[tuple[str, str], ...]
    """Kind and number."""


def said(paragraph: _Element, revisions: Revisions) -> Said:
    """What a reader sees of ``paragraph``."""
    texts: list[str] = []
    boxes: list[_Element] = []
    notes: list[tuple[str, str]] = []
    gone = dropped(revisions)
    for element in _visible(paragraph, gone):
        tag = element.tag
        if tag in {f"{W}t", f"{W}delText", f"{_MATH}t"}:
            texts.append(element.text or "")
        elif tag in _SIGNS:
            texts.append(_SIGNS[tag])
        elif tag == BOX:
            boxes.append(element)
        elif tag in _NOTES:
            notes.append((_NOTES[tag], element.get(f"{W}id", "")))
    return Said("".join(texts), tuple(boxes), tuple(notes))


def _visible(element: _Element, gone: frozenset[str]) -> Iterator[_Element]:
    """What is below ``element`` and seen; inside a text box nothing."""
    for child in element:
        if child.tag in _SKIPPED or child.tag in gone or _is_hidden(child):
            continue
        yield child
        if child.tag != BOX:
            yield from _visible(child, gone)


def _is_hidden(run: _Element) -> bool:
    if run.tag != f"{W}r":
        return False
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in {"0", "false", "off"}


def runs_on(paragraph: _Element, revisions: Revisions) -> bool:
    """Whether the paragraph's end disappears, so that the next one is joined to it."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(child.tag in dropped(revisions) for child in mark)
