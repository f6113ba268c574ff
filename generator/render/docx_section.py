"""The section settings of the shell's body → those of its portrait and landscape pages."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from generator.render.docx_grid import FOOTER_MM, Sheet, mm_to_twips

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from generator.style.model import Page

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NAMESPACE = re.compile(r' xmlns:\w+="[^"]*"')
_HEADER_MM = 15


@dataclass(frozen=True, slots=True)
class Sections:
    """The settings of every kind of section of the body. The first one starts the page numbers anew."""

    portrait: str
    landscape: str
    first_portrait: str
    first_landscape: str

    def of(self, *, landscape: bool, first: bool) -> str:
        """The settings of one section."""
        if first:
            return self.first_landscape if landscape else self.first_portrait
        return self.landscape if landscape else self.portrait


def body_sections(settings: _Element, page: Page, turned: Mapping[str, str]) -> Sections:
    """The settings that the shell has for its body, for each kind of section.

    ``turned`` are the footers of landscape pages by those of upright ones.
    """
    kinds = []
    for first in (False, True):
        for landscape in (False, True):
            element = deepcopy(settings)
            set_page(element, Sheet(page, landscape))
            if landscape:
                _turn(element, turned)
            if not first:
                _drop(element, "pgNumType", "start")
            kinds.append(_NAMESPACE.sub("", etree.tostring(element, encoding="unicode", with_tail=False)))
    return Sections(*kinds)


def set_page(settings: _Element, sheet: Sheet) -> None:
    """Give a section the paper, margins and document grid of the style.

    The grid is one of lines. One of lines and characters would have cells that are narrower than the type (15.79 by
    16 points); LibreOffice then takes two cells for each character. The styles' tracking fits 28 of them to a line.
    """
    width, height = sheet.size
    top, right, bottom, left = sheet.margins
    _drop(settings, "pgSz", "orient", "code")
    _set(settings, "pgSz", w=width, h=height, **({"orient": "landscape"} if sheet.landscape else {}))
    footer, header = max(bottom - mm_to_twips(FOOTER_MM), 0), min(mm_to_twips(_HEADER_MM), top)
    _set(settings, "pgMar", top=top, right=right, bottom=bottom, left=left, header=header, footer=footer, gutter=0)
    _set(settings, "docGrid", type="lines", linePitch=sheet.line_pitch)


def _turn(settings: _Element, turned: Mapping[str, str]) -> None:
    """Point to the footers of landscape pages."""
    for reference in settings.findall(f"{W}footerReference"):
        key = reference.get(f"{_R}id", "")
        reference.set(f"{_R}id", turned.get(key, key))


def _set(settings: _Element, name: str, **values: int | str) -> None:
    element = settings.find(f"{W}{name}")
    if element is None:
        element = etree.SubElement(settings, f"{W}{name}")
    for key, value in values.items():
        element.set(f"{W}{key}", str(value))


def _drop(settings: _Element, name: str, *keys: str) -> None:
    for element in settings.findall(f"{W}{name}"):
        for key in keys:
            if f"{W}{key}" in element.attrib:
                del element.attrib[f"{W}{key}"]
