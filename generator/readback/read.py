"""A finished file → what is read of it, by its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from generator.readback.content import Reading, Revisions

SUFFIXES = frozenset({".docx", ".pdf"})
"""Kinds of finished files that can be read."""


def read_document(path: Path, revisions: Revisions = "accept") -> Reading:
    """The DOCX or PDF at ``path``.

    Raises:
        UsageError: it is neither.
        UnreadableError: it cannot be read.
    """
    match path.suffix.lower():
        case ".docx":
            from generator.readback.docx import read_docx

            return read_docx(path, revisions)
        case ".pdf":
            from generator.readback.pdf import read_pdf

            return read_pdf(path)
        case _:
            raise UsageError(f"不能读这种文件：{path}", "可读 Word 文档（.docx）和 PDF")
