"""A unit and a kind of file → that file, made for download: a draft where there are errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.errors import UsageError
from generator.finding import has_errors
from generator.ingest import load
from generator.ingest.files import WORKBOOKS
from generator.output import safe_name, write_together
from generator.pipeline import build_unit, check_unit, papers
from generator.workbook.unit_file import UnitData, unit_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace import Workspace

PAPER = "数据溯源底稿.xlsx"

WORKBOOK, PAPER_KIND = "workbook", "paper"
KINDS = {
    "docx": "Word 文档",
    "pdf": "PDF",
    "xlsx": "公开表（Excel）",
    "review": "审核版（Word 批注）",
    PAPER_KIND: "数据溯源底稿",
    WORKBOOK: "填报工作簿",
}
"""What can be downloaded: names of printers, and two kinds of our own."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made for a download."""

    path: str
    name: str


def make_document(source: Path, kind: str, folder: Path, workspace: Workspace) -> Made:
    """The file of ``kind``, in a folder of its own.

    Raises:
        GeneratorError: the data cannot be read, or the machine lacks something.
    """
    if kind == WORKBOOK:
        return _workbook(source, folder, workspace)
    composed, report = check_unit(source, workspace)
    if composed is None:
        raise UsageError("数据还不能读取", "先改正页面上的错误")
    if kind == PAPER_KIND:
        content = papers(composed, report, workspace, folder)[PAPER]
        (path,) = write_together(folder, {PAPER: content})
        return Made(str(path), f"{safe_name(composed.book.unit.name)} {PAPER}")
    built = build_unit(source, folder, workspace, (kind,), paper=False, draft=has_errors(report.findings))
    if not built.files:
        raise UsageError("没有生成文件", "先改正页面上的错误")
    return Made(str(built.files[0]), built.files[0].name)


def _workbook(source: Path, folder: Path, workspace: Workspace) -> Made:
    """The unit's own workbook as it is, or one made of its folder."""
    if source.suffix.lower() in WORKBOOKS:
        content, name = source.read_bytes(), source.name
    else:
        loaded = load(source, workspace)
        if loaded.accounts is None:
            raise UsageError("数据还不能读取", "先改正页面上的错误")
        content = unit_workbook(UnitData.of(loaded.accounts, loaded.last_reasons), workspace)
        name = f"{safe_name(loaded.accounts.unit.name)}{loaded.accounts.year}.xlsx"
    (path,) = write_together(folder, {name: content})
    return Made(str(path), name)


def build_draft(source: Path, output: Path, workspace: Workspace) -> Path | None:
    """The draft PDF of ``juesuan preview``; ``None`` where the data cannot be read."""
    built = build_unit(source, output, workspace, ("pdf",), paper=False, draft=True)
    return built.files[0] if built.files else None
