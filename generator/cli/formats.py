"""``--format`` and ``--pdf-engine`` → names of printers."""

from __future__ import annotations

from typing import Annotated

import typer

from generator.errors import UsageError
from generator.render.registry import find_printer
from generator.render.typst_engine import require_typst

PDF = "pdf"
ENGINES = {"weasyprint": PDF, "typst": "pdf-typst"}
"""引擎 → the printer that makes the PDF."""

Formats = Annotated[
    str,
    typer.Option(
        "--format", help="输出格式，用逗号分开：docx、pdf、html、xlsx、csv、json、review（审核版）", metavar="格式"
    ),
]
PdfEngine = Annotated[
    str,
    typer.Option(
        "--pdf-engine", help="PDF 的排版引擎：weasyprint，或快数倍的 typst（适合批量，须另装）", metavar="引擎"
    ),
]


def chosen_formats(text: str, engine: str = "weasyprint") -> tuple[str, ...]:
    """The printers for the formats in ``text``, each once.

    Raises:
        UsageError: no format, an unknown one or an unknown engine, or the PDF by both engines.
        MissingDependencyError: the engine is not installed.
    """
    if engine not in ENGINES:
        raise UsageError(f"没有排版引擎“{engine}”", f"可用：{'、'.join(ENGINES)}")
    named = [name.strip() for name in text.split(",") if name.strip()]
    chosen = tuple(dict.fromkeys(ENGINES[engine] if name == PDF else name for name in named))
    if not chosen:
        raise UsageError("没有指定输出格式", "例如 --format docx,pdf")
    for name in chosen:
        find_printer(name)
    if set(ENGINES.values()) <= set(chosen):
        raise UsageError("同一个 PDF 不能由两个引擎生成", "只写 pdf，用 --pdf-engine 选引擎")
    if ENGINES["typst"] in chosen:
        require_typst()
    return chosen
