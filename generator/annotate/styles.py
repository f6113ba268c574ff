"""The styles of a workbook, and new ones: a cell's own style with another fill."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from generator.annotate.notes import FILLS
from generator.annotate.package import MAIN

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from generator.annotate.notes import Note
    from generator.annotate.package import Package
    from generator.finding import Severity

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_NONE = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf xfId="0"/></cellXfs></styleSheet>'
)


class Styles:
    """The styles part; it grows by a style for each pair of old style and severity that is asked for."""

    def __init__(self, package: Package) -> None:
        book = package.book()
        self._package = package
        self._part = package.related(book, "styles") or ""
        if self._part and package.get(self._part) is not None:
            self._root = package.root(self._part)
        else:
            self._part = package.free_name("xl/styles{}.xml")
            package.relate(book, "styles", self._part)
            package.declare(_TYPE, part=self._part)
            self._root = etree.fromstring(_NONE)
        self._fills: dict[Severity, int] = {}
        self._made: dict[tuple[int, Severity], int] = {}

    def marked(self, style: int, note: Note) -> int:
        """The style of a marked cell that had ``style``."""
        key = (style, note.severity)
        if key not in self._made:
            formats = self._child("cellXfs")
            had = formats[style] if style < len(formats) else None
            made = deepcopy(had) if had is not None else etree.Element(f"{{{MAIN}}}xf")
            made.set("fillId", str(self._fill(note.severity)))
            made.set("applyFill", "1")
            self._made[key] = self._append(formats, made)
        return self._made[key]

    def _fill(self, severity: Severity) -> int:
        if severity not in self._fills:
            fill = etree.Element(f"{{{MAIN}}}fill")
            pattern = etree.SubElement(fill, f"{{{MAIN}}}patternFill", {"patternType": "solid"})
            etree.SubElement(pattern, f"{{{MAIN}}}fgColor", {"rgb": FILLS[severity]})
            etree.SubElement(pattern, f"{{{MAIN}}}bgColor", {"indexed": "64"})
            self._fills[severity] = self._append(self._child("fills"), fill)
        return self._fills[severity]

    def _child(self, name: str) -> Element:
        found = self._root.find(f"{{{MAIN}}}{name}")
        if found is None:
            raise KeyError(name)
        return found

    @staticmethod
    def _append(parent: Element, child: Element) -> int:
        parent.append(child)
        parent.set("count", str(len(parent)))
        return len(parent) - 1

    def save(self) -> None:
        """Put the styles back into the workbook."""
        self._package.put(self._part, self._root)
