"""The printed PDF, read back with other tools."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from generator.document.blocks import Cover, Document, Heading, Paragraph, Span
from generator.document.table import Cell, TableBlock
from generator.errors import StyleError
from generator.render.pdf import print_pdf
from generator.render.registry import printers
from tests.documents import amount, chart, form_table, head, sample_document, wide_table
from tests.render.pdf_support import (
    COVER,
    bare,
    base_style,
    bookmarks,
    document_of,
    elements,
    headings_of,
    pages_of,
    poppler,
    reader,
    texts_of,
    words,
)

if TYPE_CHECKING:
    from pathlib import Path

    from generator.style.load import LoadedStyle

AWKWARD = "<b>甲</b> & \"乙\" '丙' {{ 名 }} {% if x %} {# 注 #} ]]> &amp; \\ $ 《“‘…—·×≧☑镕堃喆’”》 <img src='file:///etc/passwd'/>"
PAGE_NUMBER = re.compile(r"—(\d+|[IVX]+)—")
FRONT = 2
"""Pages of the sample before the first numbered one: cover and contents."""


@pytest.fixture(scope="module")
def sample() -> bytes:
    return print_pdf(sample_document(), base_style())


def printed(document: Document, style: LoadedStyle | None = None) -> bytes:
    return print_pdf(document, style or base_style())


def found_in_order(document: Document, content: bytes) -> None:
    """Fails at the first text of ``document`` that does not follow the one before it in the PDF."""
    whole = PAGE_NUMBER.sub("", "".join(pages_of(content)))
    place = 0
    for text in texts_of(document):
        at = whole.find(bare(text), place)
        assert at >= 0, f"{text!r} 不在 {whole[place : place + 200]!r} 之后"
        place = at + len(bare(text))


def test_pdf_is_one_of_the_formats() -> None:
    assert ".pdf" == printers()["pdf"].suffix


def test_every_text_of_the_document_is_printed_in_its_order(sample: bytes) -> None:
    document = sample_document()
    # A head is repeated on each page of its table, a figure inside a cell may break over lines: order, not adjacency.
    found_in_order(replace(document, blocks=tuple(b for b in document.blocks if not isinstance(b, TableBlock))), sample)
    found_in_order(document_of(form_table()), printed(document_of(form_table())))


def test_each_row_of_a_long_table_stands_whole_on_one_page_below_the_head(sample: bytes) -> None:
    table = wide_table()
    pages = [page for page in pages_of(sample) if "功能分类科目编码" in page]
    head_text = "项目本年支出合计其中功能分类科目编码科目名称基本支出项目支出"
    assert len(pages) >= 2
    assert [1] * len(pages) == [page.count(head_text) for page in pages]
    rows = ["".join(bare(cell.text) for cell in row) for row in table.body]
    assert rows == [row for page in pages for row in rows if row in page]


def test_bookmarks_are_the_headings_and_titles_of_tables(sample: bytes) -> None:
    assert headings_of(sample_document()) == [(mark.depth, mark.title) for mark in bookmarks(sample)]


def test_contents_name_the_pages_on_which_the_headings_stand(sample: bytes) -> None:
    listed = re.findall(
        r"^\s*(\S.*?)\s+(\d+)$", poppler("pdftotext", sample, "-layout", "-f", "2", "-l", "2"), re.MULTILINE
    )
    pages = {bare(mark.title): mark.page for mark in bookmarks(sample)}
    assert [bare(heading.text) for heading in sample_document().toc] == [bare(text) for text, _ in listed]
    assert [pages[bare(text)] - FRONT for text, _ in listed] == [int(page) for _, page in listed]


def test_headings_stand_on_the_pages_of_their_bookmarks(sample: bytes) -> None:
    pages = pages_of(sample)
    assert [] == [mark for mark in bookmarks(sample) if bare(mark.title) not in pages[mark.page - 1]]


def test_all_fonts_are_embedded_subsets(sample: bytes) -> None:
    rows = [line.split()[-5:-2] for line in poppler("pdffonts", sample).splitlines()[2:]]
    assert rows
    assert [["yes", "yes", "yes"]] * len(rows) == rows


def test_chinese_quotation_marks_and_dashes_are_not_drawn_by_the_latin_font() -> None:
    document = Document("测试", Cover("测试", "单位", ""), (Paragraph((Span("他说：“‘对’……”——好·的"),)),))
    fonts = poppler("pdffonts", printed(document))
    assert "Fandol" in fonts
    assert "Liberation" not in fonts


def test_landscape_tables_stand_on_landscape_pages(sample: bytes) -> None:
    wide = [page.mediabox.width > page.mediabox.height for page in reader(sample).pages]
    assert ["功能分类科目编码" in text for text in pages_of(sample)] == wide


def test_the_file_says_what_it_is(sample: bytes) -> None:
    metadata, root = reader(sample).metadata, reader(sample).root_object
    assert metadata is not None
    assert ("2024年度测试单位部门决算公开", "测试单位") == (metadata.title, metadata.author)
    assert "zh-CN" == str(root["/Lang"])
    assert "yes" == re.findall(r"^Tagged: +(\w+)$", poppler("pdfinfo", sample), re.MULTILINE)[0]
    assert "/StructTreeRoot" in root


def test_charts_carry_their_text(sample: bytes) -> None:
    alternatives = [str(element["/Alt"]) for element in elements(sample) if "/Alt" in element]
    assert [chart().alt, chart("structure").alt] == alternatives


def test_cells_of_a_head_are_heads_of_columns(sample: bytes) -> None:
    tags = [str(element["/S"]) for element in elements(sample)]
    assert tags.count("/TH") >= 7
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/Caption", "/THead", "/TBody", "/TR", "/TD", "/Figure", "/L"} <= {
        *tags
    }


def test_page_numbers_are_on_all_pages_but_the_cover(sample: bytes) -> None:
    body = [str(number) for number in range(1, len(reader(sample).pages) - 1)]
    assert ["", "I", *body] == [(PAGE_NUMBER.findall(text) or [""])[-1] for text in pages_of(sample)]


def test_full_pages_have_22_lines_of_28_characters_at_even_distance() -> None:
    style = base_style()
    text = "字" * 28 * 60
    content = printed(
        document_of(Paragraph((Span(text),)), Paragraph((Span("有12,345.67万元、增长1.2%的“数”。" * 60),)))
    )
    page = style.style.page
    lines: dict[int, dict[float, str]] = {}
    for number, _, top, _, _, word in words(content):
        lines.setdefault(number, {}).setdefault(top, "")
        lines[number][top] += word
    full = [rows for number, rows in lines.items() if 2 <= number < max(lines)]
    for rows in full:
        tops = sorted(rows)[:-1]  # the last is the page number
        assert 22 == len(tops)
        gaps = {round(below - above, 1) for above, below in pairwise(tops)}
        assert gaps == {round(page.line_pitch, 1)}
    assert "字" * 28 in full[0].values()


@pytest.mark.parametrize("place", ["paragraph", "heading", "cell", "cover", "note", "title"])
def test_awkward_text_comes_out_as_it_is(place: str) -> None:
    table = TableBlock("t", "表", ((head("栏"),),), ((Cell("格"),),), (1,))
    documents = {
        "paragraph": document_of(Paragraph((Span(AWKWARD),))),
        "heading": document_of(Heading(1, AWKWARD, "a")),
        "cell": document_of(replace(table, body=((Cell(AWKWARD),),))),
        "note": document_of(replace(table, notes=(AWKWARD,))),
        "title": document_of(replace(table, title=AWKWARD, heading_level=1, anchor='x" y')),
        "cover": Document(AWKWARD, replace(COVER, unit=AWKWARD, lines=(AWKWARD,)), ()),
    }
    assert bare(AWKWARD) in PAGE_NUMBER.sub("", "".join(pages_of(printed(documents[place]))))


def test_control_characters_become_the_sign_for_them() -> None:
    content = printed(document_of(Paragraph((Span("甲\x00\x1b\ud800\uffff乙"),)), Heading(0, "丙\x07", "a")))
    assert "甲����乙" in "".join(pages_of(content))


def test_a_line_feed_in_a_cell_starts_a_line() -> None:
    content = printed(document_of(TableBlock("t", "表", (), ((Cell("第一行\n第二行"),),), (1,))))
    tops = {text: top for _, _, top, *_, text in words(content) if text.startswith("第")}
    assert tops["第二行"] > tops["第一行"] + 8


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/x.png"])
def test_a_style_sheet_can_fetch_no_file_and_no_address(address: str, tmp_path: Path) -> None:
    base = base_style()
    (tmp_path / "page.css").write_text(f'h1 {{ background: url("{address}") }}', encoding="utf-8")
    with pytest.raises(StyleError, match="排版出错"):
        printed(document_of(Heading(0, "甲", "a")), replace(base, folders=(tmp_path, *base.folders)))


def test_a_shell_that_is_not_well_formed_is_an_error_of_the_style(tmp_path: Path) -> None:
    base = base_style()
    (tmp_path / "document.html.j2").write_text("<html><body><p>{{ body }}</body></html>", encoding="utf-8")
    with pytest.raises(StyleError, match="格式良好"):
        printed(document_of(), replace(base, folders=(tmp_path, *base.folders)))


def test_a_style_adds_to_the_base_sheet(tmp_path: Path) -> None:
    base = base_style()
    (tmp_path / "page.css").write_text("@page { size: 100mm 200mm }", encoding="utf-8")
    content = printed(document_of(Paragraph((Span("甲"),))), replace(base, folders=(tmp_path, *base.folders)))
    assert 283 == round(float(reader(content).pages[1].mediabox.width))


def test_the_sample_prints_without_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    printed(sample_document())
    assert [] == [record for record in caplog.records if record.levelname != "INFO"]


def test_same_document_same_bytes_in_another_process(sample: bytes, tmp_path: Path) -> None:
    script = (
        "import hashlib\n"
        "from generator.render.pdf import print_pdf\n"
        "from tests.documents import sample_document\n"
        "from tests.render.pdf_support import base_style\n"
        "print(hashlib.sha256(print_pdf(sample_document(), base_style())).hexdigest())\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TMPDIR": str(tmp_path), "TZ": "Asia/Shanghai"}
    done = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-c", script], env=environment, capture_output=True, check=True, text=True
    )
    assert hashlib.sha256(sample).hexdigest() == done.stdout.strip()


def test_an_empty_document_prints() -> None:
    assert 2 == len(reader(printed(Document("空", Cover("空", "", ""), ()))).pages)


def test_the_title_of_a_part_before_a_whole_page_table_has_a_page_of_its_own() -> None:
    rows = tuple((Cell(f"第{index}行"), amount("1.00")) for index in range(41))
    table = TableBlock("t", "总表", ((head("项目"), head("数")),), rows, (3, 1), own_page=True)
    cover, contents, divider, page = pages_of(printed(document_of(Heading(0, "第二部分 决算表", "p"), table)))
    assert "测试单位" in cover
    assert "第二部分决算表" in contents
    assert "第二部分决算表" == PAGE_NUMBER.sub("", divider)
    assert {True} == {f"第{index}行" in page for index in range(41)}
