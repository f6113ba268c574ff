"""A CSV file → :class:`Grid`: UTF-8 or GB 18030, comma, semicolon or tab."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from generator.ingest.grid import Grid, GridCell
from generator.ingest.messages import problem
from generator.source import SourceRef

if TYPE_CHECKING:
    from generator.finding import Finding
    from generator.ingest.grid import Place

MAX_BYTES = 20_000_000
MAX_ROWS = 100_000
MAX_CELLS = 300_000


def read_csv(content: bytes, file: str) -> tuple[Grid | None, tuple[Finding, ...]]:
    """The grid of a CSV file's ``content``; ``None`` with a finding where it cannot be read."""
    if len(content) > MAX_BYTES:
        return None, (_finding("SJ06", file, 0, f"文件超过 {MAX_BYTES // 1_000_000} MB", "只保留决算公开表"),)
    text = decode(content)
    if text is None:
        advice = "用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”"
        return None, (_finding("SJ02", file, 0, "文件的编码不是 UTF-8 或 GB18030", advice),)
    return _parse(text, file)


def _parse(text: str, file: str) -> tuple[Grid | None, tuple[Finding, ...]]:
    cells: dict[Place, GridCell] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for number, row in enumerate(reader, 1):
            cells.update(
                {(number, column): GridCell(value) for column, value in enumerate(row, 1) if value.strip("﻿ \t\r\n　")}
            )
            if number > MAX_ROWS or len(cells) > MAX_CELLS:
                message = f"超过 {MAX_ROWS} 行或 {MAX_CELLS} 格"
                return None, (_finding("SJ06", file, 0, message, "只保留决算公开表，删去其他行"),)
    except csv.Error:
        advice = "单元格中的引号写成两个引号，或用 Excel、WPS 重新另存为 CSV"
        return None, (_finding("SJ09", file, reader.line_num, "引号没有成对，或一格的文字过长", advice),)
    return Grid(file, "", cells), ()


def decode(content: bytes) -> str | None:
    """The text of a file in UTF-8, UTF-16 or GB18030; ``None`` where it is in none of these."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _delimiter(text: str) -> str:
    """The sign that occurs most often, the comma where none does."""
    return max(",\t;", key=text.count)


def _finding(code: str, file: str, line: int, message: str, advice: str) -> Finding:
    return problem(code, message, SourceRef(file, line=line), advice=advice)
