"""``juesuan build``: one unit's documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.annotating import write_copies
from generator.cli.app import Annotate, Json, Output, Report, Source, app, existing, leave, write_report
from generator.errors import UsageError
from generator.output import safe_name
from generator.pipeline import build_unit
from generator.report.data import build_json
from generator.report.terminal import show_findings
from generator.workspace import Workspace


@app.command()
def build(
    source: Source,
    output: Output = Path("output"),
    formats: Annotated[str, typer.Option("--format", help="输出格式，用逗号分开", metavar="格式")] = "docx,pdf",
    report: Report = None,
    *,
    annotate: Annotate = False,
    draft: Annotated[bool, typer.Option("--draft", help="生成草稿，每页印“草稿”和原因；有错误时也生成")] = False,
    no_paper: Annotated[bool, typer.Option("--no-paper", help="不生成数据溯源底稿和检查报告")] = False,
    json: Json = False,
) -> None:
    """生成一个单位的决算公开文本，连同数据溯源底稿和检查报告。"""
    chosen = [name.strip() for name in formats.split(",") if name.strip()]
    if not chosen:
        raise UsageError("没有指定输出格式", "例如 --format docx,pdf")
    result = build_unit(existing(source), output, Workspace.find(), chosen, paper=not no_paper, draft=draft)
    if report is not None:
        write_report(report, result.unit, result.findings, result.outcomes)
    if json:
        typer.echo(build_json(result.unit, result.files, result.findings))
    else:
        if result.findings:
            show_findings(result.findings, err=not result.done)
        for path in result.files:
            typer.echo(f"已生成 {path}")
        if not result.done:
            typer.echo("没有生成文件：请先改正以上错误；要先看样子，加 --draft 生成草稿。", err=True)
    if annotate:
        write_copies(source, result.findings, output / safe_name(result.unit))
    leave(readable=result.readable, bad=not result.done)
