"""``juesuan batch``: all units' documents in one run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from generator.batch.executors.process import Start, processes
from generator.batch.executors.serial import serial
from generator.batch.kit import pack_kit
from generator.batch.plan import Only
from generator.batch.program import program_digest
from generator.batch.progress import Reporter
from generator.batch.request import Request
from generator.batch.run import run_batch
from generator.batch.size import worker_count
from generator.batch.warm import preload, start_worker
from generator.cli.app import FINDINGS, Json, Output, app
from generator.cli.formats import Formats, PdfEngine, chosen_formats
from generator.errors import MissingDependencyError, UsageError
from generator.fonts import use_fonts_beside
from generator.report.data import as_json
from generator.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.batch.board import Board
    from generator.batch.executors.crew import Crew

INTERRUPTED = 130
FEW = 3
"""Units up to this many are built in this process: starting others would take longer."""
EXECUTORS = ("auto", "serial", "process", "dask")


@app.command()
def batch(
    source: Annotated[Path, typer.Argument(help="放各单位数据的文件夹，或单位名单（.xlsx、.csv）", metavar="数据")],
    output: Output = Path("output"),
    listing: Annotated[
        Path | None, typer.Option("--list", help="应提交的单位名单；没有数据的单位列在状态表最前面", metavar="名单")
    ] = None,
    formats: Formats = "docx,pdf",
    pdf_engine: PdfEngine = "weasyprint",
    only: Annotated[
        str, typer.Option("--only", help="只做：失败（上次没有生成的）、变动（数据有变动的）", metavar="哪些")
    ] = "",
    executor: Annotated[
        str,
        typer.Option(
            "--executor",
            help="在哪里生成：auto（由程序决定）、serial（逐个）、process（本机多进程）、dask（集群）",
            metavar="方式",
        ),
    ] = "auto",
    scheduler: Annotated[str, typer.Option("--scheduler", help="dask 调度器的地址", metavar="地址")] = "",
    workers: Annotated[
        int, typer.Option("--workers", help="进程数；0 表示按处理器和内存决定", metavar="个数", min=0)
    ] = 0,
    timeout: Annotated[
        float, typer.Option("--timeout", help="一个单位的时限（秒）；0 表示不限", metavar="秒", min=0)
    ] = 300,
    *,
    shared: Annotated[bool, typer.Option("--shared", help="数据、样式和输出文件夹在各计算节点的路径都相同")] = False,
    force: Annotated[bool, typer.Option("--force", help="没有变动的单位也重新生成")] = False,
    paper: Annotated[bool, typer.Option("--paper", help="同时生成数据溯源底稿和检查报告")] = False,
    parcel: Annotated[bool, typer.Option("--zip", help="另把全部文件打成一个压缩包")] = False,
    json: Json = False,
) -> None:
    """生成全部单位的决算公开文本，并列出状态表。没有变动的单位不重做；中断后再运行会接着做。"""
    chosen = chosen_formats(formats, pdf_engine)
    if executor not in EXECUTORS:
        raise UsageError(f"没有这种执行方式：{executor}", f"可以是：{'、'.join(EXECUTORS)}")
    if only not in get_args(Only):
        raise UsageError(f"--only 不能是“{only}”", "可以是：失败、变动")
    if (executor == "dask") != bool(scheduler):
        raise UsageError("集群要同时写明 --executor dask 和 --scheduler 地址", "例如 --scheduler tcp://192.0.2.1:8786")
    carried = executor == "dask" and not shared
    if carried and paper:
        raise UsageError("数据随任务走时不能生成数据溯源底稿", "加 --shared，或去掉 --paper")
    workspace = Workspace.find().beside(source)
    use_fonts_beside(source)
    kit = pack_kit(workspace) if carried else b""
    limit = timeout or None
    hire = _hire(executor, scheduler, workers, chosen, kit, limit)
    request = Request(
        source,
        output,
        chosen,
        listing,
        only,  # type: ignore[arg-type] # checked above
        force=force,
        paper=paper,
        parcel=parcel,
        program=program_digest() if executor == "dask" else "",
        kit=kit,
    )
    with Reporter() as reporter:
        board = run_batch(request, workspace, hire, reporter)
    if not board.rows:
        raise UsageError(
            f"{source} 中没有单位数据",
            "给出放各单位数据的文件夹，其中是单位文件夹（有 unit.yaml）或填报工作簿（.xlsx）",
        )
    typer.echo(as_json(_summary(board)) if json else _said(board, output))
    if board.interrupted:
        raise typer.Exit(INTERRUPTED)
    if board.failed:
        raise typer.Exit(FINDINGS)


def _hire(
    executor: str, scheduler: str, workers: int, formats: tuple[str, ...], kit: bytes, timeout: float | None
) -> Callable[[int], Crew]:
    """How many units are due → who builds them."""

    def hire(due: int) -> Crew:
        if executor == "serial" or (executor == "auto" and due <= FEW):
            return serial()
        if executor == "dask":
            try:
                from generator.batch.executors.dask import cluster
            except ImportError as error:
                advice = "安装：pip install 'juesuan[cluster]'"
                raise MissingDependencyError("没有安装集群组件 distributed", advice) from error
            return cluster(scheduler, formats, kit, timeout)
        size = min(workers or worker_count(formats), due)
        return processes(size, Start(start_worker, (formats, kit), preload(formats)), timeout)

    return hire


def _said(board: Board, output: Path) -> str:
    lines = [board.summary, f"状态表：{output / '批量结果.xlsx'}、{output / '批量结果.html'}"]
    if board.interrupted:
        lines.append("已中断，完成的已经保存；再运行同一命令会接着做。")
    return "\n".join(lines)


def _summary(board: Board) -> dict[str, object]:
    return {
        "counts": board.counts,
        "interrupted": board.interrupted,
        "units": [
            {
                "key": row.record.key,
                "unit": row.record.unit,
                "state": row.record.state,
                "counts": row.record.counts,
                "pages": row.record.pages,
                "documents": [os.fspath(Path(row.record.key) / one.name) for one in row.record.documents],
                "problem": row.record.first_problem,
                "note": row.note,
            }
            for row in board.rows
        ],
    }
