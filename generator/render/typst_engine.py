"""Typst code → PDF bytes: Typst in this process, loaded when first needed and kept warm."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from generator.errors import MissingDependencyError, StyleError
from generator.render.typst_fonts import font_set
from generator.render.typst_layout import LAYOUT
from generator.render.typst_style import style_code

if TYPE_CHECKING:
    from typst import Compiler

    from generator.render.pdf_archive import Extras
    from generator.style.model import Fonts, Page

LOGGER = logging.getLogger("juesuan.pdf")
LOGGER.addHandler(logging.NullHandler())

ARCHIVE = "a-3a"

_ONE = Lock()
"""A compiler takes one document at a time, whatever thread brings it."""

_AGES = 10
"""Typst forgets what it has not used for as many documents. Empty ones make it forget a document at once, which takes
no time; otherwise it keeps ten, that is 300 MB."""


def write_pdf(code: str, fonts: Fonts, page: Page, extras: Extras) -> bytes:
    """The PDF of a document's ``code``, with what ``extras`` asks for.

    Raises:
        MissingDependencyError: Typst is not installed, or no font.
        StyleError: the layout cannot be made.
    """
    return _engine(fonts, page).write(code, extras)


def require_typst() -> None:
    """Fails where Typst is not installed.

    Raises:
        MissingDependencyError: it is not.
    """
    try:
        import typst  # noqa: F401 - whether it can be loaded is the question
    except ImportError as error:
        raise MissingDependencyError(
            "没有安装排版引擎 Typst，不能用 --pdf-engine typst",
            "安装：pip install 'juesuan[fast]'；或去掉这个选项，用 WeasyPrint",
        ) from error


@dataclass(frozen=True, eq=False)
class _Engine:
    """Typst with the fonts and the layout of one style."""

    compiler: Compiler
    head: str

    def write(self, code: str, extras: Extras) -> bytes:
        from typst import TypstError

        source = (self.head + code).encode()
        with _ONE, tempfile.TemporaryDirectory(prefix="juesuan-") as folder:
            for number, file in enumerate(extras.attached):
                (Path(folder) / str(number)).write_bytes(file.content)
            try:
                made = self._compile(source, folder, extras)
            except TypstError as error:
                raise StyleError(f"排版出错：{error.message}", "用 --pdf-engine weasyprint 可以生成") from error
            for _ in range(_AGES):
                self.compiler.compile(input=b"", format="svg")
        return made

    def _compile(self, source: bytes, folder: str, extras: Extras) -> bytes:
        """The PDF; one that is no archive's where a character that no font has, or the like, forbids it."""
        from typst import TypstError

        options: dict[str, Any] = {"input": source, "format": "pdf", "root": folder, "timestamp": 0}
        if extras.kind == "archive":
            try:
                return self._made(options | {"pdf_standards": [ARCHIVE]})
            except TypstError as error:
                LOGGER.warning("%s", error.message)
        return self._made(options | {"pdf_tags": extras.kind != "plain"})

    def _made(self, options: dict[str, Any]) -> bytes:
        made, warnings = self.compiler.compile_with_warnings(**options)
        for warning in warnings:
            LOGGER.warning("%s", warning.message)
        if not isinstance(made, bytes):
            raise TypeError(made)
        return made


@lru_cache(maxsize=2)
def _engine(fonts: Fonts, page: Page) -> _Engine:
    require_typst()
    from typst import Compiler

    found = font_set(fonts)
    compiler = Compiler(font_paths=found.fonts, ignore_system_fonts=True)
    return _Engine(compiler, style_code(fonts, page, found.names) + LAYOUT)
