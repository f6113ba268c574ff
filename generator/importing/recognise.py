"""A file of exported tables → which tables it holds and where, their figures, and all that was not recognised."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.finding import has_errors, in_order
from generator.importing.leftovers import find_leftovers
from generator.ingest import csv_file
from generator.ingest.context import make_context
from generator.ingest.files import CSV
from generator.ingest.grid import column_letters
from generator.ingest.labels import squeeze
from generator.ingest.load import said_once, unreadable
from generator.ingest.messages import problem, show
from generator.ingest.spreadsheet import read_spreadsheet
from generator.ingest.tables import recognise
from generator.ingest.tree import Tree, merge_trees
from generator.ingest.unit_workbook import is_unit_workbook
from generator.money import SCALE
from generator.source import SourceRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.finding import Finding
    from generator.ingest.grid import Grid
    from generator.ingest.reading import Context, Reading
    from generator.workspace import Workspace

_OWNER = re.compile(r"(?:公开|编制|填报|编报)?(?:部门|单位)(?:名称)?:(.{2,60})")
"""部门：… above a table."""
_YEAR = re.compile(r"(20\d\d)年?度?(?:决算)?")


@dataclass(frozen=True)
class FoundTable:
    """认出的一张表."""

    table: str
    title: str
    place: SourceRef
    """File, sheet and range."""
    amount_unit: str
    figures: int
    year: int | None
    """The year that its title names."""


@dataclass(frozen=True)
class ExportedFile:
    """导出的公开表: its sheets, as far as they could be read."""

    name: str
    grids: tuple[Grid, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Survey:
    """What the file says of itself, for a unit that is not there yet."""

    years: tuple[int, ...]
    amount_unit: str
    """The one that most tables have; empty where none says it."""
    unit_name: str


@dataclass(frozen=True)
class Recognised:
    """What was recognised: the tables, their figures with their cells, and the findings."""

    tables: tuple[FoundTable, ...]
    tree: Tree
    findings: tuple[Finding, ...]


def open_exported(path: Path, sheets: tuple[str, ...] = ()) -> ExportedFile:
    """The sheets of the file at ``path``; only those named, where names are given."""
    try:
        grids, findings = _read(path)
    except OSError as error:
        return ExportedFile(path.name, (), (unreadable(path, error),))
    if is_unit_workbook(grids):
        advice = "它不用导入：直接用 juesuan build；要换成文件夹时用 juesuan convert"
        return ExportedFile(
            path.name, (), (problem("SJ64", "是填报工作簿，不是导出的表", SourceRef(path.name), advice=advice),)
        )
    if sheets:
        known = tuple(grid.sheet for grid in grids)
        missing = [name for name in sheets if name not in known]
        advice = f"可以写的名称：{'、'.join(known)}"
        findings += tuple(
            problem("SJ65", f"没有工作表“{show(name)}”", SourceRef(path.name), advice=advice) for name in missing
        )
        grids = tuple(grid for grid in grids if grid.sheet in sheets)
    return ExportedFile(path.name, grids, findings)


def _read(path: Path) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    if path.suffix.lower() != CSV:
        return read_spreadsheet(path, path.name)
    with path.open("rb") as stream:
        grid, findings = csv_file.read_csv(stream.read(csv_file.MAX_BYTES + 1), path.name)
    return (grid,) if grid is not None and grid.cells else (), findings


def survey(file: ExportedFile, workspace: Workspace) -> Survey:
    """What the tables of ``file`` say of their year, their unit of amounts and their owner."""
    context, _ = make_context(Tree({"amount_unit": "元"}), workspace)
    readings = [reading for grid in file.grids for reading in recognise(grid, _name(grid), context).readings]
    units = Counter(reading.found_unit for reading in readings if reading.unit_said)
    owners = Counter(owner for reading in readings if (owner := _owner(reading)))
    years = {year for reading in readings if (year := _year(reading)) is not None}
    return Survey(
        tuple(sorted(years)),
        units.most_common(1)[0][0] if units else "",
        owners.most_common(1)[0][0] if owners else "",
    )


def recognise_tables(file: ExportedFile, context: Context) -> Recognised:
    """All tables of ``file``, their amounts in the unit of ``context``."""
    readings: list[Reading] = []
    findings = list(file.findings)
    for grid in file.grids:
        found = recognise(grid, _name(grid), context)
        readings.extend(found.readings)
        said = tuple(_asks(finding) for finding in found.findings)
        findings.extend((*said, *find_leftovers(grid, found.readings, said)))
    if not readings and file.grids and not has_errors(findings):
        advice = "表上方要有表题，如“2024年度收入决算表”；核对是否选对了文件"
        findings.append(problem("SJ64", "没有认出决算公开表", SourceRef(file.name), advice=advice))
    tree, conflicts = _merge(readings)
    tables = tuple(_found(reading) for reading in readings)
    return Recognised(tables, tree, in_order(said_once((*findings, *conflicts))))


def _name(grid: Grid) -> str:
    return grid.sheet or grid.file.rpartition(".")[0]


def _asks(finding: Finding) -> Finding:
    """The unit of amounts is not taken for granted: a table without one is not imported until someone says it."""
    if finding.code != "SJ34":
        return finding
    advice = "核对后加 --unit 万元 或 --unit 元 重新导入"
    place = finding.source
    return problem("SJ61", finding.message, place, expected=finding.expected, advice=advice)


def _year(reading: Reading) -> int | None:
    """The year that a table names, in its title or in a cell between title and head."""
    if reading.region.year is not None:
        return reading.region.year
    for text in _above_head(reading):
        if match := _YEAR.fullmatch(text):
            return int(match[1])
    return None


def _above_head(reading: Reading) -> list[str]:
    """What stands from the title on, above the head."""
    region, grid = reading.region, reading.grid
    rows = (row for row in grid.rows if region.title[0] <= row < reading.head.rows[0])
    return [squeeze(cell.text) for row in rows for _, cell in region.cells(grid, row)]


def _owner(reading: Reading) -> str:
    """The unit's name above a table."""
    texts = _above_head(reading)
    for text, after in zip(texts, [*texts[1:], ""], strict=True):
        match = _OWNER.fullmatch(text if not text.endswith(":") else text + after)
        if match and not match[1].removeprefix("人民币").endswith(tuple(SCALE)):
            return match[1]
    return ""


