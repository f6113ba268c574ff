"""``juesuan schema``: the JSON Schema of ``unit.yaml``, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.app import app
from generator.schema import write_schema


@app.command()
def schema(
    output: Annotated[Path, typer.Option("-o", "--output", help="写到这个文件", metavar="文件")] = Path(
        "data/schema/unit.json"
    ),
) -> None:
    """写出 unit.yaml 的 JSON Schema，供编辑器补全和检查。"""
    write_schema(output)
    typer.echo(f"已写出 {output}")
