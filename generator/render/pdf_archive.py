"""What a PDF has besides its pages: tags, page labels, attached figures, and the marks of an archive's file (PDF/A-3a).

The structure is WeasyPrint's; what it leaves out is added when the file is finished: the scope of the heads of tables
and the labels of the pages, so that a reader shows the number that is printed.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from generator.render import pdf_versions

if TYPE_CHECKING:
    from pydyf import PDF
    from weasyprint.document import Document as LaidOut

Kind = Literal["plain", "tagged", "archive"]
"""plain without tags, tagged with them, archive PDF/A-3a with the figures attached."""

TEXT_ANCHOR = "text"
"""The id of what begins the text in the page markup: the pages before it are the cover and the contents."""

VARIANT = "pdf/a-3a"
_SRGB = "sRGB2014"
EARLIEST = date(1980, 1, 1)
"""The date of attached files when the document does not say when it was made: no clock is read."""


@dataclass(frozen=True, slots=True)
class Attached:
    """附件文件: the figures of the document in another form."""

    name: str
    """In ASCII: of others PDF readers make different things."""
    content: bytes
    title: str


@dataclass(frozen=True, slots=True)
class Extras:
    """What a PDF is to have besides its pages."""

    kind: Kind = "tagged"
    attached: tuple[Attached, ...] = ()
    made: date = EARLIEST
    """The date of the attached files."""


def options(extras: Extras) -> dict[str, object]:
    """WeasyPrint's options for ``extras``."""
    if extras.kind != "archive":
        return {"pdf_tags": extras.kind == "tagged"}
    from weasyprint import Attachment

    made = datetime(extras.made.year, extras.made.month, extras.made.day, tzinfo=UTC)
    attached = [
        Attachment(
            string=file.content,
            name=file.name,
            description=file.title,
            created=made,
            modified=made,
            relationship="Data",
        )
        for file in extras.attached
    ]
    return {"pdf_variant": VARIANT, "attachments": attached, **_profile()}


def _profile() -> dict[str, object]:
    """The colours of the file. WeasyPrint would open a file for each document, and leave it open."""
    if not pdf_versions.known():
        return {}
    from weasyprint.css import ColorProfile

    profile = ColorProfile(io.BytesIO(_srgb()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))
    return {"color_profiles": {_SRGB: profile}, "output_intent": _SRGB}


@cache
def _srgb() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def finish(document: LaidOut, pdf: PDF) -> None:
    """Add to ``pdf`` what WeasyPrint leaves out."""
    _label_pages(document, pdf)
    _scope_heads(pdf)
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])  # WeasyPrint names each file twice


def _label_pages(document: LaidOut, pdf: PDF) -> None:
    """封面, then I, II … for the contents and 1, 2 … for the text, as the pages are numbered in print."""
    from pydyf import Array, Dictionary, String

    text = next((number for number, page in enumerate(document.pages) if TEXT_ANCHOR in page.anchors), None)
    if text is None:
        return
    labels = [0, Dictionary({"P": String("封面")})]
    if text > 1:
        labels += [1, Dictionary({"S": "/R"})]
    pdf.catalog["PageLabels"] = Dictionary({"Nums": Array([*labels, text, Dictionary({"S": "/D"})])})


def _scope_heads(pdf: PDF) -> None:
    """Say of each head of a table that it is one of a column: all heads of our tables are."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH" and "A" in element:
            element["A"]["Scope"] = "/Column"
