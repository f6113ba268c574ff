"""A unit → the workbook or folder that a command was asked for, checked by reading it back before it is put there."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from generator.cli.app import leave
from generator.errors import GeneratorError, UsageError
from generator.finding import has_errors
from generator.ingest import load
from generator.output import write_together
from generator.report.terminal import show_findings
from generator.workbook.folder import folder_files
from generator.workbook.unit_file import UnitData, unit_workbook

if TYPE_CHECKING:
    from generator.ingest import Loaded
    from generator.workspace import Workspace

WORKBOOK = ".xlsx"


class LossError(GeneratorError):
    """读回的数据与写出的不同: an error of the program; nothing was written."""

    exit_code = 3


def load_whole(source: Path, workspace: Workspace) -> UnitData:
    """The unit at ``source``; the command ends with its findings where the data cannot be used."""
    loaded: Loaded = load(source, workspace)
    if loaded.accounts is None:
        show_findings(loaded.findings, err=True)
        typer.echo("没有写出文件：请先改正以上错误。", err=True)
        leave(readable=False, bad=True)
        raise typer.Exit(1)
    if has_errors(loaded.findings):
        leave(readable=True, bad=True)
    return UnitData.of(loaded.accounts, loaded.last_reasons)


def check_target(target: Path, *, force: bool) -> None:
    """Refuse a target that would lose something.

    Raises:
        UsageError: it is there already, or it is no workbook and no folder.
    """
    if target.suffix and target.suffix.lower() != WORKBOOK:
        raise UsageError(f"结果只能是 .xlsx 工作簿或文件夹：{target}", "例如 单位.xlsx")
    there = target.is_file() or (target.is_dir() and any(target.iterdir()))
    if there and not force:
        raise UsageError(f"已经有了：{target}", "换一个名称；确实要覆盖时加 --force")


def save_unit(unit: UnitData, target: Path, workspace: Workspace) -> tuple[Path, ...]:
    """Write ``unit`` to ``target``: a workbook by its suffix, else a folder; the files written.

    Raises:
        LossError: what was written does not read back as the same unit; nothing is left behind.
    """
    if target.suffix.lower() == WORKBOOK:
        contents, folder = {target.name: unit_workbook(unit, workspace)}, target.parent
    else:
        contents, folder = folder_files(unit.data, unit.last_reasons), target
    _prove(unit, contents, workspace)
    return write_together(folder, contents)


def _prove(unit: UnitData, contents: dict[str, bytes], workspace: Workspace) -> None:
    """Read back what is about to be written, and compare."""
    if unit.accounts is None:
        return
    with tempfile.TemporaryDirectory(prefix="juesuan-") as name:
        files = write_together(Path(name), contents)
        is_workbook = files[0].suffix == WORKBOOK
        again = load(files[0] if is_workbook else Path(name), workspace)
    if again.accounts != unit.accounts or dict(again.last_reasons) != dict(unit.last_reasons):
        advice = "；".join(str(finding) for finding in again.findings[:3]) or "请把原文件交给程序的维护者"
        raise LossError("写出的文件读回后与原数据不同，没有写出", advice)
