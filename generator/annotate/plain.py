"""The values of a file that is no .xlsx, and notes → a new workbook with these values and the cells marked."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from generator.annotate.comments import AUTHOR
from generator.annotate.notes import FILLS
from generator.annotate.worksheet import TAB
from generator.stamp import CREATED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from generator.annotate.notes import Notes

_LONGEST_NAME = 31
DEFAULT_SHEET = "数据"


@dataclass(frozen=True)
class Values:
    """The values of a sheet: row and column, from 1, → number or text."""

    sheet: str
    cells: Mapping[tuple[int, int], Decimal | str]


def annotated_values(sheets: tuple[Values, ...], notes: Notes) -> bytes:
    """A workbook of ``sheets`` with ``notes``; it has no formats of the file that they come from."""
    import xlsxwriter

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": CREATED})
        styles = {severity: book.add_format({"bg_color": f"#{colour[2:]}"}) for severity, colour in FILLS.items()}
        for values in sheets:
            page = book.add_worksheet((values.sheet or DEFAULT_SHEET)[:_LONGEST_NAME])
            marked = {(note.row, note.column): note for note in notes.get(values.sheet, ())}
            if marked:
                page.set_tab_color(f"#{TAB[2:]}")
            for place in sorted({*values.cells, *marked}):
                note = marked.get(place)
                style = styles[note.severity] if note else None
                _write(page, place, values.cells.get(place), style)
            for note in marked.values():
                size = {"x_scale": 2, "y_scale": 1 + note.text.count("\n") / 3}
                page.write_comment(note.row - 1, note.column - 1, note.text, {"author": AUTHOR, **size})
    return buffer.getvalue()


def _write(page: Worksheet, place: tuple[int, int], value: Decimal | str | None, style: Format | None) -> None:
    row, column = place[0] - 1, place[1] - 1
    if value is None:
        page.write_blank(row, column, None, style)
    elif isinstance(value, str):
        page.write_string(row, column, value, style)
    else:
        page.write_number(row, column, value, style)
