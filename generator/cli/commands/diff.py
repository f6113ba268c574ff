"""``juesuan diff``: two states, years or units compared; a finished document compared with its data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from generator.cli.app import UNREADABLE, Json, Source, app, existing
from generator.diff.compare import Side, compare_document, compare_units
from generator.diff.data import comparison_json
from generator.diff.terminal import show_comparison
from generator.errors import UsageError
from generator.output import write_together
from generator.pipeline import check_unit
from generator.readback.content import Revisions
from generator.readback.read import SUFFIXES
from generator.report.terminal import show_findings
from generator.workspace import Workspace

if TYPE_CHECKING:
    from generator.diff.model import Comparison

OUTPUTS = (".xlsx", ".html")
OTHER_DOCUMENTS = frozenset({".doc", ".wps", ".rtf", ".odt", ".ofd", ".html", ".txt"})
REVISIONS: dict[str, Revisions] = {name: name for name in get_args(Revisions)}


@app.command()
def diff(
    source: Source,
    other: Annotated[
        Path, typer.Argument(help="另一份数据，或改过的 Word 文档（.docx）、公开的 PDF", metavar="另一份")
    ],
    outputs: Annotated[
        list[Path] | None,
        typer.Option("-o", "--output", help="另把结果写到这个文件（.xlsx 或 .html），可以写几次", metavar="文件"),
    ] = None,
    revisions: Annotated[
        str, typer.Option("--revisions", help="Word 文档中的修订：accept 接受，reject 拒绝", metavar="方式")
    ] = "accept",
    *,
    json: Json = False,
) -> None:
    """比较两份数据（修改前后、两个年度、两个单位），或用数据核对改过的 Word 文档、公开的 PDF。"""
    _check_usage(existing(source), existing(other), outputs or [], revisions)
    made = _compared(source, other, REVISIONS[revisions])
    for path in outputs or []:
        write_together(path.parent, {path.name: _file(made, path)})
    if json:
        typer.echo(comparison_json(made))
        return
    show_comparison(made)
    for path in outputs or []:
        typer.echo(f"已生成 {path}")


def _check_usage(source: Path, other: Path, outputs: list[Path], revisions: str) -> None:
    if source.suffix.lower() in SUFFIXES:
        raise UsageError(f"第一个参数应是数据，不是文档：{source}", "例如 juesuan diff 单位.xlsx 修改后.docx")
    if other.suffix.lower() in OTHER_DOCUMENTS and other.is_file():
        raise UsageError(f"不能读这种文件：{other}", "用 Word 或 WPS 打开，另存为“Word 文档（.docx）”或 PDF")
    if revisions not in REVISIONS:
        raise UsageError(f"选项 --revisions 没有这个值：{revisions}", "可用：accept（接受修订）、reject（拒绝修订）")
    for path in outputs:
        if path.suffix.lower() not in OUTPUTS:
            raise UsageError(f"结果只能写成 .xlsx 或 .html：{path}", "例如 -o 比较.html")
        if path.exists() and any(path.samefile(one) for one in (source, other)):
            raise UsageError(f"结果会覆盖要比较的文件：{path}", "换一个文件名")


def _compared(source: Path, other: Path, revisions: Revisions) -> Comparison:
    workspace = Workspace.find()
    left = _side(source, workspace)
    if other.is_file() and other.suffix.lower() in SUFFIXES:
        return compare_document(left, other, revisions)
    return compare_units(left, _side(other, workspace))


def _side(source: Path, workspace: Workspace) -> Side:
    """The unit at ``source``; the command ends with its findings where the data cannot be read."""
    composed, report = check_unit(source, workspace)
    if composed is None:
        show_findings(report.findings, err=True)
        typer.echo(f"没有比较：{source} 读不出数据，请先改正以上错误。", err=True)
        raise typer.Exit(UNREADABLE)
    return Side(source, composed, report)


def _file(made: Comparison, path: Path) -> bytes:
    if path.suffix.lower() == ".xlsx":
        from generator.diff.workbook import comparison_workbook

        return comparison_workbook(made)
    from generator.diff.page import comparison_page

    return comparison_page(made).encode()
