"""The command line app, and what all commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.help import Group
from generator.errors import UsageError, why
from generator.report.html import report_html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.checks.check import Outcome
    from generator.finding import Finding

FINDINGS, UNREADABLE = 1, 3

app = typer.Typer(
    cls=Group,
    help="决算公开：把单位的数据变成部门（单位）决算公开文本（Word 和 PDF）。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

Source = Annotated[Path, typer.Argument(help="单位文件夹、其中的 unit.yaml，或填报工作簿（.xlsx）", metavar="数据")]
Output = Annotated[Path, typer.Option("-o", "--output", help="结果放在这个文件夹", metavar="文件夹")]
Report = Annotated[
    Path | None, typer.Option("--report", help="另把检查报告写到这个文件（HTML），有错误时也写", metavar="文件")
]
Annotate = Annotated[
    bool, typer.Option("--annotate", help="另生成表格文件的副本（名称加 .批注），有问题的格标色并加批注；原文件不动")
]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取")]


def existing(source: Path) -> Path:
    """``source`` itself.

    Raises:
        UsageError: there is no such file or folder.
    """
    if not source.exists():
        raise UsageError(f"没有这个文件或文件夹：{source}", "核对路径；路径含空格时加引号")
    return source


def write_report(path: Path, unit: str, findings: Iterable[Finding], outcomes: Iterable[Outcome] = ()) -> None:
    """Write 检查报告 to ``path``.

    Raises:
        UsageError: the file cannot be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report_html(unit, findings, outcomes), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"检查报告无法写到 {path}（{why(error)}）", "换一个文件名或文件夹") from error


def leave(*, readable: bool, bad: bool) -> None:
    """End the command with the exit code for unreadable input or findings of level 错误."""
    if not readable:
        raise typer.Exit(UNREADABLE)
    if bad:
        raise typer.Exit(FINDINGS)
