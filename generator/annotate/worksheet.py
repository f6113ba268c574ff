"""The XML of a sheet: its cells get the styles of their marks, the sheet its coloured tab and its drawing of notes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from generator.annotate.notes import letters, number
from generator.annotate.package import MAIN, OFFICE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element as Element

    from generator.annotate.notes import Note

TAB = "FFC00000"

_ROW, _CELL, _DATA = (f"{{{MAIN}}}{name}" for name in ("row", "c", "sheetData"))
_AFTER_NOTES = frozenset(
    {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"}
    | {"AlternateContent"}
)
"""What stands after the drawing of notes."""
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


def mark_cells(root: Element, notes: Iterable[Note], style: Callable[[int, Note], int]) -> None:
    """Give each cell of ``notes`` the style that ``style`` makes from the one it has."""
    listed = tuple(notes)
    cells = cells_at(root, ((note.row, note.column) for note in listed))
    for note in listed:
        if (found := cells.get((note.row, note.column))) is not None:
            found.set("s", str(style(int(found.get("s", "0")), note)))


def cells_at(root: Element, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Element]:
    """The cells at ``places`` (row, column), made where there are none; nothing in a sheet that has no cells' part."""
    data = root.find(_DATA)
    if data is None:
        return {}
    rows = _rows(data)
    lines: dict[int, dict[int, Element]] = {}
    found: dict[tuple[int, int], Element] = {}
    for row, column in places:
        if row not in rows:
            rows[row] = _insert(data, etree.Element(_ROW, {"r": str(row)}), rows, row)
        if row not in lines:
            lines[row] = _cells(rows[row])
        line = lines[row]
        if column not in line:
            cell = etree.Element(_CELL, {"r": f"{letters(column)}{row}"})
            if (inherited := rows[row].get("s")) is not None:
                cell.set("s", inherited)
            line[column] = _insert(rows[row], cell, line, column)
        found[row, column] = line[column]
    return found


def put_text(cell: Element, text: str) -> None:
    """Let a cell hold ``text`` as such, in the style that it has; whatever it held is gone."""
    for child in list(cell):
        cell.remove(child)
    for name in ("cm", "vm"):
        if name in cell.attrib:
            del cell.attrib[name]
    cell.set("t", "inlineStr")
    inline = etree.SubElement(cell, f"{{{MAIN}}}is")
    held = etree.SubElement(inline, f"{{{MAIN}}}t")
    held.text = text
    held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def visible_places(root: Element, notes: Iterable[Note]) -> tuple[Note, ...]:
    """The notes, those of a cell that is covered by a merged one moved to the first cell of the range."""
    ranges = [_RANGE.fullmatch(merged.get("ref", "")) for merged in root.iter(f"{{{MAIN}}}mergeCell")]
    corners = [(number(m[1]), int(m[2]), number(m[3]), int(m[4])) for m in ranges if m]

    def visible(note: Note) -> Note:
        for left, top, right, bottom in corners:
            if left <= note.column <= right and top <= note.row <= bottom:
                return replace(note, row=top, column=left)
        return note

    return tuple(visible(note) for note in notes)


def _rows(data: Element) -> dict[int, Element]:
    """The rows by number; one that does not say its number follows the one before."""
    rows: dict[int, Element] = {}
    last = 0
    for row in data.iterchildren(_ROW):
        last = int(row.get("r", last + 1))
        rows[last] = row
    return rows


def _cells(row: Element) -> dict[int, Element]:
    cells: dict[int, Element] = {}
    last = 0
    for cell in row.iterchildren(_CELL):
        match = _ADDRESS.fullmatch(cell.get("r", ""))
        last = number(match[1]) if match else last + 1
        cells[last] = cell
    return cells


def _insert(parent: Element, child: Element, siblings: dict[int, Element], at: int) -> Element:
    """Put ``child`` before the next of its ``siblings``."""
    after = min((place for place in siblings if place > at), default=None)
    if after is None:
        before = max((place for place in siblings if place < at), default=None)
        if before is None:
            parent.insert(0, child)
        else:
            siblings[before].addnext(child)
    else:
        siblings[after].addprevious(child)
    return child


def colour_tab(root: Element) -> None:
    """Colour the tab of the sheet."""
    properties = root.find(f"{{{MAIN}}}sheetPr")
    if properties is None:
        properties = etree.Element(f"{{{MAIN}}}sheetPr")
        root.insert(0, properties)
    for old in properties.findall(f"{{{MAIN}}}tabColor"):
        properties.remove(old)
    properties.insert(0, etree.Element(f"{{{MAIN}}}tabColor", {"rgb": TAB}))


def drawing_of_notes(root: Element) -> str | None:
    """The reference to the drawing of notes that the sheet has already."""
    found = root.find(f"{{{MAIN}}}legacyDrawing")
    return None if found is None else found.get(f"{{{OFFICE}}}id")


def refer_to_drawing(root: Element, identity: str) -> None:
    """Give the sheet its drawing of notes."""
    drawing = etree.Element(f"{{{MAIN}}}legacyDrawing")
    drawing.set(f"{{{OFFICE}}}id", identity)
    for child in root.iterchildren("*"):
        if etree.QName(child).localname in _AFTER_NOTES:
            child.addprevious(drawing)
            return
    root.append(drawing)
