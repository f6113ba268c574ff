"""``juesuan check``: one unit's findings."""

from __future__ import annotations

import typer

from generator.cli.app import Json, Source, app, existing, leave
from generator.finding import has_errors
from generator.pipeline import check_unit
from generator.reporting import findings_json, findings_text
from generator.workspace import Workspace


@app.command()
def check(source: Source, *, json: Json = False) -> None:
    """核对一个单位的数据，不生成文件。"""
    composed, findings = check_unit(existing(source), Workspace.find())
    typer.echo(findings_json(findings) if json else findings_text(findings))
    leave(readable=composed is not None, bad=has_errors(findings))
