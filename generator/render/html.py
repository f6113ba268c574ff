"""Document → one HTML file for a website: semantic, no script, nothing fetched, safe to paste into a content system.

All of it is inside one element with its own style sheet, so that this element can be copied out of the file. Its
names begin with a sign of the document, so that two documents can stand on one page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock, Heading, Paragraph
from generator.document.table import TableBlock
from generator.render.html_chart import chart_svg
from generator.render.html_look import SCOPE, look
from generator.render.html_table import table_html
from generator.render.markup_text import attribute, escaped, identifier
from generator.render.registry import printer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.document.blocks import Block, Datum, Document
    from generator.style.load import LoadedStyle

_DEEPEST = 5
"""h1 is the document's title, h2 a part; there is no use for h6."""


@printer("html", suffix=".html", title="网页")
def print_html(document: Document, style: LoadedStyle) -> bytes:
    """``document`` as a page of its own.

    Raises:
        StyleError: a chart cannot be drawn.
    """
    return (
        f'<!DOCTYPE html>\n<html{attribute("lang", document.language)}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escaped(document.title)}</title>\n</head>\n<body style="margin:0">\n'
        "<!-- 可粘贴的部分由此开始 -->\n"
        f"{html_body(document, style)}\n"
        "<!-- 可粘贴的部分到此为止 -->\n</body>\n</html>\n"
    ).encode()


def html_body(document: Document, style: LoadedStyle, *, marks: bool = False) -> str:
    """``document`` as one element with its own style sheet, all text escaped.

    Args:
        document: what is printed.
        style: whose fonts are used on paper.
        marks: whether block number n of ``document.blocks`` gets the id ``b<n>``, and the number m in it that is a
            figure's printed form ``<span class="fig" data-ref="KEY" id="b<n>-<m>">``, both from 0 and from 1; below
            a chart its numbers are listed. For pages that show one document and lead from numbers to their origin.

    Raises:
        StyleError: a chart cannot be drawn.
    """
    page = _Page(document, marks=marks)
    return (
        f'<article class="{SCOPE}"{attribute("lang", document.language)}>\n<style>{look(style.style)}</style>\n'
        f"{''.join(page.lines())}</article>"
    )


@dataclass
class _Page:
    """One document on its way to markup."""

    document: Document
    marks: bool
    prefix: str = field(init=False)
    block: int = field(default=0, init=False)
    marked: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        sign = sha256(self.document.title.encode("utf-8", "replace")).hexdigest()[:8]
        self.prefix = f"gk{sign}-"

    def lines(self) -> Iterator[str]:
        """Draft, cover, contents, then the blocks, one a line."""
        document, cover = self.document, self.document.cover
        if document.draft:
            yield f'<p class="draft">{escaped(document.draft)}</p>\n'
            yield f'<div class="watermark" aria-hidden="true">{escaped(document.stamp)}</div>\n'
        below = "".join(f"<p>{escaped(line)}</p>" for line in (cover.unit, *cover.lines, cover.date) if line)
        yield f"<header><h1>{escaped(cover.title)}</h1>{below}</header>\n"
        if document.toc:
            yield self._contents()
        is_open = False
        for self.block, block in enumerate(document.blocks):
            self.marked = 0
            if isinstance(block, Heading) and block.level == 0:
                yield "</section>\n<section>\n" if is_open else "<section>\n"
                is_open = True
            yield f"{self._block(block)}\n"
        if is_open:
            yield "</section>\n"

    def _contents(self) -> str:
        places = {anchor: number for number, block in enumerate(self.document.blocks) if (anchor := _anchor(block))}
        entries = "".join(
            f'<li class="l{heading.level}"><a href="#{self._id(places[heading.anchor], heading.anchor)}">'
            f"{escaped(heading.text)}</a></li>"
            if heading.anchor in places
            else f'<li class="l{heading.level}">{escaped(heading.text)}</li>'
            for heading in self.document.toc
        )
        title = escaped(self.document.toc_title)
        return f'<nav class="toc" aria-label="{title}"><p>{title}</p><ul>{entries}</ul></nav>\n'

    def _id(self, block: int, anchor: str) -> str:
        if self.marks:
            return f"b{block}"
        return f"{self.prefix}{identifier(anchor)}" if anchor else ""

    def _block(self, block: Block) -> str:
        name = attribute("id", self._id(self.block, _anchor(block)))
        match block:
            case Heading():
                tag = f"h{min(block.level + 2, _DEEPEST)}"
                return f"<{tag}{name}>{escaped(block.text)}</{tag}>"
            case Paragraph():
                role = attribute("class", "" if block.role == "body" else block.role)
                return f"<p{name}{role}>{''.join(self._mark(span.text, span.ref) for span in block.spans)}</p>"
            case TableBlock():
                return table_html(block, self._mark, self._title(block)).replace("<div ", f"<div{name} ", 1)
            case ChartBlock():
                return f"<figure{name}>{self._chart(block)}</figure>"

    def _mark(self, text: str, ref: str) -> str:
        """Printed text; where it is a figure's and marks are wanted, marked so."""
        if not (self.marks and ref and text):
            return escaped(text)
        self.marked += 1
        name = f"b{self.block}-{self.marked}"
        return f'<span class="fig"{attribute("data-ref", ref)} id="{name}">{escaped(text)}</span>'

    def _title(self, table: TableBlock) -> str:
        if not table.title:
            return ""
        if table.heading_level:
            tag = f"h{min(table.heading_level + 2, _DEEPEST)}"
            return f'<{tag} class="title">{escaped(table.title)}</{tag}>'
        return f'<p class="title">{escaped(table.title)}</p>'

    def _chart(self, chart: ChartBlock) -> str:
        caption = f"<figcaption>{escaped(chart.caption)}</figcaption>"
        drawn = f'<div class="scroll">{chart_svg(chart, self.prefix)}</div>'
        listed = self._numbers(chart) if self.marks else ""
        return f"{caption}{drawn}{listed}" if chart.caption_above else f"{drawn}{caption}{listed}"

    def _numbers(self, chart: ChartBlock) -> str:
        """The numbers that a chart shows, each marked: those in its picture are letters of a picture."""
        items = "".join(
            f"<li>{escaped(series.name)} {self._datum(datum, chart.unit)}</li>"
            for series in chart.series
            for datum in series.data
        )
        return f'<ul class="data">{items}</ul>'

    def _datum(self, datum: Datum, unit: str) -> str:
        amount = self._mark(datum.amount, datum.ref)
        share = f"（{self._mark(datum.share, datum.share_ref)}）" if datum.share else ""
        return f"{escaped(datum.label)} {amount}{escaped(unit)}{share}"


def _anchor(block: Block) -> str:
    return block.anchor if isinstance(block, (Heading, TableBlock)) else ""
