"""Footers of upright pages → those of landscape pages: the page number where it is when the sheet is turned upright.

A landscape page is bound with its head to the spine (GB/T 9704: 页码位置与其他页码保持一致), so that its left edge is
the foot of the sheet. There stands what the upright pages have at their foot, turned by a quarter.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from generator.render.docx_grid import FOOTER_MM, mm_to_twips
from generator.render.docx_package import CONTENT_TYPES, RELATIONSHIPS
from generator.render.docx_section import W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from generator.render.docx_grid import Sheet

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_EMU = 635
"""English Metric Units in a twip."""
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_FIRST_ID = 901
"""Of the boxes; drawings of the text have larger numbers."""


def with_landscape_footers(
    parts: Mapping[str, bytes], settings: _Element, sheet: Sheet
) -> tuple[dict[str, bytes], dict[str, str]]:
    """``parts`` with a turned copy of each footer that ``settings`` name, and the copies' relationships by theirs.

    A footer that holds pictures or a text box is left as it is.
    """
    found = dict(parts)
    turned: dict[str, str] = {}
    relationships = etree.fromstring(parts[RELATIONSHIPS])
    targets = {item.get("Id", ""): item for item in relationships}
    types = etree.fromstring(parts[CONTENT_TYPES])
    for reference in settings.findall(f"{W}footerReference"):
        key = reference.get(f"{_R}id", "")
        name = targets[key].get("Target", "")
        footer = etree.fromstring(parts[f"word/{name}"])
        if not _is_plain(footer):
            continue
        copy = f"footer_landscape_{len(turned) + 1}.xml"
        turned[key] = f"{key}Landscape"
        found[f"word/{copy}"] = _turned(footer, sheet, _FIRST_ID + len(turned))
        etree.SubElement(
            relationships, targets[key].tag, Id=turned[key], Type=targets[key].get("Type", ""), Target=copy
        )
        etree.SubElement(types, f"{{{types.nsmap[None]}}}Override", PartName=f"/word/{copy}", ContentType=_TYPE)
    found[RELATIONSHIPS] = etree.tostring(relationships, xml_declaration=True, encoding="UTF-8", standalone=True)
    found[CONTENT_TYPES] = etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True)
    return found, turned


def _is_plain(footer: _Element) -> bool:
    """Whether a text box can hold it: there are no pictures, boxes or frames in it."""
    return next(footer.iter(*(f"{W}{name}" for name in ("drawing", "pict", "object", "framePr"))), None) is None


def _turned(footer: _Element, sheet: Sheet, number: int) -> bytes:
    """The footer with its paragraphs in a box at the left edge, as long as the type area is high."""
    inside = "".join(etree.tostring(child, encoding="unicode") for child in footer)
    deep = mm_to_twips(FOOTER_MM)
    left = sheet.margins[3] - deep
    size = f'cx="{deep * _EMU}" cy="{sheet.height * _EMU}"'
    box = (
        f'<w:ftr xmlns:w="{W[1:-1]}" xmlns:r="{_R[1:-1]}" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" xmlns:wps="{_SHAPE}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left * _EMU}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{sheet.margins[0] * _EMU}</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:wrapNone/><wp:docPr id="{number}" name="页码"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        f"<a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p></w:ftr>"
    )
    root = deepcopy(footer)
    root[:] = list(etree.fromstring(box))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