def _found(reading: Reading) -> FoundTable:
    grid, region = reading.grid, reading.region
    rows = [region.title[0], *region.rows(grid)]
    columns = [column for row in rows for column, _ in region.cells(grid, row)]
    corner = f"{column_letters(min(columns))}{rows[0]}", f"{column_letters(max(columns))}{max(rows)}"
    place = SourceRef(grid.file, grid.sheet, ":".join(corner))
    return FoundTable(region.table, reading.title, place, reading.found_unit, reading.amounts, _year(reading))


def _merge(readings: Iterable[Reading]) -> tuple[Tree, Iterator[Finding]]:
    """All tables as one tree; a table that stands in the file twice, differently, is one finding."""
    by_table: dict[str, list[Reading]] = {}
    for reading in readings:
        by_table.setdefault(reading.region.table, []).append(reading)
    trees: list[Tree] = []
    findings: list[Finding] = []
    for found in by_table.values():
        tree, conflicts = merge_trees(reading.tree for reading in found)
        trees.append(tree)
        if len({(reading.grid.sheet, reading.region.title) for reading in found}) > 1 and conflicts:
            findings.append(_twice(found, conflicts))
        else:
            findings.extend(conflicts)
    return merge_trees(trees)[0], iter(findings)


def _twice(readings: list[Reading], conflicts: tuple[Finding, ...]) -> Finding:
    places = [reading.grid.ref(*reading.region.title) for reading in readings]
    where = "、".join(f"{place.sheet}!{place.cell}" if place.sheet else place.cell for place in places)
    message = f"{readings[0].title}有 {len(readings)} 份，其中 {len(conflicts)} 处的数不同：{where}"
    advice = "用 --sheet 指定要导入的工作表，或删去不要的一份"
    first = conflicts[0]
    return replace(problem("SJ62", message, places[-1], advice=advice), found=first.found, expected=first.expected)
