"""Headings and their pages → the table of contents: a real field whose stored result is filled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.render.docx_lines import line_count
from generator.render.docx_text import FIELD_END, bookmark_name, field, field_start, paragraph, run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.document.blocks import Document, Heading
    from generator.render.docx_grid import Sheet

_TAB = "<w:r><w:tab/></w:r>"
_SHORTEST = 3
"""Characters of the last line of an entry at least."""
_JOINTS = re.compile("决算|情况|说明|支出|绩效|自评|（")
"""Words before which an entry is parted."""


def toc_xml(document: Document, bookmarks: Mapping[str, int], pages: Mapping[str, int], sheet: Sheet) -> str:
    """The entries with links, leaders and page numbers; nothing where no heading is listed."""
    headings = document.toc
    if not headings:
        return ""
    start = field_start(f'TOC \\o "1-{document.toc_depth + 1}" \\h \\z \\u')
    entries = [_entry(heading, bookmarks, pages[heading.anchor], sheet) for heading in headings]
    first = paragraph(_style(headings[0]), start + entries[0])
    rest = [paragraph(_style(heading), entry) for heading, entry in zip(headings[1:], entries[1:], strict=True)]
    return "".join((first, *rest, paragraph("SectionEnd", FIELD_END)))


def _style(heading: Heading) -> str:
    return f"TOC{heading.level + 1}"


def _entry(heading: Heading, bookmarks: Mapping[str, int], page: int, sheet: Sheet) -> str:
    name = bookmark_name(bookmarks[heading.anchor])
    number = field(f"PAGEREF {name} \\h", run(str(page)))
    text = run(_parted(heading.text.replace("\n", ""), heading.level, str(page), sheet))
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{text}{_TAB}{number}</w:hyperlink>'


def _parted(text: str, level: int, number: str, sheet: Sheet) -> str:
    """``text``, parted at a good place where its last line would be one of dots alone, or of a sign or two."""
    size = sheet.page.body_size
    width = sheet.width / 20 - level * size
    lines = line_count(text, width, size)
    if line_count(text[:-_SHORTEST], width, size) == lines == line_count(text + number, width, size):
        return text
    places = [match.start() for match in _JOINTS.finditer(text) if match.start() <= len(text) - _SHORTEST]
    cut = places[-1] if places else 0
    return f"{text[:cut]}\n{text[cut:]}" if cut and line_count(text[cut:] + number, width, size) == 1 else text
