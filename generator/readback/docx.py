"""A Word file → its texts and tables in reading order, with the tracked changes accepted or rejected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.readback.content import Grid, GridCell, Reading, Text
from generator.readback.docx_text import W, dropped, runs_on, said
from generator.readback.package import ENDNOTES, FOOTNOTES, STYLES, TEXT, read_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element

    from generator.readback.content import Item, Revisions

_CONTENTS = re.compile(r"(?:toc|目录)\s*\d+", re.IGNORECASE)
"""Names of the styles of a table of contents."""
_WRAPPERS = frozenset({f"{W}{name}" for name in ("sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo")})


def read_docx(path: Path, revisions: Revisions = "accept") -> Reading:
    """The file at ``path``; its table of contents, heads, feet and comments are left out.

    Raises:
        UnreadableError: it is no Word file, or not a safe one.
    """
    parts = read_parts(path)
    body = parts[TEXT].find(f"{W}body")
    reader = _Reader(revisions, _contents_styles(parts.get(STYLES)), _notes(parts))
    return Reading(tuple(reader.items(body)) if body is not None else ())


def _contents_styles(styles: _Element | None) -> frozenset[str]:
    """Ids of the styles of a table of contents; Word, WPS and others number them differently."""
    if styles is None:
        return frozenset()
    named = ((style.get(f"{W}styleId", ""), style.find(f"{W}name")) for style in styles.iter(f"{W}style"))
    return frozenset(
        key for key, name in named if name is not None and _CONTENTS.fullmatch(name.get(f"{W}val", "").strip())
    )


def _notes(parts: Mapping[str, _Element]) -> dict[tuple[str, str], _Element]:
    """Kind and number → foot or end note."""
    found: dict[tuple[str, str], _Element] = {}
    for kind, part in (("footnote", FOOTNOTES), ("endnote", ENDNOTES)):
        if part in parts:
            found |= {(kind, note.get(f"{W}id", "")): note for note in parts[part].iter(f"{W}{kind}")}
    return found


class _Reader:
    """Reads one file."""

    def __init__(
        self, revisions: Revisions, contents: frozenset[str], notes: Mapping[tuple[str, str], _Element]
    ) -> None:
        self.revisions = revisions
        self.gone = dropped(revisions)
        self.contents = contents
        self.notes = notes

    def items(self, parent: _Element) -> Iterator[Item]:
        """What stands in ``parent``: a body, a cell, a text box or a note."""
        begun = ""
        for element in self._blocks(parent):
            if element.tag == f"{W}tbl":
                yield self._table(element)
            elif not self._lists_contents(element):
                here = said(element, self.revisions)
                begun += here.text
                if not runs_on(element, self.revisions):
                    if begun.strip():
                        yield Text(begun)
                    begun = ""
                for box in (*here.boxes, *(self.notes[note] for note in here.notes if note in self.notes)):
                    yield from self.items(box)
        if begun.strip():
            yield Text(begun)

    def _blocks(self, parent: _Element) -> Iterator[_Element]:
        """Paragraphs and tables, those inside content controls included."""
        for child in parent:
            if child.tag in {f"{W}p", f"{W}tbl"}:
                yield child
            elif child.tag in _WRAPPERS and child.tag not in self.gone:
                yield from self._blocks(child)

    def _lists_contents(self, paragraph: _Element) -> bool:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return style is not None and style.get(f"{W}val") in self.contents

    def _table(self, table: _Element) -> Grid:
        rows: list[list[GridCell]] = []
        open_spans: dict[int, tuple[int, int]] = {}
        for row in self._inside(table, "tr"):
            if self._is_gone(row.find(f"{W}trPr")):
                continue
            rows.append([])
            column = _number(row.find(f"{W}trPr/{W}gridBefore"))
            for cell in self._inside(row, "tc"):
                width = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
                self._cell(cell, rows, open_spans, column, width)
                column += width
        return Grid(tuple(tuple(row) for row in rows))

    def _cell(
        self,
        cell: _Element,
        rows: list[list[GridCell]],
        open_spans: dict[int, tuple[int, int]],
        column: int,
        width: int,
    ) -> None:
        """Add ``cell`` to the last of ``rows``, or to the cell above that it goes on."""
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        if goes_on and column in open_spans:
            line, place = open_spans[column]
            above = rows[line][place]
            rows[line][place] = GridCell(above.text, above.column, above.colspan, len(rows) - line)
            return
        text = "" if self._is_gone(cell.find(f"{W}tcPr")) else self._text(cell)
        open_spans[column] = (len(rows) - 1, len(rows[-1]))
        rows[-1].append(GridCell(text, column, width))

    def _text(self, cell: _Element) -> str:
        texts = []
        for item in self.items(cell):
            if isinstance(item, Text):
                texts.append(item.text)
            else:
                texts += [inner.text for row in item.rows for inner in row]
        return "\n".join(texts)

    def _inside(self, parent: _Element, name: str) -> Iterator[_Element]:
        for child in parent:
            if child.tag == f"{W}{name}":
                yield child
            elif child.tag in _WRAPPERS and child.tag not in self.gone:
                yield from self._inside(child, name)

    def _is_gone(self, properties: _Element | None) -> bool:
        """Whether a row or cell was inserted or deleted as a whole, and disappears."""
        if properties is None:
            return False
        gone = {"accept": ("del", "cellDel"), "reject": ("ins", "cellIns")}[self.revisions]
        return any(properties.find(f"{W}{name}") is not None for name in gone)


def _number(element: _Element | None, absent: int = 0) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 4 else absent  # noqa: PLR2004 - a table has fewer columns
