"""``juesuan preview``: the draft of one unit, once or after each save."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.app import Output, Source, app, existing, leave
from generator.pipeline import build_unit
from generator.report.terminal import show_findings
from generator.workspace import Workspace

if TYPE_CHECKING:
    from generator.serve.units import Unit


@app.command()
def preview(
    source: Source,
    output: Output = Path("output"),
    *,
    watch: Annotated[
        bool, typer.Option("--watch", help="保存数据或样式后自动更新：网页马上更新，PDF 随后更新")
    ] = False,
    no_open: Annotated[bool, typer.Option("--no-open", help="不打开 PDF 和浏览器")] = False,
) -> None:
    """生成一个单位的草稿 PDF 并打开；有错误也生成。"""
    if watch:
        _watch(existing(source), output, opened=not no_open)
        return
    result = build_unit(existing(source), output, Workspace.find(), ("pdf",), paper=False, draft=True)
    if result.findings:
        show_findings(result.findings, err=not result.done)
    for path in result.files:
        typer.echo(f"已生成 {path}")
        if not no_open:
            show_file(path)
    leave(readable=result.readable, bad=not result.done)


def show_file(path: Path) -> None:
    """Open a file with the program that the system has for it."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - the reader's own program for PDF
    else:
        webbrowser.open(path.resolve().as_uri())


def _watch(source: Path, output: Path, *, opened: bool) -> None:
    """The review page of the unit, which follows its files; the PDF is built anew behind it."""
    from generator.cli.commands.serve import bind, open_office

    office = open_office(source, output)
    from generator.serve.drafts import Drafts
    from generator.serve.run import serve

    drafts = Drafts(office, output.resolve(), typer.echo)

    async def changed(unit: Unit) -> None:
        drafts.wish(unit)

    def said(address: str) -> None:
        typer.echo(f"预览：{address}")
        typer.echo(f"保存数据或样式后网页自动更新，PDF 写到 {output}。用完按 Ctrl+C 结束。")

    serve(office, bind(0), opened=opened, say=said, changed=changed)
