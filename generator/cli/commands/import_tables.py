"""``juesuan import``: exported tables into a unit's workbook or folder, or into a new one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.annotating import write_copies
from generator.cli.app import Annotate, Json, app, existing, leave
from generator.cli.saving import check_target
from generator.errors import UsageError
from generator.finding import has_errors
from generator.importing.report import import_json, import_text
from generator.importing.run import Answers, ImportResult, NewUnit, import_into, import_new, look_at
from generator.money import SCALE
from generator.report.terminal import show_findings
from generator.workspace import Workspace

Exported = Annotated[
    Path, typer.Argument(help="导出的公开表（.xlsx、.xlsm、.xls、.et、.xlsb、.ods、.csv）", metavar="公开表")
]
Into = Annotated[Path | None, typer.Option("--into", help="导入到这个填报工作簿或单位文件夹", metavar="单位")]
New = Annotated[
    Path | None, typer.Option("-o", "--output", help="生成新的填报工作簿（.xlsx）或单位文件夹", metavar="单位")
]
AmountUnit = Annotated[
    str, typer.Option("--unit", "--amount-unit", help="表中没有写金额单位时：元 或 万元", metavar="金额单位")
]
Sheets = Annotated[list[str] | None, typer.Option("--sheet", help="只导入这个工作表，可以写多次", metavar="工作表")]
Year = Annotated[int | None, typer.Option("--year", help="年度；表题写了的不用写", metavar="年度")]
Name = Annotated[str, typer.Option("--name", help="单位全称；表上写了的不用写", metavar="全称")]
Style = Annotated[str, typer.Option("--style", help="新单位的样式，见 juesuan styles list", metavar="样式")]


@app.command("import")
def import_tables(
    source: Exported,
    into: Into = None,
    output: New = None,
    amount_unit: AmountUnit = "",
    sheets: Sheets = None,
    year: Year = None,
    name: Name = "",
    style: Style = "base",
    *,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="与已有的数不同时，以导入的为准")] = False,
    annotate: Annotate = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件（与 -o 同用）")] = False,
    json: Json = False,
) -> None:
    """导入决算软件导出的公开表。不写 --into 和 -o 时只列出认出的表。"""
    workspace = Workspace.find().beside(into or output or source)
    if amount_unit and amount_unit not in SCALE:
        raise UsageError(f"金额单位不能是“{amount_unit}”", f"可以是：{'、'.join(SCALE)}")
    if into is not None and output is not None:
        raise UsageError("--into 和 -o 只能写一个", "--into 导入到已有的单位，-o 生成新的单位")
    existing(source)
    answers = Answers(amount_unit, tuple(sheets or ()), overwrite)
    if into is not None:
        result = import_into(source, existing(into), answers, workspace)
    elif output is not None:
        check_target(output, force=force)
        result = import_new(source, output, answers, NewUnit(style, year, name), workspace)
    else:
        result = look_at(source, answers, workspace)
    _present(result, json=json)
    if annotate:
        write_copies(source, result.findings, (into or output or source).parent)
    leave(readable=result.readable, bad=has_errors(result.findings))


def _present(result: ImportResult, *, json: bool) -> None:
    if json:
        typer.echo(import_json(result))
        return
    bad = has_errors(result.findings)
    before, after = import_text(result)
    if before:
        typer.echo(before)
    if result.findings:
        show_findings(result.findings, err=bad)
    typer.echo(after, err=bad)
