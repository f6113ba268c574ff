"""``juesuan convert``: folder → workbook, workbook → folder, without loss."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.app import Source, app, existing
from generator.cli.saving import check_target, load_whole, save_unit
from generator.workspace import Workspace


@app.command()
def convert(
    source: Source,
    target: Annotated[Path, typer.Argument(help="填报工作簿（.xlsx），或文件夹", metavar="结果")],
    *,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> None:
    """单位文件夹和填报工作簿互相转换，数据不变。"""
    workspace = Workspace.find().beside(source).beside(target)
    check_target(target, force=force)
    for path in save_unit(load_whole(existing(source), workspace), target, workspace):
        typer.echo(f"已生成 {path}")
