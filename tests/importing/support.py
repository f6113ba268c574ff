"""Units to import into, files to import, and what a unit says afterwards."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import openpyxl
from lxml import etree

from generator.annotate.package import MAIN, OFFICE, Package
from generator.importing.run import Answers, ImportResult, import_into
from generator.ingest import load
from generator.workbook.unit_file import UnitData, new_unit, unit_workbook
from generator.workspace import Workspace
from tests.ingest.support import make_unit

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.accounts import FinalAccounts

WORKSPACE = Workspace.find()
SAMPLES = WORKSPACE.data / "samples"
EXPORTED = SAMPLES / "jiangan-2022" / "公开表.xlsx"
TABLES = (
    *("summary", "revenue", "expenditure", "appropriation", "general_budget"),
    *("basic", "government_fund", "state_capital", "three_public"),
)


def folder_unit(folder: Path, more: str = "", *, unit: str = "万元") -> Path:
    """A folder of 2022 without tables."""
    return make_unit(folder, more, year=2022, unit=unit)


def workbook_unit(path: Path, data: dict[str, Any] | None = None) -> Path:
    """A filling-in workbook of 2022, complete but for its tables."""
    unit = {"name": "测试单位", "nature": "事业单位", "level": "区级"}
    made = new_unit("hubei-wuhan-2022", 2022, "万元", unit)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(unit_workbook(UnitData({**made.data, **(data or {})}), WORKSPACE))
    return path


def write_cell(path: Path, sheet: str, cell: str, text: str) -> None:
    """Write a text into a cell of a workbook as a spreadsheet does: the results of formulas stay."""
    package = Package.read(path.read_bytes())
    part = package.sheets()[sheet]
    root = package.root(part)
    found = next(one for one in root.iter(f"{{{MAIN}}}c") if one.get("r") == cell)
    for child in list(found):
        found.remove(child)
    found.set("t", "inlineStr")
    etree.SubElement(etree.SubElement(found, f"{{{MAIN}}}is"), f"{{{MAIN}}}t").text = text
    package.put(part, root)
    path.write_bytes(package.write())


def add_sheet(path: Path, name: str) -> None:
    """Add a sheet of the clerk's own, with a word in its first cell."""
    package = Package.read(path.read_bytes())
    cell = '<c r="A1" t="inlineStr"><is><t>备忘</t></is></c>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
    part = "xl/worksheets/own.xml"
    package.changed[part] = sheet.encode()
    package.declare("application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml", part=part)
    identity = package.relate(package.book(), "worksheet", part)
    root = package.root(package.book())
    sheets = root.find(f"{{{MAIN}}}sheets")
    assert sheets is not None
    etree.SubElement(sheets, f"{{{MAIN}}}sheet", {"name": name, "sheetId": "99", f"{{{OFFICE}}}id": identity})
    package.put(package.book(), root)
    path.write_bytes(package.write())


def changed(path: Path, **cells: object) -> Path:
    """A copy of the exported tables at ``path`` in which cells of 表3 are others."""
    shutil.copy(EXPORTED, path)
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book["表3"][cell] = value
    book.save(path)
    return path


def into(source: Path, target: Path, **answers: Any) -> ImportResult:  # noqa: ANN401 - fields of Answers
    """The import of ``source`` into ``target``."""
    return import_into(source, target, Answers(**answers), WORKSPACE)


def accounts_of(path: Path) -> FinalAccounts:
    """The unit at ``path``."""
    loaded = load(path, WORKSPACE)
    assert loaded.accounts is not None, [str(finding) for finding in loaded.findings]
    return loaded.accounts


def same_tables(one: FinalAccounts, other: FinalAccounts) -> bool:
    """Whether the nine tables are the same."""
    return all(getattr(one, table) == getattr(other, table) for table in TABLES)


def codes(result: ImportResult) -> list[str]:
    """The codes of its findings."""
    return [finding.code for finding in result.findings]


def tree(folder: Path) -> dict[str, bytes]:
    """Name → content of every file of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
