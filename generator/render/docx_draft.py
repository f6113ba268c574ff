"""The parts of a shell → the same with a header on every page that says that it is a draft (草稿)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from generator.render.docx_package import CONTENT_TYPES, DOCUMENT, RELATIONSHIPS
from generator.render.docx_section import W

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADER = "word/header_draft.xml"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ID = "rIdDraft"
_PAGES = ("even", "default")
_PLACE = (
    "position:absolute;width:300pt;height:150pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
    "mso-position-vertical:center;mso-position-vertical-relative:page"
)
_WATERMARK = (
    '<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" '
    'path="m0,0l21600,0m0,21600l21600,21600e"><v:textpath on="t" fitshape="t"/></v:shapetype>'
    f'<v:shape id="WatermarkDraft" type="#_x0000_t136" style="{_PLACE}" o:allowincell="f" fillcolor="#d9d9d9" '
    'stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:宋体;font-size:1pt" string="草稿"/>'
    "</v:shape></w:pict></w:r>"
)
"""Large grey letters across the page, in the only way that Word itself writes and shows them."""
_HEADER = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:hdr xmlns:w="{_W}" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{_WATERMARK}<w:r><w:rPr><w:b/><w:color w:val="C00000"/>'
    '<w:sz w:val="24"/></w:rPr><w:t xml:space="preserve">{{ draft }}</w:t></w:r></w:p></w:hdr>'
)
_TYPE = (
    f'<Override PartName="/{HEADER}" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>'
)
_RELATIONSHIP = f'<Relationship Id="{_ID}" Type="{_R}/header" Target="{HEADER.removeprefix("word/")}"/></Relationships>'


def with_draft_header(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """``parts`` with the header, in every section, in place of the headers that the shell has."""
    root = etree.fromstring(parts[DOCUMENT])
    for section in list(root.iter(f"{W}sectPr")):
        for old in (*section.findall(f"{W}headerReference"), *section.findall(f"{W}titlePg")):
            section.remove(old)
        for pages in _PAGES:
            section.insert(0, etree.Element(f"{W}headerReference", {f"{W}type": pages, f"{{{_R}}}id": _ID}))
    return {
        **parts,
        HEADER: _HEADER.encode(),
        DOCUMENT: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
        CONTENT_TYPES: parts[CONTENT_TYPES].replace(b"</Types>", _TYPE.encode()),
        RELATIONSHIPS: parts[RELATIONSHIPS].replace(b"</Relationships>", _RELATIONSHIP.encode()),
    }
