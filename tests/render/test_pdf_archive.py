"""The file for publication and archive: what PDF/A-3a and a screen reader need, read back with pypdf.

No validator is at hand in the package registries; these are the structural demands of ISO 19005-3 that can be seen.
"""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from generator.document.blocks import ChartBlock
from generator.render.open_data import as_json, as_xlsx
from generator.render.pdf import print_pdf
from tests.documents import sample_document
from tests.render.pdf_samples import SAMPLES, printed_sample
from tests.render.pdf_support import base_style, document_of, elements, headings_of, pages_of, reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader
    from pypdf.generic import PdfObject

    from generator.style.load import LoadedStyle

XMP = {
    "part": r"pdfaid:part(?:=\"|>)(\w+)",
    "conformance": r"pdfaid:conformance(?:=\"|>)(\w+)",
}


def of_kind(kind: str) -> LoadedStyle:
    """The base style with another kind of PDF."""
    base = base_style()
    return replace(base, style=base.style.model_copy(update={"pdf": kind}))


@pytest.fixture(scope="module", params=SAMPLES)
def name(request: pytest.FixtureRequest) -> str:
    """Each of the samples."""
    return str(request.param)


@pytest.fixture
def pdf(name: str) -> PdfReader:
    """A sample's PDF."""
    return reader(printed_sample(name)[1])


def part(holder: PdfObject | None, *keys: str) -> PdfObject:
    """What lies below ``holder`` under ``keys``."""
    found = holder.get_object() if holder is not None else None
    for key in keys:
        assert isinstance(found, DictionaryObject), key
        found = found[key].get_object()
    assert found is not None
    return found


def all_objects(pdf: PdfReader) -> Iterator[PdfObject]:
    """Every object of the file."""
    for number in range(1, int(str(pdf.trailer["/Size"]))):
        found = pdf.get_object(number)
        if found is not None:
            yield found


def test_the_file_declares_pdf_a_3a(pdf: PdfReader) -> None:
    packet = part(pdf.root_object, "/Metadata")
    assert isinstance(packet, StreamObject)
    text = packet.get_data().decode()
    assert {"part": ["3"], "conformance": ["A"]} == {key: re.findall(found, text) for key, found in XMP.items()}


def test_title_author_and_language_say_the_same_everywhere(name: str, pdf: PdfReader) -> None:
    document, _ = printed_sample(name)
    packet = part(pdf.root_object, "/Metadata")
    assert isinstance(packet, StreamObject)
    assert pdf.metadata is not None
    assert document.title == pdf.metadata.title
    assert document.title in packet.get_data().decode()
    assert "zh-CN" == str(pdf.root_object["/Lang"])
    assert "true" == str(part(pdf.root_object, "/ViewerPreferences", "/DisplayDocTitle")).lower()


def test_colours_have_a_profile(pdf: PdfReader) -> None:
    intents = part(pdf.root_object, "/OutputIntents")
    assert isinstance(intents, ArrayObject)
    (intent,) = intents
    assert "/GTS_PDFA1" == str(part(intent, "/S"))
    profile = part(intent, "/DestOutputProfile")
    assert isinstance(profile, StreamObject)
    assert b"acsp" == profile.get_data()[36:40]
    assert 3 == profile["/N"]


def test_nothing_that_an_archive_forbids(pdf: PdfReader) -> None:
    assert not pdf.is_encrypted
    assert "/ID" in pdf.trailer
    forbidden = {"/JavaScript", "/JS", "/Launch", "/Movie", "/Sound", "/Encrypt", "/XFA"}
    for found in all_objects(pdf):
        if isinstance(found, DictionaryObject):
            assert not forbidden & {*found.keys(), str(found.get("/S"))}
            if found.get("/Type") == "/Annot":
                assert 4 == found["/F"]
        if isinstance(found, StreamObject):
            assert "/LZWDecode" != str(found.get("/Filter"))


def test_all_fonts_are_embedded_and_can_be_read_back(pdf: PdfReader) -> None:
    fonts = [
        found for found in all_objects(pdf) if isinstance(found, DictionaryObject) and found.get("/Type") == "/Font"
    ]
    whole = [font for font in fonts if font["/Subtype"] == "/Type0"]
    assert whole
    assert {"/Type0", "/CIDFontType0", "/CIDFontType2"} >= {str(font["/Subtype"]) for font in fonts}
    for font in whole:
        assert isinstance(part(font, "/ToUnicode"), StreamObject)
        descendants = part(font, "/DescendantFonts")
        assert isinstance(descendants, ArrayObject)
        descriptor = part(descendants[0], "/FontDescriptor")
        assert isinstance(descriptor, DictionaryObject)
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
        assert re.fullmatch(r"/[A-Z]{6}\+.+", str(descriptor["/FontName"]))


