"""``juesuan styles``: the styles there are."""

from __future__ import annotations

import typer

from generator.cli.app import Json, app
from generator.report.data import as_json
from generator.style.load import load_style, style_names
from generator.workspace import Workspace

styles = typer.Typer(help="样式：列出、查看。", no_args_is_help=True)
app.add_typer(styles, name="styles")


@styles.command("list")
def list_styles(*, json: Json = False) -> None:
    """列出全部样式。"""
    templates = Workspace.find().templates
    found = [load_style(templates, name).style for name in style_names(templates)]
    if json:
        typer.echo(as_json([{"name": one.name, "title": one.title, "years": one.years} for one in found]))
        return
    for one in found:
        typer.echo(f"{one.name}\t{one.title}\t{one.years[0]}—{one.years[1]} 年度")
