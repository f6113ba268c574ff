"""A plain script that prints the same document with docxtpl in the obvious way.

It is what one writes from docxtpl's own examples, and what ``make bench`` measures the printer against: a template
authored in Word with loops over blocks, rows and cells, charts drawn by pyplot as pictures of 200 dpi. The text, the
tables and the figures of the charts are those of the printer. What a template cannot do, it leaves out: landscape
pages, rows merged downwards, page numbers in the table of contents. Nothing is made slow on purpose.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import jinja2
import matplotlib as mpl

mpl.use("Agg")

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from matplotlib import pyplot as plt

from generator.document.blocks import ChartBlock, Document, Heading, Paragraph
from generator.document.table import Cell, Row, TableBlock

TEMPLATE = Path(__file__).with_name("plain_template.docx")


def build(document: Document, path: Path) -> None:
    """Write ``document`` to ``path``."""
    plt.rcParams["font.family"] = ["Noto Sans CJK SC", "DejaVu Sans"]
    template = DocxTemplate(TEMPLATE)
    context = {
        "cover": document.cover,
        "toc_title": document.toc_title,
        "blocks": [describe(template, block) for block in document.blocks],
    }
    template.render(context, jinja2.Environment(autoescape=True))
    template.save(path)


def describe(template: DocxTemplate, block: object) -> dict[str, Any]:
    """What the template's loop needs to know of a block."""
    match block:
        case Heading():
            return {"kind": f"heading{block.level}", "text": block.text}
        case Paragraph():
            return {"kind": block.role, "text": block.text}
        case ChartBlock():
            image = InlineImage(template, io.BytesIO(draw(block)), width=Mm(150))
            return {"kind": "chart", "image": image, "caption": block.caption}
        case TableBlock():
            return {
                "kind": "table",
                "title": block.title,
                "label": block.label,
                "owner": block.owner,
                "unit": block.unit,
                "notes": block.notes,
                "head": fill(block.boxhead, block.columns),
                "body": fill(block.body, block.columns),
            }
    raise TypeError(block)


def fill(rows: tuple[Row, ...], columns: int) -> list[list[Cell]]:
    """``rows`` with an empty cell wherever one from above reaches down."""
    covered: set[tuple[int, int]] = set()
    filled: list[list[Cell]] = []
    for index, row in enumerate(rows):
        cells = iter(row)
        line: list[Cell] = []
        column = 0
        while column < columns:
            cell = Cell() if (index, column) in covered else next(cells, Cell())
            for below in range(index + 1, index + cell.rowspan):
                covered.update((below, column + offset) for offset in range(cell.colspan))
            line.append(cell)
            column += cell.colspan
        filled.append(line)
    return filled


def draw(chart: ChartBlock) -> bytes:
    """A picture of ``chart`` as PNG."""
    figure, axes = plt.subplots(figsize=(6, 3.2))
    if chart.kind == "comparison":
        for place, series in enumerate(chart.series):
            bars = axes.bar(
                [index + place * 0.35 for index in range(len(series.data))],
                [datum.value for datum in series.data],
                0.3,
                label=series.name,
            )
            axes.bar_label(bars, [datum.amount for datum in series.data])
        axes.set_xticks(range(len(chart.series[0].data)), [datum.label for datum in chart.series[0].data])
        axes.set_ylabel(chart.unit)
        axes.legend()
    else:
        data = chart.series[0].data
        axes.pie(
            [datum.value for datum in data], labels=[f"{datum.label} {datum.amount} {datum.share}" for datum in data]
        )
    image = io.BytesIO()
    figure.savefig(image, format="png", dpi=200)
    plt.close(figure)
    return image.getvalue()
