"""Files of a unit → :class:`Loaded`: its accounts, where each figure came from, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.errors import why
from generator.finding import Finding, has_errors, in_order
from generator.ingest import csv_file, yaml_file
from generator.ingest.assemble import assemble
from generator.ingest.context import make_context
from generator.ingest.files import CSV, TABLES, WORKBOOKS, find_files
from generator.ingest.messages import problem
from generator.ingest.references import check_references
from generator.ingest.spreadsheet import read_spreadsheet
from generator.ingest.tables import read_tables
from generator.ingest.tree import Tree, merge_trees
from generator.ingest.unit_workbook import check_codes, is_unit_workbook, read_unit_workbook
from generator.source import SourceMap, SourceRef
from generator.workbook.values import leaf_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.ingest.files import UnitFiles
    from generator.ingest.grid import Grid
    from generator.ingest.reading import Context
    from generator.model.kinds import Accounts
    from generator.workspace import Workspace

UNREAD = frozenset({"SJ02", "SJ03", "SJ06", "SJ20"})
"""Findings of a YAML file that was read in part or not at all."""

ONCE = frozenset({"SJ38", "SJ39", "SJ40"})
"""Findings about a code and its name: said once, not for each table."""


@dataclass(frozen=True)
class Loaded:
    """读入的数据. ``accounts`` is ``None`` exactly when ``findings`` hold an 错误."""

    accounts: Accounts | None
    sources: SourceMap
    findings: tuple[Finding, ...]
    files: tuple[Path, ...]
    last_reasons: Mapping[str, str] = field(default_factory=dict)
    """Path of a reason → what was written last year; shown beside, never printed."""


@dataclass(frozen=True)
class FolderData:
    """What the files of a unit's folder say, file by file and together; not yet validated."""

    files: UnitFiles
    trees: tuple[tuple[Path, Tree], ...]
    merged: Tree
    context: Context
    findings: tuple[Finding, ...]


def load(source: Path, workspace: Workspace) -> Loaded:
    """Read the unit at ``source``: its folder, the unit.yaml in it, or its workbook; all problems in one run."""
    if source.suffix.lower() in WORKBOOKS and source.is_file():
        return _load_workbook(source, workspace)
    if source.suffix.lower() in TABLES and source.is_file():
        advice = "填报工作簿用 Excel 或 WPS 另存为 .xlsx；导出的公开表用 juesuan import 导入"
        message = f"{source.suffix} 文件不能直接使用"
        return Loaded(None, SourceMap(), (problem("SJ51", message, SourceRef(source.name), advice=advice),), ())
    folder = read_folder(source, workspace)
    files, findings = folder.files, [*folder.findings]
    if not files.yaml:
        return Loaded(None, SourceMap(), in_order(findings), ())
    accounts = None
    if not any(finding.code in UNREAD for finding in findings):
        accounts, problems = assemble(folder.merged, folder.context.amount_unit)
        findings.extend((*problems, *check_references(folder.merged, workspace.beside(source).styles)))
    ordered = in_order(said_once(findings))
    accounts = None if has_errors(ordered) else accounts
    last_reasons = _read_last_reasons(files.last_reasons)
    return Loaded(accounts, SourceMap(folder.merged.places), ordered, (*files.yaml, *files.tables), last_reasons)


def read_folder(source: Path, workspace: Workspace) -> FolderData:
    """Read the files of the unit at ``source``, its folder or the unit.yaml in it."""
    files = find_files(source)
    findings = list(files.findings)
    written: list[tuple[Path, Tree]] = []
    for path in files.yaml:
        tree, problems = _read_yaml(path)
        written.append((path, tree))
        findings.extend(problems)
    declared, problems = merge_trees(tree for _, tree in written)
    findings.extend(problems)
    context, problems = make_context(declared, workspace)
    findings.extend(problems if written else ())
    tables: list[tuple[Path, Tree]] = []
    for path in files.tables:
        found, problems = _read_tables(path, context)
        tables.extend((path, tree) for tree in found)
        findings.extend(problems)
    merged, problems = merge_trees((declared, *(tree for _, tree in tables)))
    findings.extend(problems)
    return FolderData(files, (*written, *tables), merged, context, tuple(findings))


