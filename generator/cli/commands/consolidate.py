"""``juesuan consolidate``: the units of a department, added up into the department's own data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.app import Json, app, leave
from generator.consolidate.run import Order, write_department
from generator.consolidate.run import consolidate as add_up
from generator.finding import has_errors
from generator.report.data import findings_json
from generator.report.terminal import show_findings
from generator.workspace import Workspace


@app.command()
def consolidate(
    source: Annotated[Path, typer.Argument(help="放各单位数据的文件夹，或单位名单（.xlsx、.csv）", metavar="数据")],
    into: Annotated[Path, typer.Option("--into", help="汇总结果放在这个文件夹", metavar="文件夹")],
    reported: Annotated[
        Path | None, typer.Option("--compare", help="部门自己的报表，与汇总数对照", metavar="部门数据")
    ] = None,
    eliminations: Annotated[
        Path | None, typer.Option("--eliminations", help="单位之间往来的抵销清单（.xlsx、.csv）", metavar="清单")
    ] = None,
    name: Annotated[str, typer.Option("--name", help="部门全称；不写时从本级单位或主管部门得出", metavar="全称")] = "",
    style: Annotated[str, typer.Option("--style", help="部门文本的样式；不写时与单位相同", metavar="样式")] = "",
    *,
    json: Json = False,
) -> None:
    """把各单位的数据汇总成部门的数据，抵销往来，与部门报表对照。"""
    made = add_up(Order(source, into, reported, eliminations, name, style), Workspace.find())
    files = write_department(made, into) if made.whole else ()
    if json:
        typer.echo(findings_json(made.findings))
    else:
        if made.findings:
            show_findings(made.findings)
        for path in files:
            typer.echo(f"已生成 {path}")
        if files:
            typer.echo(f"汇总了 {len(made.accounts.unit.subordinates)} 个下属单位：{made.accounts.unit.name}")
        else:
            typer.echo("没有写出汇总数：它还不是全部单位的，先改正以上错误；不该汇总的数据移出文件夹。", err=True)
    leave(readable=True, bad=has_errors(made.findings))
