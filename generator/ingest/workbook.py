"""An Excel workbook (.xlsx, .xlsm) → grids, one a sheet.

The cells are parsed by openpyxl, all rows that the sheet really has: the dimension that the file states is
not believed, since WPS may store a wrong one. Charts, pictures, links, macros and styles are not touched.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
import zlib
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple
from xml.etree import ElementTree as ET

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import CELL_TAG, FORMULA_TAG, MERGE_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from generator.ingest.archive import check_archive
from generator.ingest.grid import Grid, GridCell, spread
from generator.ingest.links import PROGRAM, find_links, starts_program
from generator.ingest.messages import problem
from generator.money import MAX_DIGITS, AmountError, parse_decimal
from generator.source import SourceRef

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.finding import Finding
    from generator.ingest.grid import Place

MAX_ROWS = 100_000
MAX_COLUMNS = 16_384
MAX_CELLS = 300_000
"""Limits of one workbook; the nine tables of a department have some ten thousand cells."""

MALFORMED = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError, OSError, EOFError, RuntimeError,
    NotImplementedError, zipfile.BadZipFile, zlib.error, InvalidFileException,
)  # fmt: skip
"""What openpyxl and zipfile raise when the content of a workbook is not what it should be."""

_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


class Workbook(NamedTuple):
    """What a workbook file holds: the visible sheets that are not empty, and what is wrong."""

    grids: tuple[Grid, ...] = ()
    findings: tuple[Finding, ...] = ()


class TooLargeError(Exception):
    """A sheet has more cells than any table; never leaves this module."""


class _Sheet(WorkSheetParser):  # type: ignore[misc] # openpyxl brings no types
    """openpyxl's parser of one sheet, reading nothing but rows and merged ranges, and telling formulas apart."""

    def parse(self) -> Iterator[list[dict[str, Any]]]:
        self.ranges: list[tuple[int, int, int, int]] = []
        width = 0
        for _, element in iterparse(self.source):
            if element.tag == CELL_TAG:
                width += 1
                if width > MAX_COLUMNS:
                    raise TooLargeError
            elif element.tag == ROW_TAG:
                width = 0
                _, cells = self.parse_row(element)
                element.clear()
                yield cells
            elif element.tag == MERGE_TAG:
                found = (_RANGE.fullmatch(merge.get("ref", "")) for merge in element)
                self.ranges.extend(_corners(match) for match in found if match)
                element.clear()

    def parse_row(self, element: ET.Element) -> tuple[int, list[dict[str, Any]]]:
        if all("r" in cell.attrib for cell in element):  # cells that say where they are, of which many are blank
            for cell in [cell for cell in element if not len(cell)]:
                element.remove(cell)
        number: int
        cells: list[dict[str, Any]]
        number, cells = super().parse_row(element)
        return number, cells

    def parse_cell(self, element: ET.Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        formula = element.find(FORMULA_TAG)
        cell["formula"] = "" if formula is None else f"={formula.text or ''}"
        cell["calculated"] = cell["value"] is not None or element.get("t") == "str"
        return cell


def read_workbook(path: Path, file: str) -> Workbook:
    """The grids of the workbook at ``path``; ``file`` is its name in messages."""
    if refused := check_archive(path, file):
        return Workbook(findings=(refused,))
    try:
        with warnings.catch_warnings(), path.open("rb") as stream:
            warnings.simplefilter("ignore")
            return _read(stream, file)
    except TooLargeError:
        advice = "只保留决算公开表；选中表格下方多余的行，删除后另存"
        message = f"工作簿超过 {MAX_ROWS} 行或 {MAX_CELLS} 格"
        return Workbook(findings=(problem("SJ08", message, SourceRef(file), advice=advice),))
    except MALFORMED:
        advice = "用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”"
        return Workbook(findings=(problem("SJ07", "工作簿的内容已损坏或不完整", SourceRef(file), advice=advice),))


def _read(stream: BinaryIO, file: str) -> Workbook:
    reader = ExcelReader(stream, data_only=True, keep_links=False)
    grids: list[Grid] = []
    findings: list[Finding] = []
    with reader.archive:
        reader.read_manifest()
        reader.read_strings()
        reader.read_workbook()
        formats = _formats(reader)
        budget = MAX_CELLS
        for sheet, relation in reader.parser.find_sheets():
            if "chartsheet" in relation.Type:
                continue
            if sheet.state != "visible":
                advice = "其中有要公开的表时，取消隐藏后重试"
                message = f"隐藏的工作表“{sheet.name}”没有读取"
                findings.append(problem("SJ30", message, SourceRef(file, sheet.name, "A1"), advice=advice))
                continue
            with reader.archive.open(relation.target) as source:
                parser = _Sheet(
                    source, reader.shared_strings, data_only=True, epoch=reader.wb.epoch,
                    date_formats=formats.dates, timedelta_formats=formats.durations,
                )  # fmt: skip
                grid = _grid(parser, file, sheet.name, formats.percents, budget)
            budget -= len(grid.cells)
            if grid.cells:
                grids.append(grid)
    findings.extend(find_links(grids, file))
    if not grids:
        advice = "检查是否保存了正确的文件"
        findings.append(problem("SJ07", "工作簿中没有可读的内容", SourceRef(file), advice=advice))
    return Workbook(tuple(grids), tuple(findings))


def _grid(parser: _Sheet, file: str, name: str, percents: frozenset[int], budget: int) -> Grid:
    cells: dict[Place, GridCell] = {}
    for count, row in enumerate(parser.parse(), 1):
        for raw in row:
            if (cell := _cell(raw, percents)) is not None:
                cells[raw["row"], raw["column"]] = _with_formula(cell, raw["formula"])
        if count > MAX_ROWS or len(cells) > budget:
            raise TooLargeError
    return Grid(file, name, cells, spread(parser.ranges, cells))


def _with_formula(cell: GridCell, formula: str) -> GridCell:
    if not formula:
        return cell
    return GridCell(cell.value, PROGRAM if starts_program(formula) else cell.problem, formula)


def _cell(raw: dict[str, Any], percents: frozenset[int]) -> GridCell | None:
    value = raw["value"]
    if value is None or value == "":
        return None if raw["calculated"] or not raw["formula"] else GridCell("（公式）", "公式没有计算结果")
    if raw["data_type"] == "e":
        return GridCell(str(value), f"是错误值 {value}")
    if isinstance(value, bool):
        return GridCell(str(value).upper(), "是逻辑值")
    if isinstance(value, (dt.datetime, dt.date, dt.time, dt.timedelta)):
        return GridCell(str(value).removesuffix(" 00:00:00"), "是日期或时间格式")
    if isinstance(value, (int, float)):
        return number_cell(value, raw["style_id"] in percents, formula=bool(raw["formula"]))
    return GridCell(str(value)) if str(value).strip() else None


def number_cell(value: float, percent: bool, *, formula: bool) -> GridCell:  # noqa: FBT001 - both are facts of the cell
    """The cell of a binary number: the decimal that a spreadsheet shows, or what is wrong with it."""
    try:
        number = parse_decimal(value) or Decimal(0)
    except AmountError as error:
        return GridCell(str(value), str(error))
    if not formula and _digits(Decimal(repr(value))) > MAX_DIGITS and _digits(number) >= MAX_DIGITS - 1:
        return GridCell(str(value), f"超过 {MAX_DIGITS} 位有效数字")
    return GridCell(number, "是百分比格式" if percent else "")


def _digits(number: Decimal) -> int:
    """Significant digits. A typed number keeps its 15th; the noise of binary sums does not reach that far."""
    return len(number.normalize().as_tuple().digits)


class _Formats(NamedTuple):
    """Cell styles by number format."""

    dates: frozenset[int]
    durations: frozenset[int]
    percents: frozenset[int]


def _formats(reader: ExcelReader) -> _Formats:
    """The styles that show dates, durations and percentages; only the number formats are read."""
    part = next((name for name in reader.valid_files if name.lower() == "xl/styles.xml"), None)
    if part is None:
        return _Formats(frozenset(), frozenset(), frozenset())
    root = ET.fromstring(reader.archive.read(part))  # noqa: S314 - check_archive refuses entities
    space = {"x": SHEET_MAIN_NS}
    own = {int(node.get("numFmtId", "0")): node.get("formatCode", "") for node in root.iterfind(".//x:numFmt", space)}
    codes = []
    for style in root.iterfind("x:cellXfs/x:xf", space):
        number = int(style.get("numFmtId", "0"))
        codes.append(own.get(number) or BUILTIN_FORMATS.get(number, "General"))
    return _Formats(
        frozenset(index for index, code in enumerate(codes) if is_date_format(code)),
        frozenset(index for index, code in enumerate(codes) if is_timedelta_format(code)),
        frozenset(index for index, code in enumerate(codes) if "%" in code),
    )


def _corners(match: re.Match[str]) -> tuple[int, int, int, int]:
    left, top, right, bottom = match.groups()
    return int(top), _column(left), int(bottom), _column(right)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
