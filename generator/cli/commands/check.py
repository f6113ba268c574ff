"""``juesuan check``: one unit's findings, and the catalogue of checks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.checks import manual
from generator.cli.annotating import write_copies
from generator.cli.app import Annotate, Json, Report, app, existing, leave, write_report
from generator.errors import UsageError
from generator.finding import has_errors
from generator.pipeline import check_unit
from generator.report.outcomes import outcomes_text, report_json
from generator.report.terminal import show_findings
from generator.workspace import Workspace

Data = Annotated[
    Path | None, typer.Argument(help="单位文件夹、其中的 unit.yaml，或填报工作簿（.xlsx）", metavar="数据")
]
Explain = Annotated[str, typer.Option("--explain", help="显示一条核对规则的说明", metavar="编号")]
ListAll = Annotated[bool, typer.Option("--list", help="列出全部核对规则")]


@app.command()
def check(
    source: Data = None,
    report: Report = None,
    explain: Explain = "",
    output: Annotated[Path, typer.Option("-o", "--output", help="批注副本放在这个文件夹", metavar="文件夹")] = Path(
        "output"
    ),
    *,
    annotate: Annotate = False,
    list_all: ListAll = False,
    json: Json = False,
) -> None:
    """核对一个单位的数据，不生成文件；或查看核对规则。"""
    if explain:
        typer.echo(manual.explained(explain))
    elif list_all:
        typer.echo(manual.listed())
    elif source is None:
        raise UsageError("没有指定数据", "例如 juesuan check data/samples/wuhan-center-2024；查看规则用 --list")
    else:
        _check(source, report, output if annotate else None, json=json)


def _check(source: Path, report: Path | None, copies: Path | None, *, json: bool) -> None:
    composed, checked = check_unit(existing(source), Workspace.find())
    findings = checked.findings
    if report is not None:
        write_report(report, composed.book.unit.name if composed else source.name, findings, checked.outcomes)
    if json:
        typer.echo(report_json(checked))
    else:
        show_findings(findings)
        if lines := outcomes_text(checked.outcomes):
            typer.echo(lines)
    if copies is not None:
        write_copies(source, findings, copies)
    leave(readable=composed is not None, bad=has_errors(findings))
