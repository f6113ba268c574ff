"""An old or other workbook (.xls, .et, .xlsb, .ods) → grids, one a sheet.

Values are read by calamine, which takes an error value for a blank cell and a percentage for a number;
what it does not say is read from the file itself (:mod:`generator.ingest.marks`).
"""

from __future__ import annotations

import datetime as dt
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import python_calamine
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from generator.ingest import marks_ods, marks_xls, marks_xlsb
from generator.ingest.grid import Grid, GridCell, column_letters, spread
from generator.ingest.messages import problem
from generator.ingest.ole import ENCRYPTED, OleError, find_stream
from generator.ingest.workbook import MAX_CELLS, Workbook, number_cell
from generator.source import SourceRef

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.finding import Finding
    from generator.ingest.grid import Place
    from generator.ingest.marks import Marks

MAX_BYTES = 60_000_000
MAX_AREA = 2_000_000
"""Cells of all sheets from A1 to the last one, blank ones too: calamine holds them all."""

SAVE_AS = "用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”"
_MALFORMED = (
    python_calamine.CalamineError, marks_xls.OldVersionError, OleError, ValueError, KeyError, IndexError, OSError,
    RuntimeError, struct.error, ET.ParseError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_PANIC = "PanicException"
"""What calamine's library raises when a file is damaged in a way that it did not foresee; not an ``Exception``."""


class _Examined(NamedTuple):
    """The content that calamine may read, and the marks of its sheets."""

    content: bytes
    marks: dict[str, Marks]


class _RefusedError(Exception):
    """The workbook is not read; holds the finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


def read_xls(path: Path, file: str) -> Workbook:
    """The grids of a workbook in an OLE file; ``file`` is its name in messages."""
    return _read(path, file, _examine_xls)


def read_xlsb(path: Path, file: str) -> Workbook:
    """The grids of a binary workbook that is a zip."""
    return _read(path, file, _examine_xlsb)


def read_ods(path: Path, file: str) -> Workbook:
    """The grids of an OpenDocument spreadsheet."""
    return _read(path, file, _examine_ods)


def _read(path: Path, file: str, examine: Callable[[bytes, str], _Examined]) -> Workbook:
    with path.open("rb") as stream:
        content = stream.read(MAX_BYTES + 1)
    try:
        _check_length(content, file)
        examined = examine(content, file)
        _check_size(examined.marks, file)
        return _grids(examined, file)
    except _RefusedError as refused:
        return Workbook(findings=(refused.finding,))
    except (marks_xls.PasswordError, python_calamine.PasswordError):
        return Workbook(findings=(_password(file),))
    except _MALFORMED:
        return _damaged(file)
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        return _damaged(file)


def _damaged(file: str) -> Workbook:
    return Workbook(findings=(problem("SJ07", "工作簿的内容已损坏或不完整", SourceRef(file), advice=SAVE_AS),))


def _examine_xls(content: bytes, file: str) -> _Examined:
    if ENCRYPTED in content:
        raise _RefusedError(_password(file))
    stream = find_stream(content, "Workbook", "WORKBOOK")
    if stream is None and find_stream(content, "Book", "BOOK") is None:
        raise _RefusedError(problem("SJ07", "不是 Excel 或 WPS 工作簿", SourceRef(file), advice=SAVE_AS))
    try:
        found = marks_xls.xls_marks(stream.data) if stream else None
    except marks_xls.OldVersionError:
        found = None
    if stream is None or found is None:
        raise _RefusedError(problem("SJ07", "是 Excel 95 或更早的格式", SourceRef(file), advice=SAVE_AS))
    changed = bytearray(content)
    for at, length in found.sizes:
        for place in range(at, at + length):
            changed[stream.offset(place)] = 0
    return _Examined(bytes(changed), found.sheets)


def _examine_xlsb(content: bytes, _file: str) -> _Examined:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return _Examined(content, marks_xlsb.xlsb_marks(archive))


def _examine_ods(content: bytes, file: str) -> _Examined:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise _RefusedError(_password(file))
        try:
            return _Examined(content, marks_ods.ods_marks(archive.read("content.xml"), MAX_CELLS))
        except marks_ods.TooManyCellsError:
            raise _too_large(file, f"工作簿超过 {MAX_CELLS} 格") from None


def _check_length(content: bytes, file: str) -> None:
    if len(content) > MAX_BYTES:
        raise _too_large(file, f"工作簿超过 {MAX_BYTES // 1_000_000} MB")


def _check_size(marks: dict[str, Marks], file: str) -> None:
    if sum(found.cells for found in marks.values()) > MAX_CELLS:
        raise _too_large(file, f"工作簿超过 {MAX_CELLS} 格")
    if sum(found.area for found in marks.values()) > MAX_AREA:
        name, widest = max(marks.items(), key=lambda item: item[1].area)
        last = f"{column_letters(widest.columns)}{widest.rows}"
        raise _too_large(file, f"工作表“{name}”的范围过大，到 {last} 为止", name)


def _too_large(file: str, message: str, sheet: str = "") -> _RefusedError:
    advice = "只保留决算公开表；选中表格下方和右侧多余的行、列，删除后另存"
    return _RefusedError(problem("SJ08", message, SourceRef(file, sheet), advice=advice))


def _password(file: str) -> Finding:
    advice = "在 Excel 或 WPS 中取消打开密码，保存后重试"
    return problem("SJ07", "工作簿有打开密码", SourceRef(file), advice=advice)


def _grids(examined: _Examined, file: str) -> Workbook:
    grids: list[Grid] = []
    findings: list[Finding] = []
    with CalamineWorkbook.from_filelike(BytesIO(examined.content)) as book:
        for sheet in book.sheets_metadata:
            if sheet.typ != SheetTypeEnum.WorkSheet:
                continue
            if sheet.visible != SheetVisibleEnum.Visible:
                advice = "其中有要公开的表时，取消隐藏后重试"
                message = f"隐藏的工作表“{sheet.name}”没有读取"
                findings.append(problem("SJ30", message, SourceRef(file, sheet.name, "A1"), advice=advice))
                continue
            grid = _grid(book, file, sheet.name, examined.marks[sheet.name])
            if grid.cells:
                grids.append(grid)
    if not grids:
        advice = "检查是否保存了正确的文件"
        findings.append(problem("SJ07", "工作簿中没有可读的内容", SourceRef(file), advice=advice))
    return Workbook(tuple(grids), tuple(findings))


def _grid(book: CalamineWorkbook, file: str, name: str, marks: Marks) -> Grid:
    sheet = book.get_sheet_by_name(name)
    cells: dict[Place, GridCell] = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=False), 1):
        for column, value in enumerate(values, 1):
            if value != "" and (cell := _cell(value, (row, column), marks)) is not None:
                cells[row, column] = cell
    cells.update(marks.instead)
    ranges = [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in _merged(sheet)]
    return Grid(file, name, cells, spread((*ranges, *marks.merged), cells))


def _merged(sheet: python_calamine.CalamineSheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return sheet.merged_cell_ranges or []


def _cell(value: object, place: Place, marks: Marks) -> GridCell | None:
    if isinstance(value, bool):
        return GridCell(str(value).upper(), "是逻辑值")
    if isinstance(value, (dt.datetime, dt.date, dt.time, dt.timedelta)):
        return GridCell(str(value).removesuffix(" 00:00:00"), "是日期或时间格式")
    if place in marks.dates:
        return GridCell(str(value), "是日期或时间格式")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, (int, float)):
        return number_cell(value, place in marks.percents, formula=place in marks.formulas)
    text = str(value)
    return GridCell(text) if text.strip() else None
