"""``juesuan serve``: the review pages on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.app import app, existing
from generator.errors import MissingDependencyError, UsageError, why
from generator.workspace import Workspace

if TYPE_CHECKING:
    import socket

    from generator.serve.office import Office

RECORDS = Path(".审核")
"""Folder, below that of the output, where rows of the board are kept for the next start."""


@app.command()
def serve(
    source: Annotated[Path, typer.Argument(help="放各单位数据的文件夹，或一个单位", metavar="数据")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="核对结果留存在这个文件夹，下次打开更快", metavar="文件夹")
    ] = Path("output"),
    port: Annotated[
        int, typer.Option("--port", help="端口；0 表示任选一个空闲的", metavar="端口", min=0, max=65535)
    ] = 0,
    *,
    no_open: Annotated[bool, typer.Option("--no-open", help="不打开浏览器，只显示地址")] = False,
) -> None:
    """在本机打开审核页面：单位状态表、文本和问题、每个数的出处、填写原因、上传下载。"""
    office = open_office(existing(source), output)
    bound = bind(port)
    from generator.serve.run import serve as run

    run(office, bound, opened=not no_open, say=_said)


def open_office(source: Path, output: Path) -> Office:
    """The server's state, with the units found.

    Raises:
        MissingDependencyError: the extra is not installed.
        UsageError: there are no units.
    """
    try:
        from generator.serve.office import Office
        from generator.serve.records import Records
        from generator.serve.run import listen  # noqa: F401 - whether the server's library is there
    except ImportError as error:
        raise MissingDependencyError("没有安装审核页面的组件", "安装：pip install 'juesuan[ui]'") from error
    office = Office(source.resolve(), Workspace.find(), Records((output / RECORDS).resolve()))
    office.start()
    if not office.units:
        office.close()
        raise UsageError(
            f"{source} 中没有单位数据", "给出单位文件夹（其中有 unit.yaml）、填报工作簿，或它们所在的文件夹"
        )
    return office


def bind(port: int) -> socket.socket:
    """The socket.

    Raises:
        UsageError: the port is taken.
    """
    from generator.serve.run import listen

    try:
        return listen(port)
    except OSError as error:
        raise UsageError(f"端口 {port} 不能用（{why(error)}）", "换一个端口，或不写 --port") from error


def _said(address: str) -> None:
    typer.echo(f"审核页面：{address}")
    typer.echo("只能在本机打开。用完按 Ctrl+C 结束。")
