"""Document → Typst code of its body: one call of the page layout a block, all text of the data as strings."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock, Document, Heading, Paragraph
from generator.document.table import TableBlock
from generator.render.columns import suited, worded
from generator.render.markup import TablePage, divided, fitted, fitted_in_text, gathered
from generator.render.markup_fit import text_area
from generator.render.typst_chart import chart_code
from generator.render.typst_table import table_code
from generator.render.typst_text import centred, content, literal, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.document.blocks import Block
    from generator.render.pdf_archive import Extras
    from generator.style.model import Style


_KINDS = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Ending of an attached file → its kind."""


def document_code(document: Document, style: Style, extras: Extras) -> str:
    """The whole of ``document``: cover, contents, then the blocks in their order; ``extras`` in its properties."""
    return _Writer(document, style).code(extras)


def attached_path(number: int) -> str:
    """Under which path the attached file of that number is given to the engine."""
    return f"/{number}"


class _Writer:
    """Writes one document; knows what its headings are called."""

    def __init__(self, document: Document, style: Style) -> None:
        self.document = document
        self.style = style
        self.page = style.page
        numbers = count()
        anchors = (block.anchor for block in document.blocks if isinstance(block, Heading | TableBlock))
        self.labels = {anchor: f"<a{next(numbers)}>" for anchor in dict.fromkeys(anchors) if anchor}
        self.width = text_area(self.page, landscape=False)[0]
        self._used: set[str] = set()

    def code(self, extras: Extras) -> str:
        document = self.document
        cover = document.cover
        size = self.page.title_size + 4
        lines = ",".join(literal(line) for line in (cover.unit, *cover.lines, cover.date) if line)
        entries = "".join(self._entry(heading) for heading in document.toc)
        contents = f"contents({literal(document.toc_title)},({entries}))\n" if entries else ""
        parts = (
            f"#document({_properties(document, extras)},{{\n",
            f"cover({centred(cover.title, self.width / size)},({lines}{',' if lines else ''}))\n",
            contents,
            "main({\n",
            *(f"{code}\n" for code in self._body()),
            "})})\n",
        )
        return "".join(parts)

    def _entry(self, heading: Heading) -> str:
        text = content(heading.text, self.width / self.page.body_size)
        return f"({heading.level},{text},{self.labels.get(heading.anchor, 'none')}),"

    def _body(self) -> Iterator[str]:
        for item in gathered(self.document.blocks):
            yield self._table_page(item) if isinstance(item, TablePage) else self._block(item)

    def _block(self, block: Block) -> str:
        match block:
            case Heading(level=0):
                return f"part({self._heading(block)})"
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case TableBlock():
                table = suited(block, self.page)
                fit = fitted_in_text(table, self.page)
                return table_code(worded(table, fit, self.page), fit, self.page, self._label(block.anchor))
            case ChartBlock():
                return chart_code(block, self.style.fonts, self.page)

    def _table_page(self, region: TablePage) -> str:
        region = replace(region, table=suited(region.table, self.page))
        table = region.table
        apart = divided(region)
        heads = "\n".join(self._heading(heading) if apart else self._block(heading) for heading in region.heads)
        before, heads = (f"divider({{{heads}}})\n", "") if apart else ("", heads)
        found = fitted(region, self.page)
        grid = table_code(worded(table, found, self.page), found, self.page, self._label(table.anchor))
        notes = [self._paragraph(note) for note in region.notes]
        inside = "\n".join((heads, grid, *notes))
        return f"{before}{'land' if table.landscape else 'own'}{'-tight' if found.tight else ''}({{{inside}}})"

    def _heading(self, heading: Heading) -> str:
        size = self.page.body_size if heading.level else self.page.title_size
        width = self.width / size
        text = content(heading.text, width) if heading.level else centred(heading.text, width)
        return f"[#heading(level:{heading.level + 1},{text}){self._label(heading.anchor)}]"

    def _label(self, anchor: str) -> str:
        """The label of ``anchor`` where it stands first; a label may stand only once."""
        label = self.labels.get(anchor, "")
        if label in self._used:
            return ""
        self._used.add(label)
        return label

    def _paragraph(self, paragraph: Paragraph) -> str:
        if paragraph.role == "note":
            return f"note({sentence(paragraph.text, self.width / self.page.small_size)})"
        if paragraph.role == "caption":
            return f"caption({sentence(paragraph.text, self.width / self.page.table_size)})"
        return f"par({sentence(paragraph.text, self.page.characters)})"


def _properties(document: Document, extras: Extras) -> str:
    """Title, author, date, whether it is a draft, and attached files."""
    author = literal(document.cover.unit) if document.cover.unit else "()"
    if extras.kind != "archive":
        return f"{literal(document.title)},{author},none,{literal(document.draft)},()"
    made = f"datetime(year:{extras.made.year},month:{extras.made.month},day:{extras.made.day})"
    attached = "".join(
        f"({literal(attached_path(number))},{literal(file.name)},{literal(_KINDS[file.name.rpartition('.')[2]])},"
        f"{literal(file.title)}),"
        for number, file in enumerate(extras.attached)
    )
    return f"{literal(document.title)},{author},{made},{literal(document.draft)},({attached})"
