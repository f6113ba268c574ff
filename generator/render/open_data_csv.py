"""Statutory tables → one zip with a CSV file for each, UTF-8 with a byte order mark, so that Excel and WPS read it.

A file has the printed form: title, number, owner and unit, head, body, notes. Numbers stand without separators of
thousands, so that any program reads them.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING

from generator.render.open_data_grid import amount_of, placed, short_title, statutory_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.document.blocks import Document
    from generator.document.table import Row, TableBlock
    from generator.style.load import LoadedStyle

_MARK = "\ufeff"
_TIME = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o644 << 16
_NOT_IN_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
_LONGEST_NAME = 60
_FORMULA = re.compile(r"[=+\-@\t\r].")
"""How a text begins that a spreadsheet would take for a formula."""


def csv_zip(document: Document, style: LoadedStyle) -> bytes:
    """The zip; the same bytes for the same document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, table in enumerate(statutory_tables(document, style), 1):
            entry = zipfile.ZipInfo(f"{number:02d} {_file_name(table)}.csv", _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, (_MARK + csv_text(table, document.draft)).encode("utf-8"))
    return buffer.getvalue()


def csv_text(table: TableBlock, draft: str = "") -> str:
    """One table as CSV; a merged cell's text stands in its first place, the others are blank."""
    width = table.columns
    lines = [[draft]] if draft else []
    lines.append([table.title])
    if table.label:
        lines.append(["", *[""] * (width - 2), table.label])
    if table.owner or table.unit:
        lines.append([table.owner, *[""] * (width - 2), table.unit])
    lines += _grid(table.boxhead, width)
    lines += _grid(table.body, width)
    lines += [[note] for note in table.notes]
    stream = io.StringIO()
    csv.writer(stream).writerows([*map(_safe, line), *[""] * (width - len(line))] for line in lines)
    return stream.getvalue()


def _grid(rows: Iterable[Row], width: int) -> list[list[str]]:
    listed = list(rows)
    lines = [[""] * width for _ in listed]
    for place in placed(listed):
        amount = amount_of(place.cell)
        lines[place.row][place.column] = place.cell.text if amount is None else f"{amount:f}"
    return lines


def _safe(text: str) -> str:
    """``text``, marked as text where a spreadsheet would run it as a formula; a number stays one."""
    if not _FORMULA.match(text) or text[1:].replace(".", "", 1).isdecimal():
        return text
    return f"'{text}"


def _file_name(table: TableBlock) -> str:
    return _NOT_IN_NAME.sub("_", short_title(table))[:_LONGEST_NAME].strip(" .") or table.id
