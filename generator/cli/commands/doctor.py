"""``juesuan doctor``: what this machine has and lacks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.app import Json, Output, app
from generator.doctor.examine import examine
from generator.doctor.item import is_well
from generator.doctor.report import as_json, as_text
from generator.errors import MissingDependencyError
from generator.fonts import use_fonts_beside
from generator.style.load import load_style
from generator.workspace import Workspace


@app.command()
def doctor(
    style: Annotated[str, typer.Option("--style", help="看这个样式的字体", metavar="样式")] = "base",
    output: Output = Path("output"),
    *,
    json: Json = False,
) -> None:
    """检查这台计算机：Python、软件包、排版程序库、字体、结果文件夹，缺少的怎样安装。缺少必需的退出码是 5。"""
    here = Path.cwd()
    use_fonts_beside(here)
    items = examine(load_style(Workspace.find().beside(here).styles, style).style.fonts, output)
    typer.echo(as_json(items) if json else as_text(items))
    if not is_well(items):
        raise typer.Exit(MissingDependencyError.exit_code)
