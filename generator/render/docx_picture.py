"""Picture or native chart → an inline drawing with its alternative text, and the part that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.render.docx_text import attribute

if TYPE_CHECKING:
    from generator.render.docx_chart import PlacedChart

_EMU = 12700
"""English Metric Units in a point."""
_FIRST_ID = 1001
"""Drawings of the shell (an emblem on the cover) have smaller numbers."""
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


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
        return f'<Relationship Id="{self.relationship}" Type="{RELATIONSHIPS}/image" Target="{self.target}"/>'

    @property
    def type_xml(self) -> str:
        """None in the list of types: the package knows pictures."""
        return ""

    def parts(self) -> dict[str, bytes]:
        """The picture."""
        return {f"word/{self.target}": self.png}

    @property
    def graphic(self) -> str:
        """What the frame in the text holds."""
        size = f'cx="{round(self.width * _EMU)}" cy="{round(self.height * _EMU)}"'
        return (
            f'<a:graphicData uri="{DRAWING}/picture"><pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr>'
            f'<pic:cNvPr id="{_FIRST_ID + self.number}" name="chart{self.number}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{self.relationship}" xmlns:r="{RELATIONSHIPS}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        )


def drawing_run(drawing: PlacedPicture | PlacedChart, name: str, alt: str) -> str:
    """The run that shows a picture or a native chart, with its alternative text."""
    size = f'cx="{round(drawing.width * _EMU)}" cy="{round(drawing.height * _EMU)}"'
    fixed = f'<a:graphicFrameLocks xmlns:a="{DRAWING}/main" noChangeAspect="1"/>'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
        f'xmlns:wp="{DRAWING}/wordprocessingDrawing"><wp:extent {size}/>'
        f'<wp:docPr id="{_FIRST_ID + drawing.number}" name="{attribute(name)}" descr="{attribute(alt)}"/>'
        f"<wp:cNvGraphicFramePr>{fixed if isinstance(drawing, PlacedPicture) else ''}</wp:cNvGraphicFramePr>"
        f'<a:graphic xmlns:a="{DRAWING}/main">{drawing.graphic}</a:graphic></wp:inline></w:drawing></w:r>'
    )
