"""``juesuan new``: an empty workbook (or folder) for a unit to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, get_args

import typer

from generator.cli.app import app
from generator.cli.saving import check_target, save_unit
from generator.errors import StyleError, UsageError
from generator.model.kinds import DOCUMENTS
from generator.model.unit import EntityKind, Level, Nature
from generator.money import SCALE
from generator.style.load import load_style
from generator.workbook.unit_file import new_unit
from generator.workspace import Workspace


@app.command()
def new(
    target: Annotated[Path, typer.Argument(help="新的填报工作簿（.xlsx），或文件夹", metavar="单位.xlsx")],
    style: Annotated[str, typer.Option("--style", help="样式，见 juesuan styles list", metavar="样式")],
    year: Annotated[int, typer.Option("--year", help="年度", metavar="年度")],
    unit: Annotated[str, typer.Option("--unit", help="单位全称", metavar="全称")],
    kind: Annotated[str, typer.Option("--kind", help="公开主体：部门 或 单位", metavar="主体")] = "单位",
    nature: Annotated[str, typer.Option("--nature", help="单位性质，如 行政单位", metavar="性质")] = "",
    level: Annotated[str, typer.Option("--level", help="行政级次，如 区级", metavar="级次")] = "",
    amount_unit: Annotated[str, typer.Option("--amount-unit", help="金额单位：元 或 万元", metavar="单位")] = "",
    *,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> None:
    """生成一个单位的填报工作簿。"""
    workspace = Workspace.find().beside(target)
    check_target(target, force=force)
    chosen = load_style(workspace.styles, style).style
    model = DOCUMENTS[chosen.document]
    first, last = chosen.years
    if not first <= year <= last:
        raise StyleError(f"样式“{style}”适用于 {first} 至 {last} 年度，不适用于 {year} 年度", "换一个样式，或核对年度")
    if not unit.strip():
        raise UsageError("单位全称是空的", "例如 --unit 某某市教育局")
    for word, value, allowed in (
        ("公开主体", kind, get_args(EntityKind)),
        ("单位性质", nature, get_args(Nature)),
        ("行政级次", level, get_args(Level)),
        ("金额单位", amount_unit, tuple(SCALE)),
    ):
        if value and value not in allowed:
            raise UsageError(f"{word}不能是“{value}”", f"可以是：{'、'.join(allowed)}")
    given = {"name": unit.strip(), "kind": kind, "nature": nature, "level": level}
    empty = new_unit(style, year, amount_unit or chosen.text_unit, given, model)
    for path in save_unit(empty, target, workspace):
        typer.echo(f"已生成 {path}")
    typer.echo(f"填好后运行 juesuan check {target} 核对。")
