"""Findings about a shell → a copy of it with a Word comment at each."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, cast

from docx import Document
from docx.text.paragraph import Paragraph

from generator.authoring.paragraphs import paragraph_elements
from generator.readback.docx_text import BOX, W
from generator.readback.package import read_parts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lxml.etree import _Element

    from generator.finding import Finding

AUTHOR, INITIALS = "样式检查", "检"


def marked_shell(path: Path, findings: Iterable[Finding]) -> bytes:
    """The Word file at ``path`` with the findings as comments: at their paragraph, or at the first for other parts.

    Raises:
        UnreadableError: it is no Word file.
    """
    read_parts(path)
    document = Document(str(path))
    body = document.element.body
    paragraphs = list(paragraph_elements(body))
    for finding in findings:
        place = finding.source
        number = int(match[0]) if place and (match := re.search(r"\d+", place.cell)) else 1
        in_text = place is not None and place.sheet == "正文"
        element = _outside(paragraphs[number - 1] if in_text and number <= len(paragraphs) else paragraphs[0])
        paragraph = Paragraph(cast("Any", element), document._body)  # noqa: SLF001 - python-docx has no other way to a paragraph of its own counting
        runs = paragraph.runs or [paragraph.add_run("")]
        where = "" if in_text or place is None else f"{place.sheet}{place.cell}："
        advice = f"\n{finding.advice}" if finding.advice else ""
        comment = document.add_comment(runs, f"{where}{finding.message}{advice}", AUTHOR, INITIALS)
        _undated(comment._comment_elm)  # noqa: SLF001 - as above
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _outside(element: _Element) -> _Element:
    """The paragraph itself, or the one that holds its text box: Word knows no comments in a text box."""
    for above in element.iterancestors():
        if above.tag == BOX:
            return next(one for one in above.iterancestors() if one.tag == f"{W}p")
    return element


def _undated(element: _Element) -> None:
    """Take the date out: the same shell gives the same file every time."""
    for name in list(element.attrib):
        if str(name).endswith("}date"):
            del element.attrib[name]
