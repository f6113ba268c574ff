"""``juesuan build``: one unit's documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.annotating import write_copies
from generator.cli.app import Annotate, Json, Output, Report, Source, app, existing, leave, write_report
from generator.cli.formats import Formats, PdfEngine, chosen_formats
from generator.errors import UsageError
from generator.fonts import use_fonts_beside
from generator.output import safe_name
from generator.pipeline import Extras, build_unit
from generator.render.registry import find_printer
from generator.report.data import build_json
from generator.report.terminal import show_findings
from generator.workspace import Workspace


@app.command()
def build(
    source: Source,
    output: Output = Path("output"),
    formats: Formats = "docx,pdf",
    report: Report = None,
    pdf_engine: PdfEngine = "weasyprint",
    *,
    annotate: Annotate = False,
    draft: Annotated[bool, typer.Option("--draft", help="生成草稿，每页印“草稿”和原因；有错误时也生成")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="审核版（review）给每个数批注来源")] = False,
    native_charts: Annotated[bool, typer.Option("--native-charts", help="Word 文档中的图可以在 Word 中编辑")] = False,
    internal: Annotated[
        bool, typer.Option("--internal", help="内部使用：印出填报人、项目负责人的姓名和电话，不得公开")
    ] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="另把 PDF 的首页和各表所在的页存成图片，放在“预览”文件夹")
    ] = False,
    no_paper: Annotated[bool, typer.Option("--no-paper", help="不生成数据溯源底稿和检查报告")] = False,
    json: Json = False,
) -> None:
    """生成一个单位的决算（预算）公开文本，连同数据溯源底稿和检查报告。"""
    chosen = chosen_formats(formats, pdf_engine)
    if preview and not any(find_printer(name).suffix.endswith(".pdf") for name in chosen):
        raise UsageError("预览是从 PDF 生成的，输出格式中没有 PDF", "例如 --format docx,pdf --preview")
    use_fonts_beside(existing(source))
    extras = Extras(sources=sources, native_charts=native_charts, internal=internal, preview=preview)
    result = build_unit(source, output, Workspace.find(), chosen, paper=not no_paper, draft=draft, extras=extras)
    if report is not None:
        write_report(report, result.unit, result.findings, result.outcomes)
    if json:
        typer.echo(build_json(result.unit, result.files, result.findings))
    else:
        if result.findings:
            show_findings(result.findings, err=not result.done)
        for path in result.files:
            typer.echo(f"已生成 {path}")
        if not result.done:
            lead = "其他格式没有生成" if result.files else "没有生成文件"
            draft_hint = "；要先看样子，加 --draft 生成草稿" if result.readable else ""
            typer.echo(f"{lead}：请先改正以上错误{draft_hint}。", err=True)
    if annotate:
        write_copies(source, result.findings, output / safe_name(result.unit))
    leave(readable=result.readable, bad=not result.done)
