"""Files of a unit → :class:`Loaded`: its accounts, where each figure came from, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.classification import load_codes
from generator.finding import Finding, has_errors, in_order
from generator.forms.load import load_forms
from generator.ingest.assemble import assemble
from generator.ingest.csv_file import read_csv
from generator.ingest.files import WORKBOOKS, find_files
from generator.ingest.messages import problem
from generator.ingest.reading import Context
from generator.ingest.references import check_references
from generator.ingest.tables import read_tables
from generator.ingest.tree import Tree, merge_trees
from generator.ingest.workbook import read_workbook
from generator.ingest.yaml_file import MAX_BYTES, read_yaml
from generator.model.accounts import FIRST_YEAR, LAST_YEAR
from generator.money import SCALE
from generator.source import SourceMap, SourceRef

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.ingest.grid import Grid
    from generator.model.accounts import FinalAccounts
    from generator.workspace import Workspace


@dataclass(frozen=True)
class Loaded:
    """读入的数据. ``accounts`` is ``None`` exactly when ``findings`` hold an 错误."""

    accounts: FinalAccounts | None
    sources: SourceMap
    findings: tuple[Finding, ...]
    files: tuple[Path, ...]


def load(source: Path, workspace: Workspace) -> Loaded:
    """Read the unit at ``source`` (its folder, or its unit.yaml); every problem of every file in one run."""
    files = find_files(source)
    findings = list(files.findings)
    trees: list[Tree] = []
    for path in files.yaml:
        tree, problems = _read_yaml(path)
        trees.append(tree)
        findings.extend(problems)
    if not files.yaml:
        return Loaded(None, SourceMap(), in_order(findings), ())
    declared, problems = merge_trees(trees)
    findings.extend(problems)
    context, problems = _context(declared, workspace)
    findings.extend(problems)
    tables: list[Tree] = []
    for path in files.tables:
        grids, problems = _read_grids(path)
        findings.extend(problems)
        for grid in grids:
            found, problems = read_tables(grid, grid.sheet or path.stem, context)
            tables.extend(found)
            findings.extend(problems)
    merged, problems = merge_trees((declared, *tables))
    findings.extend(problems)
    accounts, problems = assemble(merged, context.amount_unit)
    findings.extend(problems)
    findings.extend(check_references(merged, workspace.templates))
    ordered = in_order(_once(findings))
    sources = SourceMap(merged.places)
    return Loaded(None if has_errors(ordered) else accounts, sources, ordered, (*files.yaml, *files.tables))


def _read_yaml(path: Path) -> tuple[Tree, tuple[Finding, ...]]:
    try:
        with path.open("rb") as stream:
            return read_yaml(stream.read(MAX_BYTES + 1), path.name)
    except OSError as error:
        return Tree(), (_unreadable(path, error),)


def _read_grids(path: Path) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    try:
        if path.suffix.lower() in WORKBOOKS:
            workbook = read_workbook(path, path.name)
            return workbook.grids, workbook.findings
        grid, problems = read_csv(path.read_bytes(), path.name)
    except OSError as error:
        return (), (_unreadable(path, error),)
    return (grid,) if grid is not None and grid.cells else (), problems


def _unreadable(path: Path, error: OSError) -> Finding:
    message = f"文件无法读取（{error.strerror or '读取出错'}）"
    return problem("SJ02", message, SourceRef(path.name), advice="检查文件是否正被其他程序占用，以及读取权限")


def _context(declared: Tree, workspace: Workspace) -> tuple[Context, tuple[Finding, ...]]:
    """What the tables are read with; a year or unit that is wrong is stood in for, and reported by the model."""
    years = sorted(int(path.stem) for path in workspace.forms.glob("[0-9]*.yaml"))
    year, unit = declared.data.get("year"), declared.data.get("amount_unit")
    findings: tuple[Finding, ...] = ()
    if not isinstance(year, int) or isinstance(year, bool) or not FIRST_YEAR <= year <= LAST_YEAR:
        year = years[-1]
    elif year < years[0]:
        advice = f"最早的表样是 {years[0]} 年；在表样文件夹中添加 {year}.yaml"
        place = declared.place(("year",))
        findings = (problem("SJ25", f"没有 {year} 年度的表样", place, path=("year",), found=str(year), advice=advice),)
        year = years[0]
    return Context(
        load_forms(workspace.forms, year),
        load_codes(workspace.reference, "functional", year),
        load_codes(workspace.reference, "economic", year),
        year,
        unit if isinstance(unit, str) and unit in SCALE else "元",
        _names(declared),
    ), findings


def _names(declared: Tree) -> tuple[str, ...]:
    """The names under which the unit may stand in a title."""
    unit = declared.data.get("unit")
    found = [unit.get(key) for key in ("name", "short_name", "supervisor")] if isinstance(unit, dict) else []
    return tuple(name for name in found if isinstance(name, str) and name)


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """What is said of a code and its name is said once, not in each of the tables that have it."""
    said: dict[tuple[str, str], Finding] = {}
    others = []
    for finding in findings:
        if finding.code in {"SJ38", "SJ39", "SJ40"}:
            said.setdefault((finding.code, finding.message), finding)
        else:
            others.append(finding)
    return [*others, *said.values()]
