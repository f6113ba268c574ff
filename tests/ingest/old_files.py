"""The smallest workbooks of old and other formats, written by hand: one table, and a value in its cell D5."""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import xlwt

if TYPE_CHECKING:
    from pathlib import Path

ROWS: tuple[tuple[object, ...], ...] = (
    ("2024年度支出决算表",),
    ("部门：测试单位", None, None, None, "单位：万元"),
    ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"),
    ("合计", None, 9.3, 9.3, None),
    ("208", "社会保障和就业支出", 9.3, 9.3, None),
)
ERROR_NUMBERS = {"#DIV/0!": 0x07, "#N/A": 0x2A, "#REF!": 0x17}
SHEET, CELL, AT = "公开03表", "D5", (4, 3)


@dataclass(frozen=True)
class Special:
    """A value that is more than a number or a text: an error, or a number of some format."""

    value: object
    kind: str


def error(text: str) -> Special:
    """An error value."""
    return Special(text, "error")


def percent(value: float) -> Special:
    """A number shown as a percentage."""
    return Special(value, "percent")


def date() -> Special:
    """The first of May 2024."""
    return Special(45413, "date")


def write_old(path: Path, value: object) -> Path:
    """The workbook at ``path`` in the format of its suffix."""
    rows = [list(row) for row in ROWS]
    rows[AT[0]][AT[1]] = value
    {".xls": _write_xls, ".et": _write_xls, ".ods": _write_ods, ".xlsb": _write_xlsb}[path.suffix](path, rows)
    return path


def _write_xls(path: Path, rows: list[list[object]]) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet(SHEET)
    styles = {"percent": xlwt.easyxf(num_format_str="0.00%"), "date": xlwt.easyxf(num_format_str="yyyy-mm-dd")}
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, Special) and value.kind == "error":
                page.row(row).set_cell_error(column, ERROR_NUMBERS[str(value.value)])
            elif isinstance(value, Special):
                page.write(row, column, value.value, styles[value.kind])
            elif value is not None:
                page.write(row, column, value)
    book.save(str(path))


_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:{name}"'
    for short, name in (
        ("office", "oasis:names:tc:opendocument:xmlns:office:1.0"),
        ("table", "oasis:names:tc:opendocument:xmlns:table:1.0"),
        ("text", "oasis:names:tc:opendocument:xmlns:text:1.0"),
        ("calcext", "org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"),
    )
)


def ods_cell(value: object) -> str:
    """A cell as XML."""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, Special):
        attributes = {
            "error": 'table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"',
            "percent": f'office:value-type="percentage" office:value="{value.value}"',
            "date": 'office:value-type="date" office:date-value="2024-05-01"',
        }[value.kind]
        return f"<table:table-cell {attributes}><text:p>{escape(str(value.value))}</text:p></table:table-cell>"
    if isinstance(value, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def ods_table(rows: str, name: str = SHEET) -> str:
    """A sheet as XML."""
    return f'<table:table table:name="{name}">{rows}</table:table>'


def write_ods_xml(path: Path, tables: str) -> None:
    """An OpenDocument spreadsheet of ``tables``."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", kind)
        book.writestr("META-INF/manifest.xml", "<manifest/>")
        book.writestr("content.xml", f"<office:document-content {_NAMESPACES}>{body}</office:document-content>")


def _write_ods(path: Path, rows: list[list[object]]) -> None:
    lines = (f"<table:table-row>{''.join(ods_cell(value) for value in row)}</table:table-row>" for row in rows)
    write_ods_xml(path, ods_table("".join(lines)))


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, rest = b"", len(body)
    while True:
        rest, digit = rest >> 7, rest & 0x7F
        length += bytes([digit | (0x80 if rest else 0)])
        if not rest:
            return head + length + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_cell(column: int, value: object) -> bytes:
    """A cell as a record."""
    style = {"percent": 1, "date": 2}.get(value.kind, 0) if isinstance(value, Special) else 0
    head = struct.pack("<II", column, style)
    if isinstance(value, Special) and value.kind == "error":
        return _record(3, head + bytes([ERROR_NUMBERS[str(value.value)]]))
    plain = value.value if isinstance(value, Special) else value
    if isinstance(plain, bool):
        return _record(4, head + bytes([plain]))
    if isinstance(plain, (int, float)):
        return _record(5, head + struct.pack("<d", plain))
    return _record(6, head + _wide(str(plain)))


def write_xlsb_rows(path: Path, rows: list[tuple[int, bytes]]) -> None:
    """A binary workbook: number of the row (from 0) and its cells."""
    sheet = _record(129) + _record(148, struct.pack("<IIII", 0, 4, 0, 4)) + _record(145)
    for number, cells in rows:
        sheet += _record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0)) + cells
    sheet += _record(146) + _record(130)
    bundle = _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide(SHEET))
    styles = [struct.pack("<HHHHHBBHH", 0, number, 0, 0, 0, 0, 0, 0, 0) for number in (0, 10, 14)]
    listed = _record(617, struct.pack("<I", 3)) + b"".join(_record(47, style) for style in styles) + _record(618)
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    targets = (
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.bin"/>'
        f'<Relationship Id="rId2" Type="{office}/styles" Target="styles.bin"/>'
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", '<Types xmlns="x"/>')
        book.writestr("xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{relations}">{targets}</Relationships>')
        book.writestr("xl/workbook.bin", _record(131) + _record(143) + bundle + _record(144) + _record(132))
        book.writestr("xl/styles.bin", _record(278) + listed + _record(279))
        book.writestr("xl/worksheets/sheet1.bin", sheet)


def _write_xlsb(path: Path, rows: list[list[object]]) -> None:
    lines = [
        (number, b"".join(xlsb_cell(column, value) for column, value in enumerate(row) if value is not None))
        for number, row in enumerate(rows)
    ]
    write_xlsb_rows(path, lines)
