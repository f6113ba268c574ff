"""Lines of Chinese text: both edges straight, no sign where it may not stand, no number parted from what it counts."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.blocks import Document, Heading, Paragraph, Span
from generator.render import pdf_justify, pdf_unbroken, pdf_versions
from generator.render.markup_fit import text_area
from generator.render.pdf import print_pdf
from generator.render.pdf_justify import shares
from generator.render.pdf_unbroken import WHOLE
from tests.render.pdf_samples import SAMPLES, Line, paragraphs_of, printed_sample
from tests.render.pdf_support import bare, base_style, document_of, headings_of, pages_of

PAGE = base_style().style.page
RIGHT = PAGE.left / 25.4 * 72 + text_area(PAGE, landscape=False)[0]
NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…—·％%")
NOT_LAST = frozenset("（《〈「『【〔“‘")

PLAIN = """
import sys
from generator.render import pdf_versions
pdf_versions.WEASYPRINT = "0.0"
from generator.render.pdf import print_pdf
from tests.documents import sample_document
from tests.render.pdf_support import base_style
sys.stdout.buffer.write(print_pdf(sample_document(), base_style()))
"""


def body_texts(document: Document) -> list[str]:
    """The paragraphs of the text."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and block.role == "body"]


def paragraphs(name: str) -> list[list[Line]]:
    """The lines of each paragraph of a sample."""
    document, content = printed_sample(name)
    return list(paragraphs_of(content, body_texts(document)))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_full_line_ends_at_the_right_edge(name: str) -> None:
    full = [line for lines in paragraphs(name) for line in lines[:-1]]
    assert len(full) > 150
    assert [] == [line for line in full if abs(line.right - RIGHT) > 0.5]


@pytest.mark.parametrize("name", SAMPLES)
def test_last_lines_are_not_stretched(name: str) -> None:
    last = [lines[-1] for lines in paragraphs(name) if lines]
    natural = [line for line in last if line.right < RIGHT - 30]
    assert len(natural) > 40


@pytest.mark.parametrize("name", SAMPLES)
def test_no_line_begins_or_ends_with_a_sign_that_may_not_stand_there(name: str) -> None:
    lines = [line.text for lines in paragraphs(name) for line in lines]
    assert [] == [text for text in lines if text[0] in NOT_FIRST]
    assert [] == [text for text in lines if text[-1] in NOT_LAST]


@pytest.mark.parametrize("name", SAMPLES)
def test_no_line_ends_between_a_number_and_its_sign_or_unit(name: str) -> None:
    counted = 0
    for lines in paragraphs(name):
        whole = "".join(line.text for line in lines)
        ends = []
        for line in lines:
            ends.append((ends[-1] if ends else 0) + len(line.text))
        for match in WHOLE.finditer(whole):
            counted += 1
            assert [] == [match[0] for end in ends if match.start() < end < match.end()]
    assert counted > 200


@given(st.text(alphabet="汉字，。“”5.%a —…（）1", max_size=40))
def test_what_is_spread_lies_between_characters(text: str) -> None:
    gaps = max(len(text) - 1, 0)
    assert 0 <= shares(text) <= gaps + 0.5
    assert shares("字" * 10) == 9
    assert 0 == shares("12,345.67") == shares("Latin words")
    assert 2 == shares("字字12字")


UNITS = ["元", "万元", "人次", "%", "个百分点", "家", "年度", "平方米", "辆"]


@given(st.integers(0, 27), st.sampled_from(UNITS), st.integers(1, 10**9), st.sampled_from(["", "≥", "-", "±"]))
def test_a_number_is_whole_wherever_it_stands(before: int, unit: str, number: int, sign: str) -> None:
    figure = f"{sign}{number:,}.50{unit}"
    assert [figure] == WHOLE.findall("字" * before + figure + "。")


@pytest.mark.slow
@pytest.mark.parametrize("before", range(10, 28))
def test_a_number_never_stands_on_two_lines(before: int) -> None:
    figures = ["≥1,234,567.89万元", "12.5个百分点", "2024年度", "103人次"]
    texts = ["字" * before + figure + "字" * 30 for figure in figures]
    content = print_pdf(document_of(*(Paragraph((Span(text),)) for text in texts)), base_style())
    for lines, figure in zip(paragraphs_of(content, texts), figures, strict=True):
        assert 1 == sum(figure in line.text for line in lines)
        assert [] == [line for line in lines[:-1] if abs(line.right - RIGHT) > 0.5]


def test_a_date_may_be_parted_after_its_year_and_its_month_only() -> None:
    texts = ["字" * before + "截至2023年12月31日，车辆保有量为2辆。" for before in range(17, 27)]
    content = print_pdf(document_of(*(Paragraph((Span(text),)) for text in texts)), base_style())
    ends = {lines[0].text.lstrip("字") for lines in paragraphs_of(content, texts)}
    assert {"截", "截至", "截至2023年", "截至2023年12月"} == ends - {"", "截至2023年12月31日，"}


def test_stretched_text_is_found_and_copied_as_it_was_written() -> None:
    text = "2024年度收、支总计9,111.11万元。与2023年度相比，收、支总计各增加1,030.29万元，增长12.7%。" * 5
    assert text in "".join(pages_of(print_pdf(document_of(Paragraph((Span(text),))), base_style())))


def test_a_long_latin_word_does_not_tear_a_line_apart() -> None:
    text = "见" + "x" * 100 + "和" + "y" * 30
    assert text in "".join(pages_of(print_pdf(document_of(Paragraph((Span(text),))), base_style())))


def test_with_other_versions_the_lines_are_plain_and_nothing_is_lost() -> None:
    from tests.documents import sample_document

    plain = subprocess.run([sys.executable, "-c", PLAIN], capture_output=True, check=True).stdout  # noqa: S603 - ours
    whole = re.sub(r"—(\d+|[IVX]+)—", "", "".join(pages_of(plain)))
    assert [] == [text for text in body_texts(sample_document()) if bare(text) not in whole]
    assert [heading for heading in headings_of(sample_document()) if bare(heading[1]) not in whole] == []


def test_with_another_version_nothing_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.layout import inline
    from weasyprint.text import line_break
    from weasyprint.text.fonts import FontConfiguration

    before = inline.justify_line, line_break.Layout.set_text
    monkeypatch.setattr(pdf_versions, "WEASYPRINT", "0.0")
    assert (False, False) == (
        pdf_justify.justify_chinese(FontConfiguration()),
        pdf_unbroken.keep_numbers_whole.__wrapped__(),
    )
    assert before == (inline.justify_line, line_break.Layout.set_text)


def test_a_pango_that_spaces_letters_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.text.fonts import FontConfiguration

    assert pdf_justify.justify_chinese(FontConfiguration())
    monkeypatch.setattr(pdf_justify, "shares", len)
    assert not pdf_justify.justify_chinese(FontConfiguration())


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    for count in range(18, 23):
        text = [Paragraph((Span(f"第{number}行"),)) for number in range(count)]
        content = print_pdf(
            document_of(*text, Heading(1, "一、标题", "a"), Heading(2, "（一）小标题", "b"), Paragraph((Span("文"),))),
            base_style(),
        )
        assert [True] == [
            bare("（一）小标题文") in page for page in pages_of(content) if "一、标题" in page and "目录" not in page
        ]
