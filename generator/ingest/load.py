"""Files of a unit → :class:`Loaded`: its accounts, where each figure came from, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.finding import Finding, has_errors, in_order
from generator.ingest import csv_file, yaml_file
from generator.ingest.assemble import assemble
from generator.ingest.context import make_context
from generator.ingest.files import CSV, WORKBOOKS, find_files
from generator.ingest.messages import problem
from generator.ingest.references import check_references
from generator.ingest.spreadsheet import read_spreadsheet
from generator.ingest.tables import read_tables
from generator.ingest.tree import Tree, merge_trees
from generator.ingest.unit_workbook import check_codes, read_unit_workbook
from generator.source import SourceMap, SourceRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.ingest.grid import Grid
    from generator.ingest.reading import Context
    from generator.model.accounts import FinalAccounts
    from generator.workspace import Workspace

UNREAD = frozenset({"SJ02", "SJ03", "SJ06", "SJ20"})
"""Findings of a YAML file that was read in part or not at all."""

ONCE = frozenset({"SJ38", "SJ39", "SJ40"})
"""Findings about a code and its name: said once, not for each table."""


@dataclass(frozen=True)
class Loaded:
    """读入的数据. ``accounts`` is ``None`` exactly when ``findings`` hold an 错误."""

    accounts: FinalAccounts | None
    sources: SourceMap
    findings: tuple[Finding, ...]
    files: tuple[Path, ...]
    last_reasons: Mapping[str, str] = field(default_factory=dict)
    """Path of a reason → what was written last year; shown beside, never printed."""


def load(source: Path, workspace: Workspace) -> Loaded:
    """Read the unit at ``source``: its folder, the unit.yaml in it, or its workbook; all problems in one run."""
    if source.suffix.lower() in WORKBOOKS and source.is_file():
        return _load_workbook(source, workspace)
    files = find_files(source)
    if not files.yaml:
        return Loaded(None, SourceMap(), in_order(files.findings), ())
    findings = list(files.findings)
    written: list[Tree] = []
    for path in files.yaml:
        tree, problems = _read_yaml(path)
        written.append(tree)
        findings.extend(problems)
    complete = not any(finding.code in UNREAD for finding in findings)
    declared, problems = merge_trees(written)
    findings.extend(problems)
    context, problems = make_context(declared, workspace)
    findings.extend(problems)
    tables: list[Tree] = []
    for path in files.tables:
        found, problems = _read_tables(path, context)
        tables.extend(found)
        findings.extend(problems)
    merged, problems = merge_trees((declared, *tables))
    findings.extend(problems)
    accounts = None
    if complete:
        accounts, problems = assemble(merged, context.amount_unit)
        findings.extend((*problems, *check_references(merged, workspace.templates)))
    ordered = in_order(_once(findings))
    accounts = None if has_errors(ordered) else accounts
    return Loaded(accounts, SourceMap(merged.places), ordered, (*files.yaml, *files.tables))


def _load_workbook(path: Path, workspace: Workspace) -> Loaded:
    """The unit that a filling-in workbook holds."""
    try:
        tree, found, last_reasons = read_unit_workbook(path)
    except OSError as error:
        return Loaded(None, SourceMap(), (_unreadable(path, error),), ())
    findings = list(found)
    accounts = None
    if tree.data:
        context, problems = make_context(tree, workspace)
        accounts, errors = assemble(tree, context.amount_unit)
        findings += [*problems, *errors, *check_references(tree, workspace.templates), *check_codes(tree, context)]
    ordered = in_order(_once(findings))
    accounts = None if has_errors(ordered) else accounts
    return Loaded(accounts, SourceMap(tree.places), ordered, (path,), last_reasons)


def _read_yaml(path: Path) -> tuple[Tree, tuple[Finding, ...]]:
    try:
        return yaml_file.read_yaml(_content(path, yaml_file.MAX_BYTES), path.name)
    except OSError as error:
        return Tree(), (_unreadable(path, error),)


def _read_tables(path: Path, context: Context) -> tuple[list[Tree], tuple[Finding, ...]]:
    trees: list[Tree] = []
    try:
        grids, problems = _read_grids(path)
    except OSError as error:
        return trees, (_unreadable(path, error),)
    findings = list(problems)
    for grid in grids:
        found, problems = read_tables(grid, grid.sheet or path.stem, context)
        trees.extend(found)
        findings.extend(problems)
    return trees, tuple(findings)


def _read_grids(path: Path) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    if path.suffix.lower() != CSV:
        return read_spreadsheet(path, path.name)
    grid, problems = csv_file.read_csv(_content(path, csv_file.MAX_BYTES), path.name)
    return (grid,) if grid is not None and grid.cells else (), problems


def _content(path: Path, limit: int) -> bytes:
    """The content of a file, one byte more than ``limit`` at most."""
    with path.open("rb") as stream:
        return stream.read(limit + 1)


def _unreadable(path: Path, error: OSError) -> Finding:
    message = f"文件无法读取（{error.strerror or '读取出错'}）"
    return problem("SJ02", message, SourceRef(path.name), advice="检查文件是否正被其他程序占用，以及读取权限")


def _once(findings: Iterable[Finding]) -> list[Finding]:
    said: set[tuple[str, str]] = set()
    kept = []
    for finding in findings:
        if finding.code not in ONCE or (finding.code, finding.message) not in said:
            said.add((finding.code, finding.message))
            kept.append(finding)
    return kept
