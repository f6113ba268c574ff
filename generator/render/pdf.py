"""Document → PDF, by WeasyPrint: tagged, bookmarked, fit for an archive, the same bytes for the same document."""

from __future__ import annotations

import base64
import re
from datetime import date
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from generator.render.markup import TITLE_LINE, body_markup, closes_up, toc_markup
from generator.render.markup_fit import em, text_area
from generator.render.markup_text import attribute, centred
from generator.render.open_data import as_json, as_xlsx
from generator.render.pdf_archive import EARLIEST, Attached, Extras
from generator.render.pdf_engine import write_pdf
from generator.render.pdf_style import FIGURE_GAP, draft_rules, style_sheet
from generator.render.registry import printer

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Template

    from generator.document.blocks import ChartBlock, Document
    from generator.style.load import LoadedStyle
    from generator.style.model import Page

SHELL = "document.html.j2"

_DATE = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?")


@printer("pdf", suffix=".pdf", title="PDF")
def print_pdf(document: Document, style: LoadedStyle) -> bytes:
    """``document`` as a PDF set in ``style``.

    Raises:
        MissingDependencyError: Pango is not installed.
        StyleError: the style's page.css or shell asks for what cannot be had.
    """
    fonts = style.style.fonts
    sheet = style_sheet(style) + draft_rules(document.draft, fonts)
    return write_pdf(markup(document, style), sheet, fonts, extras_of(document, style))


def extras_of(document: Document, style: LoadedStyle) -> Extras:
    """What the style wants in the file besides the pages. A draft is nothing for an archive."""
    kind = style.style.pdf
    if kind != "archive":
        return Extras(kind)
    if document.draft:
        return Extras("tagged")
    tables = (
        Attached("tables.json", as_json(document, style), "公开表的数据（JSON）"),
        Attached("tables.xlsx", as_xlsx(document, style), "公开表（Excel）"),
    )
    return Extras(kind, tables, _day(document.cover.date))


def _day(text: str) -> date:
    """The day that a date on the cover names, the first of a month if it names none."""
    found = _DATE.search(text)
    if not found:
        return EARLIEST
    year, month, day = (int(number or 1) for number in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return EARLIEST


def markup(document: Document, loaded: LoadedStyle) -> str:
    """``document`` as the HTML page that the PDF is made from."""
    from generator.drawing import draw

    page = loaded.style.page
    cover = document.cover
    size = page.title_size + 4

    def picture(chart: ChartBlock) -> str:
        drawn = draw(chart, loaded.style.fonts)
        data = base64.b64encode(drawn.svg.encode("utf-8")).decode("ascii")
        above, below = around(drawn.height, chart.caption, page)
        measures = f"width:{drawn.width:g}pt;height:{drawn.height:g}pt;padding:{above:.2f}pt 0 {below:.2f}pt"
        return f'<img src="data:image/svg+xml;base64,{data}"{attribute("alt", chart.alt)} style="{measures}"/>'

    return _shell(loaded.folders).render(
        document=document,
        cover_title=_made(centred(cover.title, text_area(page, landscape=False)[0] / size)),
        cover_lines=[line for line in (cover.unit, *cover.lines, cover.date) if line],
        toc=_made(toc_markup(document)),
        toc_close=closes_up(document, page),
        body=_made(body_markup(document, page, picture)),
    )


def around(height: float, caption: str, page: Page) -> tuple[float, float]:
    """Points above and below a picture ``height`` high, so that with its caption it takes whole lines of the text."""
    caption_lines = ceil(em(caption) * page.table_size / text_area(page, landscape=False)[0])
    least = page.line_pitch * FIGURE_GAP
    taken = height + caption_lines * page.table_size * TITLE_LINE + 3 * least
    free = ceil(taken / page.line_pitch) * page.line_pitch - taken
    return least + free / 2, least + free / 2


def _made(markup: str) -> Markup:
    """Markup of our own making, to stand in the shell as it is; all text in it is escaped already."""
    return Markup(markup)  # noqa: S704 - nothing of the data is markup


@cache
def _shell(folders: tuple[Path, ...]) -> Template:
    loader = FileSystemLoader([str(folder) for folder in folders])
    environment = SandboxedEnvironment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return environment.get_template(SHELL)
