"""Headings and their pages → the table of contents: a real field whose stored result is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.docx_text import FIELD_END, bookmark_name, field, field_start, paragraph, run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.document.blocks import Document, Heading

_TAB = "<w:r><w:tab/></w:r>"


def toc_xml(document: Document, bookmarks: Mapping[str, int], pages: Mapping[str, int]) -> str:
    """The entries with links, leaders and page numbers; nothing where no heading is listed."""
    headings = document.toc
    if not headings:
        return ""
    start = field_start(f'TOC \\o "1-{document.toc_depth + 1}" \\h \\z \\u')
    entries = [_entry(heading, bookmarks, pages) for heading in headings]
    first = paragraph(_style(headings[0]), start + entries[0])
    rest = [paragraph(_style(heading), entry) for heading, entry in zip(headings[1:], entries[1:], strict=True)]
    return "".join((first, *rest, paragraph("SectionEnd", FIELD_END)))


def _style(heading: Heading) -> str:
    return f"TOC{heading.level + 1}"


def _entry(heading: Heading, bookmarks: Mapping[str, int], pages: Mapping[str, int]) -> str:
    name = bookmark_name(bookmarks[heading.anchor])
    number = field(f"PAGEREF {name} \\h", run(str(pages[heading.anchor])))
    text = run(heading.text.replace("\n", ""))
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{text}{_TAB}{number}</w:hyperlink>'
