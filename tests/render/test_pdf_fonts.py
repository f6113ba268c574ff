"""The fonts of the PDF, read back character by character: what the style says, and nothing else."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import ctypes
import re
from dataclasses import replace

import pypdfium2
import pytest
from pypdfium2 import raw

from generator.document.blocks import Heading, Paragraph, Span
from generator.document.table import Cell
from generator.fonts.printed import fonts_in, foreign_fonts
from generator.render.pdf import print_pdf
from tests.documents import chart, sample_document, wide_table
from tests.render.pdf_support import base_style, document_of

FONTS = base_style().style.fonts
SIGNS = "“引号”‘单’……——·《书》：，。（一）【甲】"
RARE = "镕堃喆昇翀湉"

Chars = list[tuple[str, str]]


def chars_of(content: bytes) -> Chars:
    """Every visible character of a PDF with the name of its font."""
    found: Chars = []
    name = ctypes.create_string_buffer(256)
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage()
        for index in range(raw.FPDFText_CountChars(text)):
            char = chr(raw.FPDFText_GetUnicode(text, index))
            raw.FPDFText_GetFontInfo(text, index, name, len(name), ctypes.byref(ctypes.c_int()))
            if char.strip() and name.value:
                found.append((char, re.sub(r"^[A-Z]{6}\+", "", name.value.decode())))
    return found


def fonts_of(chars: Chars, text: str) -> set[str]:
    """The fonts of the last place where ``text`` stands; the first is in the contents."""
    at = "".join(char for char, _ in chars).rindex(text)
    return {font for _, font in chars[at : at + len(text)]}


@pytest.fixture(scope="module")
def chars() -> Chars:
    table = replace(
        wide_table(1),
        body=(
            (
                Cell("2080101", role="label"),
                Cell(f"表内{SIGNS}{RARE}☑≧"),
                Cell("123,456.78", align="right"),
                Cell(),
                Cell(),
            ),
        ),
    )
    return chars_of(
        print_pdf(
            document_of(
                Heading(0, "第一部分 大标题", "a"),
                Heading(1, "一、一级标题", "b"),
                Heading(2, "（一）二级标题", "c"),
                Heading(3, "三级标题", "d"),
                Paragraph((Span(f"正文{SIGNS}{RARE}☑≧数字1,234.56与ABC"),)),
                table,
            ),
            base_style(),
        )
    )


def test_body_text_and_numbers_are_in_their_own_fonts(chars: Chars) -> None:
    assert {"FandolFang"} == fonts_of(chars, "正文“引号”")
    assert {"Liberation-Serif-Latin"} == fonts_of(chars, "1,234.56")
    assert {"Liberation-Serif-Latin"} == fonts_of(chars, "ABC")
    assert {"Noto-Serif-CJK-SC"} == fonts_of(chars, "表内“引号”")
    assert {"Liberation-Serif-Latin"} == fonts_of(chars, "123,456.78")


def test_headings_are_told_apart_by_family_not_by_weight(chars: Chars) -> None:
    assert {"Noto-Sans-CJK-SC"} == fonts_of(chars, "一级标题")
    assert {"FandolKai"} == fonts_of(chars, "二级标题")
    assert {"FandolFang"} == fonts_of(chars, "三级标题")


def test_nothing_is_bold_that_has_no_bold_face(chars: Chars) -> None:
    """小标宋的替代 has a real bold face; a bold made by the machine would carry the name of a regular one."""
    bold = {font for _, font in chars if font.endswith("Bold")}
    assert bold <= {"Noto-Serif-CJK-SC-Bold", "Liberation-Serif-Latin-Bold"}
    assert {"Noto-Serif-CJK-SC-Bold"} == fonts_of(chars, "大标题")


def test_chinese_punctuation_never_comes_from_the_latin_font(chars: Chars) -> None:
    latin = {char for char, font in chars if font.startswith("Liberation")}
    assert set() == latin & set("“”‘’…—·《》：，。（）【】≧")
    assert latin <= {chr(code) for code in range(0x21, 0x7F)}


def test_rare_names_and_signs_are_drawn_by_the_fallback(chars: Chars) -> None:
    by_char: dict[str, set[str]] = {}
    for char, font in chars:
        by_char.setdefault(char, set()).add(font)
    assert {"LXGW-WenKai"} <= by_char["镕"] <= {"LXGW-WenKai", "Noto-Serif-CJK-SC"}
    for char in RARE + "☑≧":
        assert by_char[char], f"没有印出 {char}"
    assert {"DejaVu-Sans"} == by_char["☑"]


def test_every_font_of_the_sample_is_one_that_the_style_names() -> None:
    pdf = print_pdf(sample_document(), base_style())
    assert {font for _, font in chars_of(pdf)} <= set(fonts_in(pdf))
    assert () == foreign_fonts({"公开.pdf": pdf}, FONTS)


def test_a_font_that_the_style_does_not_name_is_reported() -> None:
    pdf = print_pdf(document_of(Paragraph((Span("正文"),)), chart()), base_style())
    other = FONTS.body.model_copy(update={"families": ("LXGW WenKai",)})
    (finding,) = foreign_fonts({"公开.pdf": pdf, "公开.docx": b""}, FONTS.model_copy(update={"body": other}))
    assert ("ZT03", "警告", "FandolFang") == (finding.code, finding.severity, finding.found)
    assert "公开.pdf" in finding.message
