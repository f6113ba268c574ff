"""Files of a unit → :class:`Loaded`: its accounts, where each figure came from, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.finding import Finding, has_errors, in_order
from generator.ingest import csv_file, yaml_file
from generator.ingest.assemble import assemble
from generator.ingest.context import make_context
from generator.ingest.files import WORKBOOKS, find_files
from generator.ingest.messages import problem
from generator.ingest.references import check_references
from generator.ingest.tables import read_tables
from generator.ingest.tree import Tree, merge_trees
from generator.ingest.workbook import read_workbook
from generator.source import SourceMap, SourceRef

if TYPE_CHECKING:
    from collections.abc import Iterable
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


def load(source: Path, workspace: Workspace) -> Loaded:
    """Read the unit at ``source`` (its folder, or its unit.yaml); every problem of every file in one run."""
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
    if path.suffix.lower() in WORKBOOKS:
        return read_workbook(path, path.name)
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
