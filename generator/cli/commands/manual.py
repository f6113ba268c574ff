"""``juesuan manual``: writes the generated pages of the project."""

from __future__ import annotations

import typer

from generator.cli.app import app
from generator.manual import PAGES
from generator.workspace import Workspace


@app.command(hidden=True)
def manual() -> None:
    """重新生成由程序导出的文件（JSON Schema、样式的键、问题代码）。"""
    root = Workspace.find().root
    for name, page in PAGES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(), encoding="utf-8", newline="\n")
        typer.echo(f"已写出 {name}")
