"""Document → PDF, by WeasyPrint: tagged, bookmarked, fonts embedded, the same bytes for the same document."""

from __future__ import annotations

import base64
import contextlib
import gc
import io
import logging
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from generator.errors import MissingDependencyError, StyleError
from generator.fonts import PANGO_ADVICE, use_workspace_fonts
from generator.render.markup import body_markup, title_width, toc_markup
from generator.render.markup_text import attribute, centred
from generator.render.pdf_style import latin_faces, style_sheet
from generator.render.registry import printer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jinja2 import Template

    from generator.document.blocks import ChartBlock, Document
    from generator.style.load import LoadedStyle

SHELL = "document.html.j2"
LOGGER = logging.getLogger("juesuan.pdf")
LOGGER.addHandler(logging.NullHandler())


@printer("pdf", suffix=".pdf", title="PDF")
def print_pdf(document: Document, style: LoadedStyle) -> bytes:
    """``document`` as a PDF set in ``style``.

    Raises:
        MissingDependencyError: Pango is not installed.
        StyleError: the style's page.css or shell asks for what cannot be had.
    """
    html = markup(document, style)
    with _captured_log(), _undisturbed():
        return _engine(style_sheet(style), latin_faces(style.style.fonts)).write(html)


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
        return f'<img src="data:image/svg+xml;base64,{data}"{attribute("alt", chart.alt)} style="{measures}">'

    return _shell(loaded.folders).render(
        document=document,
        cover_title=Markup(centred(cover.title, title_width(page, size))),
        cover_lines=[line for line in (cover.unit, *cover.lines, cover.date) if line],
        toc=Markup(toc_markup(document)),
        body=Markup(body_markup(document, page, picture)),
    )


@cache
def _shell(folders: tuple[Path, ...]) -> Template:
    loader = FileSystemLoader([str(folder) for folder in folders])
    environment = SandboxedEnvironment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return environment.get_template(SHELL)


@dataclass(frozen=True)
class _Engine:
    """WeasyPrint with one style's fonts and sheets, kept for the next document."""

    weasyprint: Any
    fonts: Any
    sheets: tuple[Any, ...]
    fetcher: Any
    """Fetches what the page itself carries (data:), and nothing else: no file, no network."""

    def write(self, html: str) -> bytes:
        """The PDF of ``html``."""
        page = self.weasyprint.HTML(string=html, url_fetcher=self.fetcher)
        return bytes(page.write_pdf(font_config=self.fonts, stylesheets=self.sheets, pdf_tags=True))


@lru_cache(maxsize=4)
def _engine(sheet: str, latin: str) -> _Engine:
    """The engine for a style sheet and the ``@font-face`` rules that may read the machine's font files."""
    use_workspace_fonts()
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            import weasyprint
            from weasyprint.text.fonts import FontConfiguration
            from weasyprint.urls import URLFetcher
    except OSError as error:
        raise MissingDependencyError(f"缺少程序库 Pango，无法生成 PDF（{error}）", PANGO_ADVICE) from error
    fonts = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols=("data",))
    faces = weasyprint.CSS(string=latin, font_config=fonts, url_fetcher=URLFetcher(allowed_protocols=("file",)))
    rules = weasyprint.CSS(string=sheet, font_config=fonts, url_fetcher=fetcher)
    return _Engine(weasyprint, fonts, (faces, rules), fetcher)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """No garbage collection while a document is made (a seventh of the time), one of the new objects after it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
            gc.collect(0)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextlib.contextmanager
def _captured_log() -> Iterator[None]:
    """Warnings of the libraries go to our own log; an error of theirs is one of the style's."""
    collector = _Collector()
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(collector)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(collector)
    for record in collector.records:
        if record.levelno >= logging.ERROR:
            raise StyleError(f"排版时出错：{record.getMessage()}", "检查样式的 page.css 和 document.html.j2")
        LOGGER.warning("%s", record.getMessage())
