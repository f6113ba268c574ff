"""A workbook file of whatever kind → grids: what it is decides how it is read, not what its name ends in."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from generator.ingest import marks_xlsb, ole
from generator.ingest.archive import check_archive
from generator.ingest.legacy import SAVE_AS, read_ods, read_xls, read_xlsb
from generator.ingest.messages import problem
from generator.ingest.workbook import Workbook, read_workbook
from generator.source import SourceRef

if TYPE_CHECKING:
    from pathlib import Path

SNIFFED = 2_000
"""Bytes of a file that show what it is."""

_WEB = re.compile(rb"<(?:!doctype\s+html|html|table|meta|head)\b", re.IGNORECASE)
_OLD_XML = b"urn:schemas-microsoft-com:office:spreadsheet"


def read_spreadsheet(path: Path, file: str) -> Workbook:
    """The grids of the workbook at ``path``; ``file`` is its name in messages."""
    with path.open("rb") as stream:
        head = stream.read(SNIFFED)
    if head.startswith(ole.SIGNATURE):
        return read_xls(path, file)
    if head.startswith(b"PK"):
        return _read_zip(path, file)
    said = ""
    if _OLD_XML in head:
        said = "是 XML 格式的表格（Excel 2003）"
    elif _WEB.search(head):
        said = "是网页格式的表格，软件导出的 .xls 有时是这样"
    if said:
        return Workbook(findings=(problem("SJ07", said, SourceRef(file), advice=SAVE_AS),))
    return read_workbook(path, file)


def _read_zip(path: Path, file: str) -> Workbook:
    if refused := check_archive(path, file):
        return Workbook(findings=(refused,))
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    if "content.xml" in names:
        return read_ods(path, file)
    if marks_xlsb.WORKBOOK in names:
        return read_xlsb(path, file)
    return read_workbook(path, file)
