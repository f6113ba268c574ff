"""A unit's folder and imported tables → its files with the imported tables in the place of those it had."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from generator.finding import has_errors
from generator.importing.into_workbook import check_declared
from generator.importing.merge import compare, holds
from generator.importing.target import LossError, Present, Writing
from generator.ingest import yaml_file
from generator.ingest.files import YAML
from generator.ingest.load import read_folder
from generator.ingest.messages import problem
from generator.source import SourceRef
from generator.workbook.folder import TABLES, TABLES_FILE, folder_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.ingest.load import FolderData
    from generator.ingest.tree import Tree
    from generator.workbook.values import Data
    from generator.workspace import Workspace

BACKUPS = ".备份"
"""Folder of backups in a unit's folder; hidden, so that it is never taken for a unit."""


def open_folder(path: Path, workspace: Workspace) -> Present:
    """The unit in the folder at ``path``, finished or not; files that cannot be read must be mended first."""
    folder = read_folder(path, workspace)
    errors = [finding for finding in folder.findings if finding.severity == "错误"]
    if not has_errors(errors):
        return Present(folder.merged, tuple(check_declared(folder.merged, path.name)))
    message = f"单位文件夹中有 {len(errors)} 处要先改正"
    return Present(
        folder.merged, (problem("SJ63", message, SourceRef(path.name), advice="改正以下各处，再导入"), *errors)
    )


def write_into_folder(path: Path, imported: Data, workspace: Workspace) -> Writing:
    """The folder at ``path`` with the ``imported`` tables; nothing is written yet.

    Files that hold one of these tables go to the backup; what else they hold is kept.

    Raises:
        LossError: what would be written does not read back as the same data.
    """
    folder = read_folder(path, workspace)
    root = folder.files.folder
    touched = [(file, tree) for file, tree in folder.trees if any(table in tree.data for table in imported)]
    names = {file.name for file, _ in touched}
    cut = {file.name: (file, tree) for file, tree in touched if _is_written_by_hand(file)}
    carried = {
        table: folder.merged.data[table]
        for file, tree in folder.trees
        if file.name in names and file.name not in cut
        for table in TABLES
        if table in tree.data
    }
    tables = {**carried, **imported}
    if TABLES_FILE not in names and (root / TABLES_FILE).is_file():
        tables = {**_tables_of(folder, TABLES_FILE), **tables}
        names.add(TABLES_FILE)
    contents = {TABLES_FILE: folder_files(_in_order(tables), {})[TABLES_FILE]}
    for name, (file, tree) in cut.items():
        contents[name] = _without(file, tree, imported)
    number = next_number(root)
    backups = {name: f"{BACKUPS}/{number}/{name}" for name in sorted(names)}
    writing = Writing(root, contents, backups, tuple(name for name in sorted(names) if name not in contents))
    _prove(writing, {**folder.merged.data, **imported}, imported, workspace)
    return writing


def _is_written_by_hand(file: Path) -> bool:
    return file.suffix.lower() in YAML and file.name != TABLES_FILE


def _tables_of(folder: FolderData, name: str) -> Data:
    trees = [tree for file, tree in folder.trees if file.name == name]
    return {table: tree.data[table] for tree in trees for table in TABLES if table in tree.data}


def _in_order(tables: Data) -> Data:
    return {table: tables[table] for table in TABLES if table in tables}


def _without(file: Path, tree: Tree, tables: Iterable[str]) -> bytes:
    """A YAML file without the blocks of ``tables``; all else stays as a person wrote it."""
    content = file.read_bytes()
    starts = sorted(place.line for path, place in tree.places.items() if len(path) == 1)
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    lines = content.decode(encoding).splitlines(keepends=True)
    gone: set[int] = set()
    taken = {table for table in tables if table in tree.data}
    for table in taken:
        first = tree.places[table,].line
        end = next((start for start in starts if start > first), len(lines) + 1)
        while end - 1 > first and _belongs_below(lines[end - 2]) and end <= len(lines):
            end -= 1
        gone.update(range(first, end))
    kept = "".join(line for number, line in enumerate(lines, 1) if number not in gone)
    left, _ = yaml_file.read_yaml(kept.encode(), "")
    if left.data != {key: value for key, value in tree.data.items() if key not in taken}:
        raise LossError(f"{file.name} 中的表不能自动取出，没有写出", "手工删去文件中的这些表，再导入")
    return kept.encode()


def _belongs_below(line: str) -> bool:
    """Whether a line is blank or a comment at the margin: it belongs to the key below it."""
    return not line.strip() or line.startswith("#")


def next_number(root: Path) -> int:
    """The number of the next backup in the folder ``root``."""
    number = 1
    while (root / BACKUPS / str(number)).exists():
        number += 1
    return number


def _prove(writing: Writing, expected: Data, imported: Data, workspace: Workspace) -> None:
    """Do it to a copy of the folder, and read that."""
    with tempfile.TemporaryDirectory(prefix="juesuan-") as name:
        copy = Path(name)
        for file in writing.folder.iterdir():
            if file.is_file() and file.name not in writing.backups:
                shutil.copy2(file, copy / file.name)
        for file_name, content in writing.contents.items():
            (copy / file_name).write_bytes(content)
        again = read_folder(copy, workspace)
    found = again.merged.data
    if has_errors(again.findings) or not holds(found, expected) or compare(found, imported).changes:
        advice = "；".join(str(finding) for finding in again.findings[:3]) or "请把这个文件夹交给程序的维护者"
        raise LossError("写出的文件读回后与原数据不同，没有写出", advice)
