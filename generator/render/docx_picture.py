"""Picture → an inline drawing with its alternative text, and the part that holds it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.docx_text import attribute

_EMU = 12700
"""English Metric Units in a point."""
_FIRST_ID = 1001
"""Drawings of the shell (an emblem on the cover) have smaller numbers."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture at the size at which it is printed, numbered in the order of the document."""

    number: int
    png: bytes
    width: float
    height: float
    """Points."""

    @property
    def relationship(self) -> str:
        """Name by which the text refers to the part."""
        return f"rIdChart{self.number}"

    @property
    def target(self) -> str:
        """Place of the part beside the text's own."""
        return f"media/chart{self.number}.png"

    @property
    def relationship_xml(self) -> str:
        """The entry in the list of relationships."""
        return f'<Relationship Id="{self.relationship}" Type="{_RELATIONSHIPS}/image" Target="{self.target}"/>'


def picture_run(picture: PlacedPicture, name: str, alt: str) -> str:
    """The run that shows ``picture``."""
    size = f'cx="{round(picture.width * _EMU)}" cy="{round(picture.height * _EMU)}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing"><wp:extent {size}/>'
        f'<wp:docPr id="{_FIRST_ID + picture.number}" name="{attribute(name)}" descr="{attribute(alt)}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="{_FIRST_ID + picture.number}" '
        f'name="{attribute(name)}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{picture.relationship}" xmlns:r="{_RELATIONSHIPS}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
