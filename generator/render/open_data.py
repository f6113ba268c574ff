"""Open data (开放数据): the statutory tables of a document, as published, in forms that programs read.

They print the composed document, so that they cannot differ from its pages: no figure is computed or rounded again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.open_data_csv import csv_zip
from generator.render.open_data_json import json_bytes
from generator.render.open_data_xlsx import xlsx_workbook
from generator.render.registry import printer

if TYPE_CHECKING:
    from generator.document.blocks import Document
    from generator.style.load import LoadedStyle


@printer("xlsx", suffix="（公开表）.xlsx", title="公开表（Excel）")
def as_xlsx(document: Document, style: LoadedStyle) -> bytes:
    """The statutory tables as a workbook, a sheet a table, amounts as numbers."""
    return xlsx_workbook(document, style)


@printer("csv", suffix="（公开表）.csv.zip", title="公开表（CSV，一表一个文件，装在一个压缩包中）")
def as_csv(document: Document, style: LoadedStyle) -> bytes:
    """The statutory tables as CSV files in one zip."""
    return csv_zip(document, style)


@printer("json", suffix="（公开表）.json", title="公开表（JSON）")
def as_json(document: Document, style: LoadedStyle) -> bytes:
    """The statutory tables as JSON with the keys of ``data/schema/open_data.json``."""
    return json_bytes(document, style)