def test_the_figures_are_attached(name: str, pdf: PdfReader) -> None:
    document, content = printed_sample(name)
    assert {"tables.json", "tables.xlsx"} == set(pdf.attachments)
    data = json.loads(pdf.attachments["tables.json"][0])
    assert document.title in json.dumps(data, ensure_ascii=False)
    assert pdf.attachments["tables.xlsx"][0].startswith(b"PK")
    related = part(pdf.root_object, "/AF")
    assert isinstance(related, ArrayObject)
    assert ["/Data", "/Data"] == [str(part(file, "/AFRelationship")) for file in related]
    kinds = [str(part(file, "/EF", "/F", "/Subtype")) for file in related]
    assert "/application/json" == kinds[0]
    assert kinds[1].endswith("spreadsheetml.sheet")
    assert {"D:"} == {str(part(file, "/EF", "/F", "/Params", "/ModDate"))[:2] for file in related}
    assert content.count(b"/EmbeddedFile") >= 2


def test_attached_figures_are_those_of_the_open_data_printers() -> None:
    document, style = sample_document(), base_style()
    attached = reader(print_pdf(document, style)).attachments
    assert as_json(document, style) == attached["tables.json"][0]
    assert as_xlsx(document, style) == attached["tables.xlsx"][0]


def test_the_structure_tree_is_marked_and_whole(pdf: PdfReader, name: str) -> None:
    assert "true" == str(part(pdf.root_object, "/MarkInfo", "/Marked")).lower()
    known = {
        *("/Document", "/Part", "/Sect", "/Div", "/NonStruct", "/P", "/Span", "/Link", "/H1", "/H2", "/H3", "/H4"),
        *("/L", "/LI", "/LBody", "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/Caption", "/Figure"),
    }
    found = {str(element["/S"]) for element in elements(printed_sample(name)[1])}
    assert found <= known
    assert {"/Document", "/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/Figure", "/L", "/LI", "/Link"} <= found
    assert len(pdf.pages) == sum("/StructParents" in page for page in pdf.pages)


def test_headings_are_in_order_and_skip_no_level(name: str) -> None:
    document, content = printed_sample(name)
    levels = [int(str(e["/S"])[2:]) for e in elements(content) if re.fullmatch("/H[1-6]", str(e["/S"]))]
    assert [level + 1 for level, _ in headings_of(document)] == levels
    assert 1 == levels[0]
    assert [] == [(a, b) for a, b in pairwise(levels) if b > a + 1]


def test_charts_say_in_words_what_they_show(name: str) -> None:
    document, content = printed_sample(name)
    charts = [block.alt for block in document.blocks if isinstance(block, ChartBlock)]
    figures = [element for element in elements(content) if element["/S"] == "/Figure"]
    assert charts == [str(figure["/Alt"]) for figure in figures]
    assert all("/BBox" in part(figure, "/A") for figure in figures)  # type: ignore[operator] # a dictionary


def test_every_head_of_a_table_names_its_scope_and_every_cell_its_heads(name: str) -> None:
    found = list(elements(printed_sample(name)[1]))
    heads = [element for element in found if element["/S"] == "/TH"]
    assert len(heads) > 50
    assert {"/Column"} == {str(part(head, "/A", "/Scope")) for head in heads}
    names = {str(head["/ID"]) for head in heads}
    cells = [part(element, "/A") for element in found if element["/S"] == "/TD"]
    headed = [cell["/Headers"] for cell in cells if isinstance(cell, DictionaryObject) and cell.get("/Headers")]
    assert len(headed) > 500
    assert all(str(head) in names for cell in headed for head in cell)


def test_the_pages_are_labelled_as_they_are_numbered(name: str, pdf: PdfReader) -> None:
    printed = [re.findall(r"—(\d+|[IVX]+)—", page) for page in pages_of(printed_sample(name)[1])]
    assert ["封面", *(numbers[-1] for numbers in printed[1:])] == pdf.page_labels


def test_a_file_that_is_only_tagged_has_no_attachments() -> None:
    pdf = reader(print_pdf(sample_document(), of_kind("tagged")))
    assert "/StructTreeRoot" in pdf.root_object
    assert "/OutputIntents" not in pdf.root_object
    assert {} == dict(pdf.attachments)


def test_a_plain_file_has_no_tags() -> None:
    pdf = reader(print_pdf(sample_document(), of_kind("plain")))
    assert "/StructTreeRoot" not in pdf.root_object
    assert pages_of(print_pdf(sample_document(), of_kind("plain"))) == pages_of(
        print_pdf(sample_document(), base_style())
    )


def test_a_draft_is_nothing_for_an_archive() -> None:
    pdf = reader(print_pdf(replace(document_of(), draft="草稿：供核对，不得公开"), base_style()))
    assert "/StructTreeRoot" in pdf.root_object
    assert "/OutputIntents" not in pdf.root_object
