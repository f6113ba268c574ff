"""Page markup + style sheet → PDF bytes: WeasyPrint, loaded when first needed and kept warm."""

from __future__ import annotations

import contextlib
import gc
import io
import logging
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from generator.errors import MissingDependencyError, StyleError
from generator.fonts import PANGO_ADVICE, use_workspace_fonts
from generator.render import pdf_versions
from generator.render.pdf_archive import Extras, finish, options
from generator.render.pdf_justify import justify_chinese
from generator.render.pdf_latin import latin_data, latin_rules
from generator.render.pdf_speed import speed_up
from generator.render.pdf_unbroken import keep_numbers_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weasyprint import CSS, HTML
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    from generator.style.model import Fonts

LIBRARIES = ("weasyprint", "fontTools")
"""Names of the loggers that are listened to."""

LOGGER = logging.getLogger("juesuan.pdf")
LOGGER.addHandler(logging.NullHandler())


def write_pdf(page: str, sheet: str, fonts: Fonts, extras: Extras = Extras()) -> bytes:  # noqa: B008 - immutable
    """The PDF of ``page`` (well-formed markup) set by ``sheet`` in ``fonts``, with what ``extras`` asks for.

    Raises:
        MissingDependencyError: Pango is not installed.
        StyleError: the markup is not well-formed, or asks for a file or an address.
    """
    with _undisturbed(), _listening():
        return _engine(sheet, fonts).write(page, extras)


@dataclass(frozen=True)
class _Engine:
    """WeasyPrint with the fonts and sheets of one style."""

    fonts: FontConfiguration
    counters: CounterStyle
    sheets: tuple[CSS, ...]
    fetcher: URLFetcher
    """Gives what the page itself carries (data:) and nothing else: no file, no network."""

    def write(self, page: str, extras: Extras) -> bytes:
        html = _parse(page, self.fetcher)
        written = html.write_pdf(
            finisher=finish,
            font_config=self.fonts,
            counter_style=self.counters.copy(),
            stylesheets=self.sheets,
            **options(extras),
        )
        return bytes(written)


@lru_cache(maxsize=4)
def _engine(sheet: str, fonts: Fonts) -> _Engine:
    use_workspace_fonts()
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            from weasyprint import CSS
    except OSError as error:
        raise MissingDependencyError("缺少程序库 Pango，无法生成 PDF", PANGO_ADVICE) from error
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class LatinFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint brings no types
        """Gives the style's Latin font and nothing else."""

        def fetch(self, url: str, _headers: object = None) -> URLFetcherResponse:
            return URLFetcherResponse(url, data[url])

    Finalize(None, _engine.cache_clear, exitpriority=1)  # the engines' font files go with the process, a worker's too
    speed_up()
    keep_numbers_whole()
    data = latin_data(fonts)
    configuration = FontConfiguration()
    counters = CounterStyle()
    closed = URLFetcher(allowed_protocols=("data",))
    sheets = (
        CSS(string=latin_rules(fonts), font_config=configuration, url_fetcher=LatinFetcher()),
        CSS(string=sheet, font_config=configuration, counter_style=counters, url_fetcher=closed),
    )
    justify_chinese(configuration)
    return _Engine(configuration, counters, sheets, closed)


def _parse(page: str, fetcher: URLFetcher) -> HTML:
    """What ``HTML(string=page)`` gives, but by the XML parser and without the sheet of every element there is.

    That sheet makes six styles for the notes and markers of each element. Both together are a sixth of the time.
    With versions that are not known it is what ``HTML(string=page)`` gives.
    """
    from cssselect2 import ElementWrapper  # type: ignore[import-untyped]  # brings no types
    from weasyprint import HTML

    try:
        root = ET.fromstring(page)  # noqa: S314  # our own markup: all that is data in it was escaped
    except ET.ParseError as error:
        raise StyleError(f"页面标记不是格式良好的 XML：{error}", "检查样式的 document.html.j2") from error
    if not pdf_versions.known():
        return HTML(string=page, url_fetcher=fetcher)
    html = HTML.__new__(HTML)
    html.base_url = None
    html.url_fetcher = fetcher
    html.media_type = "print"
    html.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
    html.etree_element = root
    html._ua_stylesheets = lambda _forms: []  # noqa: SLF001  # the style's elements.css takes its place
    return html


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """No garbage collection while a document is made (a seventh of the time); one of the new objects after it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
            gc.collect(0)


class _Listener(logging.Handler):
    """Keeps what the libraries say."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextlib.contextmanager
def _listening() -> Iterator[None]:
    """Warnings of the libraries go to our own log; what they call an error stops the printing."""
    listener = _Listener()
    loggers = [logging.getLogger(name) for name in LIBRARIES]
    for logger in loggers:
        logger.addHandler(listener)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(listener)
    for record in listener.records:
        if record.levelno >= logging.ERROR:
            raise StyleError(f"排版出错：{record.getMessage()}", "检查样式的 page.css 和 document.html.j2")
        LOGGER.warning("%s", record.getMessage())
