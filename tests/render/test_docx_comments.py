"""Remarks of a document are Word comments at the number or block that they are about."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn

from generator.document.blocks import Heading, Paragraph, Span
from generator.document.remarks import Remark
from generator.document.table import Cell, TableBlock
from generator.render.docx import print_docx
from generator.render.registry import printers
from tests.documents import chart, sample_document
from tests.render.docx_support import base_style, document_of, parts_of, printed, text_of, texts_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

ROW = (Cell("合计", role="total"), Cell("1.00", "a", role="amount"), Cell("2.00", "b", role="amount"))
TABLE = TableBlock("t", "表", ((Cell("项目", role="head"), Cell("甲"), Cell("乙")),), (ROW, ROW), (1.0, 1.0, 1.0))
TEXT = Paragraph((Span("收入"), Span("5", "a"), Span("万元，支出"), Span("5", "a"), Span("万元")))


def _marked(word: WordDocument, comment: int) -> str:
    """The text between the start and the end of a comment's range."""
    inside, found = False, ""
    for item in word.element.body.iter():
        if item.tag in (qn("w:commentRangeStart"), qn("w:commentRangeEnd")):
            if item.get(qn("w:id")) == str(comment):
                inside = item.tag == qn("w:commentRangeStart")
        elif inside and item.tag == qn("w:t"):
            found += item.text or ""
    return found


@pytest.mark.parametrize(
    ("remark", "marked"),
    [
        (Remark(0, "一"), "甲"),
        (Remark(1, "一"), "收入5万元，支出5万元"),
        (Remark(1, "一", "a"), "5"),
        (Remark(1, "一", "a", 1), "5"),
        (Remark(1, "一", "c"), "收入5万元，支出5万元"),
        (Remark(1, "一", "a", 2), "收入5万元，支出5万元"),
        (Remark(2, "一"), "表"),
        (Remark(2, "一", "a"), "1.00"),
        (Remark(2, "一", "b", 1), "2.00"),
        (Remark(3, "一", "x"), chart().caption),
        (Remark(4, "一"), ""),
    ],
)
def test_a_comment_marks_what_it_is_about(remark: Remark, marked: str) -> None:
    untitled = replace(TABLE, title="", label="")
    blocks = (Heading(0, "甲", "a"), TEXT, TABLE, chart(), untitled)
    word = printed(replace(document_of(*blocks), remarks=(remark,)))
    assert ["一"] == [comment.text for comment in word.comments]
    assert marked == _marked(word, 0)
    assert ["0"] == [item.get(qn("w:id")) for item in word.element.body.iter(qn("w:commentReference"))]


def test_the_second_printing_of_a_number_is_marked_where_it_stands() -> None:
    word = printed(replace(document_of(TEXT), remarks=(Remark(0, "二", "a", 1),)))
    start = next(word.element.body.iter(qn("w:commentRangeStart")))
    before = "".join(text_of(item) for item in reversed(list(start.itersiblings(preceding=True))))
    assert "收入5万元，支出" == before


def test_several_comments_may_stand_at_one_number() -> None:
    remarks = tuple(Remark(0, text, "a") for text in ("一", "二", "三"))
    word = printed(replace(document_of(TEXT), remarks=remarks))
    assert ["一", "二", "三"] == [comment.text for comment in word.comments]
    assert ["5"] * 3 == [_marked(word, number) for number in range(3)]


def test_comments_change_nothing_of_the_text() -> None:
    document = sample_document()
    remarks = tuple(Remark(number, "看", "") for number in range(len(document.blocks)))
    assert texts_of(printed(document)) == texts_of(printed(replace(document, remarks=remarks)))


def test_comments_have_one_author_one_date_and_their_lines() -> None:
    word = printed(replace(document_of(TEXT), remarks=(Remark(0, "第一行 <b>&\n第二行"),)))
    comment = next(iter(word.comments))
    assert ("决算公开", "决", 2000) == (comment.author, comment.initials, comment.timestamp and comment.timestamp.year)
    assert ["第一行 <b>&", "第二行"] == [item.text for item in comment.paragraphs]


def test_without_remarks_there_is_no_part_of_comments() -> None:
    parts = parts_of(print_docx(sample_document(), base_style()))
    assert not any("comment" in name for name in parts)
    assert b"comment" not in parts["word/_rels/document.xml.rels"] + parts["[Content_Types].xml"]


def test_a_review_copy_is_a_printer_and_the_same_every_time() -> None:
    document = replace(sample_document(), remarks=(Remark(0, "一"),))
    printer = printers()["review"]
    assert ("（审核版）.docx", True) == (printer.suffix, printer.reviews)
    assert printer.print(document, base_style()) == printer.print(document, base_style())
    assert ["review"] == [name for name, one in printers().items() if one.reviews]