def _load_workbook(path: Path, workspace: Workspace) -> Loaded:
    """The unit that a filling-in workbook holds."""
    try:
        tree, found, last_reasons = read_unit_workbook(path)
    except OSError as error:
        return Loaded(None, SourceMap(), (unreadable(path, error),), ())
    findings = list(found)
    accounts = None
    if tree.data:
        context, problems = make_context(tree, workspace)
        accounts, errors = assemble(tree, context.amount_unit)
        unread = {one.path for one in findings if one.path}
        wrong = (one for one in errors if one.code != "SJ11")
        lacking = (one for one in errors if one.code == "SJ11" and one.path not in unread)
        findings += [*problems, *wrong, *(replace(one, advice="在这一格填写") for one in lacking)]
        findings += [*check_references(tree, workspace.beside(path).styles), *check_codes(tree, context)]
    ordered = in_order(said_once(findings))
    accounts = None if has_errors(ordered) else accounts
    return Loaded(accounts, SourceMap(tree.places), ordered, (path,), last_reasons)


def _read_last_reasons(path: Path | None) -> dict[str, str]:
    """Last year's reasons that lie beside the data; they are shown, not used, so that nothing in them is an error."""
    tree, _ = _read_yaml(path) if path else (Tree(), ())
    return {"/".join(map(str, place)): value for place, value in leaf_values(tree.data) if isinstance(value, str)}


def _read_yaml(path: Path) -> tuple[Tree, tuple[Finding, ...]]:
    try:
        return yaml_file.read_yaml(_content(path, yaml_file.MAX_BYTES), path.name)
    except OSError as error:
        return Tree(), (unreadable(path, error),)


def _read_tables(path: Path, context: Context) -> tuple[list[Tree], tuple[Finding, ...]]:
    trees: list[Tree] = []
    try:
        grids, problems = _read_grids(path)
    except OSError as error:
        return trees, (unreadable(path, error),)
    findings = list(problems)
    for grid in grids:
        found, problems = read_tables(grid, grid.sheet or path.stem, context)
        trees.extend(found)
        findings.extend(problems)
    return trees, tuple(findings)


def _read_grids(path: Path) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    if path.suffix.lower() != CSV:
        workbook = read_spreadsheet(path, path.name)
        return _without_unit_workbook(path, workbook.grids) or (workbook.grids, workbook.findings)
    grid, problems = csv_file.read_csv(_content(path, csv_file.MAX_BYTES), path.name)
    return (grid,) if grid is not None and grid.cells else (), problems


def _without_unit_workbook(path: Path, grids: tuple[Grid, ...]) -> tuple[tuple[Grid, ...], tuple[Finding, ...]] | None:
    """Nothing but a word where a filling-in workbook lies in a folder that has its own data."""
    if not is_unit_workbook(grids):
        return None
    message = "文件夹中有 unit.yaml，填报工作簿没有读取"
    advice = f"要用它时运行 juesuan build {path.name}；它的数据与 unit.yaml 重复"
    return (), (problem("SJ56", message, SourceRef(path.name), advice=advice),)


def _content(path: Path, limit: int) -> bytes:
    """The content of a file, one byte more than ``limit`` at most."""
    with path.open("rb") as stream:
        return stream.read(limit + 1)


def unreadable(path: Path, error: OSError) -> Finding:
    """That the system does not give the file out."""
    message = f"文件无法读取（{why(error)}）"
    return problem("SJ02", message, SourceRef(path.name), advice="检查文件是否正被其他程序占用，以及读取权限")


def said_once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings; those about a code and its name only the first time."""
    said: set[tuple[str, str]] = set()
    kept = []
    for finding in findings:
        if finding.code not in ONCE or (finding.code, finding.message) not in said:
            said.add((finding.code, finding.message))
            kept.append(finding)
    return kept
