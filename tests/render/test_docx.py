"""The printed Word document, read back with another library."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree

from generator.document.blocks import Heading, Paragraph, Span
from generator.document.table import Cell, TableBlock
from generator.render.docx import print_docx
from generator.render.docx_grid import sheets_of
from generator.render.pagination import estimate_pages
from generator.render.registry import printers
from tests.documents import chart, form_table, sample_document, wide_table
from tests.render.docx_support import (
    base_style,
    document_of,
    expected_texts,
    parts_of,
    printed,
    text_of,
    texts_of,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

AWKWARD = "<b>甲</b> & \"乙\" '丙' {{ 名 }} {% if x %} {# 注 #} ]]> &amp; \\ $ 《“‘…—·×≧☑镕堃喆’”》"

TYPE_AREAS = {sheet.width for sheet in sheets_of(base_style().style.page)}


@pytest.fixture(scope="module")
def content() -> bytes:
    return print_docx(sample_document(), base_style())


@pytest.fixture(scope="module")
def word() -> WordDocument:
    return printed(sample_document())


def test_it_is_a_printer_by_name() -> None:
    assert ".docx" == printers()["docx"].suffix


def test_text_read_back_is_the_documents_text_in_order(word: WordDocument) -> None:
    document = sample_document()
    pages = estimate_pages(document, base_style().style.page)
    assert expected_texts(document, pages) == texts_of(word)


def test_awkward_text_comes_out_literally_everywhere() -> None:
    head, body = ((Cell(AWKWARD, role="head"),),), ((Cell(AWKWARD),),)
    table = TableBlock("t", AWKWARD, head, body, (1.0,), AWKWARD, AWKWARD, AWKWARD, (AWKWARD,))
    document = document_of(Heading(0, AWKWARD, "a"), Paragraph((Span(AWKWARD), Span(AWKWARD, "ref"))), table)
    assert expected_texts(document, {"a": 1}) == texts_of(printed(document))


@pytest.mark.parametrize("text", ["甲\n乙", " 甲  乙 ", "甲\t乙", "", "0", "长" * 10_000])
def test_spaces_line_ends_and_length_are_kept(text: str) -> None:
    word = printed(document_of(Paragraph((Span(text),))))
    assert text == word.paragraphs[-1].text


def test_signs_that_xml_cannot_hold_are_shown_as_replaced() -> None:
    word = printed(document_of(Paragraph((Span("甲\x00\x0b\x1f\ud800\uffff乙"),))))
    assert "甲" + "\ufffd" * 5 + "乙" == word.paragraphs[-1].text


def test_headings_have_real_heading_styles(word: WordDocument) -> None:
    headings = [block for block in sample_document().blocks if isinstance(block, Heading)]
    expected = [(f"Heading {heading.level + 1}", heading.text) for heading in headings]
    styled = [(item.style.name, item.text) for item in word.paragraphs if item.style and item.style.name]
    assert expected == [item for item in styled if item[0].startswith("Heading")]


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_outline_level_of_a_heading_style_is_the_headings_level(word: WordDocument, level: int) -> None:
    outline = word.styles[f"Heading {level + 1}"].element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    assert str(level) == outline.get(qn("w:val"))


def test_title_of_a_listed_table_has_an_outline_level_and_others_have_none(word: WordDocument) -> None:
    titles = [item for item in word.paragraphs if item.style and item.style.name == "表题"]
    levels = [item._p.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}") for item in titles]
    assert ["1", None] == [level if level is None else level.get(qn("w:val")) for level in levels]


def test_table_of_contents_is_a_field_whose_links_lead_to_bookmarks(word: WordDocument) -> None:
    body = word.element.body
    instructions = [item.text.strip() for item in body.iter(qn("w:instrText"))]
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marked = {mark.get(qn("w:name")): text_of(mark.getparent()) for mark in body.iter(qn("w:bookmarkStart"))}
    assert 'TOC \\o "1-2" \\h \\z \\u' == instructions[0]
    assert [f"PAGEREF {link} \\h" for link in links] == instructions[1:]
    assert [heading.text for heading in sample_document().toc] == [marked[link] for link in links]


def test_fields_are_balanced(word: WordDocument) -> None:
    kinds = [item.get(qn("w:fldCharType")) for item in word.element.body.iter(qn("w:fldChar"))]
    depth = 0
    for kind in kinds:
        depth += {"begin": 1, "separate": 0, "end": -1}[kind]
        assert depth >= 0
    assert depth == 0


def test_without_headings_there_is_no_table_of_contents() -> None:
    word = printed(document_of(Paragraph((Span("正文"),))))
    assert [] == list(word.element.body.iter(qn("w:instrText")))


def test_boxhead_rows_are_repeated_and_no_row_is_split(word: WordDocument) -> None:
    tables = [block for block in sample_document().blocks if isinstance(block, TableBlock)]
    for table, block in zip(word.tables, tables, strict=True):
        rows = list(table._tbl.iter(qn("w:tr")))
        repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
        assert [True] * len(block.boxhead) + [False] * len(block.body) == repeated
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_every_row_fills_the_grid_of_the_type_area(word: WordDocument) -> None:
    for table in word.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol"))]
        for row in table._tbl.iter(qn("w:tr")):
            spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.iter(qn("w:tc"))]
            assert len(widths) == sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans)
            assert sum(widths) == sum(int(width.get(qn("w:w"))) for width in row.iter(qn("w:tcW")))
        assert sum(widths) in TYPE_AREAS


def test_spanning_cells_restart_and_go_on_below() -> None:
    table = printed(document_of(form_table())).tables[0]
    column = [row.find(f"{qn('w:tc')}/{qn('w:tcPr')}/{qn('w:vMerge')}") for row in table._tbl.iter(qn("w:tr"))]
    assert [None, "restart", "", "", None] == [item if item is None else item.get(qn("w:val"), "") for item in column]


def test_tables_are_described_for_readers_who_cannot_see(word: WordDocument) -> None:
    captions = [table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in word.tables]
    described = [table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) for table in word.tables]
    assert ["2024年度支出决算表", "2024年度项目绩效自评表"] == captions
    assert "2024年度支出决算表，公开03表，部门：测试单位，单位：万元" == described[0]


def test_landscape_tables_have_landscape_sections_and_portrait_comes_back(word: WordDocument) -> None:
    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in word.sections]
    assert [False, False, False, True, False] == turned
    assert turned == [section.page_width > section.page_height for section in word.sections]


def test_neighbouring_landscape_tables_share_a_section_and_may_end_the_document() -> None:
    sections = printed(document_of(Heading(0, "一", "a"), wide_table(3), wide_table(3))).sections
    assert [False, False, False, True] == [section.orientation == WD_ORIENT.LANDSCAPE for section in sections]


def test_page_numbers_start_once_in_roman_and_once_in_the_body(word: WordDocument) -> None:
    numbers = [section._sectPr.find(qn("w:pgNumType")) for section in word.sections]
    assert [None, ("upperRoman", "1"), ("decimal", "1"), ("decimal", None), ("decimal", None)] == [
        item if item is None else (item.get(qn("w:fmt")), item.get(qn("w:start"))) for item in numbers
    ]


def test_page_number_stands_right_on_odd_pages_and_left_on_even_ones(word: WordDocument) -> None:
    section = word.sections[2]
    feet = [footer.paragraphs[0] for footer in (section.footer, section.even_page_footer)]
    assert [("RIGHT", "— 1 —"), ("LEFT", "— 1 —")] == [(foot.alignment.name, foot.text) for foot in feet]
    assert word.sections[0].footer.is_linked_to_previous


def test_charts_have_alternative_text_and_stay_with_their_captions(word: WordDocument) -> None:
    drawings = [item.get("descr") for item in word.element.body.iter(qn("wp:docPr"))]
    assert [chart().alt, chart("structure").alt] == drawings
    pictures = [item for item in word.paragraphs if item.style and item.style.name == "图"]
    assert [True, True] == [item.paragraph_format.keep_with_next for item in pictures]


def test_pictures_fit_the_type_area(word: WordDocument) -> None:
    section = word.sections[2]
    room = section.page_width - section.left_margin - section.right_margin
    assert all(shape.width <= room for shape in word.inline_shapes)


def test_every_part_is_well_formed_and_has_a_content_type(content: bytes) -> None:
    parts = parts_of(content)
    types = etree.fromstring(parts["[Content_Types].xml"])
    known = {item.get("PartName") for item in types} | {item.get("Extension") for item in types}
    for name, part in parts.items():
        assert f"/{name}" in known or name.rpartition(".")[2] in known
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)


def test_every_relationship_leads_to_a_part(content: bytes) -> None:
    parts = parts_of(content)
    targets = [item.get("Target") for item in etree.fromstring(parts["word/_rels/document.xml.rels"])]
    used = set(re.findall(rb'r:(?:id|embed)="([^"]+)"', parts["word/document.xml"]))
    ids = {item.get("Id").encode() for item in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    assert all(f"word/{target}" in parts for target in targets)
    assert used <= ids


def test_no_theme_no_foreign_default_fonts_nothing_that_asks(content: bytes) -> None:
    for name, part in parts_of(content).items():
        if not name.endswith(".png"):
            assert not re.search(rb"Mincho|Theme=|w:rsid|updateFields|stylesWithEffects|attachedTemplate", part), name
    assert not any("theme" in name for name in parts_of(content))


def test_every_style_names_its_east_asian_and_its_latin_font(word: WordDocument) -> None:
    for style in word.styles.element.iter(qn("w:style")):
        if style.get(qn("w:type")) == "paragraph":
            fonts = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            assert all(fonts.get(qn(f"w:{key}")) for key in ("eastAsia", "ascii", "hAnsi")), style.get(qn("w:styleId"))


def test_chinese_quotation_marks_are_told_to_be_chinese(word: WordDocument) -> None:
    for run in word.element.body.iter(qn("w:r")):
        text = "".join(item.text or "" for item in run.iter(qn("w:t")))
        if re.search("[“”‘’…—]", text):
            assert "eastAsia" == run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:hint"))


def test_properties_have_the_title_and_no_dates_of_today(word: WordDocument) -> None:
    properties = word.core_properties
    assert "2024年度测试单位部门决算公开" == properties.title
    assert ("zh-CN", 1980, 1980) == (properties.language, properties.created.year, properties.modified.year)


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_prints_the_same_bytes(content: bytes, seed: str) -> None:
    script = (
        "import hashlib; from generator.render.docx import print_docx; "
        "from tests.documents import sample_document; from tests.render.docx_support import base_style; "
        "print(hashlib.sha256(print_docx(sample_document(), base_style())).hexdigest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)  # noqa: S603 - ours
    assert hashlib.sha256(content).hexdigest() == result.stdout.strip()
