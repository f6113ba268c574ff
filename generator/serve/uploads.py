"""An uploaded file → the unit: tables that a program exported are imported, a filled-in workbook takes its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.batch.discover import is_unit
from generator.errors import UsageError
from generator.finding import has_errors
from generator.importing.into_folder import BACKUPS, next_number
from generator.importing.report import import_text
from generator.importing.run import Answers, import_into
from generator.importing.target import Writing, carry_out
from generator.ingest import load
from generator.ingest.files import TABLES, WORKBOOKS
from generator.serve.saving import refuse_links

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace import Workspace

MOST_FINDINGS = 100
"""Problems of an uploaded file that the page lists."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an upload."""

    done: bool
    said: str
    findings: tuple[str, ...] = ()
    different: bool = False
    """Whether the only obstacle are figures that differ: they may be overwritten."""


def take_upload(upload: Path, target: Path, answers: Answers, workspace: Workspace) -> Taken:
    """Put the file at ``upload`` into the unit at ``target``.

    Raises:
        GeneratorError: something cannot be written.
    """
    if upload.suffix.lower() not in TABLES:
        advice = f"可以上传：{'、'.join(sorted(TABLES))}"
        raise UsageError(f"不能上传这种文件：{upload.suffix or upload.name}", advice)
    if is_unit(upload):
        return _replace_workbook(upload, target, workspace)
    refuse_links(target)
    result = import_into(upload, target, answers, workspace)
    before, after = import_text(result)
    bad = [finding for finding in result.findings if finding.severity == "错误"]
    return Taken(
        done=not has_errors(result.findings) and result.comparison is not None,
        said="\n".join(part for part in (before, after) if part),
        findings=tuple(str(finding) for finding in result.findings[:MOST_FINDINGS]),
        different=bool(bad) and all(finding.code == "SJ60" for finding in bad),
    )


def _replace_workbook(upload: Path, target: Path, workspace: Workspace) -> Taken:
    """The unit's workbook exchanged for another state of it, with a backup."""
    if target.suffix.lower() not in WORKBOOKS or not target.is_file():
        said = "上传的是填报工作簿，而这个单位的数据是文件夹。请上传导出的公开表，或用 juesuan convert 转换。"
        return Taken(done=False, said=said)
    new, old = load(upload, workspace), load(target, workspace)
    if new.accounts is None:
        said = "上传的填报工作簿有错误，没有换上。请改正后再上传。"
        return Taken(done=False, said=said, findings=tuple(str(one) for one in new.findings[:MOST_FINDINGS]))
    known = old.accounts
    if known and (known.unit.name, known.year) != (new.accounts.unit.name, new.accounts.year):
        said = (
            f"上传的是“{new.accounts.unit.name}”{new.accounts.year}年度的工作簿，"
            f"这里是“{known.unit.name}”{known.year}年度，没有换上。"
        )
        return Taken(done=False, said=said)
    refuse_links(target)
    backup = f"{BACKUPS}/{next_number(target.parent)}/{target.name}"
    carry_out(Writing(target.parent, {target.name: upload.read_bytes()}, {target.name: backup}))
    return Taken(done=True, said=f"已换上上传的填报工作簿。原来的文件备份为 {backup}。")
