"""Document → PDF, by WeasyPrint: tagged, bookmarked, fonts embedded, the same bytes for the same document."""

from __future__ import annotations

import base64
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from generator.render.markup import body_markup, toc_markup
from generator.render.markup_fit import text_area
from generator.render.markup_text import attribute, centred
from generator.render.pdf_engine import write_pdf
from generator.render.pdf_style import draft_rules, style_sheet
from generator.render.registry import printer

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Template

    from generator.document.blocks import ChartBlock, Document
    from generator.style.load import LoadedStyle

SHELL = "document.html.j2"


@printer("pdf", suffix=".pdf", title="PDF")
def print_pdf(document: Document, style: LoadedStyle) -> bytes:
    """``document`` as a PDF set in ``style``.

    Raises:
        MissingDependencyError: Pango is not installed.
        StyleError: the style's page.css or shell asks for what cannot be had.
    """
    fonts = style.style.fonts
    return write_pdf(markup(document, style), style_sheet(style) + draft_rules(document.draft, fonts), fonts)


def markup(document: Document, loaded: LoadedStyle) -> str:
    """``document`` as the HTML page that the PDF is made from."""
    from generator.drawing import draw

    page = loaded.style.page
    cover = document.cover
    size = page.title_size + 4

    def picture(chart: ChartBlock) -> str:
        drawn = draw(chart, loaded.style.fonts)
        data = base64.b64encode(drawn.svg.encode("utf-8")).decode("ascii")
        measures = f"width:{drawn.width:g}pt;height:{drawn.height:g}pt"
        return f'<img src="data:image/svg+xml;base64,{data}"{attribute("alt", chart.alt)} style="{measures}"/>'

    return _shell(loaded.folders).render(
        document=document,
        cover_title=_made(centred(cover.title, text_area(page, landscape=False)[0] / size)),
        cover_lines=[line for line in (cover.unit, *cover.lines, cover.date) if line],
        toc=_made(toc_markup(document)),
        body=_made(body_markup(document, page, picture)),
    )


def _made(markup: str) -> Markup:
    """Markup of our own making, to stand in the shell as it is; all text in it is escaped already."""
    return Markup(markup)  # noqa: S704 - nothing of the data is markup


@cache
def _shell(folders: tuple[Path, ...]) -> Template:
    loader = FileSystemLoader([str(folder) for folder in folders])
    environment = SandboxedEnvironment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return environment.get_template(SHELL)
