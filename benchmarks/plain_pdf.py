"""A plain script that prints the same document with Jinja and WeasyPrint in the obvious way.

It is what one writes from the two libraries' own examples, and what ``make bench`` measures the printer against:
one template with its style inside, tables laid out by their contents, charts drawn by pyplot as pictures of
200 dpi. The text, the tables and the figures of the charts are those of the printer; nothing is made slow on purpose.
"""

from __future__ import annotations

import base64
import io

import matplotlib as mpl

mpl.use("Agg")

from typing import TYPE_CHECKING

import jinja2
import weasyprint
from matplotlib import pyplot as plt

from generator.document.blocks import ChartBlock, Document, Heading, Paragraph
from generator.fonts import use_workspace_fonts

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{{ document.title }}</title>
<style>
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —" } }
@page cover { @bottom-center { content: none } }
@page wide { size: A4 landscape; margin: 28mm 35mm 26mm 37mm }
body { font-family: "Liberation Serif", "FandolFang R", "LXGW WenKai", "Noto Serif CJK SC", "DejaVu Sans", serif;
  font-size: 16pt; line-height: 29pt }
.cover { page: cover; text-align: center }
.cover h1 { padding-top: 55mm; padding-bottom: 60mm; break-before: auto; bookmark-level: none }
.toc { break-before: page }
.toc a { color: black; text-decoration: none }
.toc a::after { content: leader('.') target-counter(attr(href), page) }
.toc ul { list-style: none; padding: 0 }
h1 { font-family: "Noto Serif CJK SC"; font-size: 22pt; text-align: center; break-before: page }
h2 { font-family: "Noto Sans CJK SC"; font-size: 16pt; font-weight: normal }
h3 { font-family: "FandolKai"; font-size: 16pt; font-weight: normal }
h4 { font-size: 16pt; font-weight: normal }
p { text-indent: 2em; margin: 0 }
.table { font-family: "Liberation Serif", "Noto Serif CJK SC"; font-size: 10.5pt; line-height: 1.3 }
.own { break-before: page }
.wide { page: wide }
.table p { text-indent: 0 }
.title { font-size: 16pt; text-align: center }
.label { text-align: right }
table { width: 100%; border-collapse: collapse }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { border: 0.5pt solid black; padding: 2pt 3pt; font-weight: normal }
.left { text-align: left } .center { text-align: center } .right { text-align: right }
figure { text-align: center; margin: 0; break-inside: avoid }
figure img { width: 150mm }
</style>
</head>
<body>
<div class="cover">
<h1>{{ document.cover.title }}</h1>
<p>{{ document.cover.unit }}</p>
{% for line in document.cover.lines %}<p>{{ line }}</p>{% endfor %}
<p>{{ document.cover.date }}</p>
</div>
<div class="toc">
<p class="title">{{ document.toc_title }}</p>
<ul>{% for heading in document.toc %}
<li><a href="#{{ heading.anchor }}">{{ heading.text }}</a></li>{% endfor %}
</ul>
</div>
{% for kind, block in blocks %}
{% if kind == "heading" %}
<h{{ block.level + 1 }} id="{{ block.anchor }}">{{ block.text }}</h{{ block.level + 1 }}>
{% elif kind == "paragraph" %}
<p class="{{ block.role }}">{% for span in block.spans %}{{ span.text }}{% endfor %}</p>
{% elif kind == "chart" %}
<figure>
{% if block.caption_above %}<figcaption>{{ block.caption }}</figcaption>{% endif %}
<img src="data:image/png;base64,{{ pictures[block.id] }}" alt="{{ block.alt }}">
{% if not block.caption_above %}<figcaption>{{ block.caption }}</figcaption>{% endif %}
</figure>
{% else %}
<div class="table {{ 'own' if block.own_page }} {{ 'wide' if block.landscape }}">
<p class="title" id="{{ block.anchor }}">{{ block.title }}</p>
<p class="label">{{ block.label }}</p>
<p class="label">{{ block.owner }} {{ block.unit }}</p>
<table>
<thead>
{% for row in block.boxhead %}
<tr>{% for cell in row %}<th colspan="{{ cell.colspan }}" rowspan="{{ cell.rowspan }}">{{ cell.text }}</th>{% endfor %}
</tr>{% endfor %}
</thead>
<tbody>
{% for row in block.body %}
<tr>{% for cell in row %}<td class="{{ cell.align }}" colspan="{{ cell.colspan }}" rowspan="{{ cell.rowspan }}"
 style="padding-left: {{ 3 + 10 * cell.indent }}pt">{{ cell.text }}</td>{% endfor %}
</tr>{% endfor %}
</tbody>
</table>
{% for note in block.notes %}<p>{{ note }}</p>{% endfor %}
</div>
{% endif %}
{% endfor %}
</body>
</html>
"""


def build(document: Document, path: Path) -> None:
    """Print ``document`` to the PDF file ``path``, in the fonts that the printer uses."""
    use_workspace_fonts()
    template = jinja2.Environment(autoescape=True).from_string(TEMPLATE)
    blocks = [(_kind(block), block) for block in document.blocks]
    pictures = {block.id: _picture(block) for block in document.blocks if isinstance(block, ChartBlock)}
    html = template.render(document=document, blocks=blocks, pictures=pictures)
    weasyprint.HTML(string=html).write_pdf(path)


def _kind(block: object) -> str:
    if isinstance(block, Heading):
        return "heading"
    if isinstance(block, Paragraph):
        return "paragraph"
    return "chart" if isinstance(block, ChartBlock) else "table"


def _picture(chart: ChartBlock) -> str:
    """The chart as PNG, for a data address."""
    plt.rcParams["font.sans-serif"] = ["Noto Sans CJK SC"]
    figure, axes = plt.subplots(figsize=(6, 3.2))
    if chart.kind == "structure":
        data = chart.series[-1].data
        labels = [f"{datum.label} {datum.amount}（{datum.share}）" for datum in data]
        axes.pie([datum.value for datum in data], labels=labels)
    else:
        for number, series in enumerate(chart.series):
            places = [index + number * 0.4 for index in range(len(series.data))]
            bars = axes.bar(places, [datum.value for datum in series.data], width=0.35, label=series.name)
            axes.bar_label(bars, [datum.amount for datum in series.data])
        axes.set_xticks(range(len(chart.series[0].data)), [datum.label for datum in chart.series[0].data])
        axes.set_ylabel(chart.unit)
        axes.legend()
    stored = io.BytesIO()
    figure.savefig(stored, format="png", dpi=200)
    plt.close(figure)
    return base64.b64encode(stored.getvalue()).decode("ascii")
