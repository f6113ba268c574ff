"""The unit that figures are imported into: what it says, and how its files are written anew with a backup."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.errors import GeneratorError, UsageError, why
from generator.output import write_together

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.finding import Finding
    from generator.ingest.tree import Tree


class LossError(GeneratorError):
    """写出的数据读回后不同: an error of the program; nothing was written."""

    exit_code = 3


@dataclass(frozen=True)
class Present:
    """导入到的单位, as it is."""

    tree: Tree
    findings: tuple[Finding, ...] = ()
    """Why nothing can be imported into it."""


@dataclass(frozen=True)
class Writing:
    """What is to be done to a folder: first the backups, then the new files, then what goes away."""

    folder: Path
    contents: Mapping[str, bytes]
    backups: Mapping[str, str] = field(default_factory=dict)
    """File → its backup, both below ``folder``."""
    removed: tuple[str, ...] = ()
    """Files of which the backup alone stays."""


def carry_out(writing: Writing) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Do it; the files written and the backups made.

    Raises:
        UsageError: a file cannot be written; the backups stay.
    """
    folder = writing.folder
    try:
        backups = []
        for name, backup in writing.backups.items():
            copy = folder / backup
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / name, copy)
            backups.append(copy)
        written = write_together(folder, dict(writing.contents))
        for name in writing.removed:
            (folder / name).unlink()
    except OSError as error:
        advice = "关闭正在打开它的 Excel 或 WPS，核对写入权限，然后重试"
        raise UsageError(f"无法写入 {error.filename or folder}（{why(error)}）", advice) from error
    return written, tuple(backups)
