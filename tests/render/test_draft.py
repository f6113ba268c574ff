"""草稿: the word and the reason are on every page of every form."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from lxml import etree

from generator.render.docx import print_docx
from generator.render.pdf import print_pdf
from tests.documents import sample_document
from tests.render.pdf_support import base_style, pages_of

REASON = "草稿：供核对，不得公开"
DRAFT = replace(sample_document(), draft=REASON)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def test_every_page_of_the_pdf_says_that_it_is_a_draft_and_why() -> None:
    pages = pages_of(print_pdf(DRAFT, base_style()))
    assert 8 < len(pages)
    assert [] == [number for number, page in enumerate(pages, 1) if REASON not in page]
    assert [] == [number for number, page in enumerate(pages, 1) if 2 > page.count("草稿")]


def test_every_section_of_the_word_file_has_the_word_in_each_header_that_it_can_show() -> None:
    with zipfile.ZipFile(io.BytesIO(print_docx(DRAFT, base_style()))) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        relations = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
        settings = etree.fromstring(archive.read("word/settings.xml"))
        parts = {one.get("Id"): one.get("Target") for one in relations}
        headers = {
            name: archive.read(f"word/{target}").decode() for name, target in parts.items() if "header" in target
        }
    facing = settings.find(f"{W}evenAndOddHeaders") is not None
    shown: dict[str, str] = {}
    sections = list(body.iter(f"{W}sectPr"))
    assert 3 < len(sections)
    for section in sections:
        for reference in section.iter(f"{W}headerReference"):
            shown[reference.get(f"{W}type")] = headers[reference.get(f"{R}id")]
        needed = {"default"} | ({"even"} if facing else set())
        if section.find(f"{W}titlePg") is not None:
            needed.add("first")
        for kind in needed:
            assert 'string="草稿"' in shown[kind], kind  # the letters across the page
            assert REASON in shown[kind], kind
