"""``juesuan rollover``: this year's unit → next year's, to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.app import Source, app, existing
from generator.cli.saving import check_target, load_whole, save_unit
from generator.style.load import load_style, sound_styles
from generator.workbook.rollover import next_style, roll_over
from generator.workbook.unit_file import UnitData, amounts_of
from generator.workspace import Workspace


@app.command()
def rollover(
    source: Source,
    target: Annotated[Path, typer.Argument(help="下一年的填报工作簿（.xlsx），或文件夹", metavar="结果")],
    style: Annotated[str, typer.Option("--style", help="下一年的样式；不写时由程序选", metavar="样式")] = "",
    *,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> None:
    """结转到下一年：今年的数成为上年数，原因清空，上年写的放在旁边。"""
    workspace = Workspace.find().beside(source).beside(target)
    check_target(target, force=force)
    unit = load_whole(existing(source), workspace)
    accounts = unit.accounts
    if accounts is None:
        raise ValueError(source)
    known = sound_styles(workspace.styles)
    current = load_style(workspace.styles, style or accounts.style).style
    chosen, said = next_style(current, accounts.year + 1, known)
    following = roll_over(unit.data, amounts_of(accounts, workspace), chosen)
    checked = type(accounts).model_validate(following.data, context={"amount_unit": accounts.amount_unit})
    rolled = UnitData(following.data, checked, following.last_reasons, following.renewed)
    for path in save_unit(rolled, target, workspace):
        typer.echo(f"已生成 {path}")
    typer.echo(said)
    typer.echo(f"{accounts.year + 1} 年度必须重新填写：")
    for words in dict.fromkeys(one.words for one in following.renewed):
        typer.echo(f"  □ {words}")
