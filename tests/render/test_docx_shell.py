"""The shell: what an author may do to it in Word, and how it follows the style."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn
from docx.shared import Length

from generator.document.blocks import Cover, Document
from generator.errors import StyleError
from generator.render.docx import print_docx
from generator.style.load import LoadedStyle
from generator.style.model import Font
from tests.documents import sample_document
from tests.render.docx_support import base_style, document_of, parts_of, printed, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DOCUMENT = "word/document.xml"
FOOTER = "word/footer1.xml"
SETTINGS = "word/settings.xml"
STYLES = "word/styles.xml"


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., LoadedStyle]:
    """The base style with a shell in which texts of parts were replaced."""

    def edit(*changes: tuple[str, str, str]) -> LoadedStyle:
        base = base_style()
        with zipfile.ZipFile(base.find("shell.docx")) as file:
            parts = {name: file.read(name).decode() for name in file.namelist()}
        for name, old, new in changes:
            assert old in parts[name]
            parts[name] = parts[name].replace(old, new)
        with zipfile.ZipFile(tmp_path / "shell.docx", "w") as file:
            for name, part in parts.items():
                file.writestr(name, part)
        return LoadedStyle(base.style, (tmp_path, *base.folders))

    return edit


def test_words_added_to_cover_and_footer_are_printed(edited: Callable[..., LoadedStyle]) -> None:
    style = edited((DOCUMENT, "{{ cover.date }}", "公开日期：{{ cover.date }}"), (FOOTER, "— ", "{{ title }} — "))
    word = printed(document_of(), style)
    assert "公开日期：2025年10月" in texts_of(word)
    assert "测试 — 1 —" == word.sections[1].footer.paragraphs[0].text
    assert b"\xe6\xb5\x8b\xe8\xaf\x95" in parts_of(print_docx(document_of(), style))["word/footer_landscape_2.xml"]


def test_tags_that_word_has_torn_into_runs_still_work(edited: Callable[..., LoadedStyle]) -> None:
    torn = '{{ cov</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>er.date }}'
    assert "2025年10月" in texts_of(printed(document_of(), edited((DOCUMENT, "{{ cover.date }}", torn))))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{{ cover.date }}", "{{ data.amount }}", "data"),
        ("{{ cover.date }}", "{{ cover.dat }}", "dat"),
        ("{{ cover.date }}", "{{ cover.date ", DOCUMENT),
        ("{%p endfor %}", "", DOCUMENT),
        ("{{p body }}", "", "{{p body }}"),
        ("{{p toc }}", "", "{{p toc }}"),
        ("{{ cover.date }}", "{{ ''.__class__.__mro__ }}", DOCUMENT),
    ],
)
def test_a_wrong_tag_is_an_error_of_the_style(
    edited: Callable[..., LoadedStyle], old: str, new: str, said: str
) -> None:
    with pytest.raises(StyleError, match=re.escape(said)):
        print_docx(document_of(), edited((DOCUMENT, old, new)))


def test_a_shell_that_is_no_word_file_is_an_error_of_the_style(tmp_path: Path) -> None:
    base = base_style()
    (tmp_path / "shell.docx").write_bytes(b"no zip")
    with pytest.raises(StyleError, match=r"shell\.docx 不是 Word 文档"):
        print_docx(document_of(), LoadedStyle(base.style, (tmp_path, *base.folders)))


def test_a_shell_saved_again_is_read_again(edited: Callable[..., LoadedStyle]) -> None:
    first = edited((DOCUMENT, "{{ cover.date }}", "一{{ cover.date }}"))
    assert "一2025年10月" in texts_of(printed(document_of(), first))
    second = edited((DOCUMENT, "{{ cover.date }}", "二二{{ cover.date }}"))
    assert "二二2025年10月" in texts_of(printed(document_of(), second))


def test_what_word_adds_when_a_shell_is_edited_does_not_get_out(edited: Callable[..., LoadedStyle]) -> None:
    style = edited(
        (STYLES, "<w:rFonts ", '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" '),
        (SETTINGS, "<w:compat>", '<w:updateFields w:val="true"/><w:compat>'),
        (DOCUMENT, "<w:p>", '<w:p w:rsidR="00AB12CD">'),
        ("docProps/core.xml", "<dc:creator>", "<dc:creator>某编辑"),
    )
    for part in parts_of(print_docx(document_of(), style)).values():
        assert not re.search("Theme=|updateFields|rsid|某编辑".encode(), part)


def test_line_of_a_long_cover_title_ends_before_the_kind_of_document() -> None:
    word = printed(Document("题", Cover("2024年度武汉市医疗保险中心部门决算公开", "", ""), ()))
    assert "2024年度武汉市医疗保险中心\n部门决算公开" == word.paragraphs[0].text


def test_fonts_sizes_and_margins_follow_the_style() -> None:
    base = base_style()
    page = base.style.page.model_copy(update={"left": 25, "top": 30, "body_size": 14, "lines": 25, "table_size": 12})
    fonts = base.style.fonts.model_copy(update={"body": Font(name="华文仿宋", families=("FandolFang R",))})
    style = LoadedStyle(base.style.model_copy(update={"page": page, "fonts": fonts}), base.folders)
    content = print_docx(sample_document(), style)
    word = printed(sample_document(), style)
    body, cell, section = word.styles["Body Text"], word.styles["表文"], word.sections[2]
    assert "华文仿宋" == body.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:eastAsia"))
    assert (14, 12) == (body.font.size.pt, cell.font.size.pt)
    assert (25, 30) == (round(section.left_margin.mm), round(section.top_margin.mm))
    assert (25, 30) == (round(word.sections[3].top_margin.mm), round(word.sections[3].right_margin.mm))
    assert 'w:name="华文仿宋"'.encode() in parts_of(content)["word/fontTable.xml"]


def test_lines_and_characters_of_a_page_fit_its_type_area() -> None:
    base = base_style().style.page
    word = printed(sample_document())
    section, normal, body = word.sections[2], word.styles["Normal"], word.styles["Body Text"]
    room = section.page_height - section.top_margin - section.bottom_margin
    assert base.lines == room // normal.paragraph_format.line_spacing
    tracking = int(body.element.find(f"{qn('w:rPr')}/{qn('w:spacing')}").get(qn("w:val"))) / 20
    width = section.page_width - section.left_margin - section.right_margin
    assert base.characters == Length(width).pt // (body.font.size.pt + tracking)


def test_tables_do_not_inherit_the_pitch_of_the_text() -> None:
    word = printed(sample_document())
    for name in ("表头", "表文", "表数", "表注", "表号", "表眉"):
        pitch = word.styles[name].paragraph_format.line_spacing
        assert word.styles[name].font.size.pt * 1.2 < pitch.pt < word.styles[name].font.size.pt * 1.5


def test_the_file_is_in_a_fixed_order_with_fixed_dates() -> None:
    with zipfile.ZipFile(io.BytesIO(print_docx(sample_document(), base_style()))) as file:
        names = file.namelist()
        assert ["[Content_Types].xml", *sorted(names[1:])] == names
        assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in file.infolist()}
        assert {0} == {entry.create_system for entry in file.infolist()}
        assert file.testzip() is None
