"""The content of an OpenDocument spreadsheet (.ods) → sheet name → :class:`Marks`."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from generator.ingest.marks import UNKNOWN_ERROR, Marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ingest.grid import Place

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TYPES = ("{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type", f"{_OFFICE}value-type")
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ERROR_BEGINNINGS = ("#", "Err:")
_FLAGS = ("TRUE", "FALSE")


class TooManyCellsError(Exception):
    """A sheet has more cells than are read."""


def ods_marks(content: bytes, most_cells: int) -> dict[str, Marks]:
    """The marks of all sheets of ``content.xml``.

    Raises:
        TooManyCellsError: there are more than ``most_cells``.
        ParseError: it is damaged.
    """
    marks: dict[str, Marks] = {}
    total = 0
    for name, rows in _tables(content):
        found = marks.setdefault(name, Marks())
        row = 1
        for element in rows:
            repeated = _repeated(element, "rows")
            cells = _filled(element)
            total += cells * repeated
            if total > most_cells:
                raise TooManyCellsError
            if cells:
                for number in range(row, row + repeated):
                    _row(found, element, number)
            row += repeated
    return marks


def _tables(content: bytes) -> Iterator[tuple[str, Iterator[ET.Element]]]:
    """Name and rows of each sheet; rows are forgotten once they were used."""
    events = ET.iterparse(BytesIO(content), events=("start", "end"))  # noqa: S314 - check_archive refuses entities
    for event, element in events:
        if event == "start" and element.tag == f"{_TABLE}table":
            yield element.get(f"{_TABLE}name", ""), _rows(events)


def _rows(events: Iterator[tuple[str, ET.Element]]) -> Iterator[ET.Element]:
    for event, element in events:
        if event == "end" and element.tag == f"{_TABLE}table-row":
            yield element
            element.clear()
        elif event == "end" and element.tag == f"{_TABLE}table":
            return


def _repeated(element: ET.Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))


def _filled(row: ET.Element) -> int:
    """How many cells of a row are not blank."""
    return sum(_repeated(cell, "columns") for cell in row if cell.tag in _CELLS and _is_filled(cell))


def _is_filled(cell: ET.Element) -> bool:
    return len(cell) > 0 or any(kind in cell.attrib for kind in _TYPES)


def _row(marks: Marks, element: ET.Element, row: int) -> None:
    column = 1
    for cell in element:
        if cell.tag not in _CELLS:
            continue
        after = column + _repeated(cell, "columns")
        if _is_filled(cell):
            for place in range(column, after):
                _cell(marks, cell, marks.take(row, place))
        wide, high = (int(cell.get(f"{_TABLE}number-{what}-spanned", "1")) for what in ("columns", "rows"))
        if wide > 1 or high > 1:
            marks.merged.append((row, column, row + high - 1, column + wide - 1))
        column = after


def _cell(marks: Marks, cell: ET.Element, place: Place) -> None:
    kinds = {cell.get(kind, "") for kind in _TYPES}
    shown = "".join(part for text in cell.iter(f"{_TEXT}p") for part in text.itertext())
    formula = cell.get(f"{_TABLE}formula") is not None
    if formula:
        marks.formulas.add(place)
    if "error" in kinds or (formula and shown.startswith(_ERROR_BEGINNINGS)):
        marks.error(place, shown or UNKNOWN_ERROR)
    elif "boolean" in kinds or (formula and shown in _FLAGS):
        marks.flag(place, value=shown == _FLAGS[0] or cell.get(f"{_OFFICE}boolean-value") == "true")
    elif "percentage" in kinds:
        marks.percents.add(place)
