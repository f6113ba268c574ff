"""The samples: read without a fault, every figure from its cell, and no bad cell goes unnoticed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.classification import load_codes
from generator.forms.load import load_forms
from generator.ingest.csv_file import read_csv
from generator.ingest.grid import Grid, GridCell
from generator.ingest.messages import CODES
from generator.ingest.reading import Context
from generator.ingest.tables import read_tables
from generator.ingest.workbook import read_workbook
from generator.workspace import Workspace
from tests.ingest.support import load_unit, make_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.finding import Finding

WORKSPACE = Workspace.find()
SAMPLES = WORKSPACE.data / "samples"
YEARS = {"wuhan-center-2024": 2024, "jiangan-2022": 2022}
TABLES = (
    *("summary", "revenue", "expenditure", "appropriation", "general_budget"),
    *("basic", "government_fund", "state_capital", "three_public"),
)

BAD_CELLS = {
    "文字": GridCell("约五万"),
    "错误值": GridCell("#DIV/0!", "是错误值 #DIV/0!"),
    "日期": GridCell("2024-05-01", "是日期或时间格式"),
    "16 位数字": GridCell("1234567890123456", "超过 15 位有效数字"),
}


@pytest.mark.parametrize("sample", YEARS)
def test_samples_are_read_without_a_fault(sample: str) -> None:
    loaded = load_unit(SAMPLES / sample)
    assert not loaded.findings, [str(finding) for finding in loaded.findings]
    assert loaded.accounts is not None
    assert all(getattr(loaded.accounts, table) is not None for table in TABLES)


def test_figures_of_the_samples_and_their_cells() -> None:
    wuhan, jiangan = load_unit(SAMPLES / "wuhan-center-2024"), load_unit(SAMPLES / "jiangan-2022")
    for loaded, path, yuan, place in (
        (wuhan, ("summary", "revenue_grand_total"), "91111100", "公开01表.csv:C37"),
        (wuhan, ("expenditure", "lines", "2101506", "project"), "52258700", "公开03表.csv:G18"),
        (wuhan, ("three_public", "outturn", "reception"), "10100", "公开09表.csv:L8"),
        (jiangan, ("expenditure", "total", "basic"), "1829700", "公开表.xlsx:表3!D6"),
        (jiangan, ("appropriation", "classes", "229", "government_fund"), "350400", "公开表.xlsx:表4!H28"),
        (jiangan, ("government_fund", "lines", "2296013", "closing"), "0", "公开表.xlsx:表8!H9"),
        (jiangan, ("state_capital",), None, "公开表.xlsx:表9!A1"),
    ):
        assert str(loaded.sources.exact(path)) == place
        if yuan is not None:
            assert at(loaded.accounts, path) == Decimal(yuan)


@pytest.mark.parametrize("sample", YEARS)
def test_every_bad_amount_cell_is_found_in_its_place(sample: str) -> None:
    checked = 0
    for grid in grids(SAMPLES / sample):
        context = context_of(YEARS[sample])
        for place in amount_cells(grid, context):
            for bad in BAD_CELLS.values():
                spoilt = replace(grid, cells={**grid.cells, place: bad})
                errors = [item for item in findings(spoilt, context) if item.severity == "错误"]
                assert [item.source for item in errors] == [grid.ref(*place)]
                checked += 1
    assert checked > 600


@pytest.mark.parametrize("sample", YEARS)
def test_no_table_loses_an_amount_in_silence(sample: str) -> None:
    """A label, a head or a code taken away is found, or the table reads the same without it."""
    for grid in grids(SAMPLES / sample):
        context = context_of(YEARS[sample])
        whole = amounts(grid, context)
        for place, cell in grid.cells.items():
            if cell.numeric:
                continue
            without = replace(grid, cells={key: value for key, value in grid.cells.items() if key != place})
            if amounts(without, context) != whole:
                assert findings(without, context), f"{grid.ref(*place)} {cell.text}"


def test_the_same_workbook_from_a_folder_with_another_name_reads_the_same(tmp_path: Path) -> None:
    make_unit(tmp_path, year=2022)
    shutil.copy(SAMPLES / "jiangan-2022" / "公开表.xlsx", tmp_path / "导出.xlsm")
    loaded, sample = load_unit(tmp_path), load_unit(SAMPLES / "jiangan-2022")
    assert loaded.accounts is not None
    assert all(getattr(loaded.accounts, table) == getattr(sample.accounts, table) for table in TABLES)


def test_every_code_has_a_severity_and_a_title() -> None:
    assert all(code.severity in {"错误", "警告", "提示"} and code.title for code in CODES.values())
    assert list(CODES) == sorted(CODES)
    assert len({code.title for code in CODES.values()}) == len(CODES)


def test_every_code_has_a_test() -> None:
    tests = Path(__file__).parent.parent
    files = [*tests.glob("ingest/test_*.py"), *tests.glob("importing/test_*.py"), *tests.glob("workbook/test_*.py")]
    tested = "".join(path.read_text(encoding="utf-8") for path in files)
    assert [code for code in CODES if f'"{code}' not in tested] == []


def grids(folder: Path) -> Iterator[Grid]:
    for path in sorted(folder.iterdir()):
        if path.suffix == ".xlsx":
            yield from read_workbook(path, path.name).grids
        elif path.suffix == ".csv":
            grid, _ = read_csv(path.read_bytes(), path.name)
            assert grid is not None
            yield grid


def context_of(year: int) -> Context:
    return Context(
        load_forms(WORKSPACE.forms, year),
        load_codes(WORKSPACE.reference, "functional", year),
        load_codes(WORKSPACE.reference, "economic", year),
        year,
        "万元",
    )


def findings(grid: Grid, context: Context) -> tuple[Finding, ...]:
    return read_tables(grid, "", context)[1]


def amounts(grid: Grid, context: Context) -> dict[tuple[str | int, ...], object]:
    trees, _ = read_tables(grid, "", context)
    return {path: tree.value(path) for tree in trees for path in tree.places if isinstance(tree.value(path), Decimal)}


def amount_cells(grid: Grid, context: Context) -> list[tuple[int, int]]:
    trees, _ = read_tables(grid, "", context)
    cells = {
        str(place) for tree in trees for path, place in tree.places.items() if isinstance(tree.value(path), Decimal)
    }
    return [place for place in grid.cells if str(grid.ref(*place)) in cells]


def at(node: object, path: tuple[str, ...]) -> object:
    for step in path:
        node = node[step] if isinstance(node, dict) else getattr(node, step)
    return node
