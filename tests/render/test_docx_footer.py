"""Page numbers of landscape pages stand where they are when the sheet is turned upright."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree

from generator.document.blocks import Heading
from generator.render.docx import print_docx
from generator.render.docx_footer import with_landscape_footers
from generator.render.docx_grid import FOOTER_MM, Sheet, mm_to_twips
from generator.render.docx_package import DOCUMENT, read_package
from generator.render.docx_section import W
from tests.documents import wide_table
from tests.render.docx_support import base_style, document_of, parts_of, printed

if TYPE_CHECKING:
    from docx.section import Section

EMU = 635
SHEET = Sheet(base_style().style.page, landscape=True)
TEXT = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def _sections() -> list[Section]:
    return list(printed(document_of(Heading(0, "一", "a"), wide_table(3))).sections)


def test_landscape_pages_have_footers_of_their_own_for_odd_and_even_pages() -> None:
    upright, landscape = _sections()[-2:]
    assert [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE] == [upright.orientation, landscape.orientation]
    for one, other in ((upright.footer, landscape.footer), (upright.even_page_footer, landscape.even_page_footer)):
        assert one.part.partname != other.part.partname
        box = next(other._element.iter(f"{{{TEXT}}}txbx"))
        choice = next(other._element.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"))
        assert TEXT == choice.nsmap[choice.get("Requires")]
        assert "— 1 —" == "".join(item.text or "" for item in box.iter(qn("w:t")))
        assert [" PAGE "] == [item.text for item in box.iter(qn("w:instrText"))]


def test_the_number_is_turned_and_stands_at_the_left_edge_outside_the_type_area() -> None:
    for footer in (_sections()[-1].footer, _sections()[-1].even_page_footer):
        anchor = next(footer._element.iter(qn("wp:anchor")))
        left, top = (int(item.text or "0") for item in anchor.iter(qn("wp:posOffset")))
        extent = anchor.find(qn("wp:extent"))
        assert (SHEET.margins[3] - mm_to_twips(FOOTER_MM), SHEET.margins[0]) == (left // EMU, top // EMU)
        assert SHEET.margins[3] == (left + int(extent.get("cx"))) // EMU
        assert SHEET.height == int(extent.get("cy")) // EMU
        assert "vert" == next(anchor.iter(f"{{{TEXT}}}bodyPr")).get("vert")


def test_odd_numbers_stand_at_the_foot_of_that_edge_and_even_ones_at_its_head() -> None:
    landscape = _sections()[-1]
    sides = []
    for footer in (landscape.footer, landscape.even_page_footer):
        box = next(footer._element.iter(f"{{{TEXT}}}txbx"))
        sides.append(next(box.iter(qn("w:jc"))).get(qn("w:val")))
    assert ["right", "left"] == sides


def test_a_footer_with_a_picture_is_left_as_it_is() -> None:
    parts = read_package(base_style().find("shell.docx"))
    name = "word/footer1.xml"
    parts[name] = parts[name].replace(b"</w:p>", b"<w:r><w:drawing/></w:r></w:p>")
    settings = list(etree.fromstring(parts[DOCUMENT]).iter(f"{W}sectPr"))[-1]
    found, turned = with_landscape_footers(parts, settings, SHEET)
    assert ["rId4"] == list(turned)
    assert {"word/footer_landscape_1.xml"} == set(found) - set(parts)


def test_without_landscape_pages_nothing_points_to_them() -> None:
    parts = parts_of(print_docx(document_of(Heading(0, "一", "a")), base_style()))
    assert b"Landscape" not in parts[DOCUMENT]
