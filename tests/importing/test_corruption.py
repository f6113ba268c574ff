"""A whole filling-in workbook, every amount cell spoilt in turn: the finding names that cell, and nothing is built."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from generator.annotate.package import MAIN, Package
from generator.ingest import load, unit_workbook
from generator.ingest.grid import GridCell
from generator.ingest.workbook import Workbook, read_workbook
from generator.pipeline import build_unit
from generator.workbook.fields import shape_at
from generator.workbook.unit_file import UnitData, plan_unit
from tests.importing.support import SAMPLES, WORKSPACE
from tests.workbook.units import accounts_of, as_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from generator.finding import Finding
    from generator.source import SourceRef

SAMPLE = SAMPLES / "wuhan-center-2024"
BAD_CELLS = {
    "文字": GridCell("约五万"),
    "错误值": GridCell("#DIV/0!", "是错误值 #DIV/0!"),
    "日期": GridCell("2024-05-01", "是日期或时间格式"),
    "16 位数字": GridCell("1234567890123456", "超过 15 位有效数字"),
}
XML = {
    "文字": ({"t": "inlineStr"}, "<is><t>约五万</t></is>"),
    "错误值": ({"t": "e"}, "<v>#DIV/0!</v>"),
    "16 位数字": ({}, "<v>1234567890123456</v>"),
}
FAST = 6
"""Cells of the fast suite."""
LAST_LETTER = 26

Place = tuple[int, int]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as one workbook."""
    return as_workbook(accounts_of(SAMPLE), tmp_path_factory.mktemp("单位"))


@cache
def contents(path: Path) -> Workbook:
    return read_workbook(path, path.name)


@cache
def amount_cells(path: Path) -> tuple[tuple[str, Place], ...]:
    """Every cell that holds an amount, or would: sheet, row and column."""
    loaded = load(path, WORKSPACE)
    assert loaded.accounts is not None
    cells = set()
    for where, place in loaded.sources.entries.items():
        shape = shape_at(tuple(str(step) for step in where))
        if shape is not None and shape.kind == "amount" and place.cell:
            cells.add((place.sheet, _place(place)))
    return tuple(sorted(cells))


def spread(cells: tuple[tuple[str, Place], ...], number: int) -> tuple[tuple[str, Place], ...]:
    """Some of the cells, from all parts of the workbook."""
    return cells[:: len(cells) // number][:number]


def spare_cells(path: Path) -> list[tuple[str, Place]]:
    """The amount cells of blank rows, which have no code or name yet."""
    plan = plan_unit(UnitData.of(accounts_of(SAMPLE), {}), WORKSPACE)
    known = set(amount_cells(path))
    return [
        (sheet.name, place)
        for sheet in plan.sheets
        for place, slot in sheet.slots.items()
        if slot.kind == "amount" and slot.role in {"input", "total"} and (sheet.name, place) not in known
    ]


def _place(source: SourceRef) -> Place:
    letters = "".join(char for char in source.cell if char.isalpha())
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(source.cell.removeprefix(letters)), column


def spoilt(path: Path, sheet: str, place: Place, bad: GridCell, patched: pytest.MonkeyPatch) -> list[Finding]:
    """The errors that are found when a cell is another."""
    book = contents(path)
    grids = tuple(
        replace(grid, cells={**grid.cells, place: bad}) if grid.sheet == sheet else grid for grid in book.grids
    )
    patched.setattr(unit_workbook, "read_workbook", lambda _path, _file: Workbook(grids, book.findings))
    loaded = load(path, WORKSPACE)
    assert loaded.accounts is None
    return [finding for finding in loaded.findings if finding.severity == "错误"]


def check(path: Path, sheet: str, place: Place, kind: str, patched: pytest.MonkeyPatch) -> None:
    errors = spoilt(path, sheet, place, BAD_CELLS[kind], patched)
    grid = next(grid for grid in contents(path).grids if grid.sheet == sheet)
    assert [error.source for error in errors] == [grid.ref(*place)], [str(error) for error in errors]
    assert errors[0].advice


def test_a_sample_of_amount_cells(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = amount_cells(whole)
    assert len(cells) > 600
    for sheet, place in spread(cells, FAST):
        for kind in BAD_CELLS:
            check(whole, sheet, place, kind, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("kind", BAD_CELLS)
def test_every_amount_cell(kind: str, whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for sheet, place in amount_cells(whole):
        check(whole, sheet, place, kind, monkeypatch)


@pytest.mark.slow
def test_every_amount_cell_of_a_blank_row(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There the row lacks its code or name: an error of that row, whatever was written."""
    grids = {grid.sheet: grid for grid in contents(whole).grids}
    kinds = tuple(BAD_CELLS.values())
    spare = spare_cells(whole)
    assert len(spare) > 500
    for number, (sheet, place) in enumerate(spare):
        errors = spoilt(whole, sheet, place, kinds[number % len(kinds)], monkeypatch)
        places = {error.source for error in errors}
        assert places & {grids[sheet].ref(place[0], column) for column in range(1, 40)}, (sheet, place)


def write_bad_cell(path: Path, target: Path, sheet: str, place: Place, kind: str) -> None:
    """The workbook with one cell spoilt in its XML, as a spreadsheet would write it."""
    package = Package.read(path.read_bytes())
    part = package.sheets()[sheet]
    root = package.root(part)
    attributes, content = XML[kind]
    letters = chr(64 + place[1])
    cell = next(one for one in root.iter(f"{{{MAIN}}}c") if one.get("r") == f"{letters}{place[0]}")
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    cell.attrib.update(attributes)
    cell.append(etree.fromstring(content.replace("<is", f'<is xmlns="{MAIN}"').replace("<v", f'<v xmlns="{MAIN}"')))
    package.put(part, root)
    target.write_bytes(package.write())


@pytest.mark.parametrize(
    ("kind", "number"),
    [*((kind, 1) for kind in XML), *(pytest.param(kind, 12, marks=pytest.mark.slow) for kind in XML)],
)
def test_nothing_is_built_from_the_file(kind: str, number: int, whole: Path, tmp_path: Path) -> None:
    """From the file to the documents, not past the reader."""
    cells = tuple(cell for cell in amount_cells(whole) if cell[1][1] <= LAST_LETTER)
    for sheet, place in spread(cells, number):
        target = tmp_path / "单位.xlsx"
        write_bad_cell(whole, target, sheet, place, kind)
        result = build_unit(target, tmp_path / "output", WORKSPACE)
        errors = [finding for finding in result.findings if finding.severity == "错误"]
        assert [str(error.source) for error in errors] == [f"单位.xlsx:{sheet}!{chr(64 + place[1])}{place[0]}"]
        assert (result.files, (tmp_path / "output").exists()) == ((), False)
