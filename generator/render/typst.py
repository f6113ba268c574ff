"""Document → PDF, by Typst: the second engine, for large runs. The same text, pages and fonts as the first one's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import StyleError
from generator.render.pdf import SHELL, extras_of
from generator.render.pdf_style import PAGE_CSS
from generator.render.registry import printer
from generator.render.typst_engine import write_pdf
from generator.render.typst_source import document_code

if TYPE_CHECKING:
    from generator.document.blocks import Document
    from generator.style.load import LoadedStyle


@printer("pdf-typst", suffix=".pdf", title="PDF（快速引擎）")
def print_pdf_typst(document: Document, style: LoadedStyle) -> bytes:
    """``document`` as a PDF set in ``style``, as far as style.yaml describes it.

    Raises:
        MissingDependencyError: Typst is not installed, or no font.
        StyleError: the style has a page.css or a shell of its own, which only the first engine reads.
    """
    for folder in style.folders[:-1]:
        for name in (PAGE_CSS, SHELL):
            if (folder / name).is_file():
                raise StyleError(
                    f"样式“{style.style.name}”用到 {folder.name}/{name}，快速引擎不读这个文件",
                    "用 --pdf-engine weasyprint，或改用 style.yaml 的 page、fonts",
                )
    extras = extras_of(document, style)
    return write_pdf(document_code(document, style.style, extras), style.style.fonts, style.style.page, extras)
