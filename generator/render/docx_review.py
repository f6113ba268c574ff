"""审核版: the Word document with the remarks of a review as comments. The same printer; the remarks make it one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.docx import print_docx
from generator.render.registry import printer

if TYPE_CHECKING:
    from generator.document.blocks import Document
    from generator.style.load import LoadedStyle


@printer("review", suffix="（审核版）.docx", title="审核版（Word 批注）", reviews=True)
def print_review(document: Document, style: LoadedStyle) -> bytes:
    """The file's bytes, a comment at each remark of ``document``."""
    return print_docx(document, style)
