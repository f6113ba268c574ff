"""``juesuan check``: one unit's findings."""

from __future__ import annotations

import typer

from generator.cli.app import Json, Report, Source, app, existing, leave, write_report
from generator.finding import has_errors
from generator.pipeline import check_unit
from generator.report.data import findings_json
from generator.report.terminal import show_findings
from generator.workspace import Workspace


@app.command()
def check(source: Source, report: Report = None, *, json: Json = False) -> None:
    """核对一个单位的数据，不生成文件。"""
    composed, checked = check_unit(existing(source), Workspace.find())
    findings = checked.findings
    if report is not None:
        write_report(report, composed.book.unit.name if composed else source.name, findings)
    if json:
        typer.echo(findings_json(findings))
    else:
        show_findings(findings)
    leave(readable=composed is not None, bad=has_errors(findings))
