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
_HEADER = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:hdr xmlns:w="{_W}"><w:p><w:pPr><w:jc w:val="center"/>'
    '</w:pPr><w:r><w:rPr><w:b/><w:color w:val="C00000"/><w:sz w:val="24"/></w:rPr>'
    '<w:t xml:space="preserve">{{ draft }}</w:t></w:r></w:p></w:hdr>'
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
