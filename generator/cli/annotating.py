"""``--annotate``: the files that findings speak of → copies with the bad cells marked, beside the output."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import typer

from generator.annotate.annotate import annotated
from generator.annotate.notes import notes_of
from generator.annotate.plain import Values, annotated_values
from generator.errors import UsageError, why
from generator.importing.recognise import open_exported
from generator.output import write_together

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.annotate.notes import Notes
    from generator.finding import Finding

SUFFIX = ".批注"
_BOOK = "xl/workbook.xml"
_MACROS = ".xlsm"


def write_copies(source: Path, findings: Iterable[Finding], folder: Path) -> None:
    """Write a copy of each file of ``source`` that has a bad cell into ``folder``, and say so.

    Args:
        source: a workbook, a table file, a unit's folder or the unit.yaml in it.
        findings: what is wrong.
        folder: where the copies go.

    Raises:
        UsageError: a copy cannot be written there.
    """
    listed = tuple(findings)
    beside = source if source.is_dir() else source.parent
    files = dict.fromkeys(one.source.file for one in listed if one.source and one.source.cell)
    marked = 0
    for name in files:
        path = beside / name
        notes = notes_of(listed, name)
        if not notes or not path.is_file():
            continue
        try:
            (copy,) = write_together(folder, {_name(path): _copy(path, notes)})
        except OSError as error:
            raise UsageError(
                f"批注无法写到 {folder}（{why(error)}）", "关闭正在打开它的程序，或换一个文件夹"
            ) from error
        cells = sum(len(found) for found in notes.values())
        marked += 1
        typer.echo(f"已标出 {cells} 格：{copy}", err=True)
    if not marked:
        typer.echo("没有可以标出的单元格，没有生成批注。", err=True)


def _name(path: Path) -> str:
    suffix = _MACROS if path.suffix.lower() == _MACROS else ".xlsx"
    return f"{path.stem}{SUFFIX}{suffix}"


def _copy(path: Path, notes: Notes) -> bytes:
    """The marked copy: of a workbook of today all that is in it, of other files their values."""
    if _is_workbook(path):
        return annotated(path.read_bytes(), notes)
    sheets = (
        Values(grid.sheet, {place: cell.value for place, cell in grid.cells.items()})
        for grid in open_exported(path).grids
    )
    return annotated_values(tuple(sheets), notes)


def _is_workbook(path: Path) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return _BOOK in archive.namelist()
